/* script.c: what the kinds of pictures write alike: strings, numbers, colours, axes. */
#include "plots/pictures/script.h"
#include "base/clusters.h"

#include <math.h>
#include <string.h>

/* Okabe and Ito (2008), Color universal design; black and yellow left out (text, faint on white).
 */
static const char *const colors[] = {"#0072B2", "#D55E00", "#009E73",
                                     "#CC79A7", "#E69F00", "#56B4E9"};
enum {
    N_COLORS = sizeof colors / sizeof *colors,
    N_DASHES = 5,
    MOST_LINES = 6,
    MOST_OF_PARAGRAPH = 40
};
static const char baseline_color[] = "#555555";

/* ---- strings of gnuplot -----------------------------------------------------------------------
 */

/* gnuplot writes '>' into SVG as it is, where "]]>" is not allowed: a blank parts it. */
static void add_single_quoted(rap_text *out, const char *s, size_t n) {
    rap_text_add(out, "'");
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '>' && i && s[i - 1] == ']')
            rap_text_add(out, " >");
        else if (s[i] == '\'')
            rap_text_add(out, RAP_END_QUOTE);
        else
            rap_text_add_bytes(out, (unsigned char)s[i] < 0x20 || s[i] == 0x7f ? " " : s + i, 1);
    }
    rap_text_add(out, "'");
}

void rap_plot_quote(rap_text *out, const char *text) {
    add_single_quoted(out, text, strlen(text));
}

/* Bytes of the line that begins at s: at most `letters` letters, East Asian ones counting twice, cut at
 * the last blank if there is one, and never within a cluster. Long words without a blank are cut earlier:
 * they are often capitals or the like, and wide, the widest letters being nearly twice as wide as most. */
static size_t line_length(const char *s, int letters) {
    double room = letters < 20 ? letters : letters - letters / 5, taken = 0;
    size_t i = 0, blank = 0, hard = 0, counted = 0, columns;
    while (s[i]) {
        size_t n = rap_cluster(s + i, &columns);
        taken += strchr("WMmw@%", s[i]) ? 1.6 : (double)columns;
        counted += columns;
        if (s[i] == ' ')
            blank = i;
        if (taken > room + 1e-9 && !hard)
            hard = i ? i : n;
        if (counted > (size_t)letters)
            return blank ? blank : hard;
        i += n;
    }
    return i;
}

/* With out NULL, only counts. What does not fit into `most` lines ends in an ellipsis. */
static int wrap(rap_text *out, const char *text, int letters, int most) {
    int lines = 0;
    do {
        size_t n = line_length(text, letters);
        if (out && lines)
            rap_text_add(out, ".\"\\n\".");
        if (++lines == most) {
            if (out)
                rap_plot_cut(out, text, letters);
            return lines;
        }
        if (out)
            add_single_quoted(out, text, n);
        text += n;
        while (*text == ' ')
            text++;
    } while (*text);
    return lines;
}

int rap_plot_wrap(rap_text *out, const char *text, int letters) {
    return wrap(out, text, letters, MOST_LINES);
}

void rap_plot_cut(rap_text *out, const char *text, int letters) {
    if (line_length(text, letters) == strlen(text)) {
        rap_plot_quote(out, text);
        return;
    }
    add_single_quoted(out, text, line_length(text, letters - 1));
    rap_text_add(out, ".'" RAP_ELLIPSIS "'");
}

int rap_plot_lines(const char *text, int letters) {
    return wrap(NULL, text, letters, MOST_LINES);
}

/* ---- shared parts of heads --------------------------------------------------------------------
 */

void rap_plot_number(rap_text *out, double x) {
    if (isfinite(x))
        rap_text_format(out, "%.9g", x + 0.0); /* -0 + 0 is 0 */
    else
        rap_text_add(out, "NaN");
}

int rap_plot_width(const rap_plot *plot) {
    return plot->narrow ? RAP_PLOT_NARROW : RAP_PLOT_WIDTH;
}

int rap_plot_paragraph(rap_text *head, const char *name, const char *text, int letters) {
    rap_text_format(head, "%s = ", name);
    int lines = wrap(head, text, letters, MOST_OF_PARAGRAPH);
    rap_text_add(head, "\n");
    return lines;
}

int rap_plot_assign(rap_text *head, const char *name, const char *text, int letters) {
    rap_text_format(head, "%s = ", name);
    int lines = rap_plot_wrap(head, text, letters);
    rap_text_add(head, "\n");
    return lines;
}

