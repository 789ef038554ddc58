/* test_plain_step.c: the partnership model and its plain second implementation, side by side: every
 * column of the state after every step. */
#include "fixture.h"
#include "partnership/state/state.h"
#include "plain_step.h"

static const char community[] =
    "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 11; price_year = 2024;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = {\n"
    "  ga = { type = \"grassroots_association\"; count = 12; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 8; };\n"
    "  agency = { type = \"public_health_agency\"; count = 4; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 4; };\n"
    "};\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "
    "200000; } ); }; };\n"
    "arms = { base = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; "
    "participant_honorarium = 20; }; }; }; };\n"
    "  project = { changes = { teams = { focal = { policy = \"project\"; grants = ( { start = 0; "
    "months = 10; amount = 90000; }, { start = 20; months = 24; amount = 90000; } ); }; }; }; };\n"
    "  rival = { changes = { teams = { rival = { policy = \"thin\"; partners = 20; grants = ( { "
    "start = 3; months = 12; amount = 150000; }, { start = 15; months = 12; amount = 150000; } ); "
    "}; }; }; };\n"
    "  overhead = { changes = { teams = { focal = { indirect = { rate = 0.37; }; grants = ( { "
    "start "
    "= 0; months = 20; amount = 90000; }, { start = 20; months = 9; amount = 41234.56; } ); }; }; "
    "}; };\n"
    "  costs = { changes = { teams = { focal = { listening = 7; participants_paid = 0.7; "
    "participant_honorarium = 20; paid "
    "= 0.8;"
    " indirect = { rate = 0.31; base = \"mtdc\"; subaward_first = 9000; };"
    " grants = ( { start = 1; months = 17; }, { start = 20; months = 19; } );"
    " costs = { one = { kind = \"coordinator\"; salary = 40000.01; fte = 0.4; people = 1.5; fringe "
    "= 0.2; cap = 40500; rise = 0.03; };"
    " two = { kind = \"coordinator\"; amount = 20000.07; grant = 2; kept = 0.9; };"
    " data = { kind = \"researcher\"; uses = { data = 0.8; follow_up = 0.15; }; amount = 30000; "
    "from = 3; months = 11; };"
    " more = { kind = \"researcher\"; uses = { data = 0.7; follow_up = 0.2; dissemination = 0.1; "
    "}; grant = 2; salary = 30000; };"
    " thanks = { kind = \"incentives\"; quantity = 40.5; price = 19.99; }; again = { kind = "
    "\"incentives\"; amount = 300; grant = 2; };"
    " clinic = { kind = \"subaward\"; years = ( { amount = 10000.5; }, { amount = 777; } ); "
    "overhead = 0.15; };"
    " partners = { kind = \"partner_pay\"; amount = 6000; grant = 2; rise = 0.05; };"
    " after = { kind = \"aftercare\"; amount = 9000; }; office = { kind = \"administration\"; "
    "amount = 5000; grant = 2; };"
    " trips = { kind = \"travel\"; amount = 333.33; in_kind = true; }; }; }; }; }; };\n"
    "  owing = { changes = { teams = { focal = { pay = { when_short = \"owe\"; share = 0.01; }; }; "
    "}; "
    "}; };\n"
    "  idle = { changes = { teams = { focal = { pay = { share = 0.0; }; sessions = \"none\"; hours "
    "= { "
    "capacity = 0.0; needs = 0.0; }; unpaid_hours = 0.5; }; }; }; };\n"
    "  follow_on = { changes = { teams = { focal = { aftercare = 20; grants = (\n"
    "    { start = 0; months = 12; amount = 90000; success = 0.9; },\n"
    "    { start = 12; months = 6; amount = 60000; renewal = true; success = 0.4; },\n"
    "    { start = 18; months = 12; amount = 50000; follow_on = true; success = 0.3; },\n"
    "    { start = 24; months = 12; amount = 70000.5; follow_on = true; success = 0.4; },\n"
    "    { start = 36; months = 12; amount = 80000; follow_on = true; success = 0.5; } ); }; }; }; "
    "};\n"
    "  past = { changes = { organisations = { ga = { contact_persons = 3.0; }; agency = { until = "
    "30; "
    "}; shop = { from = 7; }; };\n"
    "    teams = { focal = { reserve = 0.07; aftercare = 12; grants = ( { start = -17; months = "
    "29; "
    "amount = 123456.78; policy = \"parachute\"; }, { start = 15; months = 9; amount = 50000; "
    "policy = \"sustained\"; }, { start = 24; months = 12; amount = 45000.01; } );\n"
    "      relations = { old = { organisations = \"ga\"; count = 3; stage = \"partnered\"; trust = "
    "0.7; years = 6.0; charter = true; };\n"
    "        quiet = { type = \"grassroots_association\"; count = 2; stage = \"dormant\"; trust = "
    "0.5; mou = true; };\n"
    "        agencies = { organisations = \"agency\"; count = 2; stage = \"partnered\"; trust = "
    "0.6; "
    "};\n"
    "        over = { type = \"immigrant_service_organisation\"; count = 2; stage = \"ended\"; "
    "trust "
    "= 0.2; silence = 20; }; }; }; }; }; };\n"
    "  partners = { changes = { organisations = { ga = { knows = [\"shop\", \"ga\"]; relation = { "
    "team = \"focal\"; stage = \"partnered\"; trust = 0.55; years = 3.0; mou = true; }; };\n"
    "      agency = { knows = [\"ispo\"]; relation = { team = \"focal\"; stage = \"dormant\"; "
    "silence = 3; "
    "}; named = true; }; };\n"
    "    teams = { focal = { grants = ( { start = -9; months = 30; amount = 90000; } ); relations "
    "= "
    "{ "
    "more = { type = \"immigrant_service_organisation\"; count = 2; stage = \"partnered\"; trust = "
    "0.6; }; }; }; }; }; };\n"
    "  listed = { changes = {\n@include \"unit-costs-canada.cfg\"\n"
    "    community = { discount_rate = 0.05; discount_outcomes = 0.03; };\n"
    "    teams = { focal = { pay = { at_unit_costs = true; }; participant_honorarium = 10; }; }; "
    "}; };\n"
    "};\n";

