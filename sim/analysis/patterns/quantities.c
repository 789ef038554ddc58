/* quantities.c: weights of draws by their distance to measured quantities. */
#include "analysis/method/reference.h"
#include "analysis/patterns/patterns.h"

#include <math.h>

/* The smallest sum is taken away first, so that the nearest draw weighs 1 and none is lost. */
double rap_weigh(double *squares, int64_t draws) {
    double least = HUGE_VAL, sum = 0;
    for (int64_t d = 0; d < draws; d++)
        least = fmin(least, squares[d]);
    for (int64_t d = 0; d < draws; d++) {
        squares[d] = isnan(squares[d]) ? 0 : exp(-(squares[d] - least) / 2);
        sum += squares[d];
    }
    for (int64_t d = 0; d < draws && sum > 0; d++)
        squares[d] /= sum;
    return sum > 0 ? rap_effective(squares, (size_t)draws) : 0;
}
