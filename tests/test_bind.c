/* test_bind.c: every kind of field, right and wrong; inheritance; exact money. */
#include "bound_text.h"

static void defaults_come_from_the_table(void **state) {
    (void)state;
    binding *x = bind_good("units = { u = {}; };");
    const grammar_unit *u = x->root.units.rows;
    assert_int_equal(x->root.units.n, 1);
    assert_string_equal(u->is.name, "u");
    assert_string_equal(u->is.label, "u");
    assert_int_equal(u->kind, -1);
    assert_int_equal(u->count, 1);
    assert_double_near(u->t.speed, 2, 0);
    assert_int_equal(u->t.pay.form, 1);
    assert_int_equal(u->t.pay.rate, 1250);
    assert_int_equal(x->root.budget, 100010);
    assert_int_equal(x->root.leader, -1);
    assert_string_equal(x->root.comment, "nothing said");
    assert_int_equal(x->root.grants.n, 0);
    const rap_bound *speed = number(x, "units.u.speed"), *reach = number(x, "units.u.reach");
    assert_double_near(speed->prior.lo, 1, 0);
    assert_double_near(speed->prior.hi, 4, 0);
    assert_null(speed->file);
    assert_ptr_equal(speed->target, &u->t.speed);
    assert_double_near(reach->prior.lo, 0.5, 0);
    assert_string_equal(reach->grade, "measured");
    done(x);
}

static void everything_written(void **state) {
    (void)state;
    binding *x = bind_good(
        "kinds = { fast = { label = \"Fast\"; speed = { value = 3; range = (2, 3.5); grade = "
        "\"measured\";\n"
        "  source = \"a clock\"; }; }; };\n"
        "units = { u = { kind = \"fast\"; count = 7; }; v = { pay = { form = \"voucher\"; rate = "
        "20; }; }; };\n"
        "grants = ( { start = 0; amount = 300000.25; }, { start = 12; amount = 5; } );\n"
        "rates = { growth = 1; }; flag = true; comment = \"caf\xc3\xa9\"; tags = [\"a\", \"b\"];\n"
        "budget = 10000000000L; leader = \"v\";");
    const grammar_unit *u = x->root.units.rows;
    const grammar_grant *g = x->root.grants.rows;
    assert_int_equal(u[0].kind, 0);
    assert_int_equal(u[0].count, 7);
    assert_double_near(u[0].t.speed, 3, 0);
    assert_int_equal(u[1].t.pay.form, 2);
    assert_int_equal(u[1].t.pay.rate, 2000);
    assert_int_equal(g[0].amount, 30000025);
    assert_int_equal(g[1].start, 12);
    assert_true(x->root.flag);
    assert_int_equal(x->root.tags.n, 2);
    assert_string_equal(x->root.tags.items[1], "b");
    assert_true(x->root.budget == 1000000000000LL);
    assert_int_equal(x->root.leader, 1);
    assert_double_near(x->root.rates.growth, 1, 0);
    const rap_bound *speed = number(x, "kinds.fast.speed"), *growth = number(x, "rates.growth");
    assert_string_equal(speed->grade, "measured");
    assert_string_equal(speed->source, "a clock");
    assert_double_near(speed->prior.hi, 3.5, 0);
    assert_int_equal(speed->line, 1);
    assert_string_equal(growth->grade, "chosen");
    assert_string_equal(growth->source, "set in the study");
    assert_double_near(growth->prior.lo, 1, 0);
    done(x);
}

