/* of_all.c: see of_all.h. */
#include "plots/page/of_all.h"
#include "plots/page/traced.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

/* The same number, a whole one, in every run. */
static bool counts_all(const rap_outcome_row *row) {
    return row && row->s.mean >= 1 && row->s.p05 == row->s.p95 &&
           fabs(row->s.mean - round(row->s.mean)) < 1e-9;
}

static bool find_of_all(rap_page *p, size_t arm, const rap_headline *h, rap_of_all *found) {
    const rap_study *s = p->t->study;
    const rap_inputs *inputs;
    if (!s->model->part_of || !s->parts)
        return false;
    if (rap_study_inputs(s, arm, &inputs)) {
        p->html->failed = true;
        return false;
    }
    rap_part_of whole = s->model->part_of(inputs->root, h->outcome);
    int all = whole.of ? rap_model_outcome(s->model, whole.of) : -1;
    if (all < 0)
        return false;
    *found = (rap_of_all){.are = tr(p->language, whole.are),
                          .h = h,
                          .part = rap_tables_level(p->t, arm, h),
                          .all = rap_tables_outcome(p->t, arm, (size_t)all, h->group, h->window)};
    return counts_all(found->all) && found->part && isfinite(found->part->s.mean);
}

bool rap_find_of_all(rap_page *p, const size_t arms[2], const rap_headline *h,
                     rap_of_all found[2]) {
    return find_of_all(p, arms[0], h, &found[0]) && find_of_all(p, arms[1], h, &found[1]) &&
           found[0].all->s.mean == found[1].all->s.mean;
}

void rap_add_part(rap_text *out, rap_page *p, const rap_of_all *x) {
    rap_number_of_things(out, p->language, x->part->s.mean);
    trace_level(p, x->part, "mean");
}

void rap_add_all(rap_text *out, rap_page *p, const rap_of_all *x) {
    rap_parts parts = {0};
    rap_words_value(rap_next_part(&parts), p->t, x->all->outcome, x->all->s.mean,
                    RAP_WITH_UNIT | RAP_IN_WHOLE);
    if (strcmp(x->h->group, "all") != 0)
        rap_text_format(out, tr(p->language, "%s (%s)"), rap_part_string(&parts, 0),
                        rap_words_group(p->t, x->h->group));
    else
        rap_text_add(out, rap_part_string(&parts, 0));
    rap_parts_end(&parts, out);
    trace_level(p, x->all, "mean");
}
