/* class_why.c: what a changed lever did, over all worlds with the same guesses and luck, and by which mechanism.
 *
 * The change d_k in world k is what is counted at the end with the lever where it is now, less where it was. Its mean and
 * interval are those of contrasts (estimate/summary.h). A mechanism's part is what is lost of d_k where the mechanism is at
 * strength 0 on both sides: d_k - d_k(without it), as for the response of a proposition. Which mechanism is looked at is
 * chosen on the first SCREENED worlds; what is said of it rests on the others alone, which the choice has not seen. */
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "web/class_parts.h"

#include <math.h>

enum { SCREENED = 10 };

typedef struct {
    rap_class *room;
    rap_class_code codes[2]; /* before and after */
    size_t lever, side, n;
    double *change, *lost; /* by world */
    double *paths;
    rap_workspace workspace;
    rap_text *why;
} asked_why;

/* How sure a mean is. */
typedef enum { CLEAR, SMALL, UNCLEAR } sureness;

typedef struct {
    rap_summary change;
    sureness sure;
    double fewer, more; /* worlds */
    int mechanism;      /* that carries most; -1: none is clear */
    double share;       /* of the change that is lost without it */
    double left;        /* mean change without it */
} reason;

/* ---- runs ------------------------------------------------------------------------------------- */

/* What is counted at the end of worlds [first, n) on one of both codes, added to x with a sign. */
static int add_counts_of_worlds(asked_why *a, size_t which, int without, size_t first, size_t n,
                                double sign, double *x) {
    size_t arm, months = (size_t)a->room->study.horizon + 1;
    rap_solo solo = {NULL};
    int status = rap_class_arm(a->room, &a->codes[which], a->side, without, &arm, a->why);
    status = status ? status : rap_class_solo(&solo, a->room, arm);
    for (size_t k = first; k < n && !status; k++) {
        rap_class_code code = rap_class_world(&a->codes[which], RAP_BOTH, (int64_t)k + 1);
        status = rap_class_run(a->room, &solo, &code, NULL, a->paths);
        x[k] += sign * a->paths[RAP_COUNTED * months + months - 1];
    }
    rap_solo_free(&solo);
    return status;
}

static int count_changes(asked_why *a, int without, size_t first, size_t n, double *x) {
    for (size_t k = first; k < n; k++)
        x[k] = 0;
    int status = add_counts_of_worlds(a, 0, without, first, n, -1, x);
    return status ? status : add_counts_of_worlds(a, 1, without, first, n, 1, x);
}

/* Puts into `lost` what is lost of the change without a mechanism. */
static int count_lost(asked_why *a, int mechanism, size_t first, size_t n) {
    int status = count_changes(a, mechanism, first, n, a->lost);
    for (size_t k = first; k < n; k++)
        a->lost[k] = a->change[k] - a->lost[k];
    return status;
}

/* ---- what it says ----------------------------------------------------------------------------- */

static rap_summary change_summary(asked_why *a, const double *x, size_t n) {
    const rap_sample sample = {
        .x = x, .items = (int64_t)n, .runs = 1, .sheet = a->room->study.draws > 0 ? RAP_SHEET : 0};
    return rap_summarise(&sample, &a->workspace, false);
}

static bool excludes_zero(const rap_summary *s) {
    return s->ci_low > 0 || s->ci_high < 0;
}

static void judge_change(const asked_why *a, reason *r) {
    double matters = a->room->study.delta[a->room->outcomes[RAP_COUNTED]];
    for (size_t k = 0; k < a->n; k++) {
        r->fewer += a->change[k] < 0;
        r->more += a->change[k] > 0;
    }
    bool small = r->change.ci_low > -matters && r->change.ci_high < matters;
    r->sure = excludes_zero(&r->change) ? CLEAR : small ? SMALL : UNCLEAR;
}

/* The mechanism of which most is lost in the worlds that are screened; -1: of none anything. */
static int screen_mechanisms(asked_why *a, int *best) {
    double most = 0, sign = rap_mean(a->change, (int64_t)a->n) < 0 ? -1 : 1;
    int status = RAP_OK;
    *best = -1;
    for (size_t k = 0; k < a->room->study.model->n_mechanisms && !status; k++) {
        status = count_lost(a, (int)k, 0, SCREENED);
        double lost = sign * rap_mean(a->lost, SCREENED);
        if (lost > most) {
            most = lost;
            *best = (int)k;
        }
    }
    return status;
}

