/* meanfield.c: the mean-field version of the partnership model behind the engine's interface.
 *
 * A second, independent computation of what the partnership model does with very many
 * organisations: difference equations at the same step for expected numbers (masses.h), without
 * luck. It reads the same grammar. Both agree up to 1 / sqrt(n) in single runs;
 * tests/test_meanfield.c measures it.
 *
 * What is exact in the limit, so that agreement means something: the order of asking, take-up over
 * moods, stages, trust, alignment, joint hours and pay, depth, capacity, dormancy and exit, reach,
 * outputs, money, and the counts of promises.
 * Not known, and refused: shocks, awards by chance, follow-on money, extensions, bridges, students,
 * citizen researchers, indirect costs, costs, relations and grants of before month 0, levers by grant,
 * organisations that come and go. What is asked for, because relations of equal history would
 * otherwise drift apart: one team; strength 0 of the mechanisms that strengths.def refuses. So
 * promises and needs are counted but move nothing, turnover takes nothing away, G stays at its
 * start, and F is observed but not felt. A study that asks for more is refused.
 * Closures that remain (means instead of distributions), exact where they do not occur: follow-up
 * hours count as contact and as something done by their mean over a cohort (exact with follow_up_contact = 0); relations
 * that fell dormant a second time are asked in the order of their last ask, not in the team's;
 * relations that only explored and fell silent go to the end of the order; needs are taken on as
 * far as hours reach, not one by one; what of a promise is delivered is a share of it, not a whole
 * promise more or less. */
#include "meanfield/meanfield.h"
#include "base/error.h"
#include "base/memory.h"
#include "meanfield/masses.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOODS = 32 };

static const char *const anchors[] = {"end", "first_end", NULL};

static const char starter[] =
    "# A study for the mean-field version: one team, mechanisms that part relations of equal "
    "history\n"
    "# switched off.\n"
    "model = \"meanfield\"; title = \"The mean of many\"; horizon = 96; draws = 40; replicates = "
    "1; "
    "seed = 1;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { association = { type = \"grassroots_association\"; count = 40; }; };\n"
    "teams = { focal = { policy = \"sustained\"; partners = 20;\n"
    "  grants = ( { start = 0; months = 36; amount = 200000; } ); }; };\n"
    "mechanisms = {"
#define HAS(name)
#define REFUSES(name) " " #name " = 0.0;"
#include "meanfield/strengths.def"
#undef HAS
#undef REFUSES
    " };\n"
    "arms = { as_it_is = { changes = {}; }; };\n";

/* ---- check ------------------------------------------------------------------------------------
 */

static void refuse_lever(const pm_team *t, const char *lever, rap_problems *problems) {
    char key[128];
    snprintf(key, sizeof key, "teams.%s.%s", t->is.name, lever);
    rap_problems_add(problems, NULL, 0, key, "the mean-field version does not know it");
}

/* Levers that came after it: awards by chance, follow-on money, bridges, extensions, placements. */
static void check_levers(const pm_team *t, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    bool plain = true;
    for (size_t k = 0; k < t->l.grants.n; k++)
        plain &= g[k].success >= 1 && !g[k].no_partner_pay && g[k].extension == 0 &&
                 !g[k].follow_on && g[k].start >= 0 && g[k].policy < 0;
    if (!plain)
        refuse_lever(t, "grants", problems);
    if (t->l.pay.when_short != SHORT_ASK_LESS)
        refuse_lever(t, "pay.when_short", problems);
    if (t->l.bridge > 0)
        refuse_lever(t, "bridge", problems);
    if (t->l.students > 0)
        refuse_lever(t, "students", problems);
    if (t->l.posts > 0)
        refuse_lever(t, "posts", problems);
    if (t->relations.n > 0)
        refuse_lever(t, "relations", problems);
    if (t->indirect.rate > 0)
        refuse_lever(t, "indirect", problems);
    if (pm_states_costs(t))
        refuse_lever(t, "costs", problems);
}

