/* known_functions.h: functions of the literature whose variance and sensitivity indices are known in closed form. */
#ifndef KNOWN_FUNCTIONS_H
#define KNOWN_FUNCTIONS_H

#include <stddef.h>

/* Ishigami & Homma 1990 (doi:10.1109/ISUMA.1990.151285) with a = 7, b = 0.1, of three places in (0, 1). */
double known_ishigami(const double *u);
enum { ISHIGAMI = 3 };
extern const double known_ishigami_variance, known_ishigami_first[ISHIGAMI],
    known_ishigami_total[ISHIGAMI], known_ishigami_13;

/* Sobol' g: product of (|4 u - 2| + a) / (1 + a) (Saltelli & Sobol' 1995, doi:10.1016/0951-8320(95)00099-2). */
enum { SOBOL_G = 10 };
double known_g(const double *u);
extern const double known_g_variance, known_g_total[SOBOL_G], known_g_sum_first;

/* Morris 1991 (doi:10.1080/00401706.1991.10484804), 20 inputs of which the first ten matter; coefficients that the paper
 * draws by chance are (-1)^i and (-1)^(i + j), as in R's package sensitivity. */
enum { MORRIS = 20 };
double known_morris(const double *u);

/* Points of `dimensions` places (at most 40) of a Sobol' sequence, whose binary digits are turned over where those of a
 * number by chance are 1 (digital shift: Matousek 1998, doi:10.1006/jcom.1998.0489); made with known_sobol_new, freed with
 * known_sobol_free. */
typedef struct known_sobol known_sobol;
known_sobol *known_sobol_new(size_t dimensions, unsigned long seed);
void known_sobol_next(known_sobol *s, double *u);
void known_sobol_free(known_sobol *s);

#endif
