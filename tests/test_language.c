/* test_language.c: messages are found in a catalogue as msgfmt packs it, forms go with numbers as published for each
 * language, a damaged catalogue is refused, and numbers are written as a language writes them. */
#include "base/error.h"
#include "plots/words/translation.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/plural_rule.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define assert_words(expected, call)                                                               \
    do {                                                                                           \
        rap_text out;                                                                              \
        rap_text_init(&out);                                                                       \
        call;                                                                                      \
        assert_string_equal(rap_text_string(&out), expected);                                      \
        rap_text_free(&out);                                                                       \
    } while (0)

#define NARROW "\xe2\x80\xaf" /* U+202F */

/* ---- forms ------------------------------------------------------------------------------------ */

/* Rules as the manual of gettext prints them (Plural forms), and the form of each number by the languages' grammars. */
static void test_forms_of_languages(void **state) {
    (void)state;
    static const char russian[] = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
                                  "n%100>=20) ? 1 : 2;";
    static const char arabic[] =
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5";
    static const struct {
        const char *rule;
        uint64_t n, form;
    } rows[] = {
        {"n != 1;", 0, 1},    {"n != 1;", 1, 0},      {"(n > 1);\n", 0, 0}, {"(n > 1);\n", 1, 0},
        {"(n > 1);\n", 2, 1}, {"0;", 7, 0},           {russian, 1, 0},      {russian, 21, 0},
        {russian, 11, 2},     {russian, 3, 1},        {russian, 13, 2},     {russian, 104, 1},
        {russian, 112, 2},    {russian, 0, 2},        {arabic, 0, 0},       {arabic, 2, 2},
        {arabic, 103, 3},     {arabic, 11, 4},        {arabic, 100, 5},     {arabic, 102, 5},
        {"!n", 0, 1},         {"!!n", 5, 1},          {"2+3*4-1", 0, 13},   {"(2+3)*4/2%7", 0, 3},
        {"n/0+n%0", 9, 0},    {"1<2==1&&0||n", 1, 1}, {"n<=2", 2, 1},       {"n>=3", 2, 0},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        assert_true(rap_plural_is_rule(rows[k].rule));
        assert_int_equal(rap_plural_form(rows[k].rule, rows[k].n), rows[k].form);
    }
}

static void test_what_is_no_rule(void **state) {
    (void)state;
    static const char *const bad[] = {"", "n >", "(n > 1", "n ? 1", "n = 1", "m", "n 1", "n > 1)"};
    char deep[400];
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        assert_false(rap_plural_is_rule(bad[k]));
        assert_int_equal(rap_plural_form(bad[k], 5), 0);
    }
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_false(rap_plural_is_rule(deep));
}

/* ---- a catalogue ------------------------------------------------------------------------------ */

/* English texts in the order of their bytes, and what stands for them. */
static const struct {
    const char *english, *own;
    size_t english_n, own_n;
} texts[] = {
#define TEXT(english, own)                                                                         \
    { english, own, sizeof(english) - 1, sizeof(own) - 1 }
    TEXT("", "Plural-Forms: nplurals=3; plural=n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2;\n"),
    TEXT("%d arm\0%d arms", "%d rameno\0%d ramena\0%d ramen"),
    TEXT("at start\4none", "nikde"),
    TEXT("none", "nic"),
    TEXT("unsaid", ""),
    TEXT("verdict\4none", "zadny"),
#undef TEXT
};
enum { N_TEXTS = sizeof texts / sizeof *texts, ROOM = 1024 };

static void put_word(unsigned char *at, size_t x) {
    for (int k = 0; k < 4; k++)
        at[k] = (unsigned char)(x >> 8 * k);
}

static size_t put_text(unsigned char *bytes, size_t row, size_t at, const char *text, size_t n) {
    put_word(bytes + row, n);
    put_word(bytes + row + 4, at);
    memcpy(bytes + at, text, n);
    bytes[at + n] = '\0';
    return at + n + 1;
}

/* Of these texts, as the manual of gettext describes the file; its bytes. */
static size_t make_catalogue(unsigned char *bytes) {
    size_t english = 28, own = english + 8 * N_TEXTS, at = own + 8 * N_TEXTS;
    memset(bytes, 0, ROOM);
    put_word(bytes, 0x950412de);
    put_word(bytes + 8, N_TEXTS);
    put_word(bytes + 12, english);
    put_word(bytes + 16, own);
    for (size_t k = 0; k < N_TEXTS; k++)
        at = put_text(bytes, english + 8 * k, at, texts[k].english, texts[k].english_n);
    for (size_t k = 0; k < N_TEXTS; k++)
        at = put_text(bytes, own + 8 * k, at, texts[k].own, texts[k].own_n);
    return at;
}

static void test_messages_are_found(void **state) {
    (void)state;
    unsigned char bytes[ROOM];
    rap_language l = {.code = "cs"};
    assert_int_equal(rap_catalogue_read(&l.catalogue, bytes, make_catalogue(bytes)), RAP_OK);
    assert_string_equal(tr(&l, "none"), "nic");
    assert_string_equal(tr_in(&l, "at start", "none"), "nikde");
    assert_string_equal(tr_in(&l, "verdict", "none"), "zadny");
    assert_string_equal(tr_in(&l, "at", "none"), "none");
    assert_string_equal(tr_in(&l, "at start of", "none"), "none");
    assert_string_equal(tr(&l, "unsaid"), "unsaid");
    assert_string_equal(tr(&l, "zzz"), "zzz");
    assert_string_equal(tr(&l, "aaa"), "aaa");
    static const char *const forms[] = {"%d ramen",  "%d rameno", "%d ramena",
                                        "%d ramena", "%d ramena", "%d ramen"};
    for (int n = 0; n < 6; n++)
        assert_string_equal(tr_n(&l, "%d arm", "%d arms", n), forms[n]);
    assert_string_equal(tr_n(&l, "%d team", "%d teams", 1), "%d team");
    assert_string_equal(tr_n(&l, "%d team", "%d teams", 0), "%d teams");
    assert_string_equal(tr_n(NULL, "%d arm", "%d arms", 2), "%d arms");
    assert_string_equal(tr(NULL, "none"), "none");
}

