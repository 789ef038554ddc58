/* mix.c: see mix.h. */
#include "scenario/study/mix.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double PI = 3.14159265358979323846;
static const double LEAST_PIVOT = 1e-6; /* of a matrix that counts as positive definite */

/* The correlation of two normal scores whose ranks correlate by this. */
static double normal_of_rank(double rank) {
    return 2 * sin(PI * rank / 6);
}

bool rap_joint_mix(const double *rank, size_t n, double *mix) {
    for (size_t i = 0; i < n; i++) {
        double left = 1;
        for (size_t j = 0; j < n; j++)
            mix[i * n + j] = 0;
        for (size_t j = 0; j < i; j++) {
            double sum = normal_of_rank(rank[i * n + j]);
            for (size_t k = 0; k < j; k++)
                sum -= mix[i * n + k] * mix[j * n + k];
            mix[i * n + j] = sum / mix[j * n + j];
            left -= mix[i * n + j] * mix[i * n + j];
        }
        if (!(left > LEAST_PIVOT))
            return false;
        mix[i * n + i] = sqrt(left);
    }
    return true;
}

double rap_joint_place(const double *mix, const double *places, size_t n) {
    double score = 0, least = 0x1p-53;
    for (size_t k = 0; k < n; k++)
        if (fabs(mix[k]) > 0)
            score += mix[k] * gsl_cdf_ugaussian_Pinv(places[k]);
    return fmin(fmax(gsl_cdf_ugaussian_P(score), least), 1 - least);
}
