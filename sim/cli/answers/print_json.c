/* print_json.c: headlines, arms and contrasts as one JSON object. */
#include "base/json.h"
#include "cli/answers/json_certainty.h"
#include "cli/answers/json_deciders.h"
#include "cli/answers/print.h"
#include "cli/answers/print_portraits.h"
#include "cli/job/precision.h"
#include "cli/terminal/values.h"

static void write_figures(rap_json *j, const rap_summary *s, const char *mean) {
    rap_json_integer(j, "draws", s->draws);
    rap_json_integer(j, "runs", s->runs);
    rap_json_integer(j, "missing", s->missing);
    rap_json_number(j, mean, s->mean);
    rap_json_number(j, "ci_low", s->ci_low);
    rap_json_number(j, "ci_high", s->ci_high);
    rap_json_number(j, "sd_chance", s->sd_chance);
    rap_json_number(j, "sd_parameters", s->sd_parameters);
    rap_json_number(j, "plausible_low", s->plausible_low);
    rap_json_number(j, "plausible_high", s->plausible_high);
}

static void write_contrast(rap_json *j, const rap_job *job, size_t c, size_t headline) {
    const rap_headline *h = &job->study.headlines[headline];
    const rap_contrast_row *row =
        rap_tables_contrast(&job->tables, c, h->outcome, h->group, h->window);
    if (!row)
        return;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "contrast", job->study.contrasts[c].name);
    rap_json_text(j, "label", job->study.contrasts[c].label);
    write_figures(j, &row->s, "difference");
    rap_json_number(j, "p_mean", row->p_mean);
    rap_json_number(j, "p_worse", row->p_worse);
    rap_json_number(j, "p_programme", row->p_programme);
    rap_json_number(j, "ties", row->ties);
    rap_json_number(j, "variance_ratio", row->variance_ratio);
    rap_json_number(j, "spend_baseline", row->spend_baseline);
    rap_json_number(j, "spend_arm", row->spend_arm);
    if (rap_tables_deciders(&job->tables, c, headline))
        rap_json_deciders(j, "decided_by", &job->tables,
                          rap_tables_deciders(&job->tables, c, headline));
    rap_json_certainty(j, "certainty", &job->tables, c, headline);
    rap_json_close(j, '}');
}

static void write_headline(rap_json *j, const rap_job *job, size_t headline) {
    const rap_study *s = &job->study;
    const rap_headline *h = &s->headlines[headline];
    const rap_outcome *o = &s->model->outcomes[h->outcome];
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "outcome", o->name);
    rap_json_text(j, "label", o->label);
    rap_json_text(j, "group", h->group);
    rap_json_text(j, "window", s->windows[h->window].text);
    rap_json_text(j, "unit", rap_value_unit(s, h->outcome));
    rap_json_integer(j, "better", o->better);
    rap_json_number(j, "smallest_difference", s->delta[h->outcome]);
    rap_json_open(j, "arms", '[');
    for (size_t a = 0; a < s->n_arms; a++) {
        const rap_outcome_row *row = rap_tables_level(&job->tables, a, h);
        if (!row)
            continue;
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "arm", s->arms[a].name);
        write_figures(j, &row->s, "mean");
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
    rap_json_open(j, "contrasts", '[');
    for (size_t c = 0; c < s->n_contrasts; c++)
        write_contrast(j, job, c, headline);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

/* The precision that was asked for: its widest contrast, and the draws that it needs in all. */
static void write_precision(rap_json *j, const rap_job *job) {
    const rap_study *s = &job->study;
    rap_precision p = rap_precision_now(job);
    rap_json_open(j, "precision", '{');
    rap_json_text(j, "outcome", job->manifest.precision_outcome);
    rap_json_number(j, "asked", p.asked);
    rap_json_boolean(j, "reached", rap_precision_is_reached(&p));
    rap_json_number(j, "half_width", p.half_width);
    rap_json_text(j, "contrast", p.any ? s->contrasts[p.contrast].name : NULL);
    rap_json_text(j, "group", p.any ? s->headlines[p.headline].group : NULL);
    rap_json_text(j, "window", p.any ? s->windows[s->headlines[p.headline].window].text : NULL);
    rap_json_integer(j, "draws", p.draws);
    rap_json_number(j, "draws_needed", p.needed);
    rap_json_number(j, "draws_least", p.least);
    rap_json_number(j, "draws_most", p.most);
    rap_json_close(j, '}');
}

void rap_print_json(const rap_job *job, rap_text *out) {
    const rap_study *s = &job->study;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", s->title);
    rap_json_text(&j, "question", s->question);
    rap_json_text(&j, "folder", job->folder);
    rap_json_text(&j, "fingerprint", job->fingerprint);
    rap_json_integer(&j, "draws", s->draws);
    rap_json_integer(&j, "replicates", s->replicates);
    rap_json_integer(&j, "horizon", s->horizon);
    if (job->manifest.precision_outcome)
        write_precision(&j, job);
    rap_json_open(&j, "arms", '[');
    for (size_t a = 0; a < s->n_arms; a++) {
        rap_json_open(&j, NULL, '{');
        rap_json_text(&j, "name", s->arms[a].name);
        rap_json_text(&j, "label", s->arms[a].label);
        rap_json_boolean(&j, "baseline", a == s->baseline);
        rap_json_close(&j, '}');
    }
    rap_json_close(&j, ']');
    rap_json_open(&j, "headlines", '[');
    for (size_t h = 0; h < s->n_headlines; h++)
        write_headline(&j, job, h);
    rap_json_close(&j, ']');
    if (job->tables.story)
        rap_print_story_json(job, &j);
    rap_json_portraits(&j, job);
    rap_json_close(&j, '}');
}