/* Where the text for the first message begins. */
static size_t rule_at(const unsigned char *bytes) {
    const unsigned char *row = bytes + 28 + 8 * N_TEXTS + 4;
    return row[0] | (size_t)row[1] << 8;
}

/* Cut off anywhere, or with texts said to lie elsewhere, it is refused; whatever else is changed, nothing outside its
 * bytes is read, which sanitizers see. */
static void test_damaged_catalogues(void **state) {
    (void)state;
    unsigned char bytes[ROOM];
    rap_language l = {.code = "cs"};
    size_t n = make_catalogue(bytes);
    for (size_t cut = 0; cut < n; cut++) {
        assert_int_equal(rap_catalogue_read(&l.catalogue, bytes, cut), RAP_EDAMAGED);
        assert_string_equal(tr(&l, "none"), "none");
    }
    for (size_t at = 28; at < 28 + 16 * N_TEXTS; at += 4) {
        make_catalogue(bytes);
        put_word(bytes + at, n);
        assert_int_equal(rap_catalogue_read(&l.catalogue, bytes, n), RAP_EDAMAGED);
    }
    for (size_t at = 0; at < n; at++)
        for (int bit = 0; bit < 8; bit++) {
            make_catalogue(bytes);
            bytes[at] ^= (unsigned char)(1 << bit);
            rap_catalogue_read(&l.catalogue, bytes, n);
            assert_non_null(tr(&l, "none"));
            assert_non_null(tr_n(&l, "%d arm", "%d arms", 7));
        }
    make_catalogue(bytes);
    memcpy(bytes + rule_at(bytes) + strlen("Plural-Forms: nplurals=3; plural=n "), "=!", 2);
    assert_int_equal(rap_catalogue_read(&l.catalogue, bytes, n), RAP_EDAMAGED);
}

/* ---- the languages of the program ------------------------------------------------------------- */

static void test_languages_that_are_here(void **state) {
    (void)state;
    rap_language l;
    size_t n = 0;
    for (; rap_language_codes[n]; n++)
        assert_int_equal(rap_language_find(&l, rap_language_codes[n]), RAP_OK);
    assert_true(n >= 2);
    assert_string_equal(rap_language_codes[0], "en");
    assert_int_equal(rap_language_find(&l, "xx"), RAP_EINPUT);
    assert_int_equal(rap_language_find(&l, "en"), RAP_OK);
    assert_string_equal(l.name, "English");
    assert_string_equal(l.conventions.thousands, rap_language_conventions(NULL).thousands);
    assert_string_equal(rap_language_code(NULL), "en");
    assert_int_equal(rap_language_find(&l, "fr"), RAP_OK);
    assert_string_equal(l.name, "Français");
    assert_string_equal(rap_language_code(&l), "fr");
    assert_string_equal(l.conventions.quote, "«" NARROW);
    assert_string_equal(l.conventions.direction, "ltr");
}

static void test_numbers_in_french(void **state) {
    (void)state;
    rap_language l;
    char text[RAP_NUMBER_SIZE];
    assert_int_equal(rap_language_find(&l, "fr"), RAP_OK);
    assert_words("1" NARROW "234" NARROW "567,9", rap_number(&out, &l, 1234567.89, 1, false));
    assert_words(RAP_MINUS "0,25", rap_number(&out, &l, -0.25, 2, true));
    assert_words("0,058", rap_number_small(&out, &l, 0.0581));
    assert_words("0,03", rap_number_as_given(&out, &l, 0.03));
    assert_words("1000", rap_number_as_given(&out, &l, 1000));
    assert_words(RAP_MINUS "0,354", rap_number_figures(&out, &l, -0.354321, 3));
    assert_words("1" NARROW "200 (900 à 1" NARROW "500)",
                 rap_money_interval(&out, &l, 1200, 900, 1500, false));
    assert_words("aucune", rap_money_interval(&out, &l, NAN, 900, 1500, false));
    rap_number_plain(text, &l, -1234.56, 1, false);
    assert_string_equal(text, "-1" NARROW "234,6");
    rap_money_plain(text, &l, 1e14, true);
    assert_string_equal(text, "+100" NARROW "000" NARROW "000" NARROW "000" NARROW "000");
}

static void test_parts(void **state) {
    (void)state;
    rap_parts p = {0};
    rap_text out;
    rap_text_init(&out);
    rap_text_add(rap_next_part(&p), "one");
    rap_text_add(rap_next_part(&p), "two");
    rap_text_format(&out, "%2$s before %1$s", rap_part_string(&p, 0), rap_part_string(&p, 1));
    assert_string_equal(rap_text_string(&out), "two before one");
    assert_string_equal(rap_part_string(&p, 2), "");
    rap_next_part(&p)->failed = true;
    rap_parts_end(&p, &out);
    assert_true(out.failed);
    rap_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_languages),
        cmocka_unit_test(test_what_is_no_rule),
        cmocka_unit_test(test_messages_are_found),
        cmocka_unit_test(test_damaged_catalogues),
        cmocka_unit_test(test_languages_that_are_here),
        cmocka_unit_test(test_numbers_in_french),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
