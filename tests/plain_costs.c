/* plain_costs.c: a budget that is stated cost by cost, in the plain second implementation (plain_step.h): written from section 7
 * of models/ODD.md. Every sum is added up anew from the first month of the grant. */
#include "plain_parts.h"

static const pm_cost *costs_of(const plain_team *t) {
    return t->of->costs.rows;
}

bool plain_by_costs(const plain_team *t) {
    return t->of->costs.n > 0;
}

static const pm_grant *grant_of_cost(const plain_team *t, const pm_cost *c) {
    return (const pm_grant *)t->of->l.grants.rows + c->grant - 1;
}

/* Shares of uses that come with the kinds that the test's arm has; others state theirs. */
static double share(const pm_cost *c, int use) {
    double all = 0, form = 1;
    for (int u = 0; u < N_USES; u++) {
        all += c->uses[u];
        form -= u == USE_NONE ? 0 : c->uses[u];
    }
    if (all > 0)
        return use == USE_NONE ? form : c->uses[use];
    switch (c->kind) {
    case KIND_COORDINATOR:
        return use == CONTACT     ? 0.5
               : use == OUTREACH  ? 0.15
               : use == LISTENING ? 0.2
               : use == NEEDS     ? 0.15
                                  : 0;
    case KIND_PARTNER_PAY:
    case KIND_SUBAWARD:
        return use == USE_PARTNERS;
    case KIND_INCENTIVES:
        return use == USE_PARTICIPANTS;
    case KIND_AFTERCARE:
        return use == USE_AFTERCARE;
    case KIND_ADMINISTRATION:
        return use == USE_ADMINISTRATION;
    default:
        return use == USE_NONE;
    }
}

/* Whether month m of the grant is one of the cost's, and of the year that it is asked about. */
static bool is_month(const plain_team *t, const pm_cost *c, int64_t m) {
    int64_t n = grant_of_cost(t, c)->months, last = c->months ? c->from + c->months : n;
    return m >= c->from && m < (last < n ? last : n);
}

static int64_t count_months(const plain_team *t, const pm_cost *c, int64_t from, int64_t to) {
    int64_t n = 0;
    for (int64_t m = from; m < to; m++)
        n += is_month(t, c, m);
    return n;
}

/* Of a year, in cents that may be broken. */
static double price(const plain_team *t, const pm_cost *c, int64_t year) {
    double months = (double)count_months(t, c, 12 * year, 12 * year + 12);
    double all = (double)count_months(t, c, 0, grant_of_cost(t, c)->months);
    double dearer = pow(1 + c->rise, (double)year), x = 0;
    if (c->years.n)
        x = (size_t)year < c->years.n ? (double)((const pm_year *)c->years.rows)[year].amount : 0;
    else if (months > 0 && c->salary)
        x = (c->cap ? fmin((double)c->salary * dearer, (double)c->cap)
                    : (double)c->salary * dearer) *
            (1 + c->fringe) * c->fte * c->people * months / 12;
    else if (months > 0)
        x = (c->quantity > 0 ? c->quantity * (double)c->price : (double)c->amount) * dearer *
            months / all;
    return x * (1 + c->overhead) * c->kept;
}

static int64_t cents_of_year(const plain_team *t, const pm_cost *c, int64_t year) {
    double before = 0;
    for (int64_t y = 0; y < year; y++)
        before += price(t, c, y);
    return llround(before + price(t, c, year)) - llround(before);
}

static int64_t cents_of_use(const plain_team *t, const pm_cost *c, int64_t year, int use) {
    int64_t all = cents_of_year(t, c, year), below, up_to;
    double shares = 0;
    for (int u = 0; u < use; u++)
        shares += share(c, u);
    below = shares < 1 - 1e-12 ? llround(shares * (double)all) : all;
    shares += share(c, use);
    up_to = use == USE_NONE || shares >= 1 - 1e-12 ? all : llround(shares * (double)all);
    return up_to - below;
}

static bool waits(int use) {
    return use == DATA || use == FOLLOW_UP || use == NEEDS || use == DISSEMINATION ||
           use == USE_PARTNERS || use == USE_PARTICIPANTS;
}

/* Cents for a use in the first `steps` steps of the grant. */
static int64_t due_by(const plain *x, const plain_team *t, const pm_cost *c, int use,
                      int64_t steps) {
    int64_t sum = 0, per = x->steps_per_month, heard = t->l->listening;
    for (int64_t year = 0; 12 * year * per < steps; year++) {
        int64_t months = 0, done = 0, later = 0;
        for (int64_t m = 12 * year; m < 12 * year + 12; m++)
            later += is_month(t, c, m) && m >= heard;
        for (int64_t m = 12 * year; m < 12 * year + 12; m++) {
            if (!is_month(t, c, m) || (waits(use) && later > 0 && m < heard))
                continue;
            months++;
            int64_t gone = steps - m * per;
            done += gone < 0 ? 0 : gone < per ? gone : per;
        }
        int64_t cents = cents_of_use(t, c, year, use);
        sum += done == months * per
                   ? cents
                   : (int64_t)((double)cents * ((double)done / (double)(months * per)));
    }
    return sum;
}

static int64_t whole_by(const plain *x, const plain_team *t, const pm_cost *c, int64_t steps) {
    int64_t sum = 0;
    for (int u = 0; u < N_USES; u++)
        sum += due_by(x, t, c, u, steps);
    return sum;
}

