/* test_distributions.c: distributions of uncertain numbers as they are written, possible and impossible. */
#include "bound_text.h"

/* Where each distribution puts the middle and the start value. */
static void distributions(void **state) {
    (void)state;
    static const struct {
        const char *text, *name;
        double value, middle;
    } cases[] = {
        {"value = 0.2; range = (0, 0.8)", "PERT", 0.2, 0.251048},
        {"value = 0.1; range = (0.01, 1)", "log-PERT", 0.1, 0.1},
        {"value = 0.2; range = (0, 0.8); distribution = \"triangular\"", "triangular", 0.2,
         0.31010},
        {"value = 0.2; range = (0, 0.8); distribution = \"uniform\"", "uniform", 0.2, 0.4},
        {"value = 0.1; range = (0.01, 1); distribution = \"pert\"", "PERT", 0.1, 0.204005},
        {"range = (0, 0.8)", "uniform", 0.4, 0.4},
        {"range = (0.01, 1)", "log-uniform", 0.1, 0.1},
        {"range = (0.4, 0.9); distribution = \"loguniform\"", "log-uniform", 0.6, 0.6},
        {"mean = 0.4; sd = 0.02; distribution = \"normal\"", "normal", 0.4, 0.4},
        {"value = 0.5; mean = 0.4; sd = 0.02; distribution = \"normal\"", "normal", 0.5, 0.4},
        {"value = 0.1; sd = 0.05; distribution = \"lognormal\"", "log-normal", 0.1, 0.089443},
        {"mean = 0.3; sd = 0.1; distribution = \"beta\"", "beta", 0.3, 0.29322},
        {"quantiles = ([0.05, 0.2], [0.5, 0.4], [0.95, 0.9])", "quantiles", 0.4, 0.4},
        {"value = 0.3; quantiles = ((0, 0.2), (1, 0.6))", "quantiles", 0.3, 0.4}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char study[400];
        snprintf(study, sizeof study, "units = { u = {}; }; rates = { growth = { %s; }; };",
                 cases[k].text);
        binding *x = bind_good(study);
        const rap_bound *growth = number(x, "rates.growth");
        assert_string_equal(rap_prior_name(&growth->prior), cases[k].name);
        assert_double_near(growth->value, cases[k].value, 1e-9);
        assert_double_near(x->root.rates.growth, cases[k].value, 1e-9);
        assert_double_near(rap_prior_at(&growth->prior, 0.5), cases[k].middle, 1e-5);
        done(x);
    }
}

/* Beyond the outermost quantiles lies a tenth of what is between them, no further than is legal. */
static void ends_of_quantiles(void **state) {
    (void)state;
    binding *x = bind_good("units = { u = {}; };\n"
                           "rates = { growth = { quantiles = ([0.05, 0.5], [0.95, 0.95]); }; };");
    assert_double_near(number(x, "rates.growth")->prior.lo, 0.455, 1e-12);
    assert_double_near(number(x, "rates.growth")->prior.hi, 0.995, 1e-12);
    done(x);
    x = bind_good("units = { u = {}; };\n"
                  "rates = { growth = { quantiles = ([0.1, 0.05], [0.9, 0.98]); }; };");
    assert_true(number(x, "rates.growth")->prior.lo == 0);
    assert_true(number(x, "rates.growth")->prior.hi == 1);
    done(x);
}

#define AT "rates.growth.distribution"
static const struct {
    const char *text, *key, *says;
} impossible[] = {
    {"value = 0.2; range = (0, 1); distribution = \"pret\"", AT,
     "unknown distribution \"pret\"; did you mean \"pert\"?"},
    {"value = 0.2; range = (0, 1); distribution = 3", AT,
     "a text in quotation marks expected, found 3"},
    {"value = 0.2; distribution = \"pert\"", AT, "the distribution needs a key \"range\""},
    {"range = (0, 1); distribution = \"pert\"", AT,
     "the distribution needs a key \"value\", its mode"},
    {"value = 0.2; range = (0, 1); distribution = \"logpert\"", "rates.growth.range",
     "a range above 0 expected by the logarithm"},
    {"value = 0.2; sd = 0.1", "rates.growth.sd",
     "mean and sd are for the distributions normal, lognormal and beta"},
    {"value = 0.2; distribution = \"beta\"", AT, "the distribution needs a key \"sd\""},
    {"sd = 0.2; distribution = \"normal\"", AT,
     "the distribution needs a key \"mean\" or \"value\""},
    {"mean = 0.2; sd = 0; distribution = \"normal\"", "rates.growth.sd",
     "a standard deviation above 0 expected"},
    {"mean = 0.0; sd = 0.1; distribution = \"lognormal\"", "rates.growth.mean",
     "a mean above 0 expected of a lognormal distribution"},
    {"mean = 1; sd = 0.1; distribution = \"beta\"", "rates.growth.mean",
     "a mean between 0 and 1 expected of a beta distribution"},
    {"mean = 0.3; sd = 0.5; distribution = \"beta\"", "rates.growth.sd",
     "no beta distribution of mean 0.3 has this sd; below 0.458 expected, and neither nearly "
     "that nor nearly 0"},
    {"mean = 1.5; sd = 0.1; distribution = \"normal\"", "rates.growth.mean",
     "a mean from 0 to 1 expected"},
    {"mean = 0.05; range = (0, 0.1); sd = 0.4; distribution = \"normal\"", "rates.growth.mean",
     "more than half of the distribution lies outside 0 to 0.1"},
    {"quantiles = ([0.5, 0.4])", "rates.growth.quantiles",
     "2 to 32 pairs of a share and its quantile, ([0.05, 2.0], [0.95, 9.0]), expected, found a "
     "list of 1"},
    {"quantiles = ([0.5, 0.4], [0.9, 0.4])", "rates.growth.quantiles.1",
     "shares and quantiles that rise expected"},
    {"quantiles = ([0.5, 0.4], [0.1, 0.5])", "rates.growth.quantiles.1",
     "shares and quantiles that rise expected"},
    {"quantiles = ([5.0, 0.4], [95.0, 0.5])", "rates.growth.quantiles.0",
     "a share from 0 to 1 expected before its quantile"},
    {"quantiles = ([0.5, 0.4], [0.9, 3.0])", "rates.growth.quantiles.1",
     "a quantile from 0 to 1 expected, found 3"},
    {"value = 0.9; quantiles = ([0.05, 0.2], [0.95, 0.4])", "rates.growth.value",
     "a value between the outermost quantiles expected"},
    {"value = 0.3; range = (0, 1); quantiles = ([0.05, 0.2], [0.95, 0.4]); distribution = "
     "\"pert\"",
     "rates.growth.quantiles", "quantiles stand for a distribution of their own"},
    {"value = 0.3; distribution = \"quantiles\"", AT,
     "the distribution needs a key \"quantiles\""}};

static void impossible_distributions(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof impossible / sizeof *impossible; k++) {
        char line[400];
        snprintf(line, sizeof line, "rates = { growth = { %s; }; };", impossible[k].text);
        expect(line, impossible[k].key, impossible[k].says);
    }
    expect("rates = { lever = { mean = 0.5; sd = 0.1; distribution = \"normal\"; }; };",
           "rates.lever.distribution", "a design choice is certain by definition and has no range");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distributions),
        cmocka_unit_test(ends_of_quantiles),
        cmocka_unit_test(impossible_distributions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
