/* cmd_classroom.c: rapport classroom STUDY: the page that a class presses, and what it would answer; and the story of a code,
 * for `run --code`. */
#include "base/error.h"
#include "cli/commands/class_page.h"
#include "cli/commands/command.h"
#include "cli/folder/new_file.h"
#include "cli/terminal/message.h"
#include "web/classroom.h"

/* Opens the study of the options. An exit status. */
static int open_class(const rap_options *o, rap_files *files, rap_class **room) {
    rap_problems problems;
    rap_problems_init(&problems);
    const rap_overrides overrides = {
        .draws = -1, .replicates = -1, .seed = -1, .sets = o->sets, .n_sets = o->n_sets};
    int status = rap_files_init(files);
    rap_loader loader = rap_files_loader(files);
    status = status ? status : rap_class_open(room, &loader, o->operand, &overrides, &problems);
    if (status)
        rap_print_problems(&problems, files->folder, files->data);
    int answer = !status                ? RAP_EXIT_DONE
                 : status == RAP_EINPUT ? RAP_EXIT_USAGE
                 : problems.n           ? RAP_EXIT_FAILED
                                        : rap_failed(o->operand, status);
    rap_problems_free(&problems);
    return answer;
}

static int answered(int status, const rap_text *text) {
    if (status == RAP_EINPUT) {
        rap_complain("%s", rap_text_string(text));
        return RAP_EXIT_USAGE;
    }
    return status ? rap_failed("the answer", status) : rap_print(text);
}

/* The answer as the page gets it, what cannot be done too. */
static int ask_class(rap_class *room, const char *request, rap_text *answer) {
    int status = rap_class_answer(room, request, answer);
    if (status && status != RAP_EINPUT)
        return rap_failed("the answer", status);
    int printed = rap_print(answer);
    return printed ? printed : status ? RAP_EXIT_USAGE : RAP_EXIT_DONE;
}

static int write_class_page(rap_class *room, const rap_options *o, const rap_files *files,
                            rap_text *page) {
    rap_language l;
    int status = rap_language_find(&l, o->language ? o->language : "en");
    status = status ? rap_failed("the language", status)
                    : rap_class_page(page, room, o->operand, &l, files);
    return status ? status : rap_new_file(o->out, page);
}

int rap_command_classroom(const rap_options *o) {
    rap_files files = {NULL};
    rap_class *room = NULL;
    rap_text text;
    if (!o->ask == !o->out) {
        rap_complain("classroom: --out FILE or --ask REQUEST expected");
        return RAP_EXIT_USAGE;
    }
    rap_text_init(&text);
    int status = open_class(o, &files, &room);
    if (!status)
        status = o->ask ? ask_class(room, o->ask, &text) : write_class_page(room, o, &files, &text);
    rap_text_free(&text);
    rap_class_free(room);
    rap_files_free(&files);
    return status;
}

static int tell_story(rap_class *room, const rap_options *o, rap_text *text) {
    rap_language l;
    if (o->format == RAP_FORMAT_JSON) {
        rap_text request;
        rap_text_init(&request);
        rap_text_format(&request, "story %s %s", o->code, o->language ? o->language : "en");
        int status = rap_class_answer(room, rap_text_string(&request), text);
        rap_text_free(&request);
        return status;
    }
    int status = rap_language_find(&l, o->language ? o->language : "en");
    return status ? status : rap_class_tell(room, o->code, &l, text);
}

int rap_tell_code(const rap_options *o) {
    rap_files files = {NULL};
    rap_class *room = NULL;
    rap_text text;
    rap_text_init(&text);
    int status = open_class(o, &files, &room);
    if (!status)
        status = answered(tell_story(room, o, &text), &text);
    rap_text_free(&text);
    rap_class_free(room);
    rap_files_free(&files);
    return status;
}
