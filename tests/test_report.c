/* test_report.c: the report page: well-formed, safe, complete, and careful in what it claims. */
#include "fixture.h"
#include "fake_tables.h"
#include "markup.h"
#include "refuse.h"
#include "toy_model.h"
#include "analysis/tables/make_tables.h"
#include "analysis/patterns/patterns.h"
#include "plots/page/report.h"

static const char picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
static const char picture_address[] =
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E\"";

typedef int (*page_maker)(const rap_tables *t, const rap_report_extras *extras, rap_text *html);

/* A page of made-up tables; the caller frees the text. */
static int make_as(page_maker make, const fake_tables *f, bool pictures, const char *remark,
                   rap_text *html) {
    static const char *const files[] = {"outcomes.csv", "contrasts.csv"};
    rap_plots plots;
    rap_report_picture drawn[32] = {{0}};
    const char *warnings[] = {remark};
    int status = rap_plots_list(&plots, &f->tables);
    status = status ? status : rap_plots_add_narrow(&plots);
    for (size_t i = 0; i < plots.n && i < 32; i++)
        drawn[i] = (rap_report_picture){"image/svg+xml", picture, i == 1 ? 0 : sizeof picture - 1};
    rap_report_extras extras = {.plots = pictures ? &plots : NULL,
                                .pictures = drawn,
                                .version = "0.1.0",
                                .command = remark,
                                .study_path = "a.cfg",
                                .host = "machine",
                                .time = "2025-03-01",
                                .seconds = 1.5,
                                .warnings = warnings,
                                .n_warnings = 1,
                                .files = files,
                                .n_files = 2};
    if (!status)
        status = make(&f->tables, &extras, html);
    rap_plots_free(&plots);
    return status;
}

static int make_page(const fake_tables *f, bool pictures, const char *remark, rap_text *html) {
    return make_as(rap_report_html, f, pictures, remark, html);
}

static int make_appendix(const fake_tables *f, bool pictures, const char *remark, rap_text *html) {
    return make_as(rap_appendix_html, f, pictures, remark, html);
}

static void get_as(page_maker make, fake_kind kind, bool pictures, rap_text *html) {
    fake_tables f;
    rap_text_init(html);
    assert_int_equal(fake_tables_init(&f, kind), RAP_OK);
    assert_int_equal(make_as(make, &f, pictures,
                             kind == FAKE_HOSTILE ? fake_hostile : "rapport compare a.cfg", html),
                     RAP_OK);
    fake_tables_free(&f);
}

static void get_page(fake_kind kind, bool pictures, rap_text *html) {
    get_as(rap_report_html, kind, pictures, html);
}

static void get_appendix(fake_kind kind, bool pictures, rap_text *html) {
    get_as(rap_appendix_html, kind, pictures, html);
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *s = strstr(text, what); s; s = strstr(s + 1, what))
        n++;
    return n;
}

static void assert_holds(const char *page, const char *what) {
    if (!strstr(page, what))
        print_error("the page lacks: %s\n", what);
    assert_non_null(strstr(page, what));
}

static void assert_well_formed(const char *page) {
    const char *fault = markup_fault(page);
    if (fault)
        print_error("not well-formed at: %.80s\n", fault);
    assert_null(fault);
}

static void test_well_formed(void **state) {
    (void)state;
    static const fake_kind kinds[] = {FAKE_USUAL, FAKE_HOSTILE, FAKE_SINGLE, FAKE_MISSING};
    static const page_maker pages[] = {rap_report_html, rap_appendix_html, rap_summary_html};
    for (size_t k = 0; k < 4; k++)
        for (int which = 0; which < 6; which++) {
            rap_text html;
            get_as(pages[which / 2], kinds[k], which & 1, &html);
            assert_well_formed(rap_text_string(&html));
            assert_int_equal(count(rap_text_string(&html), "nan"), 0);
            rap_text_free(&html);
        }
}

/* The checker itself must be able to fail. */
static void test_checker(void **state) {
    (void)state;
    assert_null(markup_fault("<p a=\"1\">x &amp; y<br></p>"));
    assert_non_null(markup_fault("<p>x"));
    assert_non_null(markup_fault("<p><b>x</p></b>"));
    assert_non_null(markup_fault("x & y"));
    assert_non_null(markup_fault("<p a=\"<\">x</p>"));
    assert_non_null(markup_fault("a ]]> b"));
}

