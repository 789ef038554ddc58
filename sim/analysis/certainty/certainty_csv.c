/* certainty_csv.c: a row for each rule of each headline of each contrast. */
#include "analysis/certainty/certainty_csv.h"
#include "analysis/tables/headlines_csv.h"

#include <math.h>

typedef struct {
    const char *contrast, *outcome, *group, *window, *certainty, *rule, *domain, *unit, *most;
    int64_t lost;
    double value, serious, grave;
    bool known;
} certainty_line;

#define WORD(member, meaning) RAP_CSV_WORD(#member, certainty_line, member, meaning)

static const rap_csv_column certainty_columns[] = {
    WORD(contrast, "name of the arm or contrast"),
    WORD(outcome, "name of the outcome"),
    WORD(group, "whose outcome it is: all, or a part of them"),
    WORD(window, "when: a calendar month, or months since an event of the arm itself"),
    WORD(certainty,
         "high, moderate, low or very_low: high less all levels lost, and no higher than what "
         "rules that are not known leave; none where the difference has no value"),
    WORD(rule, "name of the rule"),
    WORD(domain, "what it is about, in the words of GRADE"),
    RAP_CSV_AT("level_lost", "levels", rap_csv_count, certainty_line, lost,
               "levels that the rule costs: 0, 1 or 2"),
    RAP_CSV_REAL("value", RAP_CSV_OF_OUTCOME, certainty_line, value,
                 "what the rule found; where it is not known, so much at least; empty: nothing"),
    RAP_CSV_REAL("threshold", RAP_CSV_OF_OUTCOME, certainty_line, serious,
                 "value from which one level is lost (of the rule sets: below which)"),
    RAP_CSV_REAL("threshold_two", RAP_CSV_OF_OUTCOME, certainty_line, grave,
                 "value from which two levels are lost; empty: never"),
    WORD(unit, "unit of value and thresholds: 1 for a share, number for a count"),
    RAP_CSV_AT("known", RAP_CSV_TRUTH, rap_csv_truth, certainty_line, known,
               "false: what it needs was not run, or tells too little"),
    WORD(most, "highest certainty that is left where the rule is not known"),
};

const rap_csv_table rap_csv_certainty = RAP_CSV_TABLE(
    "certainty.csv", "a rule of the certainty of a difference, for a headline of a contrast",
    certainty_columns);

static void certainty_rows(const rap_tables *t, size_t contrast, size_t headline, rap_text *out) {
    const rap_study *s = t->study;
    const rap_headline *h = &s->headlines[headline];
    const rap_certainty *c = rap_certainty_of(t, contrast, headline);
    for (size_t k = 0; c && k < RAP_N_RULES; k++) {
        const rap_certainty_rule *rule = &rap_certainty_rules[k];
        const certainty_line line = {.contrast = s->contrasts[contrast].name,
                                     .outcome = s->model->outcomes[h->outcome].name,
                                     .group = h->group,
                                     .window = s->windows[h->window].text,
                                     .certainty = rap_grade_names[c->grade],
                                     .rule = rule->name,
                                     .domain = rule->domain,
                                     .unit = rule->unit,
                                     .most = rap_grade_names[rule->most],
                                     .lost = c->reasons[k].lost,
                                     .value = c->reasons[k].value,
                                     .serious = rule->serious,
                                     .grave = isfinite(rule->grave) ? rule->grave : (double)NAN,
                                     .known = c->reasons[k].known};
        rap_csv_row(out, &rap_csv_certainty, t, &line);
    }
}

void rap_certainty_csv(const rap_tables *t, rap_text *out) {
    rap_headlines_csv(t, &rap_csv_certainty, certainty_rows, out);
}
