/* budget_study.c: the frame, filled in. */
#include "cli/sheets/budget_study.h"

#include <string.h>

enum { FIGURES = 3, AFTER = 24 };

/* ---- the frame -------------------------------------------------------------------------------- */

/* Unit costs that are shipped for a currency, and of which year's prices they are. */
static const struct {
    const char *currency, *file;
    int year;
} prices[] = {{"CAD", "unit-costs-canada.cfg", 2024},
              {"GBP", "unit-costs-uk.cfg", 2024},
              {"USD", "unit-costs-us.cfg", 2025}};

static void add_prices(rap_text *out, const char *currency) {
    for (size_t k = 0; k < sizeof prices / sizeof prices[0]; k++)
        if (!strcmp(prices[k].currency, currency)) {
            rap_text_format(out, "price_year = %d;\n@include \"%s\"", prices[k].year,
                            prices[k].file);
            return;
        }
    rap_text_format(out,
                    "# No prices are shipped for %s: what an hour of staff costs is assumed "
                    "(parameters.staff_hour).\n"
                    "# Nor is a discount rate: 3 %% is assumed.\n"
                    "community = { discount_rate = 0.03; discount_outcomes = 0.03; };",
                    currency);
}

static void add_marked(rap_text *out, const char *mark, size_t n, const rap_budget_study *s) {
    const struct {
        const char *mark, *text;
    } texts[] = {{"CURRENCY", s->currency},
                 {"LAYOUT", s->layout->name},
                 {"FORM", s->layout->label},
                 {"GRADE", s->layout->grade},
                 {"SOURCE", s->layout->source},
                 {"INDIRECT", rap_text_string(&s->indirect)},
                 {"COSTS", rap_text_string(&s->costs)}};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (strlen(texts[k].mark) == n && !strncmp(texts[k].mark, mark, n))
            rap_text_add(out, texts[k].text);
    if (n == strlen("TITLE") && !strncmp("TITLE", mark, n))
        rap_text_study(out, s->title, strlen(s->title));
    if (n == strlen("PRICES") && !strncmp("PRICES", mark, n))
        add_prices(out, s->currency);
    if (n == strlen("MONTHS") && !strncmp("MONTHS", mark, n))
        rap_text_format(out, "%d", s->months);
    if (n == strlen("HORIZON") && !strncmp("HORIZON", mark, n))
        rap_text_format(out, "%d", s->months + AFTER);
}

/* Marks are capitals between two @; "@include" is none. */
void rap_budget_study_write(rap_text *out, const char *frame, const rap_budget_study *study) {
    for (const char *at; (at = strchr(frame, '@')) != NULL;) {
        size_t n = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        rap_text_add_bytes(out, frame, (size_t)(at - frame));
        frame = at + 1;
        if (n > 0 && at[n + 1] == '@') {
            add_marked(out, at + 1, n, study);
            frame = at + n + 2;
        } else {
            rap_text_add(out, "@");
        }
    }
    rap_text_add(out, frame);
}

void rap_budget_study_free(rap_budget_study *study) {
    rap_text_free(&study->indirect);
    rap_text_free(&study->costs);
}

void rap_budget_study_indirect(rap_budget_study *study, double rate, int decimals, const char *base,
                               double subaward_first) {
    rap_text *out = &study->indirect;
    if (!(rate > 0)) {
        rap_text_add(out, "    # Indirect costs: none are asked for. Where there are some: "
                          "indirect = { rate = 0.15; base = \"direct\"; };");
        return;
    }
    rap_text_format(out, "    indirect = { rate = %.*f; base = \"%s\"; ", decimals, rate, base);
    if (!strcmp(base, "mtdc"))
        rap_text_format(out, "subaward_first = %.1f; ", subaward_first);
    rap_text_add(out, "};");
}

/* ---- examples --------------------------------------------------------------------------------- */

static const struct {
    const char *kind, *name, *label, *how;
    double figure[FIGURES]; /* CAD, GBP, USD */
    const char *purpose;
} examples[] = {
#define EXAMPLE(kind, name, label, how, cad, gbp, usd, purpose)                                    \
    {kind, name, label, how, {cad, gbp, usd}, purpose},
#include "cli/sheets/example_costs.def"
#undef EXAMPLE
};
enum { N_EXAMPLES = sizeof examples / sizeof examples[0] };

static bool is_for_partners(const char *kind) {
    return !strcmp(kind, "subaward") || !strcmp(kind, "partner_pay") || !strcmp(kind, "board");
}

static void add_example(rap_budget_study *study, size_t k, double figure) {
    const rap_form_layout *layout = study->layout;
    rap_text *out = &study->costs;
    const char *how = examples[k].how, *at = strchr(how, '@');
    bool salary = !strncmp(how, "salary", 6);
    rap_text_format(
        out,
        "      %s = {\n        label = \"%s\"; kind = \"%s\";\n        purpose = \"%s\";\n        ",
        examples[k].name, examples[k].label, examples[k].kind, examples[k].purpose);
    rap_text_format(out, "%.*s%.2f%s", (int)(at - how), how, figure, at + 1);
    if (salary && layout->cap > 0)
        rap_text_format(out, " cap = %.2f;", layout->cap);
    if (is_for_partners(examples[k].kind) && layout->paid_partners > layout->paid)
        rap_text_format(out, " paid = %.2f;", layout->paid_partners);
    rap_text_add(out, "\n      };\n");
}

void rap_budget_study_examples(rap_budget_study *study) {
    const rap_form_layout *layout = study->layout;
    size_t currency = !strcmp(study->currency, "GBP") ? 1 : !strcmp(study->currency, "USD") ? 2 : 0;
    if (layout->paid < 1)
        rap_text_format(&study->indirect,
                        "    paid = %.2f;   # share of costs that the funder pays\n", layout->paid);
    rap_budget_study_indirect(study, layout->rate, 2, layout->base, layout->subaward_first);
    for (size_t h = 0; layout->headings[h].label; h++) {
        bool headed = false;
        for (size_t k = 0; k < N_EXAMPLES; k++) {
            double figure = examples[k].figure[currency];
            if (rap_form_heading_of_kind(layout, examples[k].kind) != h || !(figure > 0))
                continue;
            if (!headed)
                rap_text_format(&study->costs, "      # ---- %s\n", layout->headings[h].label);
            headed = true;
            add_example(study, k, figure);
        }
    }
}