static void test_hostile_texts_stay_texts(void **state) {
    (void)state;
    rap_text html;
    get_page(FAKE_HOSTILE, true, &html);
    const char *page = rap_text_string(&html);
    assert_null(strstr(page, "<script"));
    assert_holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_null(strstr(page, "touch pwned2) '."));
    rap_text_free(&html);
    get_as(rap_summary_html, FAKE_HOSTILE, true, &html);
    assert_null(strstr(rap_text_string(&html), "<script"));
    assert_holds(rap_text_string(&html), "&lt;script&gt;alert(1)&lt;/script&gt;");
    rap_text_free(&html);
}

static void test_self_contained(void **state) {
    (void)state;
    rap_text html;
    get_page(FAKE_USUAL, true, &html);
    const char *page = rap_text_string(&html);
    assert_int_equal(count(page, "http:"),
                     count(page, "xmlns='http:")); /* a name, and no address */
    assert_null(strstr(page, "https:"));
    assert_int_equal(count(page, "src="), count(page, "src=\"data:image/svg+xml,"));
    assert_int_equal(count(page, "href="),
                     count(page, "href=\"#") + count(page, "href=\"appendix.html#") +
                         count(page, "href=\"summary.html\"") + count(page, "href=\"plots/") +
                         count(page, "href=\"series.csv\"") +
                         count(page, "href=\"contrasts.csv\""));
    rap_text_free(&html);
}

/* Each picture stands on one of the two pages, with its narrow version for a screen as wide as a phone, never for paper,
 * and links to what it was drawn from; the narrow ones are no figures of their own. */
static void test_pictures_once(void **state) {
    static const char source[] = "<picture><source media=\"screen and (max-width: 44rem)\" "
                                 "srcset=\"data:image/svg+xml,";
    (void)state;
    rap_text report, appendix;
    get_page(FAKE_USUAL, true, &report);
    get_appendix(FAKE_USUAL, true, &appendix);
    const char *here = rap_text_string(&report), *there = rap_text_string(&appendix);
    assert_int_equal(count(here, picture_address) + count(there, picture_address), 9 + 9);
    assert_true(count(there, picture_address) > 0);
    assert_int_equal(count(here, "could not be drawn") + count(there, "could not be drawn"), 1);
    assert_int_equal(count(here, source) + count(there, source), 9);
    assert_int_equal(count(here, "\">Its data</a>") + count(there, "\">Its data</a>"), 10);
    assert_true(!strstr(here, "-narrow") && !strstr(there, "-narrow"));
    rap_text_free(&report);
    rap_text_free(&appendix);
}

/* The appendix has further paths where there are more than the report shows, and no section without a picture. */
static void test_no_section_is_empty(void **state) {
    (void)state;
    fake_tables f;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    size_t all = f.study.n_headlines;
    for (size_t n = 1; n <= all; n++) {
        rap_text html;
        rap_text_init(&html);
        f.study.n_headlines = n;
        assert_int_equal(make_appendix(&f, true, "x", &html), RAP_OK);
        const char *section = strstr(rap_text_string(&html), "<section id=\"paths\">");
        const char *figure = section ? strstr(section, "<figure>") : NULL;
        assert_true(!section || (figure && figure < strstr(section, "</section>")));
        rap_text_free(&html);
    }
    fake_tables_free(&f);
}

static void test_accessible(void **state) {
    (void)state;
    rap_text html;
    get_page(FAKE_USUAL, true, &html);
    const char *page = rap_text_string(&html);
    assert_holds(page, "<html lang=\"en\">");
    assert_int_equal(count(page, "<h1>"), 1);
    assert_int_equal(count(page, "<img "), count(page, "\" alt=\""));
    assert_int_equal(count(page, "alt=\"\""), 0);
    assert_int_equal(count(page, "<table>"), count(page, "<caption>"));
    assert_int_equal(count(page, "<th"), count(page, "<th scope=\"") + count(page, "<thead>"));
    for (const char *link = strstr(page, "href=\"#"); link; link = strstr(link + 1, "href=\"#")) {
        char id[64];
        size_t n = strcspn(link + 7, "\"");
        snprintf(id, sizeof id, "id=\"%.*s\"", (int)n, link + 7);
        assert_holds(page, id);
    }
    rap_text_free(&html);
}