static const bool refused[N_MECHANISMS] = {
#define HAS(name)
#define REFUSES(name) [MECH_##name] = true,
#include "meanfield/strengths.def"
#undef HAS
#undef REFUSES
};

enum {
    N_STRENGTHS = 0
#define HAS(name) +(MECH_##name < N_MECHANISMS)
#define REFUSES(name) +(MECH_##name < N_MECHANISMS)
#include "meanfield/strengths.def"
#undef HAS
#undef REFUSES
};
_Static_assert((int)N_STRENGTHS == (int)N_MECHANISMS,
               "strengths.def says of each mechanism HAS or REFUSES");

static void check_strengths(const pm_scenario *s, rap_problems *problems) {
    char key[80];
    for (size_t m = 0; m < N_MECHANISMS; m++)
        if (refused[m] && s->strength[m] > 0) {
            snprintf(key, sizeof key, "mechanisms.%s", partnership_mechanisms[m].name);
            rap_problems_add(problems, NULL, 0, key,
                             "%g, but the mean-field version works only with 0 here",
                             s->strength[m]);
        }
}

static void check_organisation(const pm_organisation *o, const rap_clock *clock,
                               rap_problems *problems) {
    char key[128];
    snprintf(key, sizeof key, "organisations.%s", o->is.name);
    if (o->from > 0 || o->until < clock->horizon)
        rap_problems_add(problems, NULL, 0, key,
                         "they come or go, but the mean-field version keeps all organisations");
    if (o->relation.team >= 0 || o->knows.n > 0 || o->named)
        rap_problems_add(problems, NULL, 0, key,
                         "a relation, ties or a name of its own, but the mean-field version knows "
                         "types only");
}

static int check_limits(const void *root, const rap_clock *clock, rap_problems *problems) {
    const pm_scenario *s = root;
    size_t before = rap_problems_seen(problems);
    if (partnership_check(root, clock, problems) == RAP_ENOMEM)
        return rap_fail(RAP_ENOMEM);
    check_strengths(s, problems);
    if (s->shocks.n > 0)
        rap_problems_add(problems, NULL, 0, "shocks", "the mean-field version knows none");
    if (s->c.members > 0)
        rap_problems_add(problems, NULL, 0, "community.members",
                         "the mean-field version knows members in expectation only; 0 expected");
    if (s->complements)
        rap_problems_add(problems, NULL, 0, "complements",
                         "the mean-field version observes types only; false expected");
    const pm_organisation *o = s->organisations.rows;
    for (size_t k = 0; k < s->organisations.n; k++)
        check_organisation(&o[k], clock, problems);
    if (s->by_organisation)
        rap_problems_add(problems, NULL, 0, "by_organisation",
                         "the mean-field version observes types only; false expected");
    for (size_t j = 0; j < s->teams.n; j++)
        check_levers((const pm_team *)s->teams.rows + j, problems);
    if (s->teams.n != 1)
        rap_problems_add(problems, NULL, 0, "teams",
                         "%zu teams, but the mean-field version works with one", s->teams.n);
    return rap_problems_seen(problems) == before ? RAP_OK : rap_fail(RAP_EINPUT);
}

/* ---- create and free --------------------------------------------------------------------------
 */

static void free_masses(void *state) {
    mf_state *s = state;
    if (!s)
        return;
    for (size_t k = 0; k < s->stretch_capacity; k++)
        rap_free(s->stretch[k].mass);
    rap_free(s->stretch);
    rap_free(s->class);
    rap_free(s->cohort);
    rap_free(s->promise);
    rap_free(s->columns);
    rap_free(s->type_of_column);
    rap_free(s->figure_of_column);
    rap_free(s->group_text);
    if (s->moods)
        gsl_integration_fixed_free(s->moods);
    rap_free(s);
}

