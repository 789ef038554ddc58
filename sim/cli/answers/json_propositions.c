/* json_propositions.c: the figures of `test` as JSON. */
#include "base/json.h"
#include "cli/answers/answer_propositions.h"
#include "cli/terminal/values.h"

static void write_level(rap_json *j, const char *key, const rap_summary *s) {
    rap_json_open(j, key, '{');
    rap_json_number(j, "mean", s->mean);
    rap_json_number(j, "ci_low", s->ci_low);
    rap_json_number(j, "ci_high", s->ci_high);
    rap_json_number(j, "plausible_low", s->plausible_low);
    rap_json_number(j, "plausible_high", s->plausible_high);
    rap_json_integer(j, "draws", s->draws);
    rap_json_integer(j, "runs", s->runs);
    rap_json_integer(j, "missing", s->missing);
    rap_json_close(j, '}');
}

static void write_estimate(rap_json *j, const char *key, const rap_estimate *e) {
    rap_json_open(j, key, '{');
    rap_json_number(j, "mean", e->s.mean);
    rap_json_number(j, "ci_low", e->s.ci_low);
    rap_json_number(j, "ci_high", e->s.ci_high);
    rap_json_number(j, "beyond", e->size);
    rap_json_integer(j, "sets", e->above.n);
    rap_json_integer(j, "sets_beyond", e->above.k);
    rap_json_close(j, '}');
}

static void write_factors(rap_json *j, const rap_job *job, size_t row) {
    const rap_proposition_result *r = &job->tables.verdicts->rows[row];
    rap_json_open(j, "strengths", '[');
    for (size_t g = 0; g < RAP_GRADES; g++) {
        rap_json_open(j, NULL, '{');
        rap_json_number(j, "strength", rap_grades[g]);
        write_estimate(j, "effect", &r->graded[g]);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
    rap_json_open(j, "mechanisms", '[');
    for (size_t k = 0; k < r->cells->n_factors; k++) {
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "mechanism", rap_factor_name(job->tables.verdicts, row, k));
        write_estimate(j, "removed_last", &r->factors[k].removed_last);
        write_estimate(j, "added_first", &r->factors[k].added_first);
        write_estimate(j, "shapley", &r->factors[k].shapley);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

static void write_numbers(rap_json *j, const rap_job *job, size_t row) {
    const rap_proposition_result *r = &job->tables.verdicts->rows[row];
    const rap_proposition *p = r->proposition;
    if (r->open.claim) {
        rap_json_text(j, "open_claim", rap_open_names[r->open.claim]);
        rap_json_text(j, "open_because", rap_reason_names[r->open.reason]);
        rap_json_number(j, "draws_to_settle", r->open.draws);
    }
    rap_json_text(j, "outcome", job->study.model->outcomes[p->outcome].name);
    rap_json_text(j, "unit", rap_value_unit(&job->study, p->outcome));
    rap_json_text(j, "group", p->outcome_group);
    rap_json_text(j, "window", job->study.windows[p->window].text);
    rap_json_text(j, "direction", p->direction > 0 ? "up" : "down");
    rap_json_text(j, "response", job->study.model->mechanisms[p->response].name);
    rap_json_boolean(j, "given_to_context_only", r->cells->targeted);
    write_level(j, "level_from", &r->from);
    write_level(j, "level_to", &r->to);
    write_level(j, "level_from_without_response", &r->from_without);
    write_level(j, "level_to_without_response", &r->to_without);
    write_estimate(j, "effect", &r->effect);
    write_estimate(j, "outside", &r->outside);
    write_estimate(j, "context", &r->context);
    write_estimate(j, "removed_last", &r->removed_last);
    write_estimate(j, "without_response", &r->without);
    write_estimate(j, "given_to_all", &r->given_to_all);
    write_estimate(j, "spill", &r->spill);
    write_estimate(j, "activation_from", &r->activation_from);
    write_estimate(j, "activation_to", &r->activation_to);
    write_factors(j, job, row);
    rap_json_integer(j, "sets_all_claims", r->together.k);
    rap_json_boolean(j, "scale_matters", r->scale_matters);
    rap_json_boolean(j, "activated", r->activated);
}

void rap_print_propositions_json(const rap_job *job, rap_text *out) {
    const rap_propositions_kept *kept = job->kept;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", job->study.title);
    rap_json_text(&j, "folder", job->folder);
    rap_json_text(&j, "fingerprint", job->fingerprint);
    rap_json_integer(&j, "draws", job->study.draws);
    rap_json_integer(&j, "replicates", job->study.replicates);
    rap_json_integer(&j, "seed", job->study.seed);
    rap_json_integer(&j, "arms", (int64_t)job->study.n_arms);
    rap_json_integer(&j, "arms_without_sharing", (int64_t)kept->plan.asked);
    rap_json_integer(&j, "claims", (int64_t)job->tables.verdicts->claims);
    rap_json_open(&j, "propositions", '[');
    for (size_t k = 0; k < job->tables.verdicts->n; k++) {
        const rap_proposition_result *r = &job->tables.verdicts->rows[k];
        rap_json_open(&j, NULL, '{');
        rap_json_text(&j, "proposition", r->proposition->name);
        rap_json_text(&j, "label", r->proposition->label);
        rap_json_text(&j, "source", r->proposition->source);
        rap_json_text(&j, "status", rap_standing_names[r->proposition->standing]);
        rap_json_text(&j, "verdict", rap_verdict_names[r->verdict]);
        rap_json_text(&j, "verdict_among_all", rap_verdict_names[r->among_all]);
        rap_json_text(&j, "cannot_be_expressed", r->proposition->unexpressed);
        if (!r->proposition->unexpressed)
            write_numbers(&j, job, k);
        rap_json_close(&j, '}');
    }
    rap_json_close(&j, ']');
    rap_json_text(&j, "remark",
                  "A verdict is about the theory as it is written in the model, not about the "
                  "world.");
    rap_json_close(&j, '}');
}
