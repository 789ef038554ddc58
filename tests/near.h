/* near.h: comparisons of doubles for cmocka, whose own assert_float_equal compares as float. */
#ifndef NEAR_H
#define NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define assert_double_near(a, b, tolerance)                                                        \
    near_check((a), (b), (tolerance), #a, __FILE__, __LINE__)

static inline void near_check(double a, double b, double tolerance, const char *what,
                              const char *file, int line) {
    if (!(fabs(a - b) <= tolerance)) {
        print_error("%s: %.17g is not within %g of %.17g\n", what, a, tolerance, b);
        _fail(file, line);
    }
}

#endif
