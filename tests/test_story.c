/* test_story.c: a story of a toy, line by line, as it is written by hand; and of the partnership model, that a run goes
 * as it goes whether somebody listens or not, in whole steps and parts of them. */
#include "arm_bench.h"
#include "failing_memory.h"
#include "near.h"
#include "small_study.h"
#include "analysis/story/story.h"
#include "partnership/state/telling.h"
#include "plots/pictures/story_svg.h"
#include "plots/words/story_words.h"

#include <math.h>

/* ---- in words ----------------------------------------------------------------------------------- */

enum { BEGAN, MET, LOST, PAID, HOPED, ENDED, LEVEL, KINDS };

static const rap_event_kind kinds[KINDS] = {
    [BEGAN] = {"began", NULL, 1, 2, "began", NULL, "all was well", false},
    [MET] = {"met", NULL, 1, -1, "met", "met # times", NULL, true},
    [LOST] = {"lost", NULL, -1, -1, "lost |a friend", "lost |# friends", NULL, false},
    [PAID] = {"paid", "month", 0, -1, "lost |time @", NULL, NULL, false},
    [HOPED] = {"hoped", NULL, -1, -1, "lost |hope", NULL, NULL, false},
    [ENDED] = {"ended", NULL, -1, 0, "ended", NULL, "", false},
    [LEVEL] = {"level", "0-1", 0, -1, NULL, NULL, NULL, false},
};

static const rap_model toy = {.name = "toy", .events = kinds, .n_events = KINDS};

/* Of three: the events of one, in order, those of another between them; nothing of the third. */
static rap_story_event events[] = {
    {0, LEVEL, 0, 0.5},  {0, MET, 1, 0},     {1, BEGAN, 2, 0},  {0, BEGAN, 3, 0},
    {0, MET, 3, 0},      {0, MET, 5, 0},     {0, MET, 6, 0},    {1, LOST, 7, 0},
    {1, MET, 7.5, 0},    {0, LOST, 8.25, 0}, {0, LOST, 8.5, 0}, {0, PAID, 8.75, 1},
    {0, HOPED, 8.75, 0}, {0, PAID, 9, -3},   {0, ENDED, 12, 0}, {0, MET, 20, 0},
};
static rap_story_who people[] = {{"t", "Team", "a", "Anna <1>", 1, 0, 0},
                                 {"t", "Team", "b", "Ben", 1, 0, 0},
                                 {"t", "Team", "c", "Cem", 1, 0, 0}};

static void add_told(void *context, int from, int to, const char *words) {
    rap_text *out = context;
    rap_story_say_when(out, NULL, from, to);
    rap_text_format(out, ": %s\n", words);
}

static rap_story toy_story(rap_study *study, rap_arm *arm) {
    *arm = (rap_arm){.name = "arm", .label = "Arm & leg"};
    *study = (rap_study){
        .model = &toy, .horizon = 24, .draws = 3, .replicates = 4, .arms = arm, .n_arms = 1};
    return (rap_story){.study = study,
                       .item = 6,
                       .who = people,
                       .n_who = 3,
                       .events = events,
                       .n_events = sizeof events / sizeof *events,
                       .n_touched = 2};
}

static size_t count_of(const char *text, const char *part) {
    size_t n = 0;
    for (; (text = strstr(text, part)); text++)
        n++;
    return n;
}

static void a_chapter_is_told_line_by_line(void **state) {
    (void)state;
    rap_study study;
    rap_arm arm;
    rap_text out;
    rap_story s = toy_story(&study, &arm);
    rap_text_init(&out);
    assert_int_equal(rap_story_tell(&s, NULL, 0, add_told, &out), RAP_OK);
    assert_string_equal(rap_text_string(&out),
                        "Months 0 to 2: met.\n"
                        "Month 3: began; met.\n"
                        "Months 4 to 7: all was well; met 2 times.\n"
                        "Month 8: lost 2 friends, time in month 1 and hope.\n"
                        "Month 9: lost time before the study began.\n"
                        "Months 10 to 11: all was well.\n"
                        "Month 12: ended.\n"
                        "Months 13 to 23: met.\n");
    rap_text_clear(&out);
    assert_int_equal(rap_story_tell(&s, NULL, 1, add_told, &out), RAP_OK);
    assert_string_equal(rap_text_string(&out), "Month 2: began.\n"
                                               "Months 3 to 6: all was well.\n"
                                               "Month 7: lost a friend; met.\n"
                                               "Months 8 to 23: all was well.\n");
    rap_text_clear(&out);
    assert_int_equal(rap_story_tell(&s, NULL, 2, add_told, &out), RAP_OK);
    assert_string_equal(rap_text_string(&out), "Months 0 to 23: nothing happened.\n");
    rap_text_clear(&out);
    rap_story_say_which(&out, NULL, &s);
    assert_non_null(strstr(rap_text_string(&out),
                           "History 7 of 12: set of assumptions 2, history 3 of that set. The "
                           "others went differently."));
    rap_text_free(&out);
}

