#include "toy_patterns.h"
#include "base/error.h"
#include "base/memory.h"

toy_patterns *toy_patterns_make(const char *settings, const char *patterns) {
    toy_patterns *j = rap_allocate(1, sizeof *j);
    rap_text text;
    rap_text_init(&text);
    rap_text_format(&text, "%s\ndistribution = \"uniform\";\npatterns = {\n%s};", settings,
                    patterns);
    toy_run(&j->toy, rap_text_string(&text));
    assert_int_equal(rap_patterns_make(&j->p, &j->toy.study, &j->toy.layout, j->toy.store), RAP_OK);
    rap_text_free(&text);
    return j;
}

void toy_patterns_free(toy_patterns *j) {
    rap_patterns_free(&j->p);
    rap_patterns_free(&j->p);
    toy_free(&j->toy);
    rap_free(j);
}

void toy_assert_share(const rap_share *s, int64_t k, int64_t n) {
    double low, high;
    rap_wilson(k, n, &low, &high);
    assert_int_equal(s->k, k);
    assert_int_equal(s->n, n);
    assert_double_near(s->share, (double)k / (double)n, 0);
    assert_double_near(s->low, low, 0);
    assert_double_near(s->high, high, 0);
}