static int find_main_mechanism(asked_why *a, reason *r) {
    int best, status = screen_mechanisms(a, &best);
    if (status || best < 0)
        return status;
    status = count_lost(a, best, SCREENED, a->n);
    if (status)
        return status;
    rap_summary lost = change_summary(a, a->lost + SCREENED, a->n - SCREENED);
    double change = rap_mean(a->change + SCREENED, (int64_t)(a->n - SCREENED));
    if (!excludes_zero(&lost) || !(lost.mean / change > 0))
        return RAP_OK;
    r->mechanism = best;
    r->share = lost.mean / change;
    r->left = change - lost.mean;
    return RAP_OK;
}

/* ---- words ------------------------------------------------------------------------------------ */

static void say_change_size(rap_text *out, const rap_language *l, double x) {
    rap_number(out, l, fabs(x), 1, false);
}

/* "Working together: on average 1.2 fewer of 8 at the end." */
static void say_change(const asked_why *a, const reason *r, const rap_language *l, rap_text *out) {
    const rap_class *room = a->room;
    const char *label = tr(l, room->study.model->outcomes[room->outcomes[RAP_COUNTED]].label);
    rap_parts p = {0};
    say_change_size(rap_next_part(&p), l, r->change.mean);
    const char *size = rap_part_string(&p, 0);
    if (r->sure == UNCLEAR)
        rap_text_format(out, tr(l, "%s at the end: no clear change. Luck alone could do as much."),
                        label);
    else if (r->sure == SMALL)
        rap_text_format(out, tr(l, "%s at the end: hardly any change."), label);
    else if (r->change.mean < 0)
        rap_text_format(out, tr(l, "%s at the end: %s fewer of %lld, on average."), label, size,
                        (long long)room->partners);
    else
        rap_text_format(out, tr(l, "%s at the end: %s more of %lld, on average."), label, size,
                        (long long)room->partners);
    rap_parts_end(&p, out);
}

/* Where the average lies: of both ends without a sign, the nearer to none first where they are of one. */
static void say_change_range(const reason *r, const rap_language *l, rap_text *out) {
    rap_parts p = {0};
    const double low = r->change.ci_low, high = r->change.ci_high;
    say_change_size(rap_next_part(&p), l, high <= 0 ? high : low);
    say_change_size(rap_next_part(&p), l, high <= 0 ? low : high);
    const char *from = rap_part_string(&p, 0), *to = rap_part_string(&p, 1);
    if (high <= 0)
        rap_text_format(
            out, tr(l, "With many more worlds, the average change is most likely %s to %s fewer."),
            from, to);
    else if (low >= 0)
        rap_text_format(
            out, tr(l, "With many more worlds, the average change is most likely %s to %s more."),
            from, to);
    else
        rap_text_format(out,
                        tr(l, "With many more worlds, the average change is most likely from %s "
                              "fewer to %s more."),
                        from, to);
    rap_parts_end(&p, out);
}

/* "Of 40 worlds with the same luck, 30 have fewer, 2 more, 8 the same. With many more worlds, the average change is most
 * likely 0.8 to 1.7 fewer." */
static void say_sureness(const asked_why *a, const reason *r, const rap_language *l,
                         rap_text *out) {
    rap_text_format(
        out, tr(l, "Of %lld worlds with the same luck, %.0f have fewer, %.0f more, %.0f the same."),
        (long long)a->n, r->fewer, r->more, (double)a->n - r->fewer - r->more);
    if (r->fewer + r->more <= 0)
        return;
    rap_text_add(out, " ");
    say_change_range(r, l, out);
}

/* What a mechanism's part means, and no more: a change that needs it, not one that it makes. */
static void say_mechanism(const asked_why *a, const reason *r, const rap_language *l,
                          rap_text *out) {
    if (r->sure != CLEAR)
        return;
    if (r->mechanism < 0) {
        rap_text_add(out, tr(l, "No one rule of this game stands out as the cause."));
        return;
    }
    const char *label = tr(l, a->room->study.model->mechanisms[r->mechanism].label);
    if (r->share >= 0.5)
        rap_text_format(out,
                        tr(l, "In this game it comes mostly from one rule: “%s”. Without that "
                              "rule, most of the change is gone."),
                        label);
    else
        rap_text_format(out,
                        tr(l, "In this game it comes in part from one rule: “%s”. Without that "
                              "rule, some of the change is gone."),
                        label);
}

/* ---- the answer ------------------------------------------------------------------------------- */

