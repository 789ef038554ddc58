/* intervals.c: whether Monte Carlo intervals hold what they promise, on a study.
 *
 * Usage: intervals STUDY SEEDS DRAWS... (rising). Runs the study with that many seeds, on from the seed that it states,
 * and tabulates each after so many draws. The headlines of all arms and contrasts are looked at; of each number of
 * draws, one line a row:
 *   truth     mean of the row over all seeds, at the most draws
 *   sd        of its mean between seeds: what the interval is to know
 *   width     mean half-width of the interval over 1.96 sd: 1 is right, more is too wide
 *   coverage  share of the seeds whose interval holds the truth
 * and the mean and extremes of the last two over the rows. A row that is the same whatever the seed is left out. */
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "models/registry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_STEPS = 8 };

/* What one seed says of one row after so many draws. */
typedef struct {
    double mean, low, high;
} saying;

typedef struct {
    rap_study study;
    rap_layout layout;
    size_t seeds, steps, rows; /* rows: headline x (arms, then contrasts) */
    int64_t draws[MOST_STEPS];
    saying *said; /* seed x step x row */
} trial;

static saying *said_at(const trial *t, size_t seed, size_t step, size_t row) {
    return &t->said[(seed * t->steps + step) * t->rows + row];
}

static saying saying_of(const rap_summary *s) {
    return s ? (saying){s->mean, s->ci_low, s->ci_high}
             : (saying){(double)NAN, (double)NAN, (double)NAN};
}

static void keep_sayings(trial *t, const rap_tables *tables, size_t seed, size_t step) {
    const rap_study *s = &t->study;
    size_t row = 0;
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_headline *line = &s->headlines[h];
        for (size_t a = 0; a < s->n_arms; a++) {
            const rap_outcome_row *r =
                rap_tables_outcome(tables, a, line->outcome, line->group, line->window);
            *said_at(t, seed, step, row++) = saying_of(r ? &r->s : NULL);
        }
        for (size_t c = 0; c < s->n_contrasts; c++) {
            const rap_contrast_row *r =
                rap_tables_contrast(tables, c, line->outcome, line->group, line->window);
            *said_at(t, seed, step, row++) = saying_of(r ? &r->s : NULL);
        }
    }
}

/* Goes on to so many draws and tabulates. */
static int go_on(trial *t, rap_store *store, const rap_executor *executor, size_t seed,
                 size_t step) {
    rap_tables tables = {0};
    rap_sink sink = rap_store_sink(store);
    t->study.draws = t->draws[step];
    rap_ensemble_options options = {.first = rap_store_items(store),
                                    .end = rap_ensemble_items(&t->study)};
    int status = rap_ensemble_run(&t->study, &t->layout, executor, &sink, &options, NULL, 0);
    status = status ? status : rap_tables_make(&tables, &t->study, &t->layout, store);
    if (!status)
        keep_sayings(t, &tables, seed, step);
    rap_tables_free(&tables);
    return status;
}

static int run_seeds(trial *t) {
    rap_executor executor;
    int status = RAP_OK;
    rap_threads_init(&executor, 1);
    for (size_t k = 0; k < t->seeds && !status; k++, t->study.seed++) {
        rap_store *store = NULL;
        status = rap_store_create(&store, ":memory:", &t->study, &t->layout);
        for (size_t step = 0; step < t->steps && !status; step++)
            status = go_on(t, store, &executor, k, step);
        rap_store_close(store);
    }
    return status;
}

/* ---- what came of it -------------------------------------------------------------------------- */

typedef struct {
    double truth, sd, width, coverage;
    size_t seeds; /* that have a value and an interval */
} finding;

static finding find_row(const trial *t, size_t step, size_t row) {
    finding f = {0};
    double sum = 0, width = 0, squares = 0, held = 0, mean = 0;
    for (size_t k = 0; k < t->seeds; k++) {
        sum += said_at(t, k, t->steps - 1, row)->mean / (double)t->seeds;
        mean += said_at(t, k, step, row)->mean / (double)t->seeds;
    }
    for (size_t k = 0; k < t->seeds; k++) {
        const saying *s = said_at(t, k, step, row);
        f.seeds += !isnan(s->low);
        squares += (s->mean - mean) * (s->mean - mean);
        width += (s->high - s->low) / 2;
        held += s->low <= sum && sum <= s->high;
    }
    f.truth = sum;
    f.sd = sqrt(squares / (double)(t->seeds - 1));
    f.width = width / (double)t->seeds / 1.96 / f.sd;
    f.coverage = held / (double)t->seeds;
    return f;
}

