/* values.h: numbers of outcomes as people read them. */
#ifndef RAP_VALUES_H
#define RAP_VALUES_H

#include "analysis/tables/tables.h"
#include "plots/words/numbers.h"

#include <stdbool.h>

enum { RAP_VALUE_SIZE = RAP_NUMBER_SIZE };

/* A value of an outcome: as many decimals as its smallest difference that matters calls for,
 * thousands separated, with `sign` always a sign; "none" for NaN. */
void rap_value(char *text, const rap_tables *t, size_t outcome, double x, bool sign);

/* "0.12 to 0.34", "none" where either end is missing. */
void rap_value_range(char *text, size_t size, const rap_tables *t, size_t outcome, double lo,
                     double hi, bool sign);

/* The outcome's unit, money in the study's currency. */
const char *rap_value_unit(const rap_study *study, size_t outcome);

/* The same in the tables' language. */
const char *rap_value_unit_words(const rap_tables *t, size_t outcome);

/* "month 36", "end+24". */
void rap_value_window(char *text, size_t size, const rap_tables *t, size_t window);

/* "Trust, end+24" and, in a group, "Trust of grassroots associations ..."; appended. */
void rap_value_headline(rap_text *out, const rap_tables *t, const rap_headline *headline);

#endif
