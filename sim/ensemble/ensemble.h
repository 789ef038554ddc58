/* ensemble.h: runs every arm of a study for many items and hands the results on in order.
 *
 * An item is one (draw, run) for all arms together: item = draw * replicates + run. Items are taken
 * in blocks of RAP_BLOCK; workers fill blocks in any order, the sink gets them strictly in order,
 * and no more than a bounded window of them is in memory. */
#ifndef RAP_ENSEMBLE_H
#define RAP_ENSEMBLE_H

#include "base/lookup.h"
#include "scenario/language/arena.h"
#include "scenario/study/study.h"

enum {
    RAP_BLOCK = 16
}; /* at most; fewer where a study has very many arms, or runs leave much behind */

/* What a run leaves behind, the same for all arms and items. An arm in which a column or window
 * does not exist has NaN there. */
typedef struct {
    rap_column *columns; /* union over arms by (outcome, group), in order of outcome; "all" first,
                            other groups in order of first appearance. Texts belong to the layout */
    bool *present;       /* column c exists in arm a: present[a * n_columns + c] */
    size_t n_columns;
    size_t n_windows;
    bool rounds_paths; /* to RAP_PATH_BITS binary places */
    size_t *series;    /* positions of the columns whose path is kept */
    size_t n_series;
    size_t n_months; /* horizon + 1: month 0 to horizon */
    size_t n_arms;
    size_t n_values;   /* n_columns * n_windows; value (c, w) stands at c * n_windows + w */
    size_t n_path;     /* n_series * n_months; (s, m) at s * n_months + m */
    rap_lookup places; /* private: columns by outcome and group */
    rap_arena texts;   /* private: groups and their labels */
} rap_layout;

/* Paths that are rounded keep so many bits behind the first: 0.012 % of each number at most is lost. */
enum { RAP_PATH_BITS = 12 };

/* Makes a state of every arm in turn to ask for its columns. RAP_OK, RAP_ENOMEM, or the model's error. Free
 * is legal after a failure, and twice. */
int rap_layout_init(rap_layout *layout, const rap_study *study);
void rap_layout_free(rap_layout *layout);

/* Position of (outcome, group) among the columns, or -1; of a kept series of that column, or -1. */
int rap_layout_column(const rap_layout *layout, size_t outcome, const char *group);
int rap_layout_series(const rap_layout *layout, size_t column);

/* Whether a study names members of the model (rap_portrait) and keeps what is told of them: not with keep = "headlines". */
bool rap_study_portrays(const rap_study *study);

/* The columns of rap_portrait.yes, one for each member that is named, and how many. */
const rap_column *rap_layout_portraits(const rap_layout *layout, const rap_model *model, size_t *n);

/* Finished items [first, first + n): values[(i * n_arms + arm) * n_values + ...], paths alike. */
typedef struct {
    int64_t first;
    size_t n;
    const double *values;
    const double *paths;
} rap_block;

typedef struct {
    void *context;
    int (*commit)(void *context, const rap_block *block); /* a non-zero answer ends the ensemble */
} rap_sink;

/* Blocks [0, n) that are to be worked on. `work` writes what is in its slot and nowhere else that `commit` looks; another
 * process that knows the same job may fill the slot in its place. */
typedef struct {
    void *job;
    int64_t n;
    int (*work)(void *job, size_t worker, int64_t block, size_t slot);
    int (*commit)(void *job, int64_t block, size_t slot);
    char *slots; /* slot k stands at k * slot_bytes */
    size_t slot_bytes;
} rap_blocks;

/* Who does the work: threads, ranks, or a plain loop. */
typedef struct rap_executor rap_executor;
struct rap_executor {
    void *context;
    size_t workers; /* >= 1 */
    size_t window;  /* blocks in memory at a time, >= workers */
    /* Calls work for each block, any order, worker < workers and < n, slot < window and < n not in use by another
     * block; then commit strictly in order of blocks, never two at a time, after which the slot is free again. Ends at
     * the first non-zero answer, which it returns; blocks before it are committed. */
    int (*run)(void *context, const rap_blocks *blocks);
};

