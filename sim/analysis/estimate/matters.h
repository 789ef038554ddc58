/* matters.h: when a difference is as large as matters. The one place where a number is held against
 * the smallest difference that matters, or two numbers are called equal: a last digit that comes from
 * rounding decides nothing. */
#ifndef RAP_MATTERS_H
#define RAP_MATTERS_H

#include <stdbool.h>

/* Whether `difference` is at least `delta` >= 0, as far as rounding tells; none at all never is, nor
 * is one that is missing. */
bool rap_at_least(double difference, double delta);

/* By how much numbers of an outcome may differ from rounding alone. */
double rap_rounding(double delta);

#endif