static int create_masses(void **state, const void *root, const rap_clock *clock) {
    mf_state *s = rap_allocate(1, sizeof *s);
    *state = NULL;
    if (!s)
        return rap_fail(RAP_ENOMEM);
    s->in = root;
    s->l = &((const pm_team *)s->in->teams.rows)->l;
    s->clock = *clock;
    s->dt = clock->step;
    s->n_classes = s->in->organisations.n;
    s->class = rap_allocate(s->n_classes, sizeof *s->class);
    s->moods = gsl_integration_fixed_alloc(gsl_integration_fixed_hermite, MOODS, 0, 1, 0, 0);
    int status = s->class && s->moods ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < s->n_classes && !status; k++)
        s->class[k].count = (double)mf_group(s, k)->count;
    if (!status)
        status = mf_list_columns(s);
    if (status)
        free_masses(s);
    else
        *state = s;
    return status;
}

/* ---- start ------------------------------------------------------------------------------------
 */

static double worth_of_pay(const mf_state *s, size_t class) {
    const pm_compensation *c = &s->l->pay;
    double hour = mf_traits(s, class)->hour_cost;
    double v = mf_traits(s, class)->volunteer_share;
    pm_pay_form form = mf_form_of_pay(s, class);
    double suits = form == PAY_HONORARIUM ? v : 1 - v;
    double fit = suits + (1 - suits) * s->in->p.pay_misfit;
    return form == PAY_NONE ? 0
                            : fmin(1, pm_rate_of_pay(s->in, s->l, form) / hour) * c->coverage *
                                  fit * exp(-c->delay / s->in->p.pay_patience);
}

static void start_class(mf_state *s, size_t k) {
    const pm_parameters *p = &s->in->p;
    const pm_traits *t = mf_traits(s, k);
    double charter = s->l->charter ? p->memory_charter : 0;
    double mou = s->l->mou ? p->memory_mou * t->formality : 0;
    s->class[k] = (mf_class){
        .count = s->class[k].count,
        .fatigue = t->requests / 12 * p->request_hours / t->hours,
        .memory = mf_strength(s, MECH_institutional_memory) * (1 - (1 - charter) * (1 - mou)),
        .pay = worth_of_pay(s, k),
    };
    s->stretch[0].mass[k] = s->class[k].count;
}

static int start_masses(void *state, rap_luck luck) {
    mf_state *s = state;
    const pm_grant *g = s->l->grants.rows, *last = g + s->l->grants.n - 1;
    (void)luck;
    s->step = 0;
    s->now = 0;
    s->n_cohorts = s->n_stretches = s->n_promises = 0;
    s->direct_pool = s->in->c.direct_people;
    s->direct_approached = 0;
    s->team = (mf_team){.grant = -1,
                        .last_session = -1,
                        .first_end = (double)(g->start + g->months),
                        .end = (double)(last->start + last->months)};
    pm_weigh_experience(&s->in->p, s->weight);
    if (mf_insert_stretch(s, 0))
        return rap_fail(RAP_ENOMEM);
    s->stretch[0].asked_at = -1;
    for (size_t k = 0; k < s->n_classes; k++)
        start_class(s, k);
    return RAP_OK;
}

/* ---- step -------------------------------------------------------------------------------------
 */

static int step_masses(void *state) {
    mf_state *s = state;
    mf_funding(s);
    int status = mf_invitation(s);
    if (status)
        return status;
    mf_work(s);
    mf_trust(s);
    status = mf_keep_promises(s);
    if (status)
        return status;
    mf_alignment(s);
    mf_overload(s);
    mf_capacity(s);
    mf_reach(s);
    mf_outputs(s);
    status = mf_withdrawal(s);
    s->step++;
    s->now = (double)s->step * s->dt;
    return status;
}

static int anchor_of_masses(const void *state, size_t which) {
    const mf_state *s = state;
    return (int)(which == 0 ? s->team.end : s->team.first_end);
}

