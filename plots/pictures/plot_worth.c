/* plot_worth.c: the arms of a budget against each other: the cost-effectiveness plane, acceptability
 * curves with the frontier, and what it would be worth to know groups of numbers. */
#include "plots/words/topic_words.h"
#include "plots/words/budget_words.h"
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "base/error.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

extern const char rap_embedded_plane_gp[], rap_embedded_acceptability_gp[],
    rap_embedded_information_gp[];

enum {
    LETTERS = 34,
    AREA = 420,
    NARROW_AREA = 280,
    NARROW_AXIS = 40,
    NARROW_BAR = 20,
    MOST_BARS = 12,
    NAME_LETTERS = 40,
    GRADE_LETTERS = 22
};

static const rap_aim *worth_aim(const rap_tables *t) {
    return &t->worth->study->budget.aims[0];
}

static int better_of(const rap_tables *t) {
    return t->study->model->outcomes[worth_aim(t)->outcome].better < 0 ? -1 : 1;
}

static bool has_arms(const rap_tables *t) {
    return t->worth && t->worth->arms >= 2;
}

static void add_text(rap_text *head, const char *name, rap_text *words, int letters) {
    rap_plot_assign(head, name, rap_text_string(words), letters);
    head->failed |= words->failed;
    rap_text_clear(words);
}

/* Arms with their labels on the right, one below the other; returns the height of a picture beside them. */
static int beside_legend(rap_text *head, const rap_tables *t) {
    int y = 0;
    rap_plot_arms(head, t, LETTERS);
    rap_text_add(head, "array legend_y[n]\n");
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_text_format(head, "legend_y[%zu] = %d\n", a + 1, y);
        y += rap_plot_lines(rap_words_arm(t, a), LETTERS) * RAP_PLOT_LINE + 6;
    }
    return y + 60 > AREA ? y + 60 : AREA;
}

static void add_worth_ticks(rap_text *head, const rap_language *l, const char *axis, double low,
                            double high, double step) {
    int n = (int)((high - low) / step + 1.5);
    int places = step < 1 ? (int)ceil(-log10(step) - 1e-9) : 0;
    rap_text_format(head, "%s_ticks = %d\narray %s_tick[%s_ticks]\narray %s_tick_label[%s_ticks]\n",
                    axis, n, axis, axis, axis, axis);
    for (int k = 0; k < n; k++) {
        double x = low + k * step;
        rap_text_format(head, "%s_tick[%d] = %.9g; %s_tick_label[%d] = '", axis, k + 1, x, axis,
                        k + 1);
        rap_number(head, l, fabs(x) < step / 2 ? 0 : x, places, false);
        rap_text_add(head, "'\n");
    }
}

/* ---- the plane -------------------------------------------------------------------------------- */

static bool on_plane(const rap_tables *t, size_t arm) {
    const rap_increment *x = &t->worth->increments[arm];
    return arm != t->study->baseline && isfinite(x->cost.mean) && isfinite(x->effect.mean);
}

static int list_plane(rap_plots *plots, const rap_tables *t) {
    for (size_t a = 0; has_arms(t) && a < t->worth->arms; a++)
        if (on_plane(t, a))
            return rap_plots_add(plots, &rap_kind_plane, "plane", NULL, NULL, worth_aim(t)->outcome,
                                 "all");
    return RAP_OK;
}

typedef struct {
    double x_low, x_high, y_low, y_high;
} frame;

/* Cost and effect of an arm less those of the baseline, in a draw. */
static void add_draws(rap_text *data, const rap_tables *t, size_t arm, frame *f) {
    const rap_worth *w = t->worth;
    double turn = better_of(t) * rap_words_scale(t, worth_aim(t)->outcome);
    rap_text_format(data, "%s# arm %zu: effect and cost of each set of assumptions\n1e30 1e30\n",
                    arm ? "\n\n" : "", arm + 1);
    for (int64_t d = 0; d < w->draws && on_plane(t, arm); d++) {
        size_t at = (size_t)d * w->arms;
        double x = turn * (w->effect[at + arm] - w->effect[at + t->study->baseline]);
        double y = w->cost[at + arm] - w->cost[at + t->study->baseline];
        if (isfinite(x) && isfinite(y)) {
            rap_text_format(data, "%.9g %.9g\n", x, y);
            rap_plot_widen(x, &f->x_low, &f->x_high);
            rap_plot_widen(y, &f->y_low, &f->y_high);
        }
    }
}

