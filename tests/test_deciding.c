/* test_deciding.c: what is said of what decides a headline: words for shares that are known beforehand, the page's section,
 * and where nothing can be said. */
#include "markup.h"
#include "refuse.h"
#include "sensed.h"
#include "base/error.h"
#include "plots/page/report.h"
#include "plots/words/sensitivity_words.h"

#include <string.h>

#define NB RAP_NO_BREAK

#define assert_words(expected, call)                                                               \
    do {                                                                                           \
        rap_text out;                                                                              \
        rap_text_init(&out);                                                                       \
        call;                                                                                      \
        assert_string_equal(rap_text_string(&out), expected);                                      \
        rap_text_free(&out);                                                                       \
    } while (0)

/* ---- words ------------------------------------------------------------------------------------- */

static void shares_as_words(void **state) {
    const rap_index told = known_share(0.34), none = rap_index_none();
    const rap_index below = known_share(-0.02), small = known_share_within(0.004, 0.0002);
    const rap_index smaller = known_share_within(0.0007, 0.0004);
    const rap_index nothing = known_share_within(0.0001, 0.002);
    (void)state;
    assert_words("34" NB "% (29 to 39" NB "%)", rap_deciding_share(&out, NULL, &told));
    assert_words("0.4" NB "% (0.4 to 0.4" NB "%)", rap_deciding_share(&out, NULL, &small));
    assert_words("0.07" NB "% (0.03 to 0.1" NB "%)", rap_deciding_share(&out, NULL, &smaller));
    assert_words("cannot be told from 0 (up to 3" NB "%)", rap_deciding_share(&out, NULL, &below));
    assert_words("cannot be told from 0 (up to 1" NB "%)",
                 rap_deciding_share(&out, NULL, &nothing));
    assert_words("-", rap_deciding_share(&out, NULL, &none));
}

static void sentences_are_as_known(void **state) {
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    const rap_deciding *d = &s.d;
    const rap_decided *row = &s.d.rows[0];
    assert_words(
        "How large this difference is depends most on \xe2\x80\x98x1\xe2\x80\x99: it has "
        "a part in 56" NB "% (51 to 61" NB "%) of how widely the answers spread, and is measured "
        "(made up). Next come \xe2\x80\x98x2\xe2\x80\x99 with 44" NB "% (39 to 49" NB "%), assumed "
        "without a source, and \xe2\x80\x98x3\xe2\x80\x99 with 24" NB "% (19 to 29" NB
        "%), assumed "
        "without a source. ",
        rap_deciding_lead(&out, NULL, d, row));
    assert_words(
        "How large this difference is depends most on \xe2\x80\x98x1\xe2\x80\x99 (56" NB "% of "
        "the spread), \xe2\x80\x98x2\xe2\x80\x99 (44" NB "%) and \xe2\x80\x98x3\xe2\x80\x99 "
        "(24" NB "%). ",
        rap_deciding_brief(&out, NULL, d, row));
    assert_words("The other 9 assumptions together carry at most 5" NB "%, and perhaps nothing. ",
                 rap_deciding_rest(&out, NULL, d, row));
    assert_words("The 11 assumptions without a source have a part in 68" NB "% (63 to 73" NB
                 "%) of it; "
                 "44" NB "% (39 to 49" NB "%) they make without the others. ",
                 rap_deciding_unsourced(&out, NULL, d, row));
    assert_words("\xe2\x80\x98x1\xe2\x80\x99 and \xe2\x80\x98x3\xe2\x80\x99 make 24" NB
                 "% (19 to 29" NB "%) "
                 "only together: what the one does depends on the other. ",
                 rap_deciding_pairs(&out, NULL, d, row));
    s.d.rows[0].shares[sensed_factor(&s, "pair")].together = known_share(0.30);
    assert_words("\xe2\x80\x98x1\xe2\x80\x99 and \xe2\x80\x98x3\xe2\x80\x99 make 25" NB "% or more "
                 "only together: what the one does depends on the other. ",
                 rap_deciding_pairs(&out, NULL, d, row));
    s.d.rows[0].shares[sensed_factor(&s, "x1")].total = known_share(0.46);
    assert_words("How large this difference is depends on several assumptions, most of all on "
                 "\xe2\x80\x98x1\xe2\x80\x99 (46" NB "% of the spread), \xe2\x80\x98x2\xe2\x80\x99 "
                 "(44" NB "%) and \xe2\x80\x98x3\xe2\x80\x99 (24" NB "%). ",
                 rap_deciding_brief(&out, NULL, d, row));
    s.d.rows[0].shares[sensed_factor(&s, "rest")].total = known_share(0.07);
    s.d.rows[0].shares[sensed_factor(&s, "assumed")].closed = known_share(0.7);
    assert_words("The other 9 assumptions together carry 7" NB "% (2 to 12" NB "%). ",
                 rap_deciding_rest(&out, NULL, d, row));
    assert_words("The 11 assumptions without a source have a part in 68" NB "% (63 to 73" NB
                 "%) of it, and, "
                 "as far as can be told, make it without the others. ",
                 rap_deciding_unsourced(&out, NULL, d, row));
    sensed_free(&s);
}

