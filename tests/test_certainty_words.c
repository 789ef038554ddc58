/* test_certainty_words.c: every sentence on every rule: whole, short, plain, and with the right numbers. */
#include "fake_tables.h"
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/certainty_words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

typedef struct {
    fake_tables f;
    rap_certainty row;
    rap_certainties all;
} worded;

static void make_worded(worded *w) {
    assert_int_equal(fake_tables_init(&w->f, FAKE_USUAL), RAP_OK);
    w->row = (rap_certainty){.grade = RAP_HIGH};
    for (size_t k = 0; k < RAP_N_RULES; k++)
        w->row.reasons[k] =
            (rap_reason){.value = 0, .most = 0, .n = 3, .of = 8, .known = true, .lost = 0};
    w->all = (rap_certainties){.rows = &w->row, .n_rows = 1, .n_headlines = 1};
    w->f.tables.certainties = &w->all;
}

static void assert_said(worded *w, rap_rule rule, rap_reason reason, const char *words) {
    rap_text text;
    rap_text_init(&text);
    w->row.reasons[rule] = reason;
    rap_words_reason(&text, &w->f.tables, 0, 0, rule);
    assert_string_equal(rap_text_string(&text), words);
    rap_text_free(&text);
}

#define NB "\u00a0"
#define OUT_OF(n_, of_) .n = n_, .of = of_

static void numbers_stand_in_the_sentences(void **state) {
    worded w;
    (void)state;
    make_worded(&w);
    assert_said(&w, RAP_RULE_UNSOURCED, (rap_reason){.value = 0.71, .known = true, .lost = 2},
                "Lowered twice: 71" NB "% of what differs between sets of assumptions rests on "
                "numbers without a source.");
    assert_said(&w, RAP_RULE_UNSOURCED, (rap_reason){.value = 0.3, .lost = 1},
                "At most low: 30" NB "% or more of what differs between sets of assumptions rests "
                "on numbers without a source.");
    assert_said(&w, RAP_RULE_SETTING, (rap_reason){.value = 0.996, .known = true, .lost = 1},
                "Lowered: of what rests on sources, 99" NB "% rests on sources from elsewhere.");
    assert_said(&w, RAP_RULE_PATTERNS,
                (rap_reason){.value = 0.375, OUT_OF(3, 8), .known = true, .lost = 1},
                "Lowered: of 8 findings on this outcome that it was not built from, the model "
                "fails 3.");
    assert_said(&w, RAP_RULE_STRUCTURE, (rap_reason){.value = NAN},
                "At most moderate: no other version of the model was run.");
    assert_said(&w, RAP_RULE_INTERVAL, (rap_reason){.value = 2, .known = true, .lost = 2},
                "Lowered twice: by these runs the mean may be 5" NB "percentage "
                "points higher, 5" NB "percentage points lower, or neither.");
    assert_said(&w, RAP_RULE_SETS, (rap_reason){.value = 12, .n = 12, .known = true, .lost = 1},
                "Lowered: of the sets of assumptions, 12 have a value, and 30 are wanted.");
    assert_said(&w, RAP_RULE_MISSING, (rap_reason){.value = 0.002, .known = true},
                "Not lowered: less than 1" NB "% of the runs have no value.");
    fake_tables_free(&w.f);
}

/* ---- plain ---------------------------------------------------------------------------------- */

static bool is_vowel(char c) {
    return c && strchr("aeiouyAEIOUY", c);
}

/* Words, and about how many syllables: groups of vowels, a last e unsaid, at least one a word. */
static void count_words(const char *s, int *words, int *syllables) {
    *words = *syllables = 0;
    for (; *s; s += strspn(s, " \u00a0")) {
        size_t n = strcspn(s, " \u00a0");
        int groups = 0;
        for (size_t k = 0; k < n; k++)
            groups += is_vowel(s[k]) && (k == 0 || !is_vowel(s[k - 1]));
        groups -= groups > 1 && n > 2 && s[n - 1] == 'e' && s[n - 2] != 'l';
        *words += 1;
        *syllables += groups > 1 ? groups : 1;
        s += n;
    }
}

static bool is_worded(const worded *w, rap_rule rule, rap_text *text) {
    rap_text_clear(text);
    rap_words_reason(text, &w->f.tables, 0, 0, rule);
    return text->n > 0;
}

/* Of all states of all rules: one sentence, fewer than 25 words, school grade at most 9 on average (Kincaid et al. 1975), and
 * nothing left in braces. */
static void sentences_are_plain(void **state) {
    worded w;
    rap_text text;
    int said = 0, words, syllables, all_words = 0, all_syllables = 0;
    (void)state;
    make_worded(&w);
    rap_text_init(&text);
    for (int k = 0; k < 5 * RAP_N_RULES; k++) {
        rap_rule rule = (rap_rule)(k / 5);
        w.row.reasons[rule] =
            (rap_reason){.value = 0.5, .n = 3, .of = 8, .known = k % 5 < 3, .lost = k % 5 % 3};
        if (!is_worded(&w, rule, &text))
            continue;
        const char *s = rap_text_string(&text);
        assert_null(strpbrk(s, "{}"));
        assert_true(isupper((unsigned char)s[0]) && s[text.n - 1] == '.');
        count_words(s, &words, &syllables);
        if (words >= 25)
            print_error("%d words: %s\n", words, s);
        assert_true(words < 25);
        all_words += words;
        all_syllables += syllables;
        said++;
    }
    double grade = 0.39 * all_words / said + 11.8 * all_syllables / all_words - 15.59;
    if (grade > 9)
        print_error("grade %.1f\n", grade);
    assert_true(said >= 30 && grade <= 9);
    rap_text_free(&text);
    fake_tables_free(&w.f);
}

/* ---- in short ------------------------------------------------------------------------------- */

static void assert_short(worded *w, rap_grade grade, const char *words) {
    rap_text text;
    rap_text_init(&text);
    w->row.grade = grade;
    rap_words_certainty(&text, &w->f.tables, 0, 0);
    assert_string_equal(rap_text_string(&text), words);
    rap_text_free(&text);
}

/* What is not known is named only where it keeps the grade from being higher. */
static void the_short_form(void **state) {
    worded w;
    (void)state;
    make_worded(&w);
    assert_short(&w, RAP_HIGH, "high");
    assert_false(rap_words_is_reason(&w.row, RAP_RULE_SETTING));
    w.row.reasons[RAP_RULE_SETTING].known = false;
    assert_true(rap_words_is_reason(&w.row, RAP_RULE_SETTING));
    assert_short(&w, RAP_MODERATE, "moderate (not known: where sources are from)");
    w.row.reasons[RAP_RULE_MISSING].lost = 1; /* now it is moderate by that alone */
    assert_short(&w, RAP_MODERATE, "moderate (lowered for: runs without a value)");
    w.row.reasons[RAP_RULE_OPPOSITE].known = false;
    assert_short(&w, RAP_LOW,
                 "low (lowered for: runs without a value; not known: sets of assumptions that "
                 "point the other way)");
    assert_short(&w, RAP_UNGRADED, "");
    w.f.tables.certainties = NULL;
    assert_short(&w, RAP_LOW, "");
    fake_tables_free(&w.f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_in_the_sentences),
        cmocka_unit_test(sentences_are_plain),
        cmocka_unit_test(the_short_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
