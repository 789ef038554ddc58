/* test_against.c: what changed between two results, as rows and as a page. */
#include "fake_verdicts.h"
#include "markup.h"
#include "near.h"
#include "refuse.h"
#include "toy_model.h"
#include "analysis/patterns/patterns.h"
#include "plots/page/against.h"
#include "base/error.h"

#include <string.h>

#define STUDY(seed, level, label, at_least)                                                        \
    "draws = 20; replicates = 2; horizon = 2; seed = " seed "; windows = [\"1\"];\n"               \
    "level = " level ";\n"                                                                         \
    "headlines = ( { outcome = \"value\"; window = \"1\"; } );\n"                                  \
    "arms = { a = {}; b = { label = \"" label "\"; changes = { effect = 1; }; }; };\n"             \
    "patterns = { p = { label = \"<b>half\"; source = \"S\"; built_from = \"B\";\n"                \
    "  status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; outcome = { name = \"value\";\n"    \
    "  window = \"1\"; at_least = " at_least "; direction = \"up\"; }; }; };"

static const rap_against_row *find(const rap_against *a, rap_against_part part, const char *what) {
    for (size_t k = 0; k < a->n; k++)
        if (a->rows[k].part == part && strstr(a->rows[k].what, what))
            return &a->rows[k];
    return NULL;
}

static size_t count(const rap_against *a, rap_against_part part) {
    size_t n = 0;
    for (size_t k = 0; k < a->n; k++)
        n += a->rows[k].part == part;
    return n;
}

static void run(toy_results *r, rap_patterns *p, const char *text) {
    toy_run(r, text);
    assert_int_equal(rap_patterns_make(p, &r->study, &r->layout, r->store), RAP_OK);
    r->tables.patterns = p;
}

static void end(toy_results *r, rap_patterns *p) {
    rap_patterns_free(p);
    toy_free(r);
}

static void test_same(void **state) {
    (void)state;
    toy_results r;
    rap_patterns p;
    rap_against a;
    run(&r, &p, STUDY("1", "3.0", "B", "1.0"));
    assert_int_equal(rap_against_make(&a, &r.tables, &r.tables), RAP_OK);
    assert_int_equal(count(&a, RAP_AGAINST_STUDY), 0);
    assert_int_equal(count(&a, RAP_AGAINST_VERDICTS), 0);
    assert_int_equal(count(&a, RAP_AGAINST_PATTERNS), 1);
    for (size_t k = 0; k < a.n; k++)
        assert_false(a.rows[k].changed);
    rap_against_free(&a);
    rap_against_free(&a);
    end(&r, &p);
}

static void test_changed(void **state) {
    (void)state;
    toy_results now, then;
    rap_patterns p, q;
    rap_against a;
    run(&then, &q, STUDY("1", "3.0", "B", "0.0"));
    run(&now, &p, STUDY("2", "4.0", "<i>other", "100.0"));
    assert_int_equal(rap_against_make(&a, &now.tables, &then.tables), RAP_OK);
    const rap_against_row *r = find(&a, RAP_AGAINST_STUDY, "seed");
    assert_non_null(r);
    assert_string_equal(r->then, "1");
    assert_string_equal(r->now, "2");
    r = find(&a, RAP_AGAINST_STUDY, "level, in a, b"); /* said once for both arms */
    assert_non_null(r);
    assert_string_equal(r->then, "3, chosen");
    assert_string_equal(r->now, "4, chosen");
    r = find(&a, RAP_AGAINST_STUDY, "arm b");
    assert_non_null(r);
    assert_string_equal(r->now, "<i>other");
    assert_non_null(find(&a, RAP_AGAINST_STUDY, "file "));
    r = find(&a, RAP_AGAINST_CONTRASTS, "<i>other");
    assert_non_null(r);
    assert_non_null(strstr(r->change, "the intervals overlap"));
    r = find(&a, RAP_AGAINST_PATTERNS, "<b>half");
    assert_non_null(r);
    assert_true(r->changed); /* from all sets to none */
    assert_non_null(strstr(r->now, "holds in about 0 of 20 sets, 0.00 to "));
    assert_non_null(strstr(r->change, "\xe2\x88\x92"
                                      "100 percentage points; the intervals are apart"));
    rap_text html;
    rap_text_init(&html);
    assert_int_equal(rap_against_html(&a, "<now>", "then&", &html), RAP_OK);
    assert_null(markup_fault(rap_text_string(&html)));
    assert_null(strstr(rap_text_string(&html), "<i>"));
    assert_non_null(strstr(rap_text_string(&html), "&lt;i&gt;other"));
    rap_text_free(&html);
    rap_against_free(&a);
    end(&now, &p);
    end(&then, &q);
}