enum { MONTHS = 60, ITEMS = 8 };

/* Where the two differ first, and how often in that step. */
typedef struct {
    const char *column;
    size_t row, count;
    double model, other;
} difference;

static void compare(difference *d, const char *column, size_t row, double model, double other) {
    double scale = fmax(1, fmax(fabs(model), fabs(other)));
    if (fabs(model - other) <= 1e-9 * scale)
        return;
    if (!d->count++)
        *d = (difference){column, row, 1, model, other};
}

#define SAME(column, row, a, b) compare(d, column, row, (double)(a), (double)(b))

static void compare_sums(difference *d, size_t i, const pm_tally *a, const pm_tally *b) {
    SAME("sum.live_months", i, a->live_months, b->live_months);
    SAME("sum.live_present_value", i, a->live_present_value, b->live_present_value);
    SAME("sum.tie_months", i, a->tie_months, b->tie_months);
    SAME("sum.working_months", i, a->working_months, b->working_months);
    SAME("sum.calls", i, a->calls, b->calls);
    SAME("sum.unanswered", i, a->unanswered, b->unanswered);
    SAME("sum.partner_hours", i, a->partner_hours, b->partner_hours);
    SAME("sum.unpaid_hours", i, a->unpaid_hours, b->unpaid_hours);
    SAME("sum.hours_returned", i, a->hours_returned, b->hours_returned);
    SAME("sum.made", i, a->made, b->made);
    SAME("sum.kept", i, a->kept, b->kept);
    SAME("sum.late", i, a->late, b->late);
    SAME("sum.breached", i, a->breached, b->breached);
    SAME("sum.outputs", i, a->outputs, b->outputs);
    SAME("sum.spend", i, a->spend, b->spend);
}

static void compare_spell(difference *d, const char *name, size_t row, const pm_spell *a,
                          const pm_spell *b) {
    SAME(name, row, a->hazard, b->hazard);
    SAME(name, row, a->threshold, b->threshold);
    SAME(name, row, a->count, b->count);
}

