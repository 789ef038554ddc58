/* study.h: a checked study: settings, arms, contrasts, and each arm's inputs for the model.
 *
 * Text -> expanded text with a line map (expand.h) -> tree (tree.h) -> merged tree per arm ->
 * checked against the model's table and bound to its structs (bind.h). */
#ifndef RAP_STUDY_H
#define RAP_STUDY_H

#include "base/problem.h"
#include "base/text.h"
#include "model/model.h"
#include "scenario/language/loader.h"
#include "scenario/priors/prior.h"
#include "scenario/study/asks.h"

enum { RAP_MOST_ARMS = 1000, RAP_MOST_WINDOWS = 100, RAP_MOST_MONTHS = 1200 };

/* An arm whose levers hold for a part only is made of two: its own values hold for the partners in
 * `given_to`, those of the arm `elsewhere` for all others. */
typedef struct {
    const char *name, *label, *note;
    bool baseline;
    bool as_stated;       /* it changes nothing in what the study states */
    const char *given_to; /* a group such as "type:..."; NULL: everybody */
    size_t elsewhere;     /* position of an arm that is not itself made of two */
} rap_arm;

/* Difference of two means of arms: mean over `plus` - mean over `minus`, by positions of arms. */
typedef struct {
    const char *name, *label;
    const size_t *plus, *minus;
    size_t n_plus, n_minus;
    bool is_arm; /* made for an arm against the baseline, not written in `contrasts` */
} rap_contrast;

/* What the report answers with, the first being the primary one. */
typedef struct {
    size_t outcome, window;
    const char *group;
} rap_headline;

/* Arms that stand in rows and columns: arm first + row * n_columns + column. */
typedef struct {
    const char *rows_label, *columns_label; /* what they differ in; may be "" */
    const char *const *rows, *const *columns;
    size_t n_rows, n_columns, first; /* no rows: no grid */
} rap_grid;

/* Uncertain numbers of which each two have this rank correlation over sets of assumptions. */
typedef struct {
    const char *name, *label, *source;
    rap_texts numbers; /* paths */
    double rank;
} rap_correlation;

/* All numbers that stand in correlations, in order of writing (joint.h). */
enum { RAP_MOST_JOINT = 60 };
typedef struct {
    size_t n;
    const char **paths;
    const char *
        *names; /* the first correlation that a number hangs together with, over others too */
    const struct rap_tree **nodes; /* where it was written first */
    double *mix;                   /* n x n: what normal scores are mixed by */
} rap_joint;

typedef struct rap_posterior rap_posterior; /* posterior.h */

/* Which history of an arm is to be told, and of whom. */
typedef struct {
    int64_t history; /* from 1, of all that are run; 0: none */
    const char *const
        *organisations; /* names of groups of them; none: those to whom most happens */
    size_t n_organisations;
} rap_story_ask;

/* What runs leave behind, beside what questions look at (layout.c). */
typedef enum {
    RAP_KEEP_HEADLINES, /* headlines and what is counted in money; no paths */
    RAP_KEEP_OUTCOMES, /* every outcome over everybody, those of headlines and money in all groups, paths of headlines */
    RAP_KEEP_ALL /* all that the model observes */
} rap_keep;

typedef struct {
    const rap_model *model;
    const char *title, *question;
    const char *currency;
    int64_t price_year;                       /* of whose prices all money is; 0: not stated */
    int64_t horizon, draws, replicates, seed; /* months; draws 0 keeps the start values */
    rap_clock clock;
    rap_shape distribution; /* of a value with a range that states no other */
    rap_correlation *correlations;
    size_t n_correlations;
    const rap_joint *joint; /* NULL: all numbers are drawn independently */
    const rap_posterior
        *posterior; /* what some are drawn from instead of their priors (posterior.h); NULL: none */
    rap_arm *arms;
    size_t n_arms, baseline;
    rap_grid grid;
    rap_contrast *contrasts; /* every other arm against the baseline in order, then those written */
    size_t n_contrasts;
    rap_window
        *windows; /* those written, and the horizon as the last one if it is not among them */
    size_t n_windows;
    size_t horizon_window;
    rap_headline *headlines; /* at least one */
    size_t n_headlines;
    rap_pattern *patterns; /* in order of writing, as are the two below */
    rap_quantity *quantities;
    rap_proposition *propositions;
    size_t n_patterns, n_quantities, n_propositions;
    rap_verdict_rule rule;
    rap_discovery discovery;
    rap_budget budget;
    rap_sensitivity sensitivity;
    rap_calibration_plan calibration;
    rap_story_ask story;
    rap_classroom classroom;
    size_t n_written; /* arms that the study states; those behind them were derived (arms.h) */
    rap_keep keep;
    const rap_column *wanted; /* (outcome, group) that headlines and questions look at */
    size_t n_wanted;
    const rap_column
        *kept; /* (outcome, group) that runs leave behind, and no paths; NULL: as `keep` says */
    size_t n_kept;
    double
        range_scale; /* uncertain ranges are this wide about their start values; 0: as written. Set
                           before any arm is bound */
    double *delta;   /* by outcome of the model: smallest difference that matters */
    rap_source *sources;
    size_t n_sources;
    char **sets; /* the --set arguments, for the manifest */
    size_t n_sets;
    uint64_t
        fingerprint; /* of everything above that decides a result: sources, sets, model version */
    struct rap_study_parts *parts; /* trees and memory, private to scenario/ */
} rap_study;

