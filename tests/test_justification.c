/* test_justification.c: the money table of a budget adds up as printed, and the three lengths of its justification say
 * what is asked for, claim no more than was seen, and are well-formed, whatever labels and missing numbers there are. */
#include "fake_form.h"
#include "markup.h"
#include "near.h"
#include "plots/page/justification.h"
#include "plots/words/numbers.h"
#include "plots/words/signs.h"
#include "plots/words/budget_money.h"
#include "plots/words/budget_words.h"
#include "plots/words/letters.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

typedef struct {
    fake_tables f;
    fake_budget b;
    fake_form form;
} made;

static void make(made *x, fake_kind kind, size_t n, const char *label, bool with_form) {
    assert_int_equal(fake_tables_init(&x->f, kind == FAKE_MISSING ? FAKE_USUAL : kind), RAP_OK);
    fake_budget_init(&x->b, &x->f, kind, n, label);
    if (with_form)
        fake_form_init(&x->form, &x->b, &x->f, kind, label);
}

/* ---- money ------------------------------------------------------------------------------------ */

static void assert_adds_up(const rap_money_table *m, rap_money_kind kind) {
    for (size_t i = 0; i <= m->n; i++) {
        int64_t sum = 0;
        for (size_t y = 0; y < m->n_years; y++)
            sum += rap_money_at(m, i, y, kind);
        assert_int_equal(sum, rap_money_at(m, i, m->n_years, kind));
    }
    for (size_t y = 0; y <= m->n_years; y++) {
        int64_t sum = 0;
        for (size_t i = 0; i < m->n; i++)
            sum += rap_money_at(m, i, y, kind);
        assert_int_equal(sum, rap_money_at(m, m->n, y, kind));
    }
}

/* Rows, columns, and asked = spent + left in each cell; 10,000.25 a year is 10,000 or 10,001, and 40,001 in all. */
static void money_adds_up(void **state) {
    made x;
    rap_money_table m;
    (void)state;
    make(&x, FAKE_USUAL, 7, NULL, true);
    assert_int_equal(rap_money_table_make(&m, &x.f.tables), RAP_OK);
    assert_int_equal(m.n, 8);
    for (rap_money_kind kind = RAP_MONEY_ASKED; kind <= RAP_MONEY_LEFT; kind++)
        assert_adds_up(&m, kind);
    for (size_t i = 0; i <= m.n; i++)
        for (size_t y = 0; y <= m.n_years; y++)
            assert_int_equal(m.rows[i].asked[y], m.rows[i].spend[y] + m.rows[i].left[y]);
    assert_int_equal(m.rows[0].asked[FAKE_YEARS], 40001);
    assert_ptr_equal(rap_money_of_line(&m, &x.f.tables, 3), &m.rows[3]);
    rap_money_table_free(&m);
    fake_tables_free(&x.f);
}

/* Without a form there is nothing asked for: spend alone, by line, and what other lines spend. */
static void money_without_a_form(void **state) {
    made x;
    rap_money_table m;
    (void)state;
    make(&x, FAKE_USUAL, 3, NULL, false);
    assert_int_equal(rap_money_table_make(&m, &x.f.tables), RAP_OK);
    assert_int_equal(m.n, 4);
    assert_false(m.is_asked);
    assert_adds_up(&m, RAP_MONEY_SPENT);
    assert_int_equal(m.rows[0].spend[FAKE_YEARS], 10000);
    assert_int_equal(m.rows[m.n].spend[FAKE_YEARS], 4000000);
    assert_string_equal(m.rows[3].label, "Other spending");
    rap_money_table_free(&m);
    fake_tables_free(&x.f);
}

/* Two lines of 40,001 and 80,002, indirect costs of 12,000.30: 132,003 asked for; 90, 40 and 90 % of them are spent. */
static void money_in_words(void **state) {
    made x;
    rap_money_table m;
    rap_text out;
    (void)state;
    make(&x, FAKE_USUAL, 2, NULL, true);
    assert_int_equal(rap_money_table_make(&m, &x.f.tables), RAP_OK);
    rap_text_init(&out);
    rap_money_sentences(&out, &x.f.tables, &m);
    const char *words = rap_text_string(&out);
    assert_non_null(strstr(words, "The budget asks for CAD" RAP_NO_BREAK
                                  "132,003, of which CAD" RAP_NO_BREAK "78,8"));
    assert_non_null(strstr(
        words, "(40" RAP_NO_BREAK "%) is likely left. More than 5 % is likely left of these lines: "
               "Coordinator, CAD" RAP_NO_BREAK "4,000 (10" RAP_NO_BREAK "%); Follow-up"));
    rap_text_clear(&out);
    rap_money_of_line_sentence(&out, &x.f.tables, &m, 1);
    assert_string_equal(rap_text_string(&out),
                        "CAD" RAP_NO_BREAK "80,002 is asked for, of which CAD" RAP_NO_BREAK
                        "32,001 is spent on average; CAD" RAP_NO_BREAK "48,001 (60" RAP_NO_BREAK
                        "%) is likely left.");
    rap_text_free(&out);
    rap_money_table_free(&m);
    fake_tables_free(&x.f);
}