static void compare_organisation(difference *d, const pm_organisations *o, size_t i,
                                 const plain_organisation *x) {
    SAME("capacity", i, o->capacity[i], x->C);
    SAME("reputation", i, o->reputation[i], x->G);
    SAME("reputation_before", i, o->reputation_before[i], x->G_before);
    SAME("fatigue", i, o->fatigue[i], x->F);
    SAME("load", i, o->load[i], x->load);
    SAME("hours_left", i, o->hours_left[i], x->available);
    SAME("pool", i, o->pool[i], x->pool);
    SAME("approached", i, o->approached[i], x->approached);
    SAME("participants", i, o->participants[i], x->participants);
    SAME("member_trust", i, o->member_trust[i], x->member_trust);
    compare_spell(d, "requests", i, &o->requests[i], &x->requests);
    compare_spell(d, "turnover", i, &o->turnover[i], &x->turnover);
    compare_spell(d, "needs", i, &o->needs[i], &x->needs);
    compare_sums(d, i, &o->sum[i], &x->sum);
}

static void compare_relation(difference *d, const pm_relations *a, size_t r,
                             const plain_relation *x) {
    SAME("stage", r, a->stage[r], x->stage);
    SAME("ever", r, a->ever[r], x->ever);
    SAME("ever_by_end", r, a->ever_by_end[r], x->ever_by_end);
    SAME("scar", r, a->scar[r], x->scar);
    SAME("trust", r, a->trust[r], x->T);
    SAME("alignment", r, a->alignment[r], x->A);
    SAME("needs of the relation", r, a->needs[r], x->N);
    SAME("years", r, a->years[r], x->years);
    SAME("papers", r, a->papers[r], (x->charter ? PAPER_CHARTER : 0) + (x->mou ? PAPER_MOU : 0));
    SAME("memory", r, a->memory[r], x->m);
    SAME("pay", r, a->pay[r], x->pay);
    SAME("quality", r, a->quality[r], x->q);
    SAME("contact", r, a->contact[r], x->contact);
    SAME("followed_up", r, a->followed_up[r], x->followed_up);
    SAME("kept_up", r, a->kept_up[r], x->kept_up);
    SAME("since_together", r, a->since_together[r], x->since_together);
    SAME("since_done", r, a->since_done[r], x->since_done);
    SAME("paid", r, a->paid[r], x->paid);
    SAME("owed", r, a->owed[r], x->owed);
    SAME("since_contact", r, a->since_contact[r], x->since_contact);
    SAME("asked_at", r, a->asked_at[r], x->asked_at);
    SAME("exited_at", r, a->exited_at[r], x->exited_at);
    SAME("asked", r, a->asked[r], x->asked);
    SAME("given", r, a->given[r], x->given);
    SAME("depth", r, a->depth[r], x->D);
    SAME("next_promise", r, a->next_promise[r], x->next_promise);
    SAME("asks", r, a->asks[r], x->asks);
    SAME("promise_years", r, a->promise_years[r], x->promise_years);
    compare_spell(d, "partnering", r, &a->partnering[r], &x->partnering);
    compare_spell(d, "calls", r, &a->calls[r], &x->calls);
    compare_spell(d, "leaving", r, &a->leaving[r], &x->leaving);
    compare_spell(d, "outputs", r, &a->outputs[r], &x->outputs);
}

