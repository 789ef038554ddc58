/* survey_means.c: means of a survey, with organisations as what was sampled (analysis/method/clustered.h).
 *
 * What a respondent says of a construct is the mean of the items that he answered. Respondents differ within organisations
 * by a spread that is pooled over all organisations and waves of the construct, since few answer for each; answers in whole
 * steps of 1/k are not surer than rounding leaves them, 1 / (k sqrt(12)). */
#include "analysis/method/clustered.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/survey_study.h"

#include <math.h>
#include <stdlib.h>

const double rap_assumed_spread = 0.2;

/* What one respondent says of a construct. */
typedef struct {
    uint32_t construct, group, wave, place, respondent;
    double sum; /* over items, then their mean */
    size_t items;
} opinion;

typedef struct {
    rap_survey_means *means;
    rap_poll *survey;
    const rap_survey_wishes *wishes;
    opinion *opinions; /* by construct, group, wave, place, respondent */
    size_t n;
    double *value;        /* of each opinion */
    size_t *cell;         /* which organisation in which wave, counted through */
    const opinion *noted; /* of what was left out last */
    int status;
} maker;

/* ---- opinions --------------------------------------------------------------------------------- */

static int order_opinions(const void *a, const void *b) {
    const opinion *x = a, *y = b;
    const uint32_t of_x[] = {x->construct, x->group, x->wave, x->place, x->respondent};
    const uint32_t of_y[] = {y->construct, y->group, y->wave, y->place, y->respondent};
    for (size_t k = 0; k < sizeof of_x / sizeof of_x[0]; k++)
        if (of_x[k] != of_y[k])
            return of_x[k] < of_y[k] ? -1 : 1;
    return 0;
}

static bool same_up_to(const opinion *a, const opinion *b, int keys) {
    return a->construct == b->construct && a->group == b->group && a->wave == b->wave &&
           (keys < 4 || a->place == b->place) && (keys < 5 || a->respondent == b->respondent);
}

static uint32_t group_of_answer(const maker *m, const rap_survey_answer *a) {
    switch (m->wishes->by) {
    case RAP_BY_TYPE:
        return m->survey->named ? m->survey->places[a->place].type : a->type;
    case RAP_BY_ORGANISATION:
        return a->place;
    default:
        return 0;
    }
}

/* Opinions of answers, in order, items of one construct together. */
static void form_opinions(maker *m) {
    const rap_poll *y = m->survey;
    size_t n = 0;
    for (size_t k = 0; k < y->n_answers; k++) {
        const rap_survey_answer *a = &y->answers[k];
        m->opinions[k] = (opinion){.construct = y->items[a->item].construct,
                                   .group = group_of_answer(m, a),
                                   .wave = a->wave,
                                   .place = a->place,
                                   .respondent = a->respondent,
                                   .sum = a->share,
                                   .items = 1};
    }
    qsort(m->opinions, y->n_answers, sizeof *m->opinions, order_opinions);
    for (size_t k = 0; k < y->n_answers; k++)
        if (n > 0 && same_up_to(&m->opinions[n - 1], &m->opinions[k], 5)) {
            m->opinions[n - 1].sum += m->opinions[k].sum;
            m->opinions[n - 1].items++;
        } else {
            m->opinions[n++] = m->opinions[k];
        }
    m->n = n;
    for (size_t k = 0; k < n; k++) {
        const opinion *o = &m->opinions[k];
        m->value[k] = o->sum / (double)o->items;
        m->cell[k] = k == 0 ? 0 : m->cell[k - 1] + !same_up_to(o - 1, o, 4);
    }
}

/* ---- means ------------------------------------------------------------------------------------ */

/* The least step of its items, as what rounding leaves open in one answer. */
static double rounding_of(const maker *m, uint32_t construct) {
    const rap_poll *y = m->survey;
    double step = 1;
    for (size_t k = 0; k < y->item_words.n; k++)
        if (y->items[k].construct == construct)
            step = fmin(step, rap_answer_scale_step(&y->items[k].scale));
    return step / sqrt(12);
}

static void turn_to_outcome(rap_survey_mean *mean, const rap_construct *c) {
    mean->value = c->sign < 0 ? 1 - mean->value : mean->value;
}

static void keep_mean(maker *m, const rap_survey_mean *mean) {
    rap_survey_means *r = m->means;
    m->status = rap_grow(&r->means, &r->mean_capacity, r->n_means + 1, sizeof *r->means);
    if (!m->status)
        r->means[r->n_means++] = *mean;
}

/* One organisation's mean, by what its respondents say; how they differ is pooled. */
static rap_survey_mean mean_of_one(const maker *m, size_t from, size_t n,
                                   const rap_cluster_spread *within) {
    bool told = !isnan(within->sd);
    const rap_cluster_spread taken = {told ? within->sd : rap_assumed_spread,
                                      told ? within->freedom : INFINITY};
    rap_clustered r = rap_cluster_mean(m->value + from, m->cell + from, n, 1, &taken);
    return (rap_survey_mean){.respondents = n,
                             .organisations = 1,
                             .value = r.mean,
                             .error = r.error,
                             .freedom = taken.freedom,
                             .sd = told ? r.sd : r.error,
                             .spread = told ? RAP_SPREAD_POOLED : RAP_SPREAD_ASSUMED};
}

