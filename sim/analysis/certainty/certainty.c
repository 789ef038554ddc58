/* certainty.c: the rules as a table, and the grade that they come to. */
#include "analysis/certainty/certainty.h"
#include "analysis/certainty/find.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

const char *const rap_grade_names[RAP_N_GRADES] = {"very_low", "low", "moderate", "high", "none"};

#define NEVER INFINITY

const rap_certainty_rule rap_certainty_rules[RAP_N_RULES] = {
    {"unsourced", "risk of bias",
     "How much of what differs between sets of assumptions rests on numbers without a source?",
     0.25, 0.5, false, "1", RAP_LOW, rap_find_unsourced},
    {"setting", "indirectness",
     "Of what rests on sources, how much rests on sources from elsewhere?", 0.5, NEVER, false, "1",
     RAP_MODERATE, rap_find_setting},
    {"patterns", "risk of bias",
     "How many of the held-out findings on this outcome does the model fail?", 0.25, 0.5, false,
     "1", RAP_MODERATE, rap_find_patterns},
    {"structure", "risk of bias",
     "Under how many other structures of the model does the direction not hold?", 1, NEVER, false,
     "number", RAP_MODERATE, rap_find_structure},
    {"opposite", "inconsistency",
     "In how many sets of assumptions does the difference point the other way?", 0.1, 0.25, false,
     "1", RAP_LOW, rap_find_opposite},
    {"interval", "imprecision",
     "How many of the two smallest differences that matter, up and down, does the 95 % interval of "
     "the mean hold?",
     1, 2, false, "number", RAP_LOW, rap_find_interval},
    {"size", "imprecision",
     "In how many sets of assumptions is it otherwise whether the difference matters?", 0.25, NEVER,
     false, "1", RAP_LOW, rap_find_size},
    {"sets", "imprecision", "How many sets of assumptions have a value?", 30, 10, true, "number",
     RAP_LOW, rap_find_sets},
    {"missing", "risk of bias", "How many of the runs have no value?", 0.2, 0.5, false, "1",
     RAP_LOW, rap_find_missing},
};

/* A last digit that comes from rounding decides nothing. */
static bool reaches_level(const rap_certainty_rule *rule, double value, double level) {
    const double rounding = 1e-9;
    return rule->below ? value < level - rounding : value >= level - rounding;
}

int rap_levels_lost(rap_rule rule, double value) {
    const rap_certainty_rule *r = &rap_certainty_rules[rule];
    return isnan(value) ? 0
                        : reaches_level(r, value, r->serious) + reaches_level(r, value, r->grave);
}

void rap_reason_judge(rap_rule rule, rap_reason *r) {
    r->lost = rap_levels_lost(rule, r->value);
    r->known = !isnan(r->value) && rap_levels_lost(rule, r->most) == r->lost;
}

rap_grade rap_grade_of(const rap_reason reasons[RAP_N_RULES]) {
    int grade = RAP_HIGH;
    for (size_t k = 0; k < RAP_N_RULES; k++)
        grade -= reasons[k].lost;
    for (size_t k = 0; k < RAP_N_RULES; k++) {
        int most = (int)rap_certainty_rules[k].most;
        if (!reasons[k].known && grade > most)
            grade = most;
    }
    return grade < RAP_VERY_LOW ? RAP_VERY_LOW : (rap_grade)grade;
}

/* ---- grading -------------------------------------------------------------------------------- */

static void grade_case(const rap_certainty_case *x, rap_certainty *c) {
    bool valued = x->row && isfinite(x->row->s.mean);
    for (size_t k = 0; k < RAP_N_RULES; k++) {
        rap_reason *r = &c->reasons[k];
        *r = valued ? rap_certainty_rules[k].find(x) : rap_found_nothing();
        rap_reason_judge((rap_rule)k, r);
    }
    c->grade = valued ? rap_grade_of(c->reasons) : RAP_UNGRADED;
}

static void mark_sides(const rap_contrast *c, bool *arms, size_t n) {
    for (size_t a = 0; a < n; a++)
        arms[a] = false;
    for (size_t k = 0; k < c->n_plus; k++)
        arms[c->plus[k]] = true;
    for (size_t k = 0; k < c->n_minus; k++)
        arms[c->minus[k]] = true;
}

static void grade_contrast(rap_certainties *c, rap_certainty_case *x) {
    const rap_study *s = x->t->study;
    for (x->headline = 0; x->headline < s->n_headlines; x->headline++) {
        const rap_headline *h = &s->headlines[x->headline];
        x->row = rap_tables_contrast(x->t, x->contrast, h->outcome, h->group, h->window);
        grade_case(x, &c->rows[x->contrast * s->n_headlines + x->headline]);
    }
}

int rap_certainties_make(rap_certainties *c, const rap_tables *t) {
    const rap_study *s = t->study;
    rap_uncertain inputs;
    *c =
        (rap_certainties){.n_rows = s->n_contrasts * s->n_headlines, .n_headlines = s->n_headlines};
    int status = rap_uncertain_make(&inputs, s);
    bool *arms = rap_allocate(s->n_arms, sizeof *arms);
    c->rows = rap_allocate(c->n_rows, sizeof *c->rows);
    if (!status && (!arms || !c->rows))
        status = rap_fail(RAP_ENOMEM);
    rap_certainty_case x = {.t = t, .inputs = &inputs, .arms = arms};
    for (; x.contrast < s->n_contrasts && !status; x.contrast++) {
        mark_sides(&s->contrasts[x.contrast], arms, s->n_arms);
        grade_contrast(c, &x);
    }
    rap_uncertain_free(&inputs);
    rap_free(arms);
    if (status)
        rap_certainties_free(c);
    return status;
}

void rap_certainties_free(rap_certainties *c) {
    rap_free(c->rows);
    *c = (rap_certainties){0};
}

const rap_certainty *rap_certainty_of(const rap_tables *t, size_t contrast, size_t headline) {
    const rap_certainties *c = t->certainties;
    size_t row = c ? contrast * c->n_headlines + headline : 0;
    return c && headline < c->n_headlines && row < c->n_rows ? &c->rows[row] : NULL;
}
