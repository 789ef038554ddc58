/* asks.h: what a study asks, by question: patterns and quantities, propositions, discovery, budget,
 * sensitivity. */
#ifndef RAP_ASKS_H
#define RAP_ASKS_H

#include "model/model.h"
#include "scenario/study/form_layouts.h"

typedef struct rap_tree rap_tree; /* tree.h */

enum {
    RAP_MOST_PATTERNS = 1000,
    RAP_MOST_PROPOSITIONS = 200,
    RAP_MOST_RIVALS = 3,
    RAP_MOST_DIMENSIONS = 40,
    RAP_MOST_POINTS = 5000,
    RAP_MOST_CHOICES = 32,
    RAP_MOST_LINES = 40,
    RAP_MOST_AIMS = 12,
    RAP_MOST_COSTS = 12,
    RAP_MOST_SURVEYS = 6,
    RAP_MOST_INPUT_GROUPS = 12
};

/* Two arms that are compared: positions in the study. */
typedef struct {
    size_t from, to;
} rap_pair;

/* ---- patterns and quantities ------------------------------------------------------------------ */

/* What a claim measures: an outcome in a group at a window, as the mean over the arms of `plus` less
 * that over the arms of `minus` (nothing where there are none). */
typedef struct {
    size_t outcome, window;
    const char *group;
    const size_t *plus, *minus;
    size_t n_plus, n_minus;
} rap_effect;

/* That an effect, less that of `versus` where there is one, is at least `at_least` in a direction
 * (+1, -1), or, with direction 0, not beyond it on either side. */
typedef struct {
    rap_effect effect, versus;
    bool compared; /* there is a `versus` */
    int direction;
    double at_least; /* >= 0, in the outcome's unit */
} rap_expectation;

/* What a claim is worth as evidence for the model: only one that was held out is any. */
typedef enum {
    RAP_HELD_OUT,      /* no line of the model rests on the document that says it */
    RAP_SAME_DOCUMENT, /* that document is one that the model was built from */
    RAP_BY_CONSTRUCTION, /* its direction follows from one line of the model, or from the timing of money */
    RAP_IS_INPUT, /* it was put in as a number */
    RAP_N_STANDINGS
} rap_standing;
extern const char
    *const rap_standing_names[]; /* "held_out" ..., as a study writes them; ends with NULL */
extern const char *const rap_standing_words[]; /* "held out" ..., as people read them */

/* What a model should show: a claim with where it comes from. */
typedef struct {
    const char *name, *label, *source, *note; /* note may be NULL */
    const char *built_from; /* body of evidence that it belongs to; rows are reported apart by it */
    rap_standing standing;
    rap_expectation claim;
} rap_pattern;

/* When an outcome is looked at: a calendar month, or an anchor of the model plus months. */
typedef struct {
    const char *text; /* "36", "end", "end+24", in canonical form */
    int anchor;       /* position in the model's anchors, or -1 */
    int months;
} rap_window;

/* A measured quantity: what was published of an effect, or found in a survey, and how far it may be off. Held out or
 * input. */
typedef struct {
    const char *name, *label, *source, *note; /* note may be NULL */
    rap_standing standing;
    bool kept_back;    /* it is foretold and scored, and weighs nothing */
    rap_effect effect; /* its window and arms once it is planned (rap_quantities_plan) */
    rap_window when;
    const rap_tree *
        changes; /* what the arm in which it was measured sets otherwise than plus; NULL: nothing */
    const rap_tree *node; /* where it was written */
    bool planned;
    double value, sd; /* in the outcome's unit; sd > 0: sampling error, or as published */
    double
        discrepancy; /* how far what was measured may lie from what the model has: assumed; a standard deviation */
    int64_t
        communities; /* in which it was measured, whose luck is in it; 0: so many that there is none */
} rap_quantity;

/* What a calibration runs. */
typedef struct {
    int64_t draws, replicates; /* sets of assumptions, and histories of each */
} rap_calibration_plan;

