/* ensemble.c: items through all arms of a study, into blocks, in order to a sink.
 *
 * A worker takes a block arm by arm. For the arm at work it has a gear: a copy of the arm's inputs,
 * bound to a state; nothing is allocated per run, and memory grows neither with the arms nor with what
 * other workers do. An item writes only to its own part of its block's slot, and all it depends on is
 * (study, item): so neither the number of workers nor a restart changes a number. */
#include "ensemble/ensemble.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WHY = 400, NO_DRAW_YET = -2 };

/* What runs one arm. */
typedef struct {
    size_t arm;
    rap_inputs inputs;
    void *state;
    size_t n_columns; /* of this state */
    int *source;      /* by column of the layout: the state's column, or -1 */
    int64_t draw;     /* the one in the inputs, or the point */
} gear;

typedef struct {
    gear gear;
    double *months; /* month x column of one run */
    size_t months_capacity;
    bool *watched; /* by month: windows may lie there */
    size_t watched_capacity;
    uint64_t *lucks; /* room, by kind of luck */
    int64_t failed;  /* the block in which it failed, or -1 */
    char why[WHY];
} worker;

typedef struct {
    const rap_study *study;
    const rap_layout *layout;
    const rap_sink *sink;
    const rap_ensemble_options *options;
    worker *workers;
    size_t n_workers, window; /* no more than there are blocks */
    size_t block;             /* items of a block */
    size_t slot;              /* numbers of a slot: values of its block, paths of its block */
    double *numbers;          /* by slot */
} crew;

/* ---- the plan of items ---------------------------------------------------------------------- */

int64_t rap_ensemble_items(const rap_study *study) {
    return (study->draws > 0 ? study->draws : 1) * study->replicates;
}

/* With very many arms, or much to keep of each, blocks of few items: work for every worker, little lost
 * by a kill, and slots of bounded size. */
size_t rap_ensemble_block(const rap_layout *l) {
    enum { MOST_RUNS = 64 * RAP_BLOCK, MOST_BYTES = 4 << 20 };
    size_t item = l->n_arms * (l->n_values + l->n_path) * sizeof(double);
    size_t n = l->n_arms ? MOST_RUNS / l->n_arms : RAP_BLOCK;
    size_t fit = item ? MOST_BYTES / item : RAP_BLOCK;
    n = n < fit ? n : fit;
    return n < 1 ? 1 : n < RAP_BLOCK ? n : RAP_BLOCK;
}

int64_t rap_ensemble_blocks(const rap_study *study, const rap_layout *layout) {
    return (rap_ensemble_items(study) - 1) / (int64_t)rap_ensemble_block(layout) + 1;
}

rap_items rap_ensemble_part(const rap_study *study, const rap_layout *layout, int64_t part,
                            int64_t parts) {
    int64_t items = rap_ensemble_items(study), block = (int64_t)rap_ensemble_block(layout);
    int64_t blocks = rap_ensemble_blocks(study, layout);
    int64_t first = (part - 1) * blocks / parts * block, end = part * blocks / parts * block;
    return (rap_items){first, end < items ? end : items};
}

/* ---- gears ---------------------------------------------------------------------------------- */

/* Tells the model which of its columns the layout has, and which have paths. */
static int say_wanted(gear *g, const crew *c) {
    const rap_layout *l = c->layout;
    if (!c->study->model->want)
        return RAP_OK;
    bool *wanted = rap_allocate(2 * g->n_columns, sizeof *wanted), *paths = wanted + g->n_columns;
    if (!wanted)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < l->n_columns; k++)
        if (g->source[k] >= 0)
            wanted[g->source[k]] = true;
    for (size_t k = 0; k < l->n_series; k++)
        if (g->source[l->series[k]] >= 0)
            paths[g->source[l->series[k]]] = true;
    c->study->model->want(g->state, wanted, paths);
    rap_free(wanted);
    return RAP_OK;
}

static void close_gear(gear *g, const crew *c) {
    c->study->model->free(g->state);
    rap_inputs_free(&g->inputs);
    rap_free(g->source);
    *g = (gear){0};
}

