/* net_benefit.c: increments, ratios and net benefit, present values.
 *
 * Net benefit: Stinnett & Mullahy 1998 (doi:10.1177/0272989X98018002S09). Net benefit is linear in
 * lambda, so its mean and interval are exact in the draw means. Fieller's interval of R = y / x holds
 * all R with (y - R x)^2 <= t^2 (s_yy - 2 R s_xy + R^2 s_xx), s the variances and covariance of the
 * means (units.h; Fieller 1954, Some problems in interval estimation, J R Stat Soc B 16:175; for
 * cost-effectiveness: Willan & O'Brien 1996, Confidence intervals for cost-effectiveness ratios: an
 * application of Fieller's theorem, Health Economics 5:297). It is bounded only if x^2 > t^2 s_xx. */
#include "analysis/estimate/units.h"
#include "analysis/method/value.h"
#include "scenario/study/study.h"

#include <math.h>

static double benefit_at(const rap_value_input *in, double lambda, double cost, double effect) {
    return lambda * (in->better < 0 ? -effect : effect) - cost;
}

double rap_value_benefit(const rap_value_input *in, double lambda, size_t draw, size_t arm) {
    size_t i = draw * in->arms + arm;
    return benefit_at(in, lambda, in->cost[i], in->effect[i]);
}

double rap_value_in_run(const rap_value_input *in, double lambda, size_t run, size_t arm) {
    size_t i = run * in->arms + arm;
    return benefit_at(in, lambda, in->run_cost[i], in->run_effect[i]);
}

bool rap_value_complete(const rap_value_input *in, const size_t *which, size_t n, size_t draw) {
    for (size_t a = 0; a < in->arms; a++)
        if (isnan(in->cost[draw * in->arms + a]) || isnan(in->effect[draw * in->arms + a]))
            return false;
    for (size_t j = 0; j < n; j++)
        if (isnan(in->parameter[draw * in->parameters + (which ? which[j] : j)]))
            return false;
    return true;
}

static rap_interval estimate_mean(double mean, double variance, int64_t units) {
    double half = rap_student(units, 1) * sqrt(variance);
    return (rap_interval){mean, mean - half, mean + half};
}

/* Increments of one draw; 0 if something is missing. */
static int increment_of(const rap_value_input *in, size_t arm, size_t draw, double *c, double *e) {
    size_t i = draw * in->arms + arm, base = draw * in->arms + in->baseline;
    *c = in->cost[i] - in->cost[base];
    *e = (in->effect[i] - in->effect[base]) * (in->better < 0 ? -1 : 1);
    return !isnan(*c) && !isnan(*e);
}

/* x: cost, y: effect. */
static rap_means increments_of(const rap_value_input *in, size_t arm) {
    rap_units u = {.sheet = RAP_SHEET};
    double c, e;
    for (size_t d = 0; d < in->draws; d++)
        if (increment_of(in, arm, d, &c, &e))
            rap_units_add(&u, (int64_t)d, c, e);
    return rap_units_close(&u);
}

/* Of x over y. */
static rap_interval fieller(const rap_means *m) {
    rap_interval undefined = {NAN, NAN, NAN};
    double t = rap_student(m->units, 1), tt = t * t;
    double a = m->y * m->y - tt * m->yy;
    double b = m->y * m->x - tt * m->xy;
    double c = m->x * m->x - tt * m->xx;
    if (!(a > 0))
        return undefined;
    double root = sqrt(fmax(b * b - a * c, 0));
    return (rap_interval){m->x / m->y, (b - root) / a, (b + root) / a};
}

rap_interval rap_fieller(const double *y, const double *x, size_t n) {
    rap_units u = {.sheet = RAP_SHEET};
    for (size_t i = 0; i < n; i++)
        if (!isnan(y[i]) && !isnan(x[i]))
            rap_units_add(&u, (int64_t)i, y[i], x[i]);
    rap_means m = rap_units_close(&u);
    return fieller(&m);
}

static rap_plane plane_of(double cost, double effect) {
    if (cost > 0 && effect > 0)
        return RAP_PLANE_DEARER_BETTER;
    if (cost > 0 && effect < 0)
        return RAP_PLANE_DEARER_WORSE;
    if (cost < 0 && effect > 0)
        return RAP_PLANE_CHEAPER_BETTER;
    return cost < 0 && effect < 0 ? RAP_PLANE_CHEAPER_WORSE : RAP_PLANE_NONE;
}

/* +1 or -1 if the interval leaves out 0, else 0. */
static int clear_sign(const rap_interval *e) {
    return (e->low > 0) - (e->high < 0);
}

static int exactly_zero(const rap_interval *e) {
    return !(e->low < 0) && !(e->high > 0) && e->low <= e->high;
}

static rap_dominance dominance_of(const rap_interval *cost, const rap_interval *effect) {
    int cheaper = -clear_sign(cost), better = clear_sign(effect);
    if (isnan(cost->low) || isnan(effect->low))
        return RAP_DOMINANCE_UNTOLD;
    if (cheaper * better > 0 || (cheaper && exactly_zero(effect)) || (better && exactly_zero(cost)))
        return cheaper + better > 0 ? RAP_DOMINANCE_DOMINATES : RAP_DOMINANCE_DOMINATED;
    return cheaper * better < 0 ? RAP_DOMINANCE_TRADE_OFF : RAP_DOMINANCE_UNCLEAR;
}

void rap_increment_make(const rap_value_input *in, size_t arm, rap_increment *increment) {
    rap_means m = increments_of(in, arm);
    *increment = (rap_increment){.draws = (size_t)m.draws};
    increment->cost = estimate_mean(m.x, m.xx, m.units);
    increment->effect = estimate_mean(m.y, m.yy, m.units);
    increment->plane = plane_of(m.x, m.y);
    increment->dominance = dominance_of(&increment->cost, &increment->effect);
    const rap_interval none = {(double)NAN, (double)NAN, (double)NAN};
    increment->icer = increment->dominance == RAP_DOMINANCE_TRADE_OFF ? fieller(&m) : none;
}

rap_interval rap_net_benefit(const rap_value_input *in, size_t arm, double lambda, size_t *draws) {
    rap_means m = increments_of(in, arm);
    double v = lambda * lambda * m.yy - 2 * lambda * m.xy + m.xx;
    if (draws)
        *draws = (size_t)m.draws;
    return estimate_mean(lambda * m.y - m.x, v < 0 ? 0 : v, m.units);
}

double rap_present_value(const double *amounts, size_t n, double rate, double per_year) {
    double sum = 0;
    if (!(rate > -1) || !(per_year > 0))
        return NAN;
    for (size_t t = 0; t < n; t++)
        sum += amounts[t] * exp(-log1p(rate) * (double)t / per_year);
    return sum;
}

const char *rap_plane_text(rap_plane plane) {
    static const char *const texts[] = {
        RAP_MESSAGE("neither dearer nor cheaper, or neither better nor worse"),
        RAP_MESSAGE("dearer and better"), RAP_MESSAGE("dearer and worse"),
        RAP_MESSAGE("cheaper and better"), RAP_MESSAGE("cheaper and worse")};
    return texts[plane];
}

const char *rap_dominance_text(rap_dominance dominance) {
    static const char *const texts[] = {RAP_MESSAGE("no clear difference"),
                                        RAP_MESSAGE("dominates"), RAP_MESSAGE("is dominated"),
                                        RAP_MESSAGE("trade-off"), RAP_MESSAGE("cannot be told")};
    return texts[dominance];
}
