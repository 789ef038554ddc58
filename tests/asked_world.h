/* asked_world.h: a survey of a community whose truth is known, as a sheet, and the part of a study that the importer makes of it.
 *
 * Some people of some organisations are asked: answers are 1 + Binomial(4, truth of their organisation) on a scale of 1 to
 * 5; one to three people answer for each. */
#ifndef ASKED_WORLD_H
#define ASKED_WORLD_H

#include "arm_bench.h"
#include "cli/sheets/survey_study.h"
#include "partnership/mechanisms/mechanism.h"

#include <gsl/gsl_randist.h>

enum { ASKED_MOST = 3 };

static const char asked_community[] =
    "title = \"a survey\"; horizon = 60; draws = 1000; replicates = 2; seed = 5;\n"
    "@include \"../scenarios/calgary/community.cfg\"\n@include \"policies.cfg\"\n"
    "teams = { focal = { policy = \"sustained\"; partners = 14;\n"
    "  grants = ( { start = 0; months = 60; amount = 400000; } ); }; };\n"
    "arms = { base = { changes = {}; }; };\n";

static inline double asked_trust(const pm_partnership *s, size_t i) {
    return s->r.trust[i];
}
static inline double asked_goals(const pm_partnership *s, size_t i) {
    return s->r.alignment[i];
}
static inline double asked_depth(const pm_partnership *s, size_t i) {
    return s->r.depth[i];
}
static inline double asked_capacity(const pm_partnership *s, size_t i) {
    return s->o.capacity[i];
}
static inline double asked_reputation(const pm_partnership *s, size_t i) {
    return s->o.reputation[i];
}

/* What is asked about: of organisation i, through relation r. */
typedef struct {
    const char *item, *construct;
    pm_outcome outcome;
    double (*truth)(const pm_partnership *s, size_t i);
    bool of_all; /* organisations, or those ever partnered */
} asked_question;

static const asked_question asked_questions[] = {
    {"Trust", "trust_in_team", OUT_trust_partners, asked_trust, false},
    {"Shared goals", "alignment", OUT_alignment, asked_goals, false},
    {"Power sharing", "voice", OUT_depth, asked_depth, false},
    {"Research capacity", "capacity", OUT_capacity, asked_capacity, true},
    {"Trust in universities", "reputation", OUT_reputation, asked_reputation, true}};
enum { ASKED_QUESTIONS = sizeof asked_questions / sizeof asked_questions[0] };

/* Begins a sheet. */
static inline void asked_head(rap_text *csv) {
    rap_text_clear(csv);
    rap_text_add(csv, "Respondent;Organisation;Month;Item;Score;Scale\n");
}

/* Organisations there are for a question, by lot, into `order`; how many. */
static inline size_t asked_there(const pm_partnership *s, const asked_question *q, gsl_rng *rng,
                                 size_t *order) {
    size_t n = 0;
    for (size_t i = 0; i < s->o.n; i++)
        if (q->of_all || s->r.ever[i])
            order[n++] = i;
    for (size_t k = n; k > 1; k--) {
        size_t other = (size_t)(gsl_rng_uniform(rng) * (double)k), last = order[k - 1];
        order[k - 1] = order[other];
        order[other] = last;
    }
    return n;
}

/* Asks a question of the first `asked` organisations of `order`, in that month, of a world in which the question is off by so
 * much. */
static inline void asked_wave(rap_text *csv, const pm_partnership *s, const asked_question *q,
                              int month, double off, gsl_rng *rng, const size_t *order,
                              size_t asked) {
    for (size_t k = 0; k < asked; k++) {
        size_t i = order[k];
        double truth = fmin(fmax(q->truth(s, i) + off, 0), 1);
        for (size_t person = 0; person < 1 + i % ASKED_MOST; person++)
            rap_text_format(csv, "%zu;Place %zu;%d;%s;%u;1-5\n", ASKED_MOST * i + person, i, month,
                            q->item, 1 + gsl_ran_binomial(rng, truth, 4));
    }
}

/* The part of a study that comes of a sheet. */
static inline void asked_import(const rap_text *csv, const char *const *maps, size_t n,
                                rap_text *part) {
    rap_survey_wishes wishes;
    rap_survey_means means = {0};
    rap_poll survey = {0};
    rap_problems problems;
    rap_sheet sheet = {0};
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "a.csv", rap_text_string(csv), csv->n, &problems);
    status = status ? status : rap_survey_wish(&wishes, rap_models[0], maps, n, &problems);
    status = status ? status : rap_survey_read(&survey, &sheet, &wishes, &problems);
    status = status ? status : rap_survey_means_make(&means, &survey, &wishes);
    status = status ? status : rap_survey_study(part, &means, &survey, &wishes, "a.csv");
    if (status)
        fail_msg("%s", problems.n ? problems.rows[0].text : rap_error_text(status));
    rap_survey_means_free(&means);
    rap_survey_free(&survey);
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
}

#endif
