/* test_study.c: settings, arms, contrasts, --set, windows, headlines, fingerprints. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "grammar_model.h"
#include "base/text.h"
#include "scenario/study/study.h"

#include <stdio.h>
#include <string.h>

#define UNITS "units = { u = {}; };\n"

typedef struct {
    rap_study study;
    rap_problems problems;
    int status;
} reading;

static reading *read_with(const char *text, const rap_overrides *overrides) {
    reading *r = rap_allocate(1, sizeof *r);
    page study = {"a.cfg", text};
    book b = {&study, 1};
    rap_loader loader = book_loader(&b);
    rap_problems_init(&r->problems);
    r->status =
        rap_study_read(&r->study, grammar_models, &loader, "a.cfg", overrides, &r->problems);
    return r;
}

static void done(reading *r) {
    rap_study_free(&r->study);
    rap_study_free(&r->study);
    rap_problems_free(&r->problems);
    rap_free(r);
}

static void show(const reading *r) {
    for (size_t i = 0; i < r->problems.n; i++)
        print_error("%s:%d: %s: %s\n", r->problems.rows[i].file, r->problems.rows[i].line,
                    r->problems.rows[i].key, r->problems.rows[i].text);
}

static reading *read_good(const char *text, const rap_overrides *overrides) {
    reading *r = read_with(text, overrides);
    show(r);
    assert_int_equal(r->status, RAP_OK);
    return r;
}

static reading *read_set(const char *text, const char *const *sets, size_t n) {
    rap_overrides o = {-1, -1, -1, sets, n, NULL};
    return read_with(text, &o);
}

/* One problem, behind "file:line: key: ". */
static void expect(const char *line, const char *problem) {
    char text[4096], found[1500] = "";
    snprintf(text, sizeof text, "title = \"T\";\n" UNITS "%s", line);
    reading *r = read_with(text, NULL);
    if (r->problems.n == 1)
        snprintf(found, sizeof found, "%d: %s: %s", r->problems.rows[0].line,
                 r->problems.rows[0].key, r->problems.rows[0].text);
    else
        show(r);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_string_equal(found, problem);
    done(r);
}

static void expect_set(const char *set, const char *problem) {
    char found[1500] = "";
    reading *r = read_set("title = \"T\"; " UNITS "arms = { one = {}; two = {}; };", &set, 1);
    if (r->problems.n == 1)
        snprintf(found, sizeof found, "%s: %s: %s", r->problems.rows[0].file,
                 r->problems.rows[0].key, r->problems.rows[0].text);
    else
        show(r);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_string_equal(found, problem);
    done(r);
}

