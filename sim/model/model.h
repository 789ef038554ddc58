/* model.h: what a model is to the engine.
 *
 * A model is const tables (the grammar of its part of a study, its mechanisms, its outcomes) and
 * functions. One table drives parsing, range checks, `explain`, `check`, uncertainty ranges, the
 * manifest and the reference in the documents. The engine fills the model's own structs through the
 * offsets in the table; a model never sees a file. */
#ifndef RAP_MODEL_H
#define RAP_MODEL_H

#include "base/problem.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- grammar -------------------------------------------------------------------------------- */

typedef enum {
    RAP_REAL, /* double; may be written { value; range; grade; source; } and then varies by draw */
    RAP_INTEGER, /* int64_t */
    RAP_BOOLEAN, /* bool */
    RAP_MONEY,   /* int64_t, whole cents; written in currency units with at most two decimals */
    RAP_TEXT,    /* const char *: one line of UTF-8 */
    RAP_CHOICE,  /* int: position in .choices */
    RAP_NAME,    /* int: row in the root map named by .refers; -1 where optional and absent */
    RAP_TEXTS,   /* rap_texts: ["a", "b"] */
    RAP_GROUP,   /* the struct of .record, in place; where a record with a required field is not
                    written, its numbers are no inputs */
    RAP_MAP,     /* rap_rows of .record: named groups; each row starts with a rap_named */
    RAP_LIST,    /* rap_rows of .record: ( {...}, {...} ) */
    RAP_TREE,    /* not bound: a subtree that is read in another way */
    RAP_ANY      /* not bound: a value of any kind that is read in another way */
} rap_kind;

enum {
    RAP_REQUIRED = 1, /* no default: must be written */
    RAP_CHOSEN = 2, /* a lever or design choice: certain by definition, its grade reads "chosen" */
    RAP_AS_STUDY = 4, /* "currency" or "price_year": if written, it must be the study's own */
    RAP_APART = 8,    /* a RAP_MAP whose rows people tell apart by their labels: no two are alike */
    RAP_QUIET =
        16 /* one of many that a row may state: no input, and not listed, where it does not */
};

typedef struct rap_record rap_record;
typedef struct rap_in_currency rap_in_currency;

typedef struct {
    const char *key;
    rap_kind kind;
    const char *unit;           /* "month", "1" for a share, "CAD/hour" ...; NULL for texts */
    double lo, hi;              /* legal bounds, both allowed; for RAP_MONEY in currency units */
    double value;               /* default of numbers, booleans (0/1) and choices (position) */
    double range_lo, range_hi;  /* plausible range; equal where the default is certain */
    const char *grade;          /* "measured", "inferred", "elicited", "assumed", "chosen" */
    const char *source;         /* where the value and range come from */
    const char *meaning;        /* one line */
    size_t offset;              /* in the record's struct */
    const rap_record *record;   /* RAP_GROUP, RAP_MAP, RAP_LIST */
    const char *refers;         /* RAP_NAME: key of a root map */
    const char *const *choices; /* RAP_CHOICE: NULL-terminated */
    const char *text;           /* default of a RAP_TEXT, or NULL */
    const char *const *instead; /* keys (or "group.key") that may not be written beside this one in
                                   the same row; ends with NULL. NULL: none */
    /* The field as it is where nothing is written, by the study's currency; ends with a NULL. In a
       currency that is not there it must be written. NULL: the same in all. */
    const rap_in_currency *in_currency;
    unsigned flags;
} rap_field;

struct rap_in_currency {
    const char *currency;
    rap_field field;
};

struct rap_record {
    const char *name;    /* "organisation type" */
    const char *meaning; /* one line */
    size_t size;         /* sizeof the struct */
    const rap_field *fields;
    size_t n_fields;
    const rap_record *part; /* further fields, shared with other records, at part_offset; or NULL */
    size_t part_offset;
    const char
        *inherits; /* key of a RAP_NAME field: keys not written come from that row; or NULL */
};

/* What a row of a RAP_MAP starts with. */
typedef struct {
    const char *name;  /* lower-case letters, digits, '_' */
    const char *label; /* for people; the name where none is written */
    uint64_t id;       /* rap_hash_text(name) */
} rap_named;

