/* net_benefit.c: increments, ratios and net benefit, present values.
 *
 * Net benefit: Stinnett & Mullahy 1998 (doi:10.1177/0272989X98018002S09). Net benefit is linear in
 * lambda, so its mean and interval are exact in the draw means. Fieller's interval of R = y / x holds
 * all R with (y - R x)^2 <= t^2 (s_yy - 2 R s_xy + R^2 s_xx), s the variances and covariance of the
 * means (Fieller 1954, Some problems in interval estimation, J R Stat Soc B 16:175; for
 * cost-effectiveness: Willan & O'Brien 1996, Confidence intervals for cost-effectiveness ratios: an
 * application of Fieller's theorem, Health Economics 5:297). It is bounded only if x^2 > t^2 s_xx. */
#include "analysis/method/value.h"

#include <gsl/gsl_cdf.h>
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

/* Sums over pairs (cost, effect), one pass after another so that nothing cancels. */
typedef struct {
    size_t n;
    double cost, effect, cost_cost, effect_effect,
        cost_effect; /* means, then their (co)variances */
} moments;

static double student(size_t n) {
    return n > 1 ? gsl_cdf_tdist_Pinv(0.975, (double)(n - 1)) : NAN;
}

static rap_interval estimate_mean(double mean, double variance, size_t n) {
    double half = n > 1 ? student(n) * sqrt(variance) : NAN;
    return (rap_interval){mean, mean - half, mean + half};
}

/* Increments of one draw; 0 if something is missing. */
static int increment_of(const rap_value_input *in, size_t arm, size_t draw, double *c, double *e) {
    size_t i = draw * in->arms + arm, base = draw * in->arms + in->baseline;
    *c = in->cost[i] - in->cost[base];
    *e = (in->effect[i] - in->effect[base]) * (in->better < 0 ? -1 : 1);
    return !isnan(*c) && !isnan(*e);
}

static void add_means(moments *m, double c, double e) {
    m->n++;
    m->cost += (c - m->cost) / (double)m->n;
    m->effect += (e - m->effect) / (double)m->n;
}

static void add_deviations(moments *m, double c, double e) {
    double scale = (double)m->n * (double)(m->n - 1);
    m->cost_cost += (c - m->cost) * (c - m->cost) / scale;
    m->effect_effect += (e - m->effect) * (e - m->effect) / scale;
    m->cost_effect += (c - m->cost) * (e - m->effect) / scale;
}

static moments moments_of(const rap_value_input *in, size_t arm) {
    moments m = {0};
    double c, e;
    for (size_t d = 0; d < in->draws; d++)
        if (increment_of(in, arm, d, &c, &e))
            add_means(&m, c, e);
    for (size_t d = 0; d < in->draws && m.n > 1; d++)
        if (increment_of(in, arm, d, &c, &e))
            add_deviations(&m, c, e);
    if (!m.n)
        m.cost = m.effect = NAN;
    return m;
}

static rap_interval fieller(const moments *m) {
    rap_interval undefined = {NAN, NAN, NAN};
    if (m->n < 2)
        return undefined;
    double t = student(m->n), tt = t * t;
    double a = m->effect * m->effect - tt * m->effect_effect;
    double b = m->effect * m->cost - tt * m->cost_effect;
    double c = m->cost * m->cost - tt * m->cost_cost;
    if (!(a > 0))
        return undefined;
    double root = sqrt(fmax(b * b - a * c, 0));
    return (rap_interval){m->cost / m->effect, (b - root) / a, (b + root) / a};
}

rap_interval rap_fieller(const double *y, const double *x, size_t n) {
    moments m = {0};
    for (size_t i = 0; i < n; i++)
        add_means(&m, y[i], x[i]);
    for (size_t i = 0; i < n && n > 1; i++)
        add_deviations(&m, y[i], x[i]);
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
    moments m = moments_of(in, arm);
    *increment = (rap_increment){.draws = m.n};
    increment->cost = estimate_mean(m.cost, m.cost_cost, m.n);
    increment->effect = estimate_mean(m.effect, m.effect_effect, m.n);
    increment->plane = plane_of(m.cost, m.effect);
    increment->dominance = dominance_of(&increment->cost, &increment->effect);
    const rap_interval none = {(double)NAN, (double)NAN, (double)NAN};
    increment->icer = increment->dominance == RAP_DOMINANCE_TRADE_OFF ? fieller(&m) : none;
}

rap_interval rap_net_benefit(const rap_value_input *in, size_t arm, double lambda, size_t *draws) {
    moments m = moments_of(in, arm);
    double v = lambda * lambda * m.effect_effect - 2 * lambda * m.cost_effect + m.cost_cost;
    if (draws)
        *draws = m.n;
    return estimate_mean(lambda * m.effect - m.cost, fmax(v, 0), m.n);
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
    static const char *const texts[] = {"neither dearer nor cheaper, or neither better nor worse",
                                        "dearer and better", "dearer and worse",
                                        "cheaper and better", "cheaper and worse"};
    return texts[plane];
}

const char *rap_dominance_text(rap_dominance dominance) {
    static const char *const texts[] = {"no clear difference", "dominates", "is dominated",
                                        "trade-off", "cannot be told"};
    return texts[dominance];
}