/* ---- propositions ----------------------------------------------------------------------------- */

/* What a team offers, from one dose to another: a lever with where the money comes from, or two
 * whole arms, which is a bundle. */
typedef struct {
    const char *lever;         /* path in the arm, "teams.focal.hours.follow_up"; NULL: two arms */
    const rap_tree *from, *to; /* doses as written */
    const char *money_to; /* path that gives what the lever takes, or takes what it gives; NULL */
    size_t from_arm, to_arm; /* of a bundle */
    const rap_tree *node;    /* where it was written */
} rap_resource;

/* A context that is the outcome of an earlier phase: the runs in which an outcome had come, without the
 * resource, to `limit` or beyond. */
typedef struct {
    bool asked;
    bool below;     /* the context is the runs below `limit`, else those from it on */
    bool has_words; /* the study says it in words of its own */
    size_t outcome, window;
    const char *group;
    double limit; /* in the outcome's unit */
} rap_earlier;

/* A context-mechanism-outcome configuration: where `context`, giving `resource` triggers `response`,
 * which moves an outcome. */
typedef struct {
    const char *name, *label, *source, *note; /* note may be NULL */
    const char *unexpressed; /* why the model cannot express it, all else being unset; or NULL */
    rap_standing standing;
    size_t arm;        /* in which a lever is moved */
    const char *group; /* whose partners are the context, "type:..."; NULL: everybody */
    const rap_tree *inside, *outside; /* changes that make the context and its opposite, or NULL */
    const char *circumstances;        /* in words, for people; NULL where there are no changes */
    rap_earlier earlier;              /* runs that are the context, of those that there are */
    rap_resource resource;
    size_t response;      /* mechanism */
    const size_t *rivals; /* other mechanisms taken apart beside it */
    size_t n_rivals;
    size_t outcome, window;
    const char *outcome_group; /* of which the outcome is taken */
    int direction;             /* +1, -1 */
    double at_least;           /* the smallest effect that matters, in the outcome's unit */
} rap_proposition;

/* When a claim counts as borne out. */
typedef struct {
    double share;    /* of draws in which it must hold */
    double context;  /* by how many smallest effects the inside must exceed the outside */
    double response; /* how many smallest effects must be lost without the response */
} rap_verdict_rule;

/* ---- discovery -------------------------------------------------------------------------------- */

/* One side of the circumstances that a discovery sweeps: a number put at one or more paths, from
 * low to high, or one of several sets of changes. */
typedef struct {
    const char *label;
    const rap_tree *changes;
} rap_choice;

typedef struct {
    const char *name, *label;
    rap_texts paths; /* of a number; none: choices */
    double low, high;
    const rap_choice *choices;
    size_t n_choices;
    const rap_tree *node;
} rap_dimension;

/* Where, in which circumstances, is one arm better than another? */
typedef struct {
    size_t plus, minus;
    size_t outcome, window;
    const char *group;
    int direction;       /* +1, -1: in which `plus` is to be better */
    double at_least;     /* smallest difference that matters */
    int64_t points;      /* of the design over circumstances */
    int64_t assumptions; /* points of the design over the arms' uncertain numbers; 0: none */
    double density;      /* boxes are peeled until the better points are this share of theirs */
    rap_dimension *dimensions;
    size_t n_dimensions; /* 0: the study states no discovery */
    const rap_tree *node;
} rap_discovery;

/* ---- budget ----------------------------------------------------------------------------------- */

/* An outcome that a budget is to serve; the first of them is the primary one. */
typedef struct {
    const char *name, *label;
    size_t outcome, window;
    const char *group;
    double weight; /* of one smallest difference that matters, in the weighted sum; 0: not in it */
    const rap_tree *node;
} rap_aim;