typedef struct {
    void *rows;
    size_t n;
} rap_rows;

typedef struct {
    const char *const *items;
    size_t n;
} rap_texts;

/* ---- mechanisms and outcomes ---------------------------------------------------------------- */

typedef struct {
    const char *name;
    const char *label;
    const char *scales;  /* what a strength below 1 weakens */
    const char *neutral; /* what strength 0 means */
    const char *file;    /* where it lives, relative to the model's folder */
} rap_mechanism;

enum {
    RAP_SERIES = 1,          /* its path over time is kept for the group "all" */
    RAP_SERIES_BY_GROUP = 2, /* ... and for every other group */
    RAP_SPEND = 4,           /* the total that contrasts report for both arms */
    RAP_CURRENCY = 8,        /* printed as money */
    RAP_TOTAL = 16,          /* a sum over the members of a group: larger groups have more */
    RAP_PRESENT_VALUE = 32,  /* the total of RAP_SPEND, discounted to month 0 */
    RAP_OF_COMMUNITY = 64,   /* what the community gets: pages begin with it */
    RAP_MONEY_GRANTED = 128  /* the money that is granted: pages say it of each arm they compare */
};

typedef struct {
    const char *name;
    const char *label;   /* "Survival of partnerships" */
    const char *unit;    /* "share", "organisations", "CAD" */
    const char *meaning; /* population, numerator, denominator */
    int better;          /* +1 more is better, -1 less is better, 0 it depends for whom */
    double delta;        /* smallest difference that matters, in its unit; > 0 */
    unsigned flags;
    const char *numerator, *denominator; /* a ratio of means of two other outcomes; else NULL. The
                                            model does not observe it, the analysis forms it */
    unsigned
        groups; /* bits of the kinds of groups in which it is observed (rap_model.groups), 0 for a
                        ratio */
} rap_outcome;

/* A kind of groups in which outcomes may be observed. */
typedef struct {
    unsigned bit; /* in rap_outcome.groups; several kinds may share one */
    const char
        *group; /* as it is written, a name standing for any: "type:NAME"; NULL ends a table */
    const char
        *where; /* what a study needs for it: "where there are several teams"; NULL: nothing */
} rap_group_kind;

/* The most that an outcome can be: 1 for a "share", a "probability" and a scale "0-1", which are not below 0 either;
 * infinite for any other unit. */
double rap_outcome_bound(const rap_outcome *outcome);

/* One observed quantity: an outcome in a group ("all", "type:...", "team:...", "line:..."), of one of the model's kinds. */
typedef struct {
    size_t outcome; /* position in the model's outcomes */
    const char *group;
    const char *group_label; /* for people */
} rap_column;

/* Months to shade in a picture: from <= t < to. */
typedef struct {
    double from, to;
    const char *label;
    const char *group; /* whose they are, where there are several: "team:focal"; else NULL */
} rap_span;

/* The community that a scenario is about, in the study's own words; empty where it does not say. */
typedef struct {
    const char *label;   /* "Families of the Riverside quarter" */
    const char *asked;   /* who of it was asked, and what came of it */
    const char *numbers; /* who chose the numbers that stand for it */
} rap_community;

/* What those are whom an outcome counts: none is counted twice, so that there are no more than of all of them. */
typedef struct {
    const char *of;  /* outcome that counts all: "organisations"; NULL: there is no such number */
    const char *are; /* behind "7 of 69 organisations": "would say yes again" */
} rap_part_of;

/* What some money of a scenario is planned for, before any luck. */
typedef struct {
    const char *of;   /* whose it is: "focal" */
    const char *line; /* "contact" */
    int64_t cents;
} rap_planned;

enum { RAP_ALL_YEARS = -1, RAP_COST_PATH = 224 };

/* A cost that a scenario's budget asks money for, in one year of the study (year y: months 12 y up to 12 (y + 1))
 * or in all of them. Texts are the scenario's or the model's. */
