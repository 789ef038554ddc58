/* members.c: members of the community as persons: who they are at the start of a run.
 *
 * community.members persons are divided over subgroups by their shares, and within a subgroup g
 * over organisations i and nobody in proportion to members_i * strength of g's tie to i, or to i's type
 * (* language_tie where i works in g's own language), and direct_people. Both divisions are systematic: the running sums are rounded down after adding one
 * uniform number, so each cell is within one person of its share and exactly right on average.
 * Without precarity, languages and ties this is the community that reach.c treats in expectation.
 */
#include "partnership/state/members.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The only subgroup of a study that names none. */
static const pm_subgroup everybody = {
    .is = {"everybody", "Everybody", 1}, .share = 1, .language = ""};

/* ---- create -----------------------------------------------------------------------------------
 */

static int by_subgroup_identity(const void *a, const void *b) {
    uint64_t x = (*(const pm_subgroup *const *)a)->is.id,
             y = (*(const pm_subgroup *const *)b)->is.id;
    return (x > y) - (x < y);
}

static void list_subgroups(pm_members *m, const pm_scenario *in) {
    const pm_subgroup *rows = in->subgroups.rows;
    for (size_t g = 0; g < m->n_subgroups; g++)
        m->subgroup[g] = in->subgroups.n ? &rows[g] : &everybody;
    qsort(m->subgroup, m->n_subgroups, sizeof *m->subgroup, by_subgroup_identity);
}

static void identify_cells(pm_partnership *s) {
    for (size_t i = 0; i <= s->o.n; i++)
        for (size_t g = 0; g < s->m.n_subgroups; g++)
            s->m.id[pm_cell(s, i, g)] =
                rap_hash_mix(i < s->o.n ? s->o.id[i] : 0, s->m.subgroup[g]->is.id);
}

static bool speaks(const pm_organisation *o, const char *language) {
    for (size_t k = 0; k < o->languages.n && *language; k++)
        if (strcmp(o->languages.items[k], language) == 0)
            return true;
    return false;
}

/* What a subgroup's ties say of an organisation, or of its type. */
static int find_ties(pm_partnership *s, size_t g) {
    const pm_subgroup *of = s->m.subgroup[g];
    const pm_subgroup_tie *tie = of->ties.rows;
    const pm_organisation_type *type = s->in->organisation_types.rows;
    pm_names names;
    int status = pm_names_create(&names, &of->ties, sizeof *tie);
    for (size_t i = 0; i < s->o.n && !status; i++) {
        int own = pm_names_find(&names, s->o.of[i]->is.name);
        int k = own >= 0 ? own : pm_names_find(&names, type[s->o.type[i]].is.name);
        s->m.tie[pm_cell(s, i, g)] = k < 0 ? NULL : &tie[k];
        s->m.speaks[pm_cell(s, i, g)] = speaks(s->o.of[i], of->language);
    }
    pm_names_free(&names);
    return status;
}

int pm_members_create(pm_partnership *s) {
    pm_members *m = &s->m;
    m->n = (size_t)s->in->c.members;
    if (m->n == 0)
        return RAP_OK;
    m->n_subgroups = s->in->subgroups.n ? s->in->subgroups.n : 1;
    m->n_cells = (s->o.n + 1) * m->n_subgroups;
    bool made = (m->first = rap_allocate(m->n_cells + 1, sizeof *m->first)) != NULL;
#define COLUMN(name, rows) made = made && (m->name = rap_allocate((rows), sizeof *m->name)) != NULL;
#define SUBGROUP(type, name, ...) COLUMN(name, m->n_subgroups)
#define CELL(type, name, ...) COLUMN(name, m->n_cells)
#define MEMBER(type, name, ...) COLUMN(name, m->n)
#include "partnership/state/columns.def"
#undef COLUMN
    if (!made)
        return rap_fail(RAP_ENOMEM);
    list_subgroups(m, s->in);
    identify_cells(s);
    int status = RAP_OK;
    for (size_t g = 0; g < m->n_subgroups && !status; g++)
        status = find_ties(s, g);
    return status;
}

void pm_members_free(pm_members *m) {
#define SUBGROUP(type, name, ...) rap_free(m->name);
#define CELL(type, name, ...) rap_free(m->name);
#define MEMBER(type, name, ...) rap_free(m->name);
#include "partnership/state/columns.def"
    rap_free(m->first);
    rap_free(m->far);
}

/* ---- who belongs where ------------------------------------------------------------------------
 */

static double tie_to(const pm_partnership *s, size_t g, size_t i) {
    size_t c = pm_cell(s, i, g);
    return (s->m.tie[c] ? s->m.tie[c]->strength : 1) * (s->m.speaks[c] ? s->in->c.language_tie : 1);
}

