/* print_certainty.c: the certainty of each arm's difference, under the table of a headline. */
#include "base/memory.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "plots/words/certainty_words.h"

#include <string.h>

/* The certainty of each contrast in words; nothing for those that are not of an arm. */
typedef struct {
    rap_text *of;
    size_t n;
} certainties;

static bool is_said_alike(const certainties *x, size_t a, size_t b) {
    return !strcmp(rap_text_string(&x->of[a]), rap_text_string(&x->of[b]));
}

static bool is_first_said(const certainties *x, size_t contrast) {
    size_t c = 0;
    while (c < contrast && !is_said_alike(x, c, contrast))
        c++;
    return x->of[contrast].n > 0 && c == contrast;
}

/* All arms of which the same is said, in one paragraph. */
static void print_alike(const rap_job *job, const certainties *x, size_t first, rap_text *out,
                        size_t width) {
    rap_text line, arms;
    size_t others = 0;
    rap_text_init(&line);
    rap_text_init(&arms);
    for (size_t c = 0; c < x->n; c++) {
        others += x->of[c].n > 0 && !is_said_alike(x, c, first);
        if (is_said_alike(x, c, first))
            rap_text_format(&arms, "%s%s", arms.n ? tr(job->tables.language, "; ") : "",
                            job->study.arms[job->study.contrasts[c].plus[0]].label);
    }
    if (others)
        rap_text_format(&line, tr(job->tables.language, "Certainty %s: %s"),
                        rap_text_string(&x->of[first]), rap_text_string(&arms));
    else
        rap_text_format(&line, tr(job->tables.language, "Certainty %s"),
                        rap_text_string(&x->of[first]));
    line.failed |= arms.failed;
    rap_text_free(&arms);
    rap_table_paragraph(out, &line, 3, width);
}

void rap_print_certainty(const rap_job *job, size_t headline, rap_text *out, size_t width) {
    certainties x = {.n = job->study.n_contrasts};
    x.of = rap_allocate(x.n, sizeof *x.of);
    out->failed |= !x.of;
    for (size_t c = 0; c < x.n && x.of; c++) {
        rap_text_init(&x.of[c]);
        if (job->study.contrasts[c].is_arm)
            rap_words_certainty(&x.of[c], &job->tables, c, headline);
        out->failed |= x.of[c].failed;
    }
    for (size_t c = 0; c < x.n && x.of; c++)
        if (is_first_said(&x, c))
            print_alike(job, &x, c, out, width);
    for (size_t c = 0; c < x.n && x.of; c++)
        rap_text_free(&x.of[c]);
    rap_free(x.of);
}
