/* story_csv.c: story.csv. */
#include "analysis/story/story.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *arm, *team, *organisation, *label, *event, *unit;
    int64_t draw, run;
    double month, number, value;
} story_line;

static const rap_csv_column story_columns[] = {
    RAP_CSV_WORD("arm", story_line, arm, "name of the arm"),
    RAP_CSV_AT("draw", "number", rap_csv_count, story_line, draw,
               "set of assumptions of the history, as in draws.csv; 0: start values"),
    RAP_CSV_AT("run", "number", rap_csv_count, story_line, run,
               "history of that draw, from 1, as `rapport export` has it"),
    RAP_CSV_REAL("month", "months", story_line, month,
                 "month in which it happened, from 0, or a part of it where steps are shorter"),
    RAP_CSV_WORD("team", story_line, team, "name of the team"),
    RAP_CSV_WORD("organisation", story_line, organisation,
                 "name of the organisation's group in the study; empty: it happened to the team"),
    RAP_CSV_REAL("number", "number", story_line, number, "which of its group, from 1"),
    RAP_CSV_WORD("label", story_line, label, "what people call it"),
    RAP_CSV_WORD("event", story_line, event,
                 "what happened: an event of REFERENCE.md; trust: what it was at the start of the "
                 "month, of all ties at month 0, then of those that have begun; working: the two "
                 "worked together "
                 "then, as the outcome ties_working counts it"),
    RAP_CSV_REAL(
        "value", RAP_CSV_OF_OUTCOME, story_line, value,
        "a number that belongs to it; of what became of a promise the month in which it was made, "
        "below 0: before the study begins; empty: none does"),
    RAP_CSV_WORD("unit", story_line, unit, "unit of the value"),
};

const rap_csv_table rap_csv_story = RAP_CSV_TABLE(
    "story.csv",
    "something that happened in one history, told of everybody; `run --story` alone writes it",
    story_columns);

static const char *unit_of(const rap_study *study, const rap_event_kind *kind) {
    return kind->unit && !strcmp(kind->unit, "currency") ? study->currency : kind->unit;
}

void rap_story_csv(const rap_story *s, rap_text *out) {
    const rap_study *study = s->study;
    rap_csv_header(out, &rap_csv_story, s);
    for (size_t k = 0; k < s->n_events; k++) {
        const rap_story_event *e = &s->events[k];
        const rap_story_who *who = &s->who[e->who];
        const rap_event_kind *kind = &study->model->events[e->kind];
        const story_line line = {.arm = study->arms[s->arm].name,
                                 .draw = rap_story_draw(s),
                                 .run = rap_story_run(s),
                                 .month = e->month,
                                 .team = who->team,
                                 .organisation = who->organisation,
                                 .number = who->organisation ? (double)who->number : (double)NAN,
                                 .label = who->organisation ? who->label : who->team_label,
                                 .event = kind->name,
                                 .value = kind->unit ? e->value : (double)NAN,
                                 .unit = unit_of(study, kind)};
        rap_csv_row(out, &rap_csv_story, s, &line);
    }
}