/* An arm that is there on one side only is named, and is not compared. */
static void test_arms(void **state) {
    (void)state;
    toy_results now, then;
    rap_against a;
    toy_run(&then, "horizon = 2; arms = { a = {}; c = { changes = { effect = 2; }; }; };");
    toy_run(&now, "horizon = 2; arms = { a = {}; b = { changes = { effect = 1; }; }; };");
    assert_int_equal(rap_against_make(&a, &now.tables, &then.tables), RAP_OK);
    assert_string_equal(find(&a, RAP_AGAINST_STUDY, "arm b")->change, "added");
    assert_string_equal(find(&a, RAP_AGAINST_STUDY, "arm c")->change, "taken out");
    for (size_t k = 0; k < a.n; k++)
        if (a.rows[k].part == RAP_AGAINST_CONTRASTS) {
            assert_string_equal(a.rows[k].then, "not there");
            assert_string_equal(a.rows[k].change, "cannot be compared");
        }
    assert_true(count(&a, RAP_AGAINST_CONTRASTS) > 0);
    rap_against_free(&a);
    toy_free(&now);
    toy_free(&then);
}

static void test_verdicts(void **state) {
    (void)state;
    fake_tables f, g;
    fake_verdicts v, w;
    rap_against a;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    assert_int_equal(fake_tables_init(&g, FAKE_USUAL), RAP_OK);
    assert_int_equal(fake_verdicts_init(&v, &f, FAKE_USUAL, 2, NULL), RAP_OK);
    assert_int_equal(fake_verdicts_init(&w, &g, FAKE_USUAL, 2, NULL), RAP_OK);
    v.propositions[0].name = w.propositions[0].name = "first";
    v.propositions[1].name = "new";
    w.propositions[1].name = "old";
    w.verdicts.rows[0].verdict = RAP_TOO_SMALL;
    assert_int_equal(rap_against_make(&a, &f.tables, &g.tables), RAP_OK);
    assert_int_equal(count(&a, RAP_AGAINST_VERDICTS), 3);
    const rap_against_row *r = find(&a, RAP_AGAINST_VERDICTS, "Pay lets");
    assert_string_equal(r->change, "too small became supported");
    assert_non_null(strstr(r->then, "too small, effect "));
    assert_true(r->changed);
    rap_against_free(&a);
    fake_verdicts_free(&v, &f);
    fake_verdicts_free(&w, &g);
    fake_tables_free(&f);
    fake_tables_free(&g);
}

static void test_memory(void **state) {
    (void)state;
    toy_results now, then;
    long n = 0;
    toy_run(&then,
            "horizon = 2; level = 3.0; arms = { a = {}; b = { changes = { effect = 2; }; }; };");
    toy_run(&now,
            "horizon = 2; level = 4.0; arms = { a = {}; b = { changes = { effect = 1; }; }; };");
    for (bool finished = false; !finished; n++) {
        rap_against a;
        rap_text html;
        rap_text_init(&html);
        refuse_after = n;
        refuse_done = false;
        int status = rap_against_make(&a, &now.tables, &then.tables);
        status = status ? status : rap_against_html(&a, "now", "then", &html);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
        rap_text_free(&html);
        rap_against_free(&a);
    }
    assert_true(n > 20);
    toy_free(&now);
    toy_free(&then);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same), cmocka_unit_test(test_changed),
                                       cmocka_unit_test(test_arms), cmocka_unit_test(test_verdicts),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
