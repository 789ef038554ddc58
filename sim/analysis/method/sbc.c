/* sbc.c: see sbc.h. */
#include "analysis/method/sbc.h"
#include "analysis/estimate/sort.h"
#include "analysis/method/cloud.h"
#include "analysis/method/holm.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { TESTS = 3 };
const double rap_sbc_wrong = 0.05;
const double rap_sbc_level[RAP_SBC_LEVELS] = {0.5, 0.8, 0.95};

static size_t bin_of(double place, size_t bins) {
    size_t bin = (size_t)(place * (double)bins);
    return bin < bins ? bin : bins - 1;
}

static double chi_of(const size_t *count, size_t bins) {
    double sum = 0, expected = 0;
    for (size_t i = 0; i < bins; i++)
        expected += (double)count[i] / (double)bins;
    for (size_t i = 0; i < bins && expected > 0; i++)
        sum += pow((double)count[i] - expected, 2) / expected;
    return sum;
}

static void count_places(const double *place, size_t sets, rap_sbc *out) {
    *out = (rap_sbc){.sets = 0};
    for (size_t i = 0; i < sets; i++) {
        if (isnan(place[i]))
            continue;
        out->sets++;
        out->count[bin_of(place[i], RAP_SBC_BINS)]++;
        for (size_t l = 0; l < RAP_SBC_LEVELS; l++)
            out->covered[l] += fabs(place[i] - 0.5) <= rap_sbc_level[l] / 2;
    }
    for (size_t l = 0; l < RAP_SBC_LEVELS; l++)
        out->covered[l] = out->sets ? out->covered[l] / (double)out->sets : NAN;
    out->chi_all = chi_of(out->count, RAP_SBC_BINS);
}

double rap_chi_by_thirds(const double *place, const double *number, size_t n, size_t *order,
                         double *room) {
    size_t count[RAP_SBC_THIRDS][RAP_SBC_COARSE] = {0};
    double sum = 0;
    size_t have = 0;
    rap_sort_order(number, n, order, room);
    for (size_t i = 0; i < n; i++)
        have += !isnan(place[i]);
    for (size_t i = 0, seen = 0; i < n; i++)
        if (!isnan(place[order[i]])) {
            size_t third = seen++ * RAP_SBC_THIRDS / have;
            count[third][bin_of(place[order[i]], RAP_SBC_COARSE)]++;
        }
    for (size_t t = 0; t < RAP_SBC_THIRDS; t++)
        sum += chi_of(count[t], RAP_SBC_COARSE);
    return sum;
}

/* Three p-values of a contrast, to be adjusted. */
static void test_contrast(const rap_sbc *c, double *p) {
    p[0] = gsl_cdf_chisq_Q(c->chi_all, RAP_SBC_BINS - 1);
    p[1] = gsl_cdf_chisq_Q(c->chi_apart, RAP_SBC_THIRDS * (RAP_SBC_COARSE - 1));
    p[2] = gsl_cdf_chisq_Q(c->chi_near, RAP_SBC_THIRDS * (RAP_SBC_COARSE - 1));
}

static int test_all(rap_sbc *out, size_t contrasts, double *p) {
    size_t told = 0, at = 0;
    for (size_t c = 0; c < contrasts; c++)
        if (out[c].sets >= RAP_SBC_FEWEST)
            test_contrast(out + c, p + TESTS * told++);
    int status = rap_holm(p, TESTS * told);
    for (size_t c = 0; c < contrasts; c++) {
        const double *own = out[c].sets >= RAP_SBC_FEWEST ? p + TESTS * at++ : NULL;
        out[c].p_all = own ? own[0] : NAN;
        out[c].p_apart = own ? own[1] : NAN;
        out[c].p_near = own ? own[2] : NAN;
        out[c].least_p = own ? fmin(own[0], fmin(own[1], own[2])) : NAN;
        out[c].passed = out[c].least_p > rap_sbc_wrong;
    }
    return status;
}

int rap_sbc_make(const double *place, const double *guess, const double *distance, size_t contrasts,
                 size_t sets, rap_sbc *out) {
    size_t *order = rap_allocate(sets, sizeof *order);
    double *p = rap_allocate(TESTS * contrasts, sizeof *p);
    double *room = rap_allocate(sets, sizeof *room);
    int status = order && p && room ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < contrasts && !status; c++) {
        const double *own = place + c * sets;
        rap_sbc *to = out + c;
        count_places(own, sets, to);
        to->chi_apart = rap_chi_by_thirds(own, guess + c * sets, sets, order, room);
        to->chi_near = rap_chi_by_thirds(own, distance, sets, order, room);
    }
    status = status ? status : test_all(out, contrasts, p);
    rap_free(order);
    rap_free(p);
    rap_free(room);
    return status;
}

bool rap_sbc_passed(const rap_sbc *of, size_t contrasts) {
    size_t told = 0;
    for (size_t c = 0; c < contrasts; c++) {
        bool tested = !isnan(of[c].p_all);
        if (tested && !of[c].passed)
            return false;
        told += tested;
    }
    return told > 0;
}