/* Shaded from month 3 to 12 of 24, in 344 units from 8 on; labels escaped; a mark for each event, and one of each kind in
 * the legend: circles for the better, small ones where they are told in sums, crosses for the worse, ticks else. */
static void a_picture_has_what_happened(void **state) {
    (void)state;
    rap_study study;
    rap_arm arm;
    rap_text out;
    size_t shown[] = {0};
    rap_story s = toy_story(&study, &arm);
    s.shown = shown;
    s.n_shown = 1;
    rap_text_init(&out);
    rap_story_svg(&s, NULL, &out);
    const char *svg = rap_text_string(&out);
    assert_non_null(strstr(svg, "<rect x=\"51.0\" y=\"92\" width=\"129.0\""));
    assert_non_null(strstr(svg, ">Anna &lt;1&gt;</text>"));
    assert_non_null(strstr(svg, "<title>Arm &amp; leg: what happened"));
    assert_int_equal(count_of(svg, "<circle"), 1 + 1 + 5);
    assert_int_equal(count_of(svg, "r=\"1.3\""), 5);
    assert_int_equal(count_of(svg, "l6 6m0"), 1 + 4);
    assert_int_equal(count_of(svg, "v7\""), 1 + 2);
    rap_text_free(&out);
}

/* ---- a run does not know that it is told ---------------------------------------------------------- */

typedef struct {
    size_t told[N_EVENTS];
} counts;

static void count_event(void *context, const rap_happening *told) {
    counts *c = context;
    c->told[told->kind]++;
    assert_non_null(told->team);
    assert_true(!told->organisation == !told->label);
}

static void compare_runs(const char *step, size_t arm) {
    const char *sets[] = {step};
    bench silent, heard;
    counts c = {{0}};
    const rap_listener listener = {&c, count_event};
    bench_set_up(&silent, small_study, arm, sets, 1);
    bench_set_up(&heard, small_study, arm, sets, 1);
    partnership_listen(heard.state, &listener);
    for (uint64_t item = 0; item < 4; item++) {
        bench_run(&silent, item, -1);
        bench_run(&heard, item, -1);
        for (size_t k = 0; k < silent.n_columns; k++)
            assert_true(silent.x[k] == heard.x[k] || (isnan(silent.x[k]) && isnan(heard.x[k])));
    }
    assert_true(c.told[EVENT_said_yes] >= c.told[EVENT_partnered]);
    assert_true(c.told[EVENT_partnered] > 0);
    bench_tear_down(&silent);
    bench_tear_down(&heard);
}

static void a_run_goes_as_it_goes(void **state) {
    (void)state;
    for (size_t arm = 0; arm < 4; arm++) {
        compare_runs("time.step=1.0", arm);
        compare_runs("time.step=0.25", arm);
    }
}

/* ---- a whole story ------------------------------------------------------------------------------- */

/* Of the latest end of contact of somebody before an event; NAN where there is none. */
static double last_end(const rap_story *s, size_t at) {
    for (size_t k = at; k-- > 0;)
        if (s->events[k].who == s->events[at].who && s->events[k].kind == EVENT_contact_ended)
            return s->events[k].month;
    return NAN;
}

/* In order of time; contact that began again after n months had ended n months before. */
static void ends_and_beginnings_agree(void **state) {
    (void)state;
    size_t begun = 0;
    for (int part = 0; part < 2; part++) {
        const char *sets[] = {part ? "time.step=0.25" : "time.step=1.0"};
        rap_overrides overrides = {-1, -1, -1, sets, 1, NULL};
        rap_study study;
        fixture_read(&study, small_study, &overrides);
        for (size_t arm = 0; arm < study.n_arms; arm++) {
            rap_story s;
            const char *unknown;
            study.story.history = 1;
            assert_int_equal(rap_story_make(&s, &study, arm, &unknown), RAP_OK);
            for (size_t k = 1; k < s.n_events; k++) {
                assert_true(s.events[k - 1].month <= s.events[k].month);
                if (s.events[k].kind != EVENT_contact_began)
                    continue;
                assert_double_near(s.events[k].month - s.events[k].value, last_end(&s, k), 1e-9);
                begun++;
            }
            rap_story_free(&s);
        }
        rap_study_free(&study);
    }
    assert_true(begun > 5);
}