/* A row takes what it does not state from the row that it names, and shares its path. */
static void inheritance(void **state) {
    (void)state;
    binding *x =
        bind_good("kinds = { fast = { label = \"Fast\"; speed = 3.0; pay = { rate = 7.0; }; }; };\n"
                  "units = { u = { kind = \"fast\"; }; v = { kind = \"fast\"; speed = 1.0; pay = { "
                  "form = \"none\"; }; }; };");
    const grammar_unit *u = x->root.units.rows;
    assert_string_equal(u[0].is.label, "u");
    assert_double_near(u[0].t.speed, 3, 0);
    assert_double_near(u[1].t.speed, 1, 0);
    assert_int_equal(u[0].t.pay.rate, 700);
    assert_int_equal(u[1].t.pay.rate, 700);
    assert_int_equal(u[0].t.pay.form, 1);
    assert_int_equal(u[1].t.pay.form, 0);
    int speeds = 0, reaches = 0, rates = 0, own = 0;
    for (size_t i = 0; i < x->n; i++) {
        speeds += !strcmp(x->numbers[i].path, "kinds.fast.speed");
        reaches += !strcmp(x->numbers[i].path, "kinds.fast.reach");
        rates += !strcmp(x->numbers[i].path, "kinds.fast.pay.rate");
        own += !strcmp(x->numbers[i].path, "units.v.speed") ||
               !strcmp(x->numbers[i].path, "units.u.count");
    }
    assert_int_equal(speeds, 2);
    assert_int_equal(reaches, 3);
    assert_int_equal(rates, 3);
    assert_int_equal(own, 2);
    done(x);
}

static void a_mistake_in_a_shared_row_is_reported_once(void **state) {
    (void)state;
    binding *x = bind_text("kinds = { fast = { sped = 3; reach = 7; }; };\n"
                           "units = { u = { kind = \"fast\"; }; v = { kind = \"fast\"; }; };");
    assert_int_equal(x->status, RAP_EINPUT);
    assert_int_equal(x->problems.n, 2);
    done(x);
}

static void unknown_names(void **state) {
    (void)state;
    expect("rate = {};", "rate", "unknown key in grammar model; did you mean \"rates\"?");
    expect("rates = { grwth = 1; };", "rates.grwth",
           "unknown key in rates; did you mean \"growth\"?");
    expect("rates = { xyzzy = 1; };", "rates.xyzzy",
           "unknown key in rates; there are: growth, decay, lever");
    expect("kinds = { k = { lable = \"K\"; }; };", "kinds.k.lable",
           "unknown key in kind; did you mean \"label\"?");
    expect("leader = \"w\";", "leader", "unknown unit \"w\"; did you mean \"u\"?");
    expect("leader = \"somebody\";", "leader", "unknown unit \"somebody\"; there are: u");
    expect("kinds = { k = { pay = { form = \"cahs\"; }; }; };", "kinds.k.pay.form",
           "unknown choice \"cahs\"; did you mean \"cash\"?");
    expect("rates = { growth = { value = 0.5; rnage = (0, 1); }; };", "rates.growth.rnage",
           "unknown key in a number; did you mean \"range\"?");
}

static void wrong_kinds(void **state) {
    (void)state;
    expect("rates = 3;", "rates", "a group { } expected, found 3");
    expect("rates = { growth = \"fast\"; };", "rates.growth",
           "a number from 0 to 1 (1/month) expected, found the text \"fast\"");
    expect("rates = { growth = (1); };", "rates.growth",
           "a number from 0 to 1 (1/month) expected, found a list of 1");
    expect("flag = 1;", "flag", "true or false expected, found 1");
    expect("flag = \"true\";", "flag", "true or false expected, found the text \"true\"");
    expect("comment = 5;", "comment", "one line of text of at most 500 bytes expected, found 5");
    expect("tags = \"a\";", "tags",
           "a list of texts, [\"...\", \"...\"] expected, found the text \"a\"");
    expect("tags = (\"a\", 1);", "tags.1",
           "one line of text of at most 500 bytes expected, found 1");
    expect("grants = { start = 0; };", "grants",
           "a list of groups ( { ... }, { ... } ) expected, found a group { }");
    expect("grants = ( 1 );", "grants.0", "a group { } expected, found 1");
    expect("kinds = ( { speed = 1; } );", "kinds",
           "a group of named groups { name = { ... }; } expected, found a list of 1");
    expect("kinds = { k = true; };", "kinds.k", "a group { } expected, found true");
    expect("leader = 0;", "leader", "a text in quotation marks expected, found 0");
    expect("kinds = { k = { label = 7; }; };", "kinds.k.label",
           "one line of text of at most 500 bytes expected, found 7");
}

