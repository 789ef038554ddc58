/* print_story.c: one history, told in chapters that can be read aloud, and the same as JSON. */
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "plots/words/story_words.h"

#include <math.h>

enum { INDENT = 3 };

typedef struct {
    const rap_language *l;
    rap_text *out;
    size_t width;
} teller;

static void print_line(void *context, int from, int to, const char *words) {
    const teller *t = context;
    rap_text line;
    rap_text_init(&line);
    rap_story_say_when(&line, t->l, from, to);
    rap_text_add(&line, tr(t->l, ": "));
    rap_text_add(&line, words);
    rap_table_paragraph(t->out, &line, INDENT, t->width);
}

void rap_print_story(const rap_job *job, rap_text *out, size_t width) {
    const rap_story *s = &job->story;
    const rap_language *l = job->tables.language;
    teller t = {l, out, width};
    rap_text words;
    rap_text_init(&words);
    rap_text_add(out, "\n");
    rap_text_format(out, tr(l, "One history, told: %s"), job->study.arms[s->arm].label);
    rap_text_add(out, "\n");
    rap_story_say_which(&words, l, s);
    rap_text_add(&words, " ");
    rap_story_say_whom(&words, l, s);
    rap_table_paragraph(out, &words, 0, width);
    for (size_t k = 0; k < s->n_shown; k++) {
        rap_text_add(out, "\n");
        rap_story_say_who(out, l, s, s->shown[k]);
        rap_text_add(out, "\n");
        out->failed |= rap_story_tell(s, l, s->shown[k], print_line, &t) != 0;
    }
}

static void json_months(void *context, int from, int to, const char *words) {
    rap_json *j = context;
    rap_json_open(j, NULL, '{');
    rap_json_integer(j, "from", from);
    rap_json_integer(j, "to", to);
    rap_json_text(j, "words", words);
    rap_json_close(j, '}');
}

static void json_chapter(rap_json *j, const rap_story *s, size_t who) {
    const rap_story_who *x = &s->who[who];
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "team", x->team);
    rap_json_text(j, "organisation", x->organisation);
    rap_json_number(j, "number", x->organisation ? (double)x->number : (double)NAN);
    rap_json_text(j, "label", x->organisation ? x->label : x->team_label);
    rap_json_open(j, "months", '[');
    j->out->failed |= rap_story_tell(s, NULL, who, json_months, j) != 0;
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

void rap_print_story_json(const rap_job *job, rap_json *j) {
    const rap_story *s = &job->story;
    rap_text words;
    rap_text_init(&words);
    rap_story_say_which(&words, NULL, s);
    rap_json_open(j, "story", '{');
    rap_json_text(j, "arm", job->study.arms[s->arm].name);
    rap_json_integer(j, "history", s->item + 1);
    rap_json_integer(j, "histories", rap_ensemble_items(&job->study));
    rap_json_integer(j, "draw", rap_story_draw(s));
    rap_json_integer(j, "run", rap_story_run(s));
    rap_json_text(j, "words", rap_text_string(&words));
    rap_json_open(j, "chapters", '[');
    for (size_t k = 0; k < s->n_shown; k++)
        json_chapter(j, s, s->shown[k]);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
    j->out->failed |= words.failed;
    rap_text_free(&words);
}
