/* budget_money.c: see budget_money.h. */
#include "plots/words/budget_money.h"
#include "plots/words/sentence_parts.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/whole.h"
#include "plots/words/numbers.h"
#include "plots/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS = 3, CENTS = 100 };

/* ---- the table -------------------------------------------------------------------------------- */

/* Where line i, kind by kind, has its years and what they come to. */
static void place_amounts(rap_money_table *m) {
    size_t width = m->n_years + 1;
    for (size_t i = 0; i <= m->n; i++) {
        int64_t *at = m->amounts + i * KINDS * width;
        m->rows[i].asked = at;
        m->rows[i].spend = at + width;
        m->rows[i].left = at + 2 * width;
    }
}

static int make_money_room(rap_money_table *m, size_t n, size_t n_years) {
    m->n = n;
    m->n_years = n_years;
    m->rows = rap_allocate(n + 1, sizeof *m->rows);
    m->amounts = rap_allocate((n + 1) * KINDS * (n_years + 1), sizeof *m->amounts);
    if (!m->rows || !m->amounts)
        return rap_fail(RAP_ENOMEM);
    place_amounts(m);
    return RAP_OK;
}

static const rap_form *form_of(const rap_tables *t) {
    return t->form && t->form->n > 0 ? t->form : NULL;
}

static int64_t whole_cents(double money) {
    return isfinite(money) ? (int64_t)llround(CENTS * money) : 0;
}

/* Cents that line i asks for or spends in a year. */
static int64_t cents_at(const rap_tables *t, size_t i, size_t year, bool asked) {
    const rap_form *form = form_of(t);
    const rap_lines *lines = t->lines;
    if (form)
        return asked ? form->rows[i].years[year].asked : form->rows[i].years[year].spend;
    if (asked)
        return 0;
    return whole_cents(i < lines->n ? lines->rows[i].spend[year].mean
                                    : rap_lines_rest(lines, year));
}

static size_t years_with_money(const rap_tables *t, size_t n, size_t years) {
    for (; years > 0; years--)
        for (size_t i = 0; i < n; i++)
            if (cents_at(t, i, years - 1, true) != 0 || cents_at(t, i, years - 1, false) != 0)
                return years;
    return 0;
}

/* What is to be rounded: where all that is asked for is spent, that is what was printed as asked for. */
static int64_t amount_to_round(const rap_money_table *m, const rap_tables *t, size_t k,
                               bool asked) {
    size_t i = k / m->n_years, y = k % m->n_years;
    int64_t cents = cents_at(t, i, y, asked);
    bool all_of_it = !asked && m->is_asked && cents == cents_at(t, i, y, true);
    return all_of_it ? CENTS * m->rows[i].asked[y] : cents;
}

/* Rounds what all lines ask for, or then spend, in all years, and adds up. */
static int round_amounts(rap_money_table *m, const rap_tables *t, bool asked) {
    size_t cells = m->n * m->n_years;
    int64_t *cents = rap_allocate(cells, sizeof *cents);
    int64_t *whole = rap_allocate(cells, sizeof *whole);
    int status = cents && whole ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < cells && !status; k++)
        cents[k] = amount_to_round(m, t, k, asked);
    status = status ? status : rap_whole_units(cents, m->n, m->n_years, CENTS, whole);
    for (size_t k = 0; k < cells && !status; k++) {
        size_t i = k / m->n_years, y = k % m->n_years;
        int64_t *line = asked ? m->rows[i].asked : m->rows[i].spend;
        int64_t *all = asked ? m->rows[m->n].asked : m->rows[m->n].spend;
        line[y] = whole[k];
        line[m->n_years] += whole[k];
        all[y] += whole[k];
        all[m->n_years] += whole[k];
    }
    rap_free(cents);
    rap_free(whole);
    return status;
}

static void name_line(rap_money_row *row, const rap_tables *t, size_t i) {
    const rap_form *form = form_of(t);
    row->form = form ? &form->rows[i] : NULL;
    row->is_told = form ? form->rows[i].told : isfinite(t->lines->total.mean);
    row->label = form              ? form->rows[i].label
                 : i < t->lines->n ? t->lines->study->budget.lines[i].label
                                   : tr(t->language, "Other spending");
}

static void name_lines(rap_money_table *m, const rap_tables *t) {
    const rap_form *form = form_of(t);
    m->is_asked = form != NULL;
    for (size_t i = 0; i < m->n; i++) {
        name_line(&m->rows[i], t, i);
        m->is_told |= m->rows[i].is_told;
    }
    m->rows[m->n].is_told = m->is_told;
    m->rows[m->n].label = tr(t->language, "All");
    for (size_t g = 0; form && g < form->n_groups; g++)
        for (size_t i = 0; i < form->groups[g].n; i++)
            m->rows[form->groups[g].first + i].heading = tr(t->language, form->groups[g].label);
}

