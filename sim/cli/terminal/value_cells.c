/* value_cells.c: values.h, cell by cell. */
#include "cli/terminal/value_cells.h"
#include "plots/words/words.h"

void rap_value_cell(rap_table *t, const rap_tables *tables, size_t outcome, double x, bool sign) {
    char text[RAP_VALUE_SIZE];
    rap_value(text, tables, outcome, x, sign);
    rap_table_cell(t, "%s", text);
}

void rap_range_cell(rap_table *t, const rap_tables *tables, size_t outcome, double lo, double hi,
                    bool sign) {
    char text[2 * RAP_VALUE_SIZE + 8];
    rap_value_range(text, sizeof text, tables, outcome, lo, hi, sign);
    rap_table_cell(t, "%s", text);
}

void rap_mean_cells(rap_table *t, const rap_tables *tables, size_t outcome, const rap_summary *s,
                    bool sign) {
    rap_value_cell(t, tables, outcome, s->mean, sign);
    rap_range_cell(t, tables, outcome, s->ci_low, s->ci_high, sign);
}

void rap_number_cell(rap_table *t, const rap_language *l, double x, int places) {
    char text[RAP_NUMBER_SIZE];
    rap_number_plain(text, l, x, places, false);
    rap_table_cell(t, "%s", text);
}

void rap_headline_cell(rap_table *t, const rap_tables *tables, const rap_headline *headline) {
    rap_text words;
    rap_text_init(&words);
    rap_value_headline(&words, tables, headline);
    rap_table_text_cell(t, &words);
}

void rap_share_cell(rap_table *t, const rap_language *l, const rap_share *s, int64_t all,
                    const char *none) {
    rap_text words;
    rap_text_init(&words);
    if (s->n > 0)
        rap_words_of_sets(&words, l, s->share, s->n, all, RAP_SETS_IN_CELL);
    else
        rap_text_add(&words, none);
    rap_table_text_cell(t, &words);
}
