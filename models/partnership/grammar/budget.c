/* budget.c: what the costs of a team's budget come to.
 *
 * A cost lasts from month `from` of its grant for `months`. In year y of the grant, of which it has m_y months, it is
 *     by salary     min(salary (1 + rise)^y, cap) (1 + fringe) fte people m_y / 12
 *     by quantity   quantity price (1 + rise)^y m_y / m          (m: all its months)
 *     by amount     amount (1 + rise)^y m_y / m
 *     by years      years[y]
 * times 1 + overhead and times the share that is kept. Sums from the first year on are rounded to the cent, so that
 * years add up. The cents of a year are split over uses in the same way (sums of shares, in their order) and fall evenly
 * on the steps of the year in which the cost is made; uses that wait for the months of listening to pass, on those after
 * them where there are any. Indirect costs of a grant are
 *     rate * base, rounded to the cent, the base being in sum over its costs that others do not give
 *     direct     all of them
 *     salaries   staff's pay
 *     mtdc       modified total direct costs (cost_kinds.def): all, nothing, or the first subaward_first of each
 * unless a cost says otherwise (in_base). */
#include "partnership/grammar/budget.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

typedef struct {
    const char *key, *label;
    bool staff;
    pm_in_base mtdc;
    double uses[N_USES];
} kind_of_cost;