static void bounds(void **state) {
    (void)state;
    expect("rates = { growth = 1.0000001; };", "rates.growth",
           "a number from 0 to 1 (1/month) expected, found 1.0000001");
    expect("rates = { growth = -1; };", "rates.growth",
           "a number from 0 to 1 (1/month) expected, found -1");
    expect("grants = ( { start = 1.0; amount = 1; } );", "grants.0.start",
           "a whole number from 0 to 1200 (month) expected, found 1.0");
    expect("grants = ( { start = 1201; amount = 1; } );", "grants.0.start",
           "a whole number from 0 to 1200 (month) expected, found 1201");
    expect("grants = ( { start = -5000000000L; amount = 1; } );", "grants.0.start",
           "a whole number from 0 to 1200 (month) expected, found -5000000000L");
}

static void missing(void **state) {
    (void)state;
    expect("grants = ( { start = 1; } );", "grants.0.amount",
           "missing; an amount from 0 to 1e+10 (CAD) with at most two decimals expected (money)");
    binding *x = bind_text("flag = true;");
    assert_int_equal(x->problems.n, 1);
    assert_string_equal(x->problems.rows[0].key, "units");
    assert_string_equal(x->problems.rows[0].file, "a.cfg");
    done(x);
    x = bind_text("units = {};");
    assert_int_equal(x->problems.n, 1);
    assert_string_equal(x->problems.rows[0].text, "at least one entry expected, found none");
    done(x);
}

static void uncertain_numbers(void **state) {
    (void)state;
    expect("rates = { growth = { grade = \"assumed\"; }; };", "rates.growth",
           "a number in braces needs a key \"value\"");
    expect("rates = { growth = { value = 2; }; };", "rates.growth.value",
           "a number from 0 to 1 (1/month) expected, found 2");
    expect("rates = { growth = { value = 0.5; range = (0.6, 0.9); }; };", "rates.growth.range",
           "the value 0.5 lies outside its range 0.6 to 0.9");
    expect("rates = { growth = { value = 0.5; range = (0.9, 0.1); }; };", "rates.growth.range",
           "the range runs from 0.9 down to 0.1");
    expect("rates = { growth = { value = 0.5; range = (0, 2); }; };", "rates.growth.range",
           "a number from 0 to 1 (1/month) expected at both ends, found 0 to 2");
    expect("rates = { growth = { value = 0.5; range = (0, 1, 2); }; };", "rates.growth.range",
           "a range of two numbers, [0.0, 0.7] or (0, 0.7), expected, found a list of 3");
    expect("rates = { growth = { value = 0.5; grade = \"measurd\"; source = \"x\"; }; };",
           "rates.growth.grade", "unknown grade \"measurd\"; did you mean \"measured\"?");
    expect("rates = { growth = { value = 0.5; grade = \"inferred\"; }; };", "rates.growth",
           "the grade \"inferred\" needs a source");
    expect("rates = { growth = { value = 0.5; source = \"x\"; setting = \"near\"; }; };",
           "rates.growth.setting", "unknown setting \"near\"; there are: here, alike, elsewhere");
    expect("rates = { growth = { value = 0.5; setting = \"here\"; }; };", "rates.growth.setting",
           "a setting is that of a source: state it too");
    expect("rates = { growth = { value = 0.5; source = \"a\\nb\"; }; };", "rates.growth.source",
           "one line of text of at most 500 bytes expected, found the text \"a?b\" with U+000A (a "
           "control character)");
    expect("rates = { lever = { value = 0.5; range = (0, 1); }; };", "rates.lever.range",
           "a design choice is certain by definition and has no range");
    binding *x =
        bind_good("units = { u = {}; }; rates = { lever = { value = 0.5; source = \"a plan\"; };\n"
                  "growth = { value = 0.2; range = [0.2, 0.2]; }; };");
    assert_string_equal(number(x, "rates.lever")->grade, "chosen");
    assert_string_equal(number(x, "rates.lever")->source, "a plan");
    assert_string_equal(number(x, "rates.growth")->grade, "assumed");
    done(x);
}