static void luck_as_words(void **state) {
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON "plain = 5.0; with_x1 = 3.0;");
    rap_decided *row = &s.d.rows[0];
    row->lucks[0] = known_share(0.42);
    row->lucks[1] = known_share(0.36);
    row->lucks[2] = known_share(0.22);
    assert_words("Of what sets one single history apart from another, assumptions make 42" NB
                 "% (37 to "
                 "47" NB "%) and luck the rest; the largest part of it is luck in "
                 "\xe2\x80\x98"
                 "adding\xe2\x80\x99, 36" NB "% (31 to 41" NB "%). ",
                 rap_deciding_luck(&out, NULL, &s.d, row));
    row->lucks[0] = row->lucks[1] = row->lucks[2] = known_share(0.01);
    assert_words("Of what sets one single history apart from another, assumptions make at most 6" NB
                 "% "
                 "and luck the rest. ",
                 rap_deciding_luck(&out, NULL, &s.d, row));
    s.d.chains = 0;
    assert_words("", rap_deciding_luck(&out, NULL, &s.d, row));
    sensed_free(&s);
}

static void closeness_as_words(void **state) {
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    s.d.widest = 0.0731;
    assert_words("4000 sets of assumptions showed which of the 12 uncertain numbers to look at "
                 "closely; 3 were then varied one by one and all others as one, from 256 starting "
                 "points with 2 histories each. Shares of the first headline are known to within "
                 "8 percentage points; the study asks for 0.1 (sensitivity.half_width), for which "
                 "more starting points are needed (sensitivity.points). ",
                 rap_deciding_closeness(&out, NULL, &s.d));
    s.d.reached = true;
    s.d.widest = (double)NAN;
    assert_words("4000 sets of assumptions showed which of the 12 uncertain numbers to look at "
                 "closely; 3 were then varied one by one and all others as one, from 256 starting "
                 "points with 2 histories each. ",
                 rap_deciding_closeness(&out, NULL, &s.d));
    sensed_free(&s);
}

/* ---- page -------------------------------------------------------------------------------------- */

static int make_section(const rap_tables *t, rap_text *html) {
    static const char svg[] = "<svg/>";
    rap_report_picture drawn[24];
    rap_plots plots;
    int status = rap_plots_list(&plots, t);
    for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++)
        drawn[k] = (rap_report_picture){"image/svg+xml", svg, sizeof svg - 1};
    const rap_report_extras extras = {.plots = &plots, .pictures = drawn, .seconds = -1};
    status = status ? status : rap_report_html(t, &extras, html);
    rap_plots_free(&plots);
    return status;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* No nan; no number below 0 before a per cent sign. */
