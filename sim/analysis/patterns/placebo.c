/* placebo.c: claims made of other arms (placebo.h). */
#include "analysis/patterns/placebo.h"
#include "analysis/estimate/set_shares.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

/* The four sides of a claim: plus, minus, and those of the effect that it is compared with. */
enum { SIDES = 4 };

typedef struct {
    const size_t *arms;
    size_t n;
} side;

typedef struct {
    rap_measure *m;
    rap_workspace *w;
    const rap_expectation *claim;
    uint64_t name; /* hash of the pattern's */
    size_t *named; /* the k different arms of the claim, in order of their first place */
    size_t *tuple; /* arms in their places */
    size_t *moved; /* room for the sides with arms changed */
    double *luck;  /* by arm */
    size_t k, arms, places;
    double sum; /* of the shares of tuples */
    int64_t told;
} placebo_work;

static size_t list_sides(const rap_expectation *c, side *sides) {
    sides[0] = (side){c->effect.plus, c->effect.n_plus};
    sides[1] = (side){c->effect.minus, c->effect.n_minus};
    sides[2] = (side){c->versus.plus, c->versus.n_plus};
    sides[3] = (side){c->versus.minus, c->versus.n_minus};
    return c->compared ? SIDES : SIDES / 2;
}

static size_t place_in_claim(const placebo_work *t, size_t arm) {
    size_t at = 0;
    while (at < t->k && t->named[at] != arm)
        at++;
    return at;
}

static void name_arms(placebo_work *t) {
    side sides[SIDES];
    size_t n = list_sides(t->claim, sides);
    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < sides[s].n; i++) {
            size_t at = place_in_claim(t, sides[s].arms[i]);
            t->named[at] = sides[s].arms[i];
            t->k += at == t->k;
        }
}

/* ---- one tuple -------------------------------------------------------------------------------- */

static void move_side(const placebo_work *t, const size_t **arms, size_t n, size_t *used) {
    size_t *to = t->moved + *used;
    for (size_t i = 0; i < n; i++)
        to[i] = t->tuple[place_in_claim(t, (*arms)[i])];
    *arms = to;
    *used += n;
}

/* Adds what the claim shows of the arms of t->tuple. */
static int take_tuple(placebo_work *t) {
    rap_part parts[] = {{1, t->claim->effect}, {-1, t->claim->versus}};
    size_t used = 0, n = t->claim->compared ? 2 : 1;
    for (size_t k = 0; k < n; k++) {
        move_side(t, &parts[k].effect.plus, parts[k].effect.n_plus, &used);
        move_side(t, &parts[k].effect.minus, parts[k].effect.n_minus, &used);
    }
    int status = rap_measure_take(t->m, parts, n);
    if (status)
        return status;
    rap_measure_summary(t->m, t->w);
    rap_share share = rap_share_of_claim(t->w, t->claim->direction, t->claim->at_least);
    if (share.n > 0) {
        t->sum += share.share;
        t->told++;
    }
    return RAP_OK;
}

static bool is_placebo_named(const placebo_work *t) {
    for (size_t i = 0; i < t->k; i++)
        if (t->tuple[i] != t->named[i])
            return false;
    return true;
}

/* ---- which tuples ----------------------------------------------------------------------------- */

/* Other tuples than the named one: arms x (arms - 1) x ... - 1, as far as that is at most RAP_MOST_TUPLES. */
static size_t count_tuples(const placebo_work *t) {
    size_t n = 1;
    for (size_t i = 0; i < t->k && n <= RAP_MOST_TUPLES + 1; i++)
        n *= t->arms - i;
    return n - 1;
}

static bool stands_earlier(const placebo_work *t, size_t n, size_t arm) {
    for (size_t i = 0; i < n; i++)
        if (t->tuple[i] == arm)
            return true;
    return false;
}

