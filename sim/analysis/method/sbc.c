/* sbc.c: see sbc.h. */
#include "analysis/method/sbc.h"
#include "analysis/method/cloud.h"
#include "analysis/method/holm.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

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

/* `order`: data sets by guess, those that have none (NaN) anywhere. */
static double chi_by_thirds(const double *place, const size_t *order, size_t sets, size_t have) {
    size_t count[RAP_SBC_THIRDS][RAP_SBC_COARSE] = {0};
    double sum = 0;
    for (size_t i = 0, seen = 0; i < sets; i++)
        if (!isnan(place[order[i]])) {
            size_t third = seen++ * RAP_SBC_THIRDS / have;
            count[third][bin_of(place[order[i]], RAP_SBC_COARSE)]++;
        }
    for (size_t t = 0; t < RAP_SBC_THIRDS; t++)
        sum += chi_of(count[t], RAP_SBC_COARSE);
    return sum;
}

int rap_sbc_make(const double *place, const double *guess, size_t contrasts, size_t sets,
                 rap_sbc *out) {
    size_t *order = rap_allocate(sets, sizeof *order), told = 0;
    double *p = rap_allocate(2 * contrasts, sizeof *p), *room = rap_allocate(sets, sizeof *room);
    int status = order && p && room ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < contrasts && !status; c++) {
        count_places(place + c * sets, sets, out + c);
        rap_sort_order(guess + c * sets, sets, order, room);
        out[c].chi_apart = chi_by_thirds(place + c * sets, order, sets, out[c].sets);
        if (out[c].sets < RAP_SBC_FEWEST)
            continue;
        p[told++] = gsl_cdf_chisq_Q(out[c].chi_all, RAP_SBC_BINS - 1);
        p[told++] = gsl_cdf_chisq_Q(out[c].chi_apart, RAP_SBC_THIRDS * (RAP_SBC_COARSE - 1));
    }
    status = status ? status : rap_holm(p, told);
    told = 0;
    for (size_t c = 0; c < contrasts && !status; c++) {
        bool few = out[c].sets < RAP_SBC_FEWEST;
        out[c].p_all = few ? NAN : p[told++];
        out[c].p_apart = few ? NAN : p[told++];
    }
    rap_free(order);
    rap_free(p);
    rap_free(room);
    return status;
}

bool rap_sbc_passed(const rap_sbc *of, size_t contrasts) {
    size_t told = 0;
    for (size_t c = 0; c < contrasts; c++) {
        if (of[c].p_all <= rap_sbc_wrong || of[c].p_apart <= rap_sbc_wrong)
            return false;
        told += !isnan(of[c].p_all);
    }
    return told > 0;
}