static double weight_of_place(const pm_partnership *s, size_t g, size_t i) {
    return i < s->o.n ? pm_traits_of(s, i)->members * tie_to(s, g, i) : s->in->c.direct_people;
}

static double placing_luck(const pm_partnership *s, uint64_t subject) {
    return rap_uniform(s->key[LUCK_MEMBER_PLACE], (rap_event){.subject = subject});
}

/* Divides `n` members of a subgroup; leaves the size of cell c in first[c + 1]. */
static void place_subgroup(pm_partnership *s, size_t g, uint32_t n) {
    double total = 0, sum = 0, luck = placing_luck(s, s->m.subgroup[g]->is.id);
    uint32_t placed = 0;
    for (size_t i = 0; i <= s->o.n; i++)
        total += weight_of_place(s, g, i);
    for (size_t i = 0; i <= s->o.n; i++) {
        sum += weight_of_place(s, g, i);
        uint32_t upto = total > 0 ? (uint32_t)floor(n * (sum / total) + luck) : 0;
        upto = upto > n || i == s->o.n ? n : upto;
        s->m.first[pm_cell(s, i, g) + 1] = upto - placed;
        placed = upto;
    }
}

static void place_everybody(pm_partnership *s) {
    pm_members *m = &s->m;
    double total = 0, sum = 0, luck = placing_luck(s, 0);
    uint32_t placed = 0;
    for (size_t g = 0; g < m->n_subgroups; g++)
        total += m->subgroup[g]->share;
    for (size_t g = 0; g < m->n_subgroups; g++) {
        sum += m->subgroup[g]->share;
        uint32_t upto = (uint32_t)floor((double)m->n * (sum / total) + luck);
        upto = upto > m->n || g + 1 == m->n_subgroups ? (uint32_t)m->n : upto;
        place_subgroup(s, g, upto - placed);
        placed = upto;
    }
    m->first[0] = 0;
    for (size_t c = 0; c < m->n_cells; c++)
        m->first[c + 1] += m->first[c];
}

/* ---- start ------------------------------------------------------------------------------------
 */

static float starting_trust(const pm_partnership *s, size_t g) {
    return (float)(s->in->subgroups.n ? s->m.subgroup[g]->trust : s->in->p.member_trust);
}

static void start_cell(pm_partnership *s, size_t c) {
    pm_members *m = &s->m;
    float trust = starting_trust(s, c % m->n_subgroups);
    m->open[c] = m->first[c + 1] - m->first[c];
    for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++)
        m->trust[k] = trust;
    m->differ |= trust != starting_trust(s, 0);
}

void pm_members_start(pm_partnership *s) {
    pm_members *m = &s->m;
    if (m->n == 0)
        return;
    place_everybody(s);
    m->differ = false;
    for (size_t g = 0; g < m->n_subgroups; g++)
        m->access[g] = 1 - s->in->p.access_precarity * m->subgroup[g]->precarity;
    for (size_t c = 0; c < m->n_cells; c++)
        start_cell(s, c);
    memset(m->outputs, 0, m->n_subgroups * sizeof *m->outputs);
    memset(m->approached, 0, m->n * sizeof *m->approached);
    memset(m->took_part, 0, m->n * sizeof *m->took_part);
    memset(m->results, 0, m->n * sizeof *m->results);
    for (size_t i = 0; i < s->o.n; i++)
        s->o.pool[i] = pm_members_of(s, i);
    s->direct_pool = pm_members_of(s, s->o.n);
}

/* ---- counting ---------------------------------------------------------------------------------
 */

double pm_members_of(const pm_partnership *s, size_t i) {
    if (s->m.n == 0)
        return i < s->o.n ? pm_traits_of(s, i)->members : s->in->c.direct_people;
    return s->m.first[pm_cell(s, i + 1, 0)] - s->m.first[pm_cell(s, i, 0)];
}

double pm_cell_trust(const pm_partnership *s, size_t c) {
    enum { LANES = 8 };
    const float *trust = s->m.trust + s->m.first[c];
    size_t n = s->m.first[c + 1] - s->m.first[c], k = 0;
    double lane[LANES] = {0}, sum = 0;
    for (; k + LANES <= n; k += LANES)
        for (size_t l = 0; l < LANES; l++)
            lane[l] += (double)trust[k + l];
    for (; k < n; k++)
        sum += (double)trust[k];
    for (size_t l = 0; l < LANES; l++)
        sum += lane[l];
    return sum;
}

size_t pm_most_precarious(const pm_partnership *s) {
    size_t most = 0;
    for (size_t g = 1; g < s->m.n_subgroups; g++)
        if (s->m.subgroup[g]->precarity > s->m.subgroup[most]->precarity)
            most = g;
    return most;
}