static void add_crosses(rap_text *data, const rap_tables *t, frame *f) {
    double scale = rap_words_scale(t, worth_aim(t)->outcome);
    rap_text_add(data, "\n\n# by arm: effect, low, high, cost, low, high\n");
    for (size_t a = 0; a < t->worth->arms; a++) {
        const rap_increment *i = &t->worth->increments[a];
        const double x[] = {scale * i->effect.mean, scale * i->effect.low, scale * i->effect.high,
                            i->cost.mean,           i->cost.low,           i->cost.high};
        for (int k = 0; k < 6; k++) {
            rap_plot_number(data, on_plane(t, a) ? x[k] : (double)NAN);
            rap_text_add(data, k < 5 ? " " : "\n");
            if (on_plane(t, a))
                rap_plot_widen(x[k], k < 3 ? &f->x_low : &f->y_low,
                               k < 3 ? &f->x_high : &f->y_high);
        }
    }
}

/* So that there is room in all four corners. */
static void make_corners(frame *f) {
    double x = 0.12 * (f->x_high - f->x_low), y = 0.12 * (f->y_high - f->y_low);
    rap_plot_widen(-x, &f->x_low, &f->x_high);
    rap_plot_widen(x, &f->x_low, &f->x_high);
    rap_plot_widen(-y, &f->y_low, &f->y_high);
    rap_plot_widen(y, &f->y_low, &f->y_high);
}

static int fill_plane(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                      rap_text *data, rap_text *footnote) {
    frame f = {0};
    rap_text words;
    rap_text_init(&words);
    for (size_t a = 0; a < t->worth->arms; a++)
        add_draws(data, t, a, &f);
    add_crosses(data, t, &f);
    make_corners(&f);
    double x_step = rap_plot_axis(&f.x_low, &f.x_high, plot->narrow ? 3 : 6);
    double y_step = rap_plot_axis(&f.y_low, &f.y_high, 6);
    int area = plot->narrow ? NARROW_AREA : beside_legend(head, t);
    rap_text_format(head, "x_low = %.9g\nx_high = %.9g\n", f.x_low, f.x_high);
    add_worth_ticks(head, t->language, "x", f.x_low, f.x_high, x_step);
    rap_text_format(head, "y_low = %.9g\ny_high = %.9g\n", f.y_low, f.y_high);
    add_worth_ticks(head, t->language, "y", f.y_low, f.y_high, y_step);
    rap_parts p = {0};
    rap_words_difference_unit(rap_next_part(&p), t, plot->outcome);
    rap_text_format(&words,
                    better_of(t) > 0 ? tr(t->language, "effect: more than the baseline, %s")
                                     : tr(t->language, "effect: less than the baseline, %s"),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, &words);
    add_text(head, "x_label", &words, plot->narrow ? NARROW_AXIS : 76);
    rap_text_format(&words, tr(t->language, "cost: more than the baseline, %s"),
                    t->study->currency);
    add_text(head, "y_label", &words, plot->narrow ? NARROW_AXIS : 60);
    rap_text_format(head, "top = %d\narea = %d\n", top + 20, area);
    rap_text_free(&words);
    rap_text_add(footnote,
                 tr(t->language,
                    "Dots: one for each set of assumptions. Crosses: means with 95 % intervals. "
                    "Right is better, up is dearer; the baseline lies where the axes cross."));
    if (plot->narrow)
        return rap_plot_legend(head, t, top + 20 + area + 100) + 12;
    return top + 20 + area + 94;
}

static void title_plane(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_format(out, tr(t->language, "Cost and effect against ‘%s’: %s"), rap_words_baseline(t),
                    t->worth ? worth_aim(t)->label : "");
}