static void the_shortest_study(void **state) {
    (void)state;
    reading *r = read_good("title = \"T\"; " UNITS, NULL);
    const rap_study *s = &r->study;
    static const char *const windows[] = {"12", "36", "end", "end+12", "end+24", "end+36", "120"};
    assert_string_equal(s->title, "T");
    assert_string_equal(s->currency, "CAD");
    assert_null(s->question);
    assert_true(s->horizon == 120 && s->draws == 100 && s->replicates == 4 && s->seed == 1);
    assert_double_near(s->clock.step, 1, 0);
    assert_int_equal(s->clock.steps_per_month, 1);
    assert_int_equal(s->clock.horizon, 120);
    assert_int_equal(s->n_arms, 1);
    assert_string_equal(s->arms[0].name, "study");
    assert_true(s->arms[0].baseline);
    assert_int_equal(s->n_contrasts, 0);
    assert_int_equal(s->n_windows, 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(s->windows[i].text, windows[i]);
    assert_int_equal(s->horizon_window, 6);
    assert_int_equal(s->windows[4].anchor, 0);
    assert_int_equal(s->windows[4].months, 24);
    assert_int_equal(s->n_headlines, 1);
    assert_int_equal(s->headlines[0].window, 6);
    assert_string_equal(s->headlines[0].group, "all");
    assert_double_near(s->delta[1], 10, 0);
    assert_int_equal(s->n_sources, 1);
    done(r);
}

static void a_study_with_everything(void **state) {
    (void)state;
    rap_overrides o = {0, 7, 99, NULL, 0, NULL};
    reading *r = read_good(
        "title = \"T\"; question = \"Q?\"; model = \"grammar\"; currency = \"EUR\"; horizon = 24;\n"
        "time = { step = 0.25; }; seed = 5; windows = [\"6\", \"end + 12\", \"end+0\"];\n"
        "smallest_differences = { size = 2; cost = 0.5; };\n"
        "headlines = ( { outcome = \"cost\"; window = \"end+12\"; },\n"
        "  { outcome = \"size\"; window = \"24\"; group = \"kind:fast\"; },\n"
        "  { outcome = \"cost_per_unit\"; window = \"6\"; } );\n" UNITS
        "arms = { a = { label = \"A\"; }; b = { label = \"B\"; baseline = true; note = \"N\"; }; c "
        "= {}; };\n"
        "contrasts = { x = { label = \"X\"; plus = [\"a\", \"c\"]; minus = [\"b\"]; }; };\n",
        &o);
    const rap_study *s = &r->study;
    assert_true(s->draws == 0 && s->replicates == 7 && s->seed == 99);
    assert_int_equal(s->clock.steps_per_month, 4);
    assert_int_equal(s->n_windows, 4);
    assert_string_equal(s->windows[1].text, "end+12");
    assert_string_equal(s->windows[2].text, "end");
    assert_int_equal(s->horizon_window, 3);
    assert_int_equal(rap_study_window(s, "end+12"), 1);
    assert_int_equal(rap_study_window(s, "24"), 3);
    assert_int_equal(rap_study_window(s, "7"), -1);
    assert_int_equal(s->n_headlines, 3);
    assert_int_equal(s->headlines[0].outcome, 1);
    assert_string_equal(s->headlines[1].group, "kind:fast");
    assert_double_near(s->delta[0], 2, 0);
    assert_int_equal(s->baseline, 1);
    assert_string_equal(s->arms[1].note, "N");
    assert_int_equal(s->n_contrasts, 3);
    assert_string_equal(s->contrasts[0].label, "A against B");
    assert_string_equal(s->contrasts[1].name, "c");
    assert_true(s->contrasts[1].is_arm);
    assert_false(s->contrasts[2].is_arm);
    assert_int_equal(s->contrasts[2].n_plus, 2);
    assert_int_equal(s->contrasts[2].plus[1], 2);
    assert_int_equal(s->contrasts[2].minus[0], 1);
    done(r);
}

static void mistakes_in_settings(void **state) {
    (void)state;
    expect("horizn = 12;", "3: horizn: unknown key; did you mean \"horizon\"?");
    expect("horizon = 0;", "3: horizon: a whole number from 1 to 1200 (month) expected, found 0");
    expect("seed = -1;",
           "3: seed: a whole number from 0 to 9223372036854775807 expected, found -1");
    expect("currency = \"cad\";", "3: currency: three capital letters expected, such as \"CAD\"");
    expect("time = { step = 0.3; };", "3: time.step: a step of 1, 0.5 or 0.25 months expected");
    expect("model = \"gramar\";", "3: model: unknown model \"gramar\"; did you mean \"grammar\"?");
    expect("windows = [\"fin\"];", "3: windows.0: a month such as \"36\" or an anchor such as "
                                   "\"end+24\" expected, found \"fin\"; "
                                   "anchors of this model: end");
    expect("windows = [\"end-3\"];", "3: windows.0: a month such as \"36\" or an anchor such as "
                                     "\"end+24\" expected, found \"end-3\"; "
                                     "anchors of this model: end");
    expect("windows = [\"121\"];", "3: windows.0: month 121 lies after the horizon of 120 months");
    expect("windows = [\"99999999999999999999\"];",
           "3: windows.0: month 9999 lies after the horizon of 120 months");
    expect("windows = [\"12\", \"12\"];", "3: windows.1: this window stands there twice");
    expect("smallest_differences = { size = 0; };",
           "3: smallest_differences.size: a number above 0 expected (units)");
    expect("smallest_differences = { sise = 1; };",
           "3: smallest_differences.sise: unknown outcome \"sise\"; did you mean \"size\"?");
    expect("headlines = ( { outcome = \"sise\"; window = \"12\"; } );",
           "3: headlines.0.outcome: unknown outcome \"sise\"; did you mean \"size\"?");
    expect("headlines = ( { outcome = \"size\"; window = \"13\"; } );",
           "3: headlines.0.window: \"13\" is none of the study's windows; did you mean \"12\"?");
    expect("headlines = ( { outcome = \"size\"; window = \"12\"; group = \"kind:fats\"; } );",
           "3: headlines.0.group: \"size\" has no group \"kind:fats\" in any arm; did you mean "
           "\"kind:fast\"?");
    expect("headlines = ( { outcome = \"cost\"; window = \"12\"; group = \"kind:fast\"; } );",
           "3: headlines.0.group: \"cost\" has no group \"kind:fast\" in any arm");
}

static void mistakes_in_arms(void **state) {
    (void)state;
    expect("arms = { a = { baseline = true; }; b = { baseline = true; }; };",
           "3: arms.b.baseline: a second baseline; \"a\" is the baseline already");
    expect("arms = { a = { changes = { horizon = 12; }; }; };",
           "3: horizon: a setting of the whole study, which cannot differ between arms");
    expect("arms = { a = { changes = { ratez = {}; }; }; };",
           "3: ratez: unknown key in the changes of arm a; did you mean \"rates\"?");
    expect("arms = { a = { changes = 3; }; };", "3: arms.a.changes: a group { } expected, found 3");
    expect("arms = { a = {}; b = {}; };\ncontrasts = { c = { plus = [\"a\"]; minus = [\"gone\"]; "
           "}; };",
           "4: contrasts.c.minus.0: unknown arm \"gone\"; there are: a, b");
    expect(
        "arms = { a = {}; b = {}; };\ncontrasts = { c = { plus = [\"a\"]; minus = [\"a\"]; }; };",
        "4: contrasts.c: the arm \"a\" stands on both sides");
    expect("arms = { a = {}; b = {}; };\ncontrasts = { c = { plus = [\"a\", \"a\"]; minus = "
           "[\"b\"]; }; };",
           "4: contrasts.c.plus.1: the arm \"a\" stands twice on this side");
    expect("arms = { a = {}; b = {}; };\ncontrasts = { c = { plus = [\"a\"]; minus = []; }; };",
           "4: contrasts.c.minus: at least one text expected, found an empty list");
    expect(
        "arms = { a = {}; b = {}; };\ncontrasts = { a = { plus = [\"a\"]; minus = [\"b\"]; }; };",
        "4: contrasts.a: this is the name of an arm; give the contrast another");
}

#define TWO "arms = { a = {}; b = {}; };\nwindows = [\"12\"];\npatterns = { p = {\n"
#define WORDS " source = \"S\"; built_from = \"B\"; status = \"held_out\";"
#define SIZE " outcome = { name = \"size\"; window = \"12\"; direction = \"up\"; };"

static void mistakes_in_patterns(void **state) {
    (void)state;
    expect(TWO WORDS SIZE " plus = [\"gone\"]; }; };",
           "6: patterns.p.plus.0: unknown arm \"gone\"; there are: a, b");
    expect(TWO WORDS SIZE " plus = [\"a\"]; minus = [\"a\"]; }; };",
           "5: patterns.p: the arm \"a\" stands on both sides");
    expect(TWO WORDS SIZE " plus = [\"a\"]; versus = {}; }; };",
           "6: patterns.p.versus: at least one of plus, minus, group and window expected");
    expect(
        TWO WORDS SIZE " plus = [\"a\"]; versus = { window = \"36\"; }; }; };",
        "6: patterns.p.versus.window: \"36\" is none of the study's windows; there are: 12, 120");
    expect(TWO WORDS " plus = [\"a\"]; outcome = { name = \"sise\"; window = \"12\"; direction = "
                     "\"up\"; }; }; };",
           "6: patterns.p.outcome.name: unknown outcome \"sise\"; did you mean \"size\"?");
    expect(TWO WORDS " plus = [\"a\"]; outcome = { name = \"size\"; window = \"12\"; direction = "
                     "\"upp\"; }; }; };",
           "6: patterns.p.outcome.direction: unknown choice \"upp\"; did you mean \"up\"?");
    expect(TWO WORDS " plus = [\"a\"]; outcome = { name = \"size\"; window = \"12\"; direction = "
                     "\"up\"; at_least = -1.0; }; }; };",
           "6: patterns.p.outcome.at_least: a number from 0 to 1e+12 expected, found -1.0");
    expect(TWO WORDS " plus = [\"a\"]; outcome = { name = \"size\"; window = \"12\"; direction = "
                     "\"up\"; group = \"kind:fats\"; }; }; };",
           "6: patterns.p.outcome.group: \"size\" has no group \"kind:fats\" in any arm; did you "
           "mean \"kind:fast\"?");
    expect(TWO WORDS SIZE " plus = [\"a\"]; vs = {}; }; };",
           "6: patterns.p.vs: unknown key in pattern; there are: source, built_from, status, note, "
           "plus, minus, "
           "outcome, versus, label");
    expect(TWO " source = \"S\"; built_from = \"B\"; status = \"held\";" SIZE
               " plus = [\"a\"]; }; };",
           "6: patterns.p.status: unknown choice \"held\"; there are: held_out, same_document, "
           "by_construction, "
           "input");
}

static void a_pattern_as_read(void **state) {
    (void)state;
    reading *r = read_good(
        "title = \"T\"; " UNITS TWO WORDS
        " label = \"L\"; note = \"N\"; plus = [\"b\"]; minus = [\"a\"];"
        " outcome = { name = \"size\"; window = \"12\"; direction = \"down\"; at_least = 3; };"
        " versus = { group = \"kind:fast\"; }; }; q = { plus = [\"a\"];" WORDS SIZE " }; };",
        NULL);
    const rap_pattern *p = r->study.patterns;
    assert_int_equal(r->study.n_patterns, 2);
    assert_string_equal(p->label, "L");
    assert_string_equal(p->note, "N");
    assert_true(p->standing == RAP_HELD_OUT && p->claim.direction == -1 && p->claim.compared);
    assert_double_near(p->claim.at_least, 3, 0);
    assert_int_equal(p->claim.effect.plus[0], 1);
    assert_string_equal(p->claim.effect.group, "all");
    assert_string_equal(p->claim.versus.group, "kind:fast");
    assert_int_equal(p->claim.versus.minus[0], 0);
    assert_true(!p[1].claim.compared && p[1].claim.effect.n_minus == 0 &&
                p[1].claim.direction == 1);
    assert_double_near(p[1].claim.at_least, r->study.delta[p[1].claim.effect.outcome], 0);
    assert_int_equal(rap_study_keep_arm(&r->study, 0), RAP_OK);
    assert_int_equal(r->study.n_patterns, 0);
    done(r);
}

static void a_quantity_as_read(void **state) {
    (void)state;
    reading *r =
        read_good("title = \"T\"; " UNITS
                  "arms = { a = {}; b = {}; };\nwindows = [\"12\"];\nquantities = { q = {"
                  " label = \"L\"; note = \"N\"; source = \"S\"; status = \"input\"; plus = "
                  "[\"b\"]; minus = [\"a\"];"
                  " outcome = { name = \"size\"; window = \"12\"; group = \"kind:fast\"; }; value "
                  "= -3; sd = 0.5; };"
                  " r = { source = \"S\"; status = \"held_out\"; plus = [\"a\"];"
                  " outcome = { name = \"size\"; window = \"12\"; }; value = 0.25; sd = 1; "
                  "discrepancy = 2; }; };",
                  NULL);
    const rap_quantity *q = r->study.quantities;
    assert_int_equal(r->study.n_quantities, 2);
    assert_string_equal(q->label, "L");
    assert_string_equal(q->note, "N");
    assert_string_equal(q->source, "S");
    assert_true(q->standing == RAP_IS_INPUT && q[1].standing == RAP_HELD_OUT);
    assert_double_near(q->value, -3, 0);
    assert_double_near(q->sd, 0.5, 0);
    assert_true(q->discrepancy == 0 && q[1].discrepancy == 2);
    assert_int_equal(q->effect.plus[0], 1);
    assert_int_equal(q->effect.minus[0], 0);
    assert_string_equal(q->effect.group, "kind:fast");
    assert_true(q[1].effect.n_minus == 0 && !q[1].note);
    assert_string_equal(q[1].effect.group, "all");
    assert_int_equal(rap_study_keep_arm(&r->study, 0), RAP_OK);
    assert_int_equal(r->study.n_quantities, 0);
    done(r);
}

/* Both the study and a fork of it lose what lies in windows that are gone, each on its own. */
static void quantities_follow_their_windows(void **state) {
    (void)state;
    const char *text = "title = \"T\"; " UNITS
                       "arms = { a = {}; b = {}; };\nwindows = [\"6\", \"12\"];\nquantities = {"
                       " early = { source = \"S\"; status = \"input\"; plus = [\"b\"];"
                       " outcome = { name = \"size\"; window = \"6\"; }; value = 1; sd = 1; };"
                       " late = { source = \"S\"; status = \"input\"; plus = [\"b\"];"
                       " outcome = { name = \"size\"; window = \"12\"; }; value = 1; sd = 1; }; };";
    reading *r = read_good(text, NULL);
    bool used[3] = {false}; /* with the horizon */
    rap_study fork;
    assert_int_equal(rap_study_fork(&fork, &r->study), RAP_OK);
    assert_int_equal(fork.n_windows, 3);
    used[rap_study_window(&fork, "12")] = true;
    rap_study_keep_windows(&fork, used);
    assert_int_equal(fork.n_quantities, 1);
    assert_string_equal(fork.quantities[0].name, "late");
    assert_string_equal(fork.windows[fork.quantities[0].effect.window].text, "12");
    assert_int_equal(r->study.n_quantities, 2);
    assert_string_equal(r->study.quantities[0].name, "early");
    assert_string_equal(r->study.windows[r->study.quantities[0].effect.window].text, "6");
    rap_study_free(&fork);
    done(r);
}

/* The same mistake of the shared part shows in every arm, and is reported once. */
static void problems_are_reported_once(void **state) {
    (void)state;
    expect("rates = { growth = 7; }; arms = { a = {}; b = {}; c = {}; };",
           "3: rates.growth: a number from 0 to 1 (1/month) expected, found 7");
}

/* The model's own rules get the line of their key, or of what stands above it. */
static void rules_of_the_model(void **state) {
    (void)state;
    expect("arms = { a = { changes = {\n units = { u = { count = 60; }; v = { count = 60; }; }; }; "
           "}; };",
           "4: units: 120 units in all, at most 100 expected");
    expect("rates = {\n decay = 0.01; };", "3: rates.growth: growth 0.2 beyond decay 0.01");
}

static const rap_input *input(const rap_inputs *in, const char *path) {
    for (size_t i = 0; i < in->n_inputs; i++)
        if (!strcmp(in->inputs[i].path, path))
            return &in->inputs[i];
    return NULL;
}

static void sets(void **state) {
    (void)state;
    static const char *const list[] = {"horizon=60",
                                       "draws=0",
                                       "rates.growth=0.5",
                                       "title=Other",
                                       "arms.two.changes.rates.growth=0.25",
                                       "arms.two.label=\"Two two\"",
                                       "units.u.count=3"};
    reading *r =
        read_set("title = \"T\"; " UNITS
                 "arms = { one = { changes = { rates = { growth = 0.1; }; }; }; two = {}; };",
                 list, 6 + 1);
    rap_inputs in;
    show(r);
    assert_int_equal(r->status, RAP_OK);
    assert_true(r->study.horizon == 60 && r->study.draws == 0);
    assert_string_equal(r->study.title, "Other");
    assert_string_equal(r->study.arms[1].label, "Two two");
    assert_int_equal(r->study.n_sets, 7);
    assert_int_equal(rap_inputs_bind(&in, &r->study, 0), RAP_OK);
    assert_double_near(((grammar_root *)in.root)->rates.growth, 0.5, 0);
    assert_string_equal(input(&in, "rates.growth")->file, "--set");
    assert_true(input(&in, "units.u.count")->value == 3);
    rap_inputs_free(&in);
    done(r);
    static const char *const one[] = {"arms.two.changes.rates.growth=0.25"};
    r = read_set("title = \"T\"; " UNITS "arms = { one = {}; two = {}; };", one, 1);
    for (size_t arm = 0; arm < 2; arm++) {
        assert_int_equal(rap_inputs_bind(&in, &r->study, arm), RAP_OK);
        assert_double_near(((grammar_root *)in.root)->rates.growth, arm ? 0.25 : 0.2, 0);
        rap_inputs_free(&in);
    }
    done(r);
}

static void bad_sets(void **state) {
    (void)state;
    expect_set("horizn=3", "--set: horizn: unknown key; did you mean \"horizon\"?");
    expect_set("horizon=3.5",
               "--set: horizon: a whole number from 1 to 1200 (month) expected, found 3.5");
    expect_set("arms.three.changes.flag=true",
               "--set: arms.three.changes.flag: unknown arm \"three\"; there are: one, two");
    expect_set("rates.growth", "--set: : \"rates.growth\": expected KEY=VALUE, KEY a path such as "
                               "teams.focal.policy");
    expect_set("units.w.kind=x", "--set: units.w.kind: unknown kind \"x\"; there are none");
    expect_set("grants.0.amount=5",
               "--set: grants.0.amount: there is no list grants of which to set an entry");
    rap_overrides o = {2000000, -1, -1, NULL, 0, NULL};
    reading *r = read_with("title = \"T\"; " UNITS, &o);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_string_equal(r->problems.rows[0].file, "--draws");
    done(r);
}

static uint64_t fingerprint(const char *text, int64_t draws, int64_t replicates, int64_t seed,
                            const char *set) {
    rap_overrides o = {draws, replicates, seed, &set, set != NULL, NULL};
    reading *r = read_good(text, &o);
    uint64_t h = r->study.fingerprint;
    done(r);
    return h;
}

static void fingerprints(void **state) {
    (void)state;
    const char *text = "title = \"T\"; " UNITS;
    uint64_t h = fingerprint(text, -1, -1, -1, NULL);
    assert_true(h == fingerprint(text, -1, -1, -1, NULL));
    assert_true(h == fingerprint(text, 7, -1, -1, NULL));
    assert_true(h == fingerprint(text, -1, 4, 1, NULL));
    assert_true(h != fingerprint(text, -1, 5, -1, NULL));
    assert_true(h != fingerprint(text, -1, -1, 2, NULL));
    assert_true(h != fingerprint(text, -1, -1, -1, "rates.growth=0.2"));
    assert_true(h != fingerprint("title = \"U\"; " UNITS, -1, -1, -1, NULL));
}

static void no_study_at_all(void **state) {
    (void)state;
    reading *r = rap_allocate(1, sizeof *r);
    book b = {NULL, 0};
    rap_loader loader = book_loader(&b);
    rap_problems_init(&r->problems);
    r->status = rap_study_read(&r->study, grammar_models, &loader, "gone.cfg", NULL, &r->problems);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_string_equal(r->problems.rows[0].file, "gone.cfg");
    assert_string_equal(r->problems.rows[0].text, "no such page");
    done(r);
    r = read_with("", NULL);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_int_equal(r->problems.n, 2);
    done(r);
}

static void thousands_of_problems(void **state) {
    (void)state;
    rap_text t;
    rap_text_init(&t);
    rap_text_add(&t, "title = \"T\"; units = {\n");
    for (int i = 0; i < 5000; i++)
        rap_text_format(&t, "u%d = { count = 1000; };\n", i);
    rap_text_add(&t, "}; arms = { a = {}; b = {}; c = {}; };");
    reading *r = read_with(rap_text_string(&t), NULL);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_int_equal(r->problems.n, 201);
    assert_string_equal(r->problems.rows[200].text, "and 4800 more problems");
    done(r);
    rap_text_free(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_study),
        cmocka_unit_test(a_study_with_everything),
        cmocka_unit_test(mistakes_in_settings),
        cmocka_unit_test(mistakes_in_arms),
        cmocka_unit_test(mistakes_in_patterns),
        cmocka_unit_test(a_quantity_as_read),
        cmocka_unit_test(quantities_follow_their_windows),
        cmocka_unit_test(a_pattern_as_read),
        cmocka_unit_test(problems_are_reported_once),
        cmocka_unit_test(rules_of_the_model),
        cmocka_unit_test(sets),
        cmocka_unit_test(bad_sets),
        cmocka_unit_test(fingerprints),
        cmocka_unit_test(no_study_at_all),
        cmocka_unit_test(thousands_of_problems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
