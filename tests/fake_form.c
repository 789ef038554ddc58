/* fake_form.c: hand-made rows of a made-up form. */
#include "fake_form.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int64_t asked_a_year(const fake_budget *b, size_t i) {
    int64_t all = 0;
    if (i < b->lines.n)
        return 1000025 * (int64_t)(i + 1);
    for (size_t k = 0; k < b->lines.n; k++)
        all += asked_a_year(b, k);
    return all / 10;
}

static void add_to(rap_form_cell *to, const rap_form_cell *cell) {
    to->asked += cell->asked;
    to->spend += cell->spend;
    to->left += cell->left;
}

static void make_form_row(fake_form *x, const fake_budget *b, size_t i, fake_kind kind,
                          const char *label) {
    bool indirect = i == b->lines.n;
    rap_cost *cost = &x->costs[i];
    *cost = (rap_cost){.of = "focal",
                       .name = indirect ? "indirect" : "line",
                       .label = indirect ? "Indirect costs" : b->rows[i].label,
                       .kind = indirect ? "indirect" : "travel",
                       .feeds = indirect || i == 2 ? 0 : 1};
    if (!indirect)
        snprintf(cost->lever, sizeof cost->lever, "%s", b->rows[i].lever);
    x->rows[i] = (rap_form_row){.line = cost,
                                .label = label ? label : cost->label,
                                .years = x->years[i],
                                .told = kind != FAKE_MISSING};
    for (size_t y = 0; y < FAKE_YEARS; y++) {
        rap_form_cell *cell = &x->years[i][y];
        cell->asked = asked_a_year(b, i);
        cell->spend = x->rows[i].told ? cell->asked * (i == 1 ? 40 : 90) / 100 : 0;
        cell->left = cell->asked - cell->spend;
        add_to(&x->rows[i].total, cell);
        add_to(&x->all[y], cell);
        add_to(&x->form.all.total, cell);
        cost->asked += cell->asked;
    }
    cost->cents = x->rows[i].cost = cost->asked;
}

void fake_form_init(fake_form *x, fake_budget *b, fake_tables *f, fake_kind kind,
                    const char *label) {
    memset(x, 0, sizeof *x);
    for (size_t i = 0; i <= b->lines.n; i++)
        make_form_row(x, b, i, kind, label);
    x->groups[0] = (rap_form_group){.label = label ? label : "Direct costs", .n = b->lines.n};
    x->groups[1] = (rap_form_group){.label = "Indirect costs", .first = b->lines.n, .n = 1};
    x->form.study = &f->study;
    x->form.rows = x->rows;
    x->form.n = b->lines.n + 1;
    x->form.groups = x->groups;
    x->form.n_groups = 2;
    x->form.n_years = FAKE_YEARS;
    x->form.all.label = "All";
    x->form.all.years = x->all;
    x->form.all.told = kind != FAKE_MISSING;
    f->tables.form = &x->form;
}