typedef struct {
    const char *of;      /* whose: "focal" */
    const char *name;    /* "coordinator"; "indirect" for indirect costs */
    const char *label;   /* for people */
    const char *purpose; /* in the applicant's words, or NULL */
    const char *kind;    /* one of the model's kinds of costs: "travel"; "indirect" */
    const char *heading; /* under which the study lists it; NULL: that of the layout */
    char lever
        [RAP_COST_PATH]; /* path of the share of it that is kept, [0, 1]; "": not cut by itself */
    char group[RAP_COST_PATH]; /* of the spend outcome: "cost:focal.coordinator" */
    double feeds;              /* share of its money that moves something in the model, [0, 1] */
    /* A cut can be read in two ways: less of what it pays for is asked for, or as much, unpaid. For the second a number of the
       scenario falls too, by `also_share` of what the cost falls by. */
    char also[RAP_COST_PATH]; /* its path; "": there is one reading */
    double also_share;
    const char *reading,
        *other_reading; /* "fewer hours are asked for", "the same hours are asked for, unpaid" */
    bool in_kind;       /* given by others than the funder */
    int64_t cents;      /* what it costs */
    int64_t asked;      /* of these, what the funder is asked for */
    int64_t base;       /* of these, what indirect costs are counted on */
} rap_cost;

/* Members that a study may name, each a group of its own, and the outcomes that tell of one. Lists end with NULL. */
typedef struct {
    bool (*is_asked)(const void *root); /* whether a scenario names any */
    const char *title;                  /* "Named partners" */
    const char *yes;  /* a probability, observed of those who are named and of nothing else */
    const char *path; /* observed with it: what is drawn over time */
    const char *const *told;   /* what else is told */
    const char *const *lost;   /* what is at stake with one */
    const char *would_say_yes; /* what `yes` says, behind a name: "would say yes next time" */
    const char *basis;         /* sentences: what `yes` rests on */
    const char *lost_basis;    /* sentences: what of that would be lost, and how it is counted */
} rap_portrait;

/* A number that a class may change: "none", "half" or "as it is" of what an arm states. */
typedef struct {
    const char *name, *label;
    const char *path; /* '*' stands for the first name there is: "teams.*.hours.follow_up" */
} rap_lesson_lever;

/* What a class is shown of a run, by the names of outcomes and events. */
typedef struct {
    const char *counted; /* outcome: how many members count, which is guessed */
    const char *asked;   /* path of the number of members of which it counts; '*' as above */
    const char *gave, *got,
        *reached; /* outcomes: what members gave, what came back, who was reached */
    const char *granted, *spent, *idle; /* outcomes: money in hand is the first less the others */
    const char *level; /* event: a number of a member from 0 to 1 that is kept each month */
    const char *holds; /* event: told in each month in which a member counts */
    const rap_lesson_lever *levers; /* the last has no name */
} rap_lesson;

/* ---- running -------------------------------------------------------------------------------- */

typedef struct {
    double step;         /* length of a step in months: 1, 0.5 or 0.25 */
    int steps_per_month; /* 1 / step */
    int horizon;         /* months */
} rap_clock;

/* A kind of luck that a model tells apart: the keys of its streams differ from those of the others. */
typedef struct {
    const char *name;
    const char *meaning; /* what it decides */
    const char *topic;   /* kinds of one topic are told apart from others, not from each other */
} rap_luck_kind;

/* What a group of uncertain numbers is about: "parameters.take" are those whose names begin with "take_",
 * "organisation_types.*.trust" that number of all types. */
typedef struct {
    const char *group;
    const char *label; /* for people */
} rap_topic;

/* A kind of event that a model can tell of (rap_model.listen). Words are a sentence without its capital and full stop, of
 * an organisation ("it") and its team ("the two"), or of the team. '@' in them stands for the value, '#' for how often; what
 * is before a '|' is left out behind words that began with the same. */
typedef struct {
    const char *name;
    const char *unit;  /* of the value, "month" of a point in time; NULL: it has none to be read */
    int good;          /* 1 for the better, -1 for the worse, 0 neither */
    int shade;         /* of the tie in a picture from then on: 0, 1, 2; -1 as before */
    const char *words; /* once in a month; NULL: kept each month, a number where there is a unit */
    const char *many;  /* several times in a month; NULL: not said */
    const char *then;  /* what holds in the months after; "" nothing; NULL what held before */
    bool small;        /* told in sums, between others */
} rap_event_kind;