/* Visits the study's own keys, beside those of the model, as rap_record_visit does. */
int rap_study_visit(int (*visit)(void *context, const char *path, const rap_field *field),
                    void *context);

/* What the command line may set beside the file; negative numbers mean "as in the study". */
typedef struct {
    int64_t draws, replicates, seed;
    const char *const *sets; /* "KEY=VALUE": a path of the study ("horizon", "teams.focal.policy"),
                                held in every arm, or "arms.NAME.changes.KEY" for one arm only */
    size_t n_sets;
    const rap_source
        *posterior; /* a text that is read behind the study, of a calibration; NULL: none */
} rap_overrides;

/* Reads and checks a study. `models` is NULL-terminated, the first the default. All problems are
 * added to `problems`; RAP_OK only if there are none. rap_study_free is legal in every case, twice
 * too. */
int rap_study_read(rap_study *study, const rap_model *const *models, const rap_loader *loader,
                   const char *path, const rap_overrides *overrides, rap_problems *problems);
void rap_study_free(rap_study *study);

/* Finds a window by its text, or adds nothing and returns -1. */
int rap_study_window(const rap_study *study, const char *text);
int rap_study_arm(const rap_study *study, const char *name);

/* The unit of a field as people read it: "CAD/hour" for "currency/hour"; nothing for NULL. */
void rap_study_say_unit(rap_text *out, const rap_study *study, const char *unit);

/* Keeps those windows only for which used[window] is set, and the headlines and what questions ask
 * that lie in them; the horizon always stays. */
void rap_study_keep_windows(rap_study *study, const bool *used);

/* Adds the windows at the end of each year, up to the horizon, that are not there; years[k] becomes the
 * position of month 12 (k + 1), for at most `most` years. RAP_OK or RAP_ENOMEM. */
int rap_study_add_years(rap_study *study, size_t *years, size_t most, size_t *n);

/* Lets runs leave an outcome of a group behind (once, however often it is asked for), and what was
 * asked for before, and nothing else. `group` is not copied. RAP_OK or RAP_ENOMEM. */
int rap_study_keep(rap_study *study, size_t outcome, const char *group);

/* Does so for all headlines, marking their windows in `used` (by window), and for what is counted in
 * money. */
int rap_study_keep_headlines(rap_study *study, bool *used);

/* A study like another one as it was written, to which arms can be added, and of which windows can be
 * kept, without touching the other: no derived arms, nothing kept. It points to what the other read:
 * free it first. RAP_OK or RAP_ENOMEM; free is legal after both. */
int rap_study_fork(rap_study *fork, const rap_study *study);

/* Keeps one arm only, as the baseline, and no contrasts and questions. RAP_OK. */
int rap_study_keep_arm(rap_study *study, size_t arm);

/* ---- inputs of one arm ---------------------------------------------------------------------- */