int rap_money_table_make(rap_money_table *m, const rap_tables *t) {
    const rap_form *form = form_of(t);
    size_t n = form ? form->n : t->lines->n + 1;
    size_t years = form ? form->n_years : t->lines->plan->n_years;
    *m = (rap_money_table){0};
    int status = make_money_room(m, n, years_with_money(t, n, years));
    if (status)
        return status;
    name_lines(m, t);
    status = round_amounts(m, t, true);
    status = status ? status : round_amounts(m, t, false);
    for (size_t i = 0; i <= n && !status; i++)
        for (size_t y = 0; y <= m->n_years; y++)
            m->rows[i].left[y] = m->rows[i].asked[y] - m->rows[i].spend[y];
    return status;
}

void rap_money_table_free(rap_money_table *m) {
    rap_free(m->rows);
    rap_free(m->amounts);
    *m = (rap_money_table){0};
}

int64_t rap_money_at(const rap_money_table *m, size_t i, size_t y, rap_money_kind kind) {
    const rap_money_row *row = &m->rows[i];
    return kind == RAP_MONEY_ASKED   ? row->asked[y]
           : kind == RAP_MONEY_SPENT ? row->spend[y]
                                     : row->left[y];
}

const rap_money_row *rap_money_of_line(const rap_money_table *m, const rap_tables *t, size_t line) {
    const char *lever = t->lines->study->budget.lines[line].lever;
    if (!m->is_asked)
        return &m->rows[line];
    for (size_t i = 0; i < m->n; i++)
        if (!strcmp(m->rows[i].form->line->lever, lever))
            return &m->rows[i];
    return NULL;
}

const char rap_money_for_form[] =
    RAP_MESSAGE("kept for the form: the model cannot say what it buys");

bool rap_money_is_for_form(const rap_money_table *m, const rap_tables *t, size_t line) {
    const rap_money_row *row = rap_money_of_line(m, t, line);
    return row && row->form && !(row->form->line->feeds > 0);
}

/* ---- sentences -------------------------------------------------------------------------------- */

void rap_money_units(rap_text *out, const rap_tables *t, double units) {
    rap_money_in(out, t->language, t->study->currency, units);
}

void rap_money_cents(rap_text *out, const rap_tables *t, int64_t cents) {
    rap_money_units(out, t, round((double)cents / CENTS));
}

/* "CAD 17,000 (6 %)": whole per cent of what is asked for; "under 1" for less. */
static void add_what_is_left(rap_text *out, const rap_tables *t, int64_t left, int64_t asked) {
    double share = 100 * (double)left / (double)asked;
    rap_parts p = {0};
    rap_money_units(rap_next_part(&p), t, (double)left);
    if (share < 1)
        rap_text_format(out, tr(t->language, "%s (under 1\u00a0%%)"), rap_part_string(&p, 0));
    else
        rap_text_format(out, tr(t->language, "%s (%.0f\u00a0%%)"), rap_part_string(&p, 0), share);
    rap_parts_end(&p, out);
}

/* Of what is asked for, how much is spent and what becomes of the rest. */
typedef enum { ALL_SPENT, NEARLY_ALL_SPENT, MORE_SPENT, SOME_LEFT, N_SPENT } spent_kind;

static spent_kind kind_of_spent(const rap_money_row *row, size_t all) {
    int64_t asked = row->asked[all], left = row->left[all];
    return left == 0                                     ? ALL_SPENT
           : 1000 * left > -asked && 1000 * left < asked ? NEARLY_ALL_SPENT
           : left < 0                                    ? MORE_SPENT
                                                         : SOME_LEFT;
}

/* A sentence by a format for each kind: of what is asked for, spent, and left or more than asked. */
static void say_spent(rap_text *out, const rap_tables *t, const rap_money_row *row, size_t all,
                      const char *const *formats) {
    spent_kind kind = kind_of_spent(row, all);
    rap_parts p = {0};
    rap_text *asked = rap_next_part(&p), *spent = rap_next_part(&p), *rest = rap_next_part(&p);
    rap_money_units(asked, t, (double)row->asked[all]);
    rap_money_units(spent, t, (double)row->spend[all]);
    if (kind == MORE_SPENT)
        rap_money_units(rest, t, (double)-row->left[all]);
    else if (kind == SOME_LEFT)
        add_what_is_left(rest, t, row->left[all], row->asked[all]);
    rap_text_format(out, tr(t->language, formats[kind]), rap_text_string(asked),
                    rap_text_string(spent), rap_text_string(rest));
    rap_parts_end(&p, out);
}