/* Something that happened; texts live as long as the call. */
typedef struct {
    size_t kind; /* position in rap_model.events */
    double
        month; /* at the start of the step in which it happened; may lie before what was told last */
    const char *team, *team_label;
    const char *organisation,
        *label;    /* name of its group, and what people call it; NULL: of the team */
    size_t number; /* which of its group, from 1 */
    double value;
} rap_happening;

typedef struct {
    void *context;
    void (*hear)(void *context, const rap_happening *told);
} rap_listener;

typedef struct {
    uint64_t seed;
    uint64_t item; /* number of (draw, run): the same for all arms */
    const uint64_t
        *items; /* by kind of luck (rap_model.lucks): the item of which it is taken instead;
                              NULL: all of it is the item's */
} rap_luck;

typedef struct rap_model {
    const char *name; /* as in `model = "..."` */
    const char *label;
    const char *version;    /* changes when seeded results change */
    const rap_record *root; /* grammar of the model's part of a study */
    const rap_mechanism *mechanisms;
    size_t n_mechanisms;
    const rap_outcome *outcomes;
    size_t n_outcomes;
    const rap_group_kind *groups; /* ends with a NULL group; NULL: the model does not say */
    const rap_portrait *portrait; /* NULL: it names nobody */
    const rap_lesson *lesson;     /* NULL: it is not for a class */
    const char *count; /* outcome that counts the members of a group, by which a total is divided
                          where groups are compared; NULL: none */
    const rap_luck_kind *lucks; /* NULL: its luck cannot be told apart */
    size_t n_lucks;
    const rap_topic *topics;      /* ends with a NULL group; NULL: the model does not say */
    const rap_event_kind *events; /* what a run can be told in; NULL: it cannot */
    size_t n_events;
    const char *const *anchors; /* NULL-terminated names of windows, e.g. "end", "first_end" */
    const char *const *anchor_labels; /* for people, in the same order; may be NULL */
    const char *starter;              /* text of a commented starter study */
    const char *
        budget_starter; /* the same of a budget, with marks for its costs (cli/sheets); NULL: none */
    const char *
        partner_starter; /* the same of a list of partners, with marks @NAME@ and @TITLE@; NULL: none */
    const char *partner_list; /* such a list, as CSV, to be filled in */

    /* Rules that no single field can state. `root` is filled. Adds to `problems` with keys as paths;
     * the caller finds file and line of a key. RAP_OK or RAP_EINPUT. */
    int (*check)(const void *root, const rap_clock *clock, rap_problems *problems);

    /* What a study may say and is worth a second look, in the same way; `check` prints it. RAP_OK or RAP_ENOMEM.
     * NULL: nothing. */
    int (*doubts)(const void *root, const rap_clock *clock, rap_problems *doubts);

    /* Makes `root` one whose levers hold for the partners in `group` only, while those of
     * `elsewhere`, another root of the same scenario, hold for all others; `root` keeps `elsewhere`.
     * All else comes from `root`. RAP_OK; RAP_EINPUT where the group is none that can be chosen or
     * the two differ in more than can be given to a part. NULL: this model cannot do that. */
    int (*target)(void *root, const void *elsewhere, const char *group);

    /* Allocates a state for this scenario. Keeps `root`, whose numbers the engine may change before
     * each start (counts and names stay). *state is NULL after a failure. */
    int (*create)(void **state, const void *root, const rap_clock *clock);
    void (*free)(void *state); /* NULL is fine */

    /* What observe writes, in this order; owned by the state, the same for its whole life. */
    const rap_column *(*columns)(const void *state, size_t *n);

    /* Which columns will be looked at from now on, and which of these every month: observe may leave
     * the others as they are, follow all but the latter. NULL: all are observed always. */
    void (*want)(void *state, const bool *columns, const bool *every_month);

    int (*start)(void *state, rap_luck luck);      /* month 0 of a run */
    int (*step)(void *state);                      /* one step of clock.step months */
    void (*observe)(const void *state, double *x); /* now; NaN where missing */
    void (*follow)(const void *state, double *x);  /* the same, of columns that are looked at every
                                                      month. NULL: observe does */

    /* Month of an anchor in this run (may depend on what happened), -1 where it does not exist. */
    int (*anchor)(const void *state, size_t anchor);

    /* The k-th month in which an anchor may come to lie, whatever happens in the run that starts: true and
     * *month, or false when there are no more. May name a month twice. NULL: it may lie in any. */
    bool (*may_lie)(const void *state, size_t anchor, size_t k, int *month);

    /* The k-th shaded span of this scenario: 1 and *span, or 0 when there is none. */
    int (*span)(const void *state, size_t k, rap_span *span);

    /* The community that a scenario is about. NULL: the model knows of none. */
    rap_community (*community)(const void *root);

    /* What an outcome counts some of, in a scenario. NULL: the model does not say. */
    rap_part_of (*part_of)(const void *root, size_t outcome);

    /* The k-th line of what the money of a scenario is planned for: 1 and *line, 0 when there is
     * none, or RAP_ENOMEM. NULL: the model plans no money. */
    int (*planned)(const void *root, size_t k, rap_planned *line);

    /* The k-th cost of what a scenario's budgets ask money for, in a year or in RAP_ALL_YEARS: 1 and *cost, 0
     * when there is none, or RAP_ENOMEM. Costs stand by whose they are, the indirect ones last; years add up to all
     * of them, to the cent. NULL: the model has no budgets. */
    int (*costs)(const void *root, size_t k, int year, rap_cost *cost);

    /* Where a scenario plans money without costs: the k-th setting, path and value as a study writes them, that states its
     * plan as costs. 1, 0 when there is none (more), or RAP_ENOMEM. NULL with `costs`. */
    int (*as_costs)(const void *root, size_t k, rap_text *path, rap_text *value);

    /* The group of the spend outcome on which the money is booked that a number of a scenario moves, by
     * the number's path: "line:follow_up" for "teams.focal.hours.follow_up". False where it is none or
     * several. NULL: the model does not know. */
    bool (*books)(const char *path, char group[RAP_COST_PATH]);

    /* From now on a run is told to the listener, which must stay; NULL: to nobody. What happens does not depend on it.
     * NULL: this model tells nothing. */
    void (*listen)(void *state, const rap_listener *listener);

    /* Re-derives every invariant. RAP_OK, or RAP_EMODEL with the reason in `why` (of `n` bytes). */
    int (*verify)(const void *state, char *why, size_t n);
} rap_model;