static void assert_no_nonsense(const char *page) {
    assert_null(strstr(page, "nan"));
    for (const char *c = strstr(page, NB "%"); c; c = strstr(c + 1, NB "%")) {
        const char *from = c;
        while (from > page && (is_digit(from[-1]) || from[-1] == '.'))
            from--;
        assert_true(from == page || from[-1] != '-');
    }
}

/* The page of a study with what decides it; the caller frees it. */
static const char *page_of(const sensed *s, rap_text *html) {
    rap_text_init(html);
    assert_int_equal(make_section(&s->tables, html), RAP_OK);
    const char *page = rap_text_string(html), *fault = markup_fault(page);
    if (fault)
        print_error("not well-formed at: %.80s\n", fault);
    assert_null(fault);
    assert_no_nonsense(page);
    return page;
}

static void assert_page_holds(const char *page, const char *what) {
    if (!strstr(page, what))
        print_error("the page lacks: %s\n", what);
    assert_non_null(strstr(page, what));
}

static void page_says_what_decides(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON "plain = 5.0; with_x1 = 3.0;");
    const char *page = page_of(&s, &html);
    assert_page_holds(page, "<a href=\"#decides\">What decides it</a></li>");
    assert_page_holds(page, "<h2>What decides it</h2>");
    assert_page_holds(page,
                      "<p class=\"lead\">How large this difference is depends most on "
                      "\xe2\x80\x98x1\xe2\x80\x99: it has a part in 56" NB "% (51 to 61" NB "%)");
    assert_page_holds(page, "<p>How large this difference is depends most on "
                            "\xe2\x80\x98x1\xe2\x80\x99 (56" NB "% of the spread)");
    assert_page_holds(page,
                      "x1<br><code>x1</code></th><td>56" NB "% (51 to 61" NB "%)</td><td>31" NB "% "
                      "(26 to 36" NB "%)</td><td>0, from \xe2\x88\x92"
                      "3.141592654 to 3.141592654; uniform</td>"
                      "<td>measured</td><td class=\"words\">made up</td></tr>");
    assert_page_holds(page, "<tr><th scope=\"row\">All that are assumed, without a source</th>"
                            "<td>11</td><td>68" NB "% (63 to 73" NB "%)</td><td>44" NB
                            "% (39 to 49" NB "%)</td></tr>");
    assert_page_holds(page, "all other assumptions together (9)</th>");
    assert_page_holds(page, "<th scope=\"row\">turning</th><td class=\"words\">turns</td>");
    assert_page_holds(page, "plots/deciding.dat");
    assert_null(strstr(page, "No uncertain input"));
    rap_text_free(&html);
    sensed_free(&s);
}

/* Without chains nothing is said of luck; without anything told, that. */
static void page_where_little_is_told(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE
                 "draws = 40; seed = 3; sensitivity = { draws = 1000; points = 64; chains = 0; };");
    for (size_t k = 0; k < s.d.factors.n; k++)
        s.d.rows[0].shares[k].total = known_share(0.01);
    const char *page = page_of(&s, &html);
    assert_page_holds(page, "depends on no single assumption that could be told from nothing. ");
    assert_page_holds(page, "depends on nothing that could be named: no single assumption can be "
                            "told from nothing.");
    assert_page_holds(page, "The other 9 assumptions together carry at most 6" NB
                            "%, and perhaps nothing. ");
    assert_null(strstr(page, "And luck"));
    assert_null(strstr(page, "plots/luck.dat"));
    rap_text_free(&html);
    sensed_free(&s);
}

