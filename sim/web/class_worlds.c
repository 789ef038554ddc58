/* class_worlds.c: how many worlds end, of both arms on the same guesses and luck, and what lies in the middle. */
#include "analysis/estimate/sort.h"
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "base/memory.h"
#include "web/class_parts.h"

static const char *const end_keys[RAP_N_ENDS] = {"count", "gave", "got", "reached"};

/* Worlds of both sides: end k of world w of a side stands at (side * RAP_N_ENDS + k) * n + w. */
typedef struct {
    rap_class *room;
    const rap_class_code *code;
    rap_world_kind kind;
    int64_t first;
    size_t n;
    double *ends;
    double *counts; /* path of what is counted, of one side: world w in month m at w * months + m */
    double *paths;
} worlds;

static double *ends_of(const worlds *w, size_t side, size_t k) {
    return w->ends + (side * RAP_N_ENDS + k) * w->n;
}

static int run_worlds(worlds *w, size_t side, rap_text *why) {
    size_t arm, months = (size_t)w->room->study.horizon + 1;
    rap_solo solo = {NULL};
    int status = rap_class_arm(w->room, w->code, side, -1, &arm, why);
    status = status ? status : rap_class_solo(&solo, w->room, arm);
    for (size_t k = 0; k < w->n && !status; k++) {
        rap_class_code code = rap_class_world(w->code, w->kind, w->first + (int64_t)k);
        status = rap_class_run(w->room, &solo, &code, NULL, w->paths);
        for (size_t e = 0; e < RAP_N_ENDS; e++)
            ends_of(w, side, e)[k] = w->paths[e * months + months - 1];
        for (size_t m = 0; m < months; m++)
            w->counts[k * months + m] = w->paths[RAP_COUNTED * months + m];
    }
    rap_solo_free(&solo);
    return status;
}

/* ---- in the middle ---------------------------------------------------------------------------- */

static void json_middle(const worlds *w, size_t side, rap_json *j) {
    rap_json_open(j, NULL, '{');
    for (size_t e = 0; e < RAP_N_ENDS; e++) {
        double *x = ends_of(w, side, e);
        rap_json_open(j, end_keys[e], '{');
        rap_json_number(j, "mean", rap_mean(x, (int64_t)w->n));
        rap_sort(x, (int64_t)w->n);
        rap_json_number(j, "median", rap_quantile_sorted(x, (int64_t)w->n, 0.5));
        rap_json_number(j, "least", x[0]);
        rap_json_number(j, "most", x[w->n - 1]);
        rap_json_close(j, '}');
    }
    rap_json_close(j, '}');
}

/* Of each end, in how many worlds the one arm had more, or the other. */
static void json_sides(const worlds *w, rap_json *j) {
    rap_json_open(j, "more", '{');
    for (size_t e = 0; e < RAP_N_ENDS; e++) {
        const double *a = ends_of(w, 0, e), *b = ends_of(w, 1, e);
        double more[3] = {0};
        for (size_t k = 0; k < w->n; k++)
            more[a[k] > b[k] ? 0 : b[k] > a[k] ? 1 : 2]++;
        rap_json_numbers(j, end_keys[e], more, 3, 0);
    }
    rap_json_close(j, '}');
}

/* ---- the answer ------------------------------------------------------------------------------- */

static void json_one_world(const worlds *w, size_t side, size_t k, rap_json *j) {
    size_t months = (size_t)w->room->study.horizon + 1;
    rap_class_code code = rap_class_world(w->code, w->kind, w->first + (int64_t)k);
    rap_json_open(j, NULL, '{');
    rap_json_integer(j, "world", w->first + (int64_t)k);
    rap_json_code(j, "code", w->room, &code);
    for (size_t e = 0; e < RAP_N_ENDS; e++)
        rap_json_number(j, end_keys[e], ends_of(w, side, e)[k]);
    rap_json_numbers(j, "path", w->counts + k * months, months, 2);
    rap_json_close(j, '}');
}

static int json_arm(worlds *w, size_t side, rap_json *j, rap_text *why) {
    const rap_arm *arm = &w->room->study.arms[w->room->arms[side]];
    int status = run_worlds(w, side, why);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "name", arm->name);
    rap_json_text(j, "label", arm->label);
    rap_json_open(j, "worlds", '[');
    for (size_t k = 0; k < w->n && !status; k++)
        json_one_world(w, side, k, j);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
    return status;
}

static int answer_both(worlds *w, rap_json *j, rap_text *why) {
    int status = RAP_OK;
    rap_json_code(j, "code", w->room, w->code);
    rap_json_text(j, "kind", rap_world_kinds[w->kind]);
    rap_json_open(j, "arms", '[');
    for (size_t side = 0; side < 2 && !status; side++)
        status = json_arm(w, side, j, why);
    rap_json_close(j, ']');
    if (status)
        return status;
    json_sides(w, j);
    rap_json_open(j, "middles", '['); /* last: it sorts */
    for (size_t side = 0; side < 2; side++)
        json_middle(w, side, j);
    rap_json_close(j, ']');
    return RAP_OK;
}

int rap_answer_worlds(rap_class *room, const rap_class_code *code, rap_world_kind kind,
                      int64_t first, int64_t count, rap_json *j, rap_text *why) {
    size_t n = (size_t)count, months = (size_t)room->study.horizon + 1;
    worlds w = {.room = room,
                .code = code,
                .kind = kind,
                .first = first,
                .n = n,
                .ends = rap_allocate(2 * RAP_N_ENDS * n, sizeof *w.ends),
                .counts = rap_allocate(n * months, sizeof *w.counts),
                .paths = rap_class_paths(room)};
    int status = w.ends && w.counts && w.paths ? answer_both(&w, j, why) : rap_fail(RAP_ENOMEM);
    rap_free(w.ends);
    rap_free(w.counts);
    rap_free(w.paths);
    return status;
}