/* Lines of which more than 5 % is likely left. */
static void add_lines_left(rap_text *out, const rap_tables *t, const rap_money_table *m) {
    size_t all = m->n_years;
    rap_parts p = {0};
    rap_text *lines = rap_next_part(&p);
    for (size_t i = 0; i < m->n; i++) {
        int64_t asked = m->rows[i].asked[all], left = m->rows[i].left[all];
        if (asked <= 0 || 20 * left <= asked || !m->rows[i].is_told)
            continue;
        rap_text_format(lines, "%s%s, ", lines->n ? tr(t->language, "; ") : "", m->rows[i].label);
        add_what_is_left(lines, t, left, asked);
    }
    if (lines->n)
        rap_text_format(out, tr(t->language, " More than 5 %% is likely left of these lines: %s."),
                        rap_text_string(lines));
    rap_parts_end(&p, out);
}

static void add_untold(rap_text *out, const rap_tables *t, const rap_money_table *m) {
    rap_parts p = {0};
    rap_text *lines = rap_next_part(&p);
    for (size_t i = 0; i < m->n; i++)
        if (!m->rows[i].is_told)
            rap_text_format(lines, "%s%s", lines->n ? ", " : "", m->rows[i].label);
    if (lines->n)
        rap_text_format(
            out, tr(t->language, " The runs do not say what is spent of %s; that counts as left."),
            rap_text_string(lines));
    rap_parts_end(&p, out);
}

static void say_cents(rap_text *out, const rap_tables *t, const char *format, int64_t cents) {
    rap_parts p = {0};
    rap_money_cents(rap_next_part(&p), t, cents);
    rap_text_format(out, tr(t->language, format), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

/* What others give, and what is asked for after the last month that runs. */
static void add_match(rap_text *out, const rap_tables *t) {
    const rap_form_row *all = &t->form->all;
    if (all->in_kind > 0)
        say_cents(out, t, RAP_MESSAGE(" Others give %s that is not asked for."), all->in_kind);
    if (all->own > 0)
        say_cents(out, t, RAP_MESSAGE(" The applicant bears %s beyond what the funder pays."),
                  all->own);
    if (t->form->beyond > 0)
        say_cents(out, t,
                  RAP_MESSAGE(" %s is asked for after the last month that is simulated, and counts "
                              "as left."),
                  t->form->beyond);
}

/* Where a budget was made of a plan. */
static void add_of_plan(rap_text *out, const rap_tables *t) {
    const rap_budget *b = &t->study->budget;
    if (b->of_plan)
        rap_text_format(out,
                        tr(t->language,
                           "The study states no budget: what the money of ‘%s’ is planned for was "
                           "taken for its costs, and the headlines for its outcomes. "),
                        rap_words_arm(t, b->arm));
}

static void say_units(rap_text *out, const rap_tables *t, const char *format, int64_t units) {
    rap_parts p = {0};
    rap_money_units(rap_next_part(&p), t, (double)units);
    rap_text_format(out, tr(t->language, format), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

static const char *const budget_asks[N_SPENT] = {
    RAP_MESSAGE("The budget asks for %s, all of which is spent on average."),
    RAP_MESSAGE("The budget asks for %s, nearly all of which is spent on average."),
    RAP_MESSAGE("The budget asks for %s; on average %s is spent, %s more than is asked for."),
    RAP_MESSAGE("The budget asks for %s, of which %s is spent on average; %s is likely left.")};
static const char *const line_asks[N_SPENT] = {
    RAP_MESSAGE("%s is asked for, all of which is spent on average."),
    RAP_MESSAGE("%s is asked for, nearly all of which is spent on average."),
    RAP_MESSAGE("%s is asked for; on average %s is spent, %s more than is asked for."),
    RAP_MESSAGE("%s is asked for, of which %s is spent on average; %s is likely left.")};

void rap_money_sentences(rap_text *out, const rap_tables *t, const rap_money_table *m) {
    const rap_money_row *all = &m->rows[m->n];
    add_of_plan(out, t);
    if (m->is_asked && m->is_told) {
        say_spent(out, t, all, m->n_years, budget_asks);
        add_lines_left(out, t, m);
        add_untold(out, t, m);
    } else if (m->is_asked)
        say_units(out, t, RAP_MESSAGE("The budget asks for %s."), all->asked[m->n_years]);
    else if (m->is_told)
        say_units(out, t, RAP_MESSAGE("On average %s is spent."), all->spend[m->n_years]);
    if (m->is_asked)
        add_match(out, t);
}

void rap_money_of_line_sentence(rap_text *out, const rap_tables *t, const rap_money_table *m,
                                size_t line) {
    const rap_money_row *row = rap_money_of_line(m, t, line);
    if (!row)
        return;
    if (row->form && row->form->line->in_kind)
        say_cents(out, t, RAP_MESSAGE("%s is given by others and not asked for."), row->form->cost);
    else if (m->is_asked && row->is_told)
        say_spent(out, t, row, m->n_years, line_asks);
    else if (m->is_asked)
        say_units(out, t, RAP_MESSAGE("%s is asked for."), row->asked[m->n_years]);
    else if (row->is_told)
        say_units(out, t, RAP_MESSAGE("%s is spent on it on average."), row->spend[m->n_years]);
}
