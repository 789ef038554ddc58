/* amount.h: amounts as people write them: 1,234.56  1.234,56  1 234,56 $  1'234  CAD 12  (5). */
#ifndef RAP_AMOUNT_H
#define RAP_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

/* Which of the two marks parts whole units from cents; unknown: neither is seen to. */
typedef enum { RAP_MARK_UNKNOWN, RAP_MARK_POINT, RAP_MARK_COMMA } rap_mark;

typedef struct {
    int64_t cents;
    bool empty;       /* nothing, or a dash */
    char currency[4]; /* "CAD"; "$" where no country is said; "" */
} rap_amount;

/* What a cell tells of the mark: nothing where it could be either. */
rap_mark rap_amount_mark(const char *cell);

/* NULL, or why the cell is no amount of a budget, as a clause: "is negative". Three figures behind a mark are
 * thousands where the mark of the sheet is the other one, or is not known. */
const char *rap_amount_read(rap_amount *amount, const char *cell, rap_mark mark);

/* The currency that words name by a sign or a code: "Year 1 (CAD)", "Betrag in EUR", "£"; "" for none. */
void rap_currency_find(char currency[4], const char *words);

#endif