int rap_plot_entry(rap_text *head, const char *name, size_t k, const char *text, int letters) {
    rap_text_format(head, "%s[%zu] = ", name, k);
    int lines = rap_plot_wrap(head, text, letters);
    rap_text_add(head, "\n");
    return lines;
}

/* Position among the arms that are not the baseline. */
static size_t order_of(const rap_tables *t, size_t arm) {
    return arm > t->study->baseline ? arm - 1 : arm;
}

const char *rap_plot_color(const rap_tables *t, size_t arm) {
    return arm == t->study->baseline ? baseline_color : colors[order_of(t, arm) % N_COLORS];
}

int rap_plot_dash(const rap_tables *t, size_t arm) {
    return arm == t->study->baseline ? 1 : 1 + (int)((order_of(t, arm) + 1) % N_DASHES);
}

int rap_plot_arms(rap_text *head, const rap_tables *t, int letters) {
    size_t n = t->study->n_arms;
    int most = 1;
    rap_text_format(head, "n = %zu\nbaseline = %zu\narray arm_label[%zu] = [ \\\n", n,
                    t->study->baseline + 1, n);
    for (size_t a = 0; a < n; a++) {
        rap_text_add(head, "  ");
        int lines = rap_plot_wrap(head, rap_words_arm(t, a), letters);
        most = lines > most ? lines : most;
        rap_text_add(head, a + 1 < n ? ", \\\n" : " ]\n");
    }
    rap_text_format(head, "array arm_color[%zu] = [", n);
    for (size_t a = 0; a < n; a++)
        rap_text_format(head, "%s'%s'", a ? ", " : "", rap_plot_color(t, a));
    rap_text_format(head, "]\narray arm_dash[%zu] = [", n);
    for (size_t a = 0; a < n; a++)
        rap_text_format(head, "%s%d", a ? ", " : "", rap_plot_dash(t, a));
    rap_text_add(head, "]\n");
    return most;
}

int rap_plot_legend(rap_text *head, const rap_tables *t, int top) {
    enum { LETTERS = 39, BETWEEN = 4 };
    rap_plot_arms(head, t, LETTERS);
    rap_text_format(head, "array legend_y[%zu]\n", t->study->n_arms);
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_text_format(head, "legend_y[%zu] = %d\n", a + 1, top + RAP_PLOT_LINE / 2);
        top += RAP_PLOT_LINE * rap_plot_lines(rap_words_arm(t, a), LETTERS) + BETWEEN;
    }
    return top;
}

void rap_plot_widen(double x, double *low, double *high) {
    *low = isfinite(x) ? fmin(*low, x) : *low;
    *high = isfinite(x) ? fmax(*high, x) : *high;
}

static double round_step(double rough) {
    double power = pow(10, floor(log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

double rap_plot_axis(double *low, double *high, int intervals) {
    if (!isfinite(*low) || !isfinite(*high)) {
        *low = 0;
        *high = 1;
    }
    if (*low > 0 && *low < 0.4 * *high)
        *low = 0;
    if (*high < 0 && *high > 0.4 * *low)
        *high = 0;
    if (!(*high - *low > 1e-12 * (fabs(*low) + fabs(*high)))) {
        double pad = *high == 0 ? 0.5 : 0.1 * fabs(*high);
        *low -= *low == 0 ? 0 : pad;
        *high += *high == 0 ? 1 : pad;
    }
    double step = round_step((*high - *low) / intervals);
    *low = step * floor(*low / step + 1e-9);
    *high = step * ceil(*high / step - 1e-9);
    return step;
}

double rap_plot_within(double x, double bound) {
    return x > bound ? bound : x < -bound ? -bound : x;
}

void rap_plot_time_axis(rap_text *head, const rap_tables *t, int intervals) {
    double months = (double)t->study->horizon;
    bool years = months > 36;
    double low = 0, high = years ? months / 12 : months;
    double step = rap_plot_axis(&low, &high, intervals);
    rap_text_format(head, "x_per = %d\nx_max = %.9g\nx_step = %.9g\nx_label = '%s'\n",
                    years ? 12 : 1, months / (years ? 12 : 1), years && step < 1 ? 1 : step,
                    years ? tr(t->language, "years since month 0") : tr(t->language, "months"));
}

int rap_plot_class(const rap_tables *t, const rap_contrast_row *row) {
    if (!row || t->study->model->outcomes[row->outcome].better == 0)
        return 3;
    rap_claim claim = rap_words_claim(t, row);
    return claim == RAP_CLAIM_BETTER ? 1 : claim == RAP_CLAIM_WORSE ? 2 : 3;
}
