/* survey.c: the value of asking n respondents before an arm is chosen.
 *
 * EVSI = E_x max_a E[NB_a | x] - max_a E[NB_a], x being what the survey finds. What it finds is drawn in
 * each set from what is true there: with sd given the mean of n answers, which is normal about the number;
 * without it the share of n answers that are yes, which is binomial. Net benefit is then regressed on
 * x over sets in place of the number (Strong, Oakley, Brennan & Breeze 2015, doi:10.1177/0272989X15575286),
 * by information.c, with all that its head says of chance and intervals. Chosen over moment matching
 * (Heath, Manolopoulou & Baio 2018, doi:10.1177/0272989X17738515), which needs further runs, and over
 * the Gaussian approximation (Jalal & Alarid-Escudero 2018, doi:10.1177/0272989X17715627), which
 * takes every prior for a normal one: here any prior, curve and correlation will do.
 *
 * Findings are luck besides, so SURVEYS of them are drawn and all that is said is their mean: of
 * ends too, since what moves the draws' answer moves those of all surveys together. No survey is
 * worth more than knowing its numbers. */
#include "analysis/method/value.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <gsl/gsl_randist.h>
#include <math.h>

enum { SURVEYS = 20 }; /* assumed */

/* What one survey finds: draw x number asked for. A missing number stays missing. */
static void draw_findings(const rap_value_input *in, const size_t *which, size_t n,
                          const rap_survey_design *design, gsl_rng *rng, size_t survey,
                          double *found) {
    uint64_t key = rap_stream_key(0, survey, rap_hash_text("findings of a survey"));
    double answers = (double)design->n;
    for (size_t d = 0; d < in->draws; d++)
        for (size_t j = 0; j < n; j++) {
            double x = in->parameter[d * in->parameters + which[j]];
            const rap_event event = {.subject = which[j] + 1, .ordinal = (uint32_t)d};
            rap_rng_aim(rng, key, event);
            if (!isnan(x) && isnan(design->sd))
                x = gsl_ran_binomial(rng, fmin(fmax(x, 0), 1), (unsigned)design->n) / answers;
            else
                x += design->sd / sqrt(answers) * rap_normal(key, event);
            found[d * n + j] = x;
        }
}

/* Adds a share of what one survey says. */
static void add_survey(rap_information *sum, const rap_information *v, double share) {
    sum->draws = v->draws;
    sum->raw += share * v->raw;
    sum->error += share * v->error;
    sum->low += share * v->low;
    sum->high += share * v->high;
    sum->plug_in += share * v->plug_in;
    sum->cross_fitted += share * v->cross_fitted;
    sum->changed += share * v->changed;
    sum->explained += share * v->explained;
}

static bool is_question(const rap_value_input *in, const size_t *which, size_t n,
                        const rap_survey_design *design) {
    bool good = n > 0 && in->parameter && design->n > 0 && !(design->sd <= 0);
    for (size_t j = 0; j < n && good; j++)
        good = which[j] < in->parameters;
    return good;
}

static int average_surveys(const rap_value_input *in, double lambda, const size_t *which, size_t n,
                           const rap_survey_design *design, gsl_rng *rng, double *found,
                           rap_information *sum) {
    rap_value_input asked = *in;
    asked.parameter = found;
    asked.parameters = n;
    int status = RAP_OK;
    for (size_t s = 0; s < SURVEYS && !status; s++) {
        rap_information one;
        draw_findings(in, which, n, design, rng, s, found);
        status = rap_information_make(&asked, lambda, NULL, 0, NULL, &one);
        if (!status)
            add_survey(sum, &one, 1.0 / SURVEYS);
    }
    return status;
}

int rap_survey_value(const rap_value_input *in, double lambda, const size_t *which, size_t n,
                     const rap_survey_design *design, const rap_interval *most,
                     rap_information *information) {
    rap_information *v = information;
    *v = (rap_information){0};
    if (!is_question(in, which, n, design))
        return rap_fail(RAP_EINPUT);
    gsl_rng rng = {rap_rng_philox, rap_allocate(1, rap_rng_philox->size)};
    double *found = rap_allocate(in->draws * n, sizeof *found);
    int status = rng.state && found ? RAP_OK : rap_fail(RAP_ENOMEM);
    status = status ? status : average_surveys(in, lambda, which, n, design, &rng, found, v);
    rap_free(rng.state);
    rap_free(found);
    v->value = isnan(v->raw) ? v->raw : fmax(v->raw, 0);
    v->low = isnan(v->raw) ? v->raw : fmin(v->low, v->value);
    rap_information_hold(v, most);
    return status;
}
