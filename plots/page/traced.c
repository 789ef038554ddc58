/* traced.c: see traced.h. */
#include "plots/page/traced.h"

static void begin_cell(rap_page *p, const char *file) {
    rap_text_format(&p->cells, "%s%s ", p->cells.n ? "; " : "", file);
}

static void add_place(rap_page *p, size_t outcome, const char *group, size_t window,
                      const char *column) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->cells, "/%s/%s/%s %s", s->model->outcomes[outcome].name, group,
                    s->windows[window].text, column);
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