/* The plain loop: one worker, one slot. */
extern const rap_executor rap_executor_loop;

/* Items that are points of a design with luck of their own, instead of draws and histories of the study. */
typedef struct {
    const void *context;
    int64_t (*point)(const void *context,
                     int64_t item); /* >= 0; items of one point have the same inputs */
    void (*set)(const void *context, int64_t point, rap_inputs *inputs); /* in a copy of an arm's */
    /* The luck of an item; `items` is room for a number by kind of luck (rap_luck.items). */
    rap_luck (*luck)(const void *context, int64_t item, uint64_t *items);
} rap_points;

typedef struct {
    int64_t first, end; /* items [first, end); first a multiple of RAP_BLOCK or a place where
                           an earlier ensemble ended */
    int (*stop)(void *context); /* polled by every worker between runs; non-zero ends with
                                   RAP_STOPPED. May be NULL */
    void *stop_context;
    const rap_points *points; /* NULL: draws and histories */
    bool verify; /* call the model's verify after every step (tests, `check --verify`) */
} rap_ensemble_options;

/* Runs items [first, end) of the study; blocks are counted from `first`. The sink gets the same
 * numbers whatever the number of workers. RAP_OK, RAP_STOPPED, or an error, whose arm, item and
 * month stand in `why` (of `n` bytes; may be NULL) when a model raised it. */
int rap_ensemble_run(const rap_study *study, const rap_layout *layout, const rap_executor *executor,
                     const rap_sink *sink, const rap_ensemble_options *options, char *why,
                     size_t n);

/* One arm made ready for single histories, one after the other, of which some outcomes over everybody are followed. */
typedef struct {
    const rap_study *study;
    rap_inputs inputs;
    void *state;
    size_t *columns; /* by outcome followed: its column */
    size_t n_outcomes;
    double *month; /* room for what the model observes */
} rap_solo;

/* Follows `n` outcomes, by position in the model, of the group "all", which must be there and no ratio. RAP_OK,
 * RAP_ENOMEM, or the model's error. Free is legal after a failure, and twice. */
int rap_solo_init(rap_solo *solo, const rap_study *study, size_t arm, const size_t *outcomes,
                  size_t n);
void rap_solo_free(rap_solo *solo);

/* A history as the ensemble runs it: a set of assumptions (from 0; -1: start values) with the luck of an item. It is told
 * to a listener (NULL: nobody), which the model must allow (rap_model.listen). `paths`: outcome k in month m stands at
 * k * (horizon + 1) + m. RAP_OK, or the model's error. */
int rap_solo_run(rap_solo *solo, int64_t draw, uint64_t item, const rap_listener *listener,
                 double *paths);

/* Runs an item of one arm again, the same in all, and tells it to a listener. The model must be one that can
 * (rap_model.listen). RAP_OK, RAP_ENOMEM, or the model's error. */
int rap_ensemble_tell(const rap_study *study, size_t arm, int64_t item,
                      const rap_listener *listener);

/* Items of a study: max(draws, 1) * replicates. */
int64_t rap_ensemble_items(const rap_study *study);

/* Items of a block, at most RAP_BLOCK. */
size_t rap_ensemble_block(const rap_layout *layout);

/* Blocks of all items. */
int64_t rap_ensemble_blocks(const rap_study *study, const rap_layout *layout);

/* Items [first, end). */
typedef struct {
    int64_t first, end;
} rap_items;

/* The part-th of `parts` of a study's items, 1 <= part <= parts: whole blocks, as even as they can be. The parts in
 * their order are all items, each once; where there are more parts than blocks some are empty. */
rap_items rap_ensemble_part(const rap_study *study, const rap_layout *layout, int64_t part,
                            int64_t parts);

#endif