static int find_sources(gear *g, const crew *c) {
    const rap_column *columns = c->study->model->columns(g->state, &g->n_columns);
    g->source = rap_allocate(c->layout->n_columns, sizeof *g->source);
    if (!g->source)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < c->layout->n_columns; k++)
        g->source[k] = -1;
    for (size_t k = 0; k < g->n_columns; k++) {
        int place = rap_layout_column(c->layout, columns[k].outcome, columns[k].group);
        if (place >= 0)
            g->source[place] = (int)k;
    }
    return say_wanted(g, c);
}

/* Gets a worker ready for an arm. */
static int open_gear(worker *w, const crew *c, size_t arm) {
    gear *g = &w->gear;
    const rap_inputs *shared;
    close_gear(g, c);
    g->arm = arm;
    g->draw = NO_DRAW_YET;
    int status = rap_study_inputs(c->study, arm, &shared);
    status = status ? status : rap_inputs_copy(&g->inputs, shared);
    if (!status)
        status = c->study->model->create(&g->state, g->inputs.root, &c->study->clock);
    status = status ? status : find_sources(g, c);
    if (!status)
        status = rap_grow(&w->months, &w->months_capacity, g->n_columns * c->layout->n_months,
                          sizeof *w->months);
    return status ? status
                  : rap_grow(&w->watched, &w->watched_capacity, c->layout->n_months,
                             sizeof *w->watched);
}

/* ---- one run -------------------------------------------------------------------------------- */

/* What the model could not do, where; returns the status. */
static int explain(worker *w, const crew *c, int64_t item, double month, int status,
                   const char *why) {
    snprintf(w->why, sizeof w->why, "arm %s, history %lld, month %g: %s",
             c->study->arms[w->gear.arm].name, (long long)item, month, why);
    return status;
}

static int advance(worker *w, const crew *c, int64_t item, int step) {
    const rap_model *model = c->study->model;
    const rap_clock *clock = &c->study->clock;
    void *state = w->gear.state;
    double month = (step + 1) * clock->step;
    int status = model->step(state);
    if (status)
        return explain(w, c, item, month, status, rap_error_text(status));
    if (!c->options->verify)
        return RAP_OK;
    char why[WHY / 2] = "";
    status = model->verify(state, why, sizeof why);
    return status ? explain(w, c, item, month, status, why) : RAP_OK;
}

static rap_luck take_luck(const worker *w, const crew *c, int64_t item) {
    const rap_points *points = c->options->points;
    return points ? points->luck(points->context, item, w->lucks)
                  : (rap_luck){(uint64_t)c->study->seed, (uint64_t)item, NULL};
}

static void watch_month(worker *w, const crew *c, int64_t month) {
    if (month >= 0 && month < (int64_t)c->layout->n_months)
        w->watched[month] = true;
}

/* Marks the months in which a window may lie in the run that starts: all, where the model does not say. */
static void watch_windows(worker *w, const crew *c) {
    const rap_model *model = c->study->model;
    memset(w->watched, !model->may_lie, c->layout->n_months);
    for (size_t k = 0; k < c->layout->n_windows && model->may_lie; k++) {
        const rap_window *x = &c->study->windows[k];
        int month;
        if (x->anchor < 0)
            watch_month(w, c, x->months);
        for (size_t n = 0;
             x->anchor >= 0 && model->may_lie(w->gear.state, (size_t)x->anchor, n, &month); n++)
            watch_month(w, c, (int64_t)month + x->months);
    }
}

static void look_at_month(const worker *w, const crew *c, size_t month) {
    const rap_model *model = c->study->model;
    double *x = w->months + month * w->gear.n_columns;
    if (w->watched[month] || !model->follow)
        model->observe(w->gear.state, x);
    else if (c->layout->n_series > 0)
        model->follow(w->gear.state, x);
}

/* The month of a window in the run just made, or -1 where it lies outside. */
static int month_of(const gear *g, const crew *c, const rap_window *window) {
    int month = window->months;
    if (window->anchor >= 0) {
        int anchor = c->study->model->anchor(g->state, (size_t)window->anchor);
        if (anchor < 0)
            return -1;
        month += anchor;
    }
    return month >= 0 && (size_t)month < c->layout->n_months ? month : -1;
}

