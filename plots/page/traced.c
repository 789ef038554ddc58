/* traced.c: see traced.h. */
#include "plots/page/traced.h"

static void begin_cell(rap_page *p, const char *file) {
    rap_text_format(&p->cells, "%s%s ", p->cells.n ? "; " : "", file);
}

static void add_place(rap_page *p, size_t outcome, const char *group, size_t window,
                      const char *column) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->cells, "/%s/%s/%s%s%s", s->model->outcomes[outcome].name, group,
                    s->windows[window].text, column[0] ? " " : "", column);
}

void trace_level(rap_page *p, const rap_outcome_row *row, const char *column) {
    if (!row)
        return;
    begin_cell(p, "outcomes.csv");
    rap_text_add(&p->cells, p->t->study->arms[row->arm].name);
    add_place(p, row->outcome, row->group, row->window, column);
}

void trace_difference(rap_page *p, const rap_contrast_row *row, const char *column) {
    const rap_study *s = p->t->study;
    if (!row || !s->contrasts[row->contrast].is_arm)
        return;
    begin_cell(p, "contrasts.csv");
    rap_text_format(&p->cells, "%s/%s", s->arms[s->baseline].name,
                    s->arms[s->contrasts[row->contrast].plus[0]].name);
    add_place(p, row->outcome, row->group, row->window, column);
}

/* The arm of a contrast, and what is asked of it: its row in tables of contrasts by name. */
static void add_contrast(rap_page *p, size_t contrast, const rap_headline *h) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->cells, "%s/%s/%s/%s", s->contrasts[contrast].name,
                    s->model->outcomes[h->outcome].name, h->group, s->windows[h->window].text);
}

void trace_decider(rap_page *p, size_t contrast, const rap_headline *h, const rap_input *input,
                   const char *column) {
    begin_cell(p, "deciders.csv");
    add_contrast(p, contrast, h);
    rap_text_format(&p->cells, "/%s %s", input->path, column);
}

void trace_factor(rap_page *p, const rap_decided *row, size_t factor, const char *column) {
    const rap_study *s = p->t->study;
    const rap_headline *h = &s->headlines[row->headline];
    size_t arm = row->is_level ? row->of : s->contrasts[row->of].plus[0];
    begin_cell(p, "sensitivity.csv");
    rap_text_format(&p->cells, "%s/%s", row->is_level ? "" : s->arms[s->baseline].name,
                    s->arms[arm].name);
    add_place(p, h->outcome, h->group, h->window, "");
    rap_text_format(&p->cells, "/%s %s", p->t->deciding->factors.rows[factor].name, column);
}

void trace_delta(rap_page *p, size_t outcome) {
    begin_cell(p, "names.csv");
    rap_text_format(&p->cells, "outcome/%s matters", p->t->study->model->outcomes[outcome].name);
}

void trace_rule(rap_page *p, size_t contrast, size_t headline, rap_rule rule, const char *column) {
    begin_cell(p, "certainty.csv");
    add_contrast(p, contrast, &p->t->study->headlines[headline]);
    rap_text_format(&p->cells, "/%s %s", rap_certainty_rules[rule].name, column);
}

void say_traced(rap_page *p, const char *tag, const char *attributes) {
    rap_text_format(p->html, "<%s%s", tag, attributes);
    if (p->cells.n) {
        rap_text_add(p->html, " data-cells=\"");
        rap_text_html(p->html, rap_text_string(&p->cells));
        rap_text_add(p->html, "\"");
        rap_text_clear(&p->cells);
    }
    rap_text_add(p->html, ">");
    say_flush(p);
    rap_text_format(p->html, "</%s>\n", tag);
}
