/* precision.c: half-widths of an outcome's contrasts, and the draws that they need. */
#include "cli/job/precision.h"
#include "analysis/estimate/forecast.h"
#include "cli/terminal/message.h"
#include "cli/terminal/values.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

/* ---- what can be asked ------------------------------------------------------------------------ */

static bool is_headline(const rap_study *s, int outcome) {
    for (size_t h = 0; h < s->n_headlines; h++)
        if (outcome >= 0 && s->headlines[h].outcome == (size_t)outcome)
            return true;
    return false;
}

static void complain_of_outcome(const rap_study *s, const char *name) {
    rap_text names;
    rap_text_init(&names);
    for (size_t h = 0; h < s->n_headlines; h++)
        if (h == 0 || s->headlines[h].outcome != s->headlines[h - 1].outcome)
            rap_text_format(&names, "%s%s", h ? ", " : "",
                            s->model->outcomes[s->headlines[h].outcome].name);
    rap_complain("--precision: '%s' is not a headline of this study; its headlines are %s", name,
                 rap_text_string(&names));
    rap_text_free(&names);
}

int rap_precision_check(const rap_job *job) {
    const rap_study *s = &job->study;
    const char *name = job->options->precision_outcome;
    if (!name)
        return RAP_EXIT_DONE;
    if (s->n_contrasts == 0)
        rap_complain("--precision is of differences between arms: this study has one arm only");
    else if (s->draws == 0)
        rap_complain("--precision is of the mean over draws: with --draws 0 there are none");
    else if (!is_headline(s, rap_model_outcome(s->model, name)))
        complain_of_outcome(s, name);
    else
        return RAP_EXIT_DONE;
    return RAP_EXIT_USAGE;
}

/* ---- how it stands ---------------------------------------------------------------------------- */

/* Takes a contrast in: the widest is kept, and one that cannot be told before all. */
static void take_contrast(rap_precision *p, const rap_summary *s, size_t headline,
                          size_t contrast) {
    double width = (s->ci_high - s->ci_low) / 2, unit = (double)p->draws / (double)s->units;
    rap_forecast f = rap_forecast_units(s->error, s->units, p->asked);
    if (p->any && (isnan(p->half_width) || width <= p->half_width))
        return;
    p->any = true;
    p->half_width = width;
    p->headline = headline;
    p->contrast = contrast;
    p->needed = f.units * unit;
    p->least = f.least * unit;
    p->most = f.most * unit;
    p->plan = f.plan * unit;
}

rap_precision rap_precision_now(const rap_job *job) {
    const rap_study *s = &job->study;
    int outcome = rap_model_outcome(s->model, job->manifest.precision_outcome);
    rap_precision p = {.asked = job->manifest.precision,
                       .half_width = (double)NAN,
                       .draws = job->tables.items / s->replicates};
    for (size_t h = 0; h < s->n_headlines; h++)
        for (size_t c = 0; c < s->n_contrasts; c++) {
            const rap_headline *line = &s->headlines[h];
            const rap_contrast_row *row =
                rap_tables_contrast(&job->tables, c, line->outcome, line->group, line->window);
            if (row && (int)line->outcome == outcome)
                take_contrast(&p, &row->s, h, c);
        }
    return p;
}

bool rap_precision_is_reached(const rap_precision *p) {
    return p->half_width <= p->asked;
}

int64_t rap_precision_next(const rap_precision *p, int64_t first) {
    double most = (double)rap_most_draws(first), now = (double)p->draws, next;
    if (rap_precision_is_reached(p) || !p->any || now >= most)
        return 0;
    if (now < RAP_PILOT)
        next = RAP_PILOT;
    else if (isnan(p->half_width) || p->least > most)
        return 0;
    else
        next = fmax(p->plan, 1.25 * now);
    next = fmin(ceil(next / RAP_SHEET) * RAP_SHEET, most);
    return (int64_t)next;
}

int rap_precision_status(const rap_job *job) {
    if (!job->manifest.precision_outcome)
        return RAP_EXIT_DONE;
    rap_precision p = rap_precision_now(job);
    return rap_precision_is_reached(&p) ? RAP_EXIT_DONE : RAP_EXIT_FAILED;
}

/* ---- words ------------------------------------------------------------------------------------ */

enum { MOST_COUNTED = 1000000 };

/* A number of draws, as well as it is known. */
static double two_digits(double draws) {
    double unit = pow(10, fmax(floor(log10(draws)) - 1, 0));
    return ceil(draws / unit) * unit;
}

void rap_precision_need(const rap_precision *p, const rap_language *l, rap_text *out) {
    if (p->most < MOST_COUNTED)
        rap_text_format(out, tr(l, "It needs about %.0f draws, from %.0f to %.0f"),
                        two_digits(p->needed), two_digits(p->least), two_digits(p->most));
    else if (p->needed < MOST_COUNTED)
        rap_text_format(out, tr(l, "It needs about %.0f draws, at least %.0f"),
                        two_digits(p->needed), two_digits(p->least));
    else
        rap_text_add(out, tr(l, "It needs over a million draws"));
}

static void say_not_reached(const rap_job *job, const rap_precision *p, const char *half_width,
                            const char *widest, rap_text *out) {
    const rap_language *l = job->tables.language;
    rap_parts parts = {0};
    rap_precision_need(p, l, rap_next_part(&parts));
    rap_text_format(out,
                    tr(l, "Not reached: +-%s with %lld draws, of the widest (%s). %s; a run that "
                          "begins with %lld goes to %lld at most."),
                    half_width, (long long)p->draws, widest, rap_part_string(&parts, 0),
                    (long long)job->manifest.draws, (long long)rap_most_draws(job->manifest.draws));
    rap_parts_end(&parts, out);
}

void rap_precision_words(const rap_job *job, const rap_precision *p, rap_text *out) {
    const rap_language *l = job->tables.language;
    rap_parts parts = {0};
    rap_text *asked = rap_next_part(&parts), *half_width = rap_next_part(&parts);
    rap_text *headline = rap_next_part(&parts), *widest = rap_next_part(&parts);
    rap_number_figures(asked, l, p->asked, 6);
    rap_text_format(out, tr(l, "Precision asked for: %s within +-%s. "),
                    job->manifest.precision_outcome, rap_text_string(asked));
    if (p->any) {
        rap_number_figures(half_width, l, p->half_width, 3);
        rap_value_headline(headline, &job->tables, &job->study.headlines[p->headline]);
        rap_text_format(widest, tr(l, "%s: %s"), rap_text_string(headline),
                        job->study.contrasts[p->contrast].label);
    }
    if (!p->any)
        rap_text_add(out, tr(l, "Not reached: no two arms have a difference in it."));
    else if (isnan(p->half_width))
        rap_text_format(out,
                        tr(l, "Not reached: with %lld draws there is no interval of (%s): too few "
                              "of them have a value."),
                        (long long)p->draws, rap_text_string(widest));
    else if (!rap_precision_is_reached(p))
        say_not_reached(job, p, rap_text_string(half_width), rap_text_string(widest), out);
    else
        rap_text_format(out,
                        p->half_width > 0
                            ? tr(l, "Reached: +-%s with %lld draws, of the widest (%s).")
                            : tr(l, "Reached: +-%s with %lld draws, of the widest (%s): it was the "
                                    "same in all."),
                        rap_text_string(half_width), (long long)p->draws, rap_text_string(widest));
    rap_parts_end(&parts, out);
}