/* Number `code` of all tuples: its digits say how-manieth of the arms that are left stands in each place. */
static void decode_tuple(placebo_work *t, size_t code) {
    for (size_t i = 0; i < t->k; i++) {
        size_t left = code % (t->arms - i), arm = 0;
        code /= t->arms - i;
        for (; left > 0 || stands_earlier(t, i, arm); arm++)
            left -= !stands_earlier(t, i, arm);
        t->tuple[i] = arm;
    }
}

/* The k arms with the least luck, in that order. */
static void draw_tuple(placebo_work *t, uint32_t ordinal) {
    const rap_study *study = t->m->study;
    uint64_t key = rap_stream_key((uint64_t)study->seed, 0, rap_hash_text("placebo"));
    for (size_t a = 0; a < t->arms; a++) {
        uint64_t who = rap_hash_mix(t->name, rap_hash_text(study->arms[a].name));
        t->luck[a] = rap_uniform(key, (rap_event){.subject = who, .ordinal = ordinal});
    }
    for (size_t i = 0; i < t->k; i++) {
        size_t least = t->arms;
        for (size_t a = 0; a < t->arms; a++)
            if (!stands_earlier(t, i, a) && (least == t->arms || t->luck[a] < t->luck[least]))
                least = a;
        t->tuple[i] = least;
    }
}

static int take_tuples(placebo_work *t, bool all, size_t n) {
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++) {
        if (all)
            decode_tuple(t, i);
        else
            draw_tuple(t, (uint32_t)i);
        if (!is_placebo_named(t))
            status = take_tuple(t);
    }
    return status;
}

static rap_placebo share_of_tuples(const placebo_work *t, bool all) {
    double no = (double)NAN;
    rap_placebo p = {t->told, no, no, no};
    if (t->told == 0)
        return p;
    p.share = p.low = p.high = t->sum / (double)t->told;
    if (!all) {
        rap_wilson(llround(t->sum), t->told, &p.low, &p.high);
        p.low = fmin(p.low, p.share);
        p.high = fmax(p.high, p.share);
    }
    return p;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_placebo_room(placebo_work *t) {
    side sides[SIDES];
    size_t n = list_sides(t->claim, sides);
    for (size_t s = 0; s < n; s++)
        t->places += sides[s].n;
    t->named = rap_allocate(t->places + 1, sizeof *t->named);
    t->tuple = rap_allocate(t->places + 1, sizeof *t->tuple);
    t->moved = rap_allocate(t->places, sizeof *t->moved);
    t->luck = rap_allocate(t->arms, sizeof *t->luck);
    return t->named && t->tuple && t->moved && t->luck ? RAP_OK : rap_fail(RAP_ENOMEM);
}

int rap_placebo_take(rap_measure *m, rap_workspace *w, const char *name,
                     const rap_expectation *claim, rap_placebo *placebo) {
    placebo_work t = {.m = m, .w = w, .claim = claim, .arms = m->study->n_arms};
    int status = make_placebo_room(&t);
    if (!status) {
        t.name = rap_hash_text(name);
        name_arms(&t);
        size_t others = count_tuples(&t);
        bool all = others <= RAP_MOST_TUPLES;
        status = take_tuples(&t, all, all ? others + 1 : RAP_MOST_TUPLES);
        *placebo = share_of_tuples(&t, all);
    }
    rap_free(t.named);
    rap_free(t.tuple);
    rap_free(t.moved);
    rap_free(t.luck);
    return status;
}

rap_placebo rap_placebo_mean(const rap_placebo *placebos, size_t n) {
    rap_placebo mean = {0, 0, 0, 0};
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        double half = (placebos[i].high - placebos[i].low) / 2;
        mean.tuples += placebos[i].tuples;
        mean.share += placebos[i].share / (double)n;
        squares += half * half;
    }
    double reach = sqrt(squares) / (double)n;
    mean.share = n ? mean.share : (double)NAN;
    mean.low = n ? fmax(0, mean.share - reach) : mean.share;
    mean.high = n ? fmin(1, mean.share + reach) : mean.share;
    return mean;
}