/* A window where nobody looked would be filled with what another run left. */
static int find_unwatched(worker *w, const crew *c, int64_t item) {
    for (size_t k = 0; k < c->layout->n_windows; k++) {
        int month = month_of(&w->gear, c, &c->study->windows[k]);
        if (month >= 0 && !w->watched[month])
            return explain(w, c, item, month, rap_fail(RAP_EMODEL),
                           "a window lies where the model did not say that it may");
    }
    return RAP_OK;
}

static int go_through_months(worker *w, const crew *c, int64_t item) {
    const rap_model *model = c->study->model;
    int steps = c->study->clock.steps_per_month;
    const gear *g = &w->gear;
    int status = model->start(g->state, take_luck(w, c, item));
    if (status)
        return explain(w, c, item, 0, status, rap_error_text(status));
    watch_windows(w, c);
    look_at_month(w, c, 0);
    for (size_t month = 1; month < c->layout->n_months; month++) {
        for (int k = 0; k < steps && !status; k++)
            status = advance(w, c, item, (int)(month - 1) * steps + k);
        if (status)
            return status;
        look_at_month(w, c, month);
    }
    return find_unwatched(w, c, item);
}

static void pick_values(const worker *w, const crew *c, double *values) {
    const gear *g = &w->gear;
    size_t n_windows = c->layout->n_windows;
    for (size_t k = 0; k < n_windows; k++) {
        int month = month_of(g, c, &c->study->windows[k]);
        const double *row = w->months + (month < 0 ? 0 : (size_t)month * g->n_columns);
        for (size_t column = 0; column < c->layout->n_columns; column++) {
            bool there = month >= 0 && g->source[column] >= 0;
            values[column * n_windows + k] = there ? row[g->source[column]] : (double)NAN;
        }
    }
}

/* To the nearest number of RAP_PATH_BITS bits behind the first. */
static double round_path(double x) {
    enum { REST = 52 - RAP_PATH_BITS };
    uint64_t word;
    if (isnan(x))
        return x;
    memcpy(&word, &x, sizeof word);
    word = (word + (UINT64_C(1) << (REST - 1))) >> REST << REST;
    memcpy(&x, &word, sizeof x);
    return x;
}

static void pick_paths(const worker *w, const crew *c, double *paths) {
    const gear *g = &w->gear;
    size_t n = c->layout->n_months;
    for (size_t s = 0; s < c->layout->n_series; s++) {
        int source = g->source[c->layout->series[s]];
        for (size_t month = 0; month < n; month++) {
            double x = source >= 0 ? w->months[month * g->n_columns + (size_t)source] : (double)NAN;
            paths[s * n + month] = c->layout->rounds_paths ? round_path(x) : x;
        }
    }
}

/* Puts the values of an item's draw or point into the gear's inputs. */
static void set_values(gear *g, const crew *c, int64_t item) {
    const rap_points *points = c->options->points;
    int64_t draw = points                ? points->point(points->context, item)
                   : c->study->draws > 0 ? item / c->study->replicates
                                         : -1;
    if (g->draw != draw && points)
        points->set(points->context, draw, &g->inputs);
    else if (g->draw != draw)
        rap_inputs_set_draw(&g->inputs, (uint64_t)c->study->seed, draw);
    g->draw = draw;
}

static int run_item(worker *w, const crew *c, int64_t item, double *values, double *paths) {
    gear *g = &w->gear;
    if (c->options->stop && c->options->stop(c->options->stop_context))
        return RAP_STOPPED;
    set_values(g, c, item);
    int status = go_through_months(w, c, item);
    if (status)
        return status;
    pick_values(w, c, values);
    pick_paths(w, c, paths);
    return RAP_OK;
}

/* ---- blocks --------------------------------------------------------------------------------- */

static rap_block block_of(const crew *c, int64_t block, size_t slot) {
    int64_t first = c->options->first + block * (int64_t)c->block;
    int64_t left = c->options->end - first;
    const double *values = c->numbers + slot * c->slot;
    return (rap_block){.first = first,
                       .n = left < (int64_t)c->block ? (size_t)left : c->block,
                       .values = values,
                       .paths = values + c->block * c->layout->n_arms * c->layout->n_values};
}

