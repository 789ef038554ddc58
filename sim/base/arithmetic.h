/* arithmetic.h: what the compiler must hold to; a build that does not is refused, for it would give
 * other figures without a word. */
#ifndef RAP_ARITHMETIC_H
#define RAP_ARITHMETIC_H

#include <float.h>

#if defined __FAST_MATH__ || defined __ASSOCIATIVE_MATH__ || defined __RECIPROCAL_MATH__ ||        \
    (defined __FINITE_MATH_ONLY__ && __FINITE_MATH_ONLY__)
#error "rapport is not built with -Ofast, -ffast-math or parts of it: a missing value is a NaN"
#endif

#ifndef __SIZEOF_INT128__
#error "rapport needs integers of 128 bits, for money: gcc or clang for a 64-bit processor"
#endif

#if DBL_MANT_DIG != 53 || FLT_EVAL_METHOD != 0
#error "rapport needs doubles of 64 bits, computed as such: on 32-bit x86 with -mfpmath=sse -msse2"
#endif

#endif
