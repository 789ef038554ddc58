/* test_layout.c: what runs leave behind of each outcome and group, by what a study says to keep. */
#include "toy_model.h"
#include "base/error.h"
#include "ensemble/ensemble.h"

#include <string.h>

static void assert_layout(const char *keep, const char *columns, const char *paths) {
    rap_study study;
    rap_layout l;
    rap_text text, have, series;
    rap_text_init(&text);
    rap_text_init(&have);
    rap_text_init(&series);
    rap_text_format(&text,
                    "horizon = 4; two = true; windows = [\"2\"]; keep = \"%s\";"
                    "headlines = ( { outcome = \"value\"; window = \"2\"; group = \"g:one\"; },"
                    " { outcome = \"rate\"; window = \"2\"; } );",
                    keep);
    toy_read(&study, rap_text_string(&text));
    assert_int_equal(rap_layout_init(&l, &study), RAP_OK);
    for (size_t c = 0; c < l.n_columns; c++)
        rap_text_format(&have, "%s %s;", toy_model.outcomes[l.columns[c].outcome].name,
                        l.columns[c].group);
    for (size_t k = 0; k < l.n_series; k++)
        rap_text_format(&series, "%s %s;", toy_model.outcomes[l.columns[l.series[k]].outcome].name,
                        l.columns[l.series[k]].group);
    assert_string_equal(rap_text_string(&have), columns);
    assert_string_equal(rap_text_string(&series), paths);
    assert_int_equal(l.rounds_paths, strcmp(keep, "all") != 0);
    rap_text_free(&text);
    rap_text_free(&have);
    rap_text_free(&series);
    rap_layout_free(&l);
    rap_study_free(&study);
}

/* The headlines are value of g:one and a ratio, which needs both its parts; cost is the money. */
static void what_a_study_keeps(void **state) {
    (void)state;
    assert_layout("headlines", "value g:one;cost all;top all;bottom all;", "");
    assert_layout("outcomes",
                  "value all;value g:two;value g:one;survivor all;cost all;top all;bottom all;"
                  "calm all;",
                  "value g:one;cost all;");
    assert_layout("all",
                  "value all;value g:two;value g:one;survivor all;cost all;top all;bottom all;"
                  "calm all;",
                  "value all;value g:two;value g:one;cost all;");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_study_keeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
