/* test_neighbours.c: ties that are stated, both ways and no others; ties by lot between all who state none; to whom
 * subgroups belong where organisations are named; relations that organisations state themselves. */
#include "arm_bench.h"
#include "partnership/state/members.h"

#define HEAD                                                                                       \
    "title = \"known\"; horizon = 24; draws = 0; replicates = 1; seed = 7;\n"                      \
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
#define TEAMS                                                                                      \
    "teams = { focal = { policy = \"project\"; grants = ( { start = 0; months = 12; amount = "     \
    "90000; } ); }; other = { policy = \"project\"; grants = ( { start = 0; months = 12; amount "  \
    "= 90000; } ); }; };\narms = { base = { changes = {}; }; };\n"
#define OF(name, count, rest)                                                                      \
    name " = { type = \"grassroots_association\"; count = " count "; " rest " };\n"

/* Five alone, a pair, and ten who say nothing. */
#define ROWS(alone)                                                                                \
    "organisations = {\n" OF("a", "1", "knows = [\"b\", \"c\"];") OF("b", "1", "knows = [\"a\"];") \
        OF("c", "1", "") OF("d", "1", alone) OF("pair", "2", "knows = [\"pair\", \"d\"];")         \
            OF("rest", "10", "") "};\n"
static const char known[] = HEAD ROWS("") TEAMS;

static bool tied(const pm_partnership *s, size_t i, size_t k) {
    bool is = false;
    for (size_t t = s->o.tie_first[i]; t < s->o.tie_first[i + 1]; t++)
        is |= s->o.tie[t] == k;
    return is;
}

static bool is_row(const pm_partnership *s, size_t i, const char *name) {
    return strcmp(s->o.of[i]->is.name, name) == 0;
}

/* Whether each organisation of one row is tied to each of the other, both ways. */
static bool all_tied(const pm_partnership *s, const char *one, const char *other) {
    bool all = true;
    for (size_t i = 0; i < s->o.n; i++)
        for (size_t k = 0; k < s->o.n; k++)
            if (i != k && is_row(s, i, one) && is_row(s, k, other))
                all = all && tied(s, i, k) && tied(s, k, i);
    return all;
}

static size_t ties_of(const pm_partnership *s, const char *row) {
    size_t n = 0;
    for (size_t i = 0; i < s->o.n; i++)
        n += is_row(s, i, row) ? s->o.tie_first[i + 1] - s->o.tie_first[i] : 0;
    return n;
}

/* a: b and c. b: a. pair: each other, and d. Stated by both, a-b counts once. */
static void stated_ties_are_there_in_every_run(void **state) {
    (void)state;
    bench b;
    size_t drawn = 0;
    bench_set_up(&b, known, 0, NULL, 0);
    for (uint64_t item = 0; item < 5; item++) {
        bench_start(&b, item, -1);
        assert_true(all_tied(b.s, "a", "b") && all_tied(b.s, "a", "c"));
        assert_true(all_tied(b.s, "pair", "pair") && all_tied(b.s, "pair", "d"));
        assert_int_equal(ties_of(b.s, "a"), 2);
        assert_int_equal(ties_of(b.s, "b"), 1);
        assert_int_equal(ties_of(b.s, "pair"), 4);
        assert_true(ties_of(b.s, "c") >= 1 && ties_of(b.s, "d") >= 2);
        drawn += ties_of(b.s, "rest");
    }
    assert_true(drawn > 0);
    bench_tear_down(&b);
}

/* What d states changes no tie between the others. */
static void what_one_knows_leaves_other_lots_alone(void **state) {
    (void)state;
    static const char alone[] = HEAD ROWS("knows = [\"d\"];") TEAMS;
    bench b, c;
    size_t lost = 0;
    bench_set_up(&b, known, 0, NULL, 0);
    bench_set_up(&c, alone, 0, NULL, 0);
    for (uint64_t item = 0; item < 8; item++) {
        bench_start(&b, item, -1);
        bench_start(&c, item, -1);
        assert_int_equal(ties_of(c.s, "d"), 2); /* with the pair, who name it */
        lost += ties_of(b.s, "d") - ties_of(c.s, "d");
        for (size_t i = 0; i < b.s->o.n; i++)
            for (size_t k = 0; k < b.s->o.n; k++)
                if (!is_row(b.s, i, "d") && !is_row(b.s, k, "d"))
                    assert_int_equal(tied(b.s, i, k), tied(c.s, i, k));
    }
    assert_true(lost > 0);
    bench_tear_down(&b);
    bench_tear_down(&c);
}

/* ---- subgroups -------------------------------------------------------------------------------- */

/* Of 1000 who speak bn: weights 100 at shelter (type, 1), 200 at clinic (its own tie, 2), 300 at choir
 * (bn, * 3), 100 at school (another language), 100 directly: an eighth each time 100. */
static const char speaking[] =
    HEAD "organisations = {\n" OF("choir", "1", "members = 100.0; languages = [\"bn\"];")
        OF("clinic", "1", "members = 100.0;")
            OF("school", "1", "members = 100.0; languages = [\"ur\"];")
                OF("shelter", "1",
                   "members = 100.0;") "};\n" TEAMS
                                       "community = { members = 1000; direct_people = 100.0; "
                                       "language_tie = 3.0; };\n"
                                       "subgroups = { all = { language = \"bn\"; ties = { clinic = "
                                       "{ strength = 2.0; }; "
                                       "grassroots_association = { strength = 1.0; }; }; }; };\n";

