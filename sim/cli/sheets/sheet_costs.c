/* sheet_costs.c: costs of a sheet in the words of a study, with names and labels that are not there twice. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/budget_study.h"
#include "cli/sheets/cost_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NAME = 40 };

/* Letters, digits and '_', from the sheet's own name or its words, after its kind where they begin with none. */
static void spell_name(char name[NAME], const rap_sheet_cost *cost) {
    rap_text folded;
    size_t n = 0;
    rap_text_init(&folded);
    rap_fold(&folded, cost->name[0] ? cost->name : cost->label);
    const char *s = rap_text_string(&folded);
    if (!(s[0] >= 'a' && s[0] <= 'z') || !strcmp(s, "indirect"))
        n = (size_t)snprintf(name, NAME, "%.12s_", cost->kind);
    for (; *s && n < NAME - 8; s++) {
        bool letter = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
        if (letter)
            name[n++] = *s;
        else if (n > 0 && name[n - 1] != '_')
            name[n++] = '_';
    }
    while (n > 1 && name[n - 1] == '_')
        n--;
    name[n] = '\0';
    rap_text_free(&folded);
}

static bool is_a_name_before(char (*names)[NAME], size_t n, const char *name) {
    for (size_t k = 0; k < n; k++)
        if (!strcmp(names[k], name))
            return true;
    return false;
}

static void add_unlike(char (*names)[NAME], size_t n, const rap_sheet_cost *cost) {
    char first[NAME - 7];
    spell_name(names[n], cost);
    snprintf(first, sizeof first, "%s", names[n]);
    for (int k = 2; is_a_name_before(names, n, names[n]); k++)
        snprintf(names[n], NAME, "%.32s_%d", first, k % 10000);
}

/* Two lines may have the same words under two headings, or asked for and given. */
static void add_label(rap_text *out, const rap_budget_sheet *budget, size_t k) {
    const rap_sheet_cost *cost = &budget->costs[k];
    rap_text label;
    bool alike = false;
    rap_text_init(&label);
    for (size_t i = 0; i < budget->n; i++)
        alike |= i != k && !strcmp(budget->costs[i].label, cost->label);
    rap_text_add(&label, cost->label);
    if (alike && cost->heading[0])
        rap_text_format(&label, " (%s)", cost->heading);
    if (alike && cost->in_kind)
        rap_text_add(&label, " (in kind)");
    rap_text_study(out, rap_text_string(&label), label.n);
    out->failed |= label.failed;
    rap_text_free(&label);
}

static void add_heading_of_sheet(rap_text *out, const rap_form_layout *layout,
                                 const rap_sheet_cost *cost, bool own) {
    size_t at = rap_form_heading_of_kind(layout, cost->kind);
    bool in_layout = layout->headings[rap_form_heading_named(layout, cost->heading)].label;
    bool usual = !strcmp(rap_form_heading_label(layout, at), cost->heading);
    if (!cost->heading[0] || usual || (!in_layout && !own))
        return;
    rap_text_add(out, " heading = \"");
    rap_text_study(out, cost->heading, strlen(cost->heading));
    rap_text_add(out, "\";");
}

static void add_money(rap_text *out, int64_t cents) {
    rap_text_format(out, "%" PRId64 ".%02" PRId64, cents / 100, cents % 100);
}

static void add_sheet_amounts(rap_text *out, const rap_sheet_cost *cost, size_t n_years) {
    if (cost->in_kind || n_years == 0) {
        rap_text_add(out, "        amount = ");
        add_money(out, cost->total);
        rap_text_format(out, ";%s\n", cost->in_kind ? " in_kind = true;" : "");
        return;
    }
    rap_text_add(out, "        years = ( ");
    for (size_t y = 0; y < n_years; y++) {
        rap_text_format(out, "%s{ amount = ", y ? ", " : "");
        add_money(out, cost->years[y]);
        rap_text_add(out, "; }");
    }
    rap_text_add(out, " );\n");
}

int rap_budget_study_costs(rap_budget_study *study, const rap_budget_sheet *budget,
                           const rap_sheet *sheet, bool own) {
    char(*names)[NAME] = rap_allocate(budget->n + 1, sizeof *names);
    rap_text *out = &study->costs;
    size_t n = 0;
    if (!names)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < budget->n; k++) {
        const rap_sheet_cost *cost = &budget->costs[k];
        if (!strcmp(cost->kind, "indirect"))
            continue;
        add_unlike(names, n, cost);
        rap_text_format(out, "      %s = {   # row %d\n        label = \"", names[n++],
                        sheet->rows[cost->row].number);
        add_label(out, budget, k);
        rap_text_format(out, "\"; kind = \"%s\";", cost->kind);
        add_heading_of_sheet(out, study->layout, cost, own);
        if (cost->purpose[0]) {
            rap_text_add(out, "\n        purpose = \"");
            rap_text_study(out, cost->purpose, strlen(cost->purpose));
            rap_text_add(out, "\";");
        }
        rap_text_add(out, "\n");
        add_sheet_amounts(out, cost, budget->n_years);
        rap_text_add(out, "      };\n");
    }
    rap_free(names);
    return rap_text_status(out);
}
