/* patterns_csv.c: patterns.csv (RFC 4180, LF, one header row, missing cells empty). */
#include "analysis/patterns/patterns.h"
#include "base/csv.h"

#include <math.h>

static void share(rap_text *out, const rap_share *s) {
    rap_csv_number(out, s->share);
    rap_csv_number(out, s->low);
    rap_csv_number(out, s->high);
}

/* "a+b": arms of a side; names need no quotes. */
static void side(rap_text *out, const rap_study *study, const size_t *arms, size_t n) {
    rap_text_add(out, ",");
    for (size_t k = 0; k < n; k++)
        rap_text_format(out, "%s%s", k ? "+" : "", study->arms[arms[k]].name);
}

/* Arms, group and window of an effect; empty cells for NULL. */
static void effect(rap_text *out, const rap_study *study, const rap_effect *e) {
    if (!e) {
        rap_text_add(out, ",,,,");
        return;
    }
    side(out, study, e->plus, e->n_plus);
    side(out, study, e->minus, e->n_minus);
    rap_csv_word(out, e->group);
    rap_csv_word(out, study->windows[e->window].text);
}

static void deciding(rap_text *out, const rap_pattern_result *r) {
    rap_text list;
    rap_text_init(&list);
    for (size_t k = 0; k < r->n_deciding; k++)
        rap_text_format(&list, "%s%s (%+.2f)", k ? "; " : "", r->deciding[k].input.path,
                        r->deciding[k].correlation);
    rap_csv_word(out, rap_text_string(&list));
    out->failed |= list.failed;
    rap_text_free(&list);
}

static void claim_cells(rap_text *out, const rap_study *study, const rap_expectation *c) {
    static const char *const directions[] = {"down", "none", "up"};
    const rap_outcome *o = &study->model->outcomes[c->effect.outcome];
    rap_csv_word(out, o->name);
    rap_csv_word(out, o->flags & RAP_CURRENCY ? study->currency : o->unit);
    effect(out, study, &c->effect);
    effect(out, study, c->compared ? &c->versus : NULL);
    rap_csv_word(out, directions[c->direction + 1]);
    rap_csv_number(out, c->at_least);
}

static void pattern_row(rap_text *out, const rap_patterns *p, const rap_pattern_result *r) {
    const rap_pattern *is = r->pattern;
    rap_text_add(out, is->name);
    rap_csv_word(out, is->label);
    rap_csv_word(out, is->source);
    rap_csv_word(out, is->built_from);
    rap_csv_word(out, rap_standing_names[is->standing]);
    rap_text_add(out, ",1");
    claim_cells(out, p->study, &is->claim);
    rap_text_format(out, ",%lld,%lld,%lld", p->study->draws ? (long long)r->s.draws : 0,
                    (long long)r->s.runs, (long long)r->s.missing);
    rap_csv_number(out, r->s.mean);
    rap_csv_number(out, r->s.ci_low);
    rap_csv_number(out, r->s.ci_high);
    rap_csv_number(out, r->s.sd_chance);
    rap_csv_number(out, r->s.sd_parameters);
    rap_csv_number(out, r->s.plausible_low);
    rap_csv_number(out, r->s.plausible_high);
    share(out, &r->holds);
    share(out, &r->clearly);
    share(out, &r->fails);
    share(out, &r->contrary);
    deciding(out, r);
    rap_csv_number(out, r->weighted);
    rap_text_add(out, "\n");
}

/* A set of patterns: all of them hold, and none of them fails clearly. */
static void together_row(rap_text *out, const rap_patterns *p, const rap_together *t) {
    rap_text_add(out, "(together),,");
    rap_csv_word(out, t->built_from);
    rap_csv_word(out, t->standing < 0 ? NULL : rap_standing_names[t->standing]);
    rap_text_format(out, ",%zu,,,,,,,,,,,,", t->patterns);
    rap_text_format(out, ",%lld,,", p->study->draws ? (long long)t->all_hold.n : 0);
    rap_text_add(out, ",,,,,,,");
    share(out, &t->all_hold);
    rap_text_add(out, ",,,");
    rap_csv_number(out, 1 - t->none_fails.share);
    rap_csv_number(out, 1 - t->none_fails.high);
    rap_csv_number(out, 1 - t->none_fails.low);
    rap_text_add(out, ",,,,,\n");
}

void rap_patterns_csv(const rap_patterns *p, rap_text *out) {
    rap_text_add(
        out,
        "pattern,label,source,built_from,status,patterns,outcome,unit,plus,minus,group,window,"
        "versus_plus,versus_minus,versus_group,versus_window,direction,at_least,draws,runs,missing,"
        "effect,ci_low,ci_high,sd_chance,sd_parameters,plausible_low,plausible_high,holds,holds_"
        "low,"
        "holds_high,clearly,clearly_low,clearly_high,fails,fails_low,fails_high,contrary,"
        "contrary_low,contrary_high,decided_by,holds_weighted\n");
    for (size_t k = 0; k < p->n_rows; k++)
        pattern_row(out, p, &p->rows[k]);
    for (size_t k = 0; k < p->n_together; k++)
        together_row(out, p, &p->together[k]);
}
