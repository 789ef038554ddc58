/* ranges.h: what it would be worth to know more, if the ranges of all uncertain numbers were others: a
 * check on how much the answer hangs on them. */
#ifndef RAP_RANGES_H
#define RAP_RANGES_H

#include "analysis/budget/worth.h"
#include "analysis/estimate/aside.h"

/* Runs the written arms again with ranges `scale` times as wide about their start values, valued at the
 * same values of a unit as `as_is`. RAP_OK, RAP_STOPPED, RAP_ENOMEM, or what the ensemble says; to be
 * freed in every case. */
int rap_worth_again(rap_worth *worth, const rap_worth *as_is, double scale, const rap_bench *bench);

#endif