/* ---- of ten ----------------------------------------------------------------------------------- */

static void of_ten_in_words(void **state) {
    static const struct {
        double share;
        const char *words;
    } cases[] = {{0, "0 of 10"},         {0.04, "fewer than 1 of 10"}, {0.06, "1 of 10"},
                 {0.61, "6 of 10"},      {0.97, "more than 9 of 10"},  {1, "10 of 10"},
                 {NAN, "cannot be told"}};
    rap_text text;
    (void)state;
    rap_text_init(&text);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_text_clear(&text);
        rap_of_ten_words(&text, NULL, cases[k].share);
        assert_string_equal(rap_text_string(&text), cases[k].words);
    }
    rap_text_free(&text);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void write_it(made *x, rap_justify_length length, bool html, rap_text *out) {
    const rap_justification j = {.tables = &x->f.tables, .length = length};
    rap_text_init(out);
    if (html)
        rap_justification_html(&j, out);
    else
        rap_justification_markdown(&j, out);
    assert_int_equal(rap_text_status(out), RAP_OK);
}

static void assert_lacks(const char *text, const char *part) {
    if (strstr(text, part))
        print_error("'%s' in: %.300s\n", part, strstr(text, part));
    assert_null(strstr(text, part));
}

/* In every length, with and without a form, with hostile labels and without numbers: well-formed, no key of a study, no
 * empty bullet, nothing that is not a number, no verdict behind a bare colon. */
static void every_length_is_whole(void **state) {
    static const char *const never[] = {
        "nan",     "teams.", "<li></li>", "%!",
        ": .",     ":.",     "none less", "+1" RAP_NO_BREAK "months",
        "<script", "inf "};
    static const fake_kind kinds[] = {FAKE_USUAL, FAKE_HOSTILE, FAKE_MISSING, FAKE_SINGLE};
    (void)state;
    for (size_t k = 0; k < 4 * 2 * 3; k++) {
        made x;
        rap_text html, markdown;
        fake_kind kind = kinds[k / 6];
        make(&x, kind, 4, kind == FAKE_HOSTILE ? fake_hostile : NULL, k / 3 % 2);
        write_it(&x, (rap_justify_length)(k % 3), true, &html);
        write_it(&x, (rap_justify_length)(k % 3), false, &markdown);
        const char *fault = markup_fault(rap_text_string(&html));
        if (fault)
            print_error("not well-formed at: %.80s\n", fault);
        assert_null(fault);
        for (size_t i = 0; i < sizeof never / sizeof *never; i++)
            assert_lacks(rap_text_string(&html), never[i]);
        assert_lacks(rap_text_string(&markdown), "\n- \n");
        assert_lacks(rap_text_string(&markdown), "teams.");
        rap_text_free(&html);
        rap_text_free(&markdown);
        fake_tables_free(&x.f);
    }
}

/* A line that moves nothing in the model is kept for the form: no effects of it are listed. */
static void kept_for_the_form(void **state) {
    made x;
    rap_text out;
    (void)state;
    make(&x, FAKE_USUAL, 4, NULL, true);
    write_it(&x, RAP_JUSTIFY_LONG, false, &out);
    const char *words = rap_text_string(&out);
    assert_null(strstr(words, "\n### Aftercare"));
    const char *list =
        strstr(words, "\n### Lines kept for the form: the model cannot say what they buy\n");
    assert_non_null(list);
    assert_non_null(strstr(list, "\n- Aftercare. CAD"));
    assert_null(strstr(list + 1, "\n### "));
    assert_null(
        strstr(words, "without: Aftercare")); /* nothing is known of it, which is another thing */
    rap_text_free(&out);
    fake_tables_free(&x.f);
}

/* A reviewer's cut takes the line's indirect costs with it: 25 % of 40,001 and of its 10 %. Two readings of it are of one
 * line, under one heading; one that makes something better says by what, in the same sentence. */
