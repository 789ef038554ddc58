/* cuts_csv.c: cuts.csv. */
#include "analysis/budget/cuts.h"

#include <math.h>

typedef struct {
    size_t way;
    const char *kind, *what, *name, *label, *unit;
    double asked, cut, share;
    rap_interval value;
    bool as_good;
} cut_line;

static const rap_csv_column cut_columns[] = {
    RAP_CSV_AT("way", "number", rap_csv_size, cut_line, way,
               "ways in the order of the search, every line alike last"),
    RAP_CSV_WORD(
        "kind", cut_line, kind,
        "least: the least harmful that was found; sparing: the same without the lines that "
        "the ways before it cut most; unspent: first what is likely to be left over; "
        "alike: every line by the same share"),
    RAP_CSV_WORD("what", cut_line, what,
                 "line, rest (indirect costs and what is no line), award (their sum), idle (what "
                 "of the award would not have been spent anyway), outcome, score (outcomes in "
                 "smallest differences that matter, weighted) or behind (score less that of the "
                 "first way)"),
    RAP_CSV_WORD("name", cut_line, name, "name of the line or of the budget's outcome"),
    RAP_CSV_WORD("label", cut_line, label, "for people"),
    RAP_CSV_WORD("unit", cut_line, unit, "unit of change"),
    RAP_CSV_REAL("asked", RAP_CSV_MONEY, cut_line, asked, "asked for as it stands"),
    RAP_CSV_REAL("cut", RAP_CSV_MONEY, cut_line, cut, "how much less of it is asked for"),
    RAP_CSV_REAL("share", RAP_CSV_SHARE, cut_line, share,
                 "by which share the lever of the line is lowered"),
    RAP_CSV_INTERVAL("change", RAP_CSV_OF_OUTCOME, cut_line, value.mean, value.low, value.high,
                     "with the cut less without, on sets of assumptions that the search has not "
                     "seen; of idle, the money"),
    RAP_CSV_AT("as_good", RAP_CSV_TRUTH, rap_csv_truth, cut_line, as_good,
               "whether the interval of behind holds 0, or lies within one smallest difference "
               "that matters"),
};

const rap_csv_table rap_csv_cuts = RAP_CSV_TABLE(
    "cuts.csv", "a way to cut the award by what --cut says, and one thing about it", cut_columns);

static const char *const kinds[] = {"least", "sparing", "unspent", "alike"};
static const rap_interval no_value = {(double)NAN, (double)NAN, (double)NAN};

static rap_interval interval_of(const rap_summary *s) {
    return (rap_interval){s->mean, s->ci_low, s->ci_high};
}

static cut_line cut_line_of(const rap_cuts *cuts, size_t w, const char *what) {
    const rap_cut_way *way = &cuts->ways[w];
    return (cut_line){.way = w + 1,
                      .kind = kinds[way->kind],
                      .what = what,
                      .asked = (double)NAN,
                      .cut = (double)NAN,
                      .share = (double)NAN,
                      .value = no_value,
                      .as_good = way->as_good};
}

static void write_money(const rap_cuts *cuts, const rap_study *s, size_t w, rap_text *out) {
    const rap_cut_way *way = &cuts->ways[w];
    int64_t rest = cuts->award;
    for (size_t i = 0; i < s->budget.n_lines; i++) {
        cut_line line = cut_line_of(cuts, w, "line");
        rest -= cuts->asked[i];
        if (!cuts->can_cut[i])
            continue;
        line.name = s->budget.lines[i].name;
        line.label = s->budget.lines[i].label;
        line.asked = (double)cuts->asked[i] / 100;
        line.cut = (double)way->cents[i] / 100;
        line.share = way->share[i];
        rap_csv_row(out, &rap_csv_cuts, cuts, &line);
    }
    cut_line line = cut_line_of(cuts, w, "rest");
    line.asked = (double)rest / 100;
    line.cut = (double)way->indirect / 100;
    rap_csv_row(out, &rap_csv_cuts, cuts, &line);
    line = cut_line_of(cuts, w, "award");
    line.asked = (double)cuts->award / 100;
    line.cut = (double)way->award / 100;
    rap_csv_row(out, &rap_csv_cuts, cuts, &line);
}

static void write_changes(const rap_cuts *cuts, const rap_study *s, size_t w, rap_text *out) {
    const rap_cut_way *way = &cuts->ways[w];
    cut_line line = cut_line_of(cuts, w, "idle");
    line.unit = s->currency;
    line.value = way->idle;
    rap_csv_row(out, &rap_csv_cuts, cuts, &line);
    for (size_t a = 0; a < s->budget.n_aims; a++) {
        line = cut_line_of(cuts, w, "outcome");
        line.name = s->budget.aims[a].name;
        line.label = s->budget.aims[a].label;
        line.unit = s->model->outcomes[s->budget.aims[a].outcome].unit;
        line.value = interval_of(&way->effects[a]);
        rap_csv_row(out, &rap_csv_cuts, cuts, &line);
    }
    line = cut_line_of(cuts, w, "score");
    line.unit = "smallest differences";
    line.value = interval_of(&way->score);
    rap_csv_row(out, &rap_csv_cuts, cuts, &line);
    line = cut_line_of(cuts, w, "behind");
    line.unit = "smallest differences";
    line.value = interval_of(&way->behind);
    rap_csv_row(out, &rap_csv_cuts, cuts, &line);
}

void rap_cuts_csv(const rap_cuts *cuts, const rap_study *study, rap_text *out) {
    rap_csv_header(out, &rap_csv_cuts, cuts);
    for (size_t w = 0; w < cuts->n_ways; w++) {
        write_money(cuts, study, w, out);
        write_changes(cuts, study, w, out);
    }
}