static rap_survey_mean mean_of_several(const maker *m, size_t from, size_t n, size_t of,
                                       const rap_cluster_spread *within) {
    bool told = !isnan(within->sd);
    rap_clustered r = rap_cluster_mean(m->value + from, m->cell + from, n, told ? of : 0, within);
    return (rap_survey_mean){.respondents = n,
                             .organisations = r.clusters,
                             .value = r.mean,
                             .error = r.error,
                             .freedom = r.freedom,
                             .sd = r.sd,
                             .spread = of == 0 ? RAP_SPREAD_NOT_USED
                                       : told  ? RAP_SPREAD_POOLED
                                               : RAP_SPREAD_UNTOLD};
}

static void leave_wave_out(maker *m, const opinion *o, const char *why) {
    const rap_poll *y = m->survey;
    if (!(m->noted && m->noted->construct == o->construct && m->noted->wave == o->wave))
        rap_text_format(&m->survey->notes, "%s in month %d is left out: %s.\n",
                        y->constructs[o->construct].label, y->waves[o->wave].month, why);
    m->noted = o;
}

/* Opinions [from, from + n) of one construct, group and wave. */
static void form_mean(maker *m, size_t from, size_t n, const rap_cluster_spread *within) {
    const opinion *o = &m->opinions[from];
    const rap_construct *c = &m->survey->constructs[o->construct];
    bool one = m->wishes->by == RAP_BY_ORGANISATION;
    if (m->survey->waves[o->wave].month == 0 && !c->at_0) {
        leave_wave_out(m, o, "the model has it only once there was work together");
        return;
    }
    rap_survey_mean mean = one ? mean_of_one(m, from, n, within)
                               : mean_of_several(m, from, n, m->wishes->population, within);
    if (isnan(mean.error)) {
        leave_wave_out(m, o,
                       m->survey->named ? "one organisation stands for no others"
                                        : "one respondent stands for no others");
        return;
    }
    mean.construct = o->construct;
    mean.group = o->group;
    mean.wave = o->wave;
    mean.least = rounding_of(m, o->construct) / sqrt((double)n);
    mean.sd = fmax(mean.sd, mean.least);
    turn_to_outcome(&mean, c);
    keep_mean(m, &mean);
}

/* Where organisations begin: those that answered in the wave of month 0. */
static void form_starts(maker *m, size_t from, size_t n, const rap_cluster_spread *within) {
    rap_survey_means *r = m->means;
    const rap_construct *c = &m->survey->constructs[m->opinions[from].construct];
    if (!c->start[0] || !m->survey->named || m->survey->waves[m->opinions[from].wave].month > 0)
        return;
    for (size_t at = from, length; at < from + n && !m->status; at += length) {
        for (length = 1; at + length < from + n && m->cell[at + length] == m->cell[at];)
            length++;
        rap_survey_mean start = mean_of_one(m, at, length, within);
        start.construct = m->opinions[at].construct;
        start.group = m->opinions[at].place;
        start.least = rounding_of(m, start.construct) / sqrt((double)length);
        start.sd = fmax(start.sd, start.least);
        m->status = rap_grow(&r->starts, &r->start_capacity, r->n_starts + 1, sizeof *r->starts);
        if (!m->status)
            r->starts[r->n_starts++] = start;
    }
}

/* All of one construct: the spread within organisations first. */
static void form_construct(maker *m, size_t from, size_t n) {
    rap_cluster_spread within = rap_within_clusters(m->value + from, m->cell + from, n);
    within.sd = within.sd < rounding_of(m, m->opinions[from].construct)
                    ? rounding_of(m, m->opinions[from].construct)
                    : within.sd;
    for (size_t at = from, length; at < from + n && !m->status; at += length) {
        for (length = 1;
             at + length < from + n && same_up_to(&m->opinions[at], &m->opinions[at + length], 3);)
            length++;
        form_mean(m, at, length, &within);
        if (!m->status)
            form_starts(m, at, length, &within);
    }
}

int rap_survey_means_make(rap_survey_means *means, rap_poll *survey,
                          const rap_survey_wishes *wishes) {
    size_t n = survey->n_answers;
    maker m = {.means = means, .survey = survey, .wishes = wishes};
    *means = (rap_survey_means){0};
    m.opinions = rap_allocate(n, sizeof *m.opinions);
    m.value = rap_allocate(n, sizeof *m.value);
    m.cell = rap_allocate(n, sizeof *m.cell);
    if (m.opinions && m.value && m.cell)
        form_opinions(&m);
    else
        m.status = rap_fail(RAP_ENOMEM);
    for (size_t at = 0, length; at < m.n && !m.status; at += length) {
        for (length = 1;
             at + length < m.n && m.opinions[at + length].construct == m.opinions[at].construct;)
            length++;
        form_construct(&m, at, length);
    }
    rap_free(m.opinions);
    rap_free(m.value);
    rap_free(m.cell);
    return m.status;
}

void rap_survey_means_free(rap_survey_means *means) {
    rap_free(means->means);
    rap_free(means->starts);
    *means = (rap_survey_means){0};
}

bool rap_survey_is_kept_back(const rap_poll *survey, const rap_survey_wishes *wishes,
                             uint32_t wave) {
    return wishes->hold_back_last && survey->n_waves > 1 && wave + 1 == survey->n_waves;
}

const char *rap_survey_group_label(const rap_poll *survey, const rap_survey_wishes *wishes,
                                   uint32_t group) {
    return wishes->by == RAP_BY_ALL    ? "all"
           : wishes->by == RAP_BY_TYPE ? survey->types[group].label
                                       : survey->places[group].label;
}