/* ---- look-ups (model.c) --------------------------------------------------------------------- */

/* The field of a key in a record or its shared part; *offset becomes its offset in the struct. NULL
 * where there is none. */
const rap_field *rap_record_find(const rap_record *record, const char *key, size_t *offset);

/* Whether both have a unit, and it is the same. */
bool rap_field_same_unit(const rap_field *a, const rap_field *b);

/* Position of an outcome, mechanism or anchor by name, or -1. */
int rap_model_outcome(const rap_model *model, const char *name);
int rap_model_mechanism(const rap_model *model, const char *name);
int rap_model_anchor(const rap_model *model, const char *name);

/* Whether an outcome can be had in a kind of groups: where it is observed, or both parts of a ratio are. */
bool rap_model_has_kind(const rap_model *model, size_t outcome, const rap_group_kind *kind);

/* "all; type:NAME; team:NAME where there are several teams". */
void rap_model_say_groups(rap_text *out, const rap_model *model, size_t outcome);

/* The first outcome with a flag, or -1. */
int rap_model_flagged(const rap_model *model, unsigned flag);

/* Visits every field that can be reached from a record, depth first, with its path pattern (maps and
 * lists as "teams.*.hours.data"). Stops at, and returns, the first non-zero answer. */
int rap_record_visit(const rap_record *record,
                     int (*visit)(void *context, const char *path, const rap_field *field),
                     void *context);

#endif