/* Levels of headings never skip one. */
static void test_headings(void **state) {
    (void)state;
    rap_text html;
    get_page(FAKE_USUAL, true, &html);
    int level = 0;
    for (const char *s = strstr(rap_text_string(&html), "<h"); s; s = strstr(s + 1, "<h"))
        if (s[2] >= '1' && s[2] <= '6' && s[3] == '>') {
            assert_true(s[2] - '0' <= level + 1);
            level = s[2] - '0';
        }
    rap_text_free(&html);
}

/* Numbers of the made-up tables: 0.27 of effect on survival, 96 months after the start. */
static void test_answer(void **state) {
    (void)state;
    rap_text html;
    get_appendix(FAKE_USUAL, true, &html);
    const char *page = rap_text_string(&html);
    const char *answer = strstr(page, "class=\"lead\"");
    assert_non_null(answer);
    assert_holds(answer, "Sustained, 60 months");
    assert_holds(answer, "higher by 25.9\xc2\xa0percentage points (Monte Carlo interval +24.8 to "
                         "+27.0), which is better");
    assert_holds(answer, "in about 100 of 100 sets of assumptions");
    assert_holds(answer, "Of 6 ways of working set against");
    assert_holds(page, "no difference that matters");
    assert_holds(page, "fingerprint gives the same numbers");
    rap_text_free(&html);
    get_page(FAKE_USUAL, true, &html);
    assert_holds(rap_text_string(&html), "<strong>assumed</strong>");
    rap_text_free(&html);
}

/* Fewer participants under "sustained": said where the baseline is better; more broken promises
 * under "thin". */
static void test_baseline_better(void **state) {
    (void)state;
    rap_text html;
    get_appendix(FAKE_USUAL, true, &html);
    const char *list = strstr(rap_text_string(&html), "is better</h3>");
    assert_non_null(list);
    assert_holds(list, "<strong>Participants, after 120 months (10 years)</strong>");
    assert_holds(list, "lower by 90\xc2\xa0people");
    assert_holds(list, "<strong>Promises broken, after 120 months (10 years)</strong>");
    assert_holds(list, "higher by 4.0\xc2\xa0promises");
    rap_text_free(&html);
}

/* All differences within the smallest that matters: nothing is claimed. */
static void test_nothing_claimed_below_delta(void **state) {
    (void)state;
    fake_tables f;
    rap_text html;
    rap_text_init(&html);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    for (size_t o = 0; o < f.model.n_outcomes; o++)
        f.study.delta[o] = 1e6;
    assert_int_equal(make_appendix(&f, false, "x", &html), RAP_OK);
    assert_int_equal(count(rap_text_string(&html), "which is better"), 0);
    assert_int_equal(count(rap_text_string(&html), "which is worse"), 0);
    assert_holds(rap_text_string(&html), "On no headline outcome was it better");
    rap_text_free(&html);
    fake_tables_free(&f);
}

/* The page's text between the answer's heading and the next section; NUL-terminated in place. */
static const char *answer_of(const fake_tables *f, rap_text *html) {
    rap_text_init(html);
    assert_int_equal(make_appendix(f, false, "x", html), RAP_OK);
    char *page = html->bytes, *end = strstr(page, "id=\"levels\"");
    assert_non_null(end);
    *end = '\0';
    return strstr(page, "id=\"full\"");
}

/* One set of assumptions is not "all at their start values", and shares of one set are nothing. */
static void test_one_draw(void **state) {
    (void)state;
    fake_tables f;
    rap_text html;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    f.study.draws = 1;
    f.tables.items = 4;
    for (size_t i = 0; i < f.tables.n_contrasts; i++) {
        rap_contrast_row *row = &f.tables.contrasts[i];
        row->s.draws = 1;
        row->p_mean = row->s.plausible_low = row->s.plausible_high = NAN;
    }
    const char *answer = answer_of(&f, &html);
    assert_holds(answer, "One set of assumptions was run");
    assert_int_equal(count(answer, "start values"), 0);
    assert_int_equal(count(answer, "of 1<"), 0);
    assert_holds(answer, "<td>-</td>");
    rap_text_free(&html);
    fake_tables_free(&f);
}