static void caption_plane(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out,
                 tr(t->language,
                    "Each dot is a way of working in one set of assumptions, less the baseline in "
                    "the same set: across the effect, up the cost. One to the right and below is "
                    "better and cheaper; one to the left and above is worse and dearer. In the "
                    "other two corners it depends on what a unit of the outcome is worth."));
}

static void alternative_plane(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "Arms against the baseline:"));
    for (size_t a = 0, n = 0; t->worth && a < t->worth->arms; a++) {
        const rap_increment *x = &t->worth->increments[a];
        if (!on_plane(t, a))
            continue;
        rap_parts p = {0};
        rap_money(rap_next_part(&p), t->language, x->cost.mean, true);
        rap_words_value(rap_next_part(&p), t, plot->outcome, x->effect.mean,
                        RAP_WITH_SIGN | RAP_WITH_UNIT);
        rap_text_add(out, n++ ? tr(t->language, "; ") : " ");
        rap_text_format(out, tr(t->language, "%s: cost %s, effect %s, %s"), rap_words_arm(t, a),
                        rap_part_string(&p, 0), rap_part_string(&p, 1),
                        tr(t->language, rap_plane_text(x->plane)));
        rap_parts_end(&p, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_plane = {
    "plane",     rap_embedded_plane_gp, list_plane,        fill_plane,
    title_plane, caption_plane,         alternative_plane, true};

/* ---- acceptability ---------------------------------------------------------------------------- */

static int list_acceptability(rap_plots *plots, const rap_tables *t) {
    /* in which share of one set an arm is best says nothing */
    bool several = has_arms(t) && t->worth->draws >= 2;
    for (size_t k = 0; several && k < t->worth->arms * RAP_WORTH_POINTS; k++)
        if (isfinite(t->worth->accepted[k].mean))
            return rap_plots_add(plots, &rap_kind_acceptability, "acceptability", NULL, NULL,
                                 worth_aim(t)->outcome, "all");
    return RAP_OK;
}

static void add_acceptance(rap_text *data, const rap_worth *w) {
    for (size_t a = 0; a < w->arms; a++) {
        rap_text_format(data, "%s# arm %zu: value of a unit, share of sets in which it is best\n",
                        a ? "\n\n" : "", a + 1);
        for (size_t k = 0; k < RAP_WORTH_POINTS; k++) {
            rap_plot_number(data, w->lambda[k]);
            rap_text_add(data, " ");
            rap_plot_number(data, w->accepted[a * RAP_WORTH_POINTS + k].mean);
            rap_text_add(data, "\n");
        }
    }
    rap_text_add(data, "\n\n# frontier: value of a unit, share, its interval, arm\n");
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++) {
        rap_plot_number(data, w->lambda[k]);
        rap_text_add(data, " ");
        const rap_interval *best = rap_worth_best_in(w, k);
        const double share[] = {best->mean, best->low, best->high};
        for (size_t i = 0; i < 3; i++) {
            rap_plot_number(data, share[i]);
            rap_text_add(data, " ");
        }
        rap_text_format(data, "%zu\n", w->frontier[k].frontier + 1);
    }
}

/* The unit of the primary outcome in which its worth is counted: not scaled. */
static void add_worth_of(rap_text *words, const rap_tables *t) {
    const rap_outcome *o = &t->study->model->outcomes[worth_aim(t)->outcome];
    rap_text_format(words, tr(t->language, "what one unit of the outcome (%.40s) is worth, %s"),
                    tr(t->language, o->unit), t->study->currency);
}

static int fill_acceptability(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                              rap_text *data, rap_text *footnote) {
    const rap_worth *w = t->worth;
    double low = w->lambda[0], high = w->lambda[RAP_WORTH_POINTS - 1];
    rap_text words;
    rap_text_init(&words);
    add_acceptance(data, w);
    double step = rap_plot_axis(&low, &high, plot->narrow ? 3 : 5);
    int area = plot->narrow ? NARROW_AREA : beside_legend(head, t);
    rap_text_format(head, "x_low = %.9g\nx_high = %.9g\n", low, high);
    add_worth_ticks(head, t->language, "x", low, high, step);
    add_worth_of(&words, t);
    add_text(head, "x_label", &words, plot->narrow ? NARROW_AXIS : 76);
    rap_text_format(head, "top = %d\narea = %d\n", top + 14, area);
    rap_text_free(&words);
    rap_text_add(
        footnote,
        tr(t->language,
           "Rings: the way of working that is best on average at that value, with its 95 % "
           "interval. Shares count sets of assumptions, chance taken out, and are no probabilities "
           "of being true. Nothing is drawn where sets or histories are too few to tell."));
    if (plot->narrow) {
        int end = rap_plot_legend(head, t, top + 14 + area + 86);
        rap_text_format(head, "rings_y = %d\n", end + RAP_PLOT_LINE / 2);
        return end + RAP_PLOT_LINE + 12;
    }
    return top + 14 + area + 76;
}

static void title_acceptability(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language,
                         "Which way of working is best, by what a unit of the outcome is worth: "));
    rap_text_add(out, t->worth ? worth_aim(t)->label : "");
}