/* Modified total direct costs of the kinds that the test's arm has. */
static int64_t indirect_by(const plain *x, const plain_team *t, size_t g, int64_t steps) {
    int64_t base = 0;
    for (size_t i = 0; i < t->of->costs.n; i++) {
        const pm_cost *c = &costs_of(t)[i];
        int64_t cents = whole_by(x, t, c, steps), first = t->of->indirect.subaward_first;
        if ((size_t)c->grant != g + 1 || c->in_kind || c->kind == KIND_INCENTIVES)
            continue;
        base += c->kind == KIND_SUBAWARD && cents > first ? first : cents;
    }
    return llround(t->of->indirect.rate * (double)base);
}

/* What a grant brings, and what of it is kept for aftercare. */
void plain_begin_costs(plain *x, plain_team *t, size_t g) {
    int64_t end = ((const pm_grant *)t->of->l.grants.rows)[g].months * x->steps_per_month;
    int64_t amount = indirect_by(x, t, g, end), reserve = 0;
    for (size_t i = 0; i < t->of->costs.n; i++)
        if ((size_t)costs_of(t)[i].grant == g + 1) {
            int64_t after = due_by(x, t, &costs_of(t)[i], USE_AFTERCARE, end);
            amount += whole_by(x, t, &costs_of(t)[i], end);
            reserve += after;
        }
    t->granted += amount;
    t->reserve += reserve;
    t->unallotted = amount - reserve;
}

/* Puts what falls due in step k of the grant into the purses; `cents` by activity. */
void plain_draw_costs(plain *x, plain_team *t, int64_t k, int64_t cents[N_ACTIVITIES]) {
    int64_t indirect =
        indirect_by(x, t, (size_t)t->grant, k + 1) - indirect_by(x, t, (size_t)t->grant, k);
    t->pays_participants = false;
    for (size_t i = 0; i < t->of->costs.n; i++)
        t->pays_participants |= share(&costs_of(t)[i], USE_PARTICIPANTS) > 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        cents[a] = 0;
    for (size_t i = 0; i < t->of->costs.n; i++) {
        const pm_cost *c = &costs_of(t)[i];
        for (int u = 0; u < N_USES && c->grant == t->grant + 1; u++) {
            int64_t now = due_by(x, t, c, u, k + 1) - due_by(x, t, c, u, k);
            if (u != USE_AFTERCARE && u != USE_ADMINISTRATION && u != USE_NONE)
                t->holds[u][i] += (double)now;
            if (u < N_ACTIVITIES)
                cents[u] += now;
            else if (u == USE_PARTNERS)
                t->pay_purse += now;
            else if (u == USE_PARTICIPANTS)
                t->participants_purse += now;
            if (u == USE_ADMINISTRATION || u == USE_NONE)
                plain_book(x, t, u == USE_NONE ? LINE_FORM : LINE_ADMINISTRATION, now);
            t->unallotted -= u < N_ACTIVITIES || u == USE_AFTERCARE ? 0 : now;
        }
    }
    plain_book(x, t, LINE_INDIRECT, indirect);
    t->unallotted -= indirect;
}

static int64_t *purse_of(plain_team *t, int use) {
    return use == USE_PARTNERS       ? &t->pay_purse
           : use == USE_PARTICIPANTS ? &t->participants_purse
                                     : &t->purse[use];
}

void plain_note_purses(plain_team *t) {
    for (int u = 0; u < USE_AFTERCARE; u++)
        t->held[u] = *purse_of(t, u);
}

/* A post or a subaward, unless it says otherwise. */
static bool paid_anyway(const pm_cost *c) {
    if (c->as_planned == AS_PLANNED_BY_KIND)
        return c->kind == KIND_SUBAWARD ||
               ((c->kind == KIND_COORDINATOR || c->kind == KIND_RESEARCHER) && !(c->quantity > 0));
    return c->as_planned == AS_PLANNED_YES;
}

/* What was spent from a purse, every cost bore in proportion; posts are paid for what they have left of a year. */
static void settle_purse(plain *x, plain_team *t, int use, bool year_ends) {
    int64_t *purse = purse_of(t, use), used = t->held[use] - *purse, posts;
    double all = 0, left = 0;
    for (size_t i = 0; i < t->of->costs.n; i++)
        all += t->holds[use][i];
    for (size_t i = 0; i < t->of->costs.n; i++) {
        if (used > 0 && all > 0)
            t->holds[use][i] = fmax(0, t->holds[use][i] - (double)used * t->holds[use][i] / all);
        left += paid_anyway(&costs_of(t)[i]) ? t->holds[use][i] : 0;
        if (paid_anyway(&costs_of(t)[i]) && year_ends)
            t->holds[use][i] = 0;
    }
    posts = llround(left) < *purse ? llround(left) : *purse;
    if (year_ends && posts > 0) {
        *purse -= posts;
        plain_book(x, t, LINE_UNUSED, posts);
    }
    t->held[use] = *purse;
}

void plain_settle_costs(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    if (!plain_by_costs(t) || t->grant < 0)
        return;
    const pm_grant *g = (const pm_grant *)t->of->l.grants.rows + t->grant;
    int64_t done = x->steps + 1 - g->start * x->steps_per_month;
    bool ends = done % (12 * x->steps_per_month) == 0 || done == g->months * x->steps_per_month;
    for (int u = 0; u < USE_AFTERCARE; u++)
        settle_purse(x, t, u, ends);
}