static void compare_team(difference *d, size_t j, const pm_team_state *t, const plain_team *x) {
    SAME("phase", j, t->phase, x->phase);
    SAME("grant", j, t->grant, x->grant);
    SAME("end", j, t->end, x->end);
    SAME("first_end", j, t->first_end, x->first_end);
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        SAME("award", k, t->award[k], x->award[k]);
    SAME("endings", j, t->endings, x->endings);
    SAME("granted", j, t->granted, x->granted);
    SAME("idle", j, t->idle, x->idle);
    SAME("unallotted", j, t->unallotted, x->unallotted);
    SAME("reserve", j, t->reserve, x->reserve);
    SAME("pay_purse", j, t->pay_purse, x->pay_purse);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        SAME("purse", a, t->side[0].purse[a], x->purse[a]);
        SAME("hours", a, t->side[0].hours[a], x->hours[a]);
    }
    for (int k = 0; k < N_LINES; k++)
        SAME("spent", k, t->spent[k], x->spent[k]);
    SAME("listening_share", j, t->side[0].listening_share, x->listening_share);
    SAME("last_session", j, t->side[0].last_session, x->last_session);
    SAME("present_value", j, t->present_value, x->present_value);
    SAME("participants_direct", j, t->participants_direct, x->participants_direct);
    SAME("unpaid", j, t->unpaid, x->unpaid);
    SAME("unpaid_used", j, t->unpaid_used, x->unpaid_used);
    SAME("dissemination", j, t->dissemination, x->dissemination);
}

/* How often the things happened that a comparison must not miss. */
typedef struct {
    double exited, dormant, scars, kept, late, breached, unbridged, sessions, events, outputs,
        shared, called, unanswered, unpaid, owed, idle, follow_on, refused, lapsed, remembered;
} happenings;

static void notice(happenings *h, const plain *x) {
    for (size_t r = 0; r < x->n * x->n_teams; r++) {
        h->exited += x->r[r].stage == EXITED;
        h->dormant += x->r[r].stage == DORMANT;
        h->scars += x->r[r].scar;
        h->owed += (double)x->r[r].owed;
        h->idle += x->r[r].since_done > 12;
    }
    for (size_t j = 0; j < x->n_teams; j++) {
        h->unbridged += x->team[j].endings;
        h->unpaid += x->team[j].unpaid_used;
        h->sessions += x->team[j].last_session >= 0;
        h->events += x->team[j].dissemination;
        for (size_t k = 0; k < x->team[j].of->l.grants.n; k++) {
            h->follow_on += k > 1 && x->team[j].award[k] > 0;
            h->refused += x->team[j].award[k] < 0;
        }
    }
    for (size_t i = 0; i < x->n; i++) {
        h->outputs += x->o[i].sum.outputs;
        h->called += x->o[i].sum.calls;
        h->unanswered += x->o[i].sum.unanswered;
        for (size_t j = 1; j < x->n_teams; j++)
            h->shared += x->r[i].ever && x->r[j * x->n + i].ever;
    }
    for (size_t k = 0; k < x->n_promises; k++)
        h->remembered += x->promise[k].made < 0 && x->promise[k].broken;
    h->lapsed += x->lapsed;
    h->kept += x->kept;
    h->late += x->late;
    h->breached += x->broken;
}

/* Open promises of the model against those that the plain version has not closed, in order. */
static void compare_promises(difference *d, const pm_partnership *s, const plain *x) {
    size_t k = 0;
    SAME("made in all", 0, s->l.made, x->made);
    SAME("kept in all", 0, s->l.kept, x->kept);
    SAME("late in all", 0, s->l.late, x->late);
    SAME("lapsed in all", 0, s->l.lapsed, x->lapsed);
    SAME("breached in all", 0, s->l.breached, x->broken);
    for (size_t m = 0; m < s->l.n; m++) {
        const pm_promise *a = &s->l.rows[m];
        if (a->closed)
            continue;
        while (k < x->n_promises && x->promise[k].closed)
            k++;
        if (k == x->n_promises) {
            SAME("open promise", m, 1, 0);
            return;
        }
        const plain_promise *b = &x->promise[k++];
        SAME("promise.relation", m, a->relation, b->team * x->n + b->organisation);
        SAME("promise.kind", m, a->kind, b->kind);
        SAME("promise.made", m, a->made, b->made);
        SAME("promise.due", m, a->due, b->due);
        SAME("promise.hours_left", m, a->hours_left, b->hours_left);
        SAME("promise.lost", m, a->lost, b->lost);
        SAME("promise.planned", m, a->planned, b->planned);
        SAME("promise.breached", m, a->breached, b->broken);
    }
    for (; k < x->n_promises; k++)
        SAME("no open promise", k, 1, x->promise[k].closed);
}

