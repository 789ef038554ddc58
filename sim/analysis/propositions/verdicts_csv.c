/* verdicts_csv.c: propositions.csv and mechanisms.csv (RFC 4180, LF, one header row, missing cells
 * empty). */
#include "analysis/propositions/verdicts.h"
#include "base/csv.h"
#include "scenario/study/arms.h"

#include <math.h>

static void estimate(rap_text *out, const rap_estimate *e) {
    rap_csv_number(out, e->s.mean);
    rap_csv_number(out, e->s.ci_low);
    rap_csv_number(out, e->s.ci_high);
}

static void counted(rap_text *out, const rap_estimate *e) {
    estimate(out, e);
    rap_csv_number(out, e->above.n > 0 ? e->above.share : (double)NAN);
}

static void dose(rap_text *out, const rap_tree *tree) {
    rap_text words;
    rap_text_init(&words);
    if (tree)
        rap_tree_words(&words, tree);
    rap_csv_word(out, rap_text_string(&words));
    out->failed |= words.failed;
    rap_text_free(&words);
}

static void what(rap_text *out, const rap_verdicts *v, const rap_proposition *p) {
    const rap_study *s = v->study;
    const rap_resource *x = &p->resource;
    const rap_outcome *o = &s->model->outcomes[p->outcome];
    rap_csv_word(out, o->name);
    rap_csv_word(out, o->flags & RAP_CURRENCY ? s->currency : o->unit);
    rap_csv_word(out, p->outcome_group);
    rap_csv_word(out, s->windows[p->window].text);
    rap_text_add(out, p->direction > 0 ? ",up" : ",down");
    rap_csv_number(out, p->at_least);
    rap_csv_word(out, x->lever ? s->arms[p->arm].name : "");
    rap_csv_word(out, x->lever);
    if (x->lever) {
        dose(out, x->from);
        dose(out, x->to);
    } else {
        rap_csv_word(out, s->arms[x->from_arm].name);
        rap_csv_word(out, s->arms[x->to_arm].name);
    }
    rap_csv_word(out, x->money_to);
    rap_csv_word(out, p->group);
    rap_csv_word(out, p->circumstances);
    rap_csv_word(out, s->model->mechanisms[p->response].name);
}

static void figures(rap_text *out, const rap_proposition_result *r) {
    rap_csv_truth(out, r->cells->targeted);
    rap_text_format(out, ",%lld,%lld,%lld", (long long)r->effect.s.draws,
                    (long long)r->effect.s.runs, (long long)r->effect.s.missing);
    counted(out, &r->effect);
    rap_csv_number(out, r->effect.s.plausible_low);
    rap_csv_number(out, r->effect.s.plausible_high);
    counted(out, &r->outside);
    counted(out, &r->context);
    counted(out, &r->removed_last);
    counted(out, &r->without);
    counted(out, &r->given_to_all);
    counted(out, &r->spill);
    rap_csv_number(out, r->from.mean);
    rap_csv_number(out, r->to.mean);
    rap_csv_number(out, r->from_without.mean);
    rap_csv_number(out, r->to_without.mean);
    estimate(out, &r->activation_from);
    estimate(out, &r->activation_to);
    estimate(out, &r->activation_outside);
    rap_csv_number(out, r->together.share);
    rap_csv_number(out, r->together.low);
    rap_csv_number(out, r->together.high);
    rap_csv_truth(out, r->activated);
    rap_csv_number(out, r->log_odds);
    rap_csv_truth(out, r->scale_matters);
}

void rap_verdicts_csv(const rap_verdicts *v, rap_text *out) {
    rap_text_add(
        out,
        "proposition,label,verdict,status,source,cannot_be_expressed,outcome,unit,group,window,"
        "direction,at_least,arm,lever,from,to,money_to,context,circumstances,response,targeted,"
        "draws,runs,missing,effect,effect_low,effect_high,effect_share,plausible_low,"
        "plausible_high,outside,outside_low,outside_high,outside_share,inside_less_outside,"
        "inside_less_outside_low,inside_less_outside_high,inside_less_outside_share,removed_last,"
        "removed_last_low,removed_last_high,removed_last_share,without_response,"
        "without_response_low,without_response_high,without_response_share,given_to_all,"
        "given_to_all_low,given_to_all_high,given_to_all_share,spill,spill_low,spill_high,"
        "spill_share,level_from,level_to,level_from_without_response,level_to_without_response,"
        "activation_from,activation_from_low,activation_from_high,activation_to,activation_to_low,"
        "activation_to_high,activation_outside,activation_outside_low,activation_outside_high,"
        "together,together_low,together_high,activated,log_odds,scale_matters\n");
    for (size_t k = 0; k < v->n; k++) {
        const rap_proposition_result *r = &v->rows[k];
        const rap_proposition *p = r->proposition;
        rap_text_csv(out, p->name);
        rap_csv_word(out, p->label);
        rap_csv_word(out, rap_verdict_names[r->verdict]);
        rap_csv_word(out, rap_standing_names[p->standing]);
        rap_csv_word(out, p->source);
        rap_csv_word(out, p->unexpressed);
        if (p->unexpressed) {
            for (size_t c = 6; c < 73; c++)
                rap_text_add(out, ",");
        } else {
            what(out, v, p);
            figures(out, r);
        }
        rap_text_add(out, "\n");
    }
}

static void mechanism_row(rap_text *out, const rap_proposition *p, const char *kind,
                          const char *mechanism, const char *other, double strength,
                          const rap_estimate *e) {
    rap_text_csv(out, p->name);
    rap_csv_word(out, kind);
    rap_csv_word(out, mechanism);
    rap_csv_word(out, other);
    rap_csv_number(out, strength);
    estimate(out, e);
    rap_csv_number(out, e->s.plausible_low);
    rap_csv_number(out, e->s.plausible_high);
    rap_text_add(out, "\n");
}

static void mechanism_rows(const rap_verdicts *v, size_t row, rap_text *out) {
    const rap_proposition_result *r = &v->rows[row];
    const rap_proposition *p = r->proposition;
    for (size_t g = 0; g < RAP_GRADES; g++)
        mechanism_row(out, p, "effect_at_strength", rap_factor_name(v, row, 0), NULL, rap_grades[g],
                      &r->graded[g]);
    for (size_t k = 0; k < r->cells->n_factors; k++) {
        const char *name = rap_factor_name(v, row, k);
        const rap_factor_result *f = &r->factors[k];
        mechanism_row(out, p, "removed_last", name, NULL, (double)NAN, &f->removed_last);
        mechanism_row(out, p, "added_first", name, NULL, (double)NAN, &f->added_first);
        mechanism_row(out, p, "shapley", name, NULL, (double)NAN, &f->shapley);
    }
    for (size_t k = 0; k < r->cells->n_factors; k++)
        for (size_t i = 0; i < k; i++)
            mechanism_row(out, p, "interaction", rap_factor_name(v, row, i),
                          rap_factor_name(v, row, k), (double)NAN, &r->interactions[i][k]);
}

void rap_verdicts_mechanisms_csv(const rap_verdicts *v, rap_text *out) {
    rap_text_add(out, "proposition,kind,mechanism,with,strength,mean,ci_low,ci_high,plausible_low,"
                      "plausible_high\n");
    for (size_t k = 0; k < v->n; k++)
        if (!v->rows[k].proposition->unexpressed)
            mechanism_rows(v, k, out);
}
