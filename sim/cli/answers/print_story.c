/* print_story.c: one history, told in chapters that can be read aloud. */
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "plots/words/story_words.h"

enum { INDENT = 3 };

typedef struct {
    rap_text *out;
    size_t width;
} teller;

static void print_line(void *context, int from, int to, const char *words) {
    const teller *t = context;
    rap_text line;
    rap_text_init(&line);
    rap_story_say_when(&line, from, to);
    rap_text_format(&line, ": %s", words);
    rap_table_paragraph(t->out, &line, INDENT, t->width);
}

void rap_print_story(const rap_job *job, rap_text *out, size_t width) {
    const rap_story *s = &job->story;
    teller t = {out, width};
    rap_text words;
    rap_text_init(&words);
    rap_text_format(out, "\nOne history, told: %s\n", job->study.arms[s->arm].label);
    rap_story_say_which(&words, s);
    rap_text_add(&words, " ");
    rap_story_say_whom(&words, s);
    rap_table_paragraph(out, &words, 0, width);
    for (size_t k = 0; k < s->n_shown; k++) {
        rap_text_add(out, "\n");
        rap_story_say_who(out, s, s->shown[k]);
        rap_text_add(out, "\n");
        out->failed |= rap_story_tell(s, s->shown[k], print_line, &t) != 0;
    }
}