static int span_of_masses(const void *state, size_t k, rap_span *out) {
    const mf_state *s = state;
    const pm_grant *g = s->l->grants.rows;
    size_t n = s->l->grants.n;
    if (k < n) {
        *out = (rap_span){(double)g[k].start, (double)(g[k].start + g[k].months),
                          RAP_MESSAGE("funded"), NULL};
        return 1;
    }
    if (k > n || s->l->aftercare <= 0)
        return 0;
    double end = (double)(g[n - 1].start + g[n - 1].months);
    *out = (rap_span){end, end + (double)s->l->aftercare, RAP_MESSAGE("aftercare"), NULL};
    return 1;
}

/* ---- verify -----------------------------------------------------------------------------------
 */

static double organisations_found(const mf_state *s, size_t class) {
    double n = s->class[class].left;
    for (size_t k = 0; k < s->n_stretches; k++)
        n += s->stretch[k].mass[class];
    for (size_t k = 0; k < s->n_cohorts; k++)
        n += s->cohort[k].class == class ? s->cohort[k].mass : 0;
    return n;
}

static double money_found(const mf_team *t) {
    double sum = t->idle + t->pay_purse + t->unallotted + t->reserve;
    for (int k = 0; k < N_LINES; k++)
        sum += t->spent[k];
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += t->purse[a];
    return sum;
}

static bool in_bounds(const mf_cohort *c) {
    const double x[] = {c->trust, c->alignment, c->capacity, c->quality, c->depth};
    for (size_t k = 0; k < sizeof x / sizeof x[0]; k++)
        if (!(x[k] >= -1e-12 && x[k] <= 1 + 1e-12))
            return false;
    return c->mass >= 0 && c->pool >= -1e-9;
}

/* Promises made that were neither kept nor broken so far. */
static double open_promises(const mf_state *s) {
    double n = 0;
    for (size_t k = 0; k < s->n_promises; k++)
        n += s->promise[k].broken ? 0 : s->promise[k].planned + s->promise[k].hopeless;
    return n;
}

static int not_conserved(char *why, size_t n, const char *what, double found, double expected) {
    snprintf(why, n, "%s: %.17g, expected %.17g", what, found, expected);
    return rap_fail(RAP_EMODEL);
}

static int verify_masses(const void *state, char *why, size_t n) {
    const mf_state *s = state;
    double promises = open_promises(s), made = 0, money = money_found(&s->team);
    for (size_t k = 0; k < s->n_classes; k++) {
        const mf_class *c = &s->class[k];
        double found = organisations_found(s, k);
        if (!(fabs(found - c->count) <= 1e-9 * fmax(1, c->count)))
            return not_conserved(why, n, "organisations of a class", found, c->count);
        promises += c->kept + c->breached;
        made += c->made;
    }
    if (!(fabs(promises - made) <= 1e-9 * fmax(1, made)))
        return not_conserved(why, n, "promises kept, broken and open", promises, made);
    if (!(fabs(money - s->team.granted) <= 1e-9 * fmax(1, s->team.granted)))
        return not_conserved(why, n, "money spent and left", money, s->team.granted);
    for (size_t k = 0; k < s->n_cohorts; k++)
        if (!in_bounds(&s->cohort[k]))
            return not_conserved(why, n, "bounds of a cohort; trust", s->cohort[k].trust, 0.5);
    return RAP_OK;
}

const rap_model meanfield_model = {
    .name = "meanfield",
    .label = "Partnerships, mean field of very many organisations",
    .version = "0.2",
    .root = &partnership_root,
    .mechanisms = partnership_mechanisms,
    .n_mechanisms = N_MECHANISMS,
    .outcomes = partnership_outcomes,
    .n_outcomes = N_OUTCOMES,
    .count = "organisations",
    .anchors = anchors,
    .starter = starter,
    .check = check_limits,
    .doubts = partnership_doubts,
    .create = create_masses,
    .free = free_masses,
    .columns = mf_columns,
    .start = start_masses,
    .step = step_masses,
    .observe = mf_observe,
    .anchor = anchor_of_masses,
    .span = span_of_masses,
    .verify = verify_masses,
};
