/* csv.h: cells of CSV files (RFC 4180), each with the comma before it; the first cell of a row is written
 * with rap_text_csv or rap_text_number. */
#ifndef RAP_CSV_H
#define RAP_CSV_H

#include "base/text.h"

void rap_csv_number(rap_text *out, double x); /* empty for NaN */
void rap_csv_whole(rap_text *out, size_t n);
void rap_csv_word(rap_text *out, const char *text); /* NULL: empty */
void rap_csv_truth(rap_text *out, bool x);

#endif