static void json_sentence(rap_json *j, const char *key, const asked_why *a, const reason *r,
                          const rap_language *l,
                          void (*say)(const asked_why *a, const reason *r, const rap_language *l,
                                      rap_text *out)) {
    rap_text words;
    rap_text_init(&words);
    say(a, r, l, &words);
    rap_json_taken(j, key, &words);
}

static void json_mechanism(const asked_why *a, const reason *r, const rap_language *l,
                           rap_json *j) {
    const rap_mechanism *m = a->room->study.model->mechanisms;
    if (r->mechanism < 0) {
        rap_json_text(j, "mechanism", NULL);
        return;
    }
    rap_json_open(j, "mechanism", '{');
    rap_json_text(j, "name", m[r->mechanism].name);
    rap_json_text(j, "label", tr(l, m[r->mechanism].label));
    rap_json_number(j, "share", r->share);
    rap_json_number(j, "left", r->left);
    rap_json_close(j, '}');
}

static void json_reason(const asked_why *a, const reason *r, const rap_language *l, rap_json *j) {
    static const char *const words[] = {"clear", "small", "unclear"};
    const rap_class_lever *lever = &a->room->levers[a->lever];
    rap_json_code(j, "from", a->room, &a->codes[0]);
    rap_json_code(j, "to", a->room, &a->codes[1]);
    rap_json_text(j, "lever", lever->own ? tr(l, lever->label) : lever->label);
    rap_json_text(j, "was", rap_class_choice(lever, a->codes[0].places[a->lever], l));
    rap_json_text(j, "is", rap_class_choice(lever, a->codes[1].places[a->lever], l));
    rap_json_integer(j, "arm", (int64_t)a->side);
    rap_json_integer(j, "worlds", (int64_t)a->n);
    rap_json_number(j, "change", r->change.mean);
    rap_json_number(j, "low", r->change.ci_low);
    rap_json_number(j, "high", r->change.ci_high);
    rap_json_number(j, "fewer", r->fewer);
    rap_json_number(j, "more", r->more);
    rap_json_number(j, "same", (double)a->n - r->fewer - r->more);
    rap_json_text(j, "sure", words[r->sure]);
    json_mechanism(a, r, l, j);
    json_sentence(j, "says", a, r, l, say_change);
    json_sentence(j, "says_how_sure", a, r, l, say_sureness);
    json_sentence(j, "says_why", a, r, l, say_mechanism);
}

static int make_reason(asked_why *a, reason *r) {
    int status = count_changes(a, -1, 0, a->n, a->change);
    if (status)
        return status;
    r->change = change_summary(a, a->change, a->n);
    judge_change(a, r);
    return r->sure == CLEAR ? find_main_mechanism(a, r) : RAP_OK;
}

/* The one lever in which two codes differ, or n_levers. */
static size_t changed_lever(const rap_class *room, const rap_class_code *from,
                            const rap_class_code *to) {
    size_t found = room->n_levers;
    for (size_t k = 0; k < room->n_levers; k++)
        if (from->places[k] != to->places[k]) {
            if (found < room->n_levers)
                return room->n_levers;
            found = k;
        }
    return from->seed == to->seed ? found : room->n_levers;
}

int rap_answer_why(rap_class *room, const rap_class_code *from, const rap_class_code *to,
                   const rap_language *l, rap_json *j, rap_text *why) {
    size_t lever = changed_lever(room, from, to), n = (size_t)room->study.classroom.worlds;
    if (lever == room->n_levers) {
        rap_text_add(why, "two codes expected that differ in one lever");
        return rap_fail(RAP_EINPUT);
    }
    n = n < 2 * SCREENED ? 2 * SCREENED : n;
    asked_why a = {.room = room,
                   .codes = {*from, *to},
                   .lever = lever,
                   .side = room->levers[lever].side,
                   .n = n,
                   .change = rap_allocate(n, sizeof *a.change),
                   .lost = rap_allocate(n, sizeof *a.lost),
                   .paths = rap_class_paths(room),
                   .why = why};
    reason r = {.mechanism = -1};
    int status = rap_workspace_init(&a.workspace, (int64_t)n);
    if (!status && (!a.change || !a.lost || !a.paths))
        status = rap_fail(RAP_ENOMEM);
    status = status ? status : make_reason(&a, &r);
    if (!status)
        json_reason(&a, &r, l, j);
    rap_workspace_free(&a.workspace);
    rap_free(a.change);
    rap_free(a.lost);
    rap_free(a.paths);
    return status;
}