/* One arm for all items of a block. */
static int run_arm(worker *w, const crew *c, size_t arm, const rap_block *b, size_t slot) {
    const rap_layout *l = c->layout;
    double *values = c->numbers + slot * c->slot;
    double *paths = values + c->block * l->n_arms * l->n_values;
    int status = open_gear(w, c, arm);
    for (size_t k = 0; k < b->n && !status; k++) {
        size_t place = k * l->n_arms + arm;
        status = run_item(w, c, b->first + (int64_t)k, values + place * l->n_values,
                          paths + place * l->n_path);
    }
    return status;
}

static int work(void *job, size_t number, int64_t block, size_t slot) {
    const crew *c = job;
    worker *w = &c->workers[number];
    rap_block b = block_of(c, block, slot);
    int status = RAP_OK;
    for (size_t a = 0; a < c->layout->n_arms && !status; a++)
        status = run_arm(w, c, a, &b, slot);
    if (status && w->failed < 0)
        w->failed = block;
    return status;
}

static int commit(void *job, int64_t block, size_t slot) {
    const crew *c = job;
    rap_block b = block_of(c, block, slot);
    return c->sink->commit(c->sink->context, &b);
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* The words of the failure in the earliest block. */
static void tell(const crew *c, char *why, size_t n) {
    const worker *earliest = NULL;
    for (size_t k = 0; k < c->n_workers; k++) {
        const worker *w = &c->workers[k];
        if (w->failed >= 0 && (!earliest || w->failed < earliest->failed))
            earliest = w;
    }
    if (why && n)
        snprintf(why, n, "%s", earliest ? earliest->why : "");
}

/* Binds what workers will copy: they only look it up. */
static int bind_arms(const crew *c) {
    const rap_inputs *inputs;
    int status = RAP_OK;
    for (size_t a = 0; a < c->layout->n_arms && !status; a++)
        status = rap_study_inputs(c->study, a, &inputs);
    return status;
}

static int open_crew(crew *c, const rap_executor *executor, int64_t blocks) {
    const rap_layout *l = c->layout;
    size_t most = (uint64_t)blocks < SIZE_MAX ? (size_t)blocks : SIZE_MAX;
    c->n_workers = executor->workers < most ? executor->workers : most;
    c->window = executor->window < most ? executor->window : most;
    c->workers = rap_allocate(c->n_workers, sizeof *c->workers);
    c->slot = c->block * l->n_arms * (l->n_values + l->n_path);
    c->numbers = rap_allocate(c->window, c->slot * sizeof(double));
    if (!c->workers || !c->numbers)
        return rap_fail(RAP_ENOMEM);
    int status = RAP_OK;
    for (size_t k = 0; k < c->n_workers && !status; k++) {
        c->workers[k].failed = -1;
        c->workers[k].lucks = rap_allocate(c->study->model->n_lucks, sizeof *c->workers[k].lucks);
        status = c->workers[k].lucks ? RAP_OK : rap_fail(RAP_ENOMEM);
    }
    return status ? status : bind_arms(c);
}

static void close_crew(crew *c) {
    for (size_t k = 0; c->workers && k < c->n_workers; k++) {
        close_gear(&c->workers[k].gear, c);
        rap_free(c->workers[k].months);
        rap_free(c->workers[k].lucks);
        rap_free(c->workers[k].watched);
    }
    rap_free(c->workers);
    rap_free(c->numbers);
}

int rap_ensemble_run(const rap_study *study, const rap_layout *layout, const rap_executor *executor,
                     const rap_sink *sink, const rap_ensemble_options *options, char *why,
                     size_t n) {
    crew c = {.study = study, .layout = layout, .sink = sink, .options = options};
    int64_t items = options->end - options->first;
    if (why && n)
        why[0] = '\0';
    if (items <= 0)
        return RAP_OK;
    c.block = rap_ensemble_block(layout);
    int64_t blocks = (items - 1) / (int64_t)c.block + 1;
    int status = open_crew(&c, executor, blocks);
    if (!status) {
        const rap_blocks all = {.job = &c,
                                .n = blocks,
                                .work = work,
                                .commit = commit,
                                .slots = (char *)c.numbers,
                                .slot_bytes = c.slot * sizeof *c.numbers};
        status = executor->run(executor->context, &all);
        if (status)
            tell(&c, why, n);
    }
    close_crew(&c);
    return status;
}
