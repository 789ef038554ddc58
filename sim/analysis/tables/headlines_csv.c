/* headlines_csv.c: contrast by contrast, headline by headline. */
#include "analysis/tables/headlines_csv.h"

void rap_headlines_csv(const rap_tables *t, const rap_csv_table *table, rap_headline_rows *rows,
                       rap_text *out) {
    rap_csv_header(out, table, t);
    for (size_t c = 0; c < t->study->n_contrasts; c++)
        for (size_t h = 0; h < t->study->n_headlines; h++)
            rows(t, c, h, out);
}