/* A number of the inputs with where it came from. */
typedef struct {
    const char *path; /* where it stands: "parameters.trust_breach",
                         "organisation_types.general_agency.hours"; an inherited number keeps the
                         path of where it was written, so that all who share it vary together */
    const rap_field *field;
    double value;    /* start value */
    rap_prior prior; /* ends equal: certain */
    const char *grade, *source;
    const char *file; /* NULL: the table's default */
    int line;
    bool idle; /* belongs to a row to inherit from, and nobody inherits it: it decides nothing */
    const rap_joint
        *joint; /* it is drawn together with others, being number `place` there; or NULL */
    size_t place;
    const struct rap_posterior_number
        *posterior; /* it is drawn from these values; NULL: from its prior */
    const char *
        setting; /* where its source was found: "here", "alike" (a place like this), "elsewhere"; NULL: not
                            stated, as of all numbers of a model's own tables */
} rap_input;

typedef struct {
    void *root;              /* the model's root struct, filled */
    const rap_input *inputs; /* every number, once per path, in order of the table */
    size_t n_inputs;
    const struct rap_bound_arm *bound; /* shared by all copies */
    struct rap_inputs_parts *parts;    /* of a copy; NULL: this is what all copies are of */
} rap_inputs;

/* The inputs of an arm at start values; for one made of two (rap_arm.given_to), those of `elsewhere`
 * are behind the arm's own. An arm is bound at the first question and kept as long as the study: only
 * one thread may ask for an arm the first time. RAP_OK; RAP_ENOMEM; for an arm made of two RAP_EINPUT
 * where the model refuses it (the study itself was checked). */
int rap_study_inputs(const rap_study *study, size_t arm, const rap_inputs **inputs);

/* A copy with a root of its own, in which draws and values can be set; the list is shared. Each worker
 * has its own. RAP_OK, RAP_ENOMEM; free is legal after both, and twice. */
int rap_inputs_copy(rap_inputs *copy, const rap_inputs *inputs);
void rap_inputs_free(rap_inputs *inputs);

/* A copy of an arm's inputs. */
int rap_inputs_bind(rap_inputs *inputs, const rap_study *study, size_t arm);

/* The input that stands at exactly this path, or NULL (also for one that is inherited). */
const rap_input *rap_inputs_find(const rap_inputs *inputs, const char *path);

/* How an input is drawn: "PERT", "beta, mean 0.3, sd 0.1; rank correlation 0.6 with parameters.trust_gain". */
void rap_input_say(rap_text *out, const rap_study *study, const rap_input *input);

/* Whether the number at a path is one of those that a correlation ties. */
bool rap_correlation_ties(const rap_correlation *c, const char *path);

/* The first correlation that ties the number at a path to others, over others too; NULL where it is drawn by
 * itself. */
const char *rap_study_tie(const rap_study *study, const char *path);

/* Whether a number varies by draw. */
bool rap_input_varies(const rap_input *input);

/* Whether it rests on nothing but judgement: assumed, or without a grade, and no data have said anything of it since. */
bool rap_input_is_unsourced(const rap_input *input);

/* Draws of a sheet of the Latin hypercube: draw d is of sheet d / RAP_SHEET. What draws say of a mean is independent from
 * sheet to sheet only (analysis/estimate/units.h), so sheets are small: one of n draws takes 1 - 1 / n^2 of the variance
 * out of a linear main effect, and 100 draws are 20 of them. */
enum { RAP_SHEET = 5 };

/* Value of an input in a draw. Latin hypercube (McKay, Beckman & Conover 1979) in sheets: the number
 * depends on (seed, path, draw) alone, and on the paths and correlations of those that are drawn together with it, so
 * neither more draws nor another parameter changes it. It is the quantile of the input's prior at a place of the
 * hypercube. */
double rap_input_draw(const rap_input *input, uint64_t seed, uint64_t draw);

/* That place, in (0, 1), of an input that varies. Over draws of different sheets places are independent and
 * uniform, but for those of inputs that are drawn together. */
double rap_input_place(const rap_input *input, uint64_t seed, uint64_t draw);

/* Where an input is put in its distribution: in (0, 1). */
typedef double (*rap_placing)(const void *context, const rap_input *input);

/* Writes into the root of a copy the values at the places of all inputs that vary, and the start values of the
 * others; of both where an arm is made of two. */
void rap_inputs_set_places(rap_inputs *inputs, rap_placing place, const void *context);

/* Writes a draw's values into the root of a copy (draw < 0: start values), of both where an arm is made of two.
 */
void rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw);

/* Writes one input's value into `root` (by position in `inputs`), everywhere it is shared; of two
 * arms, in the other as well where its start value and prior are the same there. */
void rap_inputs_set(rap_inputs *inputs, size_t input, double value);

#endif