/* Sets of assumptions that do not agree, or differ by no more than chance. */
static void test_careful_claims(void **state) {
    (void)state;
    fake_tables f;
    rap_text html;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    for (size_t i = 0; i < f.tables.n_contrasts; i++) {
        f.tables.contrasts[i].s.plausible_low = -1;
        f.tables.contrasts[i].s.plausible_high = 1;
    }
    const char *answer = answer_of(&f, &html);
    assert_holds(answer, ", which is better on average. ");
    assert_holds(answer, "is estimated to lie between");
    assert_holds(answer, "of them on average only");
    rap_text_free(&html);
    for (size_t i = 0; i < f.tables.n_contrasts; i++)
        f.tables.contrasts[i].s.plausible_low = f.tables.contrasts[i].s.plausible_high = NAN;
    answer = answer_of(&f, &html);
    assert_holds(answer, "too few histories of each to tell the spread over sets from chance");
    assert_holds(answer, "<td>as by chance</td>");
    rap_text_free(&html);
    for (size_t i = 0; i < f.tables.n_contrasts; i++)
        f.tables.contrasts[i].s.draws = 20;
    answer = answer_of(&f, &html);
    assert_holds(answer, "Only 20 of 100 sets of assumptions have a value");
    assert_int_equal(count(answer, "which is better"), 0);
    rap_text_free(&html);
    fake_tables_free(&f);
}

static void test_words_to_avoid(void **state) {
    (void)state;
    static const char *const words[] = {"proves", " will ", "significant", "probable"};
    rap_text html;
    get_page(FAKE_USUAL, true, &html);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(count(rap_text_string(&html), words[i]), 0);
    rap_text_free(&html);
}

/* ---- a study that was really run --------------------------------------------------------------
 */

static const char small[] =
    "title = \"Small & real\"; horizon = 24; draws = 20; replicates = 2; seed = 3;\n"
    "organisation_types = { a = { trust = { value = 0.4; range = [0.3, 0.5]; grade = \"elicited\"; "
    "source = \"asked\"; }; }; };\n"
    "organisations = { one = { type = \"a\"; count = 6; }; };\n"
    "teams = { focal = { hours = { outreach = 0.3; contact = 0.3; data = 0.2; follow_up = 0.2; };\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; } ); }; };\n"
    "arms = { a = { changes = {}; }; b = { changes = { teams = { focal = { planned = 0.9; }; }; }; "
    "}; };\n";

static void run_small(rap_study *study, rap_layout *layout, rap_store **store, rap_tables *tables) {
    fixture_read(study, small, NULL);
    assert_int_equal(rap_layout_init(layout, study), RAP_OK);
    assert_int_equal(rap_store_create(store, ":memory:", study, layout), RAP_OK);
    rap_sink sink = rap_store_sink(*store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(study)};
    assert_int_equal(rap_ensemble_run(study, layout, &rap_executor_loop, &sink, &options, NULL, 0),
                     RAP_OK);
    assert_int_equal(rap_tables_make(tables, study, layout, *store), RAP_OK);
}

/* Every uncertain input stands in the page with where it was set, and memory can fail anywhere. */
static void test_real_study(void **state) {
    (void)state;
    rap_study study = {0};
    rap_layout layout = {0};
    rap_store *store = NULL;
    rap_tables tables = {0};
    run_small(&study, &layout, &store, &tables);
    rap_report_extras extras = {.seconds = -1};
    bool finished = false;
    for (long n = 0; !finished; n += n < 40 ? 1 : 37) {
        rap_text html;
        rap_text_init(&html);
        refuse_after = n;
        refuse_done = false;
        int status = rap_report_html(&tables, &extras, &html);
        if (!refuse_done) {
            rap_text_clear(&html);
            status = rap_appendix_html(&tables, &extras, &html);
        }
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
        if (finished) {
            const char *page = rap_text_string(&html);
            assert_well_formed(page);
            assert_holds(page, "Small &amp; real");
            assert_holds(page, "<code>organisation_types.a.trust</code>");
            assert_holds(page, "0.4, from 0.3 to 0.5");
            assert_holds(page, "test.cfg:2");
            assert_holds(page, "<code>parameters.staff_hour</code>");
            assert_holds(page, "default of the model");
        }
        rap_text_free(&html);
    }
    rap_tables_free(&tables);
    rap_store_close(store);
    rap_layout_free(&layout);
    rap_study_free(&study);
}

