/* json_patterns.c: what `validate --format json` says. */
#include "cli/answers/answer_patterns.h"
#include "cli/answers/json_deciders.h"
#include "cli/terminal/values.h"

static const char *const directions[] = {"down", "none", "up"};

static void write_share(rap_json *j, const char *key, const rap_share *s) {
    rap_json_open(j, key, '{');
    rap_json_integer(j, "draws", s->n);
    rap_json_integer(j, "count", s->k);
    rap_json_number(j, "share", s->share);
    rap_json_number(j, "low", s->low);
    rap_json_number(j, "high", s->high);
    rap_json_close(j, '}');
}

static void write_placebo(rap_json *j, const rap_placebo *p) {
    rap_json_open(j, "placebo", '{');
    rap_json_integer(j, "tuples", p->tuples);
    rap_json_number(j, "share", p->share);
    rap_json_number(j, "low", p->low);
    rap_json_number(j, "high", p->high);
    rap_json_close(j, '}');
}

static void write_side_json(rap_json *j, const char *key, const rap_study *study,
                            const size_t *arms, size_t n) {
    rap_json_open(j, key, '[');
    for (size_t k = 0; k < n; k++)
        rap_json_text(j, NULL, study->arms[arms[k]].name);
    rap_json_close(j, ']');
}

static void write_effect(rap_json *j, const char *key, const rap_study *study,
                         const rap_effect *e) {
    rap_json_open(j, key, '{');
    write_side_json(j, "plus", study, e->plus, e->n_plus);
    write_side_json(j, "minus", study, e->minus, e->n_minus);
    rap_json_text(j, "group", e->group);
    rap_json_text(j, "window", study->windows[e->window].text);
    rap_json_close(j, '}');
}

static void write_claim(rap_json *j, const rap_study *study, const rap_expectation *c) {
    rap_json_text(j, "outcome", study->model->outcomes[c->effect.outcome].name);
    rap_json_text(j, "unit", rap_value_unit(study, c->effect.outcome));
    write_effect(j, "claim", study, &c->effect);
    if (c->compared)
        write_effect(j, "versus", study, &c->versus);
    rap_json_text(j, "direction", directions[c->direction + 1]);
    rap_json_number(j, "at_least", c->at_least);
}

static void write_pattern_json(rap_json *j, const rap_tables *tables, const rap_pattern_result *r) {
    const rap_study *study = tables->study;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "pattern", r->pattern->name);
    rap_json_text(j, "label", r->pattern->label);
    rap_json_text(j, "source", r->pattern->source);
    rap_json_text(j, "note", r->pattern->note);
    rap_json_text(j, "built_from", r->pattern->built_from);
    rap_json_text(j, "status", rap_standing_names[r->pattern->standing]);
    write_claim(j, study, &r->pattern->claim);
    rap_json_integer(j, "runs", r->s.runs);
    rap_json_integer(j, "missing", r->s.missing);
    rap_json_number(j, "effect", r->s.mean);
    rap_json_number(j, "ci_low", r->s.ci_low);
    rap_json_number(j, "ci_high", r->s.ci_high);
    rap_json_number(j, "plausible_low", r->s.plausible_low);
    rap_json_number(j, "plausible_high", r->s.plausible_high);
    write_share(j, "holds", &r->holds);
    rap_json_number(j, "holds_weighted", r->weighted);
    write_share(j, "directed", &r->directed);
    write_placebo(j, &r->placebo);
    write_share(j, "clearly", &r->clearly);
    write_share(j, "fails", &r->fails);
    write_share(j, "contrary", &r->contrary);
    rap_json_deciders(j, "decided_by", tables, &r->deciders);
    rap_json_close(j, '}');
}

static void write_together_json(rap_json *j, const rap_together *t) {
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "built_from", t->built_from);
    rap_json_text(j, "status", t->standing < 0 ? NULL : rap_standing_names[t->standing]);
    rap_json_integer(j, "patterns", (int64_t)t->patterns);
    rap_json_number(j, "hold_on_average", t->holds);
    write_placebo(j, &t->placebo);
    rap_json_open(j, "draws_by_number_that_hold", '[');
    for (size_t k = 0; k <= t->patterns; k++)
        rap_json_integer(j, NULL, t->sets[k]);
    rap_json_close(j, ']');
    write_share(j, "all_hold", &t->all_hold);
    write_share(j, "none_fails", &t->none_fails);
    rap_json_close(j, '}');
}

static void write_exclusions(rap_json *j, const rap_patterns *p) {
    rap_json_integer(j, "hold_in_no_draw", (int64_t)p->exclusions.never);
    rap_json_integer(j, "hold_in_all_draws", (int64_t)p->exclusions.always);
    rap_json_integer(j, "pairs", (int64_t)p->exclusions.pairs);
    rap_json_integer(j, "pairs_that_exclude", (int64_t)p->exclusions.clear);
    rap_json_open(j, "exclusions", '[');
    for (size_t k = 0; k < p->exclusions.n; k++) {
        const rap_exclusion *e = &p->exclusions.rows[k];
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "pattern", p->rows[e->a].pattern->name);
        rap_json_text(j, "other", p->rows[e->b].pattern->name);
        rap_json_integer(j, "pattern_holds", e->a_holds);
        rap_json_integer(j, "other_holds", e->b_holds);
        rap_json_number(j, "expected", e->expected);
        write_share(j, "both", &e->both);
        rap_json_number(j, "p_value", e->p);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

static void write_quantity(rap_json *j, const rap_patterns *p, const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "quantity", q->name);
    rap_json_text(j, "label", q->label);
    rap_json_text(j, "source", q->source);
    rap_json_text(j, "note", q->note);
    rap_json_text(j, "status", rap_standing_names[q->standing]);
    rap_json_text(j, "outcome", p->study->model->outcomes[q->effect.outcome].name);
    rap_json_text(j, "unit", rap_value_unit(p->study, q->effect.outcome));
    write_effect(j, "effect", p->study, &q->effect);
    rap_json_number(j, "value", q->value);
    rap_json_number(j, "sd", q->sd);
    rap_json_number(j, "discrepancy", q->discrepancy);
    rap_json_number(j, "mean", r->mean);
    rap_json_number(j, "distance", r->distance);
    write_share(j, "not_implausible", &r->plausible);
    rap_json_close(j, '}');
}

static void write_quantities_json(rap_json *j, const rap_patterns *p) {
    rap_json_open(j, "quantities", '[');
    for (size_t k = 0; k < p->n_quantities; k++)
        write_quantity(j, p, &p->quantities[k]);
    rap_json_close(j, ']');
    rap_json_number(j, "effective_draws", p->effective);
}

void rap_print_patterns_json(const rap_job *job, rap_text *out) {
    const rap_patterns *p = job->tables.patterns;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", p->study->title);
    rap_json_text(&j, "folder", job->folder);
    rap_json_text(&j, "fingerprint", job->fingerprint);
    rap_json_integer(&j, "draws", p->study->draws);
    rap_json_integer(&j, "replicates", p->study->replicates);
    rap_json_integer(&j, "seed", p->study->seed);
    rap_json_open(&j, "patterns", '[');
    for (size_t k = 0; k < p->n_rows; k++)
        write_pattern_json(&j, &job->tables, &p->rows[k]);
    rap_json_close(&j, ']');
    rap_json_open(&j, "together", '[');
    for (size_t k = 0; k < p->n_together; k++)
        write_together_json(&j, &p->together[k]);
    rap_json_close(&j, ']');
    write_exclusions(&j, p);
    write_quantities_json(&j, p);
    rap_json_close(&j, '}');
}