static difference compare_all(const pm_partnership *s, const plain *x) {
    difference found = {0}, *d = &found;
    for (size_t j = 0; j < x->n_teams; j++)
        compare_team(d, j, &s->team[j], &x->team[j]);
    for (size_t r = 0; r < s->r.n; r++)
        compare_relation(d, &s->r, r, &x->r[r]);
    for (size_t i = 0; i < x->n; i++)
        compare_organisation(d, &s->o, i, &x->o[i]);
    compare_promises(d, s, x);
    SAME("direct_pool", 0, s->direct_pool, x->direct_pool);
    SAME("direct_approached", 0, s->direct_approached, x->direct_approached);
    return found;
}

/* Runs one item of one arm in both; false at the first step in which they differ. */
static bool agree(const rap_study *study, pm_partnership *s, uint64_t item, const char *arm,
                  happenings *h) {
    plain x;
    difference d = {0};
    assert_int_equal(study->model->start(s, (rap_luck){(uint64_t)study->seed, item, NULL}), RAP_OK);
    assert_int_equal(plain_start(&x, s), RAP_OK);
    for (int k = 0; k < MONTHS * study->clock.steps_per_month && !d.count; k++) {
        assert_int_equal(study->model->step(s), RAP_OK);
        assert_int_equal(plain_step(&x), RAP_OK);
        d = compare_all(s, &x);
        if (d.count)
            print_error("%s, item %u, step %d: %s[%zu] is %.15g, plainly %.15g; %zu differ\n", arm,
                        (unsigned)item, k, d.column, d.row, d.model, d.other, d.count);
    }
    notice(h, &x);
    plain_free(&x);
    return !d.count;
}

/* All arms and items under some settings, the first item with the start values, the others with
 * drawn ones. */
static void compare_study(const char *const *sets, size_t n_sets) {
    rap_study study;
    rap_overrides overrides = {-1, -1, -1, sets, n_sets, NULL};
    size_t bad = 0;
    happenings h = {0};
    fixture_read(&study, community, &overrides);
    for (size_t arm = 0; arm < study.n_arms; arm++) {
        rap_inputs inputs;
        void *s;
        assert_int_equal(rap_inputs_bind(&inputs, &study, arm), RAP_OK);
        assert_int_equal(study.model->create(&s, inputs.root, &study.clock), RAP_OK);
        for (int item = 0; item < ITEMS; item++) {
            rap_inputs_set_draw(&inputs, (uint64_t)study.seed, item - 1);
            bad += !agree(&study, s, (uint64_t)item, study.arms[arm].name, &h);
        }
        study.model->free(s);
        rap_inputs_free(&inputs);
    }
    rap_study_free(&study);
    assert_int_equal(bad, 0);
    double often[sizeof h / sizeof(double)];
    memcpy(often, &h, sizeof h);
    for (size_t k = 0; k < sizeof often / sizeof often[0]; k++)
        assert_true(often[k] > 0);
}

static void months_agree(void **state) {
    (void)state;
    compare_study(NULL, 0);
}

static void quarter_months_agree(void **state) {
    (void)state;
    const char *const sets[] = {"time.step=0.25"};
    compare_study(sets, 1);
}

/* Where pools are small, they and not hours limit who is approached. */
static void small_pools_agree(void **state) {
    (void)state;
    const char *const sets[] = {"time.step=0.25", "parameters.pool_cap=0.001"};
    compare_study(sets, 2);
}

/* Strengths between 0 and 1, no two the same. */
static void weakened_mechanisms_agree(void **state) {
    (void)state;
    char text[N_MECHANISMS][80];
    const char *sets[N_MECHANISMS];
    for (size_t k = 0; k < N_MECHANISMS; k++) {
        double strength = 0.3 + 0.6 * (double)k / N_MECHANISMS;
        snprintf(text[k], sizeof text[k], "mechanisms.%s=%.3f", partnership_mechanisms[k].name,
                 strength);
        sets[k] = text[k];
    }
    compare_study(sets, N_MECHANISMS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_agree),
        cmocka_unit_test(quarter_months_agree),
        cmocka_unit_test(small_pools_agree),
        cmocka_unit_test(weakened_mechanisms_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