static void caption_acceptability(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language,
                         "Each line is a way of working: in how many sets of assumptions it has "
                         "the highest net benefit (value of the outcome less cost), at each value "
                         "of a unit of the outcome. What a unit is worth is for people to say."));
}

static void alternative_acceptability(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "Best on average:"));
    for (size_t k = 0; t->worth && k < RAP_WORTH_POINTS; k += RAP_WORTH_POINTS / 4) {
        rap_parts p = {0};
        rap_money(rap_next_part(&p), t->language, t->worth->lambda[k], false);
        rap_budget_best_in(rap_next_part(&p), t->language, rap_worth_best_in(t->worth, k));
        rap_text_add(out, k ? tr(t->language, "; ") : " ");
        rap_text_format(out, tr(t->language, "at %s %s a unit %s, best in sets: %s"),
                        t->study->currency, rap_part_string(&p, 0),
                        rap_words_arm(t, t->worth->frontier[k].frontier), rap_part_string(&p, 1));
        rap_parts_end(&p, out);
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_acceptability = {
    "acceptability",           rap_embedded_acceptability_gp,
    list_acceptability,        fill_acceptability,
    title_acceptability,       caption_acceptability,
    alternative_acceptability, true};

/* ---- information ------------------------------------------------------------------------------ */

static size_t bars_of(const rap_tables *t) {
    size_t n = has_arms(t) ? t->worth->n_groups : 0;
    return n < MOST_BARS ? n : MOST_BARS;
}

static int list_information(rap_plots *plots, const rap_tables *t) {
    for (size_t g = 0; g < bars_of(t); g++)
        if (isfinite(t->worth->groups[g].worth.value))
            return rap_plots_add(plots, &rap_kind_information, "information", NULL, NULL, 0, "all");
    return RAP_OK;
}

/* One bar from pixel y on; returns the pixel below it. */
static int add_worth_bar(rap_text *head, rap_text *data, const rap_tables *t, const rap_plot *plot,
                         size_t k, int y) {
    const rap_worth_group *g = &t->worth->groups[k - 1];
    rap_text words;
    rap_text_init(&words);
    rap_text_format(&words, tr_n(t->language, "%s (%zu number)", "%s (%zu numbers)", (int64_t)g->n),
                    rap_words_topic(t, g), g->n);
    int lines = rap_plot_entry(head, "bar_label", k, rap_text_string(&words),
                               plot->narrow ? RAP_PLOT_NARROW_LETTERS : NAME_LETTERS);
    rap_text_clear(&words);
    const char *const names[] = {"measured", "inferred", "assumed"};
    const size_t counts[] = {g->measured, g->inferred, g->assumed};
    for (int i = 0; i < 3; i++)
        if (counts[i])
            rap_text_format(&words, "%s%zu %s", words.n ? ", " : "", counts[i],
                            rap_words_grade(t->language, names[i]));
    int grades = rap_plot_entry(head, "bar_grades", k, rap_text_string(&words),
                                plot->narrow ? RAP_PLOT_NARROW_LETTERS : GRADE_LETTERS);
    int beside = plot->narrow ? y + lines * RAP_PLOT_LINE : y;
    head->failed |= words.failed;
    rap_text_free(&words);
    lines = plot->narrow ? lines + grades : lines > grades ? lines : grades;
    rap_text_format(head, "bar_y[%zu] = %d; bar_grades_y[%zu] = %d\n", k, y, k, beside);
    int mark = plot->narrow ? NARROW_BAR : 0, words_end = y + lines * RAP_PLOT_LINE;
    rap_text_format(data, "%d ", plot->narrow ? words_end + mark / 2 : (y + words_end) / 2);
    const double x[] = {isnan(g->worth.value) || g->worth.low > 0 ? g->worth.value : 0,
                        g->worth.low, g->worth.high};
    for (int i = 0; i < 3; i++) {
        rap_plot_number(data, x[i]);
        rap_text_add(data, i < 2 ? " " : "\n");
    }
    return words_end + mark + 8;
}

static int fill_information(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                            rap_text *data, rap_text *footnote) {
    double low = 0, high = 0;
    int area = 4;
    rap_text words;
    rap_text_init(&words);
    rap_text_format(head,
                    "bars = %zu\narray bar_label[bars]\narray bar_grades[bars]\narray "
                    "bar_y[bars]\narray bar_grades_y[bars]\n",
                    bars_of(t));
    rap_text_add(data, "# y (pixels), value, low, high\n");
    for (size_t g = 0; g < bars_of(t); g++) {
        area = add_worth_bar(head, data, t, plot, g + 1, area);
        rap_plot_widen(t->worth->groups[g].worth.value, &low, &high);
        rap_plot_widen(t->worth->groups[g].worth.high, &low, &high);
    }
    double step = rap_plot_axis(&low, &high, 4);
    rap_text_format(head, "x_low = %.9g\nx_high = %.9g\n", low, high);
    add_worth_ticks(head, t->language, "x", low, high, step);
    rap_text_format(&words, tr(t->language, "worth of knowing them, %s"), t->study->currency);
    add_text(head, "x_label", &words, 60);
    rap_text_free(&words);
    rap_text_format(head, "top = %d\narea = %d\n", top + 34, area);
    if (has_arms(t)) {
        rap_parts p = {0};
        rap_money(rap_next_part(&p), t->language, t->worth->lambda[t->worth->reference], false);
        rap_text_format(footnote,
                        tr(t->language, "A unit of the outcome being worth %s %s. Lines: 95 %% "
                                        "intervals. Without a bar: not told apart from nothing."),
                        t->study->currency, rap_part_string(&p, 0));
        rap_parts_end(&p, footnote);
        if (t->worth->n_groups > bars_of(t))
            rap_text_format(footnote, tr(t->language, " The first %zu of %zu groups."), bars_of(t),
                            t->worth->n_groups);
    }
    return top + 34 + area + 66;
}

static void title_information(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language, "What to find out first: groups of uncertain numbers"));
}

static void caption_information(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(out, tr(t->language,
                         "How much the choice between the ways of working would gain on average "
                         "from knowing all numbers of a group exactly, all others staying unknown "
                         "(expected value of partial perfect information), for one decision. "
                         "Beside each group how well its numbers are supported."));
}

static void alternative_information(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)plot;
    rap_text_add(out, tr(t->language, "Worth of knowing groups of numbers:"));
    for (size_t g = 0; g < bars_of(t); g++) {
        rap_text_format(out, "%s%s ", g ? tr(t->language, "; ") : " ",
                        rap_words_topic(t, &t->worth->groups[g]));
        const rap_information *x = &t->worth->groups[g].worth;
        rap_budget_worth(out, t, x->value, x->low, x->high);
    }
    rap_text_format(out, " %s.", t->study->currency);
}

const rap_plot_kind rap_kind_information = {
    "information",     rap_embedded_information_gp, list_information,        fill_information,
    title_information, caption_information,         alternative_information, true};
