/* marks_csv.c: a row for each of the fifty marks that a page draws of a headline of a contrast, upwards. */
#include "analysis/tables/marks_csv.h"
#include "analysis/tables/headlines_csv.h"

#include <math.h>

typedef struct {
    const char *contrast, *outcome, *group, *window, *unit;
    size_t mark;
    double place;
} mark_line;

#define WORD(member, meaning) RAP_CSV_WORD(#member, mark_line, member, meaning)

static const rap_csv_column mark_columns[] = {
    WORD(contrast, "name of the arm or contrast"),
    WORD(outcome, "name of the outcome"),
    WORD(group, "whose outcome it is: all, or a part of them"),
    WORD(window, "when, as in contrasts.csv"),
    WORD(unit, "of place"),
    RAP_CSV_AT("mark", "number", rap_csv_size, mark_line, mark, "which of the fifty, from 1"),
    RAP_CSV_REAL("place", RAP_CSV_OF_OUTCOME, mark_line, place,
                 "the (mark - 0.5) / 50 quantile of the expected difference over sets of "
                 "assumptions, chance taken out (METHODS). The page counts marks by p_mean and "
                 "p_worse of contrasts.csv, and draws each within the zone in which it is counted, "
                 "beside others where there is no room"),
};

const rap_csv_table rap_csv_marks = RAP_CSV_TABLE(
    "marks.csv",
    "one of fifty marks that stand for all sets of assumptions at a headline of a difference; "
    "none where they cannot be told from chance",
    mark_columns);

static void mark_rows(const rap_tables *t, size_t contrast, size_t headline, rap_text *out) {
    const rap_study *s = t->study;
    const rap_headline *h = &s->headlines[headline];
    const rap_agreement *a = rap_tables_agreement(t, contrast, headline);
    for (size_t k = 0; a && k < RAP_SETS_TOLD && !isnan(a->places[k]); k++) {
        const mark_line line = {.contrast = s->contrasts[contrast].name,
                                .outcome = s->model->outcomes[h->outcome].name,
                                .group = h->group,
                                .window = s->windows[h->window].text,
                                .unit = s->model->outcomes[h->outcome].unit,
                                .mark = k + 1,
                                .place = a->places[k]};
        rap_csv_row(out, &rap_csv_marks, t, &line);
    }
}

void rap_marks_csv(const rap_tables *t, rap_text *out) {
    rap_headlines_csv(t, &rap_csv_marks, mark_rows, out);
}