/* A line of a budget, and the lever that moves it. */
typedef struct {
    const char *name, *label;
    const char *purpose;    /* what it is for, in the applicant's words; NULL */
    const char *lever;      /* path of a number in the arm */
    const char *money_to;   /* path of a number that takes what is cut; NULL: it is not spent */
    const char *money_from; /* path of a number that gives what is added; NULL: none does */
    const char
        *also; /* path of a number that falls with its cuts, in another reading of them; NULL */
    double also_share;   /* by this share of what the lever falls by */
    const char *reading; /* what its cuts mean, of two readings; NULL: there is one */
    bool moves_nothing;  /* kept for the form: the model cannot say what its money buys */
    rap_texts spend;     /* groups of the model's cost outcome that make up the line */
    double low, high;    /* bounds of the lever for the best split; NaN: not in it */
    const rap_tree *node;
} rap_line;

/* What is a cost although it is not in the books: an outcome at a price per unit. */
typedef struct {
    const char *name, *label;
    size_t outcome;
    double price; /* currency per unit, >= 0 */
} rap_price;

/* Asking people before an arm is chosen. */
typedef struct {
    const char *name, *label;
    rap_texts
        of;    /* paths of uncertain numbers; one that ends with '*' stands for all that begin so */
    int64_t n; /* people who answer for each of them */
    double sd; /* of one answer, in the numbers' unit; NaN: yes or no, the number being a share */
    double cost; /* currency */
    const rap_tree *node;
} rap_survey;

/* What does each line of an arm's budget buy? */
typedef struct {
    size_t arm;
    rap_aim *aims;
    const rap_line *lines;
    const rap_price *prices;
    size_t n_aims, n_lines, n_prices; /* no lines: the study asks nothing of a budget */
    const rap_survey *surveys;
    size_t n_surveys;
    double population;            /* choices between the arms that what is learned serves */
    double worth_low, worth_high; /* range of the value of one unit of the first aim, currency */
    double cut;   /* per cent by which the award may be smaller, above 0, below 100; 0: not asked */
    bool of_plan; /* its costs were made of an arm's plan: the study states none */
    const rap_form_layout *layout; /* of the form that it is written for */
    const rap_tree *node;
} rap_budget;

/* ---- a class ---------------------------------------------------------------------------------- */

enum { RAP_MOST_LEVERS = 5, RAP_MOST_PLACES = 9 };

/* What a class may change in an arm. */
typedef struct {
    const char *name, *label;
    size_t arm;
    const rap_choice *choices;
    size_t n_choices;
    size_t stands; /* the choice that changes nothing */
} rap_lever;

/* What a class is offered of a study. */
typedef struct {
    size_t arms[2];   /* the same where there is one only */
    size_t outcome;   /* counted at the horizon */
    int64_t partners; /* of so many; 0: as many as the arms ask */
    int64_t worlds;   /* histories laid side by side */
    const char *question;
    const rap_lever *levers; /* none: those that the model names (web/class_levers.c) */
    size_t n_levers;
    const rap_tree *node; /* NULL: the study says nothing of it */
} rap_classroom;

/* ---- sensitivity ------------------------------------------------------------------------------ */

/* Uncertain numbers that are looked at as one. */
typedef struct {
    const char *name, *label;
    rap_texts numbers; /* paths; one that ends with '*' stands for all that begin so */
    const rap_tree *node;
} rap_input_group;

/* Which assumptions decide the headlines? Asked by every study, with or without a word about it. */
typedef struct {
    int64_t draws;  /* sets of assumptions for the screen, at least */
    int64_t inputs; /* that are confirmed one by one, at most */
    int64_t
        points; /* histories of each point of the design that confirms, at most: bases x common lucks */
    int64_t chains;       /* of the design that tells luck apart; 0: none */
    int64_t trajectories; /* of Morris's design; 0: none */
    double half_width;    /* of an index's interval, at which no more points are run */
    const rap_input_group *groups;
    size_t n_groups;
    const rap_tree *node; /* NULL: the study says nothing of it */
} rap_sensitivity;

#endif