static void money_is_exact(void **state) {
    (void)state;
    static const struct {
        const char *written;
        int64_t cents;
    } cases[] = {{"0", 0},
                 {"0.01", 1},
                 {"0.1", 10},
                 {"0.29", 29},
                 {"1.1", 110},
                 {"1.10000", 110},
                 {"9999999999.99", 999999999999},
                 {".5", 50},
                 {"5.", 500},
                 {"3e5", 30000000},
                 {"1.005e3", 100500},
                 {"0x10", 1600},
                 {"+2.50", 250},
                 {"4503599627.37", 450359962737}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char study[200];
        snprintf(study, sizeof study, "units = { u = {}; }; budget = %s;", cases[i].written);
        binding *x = bind_good(study);
        assert_true(x->root.budget == cases[i].cents);
        done(x);
    }
    static const char *const bad[] = {"0.001",
                                      "1.005",
                                      "-1",
                                      "-0.01",
                                      "1e-3",
                                      "10000000000.01",
                                      "0.10000000000000000001",
                                      "9e15",
                                      "\"5\"",
                                      "9000000000000000000L"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char line[200], text[300];
        snprintf(line, sizeof line, "budget = %s;", bad[i]);
        snprintf(text, sizeof text,
                 "an amount from 0 to 1e+10 (CAD) with at most two decimals expected, found %s%s",
                 bad[i][0] == '"' ? "the text " : "", bad[i]);
        expect(line, "budget", text);
    }
}

static void texts_are_clean_lines(void **state) {
    (void)state;
    char line[700] = "comment = \"", text[700];
    expect("comment = \"a\\x1b[31m\";", "comment",
           "one line of text of at most 500 bytes expected, found the text \"a?[31m\" with U+001B "
           "(a control character)");
    expect("comment = \"a\\tb\";", "comment",
           "one line of text of at most 500 bytes expected, found the text \"a?b\" with U+0009 (a "
           "control character)");
    for (int i = 0; i < 501; i++)
        strcat(line, "x");
    strcat(line, "\";");
    snprintf(text, sizeof text,
             "one line of text of at most 500 bytes expected, found the text \"%.60s\"...",
             line + 11);
    expect(line, "comment", text);
}

static void names_of_rows(void **state) {
    (void)state;
    static const char *const bad[] = {"Fast", "a-b", "f*"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char line[100], key[40];
        snprintf(line, sizeof line, "kinds = { %s = {}; };", bad[i]);
        snprintf(key, sizeof key, "kinds.%s", bad[i]);
        expect(line, key,
               "a name starts with a lower-case letter and holds lower-case letters, digits and _ "
               "only, at most 64 of them");
    }
    binding *x = bind_good("units = { u_2 = {}; };");
    done(x);
}

/* What was reported while reading is not reported again. */
static void no_echo(void **state) {
    (void)state;
    expect("rates = { growth = nan; };", "rates.growth",
           "nan is not a number; only finite decimal numbers are accepted");
    expect("rates = { growth = { value = 0.5; range = (0, 1e999); }; };", "rates.growth.range.1",
           "1e999 is too large for a number");
    expect("leader = u;", "leader", "u is no value; a text stands in quotation marks");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_come_from_the_table),
        cmocka_unit_test(everything_written),
        cmocka_unit_test(inheritance),
        cmocka_unit_test(a_mistake_in_a_shared_row_is_reported_once),
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(wrong_kinds),
        cmocka_unit_test(bounds),
        cmocka_unit_test(missing),
        cmocka_unit_test(uncertain_numbers),
        cmocka_unit_test(money_is_exact),
        cmocka_unit_test(texts_are_clean_lines),
        cmocka_unit_test(names_of_rows),
        cmocka_unit_test(no_echo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
