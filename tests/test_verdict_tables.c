/* test_verdict_tables.c: propositions beside others, whose order does not matter, and their tables read back. */
#include "csv_cells.h"
#include "realist_model.h"
#include "realist_study.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOISY "draws = 6; replicates = 3; luck = 1.0; noise = 0.3; own = 0.3; k_a = 1.0; k_b = 0.5;"
#define FIRST PROPOSITION("first", IN_X DOSE "response = \"a\"; rivals = [\"b\"]; " VALUE("0.5"))
#define SECOND PROPOSITION("second", DOSE "response = \"b\"; " VALUE("0.5"))

static void order_does_not_matter(void **state) {
    (void)state;
    realist *r = realist_judged(&realist_model, STUDY(NOISY, FIRST SECOND)),
            *s = realist_judged(&realist_model, STUDY(NOISY, SECOND FIRST));
    for (size_t k = 0; k < 2; k++) {
        const rap_proposition_result *p = &r->verdicts.rows[k], *q = &s->verdicts.rows[1 - k];
        assert_string_equal(p->proposition->name, q->proposition->name);
        assert_int_equal(p->verdict, q->verdict);
        assert_memory_equal(&p->effect.s.mean, &q->effect.s.mean, sizeof(double));
        assert_memory_equal(&p->removed_last.s.ci_low, &q->removed_last.s.ci_low, sizeof(double));
        assert_memory_equal(&p->factors[1].shapley.s.mean, &q->factors[1].shapley.s.mean,
                            sizeof(double));
    }
    realist_free(r);
    realist_free(s);
}

/* Text of a cell of a line, by the name of its column; no cell of these studies is quoted. */
static void read_cell(const char *csv, size_t row, const char *column, char *out, size_t size) {
    const char *head = csv, *line = csv;
    size_t at = 0, n = strlen(column);
    while (strncmp(head, column, n) != 0 || !strchr(",\n", head[n])) {
        head = strpbrk(head, ",\n");
        assert_true(head && *head == ',');
        head++;
        at++;
    }
    for (size_t k = 0; k <= row; k++)
        line = strchr(line, '\n') + 1;
    for (; at > 0; at--)
        line = strchr(line, ',') + 1;
    snprintf(out, size, "%.*s", (int)strcspn(line, ",\n"), line);
}

static void assert_cell(const char *csv, size_t row, const char *column, double x) {
    char text[64];
    read_cell(csv, row, column, text, sizeof text);
    if (isnan(x))
        assert_string_equal(text, "");
    else
        assert_double_near(strtod(text, NULL), x, 1e-9 * fabs(x));
}

static void assert_word(const char *csv, size_t row, const char *column, const char *word) {
    char text[64];
    read_cell(csv, row, column, text, sizeof text);
    assert_string_equal(text, word);
}

static void tables_are_read_back(void **state) {
    (void)state;
    realist *r = realist_judged(
        &realist_model,
        STUDY(NOISY, FIRST SECOND PROPOSITION("third", "cannot_be_expressed = \"no\";")));
    const rap_proposition_result *p = r->verdicts.rows;
    rap_text csv;
    rap_text_init(&csv);
    rap_verdicts_csv(&r->verdicts, &csv);
    const char *text = rap_text_string(&csv), *line = text;
    for (size_t k = 0; k < 4; k++, line = strchr(line, '\n') + 1)
        assert_int_equal(csv_cells(line), csv_cells(text));
    assert_string_equal(line, "");
    for (size_t k = 0; k < 2; k++) {
        assert_word(text, k, "proposition", p[k].proposition->name);
        assert_word(text, k, "verdict", rap_verdict_names[p[k].verdict]);
        assert_cell(text, k, "effect", p[k].effect.s.mean);
        assert_cell(text, k, "effect_high", p[k].effect.s.ci_high);
        assert_cell(text, k, "effect_share", p[k].effect.above.share);
        assert_cell(text, k, "removed_last_low", p[k].removed_last.s.ci_low);
        assert_cell(text, k, "without_response", p[k].without.s.mean);
        assert_cell(text, k, "level_to_without_response", p[k].to_without.mean);
        assert_cell(text, k, "activation_outside_high", p[k].activation_outside.s.ci_high);
        assert_cell(text, k, "together", p[k].together.share);
        assert_word(text, k, "activated", "true");
        assert_word(text, k, "scale_matters", "false");
    }
    assert_cell(text, 0, "inside_less_outside", p[0].context.s.mean);
    assert_cell(text, 0, "spill_low", p[0].spill.s.ci_low);
    assert_cell(text, 1, "inside_less_outside", (double)NAN); /* not asked */
    assert_cell(text, 1, "outside_low", (double)NAN);
    assert_cell(text, 1, "spill", (double)NAN);
    assert_word(text, 2, "verdict", "cannot be expressed");
    assert_word(text, 2, "cannot_be_expressed", "no");
    assert_word(text, 2, "effect", "");
    rap_text_free(&csv);
    realist_free(r);
}

static void mechanisms_are_read_back(void **state) {
    (void)state;
    realist *r = realist_judged(
        &realist_model, STUDY(NOISY, FIRST PROPOSITION("third", "cannot_be_expressed = \"no\";")));
    const rap_proposition_result *p = r->verdicts.rows;
    rap_text csv;
    rap_text_init(&csv);
    rap_verdicts_mechanisms_csv(&r->verdicts, &csv);
    const char *text = rap_text_string(&csv), *line = text;
    for (size_t k = 0; k < 1 + RAP_GRADES + 3 * 3 + 3; k++, line = strchr(line, '\n') + 1)
        assert_int_equal(csv_cells(line), csv_cells(text));
    assert_string_equal(line, "");
    for (size_t g = 0; g < RAP_GRADES; g++) {
        assert_cell(text, g, "strength", rap_grades[g]);
        assert_cell(text, g, "mean", p->graded[g].s.mean);
    }
    for (size_t k = 0; k < 3; k++) {
        assert_word(text, RAP_GRADES + 3 * k, "mechanism", rap_factor_name(&r->verdicts, 0, k));
        assert_cell(text, RAP_GRADES + 3 * k, "mean", p->factors[k].removed_last.s.mean);
        assert_cell(text, RAP_GRADES + 3 * k + 1, "ci_low", p->factors[k].added_first.s.ci_low);
        assert_cell(text, RAP_GRADES + 3 * k + 2, "ci_high", p->factors[k].shapley.s.ci_high);
    }
    assert_word(text, RAP_GRADES + 9, "with", "b");
    assert_cell(text, RAP_GRADES + 9, "mean", p->interactions[0][1].s.mean);
    rap_text_free(&csv);
    realist_free(r);
}
int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(tables_are_read_back),
        cmocka_unit_test(mechanisms_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