static void test_memory(void **state) {
    (void)state;
    fake_tables f;
    long n = 0;
    assert_int_equal(fake_tables_init(&f, FAKE_SINGLE), RAP_OK);
    for (bool finished = false; !finished; n++) {
        rap_text html;
        rap_text_init(&html);
        refuse_after = n;
        refuse_done = false;
        int status = make_page(&f, true, "x", &html);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
        rap_text_free(&html);
    }
    assert_true(n > 10);
    fake_tables_free(&f);
}

/* The claim holds, and clearly, in the draws whose slope is at least 1. */
static void assert_shares_stand(const rap_study *study, const rap_pattern_result *r,
                                const char *page) {
    char cells[200];
    int64_t steep = toy_slopes(study, 1, 2);
    rap_share share = rap_share_of(steep, study->draws);
    snprintf(cells, sizeof cells,
             "<td>%d of 20; %.2f to %.2f</td><td>%.2f</td><td>0.00</td><td>%d of 20</td>",
             (int)steep, share.low, share.high, r->weighted, (int)steep);
    assert_holds(page, cells);
}

/* The section on patterns stands there where the tables have patterns, escaped, and only there. */
static void test_patterns(void **state) {
    (void)state;
    toy_results r;
    rap_patterns patterns;
    rap_report_extras extras = {.seconds = -1};
    rap_text html;
    toy_run(&r, "draws = 20; replicates = 2; horizon = 2; windows = [\"1\"];\n"
                "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n"
                "patterns = { p = { label = \"<b>half\"; source = \"S\"; built_from = \"B\"; "
                "status = \"held_out\";\n"
                "  plus = [\"b\"]; minus = [\"a\"];\n"
                "  outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = "
                "\"up\"; }; }; };\n"
                "quantities = { q = { label = \"<i>slope\"; source = \"M\"; status = \"held_out\"; "
                "plus = [\"b\"]; minus = [\"a\"];\n"
                "  value = 1.0; sd = 0.5; outcome = { name = \"value\"; window = \"1\"; }; }; };");
    rap_text_init(&html);
    assert_int_equal(rap_report_html(&r.tables, &extras, &html), RAP_OK);
    assert_null(strstr(rap_text_string(&html), "id=\"patterns\""));
    rap_text_clear(&html);
    assert_int_equal(rap_patterns_make(&patterns, &r.study, &r.layout, r.store), RAP_OK);
    r.tables.patterns = &patterns;
    assert_int_equal(rap_report_html(&r.tables, &extras, &html), RAP_OK);
    assert_non_null(strstr(rap_text_string(&html), "<section id=\"patterns\">"));
    assert_non_null(strstr(rap_text_string(&html), "&lt;b&gt;half"));
    assert_non_null(strstr(rap_text_string(&html), "&lt;i&gt;slope"));
    assert_non_null(strstr(rap_text_string(&html), "<td>20 of 20; 0.84 to 1.00</td>"));
    assert_non_null(strstr(rap_text_string(&html), "The weighted sets are worth 1"));
    assert_non_null(strstr(rap_text_string(&html), "Of the 0 pairs that hold in some, 0 exclude"));
    assert_shares_stand(&r.study, &patterns.rows[0], rap_text_string(&html));
    assert_null(markup_fault(rap_text_string(&html)));
    rap_text_free(&html);
    rap_patterns_free(&patterns);
    toy_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_checker),
                                       cmocka_unit_test(test_well_formed),
                                       cmocka_unit_test(test_hostile_texts_stay_texts),
                                       cmocka_unit_test(test_self_contained),
                                       cmocka_unit_test(test_pictures_once),
                                       cmocka_unit_test(test_no_section_is_empty),
                                       cmocka_unit_test(test_accessible),
                                       cmocka_unit_test(test_headings),
                                       cmocka_unit_test(test_answer),
                                       cmocka_unit_test(test_baseline_better),
                                       cmocka_unit_test(test_nothing_claimed_below_delta),
                                       cmocka_unit_test(test_one_draw),
                                       cmocka_unit_test(test_careful_claims),
                                       cmocka_unit_test(test_words_to_avoid),
                                       cmocka_unit_test(test_real_study),
                                       cmocka_unit_test(test_patterns),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