/* Makes, draws and tells a story once; RAP_ENOMEM where memory runs out on the way. */
static int tell_once(const rap_study *study) {
    rap_story s;
    rap_text out;
    const char *unknown = NULL;
    rap_text_init(&out);
    int status = rap_story_make(&s, study, 1, &unknown);
    if (!status) {
        rap_story_say_which(&out, NULL, &s);
        rap_story_say_whom(&out, NULL, &s);
        rap_story_csv(&s, &out);
        rap_story_svg(&s, NULL, &out);
    }
    for (size_t k = 0; k < s.n_shown && !status; k++)
        status = rap_story_tell(&s, NULL, s.shown[k], add_told, &out);
    status = status ? status : rap_text_status(&out);
    rap_story_free(&s);
    rap_story_free(&s);
    rap_text_free(&out);
    return status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    rap_study study;
    rap_overrides overrides = {-1, -1, -1, NULL, 0, NULL};
    fixture_read(&study, small_study, &overrides);
    study.story.history = 2;
    assert_int_equal(tell_once(&study), RAP_OK); /* what the study binds once is bound */
    long n = 0;
    for (int status = RAP_ENOMEM; status; n++) {
        left = n;
        status = tell_once(&study);
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
    }
    left = -1;
    assert_true(n > 50);
    rap_study_free(&study);
}

/* ---- every kind of event happens ------------------------------------------------------------------ */

static const char eventful[] =
    "title = \"test\"; horizon = 96; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = {\n"
    "  ga = { type = \"grassroots_association\"; count = 20; until = 70; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 10; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 6; };\n"
    "};\n"
    "teams = { focal = { policy = \"sustained\"; bridge = 0.5; aftercare = 6; reserve = 0.1;\n"
    "  grants = ( { start = -3; months = 21; amount = 200000; },\n"
    "    { start = 30; months = 18; amount = 150000; success = 0.5; },\n"
    "    { start = 60; months = 12; amount = 50000; follow_on = true; success = 0.5; } );\n"
    "  relations = {\n"
    "    old = { organisations = \"ga\"; stage = \"partnered\"; trust = 0.6; };\n"
    "    asleep = { organisations = \"ga\"; stage = \"dormant\"; trust = 0.5; };\n"
    "    gone = { organisations = \"shop\"; stage = \"ended\"; trust = 0.2; };\n"
    "  }; }; };\n"
    "parameters = { gap_loss = 1.0; turnover_dormant = 0.5; };\n"
    "arms = { sustained = {};\n"
    "  short = { changes = { teams = { focal = { policy = \"parachute\";\n"
    "    bridge = 0.0; reserve = 0.0; aftercare = 0;\n"
    "    pay = { when_short = \"owe\"; form = \"by_type\"; rate = 90; share = 0.01; };\n"
    "  }; }; }; };\n"
    "  late = { changes = { parameters = { promise_grace = 0.0;\n"
    "    promise_lead = 0.0; need_due = 1.0; };\n"
    "    teams = { focal = { unpaid_hours = 4; pay = { delay = 9; }; }; }; }; };\n"
    "};\n";

/* A row of events.def that nothing tells would be there in name only. */
static void every_kind_of_event_is_told(void **state) {
    (void)state;
    counts c = {{0}};
    const rap_listener listener = {&c, count_event};
    for (size_t arm = 0; arm < 3; arm++) {
        bench b;
        bench_set_up(&b, eventful, arm, NULL, 0);
        partnership_listen(b.state, &listener);
        for (uint64_t item = 0; item < 40; item++)
            bench_run(&b, item, -1);
        bench_tear_down(&b);
    }
    bool all = true;
    for (size_t k = 0; k < N_EVENTS; k++) {
        all &= c.told[k] > 0;
        if (!c.told[k])
            print_error("%s is never told\n", partnership_events[k].name);
    }
    assert_true(all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chapter_is_told_line_by_line),
        cmocka_unit_test(a_picture_has_what_happened),
        cmocka_unit_test(every_kind_of_event_is_told),
        cmocka_unit_test(a_run_goes_as_it_goes),
        cmocka_unit_test(ends_and_beginnings_agree),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