static void page_where_nothing_can_be_said(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_make(&s,
                "headlines = ( { outcome = \"still\"; window = \"1\"; }, { outcome = \"never\"; "
                "window = \"1\"; }, { outcome = \"y\"; window = \"1\"; } ); draws = 20; "
                "seed = 2; sensitivity = { draws = 60; points = 32; chains = 20; }; ");
    sensed_tables(&s);
    const char *page = page_of(&s, &html);
    assert_page_holds(page, "<p>Nothing can be named that decides this difference: all sets of "
                            "assumptions give the same. </p>");
    assert_page_holds(page, "nothing can be named: at no point of the design do all histories have "
                            "a value");
    assert_null(strstr(page, "plots/deciding"));
    assert_null(strstr(page, "plots/tornado"));
    rap_text_free(&html);
    sensed_free(&s);
}

/* One input makes all of it: nothing is left for others. */
static void page_of_one_input(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE
                "draws = 20; seed = 2; sensitivity = { draws = 60; points = 32; chains = 20; }; "
                "x2 = 0.5; x3 = 0.5; d1 = 0.0; d2 = 0.0; d3 = 0.0; d4 = 0.0; d5 = 0.0; d6 = 0.0; "
                "d7 = 0.0; d8 = 0.0; d9 = 0.0; ");
    sensed_tables(&s);
    const char *page = page_of(&s, &html);
    assert_page_holds(page, "\xe2\x80\x98x1\xe2\x80\x99: it has a part in 100" NB "% (");
    assert_null(strstr(page, "The other"));
    assert_page_holds(page, "; 1 was then varied one by one, from");
    rap_text_free(&html);
    sensed_free(&s);
}

/* Numbers that a correlation ties are one assumption, with the paths of both. */
static void page_of_tied_inputs(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE SENSED_SOON
                "correlations = { tied = { label = \"Both\"; numbers = [\"x1\", \"x2\"]; "
                "rank = 0.5; source = \"made up\"; }; };");
    sensed_tables(&s);
    s.d.rows[0].shares[sensed_factor(&s, "tied")].total = known_share(0.9);
    const char *page = page_of(&s, &html);
    assert_page_holds(page, "depends most on \xe2\x80\x98"
                            "Both\xe2\x80\x99: it has a part in 90" NB "% (85 to 95" NB
                            "%) of how widely the answers spread, and stands for 2 numbers "
                            "that go together.");
    assert_page_holds(page,
                      "<th scope=\"row\">Both<br><code>x1</code><br><code>x2</code></th><td>90" NB);
    assert_page_holds(page, "<td>2 numbers that the study draws together</td>");
    rap_text_free(&html);
    sensed_free(&s);
}

/* A study of one arm asks for levels. */
static void page_of_a_level(void **state) {
    rap_text html;
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    s.d.rows[0].is_level = true;
    s.d.rows[0].of = 1;
    s.study.n_contrasts = s.tables.n_contrasts = 0;
    assert_page_holds(page_of(&s, &html), "How large this level is depends most on ");
    rap_text_free(&html);
    sensed_free(&s);
}

/* ---- memory ------------------------------------------------------------------------------------ */

static void memory_may_run_out(void **state) {
    sensed s;
    long n = 0;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    for (bool finished = false; !finished; n++) {
        rap_text html;
        rap_text_init(&html);
        refuse_after = n;
        refuse_done = false;
        int status = make_section(&s.tables, &html);
        refuse_after = -1;
        rap_text_free(&html);
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
    }
    assert_true(n > 20);
    sensed_free(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_as_words),
                                       cmocka_unit_test(sentences_are_as_known),
                                       cmocka_unit_test(luck_as_words),
                                       cmocka_unit_test(closeness_as_words),
                                       cmocka_unit_test(page_says_what_decides),
                                       cmocka_unit_test(page_where_little_is_told),
                                       cmocka_unit_test(page_where_nothing_can_be_said),
                                       cmocka_unit_test(page_of_one_input),
                                       cmocka_unit_test(page_of_tied_inputs),
                                       cmocka_unit_test(page_of_a_level),
                                       cmocka_unit_test(memory_may_run_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
