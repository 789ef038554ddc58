/* print_job.c: the end of a run: results on standard output, and for people the way to the report.
 */
#include "cli/answers/print.h"
#include "cli/job/result_files.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"
#include "plots/words/sentence_parts.h"

#include <string.h>

static size_t count_plots(const rap_job *job) {
    size_t n = 0;
    for (size_t i = 0; i < job->n_listed; i++)
        n += !strncmp(job->listed[i].name, "plots/", 6) && strstr(job->listed[i].name, ".gp");
    return n;
}

/* What answers the question, then what every command writes. */
static void name_files(const rap_job *job, rap_text *line) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(job->answer, &job->study, list);
    const char *between = "";
    for (int common = 0; common < 2; common++)
        for (size_t i = 0; i < n; i++) {
            const char *name = rap_result_name(list[i]);
            if ((rap_result_common(name) != NULL) != common)
                continue;
            rap_text_format(line, "%s%s", between, name);
            between = ", ";
        }
}

static void print_files(const rap_job *job, rap_text *out, size_t width) {
    rap_text line;
    rap_text_init(&line);
    rap_parts p = {0};
    rap_text *files = rap_next_part(&p);
    long long n = (long long)count_plots(job);
    name_files(job, files);
    if (n)
        rap_text_format(&line,
                        tr_n(job->tables.language,
                             "Written to %s: %s and %lld plot with its scripts and data.",
                             "Written to %s: %s and %lld plots with their scripts and data.", n),
                        job->folder, rap_text_string(files), n);
    else
        rap_text_format(&line, tr(job->tables.language, "Written to %s: %s."), job->folder,
                        rap_text_string(files));
    rap_parts_end(&p, &line);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &line, 0, width);
    rap_text_format(out, tr(job->tables.language, "Report: %s/report.html\n\n"), job->folder);
    rap_table_wrap(out,
                   tr(job->tables.language,
                      "These figures are consequences of the assumptions that the study and the "
                      "model state; they say nothing about the world where those do not hold."),
                   0, width);
}

static void print_first_csv(const rap_job *job, rap_text *out) {
    bool one_arm = !strcmp(job->manifest.command, "run");
    const rap_result_file *file = job->answer ? job->answer->files
                                              : rap_result_common(job->tables.story ? "story.csv"
                                                                  : one_arm         ? "outcomes.csv"
                                                                            : "contrasts.csv");
    file->make(job, out);
}

static void print_words(const rap_job *job, rap_text *out) {
    size_t width = rap_table_width();
    if (job->answer)
        job->answer->text(job, out, width);
    else if (!strcmp(job->manifest.command, "run"))
        rap_print_run(job, out, width);
    else
        rap_print_compare(job, out, width);
    if (job->tables.story)
        rap_print_story(job, out, width);
    print_files(job, out, width);
}

int rap_print_job(const rap_job *job) {
    rap_text out;
    rap_text_init(&out);
    if (job->options->format == RAP_FORMAT_CSV)
        print_first_csv(job, &out);
    else if (job->options->format != RAP_FORMAT_JSON)
        print_words(job, &out);
    else if (job->answer)
        job->answer->json(job, &out);
    else
        rap_print_json(job, &out);
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}