static double people_at(const pm_partnership *s, const char *row) {
    for (size_t i = 0; i < s->o.n; i++)
        if (is_row(s, i, row))
            return pm_members_of(s, i);
    fail_msg("no %s", row);
    return 0;
}

static void own_ties_and_languages_place_members(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, speaking, 0, NULL, 0);
    bench_start(&b, 1, -1);
    assert_double_near(people_at(b.s, "choir"), 375, 1);
    assert_double_near(people_at(b.s, "clinic"), 250, 1);
    assert_double_near(people_at(b.s, "school"), 125, 1);
    assert_double_near(people_at(b.s, "shelter"), 125, 1);
    assert_double_near(pm_members_of(b.s, b.s->o.n), 125, 1);
    bench_tear_down(&b);
}

/* ---- relations -------------------------------------------------------------------------------- */

static const char acquainted[] =
    HEAD "organisations = {\n" OF("close", "2",
                                  "relation = { team = \"focal\"; stage = \"partnered\"; trust = "
                                  "0.8; years = 4.0; charter = true; };")
        OF("quiet", "1",
           "trust = 0.35; relation = { team = \"focal\"; stage = \"dormant\"; silence "
           "= 7; };")
            OF("rest", "5", "") "};\n"
                                "teams = { focal = { policy = \"project\"; partners = 0; grants = "
                                "( { start = 0; months = 12; "
                                "amount = 90000; } );\n"
                                "  relations = { more = { type = \"grassroots_association\"; count "
                                "= 3; stage = \"ended\"; trust "
                                "= 0.1; }; }; };\n"
                                "  other = { policy = \"project\"; partners = 0; grants = ( { "
                                "start = 0; months = 12; amount = "
                                "90000; } ); }; };\narms = { base = { changes = {}; }; };\n";

/* A row's own relation is where it says and with whom; those of the team go to others. */
static void organisations_state_their_own_relations(void **state) {
    (void)state;
    bench b;
    size_t ended = 0;
    bench_set_up(&b, acquainted, 0, NULL, 0);
    const pm_partnership *s = b.s;
    bench_start(&b, 3, -1);
    bench_verify(&b);
    for (size_t r = 0; r < s->r.n; r++) {
        const char *row = s->o.of[s->r.organisation[r]]->is.name;
        bool focal = !strcmp(s->team[s->r.team[r]].of->is.name, "focal");
        bool close = focal && !strcmp(row, "close"), quiet = focal && !strcmp(row, "quiet");
        ended += s->r.stage[r] == EXITED;
        assert_true(s->r.stage[r] != EXITED || (focal && !strcmp(row, "rest")));
        assert_int_equal(s->r.stage[r] == PARTNERED, close);
        assert_int_equal(s->r.stage[r] == DORMANT, quiet);
        if (close || quiet) {
            assert_double_near(s->r.trust[r], close ? 0.8 : 0.35, 0);
            assert_double_near(s->r.years[r], close ? 4 : 0, 0);
            assert_double_near(s->r.since_contact[r], close ? 0 : 7, 0);
            assert_int_equal(s->r.papers[r], close ? PAPER_CHARTER : 0);
        }
    }
    assert_int_equal(ended, 3);
    bench_tear_down(&b);
}

/* ---- names ------------------------------------------------------------------------------------ */

/* A row that is named is observed as by_organisation would, and no other. */
static void named_rows_are_observed(void **state) {
    (void)state;
    static const char named[] = HEAD "organisations = {\n" OF("a", "2", "")
        OF("b", "3", "named = true; trust = 0.2;") OF("c", "1", "") "};\n" TEAMS;
    const char *const all[] = {"by_organisation=true"};
    bench one, each;
    size_t groups = 0;
    bench_set_up(&one, named, 0, NULL, 0);
    bench_set_up(&each, named, 0, all, 1);
    bench_run(&one, 1, -1);
    bench_run(&each, 1, -1);
    for (size_t c = 0; c < one.n_columns; c++) {
        groups += !strncmp(one.columns[c].group, "organisation:", 13);
        if (!strncmp(one.columns[c].group, "organisation:", 13))
            assert_string_equal(one.columns[c].group, "organisation:b");
    }
    assert_true(groups > 20);
    assert_double_near(bench_outcome(&one, OUT_trust, "organisation:b"),
                       bench_outcome(&each, OUT_trust, "organisation:b"), 0);
    assert_double_near(bench_outcome(&one, OUT_organisations, "organisation:b"), 3, 0);
    bench_tear_down(&one);
    bench_tear_down(&each);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stated_ties_are_there_in_every_run),
        cmocka_unit_test(what_one_knows_leaves_other_lots_alone),
        cmocka_unit_test(own_ties_and_languages_place_members),
        cmocka_unit_test(organisations_state_their_own_relations),
        cmocka_unit_test(named_rows_are_observed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
