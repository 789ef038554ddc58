/* csv.c: cells of CSV files. */
#include "base/csv.h"

void rap_csv_number(rap_text *out, double x) {
    rap_text_add(out, ",");
    rap_text_number(out, x);
}

void rap_csv_whole(rap_text *out, size_t n) {
    rap_text_format(out, ",%zu", n);
}

void rap_csv_word(rap_text *out, const char *text) {
    rap_text_add(out, ",");
    rap_text_csv(out, text ? text : "");
}

void rap_csv_truth(rap_text *out, bool x) {
    rap_text_add(out, x ? ",true" : ",false");
}
