/* deciders_csv.c: a row for each input that is named at a headline of a contrast, the largest share first. */
#include "analysis/tables/deciders_csv.h"
#include "analysis/tables/headlines_csv.h"

typedef struct {
    const char *contrast, *outcome, *group, *window, *input, *grade, *source, *way;
    double total, first, told;
    size_t draws, inputs;
} decider_line;

#define WORD(member, meaning) RAP_CSV_WORD(#member, decider_line, member, meaning)
#define SIZE(member, meaning)                                                                      \
    RAP_CSV_AT(#member, "number", rap_csv_size, decider_line, member, meaning)
#define SHARE(member, meaning) RAP_CSV_REAL(#member, RAP_CSV_SHARE, decider_line, member, meaning)

static const rap_csv_column decider_columns[] = {
    WORD(contrast, "name of the arm or contrast"),
    WORD(outcome, "name of the outcome"),
    WORD(group, "whose outcome it is: all, or a part of them"),
    WORD(window, "when, as in contrasts.csv"),
    WORD(input, "path of the uncertain input, as in inputs.csv"),
    SHARE(total, "share of the variance over sets of assumptions that goes with it, by itself and "
                 "together with others"),
    SHARE(first, "share that goes with it by itself"),
    WORD(way, "up: the larger the input, the larger the difference; down; bent: it turns; with "
              "others: only together with them"),
    WORD(grade, "grade of evidence of the input"),
    WORD(source, "where its value and range come from"),
    SHARE(told, "share of the variance that all named inputs make together"),
    SIZE(draws, "sets of assumptions that were looked at and have a value"),
    SIZE(inputs, "uncertain inputs that were asked about"),
};

const rap_csv_table rap_csv_deciders = RAP_CSV_TABLE(
    "deciders.csv",
    "an input that a difference at a headline goes with over sets of assumptions; none that "
    "cannot be told from nothing",
    decider_columns);

static void decider_rows(const rap_tables *t, size_t contrast, size_t headline, rap_text *out) {
    const rap_study *s = t->study;
    const rap_headline *h = &s->headlines[headline];
    const rap_deciders *d = rap_tables_deciders(t, contrast, headline);
    for (size_t k = 0; d && d->inputs && k < d->n; k++) {
        const rap_decider *x = &d->named[k];
        const decider_line line = {.contrast = s->contrasts[contrast].name,
                                   .outcome = s->model->outcomes[h->outcome].name,
                                   .group = h->group,
                                   .window = s->windows[h->window].text,
                                   .input = x->input->path,
                                   .grade = x->input->grade ? x->input->grade : "",
                                   .source = x->input->source ? x->input->source : "",
                                   .way = rap_way_names[x->way],
                                   .total = x->part.total,
                                   .first = x->part.first,
                                   .told = d->told,
                                   .draws = d->draws,
                                   .inputs = d->inputs};
        rap_csv_row(out, &rap_csv_deciders, t, &line);
    }
}

void rap_deciders_csv(const rap_tables *t, rap_text *out) {
    rap_headlines_csv(t, &rap_csv_deciders, decider_rows, out);
}
