/* neighbours.c: which organisations are tied to which: those that are known, and others by lot.
 *
 * A row of organisations may state whom it knows, by names of rows: each of its organisations is tied to each
 * of theirs, both ways; who names itself alone, and is one, is tied to nobody by its own word. Of a pair of which either states whom it knows nothing is drawn. Each other pair is tied with
 * probability neighbours / (n - 1), by its own luck, as if all n were drawn: so what one organisation is known to
 * know changes no tie between others. */
#include "partnership/neighbours.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/names.h"

#include <stdlib.h>
#include <string.h>

/* ---- ties that are known ---------------------------------------------------------------------- */

typedef struct {
    pm_organisations *o;
    pm_names names;
    size_t *first, *of_row; /* organisations of row g: of_row[first[g] .. first[g + 1]) */
    size_t capacity;        /* of o->known, in numbers */
} knower;

static void list_neighbours_of(knower *k, size_t n_rows) {
    const pm_organisations *o = k->o;
    for (size_t i = 0; i < o->n; i++)
        k->first[o->group[i] + 1]++;
    for (size_t g = 0; g < n_rows; g++)
        k->first[g + 1] += k->first[g];
    for (size_t i = o->n; i-- > 0;) /* from the end, so that first[] can be counted down */
        k->of_row[--k->first[o->group[i] + 1]] = i;
    memmove(k->first, k->first + 1, n_rows * sizeof *k->first);
    k->first[n_rows] = o->n;
}

static int know_rows(knower *k, size_t g, size_t h) {
    pm_organisations *o = k->o;
    for (size_t a = k->first[g]; a < k->first[g + 1]; a++)
        for (size_t b = k->first[h]; b < k->first[h + 1]; b++) {
            size_t i = k->of_row[a], j = k->of_row[b];
            if (i == j)
                continue;
            if (rap_grow(&o->known, &k->capacity, 2 * (o->n_known + 1), sizeof *o->known))
                return rap_fail(RAP_ENOMEM);
            o->known[2 * o->n_known] = i < j ? i : j;
            o->known[2 * o->n_known + 1] = i < j ? j : i;
            o->n_known++;
        }
    return RAP_OK;
}

static int by_pair(const void *a, const void *b) {
    const size_t *x = a, *y = b;
    return x[0] != y[0] ? (x[0] > y[0]) - (x[0] < y[0]) : (x[1] > y[1]) - (x[1] < y[1]);
}

/* Each pair once. */
static void sort_known(pm_organisations *o) {
    size_t n = 0;
    if (o->n_known == 0)
        return;
    qsort(o->known, o->n_known, 2 * sizeof *o->known, by_pair);
    for (size_t k = 0; k < o->n_known; k++)
        if (n == 0 || by_pair(&o->known[2 * k], &o->known[2 * (n - 1)]) != 0) {
            memmove(&o->known[2 * n], &o->known[2 * k], 2 * sizeof *o->known);
            n++;
        }
    o->n_known = n;
}

static int list_known(knower *k, const pm_scenario *in) {
    const pm_organisation *row = in->organisations.rows;
    int status = RAP_OK;
    list_neighbours_of(k, in->organisations.n);
    for (size_t g = 0; g < in->organisations.n && !status; g++)
        for (size_t i = 0; i < row[g].knows.n && !status; i++) {
            int h = pm_names_find(&k->names, row[g].knows.items[i]);
            status = h < 0 ? RAP_OK : know_rows(k, g, (size_t)h);
        }
    sort_known(k->o);
    return status;
}

int pm_neighbours_create(pm_partnership *s) {
    size_t n_rows = s->in->organisations.n;
    bool any = false;
    for (size_t i = 0; i < s->o.n; i++)
        any |= s->o.told[i] = s->o.of[i]->knows.n > 0;
    if (!any)
        return RAP_OK;
    knower k = {.o = &s->o,
                .first = rap_allocate(n_rows + 1, sizeof *k.first),
                .of_row = rap_allocate(s->o.n, sizeof *k.of_row)};
    int status = pm_names_create(&k.names, &s->in->organisations, sizeof(pm_organisation));
    if (!status)
        status = k.first && k.of_row ? list_known(&k, s->in) : rap_fail(RAP_ENOMEM);
    pm_names_free(&k.names);
    rap_free(k.first);
    rap_free(k.of_row);
    return status;
}

/* ---- a run ------------------------------------------------------------------------------------ */

static int room_for_ties(pm_organisations *o, size_t n) {
    return rap_grow(&o->pair, &o->pair_capacity, 2 * n, sizeof *o->pair);
}

static void add_tie(pm_organisations *o, size_t *n, size_t i, size_t k) {
    o->pair[2 * *n] = i;
    o->pair[2 * *n + 1] = k;
    o->tie_first[i]++;
    o->tie_first[k]++;
    ++*n;
}

/* To those after it: by blocks, since there are n^2 / 2 pairs in every run. */
static void draw_ties_of(pm_partnership *s, size_t i, double p, size_t *n) {
    enum { BLOCK = 256 };
    pm_organisations *o = &s->o;
    uint64_t both[BLOCK];
    double luck[BLOCK];
    for (size_t from = i + 1; from < o->n; from += BLOCK) {
        size_t pairs = o->n - from < BLOCK ? o->n - from : BLOCK;
        for (size_t k = 0; k < pairs; k++)
            both[k] = rap_hash_mix(o->id[i], o->id[from + k]);
        rap_uniforms(s->key[LUCK_TIE], both, luck, pairs);
        for (size_t k = 0; k < pairs; k++)
            if (luck[k] < p && !o->told[from + k])
                add_tie(o, n, i, from + k);
    }
}

/* Leaves the tied pairs in o->pair, and the number of ties of i in tie_first[i]. */
static int draw_pairs(pm_partnership *s, size_t *n_pairs) {
    pm_organisations *o = &s->o;
    double p = o->n > 1 ? s->in->c.neighbours / (double)(o->n - 1) : 0;
    size_t n = 0;
    memset(o->tie_first, 0, (o->n + 1) * sizeof *o->tie_first);
    if (room_for_ties(o, o->n_known))
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < o->n_known; k++)
        add_tie(o, &n, o->known[2 * k], o->known[2 * k + 1]);
    for (size_t i = 0; i < o->n; i++) {
        if (o->told[i])
            continue;
        if (room_for_ties(o, n + o->n))
            return rap_fail(RAP_ENOMEM);
        draw_ties_of(s, i, p, &n);
    }
    *n_pairs = n;
    return rap_grow(&o->tie, &o->tie_capacity, 2 * n, sizeof *o->tie);
}

/* Sorts the pairs into a list of neighbours for each organisation. */
int pm_neighbours_start(pm_partnership *s) {
    pm_organisations *o = &s->o;
    size_t n = 0, total = 0;
    int status = draw_pairs(s, &n);
    if (status)
        return status;
    for (size_t i = 0; i <= o->n; i++) {
        size_t own = o->tie_first[i];
        o->tie_first[i] = total;
        total += own;
    }
    size_t *next = s->scratch;
    memcpy(next, o->tie_first, o->n * sizeof *next);
    for (size_t k = 0; k < n; k++) {
        size_t a = o->pair[2 * k], b = o->pair[2 * k + 1];
        o->tie[next[a]++] = b;
        o->tie[next[b]++] = a;
    }
    return RAP_OK;
}
