/* against_rows.c: see against_rows.h and against.h. */
#include "plots/page/against_rows.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/translation.h"

const char *const rap_against_titles[] = {RAP_MESSAGE("What differs in the study"),
                                          RAP_MESSAGE("Headline contrasts"),
                                          RAP_MESSAGE("Verdicts"), RAP_MESSAGE("Patterns")};

const char *rap_against_absent(const rap_comparison *c) {
    return tr(c->l, "not there");
}

const char *rap_against_became(const rap_comparison *c, bool then, bool now) {
    return !then ? tr(c->l, "added") : !now ? tr(c->l, "taken out") : tr(c->l, "changed");
}

void rap_against_clear(rap_comparison *c) {
    rap_text_clear(&c->what);
    rap_text_clear(&c->old);
    rap_text_clear(&c->new);
    rap_text_clear(&c->change);
}

void rap_against_add(rap_comparison *c, rap_against_part part, bool changed) {
    rap_against *a = c->a;
    if (c->status || rap_grow(&a->rows, &a->capacity, a->n + 1, sizeof *a->rows)) {
        c->status = rap_fail(RAP_ENOMEM);
        return;
    }
    rap_against_row *r = &a->rows[a->n++];
    *r = (rap_against_row){part,
                           rap_copy_text(rap_text_string(&c->what)),
                           rap_copy_text(rap_text_string(&c->old)),
                           rap_copy_text(rap_text_string(&c->new)),
                           rap_copy_text(rap_text_string(&c->change)),
                           c->input,
                           changed};
    if (!r->what || !r->then || !r->now || !r->change)
        c->status = rap_fail(RAP_ENOMEM);
    rap_against_clear(c);
}

void rap_against_free(rap_against *a) {
    for (size_t k = 0; k < a->n; k++) {
        rap_free(a->rows[k].what);
        rap_free(a->rows[k].then);
        rap_free(a->rows[k].now);
        rap_free(a->rows[k].change);
    }
    rap_free(a->rows);
    *a = (rap_against){0};
}