static const kind_of_cost kinds[N_KINDS] = {
#define KIND(name, key, label, staff, mtdc, ...)                                                   \
    [KIND_##name] = {key, label, staff, mtdc, {__VA_ARGS__}},
#include "partnership/grammar/cost_kinds.def"
#undef KIND
};

const char *pm_key_of_kind(int kind) {
    return kinds[kind].key;
}

bool pm_states_costs(const pm_team *team) {
    return team->costs.n > 0;
}

const pm_cost *pm_costs_of(const pm_budget *b) {
    return b->of->costs.rows;
}

/* Months of a grant of which a cost is made: [*from, *until). */
static void months_of(const pm_team *team, const pm_cost *c, int64_t *from, int64_t *until) {
    const pm_grant *g = (const pm_grant *)team->l.grants.rows + pm_grant_of(c);
    *from = c->from < g->months ? c->from : g->months;
    *until = c->months == 0 || *from + c->months > g->months ? g->months : *from + c->months;
}

bool pm_is_paid_as_planned(const pm_cost *c) {
    bool post = c->kind == KIND_COORDINATOR || c->kind == KIND_RESEARCHER ||
                c->kind == KIND_STUDENT || c->kind == KIND_INVESTIGATOR || c->kind == KIND_STAFF;
    if (c->as_planned != AS_PLANNED_BY_KIND)
        return c->as_planned == AS_PLANNED_YES;
    return c->salary > 0 || c->kind == KIND_SUBAWARD || (post && !(c->quantity > 0));
}

/* ---- uses ------------------------------------------------------------------------------------- */

double pm_share_of_use(const pm_cost *c, pm_use use) {
    double stated = 0, rest = 1;
    for (int u = 0; u < N_USES; u++)
        stated += c->uses[u];
    if (!(stated > 0))
        return kinds[c->kind].uses[use];
    for (int u = 0; u < USE_NONE; u++)
        rest -= c->uses[u];
    return use == USE_NONE ? fmax(0, rest) : c->uses[use];
}

/* Whether money of a use is of no use before the months of listening are over. */
static const bool waits_for_work[N_USES] = {
    [DATA] = true,          [FOLLOW_UP] = true,    [NEEDS] = true,
    [DISSEMINATION] = true, [USE_PARTNERS] = true, [USE_PARTICIPANTS] = true,
};

/* ---- a year ----------------------------------------------------------------------------------- */

/* Part of year y of the grant in which a cost is made: months [a, b) of the grant. */
typedef struct {
    int64_t a, b;
} span;

static span span_in_year(const pm_team *t, const pm_cost *c, int64_t y) {
    span s;
    months_of(t, c, &s.a, &s.b);
    s.a = s.a > 12 * y ? s.a : 12 * y;
    s.b = s.b < 12 * (y + 1) ? s.b : 12 * (y + 1);
    s.b = s.b > s.a ? s.b : s.a;
    return s;
}

/* Cents of a year at the prices of that year, not rounded. */
static double price_of_year(const pm_team *t, const pm_cost *c, int64_t y) {
    int64_t from, until;
    span s = span_in_year(t, c, y);
    double months = (double)(s.b - s.a), rise = pow(1 + c->rise, (double)y);
    months_of(t, c, &from, &until);
    if (c->years.n > 0)
        return y < (int64_t)c->years.n ? (double)((const pm_year *)c->years.rows)[y].amount : 0;
    if (!(months > 0))
        return 0;
    if (c->salary > 0) {
        double salary = (double)c->salary * rise;
        salary = c->cap > 0 ? fmin(salary, (double)c->cap) : salary;
        return salary * (1 + c->fringe) * c->fte * c->people * months / 12;
    }
    double whole = c->quantity > 0 ? c->quantity * (double)c->price : (double)c->amount;
    return whole * rise * months / (double)(until - from);
}

static void fill_year(int64_t *cents, const pm_cost *c, int64_t total) {
    double share = 0;
    int64_t before = 0;
    for (int u = 0; u < USE_NONE; u++) {
        share += pm_share_of_use(c, (pm_use)u);
        int64_t sum = share < 1 - 1e-12 ? llround(share * (double)total) : total;
        cents[u] = sum - before;
        before = sum;
    }
    cents[USE_NONE] = total - before;
}

/* What a cost comes to in each of the first `years` years of its grant. */
static void fill_cost(const pm_team *t, const pm_cost *c, size_t years, int64_t *cents) {
    double sum = 0;
    int64_t before = 0;
    for (size_t y = 0; y < years; y++) {
        sum += price_of_year(t, c, (int64_t)y) * (1 + c->overhead) * c->kept;
        fill_year(cents + y * N_USES, c, llround(sum) - before);
        before = llround(sum);
    }
}

static size_t years_of(const pm_grant *g) {
    return (size_t)(g->months + 11) / 12;
}

void pm_budget_fill(pm_budget *b) {
    for (size_t i = 0; i < b->n; i++)
        fill_cost(b->of, &pm_costs_of(b)[i], b->years, b->cents + i * b->years * N_USES);
}

int pm_budget_create(pm_budget *b, const pm_team *team) {
    const pm_grant *g = team->l.grants.rows;
    *b = (pm_budget){.of = team, .n = team->costs.n};
    for (size_t k = 0; k < team->l.grants.n && b->n; k++) {
        b->years = years_of(&g[k]) > b->years ? years_of(&g[k]) : b->years;
    }
    if (b->n == 0)
        return RAP_OK;
    b->cents = rap_allocate(b->n * b->years * N_USES, sizeof *b->cents);
    if (!b->cents)
        return rap_fail(RAP_ENOMEM);
    pm_budget_fill(b);
    return RAP_OK;
}

void pm_budget_free(pm_budget *b) {
    rap_free(b->cents);
    b->cents = NULL;
}

/* ---- sums ------------------------------------------------------------------------------------- */

/* Cents of year y for a use that fall on the grant's first `steps` steps. */
static int64_t year_until(const pm_budget *b, size_t cost, pm_use use, int64_t y, int64_t steps,
                          int per_month) {
    const pm_team *t = b->of;
    int64_t cents = b->cents[(cost * b->years + (size_t)y) * N_USES + (size_t)use];
    if (cents == 0 || steps >= 12 * (y + 1) * per_month)
        return cents;
    span s = span_in_year(t, &pm_costs_of(b)[cost], y);
    if (waits_for_work[use] && t->l.listening > s.a && t->l.listening < s.b)
        s.a = t->l.listening;
    int64_t n = (s.b - s.a) * per_month, done = steps - s.a * per_month;
    if (n <= 0) /* a year that is stated, of which the cost has no month */
        return steps > 12 * y * per_month ? cents : 0;
    done = done < 0 ? 0 : done > n ? n : done;
    return (int64_t)((double)cents * ((double)done / (double)n));
}

int64_t pm_cost_in_step(const pm_budget *b, size_t cost, pm_use use, int64_t step, int per_month) {
    int64_t y = step / (12 * per_month);
    if (b->cents[(cost * b->years + (size_t)y) * N_USES + (size_t)use] == 0)
        return 0;
    return year_until(b, cost, use, y, step + 1, per_month) -
           year_until(b, cost, use, y, step, per_month);
}

int64_t pm_cost_until(const pm_budget *b, size_t cost, int64_t steps, int per_month) {
    int64_t sum = 0;
    for (size_t y = 0; y < b->years && 12 * (int64_t)y * per_month < steps; y++)
        for (int u = 0; u < N_USES; u++)
            sum += year_until(b, cost, (pm_use)u, (int64_t)y, steps, per_month);
    return sum;
}

static int64_t rounded_part(double share, int64_t cents) {
    return llround(share * (double)cents);
}

int64_t pm_asked_of(const pm_team *team, const pm_cost *c, int64_t cents) {
    return rounded_part(c->in_kind ? 0 : c->paid < 0 ? team->paid : c->paid, cents);
}

/* What of a cost is in the base. */
static pm_in_base place_in_base(const pm_team *t, const pm_cost *c) {
    const kind_of_cost *kind = &kinds[c->kind];
    if (c->in_kind)
        return IN_BASE_NO;
    if (c->in_base != IN_BASE_BY_KIND)
        return (pm_in_base)c->in_base;
    if (t->indirect.base == BASE_MTDC)
        return kind->mtdc;
    return t->indirect.base == BASE_DIRECT || kind->staff ? IN_BASE_YES : IN_BASE_NO;
}

int64_t pm_base_of(const pm_team *team, const pm_cost *c, int64_t cents) {
    pm_in_base in = place_in_base(team, c);
    int64_t first = team->indirect.subaward_first;
    if (in == IN_BASE_NO)
        return 0;
    return in == IN_BASE_FIRST && cents > first ? first : cents;
}

int64_t pm_indirect_on(const pm_team *team, int64_t base) {
    return rounded_part(team->indirect.rate, base);
}

int64_t pm_indirect_until(const pm_budget *b, size_t grant, int64_t steps, int per_month) {
    int64_t base = 0;
    for (size_t i = 0; i < b->n && steps > 0; i++) {
        const pm_cost *c = &pm_costs_of(b)[i];
        if (pm_grant_of(c) == grant)
            base += pm_base_of(b->of, c, pm_cost_until(b, i, steps, per_month));
    }
    return pm_indirect_on(b->of, base);
}

int64_t pm_indirect_asked(const pm_team *team, int64_t cents) {
    return rounded_part(team->indirect.paid < 0 ? team->paid : team->indirect.paid, cents);
}

void pm_sum_costs(const pm_team *team, size_t grant, int64_t uses[N_USES], int64_t *base) {
    const pm_cost *c = team->costs.rows;
    size_t years = years_of((const pm_grant *)team->l.grants.rows + grant);
    int64_t cents[MOST_GRANT_YEARS * N_USES];
    *base = 0;
    for (int u = 0; u < N_USES; u++)
        uses[u] = 0;
    for (size_t i = 0; i < team->costs.n; i++) {
        int64_t sum = 0;
        if (pm_grant_of(&c[i]) != grant)
            continue;
        fill_cost(team, &c[i], years, cents);
        for (size_t k = 0; k < years * N_USES; k++) {
            uses[k % N_USES] += cents[k];
            sum += cents[k];
        }
        *base += pm_base_of(team, &c[i], sum);
    }
}

void pm_ask_of_grant(const pm_team *team, size_t grant, int64_t asked[MOST_GRANT_YEARS],
                     int64_t *given) {
    const pm_cost *c = team->costs.rows;
    size_t years = years_of((const pm_grant *)team->l.grants.rows + grant);
    int64_t cents[MOST_GRANT_YEARS * N_USES], base[MOST_GRANT_YEARS] = {0}, before = 0;
    *given = 0;
    for (size_t y = 0; y < years; y++)
        asked[y] = 0;
    for (size_t i = 0; i < team->costs.n; i++) {
        int64_t sum = 0, last = 0;
        if (pm_grant_of(&c[i]) != grant)
            continue;
        fill_cost(team, &c[i], years, cents);
        for (size_t y = 0; y < years; y++) {
            for (int u = 0; u < N_USES; u++)
                sum += cents[y * N_USES + (size_t)u];
            asked[y] += pm_asked_of(team, &c[i], sum) - last;
            last = pm_asked_of(team, &c[i], sum);
            base[y] += pm_base_of(team, &c[i], sum);
        }
        *given += c[i].in_kind ? sum : 0;
    }
    for (size_t y = 0; y < years; y++) {
        int64_t indirect = pm_indirect_asked(team, pm_indirect_on(team, base[y]));
        asked[y] += indirect - before;
        before = indirect;
    }
}