static void a_cut_of_the_award(void **state) {
    made x;
    rap_text out;
    size_t cut = rap_budget_dose(-25), all = rap_budget_dose(-100);
    (void)state;
    make(&x, FAKE_USUAL, 4, NULL, true);
    x.b.cells[0].award[cut] = -1100028;
    x.b.cells[0].indirect[cut] = -100003;
    x.b.rows[0].reading = "fewer hours are asked for";
    x.b.rows[1].lever = x.b.rows[0].lever;
    x.b.rows[1].also = "teams.focal.asked";
    x.b.rows[1].reading = "the same hours are asked for, unpaid";
    double d = x.f.study.delta[x.b.aims[0].outcome];
    x.b.effects[0][all][0] =
        (rap_summary){.draws = 30, .mean = 3 * d, .ci_low = 2 * d, .ci_high = 4 * d};
    x.b.effects[0][cut][0] = x.b.effects[0][all][0];
    x.b.level[0].mean = 0.5;
    write_it(&x, RAP_JUSTIFY_LONG, false, &out);
    const char *words = rap_text_string(&out);
    assert_non_null(strstr(
        words, "\n- Cut by 25 % (fewer hours are asked for), the award falls by CAD" RAP_NO_BREAK
               "10,000 and CAD" RAP_NO_BREAK "1,000 of indirect costs"));
    assert_non_null(strstr(words, "a rise of 15.0 percentage points (95 % interval 10.0 to 20.0), "
                                  "which is better: fewer hours are asked for."));
    assert_non_null(strstr(words, "\n- Left out (the same hours are asked for, unpaid)"));
    assert_non_null(strstr(words, "\n| Coordinator (the same hours are asked for, unpaid) |"));
    assert_null(strstr(words, "\n### Follow-up during the project"));
    rap_text_free(&out);
    fake_tables_free(&x.f);
}

/* Where the runs do not tell why a cut does good, that is said; that other lines take up its money they tell. */
static void why_a_cut_does_good(void **state) {
    made x;
    rap_text out;
    size_t all = rap_budget_dose(-100);
    (void)state;
    make(&x, FAKE_USUAL, 4, NULL, false);
    double d = x.f.study.delta[x.b.aims[0].outcome];
    for (size_t i = 0; i < 2; i++)
        x.b.effects[i][all][0] =
            (rap_summary){.draws = 30, .mean = 3 * d, .ci_low = 2 * d, .ci_high = 4 * d};
    x.b.results[0].dose[all].moved.mean = -10000;
    x.b.results[0].dose[all].money.mean = -10000;
    x.b.results[1].dose[all].moved.mean = -10000;
    x.b.results[1].dose[all].money.mean = -4000;
    write_it(&x, RAP_JUSTIFY_SHORT, false, &out);
    assert_non_null(
        strstr(rap_text_string(&out), "which is better; why cannot be told from these runs."));
    assert_non_null(strstr(rap_text_string(&out),
                           "which is better: other lines take up CAD" RAP_NO_BREAK
                           "6,000 of what is cut."));
    rap_text_free(&out);
    fake_tables_free(&x.f);
}

/* One page: its picture has a row as the budget stands, and so many lines as fit; those with a claimed loss stay. */
static void a_page_has_room(void **state) {
    made x;
    rap_text out;
    size_t rows = 0;
    (void)state;
    make(&x, FAKE_USUAL, 30, NULL, true);
    write_it(&x, RAP_JUSTIFY_PAGE, true, &out);
    const char *losses = strstr(rap_text_string(&out), "What is lost, line by line");
    assert_non_null(losses);
    for (const char *at = losses; (at = strstr(at, "<tr><th scope=\"row\">")) != NULL; at++)
        rows++;
    assert_int_equal(rows, 14);
    assert_non_null(strstr(losses, "15 more lines, with less money, are not shown."));
    assert_non_null(strstr(losses, "The model cannot say what these buy: Aftercare."));
    assert_non_null(strstr(losses, "Of 29 lines, "));
    assert_non_null(strstr(rap_text_string(&out), "with the budget as it stands"));
    rap_text_free(&out);
    fake_tables_free(&x.f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_adds_up),         cmocka_unit_test(money_without_a_form),
        cmocka_unit_test(money_in_words),        cmocka_unit_test(of_ten_in_words),
        cmocka_unit_test(every_length_is_whole), cmocka_unit_test(kept_for_the_form),
        cmocka_unit_test(a_page_has_room),       cmocka_unit_test(a_cut_of_the_award),
        cmocka_unit_test(why_a_cut_does_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