static void print_row(const trial *t, size_t row, const finding *f) {
    const rap_study *s = &t->study;
    size_t sides = s->n_arms + s->n_contrasts, h = row / sides, side = row % sides;
    const rap_headline *line = &s->headlines[h];
    const char *name = side < s->n_arms ? s->arms[side].name : s->contrasts[side - s->n_arms].name;
    printf("%-20s %-14s %-8s %-24s %12.6g %10.4g %6.3f %6.3f\n",
           s->model->outcomes[line->outcome].name, s->windows[line->window].text,
           side < s->n_arms ? "arm" : "contrast", name, f->truth, f->sd, f->width, f->coverage);
}

static void print_step(const trial *t, size_t step) {
    double sum[2] = {0, 0}, least[2] = {INFINITY, INFINITY}, most[2] = {0, 0}, n = 0;
    printf("\n%lld draws, %zu seeds\n%-20s %-14s %-8s %-24s %12s %10s %6s %6s\n",
           (long long)t->draws[step], t->seeds, "outcome", "window", "of", "name", "truth", "sd",
           "width", "covers");
    for (size_t row = 0; row < t->rows; row++) {
        finding f = find_row(t, step, row);
        if (f.seeds < t->seeds || !(f.sd > 0))
            continue;
        const double x[2] = {f.width, f.coverage};
        print_row(t, row, &f);
        n++;
        for (size_t k = 0; k < 2; k++) {
            sum[k] += x[k];
            least[k] = fmin(least[k], x[k]);
            most[k] = fmax(most[k], x[k]);
        }
    }
    printf("mean of %.0f rows: width %.3f (%.3f to %.3f), coverage %.4f (%.3f to %.3f)\n", n,
           sum[0] / n, least[0], most[0], sum[1] / n, least[1], most[1]);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_trial(trial *t, const rap_loader *loader, const char *path, rap_problems *p) {
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = rap_study_read(&t->study, rap_models, loader, path, &none, p);
    status = status ? status : rap_study_keep_headlines(&t->study, used);
    if (status)
        return status;
    rap_study_keep_windows(&t->study, used);
    t->rows = t->study.n_headlines * (t->study.n_arms + t->study.n_contrasts);
    t->said = rap_allocate(t->seeds * t->steps * t->rows, sizeof *t->said);
    return t->said ? rap_layout_init(&t->layout, &t->study) : rap_fail(RAP_ENOMEM);
}

static int try_study(trial *t, const char *path) {
    rap_problems problems;
    rap_files files;
    rap_problems_init(&problems);
    int status = rap_files_init(&files);
    if (!status) {
        rap_loader loader = rap_files_loader(&files);
        status = make_trial(t, &loader, path, &problems);
    }
    status = status ? status : run_seeds(t);
    for (size_t step = 0; step < t->steps && !status; step++)
        print_step(t, step);
    if (status)
        fprintf(stderr, "intervals: %s\n", rap_error_text(status));
    rap_layout_free(&t->layout);
    rap_study_free(&t->study);
    rap_files_free(&files);
    rap_problems_free(&problems);
    rap_free(t->said);
    return status;
}

int main(int argc, char **argv) {
    trial t = {.seeds = argc > 3 ? (size_t)atoll(argv[2]) : 0};
    rap_error_quiet_gsl();
    for (int k = 3; k < argc && t.steps < MOST_STEPS; k++)
        t.draws[t.steps++] = atoll(argv[k]);
    if (t.seeds < 2 || t.draws[0] < 1) {
        fprintf(stderr, "usage: intervals STUDY SEEDS DRAWS...\n");
        return 2;
    }
    return try_study(&t, argv[1]) ? 1 : 0;
}
