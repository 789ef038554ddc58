/* values.c: rounding for reading; files carry the exact numbers. */
#include "cli/terminal/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void rap_value(char *text, const rap_tables *t, size_t outcome, double x, bool sign) {
    bool money = t->study->model->outcomes[outcome].flags & RAP_CURRENCY;
    int places = money && fabs(x) >= 100 ? 0 : rap_places_in_terminal(t->study->delta[outcome]);
    rap_number_plain(text, t->language, x, places, sign);
}

void rap_value_range(char *text, size_t size, const rap_tables *t, size_t outcome, double lo,
                     double hi, bool sign) {
    char from[RAP_VALUE_SIZE], to[RAP_VALUE_SIZE];
    rap_value(from, t, outcome, lo, sign);
    rap_value(to, t, outcome, hi, sign);
    if (!isfinite(lo) || !isfinite(hi))
        snprintf(text, size, "%s", tr(t->language, "none"));
    else
        snprintf(text, size, tr(t->language, "%s to %s"), from, to);
}

const char *rap_value_unit(const rap_study *study, size_t outcome) {
    const rap_outcome *o = &study->model->outcomes[outcome];
    return o->flags & RAP_CURRENCY ? study->currency : o->unit;
}

const char *rap_value_unit_words(const rap_tables *t, size_t outcome) {
    return tr(t->language, rap_value_unit(t->study, outcome));
}

void rap_value_window(char *text, size_t size, const rap_tables *t, size_t window) {
    const rap_window *w = &t->study->windows[window];
    snprintf(text, size, w->anchor < 0 ? tr(t->language, "month %s") : "%s", w->text);
}

void rap_value_headline(rap_text *out, const rap_tables *t, const rap_headline *headline) {
    char window[RAP_VALUE_SIZE];
    rap_value_window(window, sizeof window, t, headline->window);
    rap_text_add(out, tr(t->language, t->study->model->outcomes[headline->outcome].label));
    int column = strcmp(headline->group, "all")
                     ? rap_layout_column(t->layout, headline->outcome, headline->group)
                     : -1;
    if (column >= 0)
        rap_text_format(out, " (%s)", tr(t->language, t->layout->columns[column].group_label));
    else if (strcmp(headline->group, "all"))
        rap_text_format(out, " (%s)", headline->group);
    rap_text_format(out, ", %s", window);
}
