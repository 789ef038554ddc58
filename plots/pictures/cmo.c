/* cmo.c: words, colours and the common scale of propositions. */
#include "plots/pictures/cmo.h"
#include "base/error.h"
#include "plots/words/topic_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "scenario/study/arms.h"

#include <math.h>
#include <string.h>

/* ---- which there are -------------------------------------------------------------------------- */

size_t rap_cmo_count(const rap_tables *t) {
    return t->verdicts ? t->verdicts->n : 0;
}

const rap_proposition_result *rap_cmo_row(const rap_tables *t, size_t k) {
    return &t->verdicts->rows[k];
}

bool rap_cmo_is_tested(const rap_proposition_result *r) {
    return r->proposition->unexpressed == NULL;
}

size_t rap_cmo_tested(const rap_tables *t) {
    size_t n = 0;
    for (size_t k = 0; k < rap_cmo_count(t); k++)
        n += rap_cmo_is_tested(rap_cmo_row(t, k));
    return n;
}

size_t rap_cmo_nth(const rap_tables *t, size_t n) {
    size_t k = 0;
    for (;; k++)
        if (rap_cmo_is_tested(rap_cmo_row(t, k)) && n-- == 0)
            return k;
}

bool rap_cmo_has_context(const rap_proposition_result *r) {
    return rap_has_context(r->proposition);
}

/* ---- verdicts --------------------------------------------------------------------------------- */

static const struct {
    unsigned color; /* Okabe and Ito (2008); greys for what says little */
    int dash;
    const char *meaning;
} verdicts[RAP_N_VERDICTS] = {
    [RAP_SUPPORTED] =
        {0x0072B2, 1,
         RAP_MESSAGE("the effect is there, it is larger in the context where one is named, and "
                     "it depends on the response")},
    [RAP_HOLDS_EVERYWHERE] = {0x009E73, 1,
                              RAP_MESSAGE(
                                  "the effect is there and depends on the response, but it is not "
                                  "larger in the context than outside")},
    [RAP_OTHER_MECHANISM] = {0xCC79A7, 2,
                             RAP_MESSAGE(
                                 "the effect is there, but most of it stays without the response: "
                                 "something else brings it about")},
    [RAP_NO_PATH] = {0x777777, 3,
                     RAP_MESSAGE(
                         "with and without the resource the outcome was the same in every run: the "
                         "resource reached it in none of these runs")},
    [RAP_NOT_ACTIVATED] = {0x777777, 3,
                           RAP_MESSAGE(
                               "the response was never at work: removing it changes nothing")},
    [RAP_TOO_SMALL] = {0x4D4D4D, 3,
                       RAP_MESSAGE("the effect is less than the smallest one that matters")},
    [RAP_CONTRADICTED] = {0xD55E00, 2, RAP_MESSAGE("the effect goes the other way")},
    [RAP_NOT_DISTINGUISHABLE] =
        {0xB8860B, 4,
         RAP_MESSAGE("the runs, or the sets of assumptions, do not settle one of the "
                     "claims; this says nothing for or against it")},
    [RAP_CONSTRUCTED] =
        {0x3E97C9, 1,
         RAP_MESSAGE("the claims hold, but they follow from how the model is written: that is "
                     "no support")},
    [RAP_NOT_EXPRESSED] = {0x777777, 3,
                           RAP_MESSAGE("the model has no way to say it; nothing was run")}};

unsigned rap_cmo_color(rap_verdict verdict) {
    return verdicts[verdict].color;
}

int rap_cmo_dash(rap_verdict verdict) {
    return verdicts[verdict].dash;
}

const char *rap_cmo_meaning(rap_verdict verdict) {
    return verdicts[verdict].meaning;
}

void rap_cmo_verdicts(rap_text *out, const rap_tables *t, bool all) {
    const rap_language *l = t->language;
    size_t begun = 0;
    for (int v = 0; v < RAP_N_VERDICTS; v++) {
        size_t count = 0;
        for (size_t k = 0; k < rap_cmo_count(t); k++)
            count += rap_cmo_row(t, k)->verdict == (rap_verdict)v;
        if (count && (all || v != RAP_NOT_EXPRESSED))
            rap_text_format(out, "%s%s %zu", begun++ ? tr(l, ", ") : "",
                            tr(l, rap_verdict_names[v]), count);
    }
}

/* ---- words ------------------------------------------------------------------------------------ */

/* "Trust of partners, after 36 months: at least 0.5, without the resource" */
static void add_earlier(rap_text *out, const rap_tables *t, const rap_earlier *e) {
    const rap_headline line = {e->outcome, e->window, e->group};
    rap_parts parts = {0};
    rap_words_headline(rap_next_part(&parts), t, &line);
    rap_number_figures(rap_next_part(&parts), t->language, e->limit, 6);
    rap_text_format(out,
                    e->below ? tr(t->language, "%s: below %s, without the resource")
                             : tr(t->language, "%s: at least %s, without the resource"),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, out);
}

void rap_cmo_context(rap_text *out, const rap_tables *t, const rap_proposition *p) {
    if (p->group)
        rap_text_add(out, rap_words_group(t, p->group));
    if (p->earlier.asked && !p->earlier.has_words)
        add_earlier(out, t, &p->earlier);
    else if (p->circumstances)
        rap_text_format(out, "%s%s", p->group ? tr(t->language, "; ") : "",
                        tr(t->language, p->circumstances));
    if (!rap_has_context(p))
        rap_text_add(out, tr(t->language, "everybody"));
}

/* A number as the language writes it, all else as the study has it. */
static void add_dose_value(rap_text *out, const rap_language *l, const rap_tree *dose) {
    if (dose && (dose->kind == RAP_NODE_INTEGER || dose->kind == RAP_NODE_REAL))
        rap_number_as_given(out, l, dose->number);
    else if (dose && dose->kind == RAP_NODE_BOOLEAN)
        rap_text_add(out, dose->integer ? tr(l, "true") : tr(l, "false"));
    else if (dose)
        rap_tree_words(out, dose);
}

void rap_cmo_resource(rap_text *out, const rap_tables *t, const rap_proposition *p) {
    const rap_resource *x = &p->resource;
    const rap_arm *arms = t->verdicts->study->arms;
    if (!x->lever) {
        rap_text_format(out, tr(t->language, "‘%s’ instead of ‘%s’"), arms[x->to_arm].label,
                        arms[x->from_arm].label);
        return;
    }
    const char *meaning = rap_words_meaning(t->study->model, x->lever);
    rap_parts parts = {0};
    add_dose_value(rap_next_part(&parts), t->language, x->from);
    add_dose_value(rap_next_part(&parts), t->language, x->to);
    rap_text_format(out, tr(t->language, "%s, %s to %s"),
                    meaning ? tr(t->language, meaning) : x->lever, rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1));
    rap_parts_end(&parts, out);
}

const char *rap_cmo_response(const rap_tables *t, const rap_proposition *p) {
    return tr(t->language, t->study->model->mechanisms[p->response].label);
}

void rap_cmo_number(rap_text *out, const rap_tables *t, const rap_proposition *p,
                    const rap_summary *s) {
    rap_words_value(out, t, p->outcome, s->mean, RAP_WITH_SIGN);
    if (!isfinite(s->ci_low) || !isfinite(s->ci_high))
        return;
    rap_text_add(out, " (");
    rap_words_interval(out, t, p->outcome, s->ci_low, s->ci_high, RAP_WITH_SIGN);
    rap_text_add(out, ")");
}

void rap_cmo_least(rap_text *out, const rap_tables *t, const rap_proposition *p) {
    rap_words_size(out, t, p->outcome, p->at_least);
}

/* ---- numbers ---------------------------------------------------------------------------------- */

double rap_cmo_units(const rap_proposition *p, double x) {
    return p->at_least > 0 ? p->direction * x / p->at_least : (double)NAN;
}

double rap_cmo_share(const rap_proposition_result *r) {
    double effect = r->proposition->direction * r->effect.s.mean;
    double lost = r->proposition->direction * r->removed_last.s.mean;
    if (!(effect > 0) || !isfinite(lost))
        return (double)NAN;
    return lost / effect;
}

int rap_cmo_largest(const rap_verdicts *v, size_t row) {
    const rap_proposition_result *r = &v->rows[row];
    size_t named = r->cells ? r->cells->n_factors - r->cells->has_rest : 0;
    double most = 0;
    int largest = -1;
    for (size_t k = 0; k < named; k++) {
        double x = r->proposition->direction * r->factors[k].shapley.s.mean;
        if (x > most) {
            most = x;
            largest = (int)k;
        }
    }
    return largest;
}

/* ---- the scale -------------------------------------------------------------------------------- */

enum { STRAIGHT = 12 };

void rap_cmo_axis_widen(rap_cmo_axis *axis, double units) {
    if (!isfinite(units))
        return;
    axis->low = fmin(axis->low, units);
    axis->high = fmax(axis->high, units);
}

void rap_cmo_axis_finish(rap_cmo_axis *axis, int intervals) {
    axis->low = fmin(axis->low, -1.5);
    axis->high = fmax(axis->high, 1.5);
    axis->bent = axis->high > STRAIGHT || axis->low < -STRAIGHT;
    if (!axis->bent)
        axis->step = rap_plot_axis(&axis->low, &axis->high, intervals);
}

double rap_cmo_axis_place(const rap_cmo_axis *axis, double units) {
    return axis->bent ? asinh(units) : units;
}

/* One more tick, if it lies on the axis. */
static void add_tick(rap_text *ticks, size_t *n, const rap_cmo_axis *axis, double units) {
    if (units < axis->low - 1e-9 || units > axis->high + 1e-9)
        return;
    rap_text_format(ticks, "tick_at[%zu] = %.9g; tick_label[%zu] = '%s%g'\n", *n + 1,
                    rap_cmo_axis_place(axis, units), *n + 1, units < -1e-9 ? RAP_MINUS : "",
                    fabs(units) < 1e-9 ? 0 : fabs(units));
    ++*n;
}

static void add_bent_ticks(rap_text *ticks, size_t *n, const rap_cmo_axis *axis) {
    double far = fmax(-axis->low, axis->high);
    bool thin = far > 1000;
    add_tick(ticks, n, axis, 0);
    for (double power = 1; power <= far && power < 1e12; power *= 10) {
        const double sizes[] = {power, 3 * power};
        for (int k = 0; k < (thin ? 1 : 2); k++) {
            add_tick(ticks, n, axis, sizes[k]);
            add_tick(ticks, n, axis, -sizes[k]);
        }
    }
}

void rap_cmo_axis_assign(rap_text *head, const rap_cmo_axis *axis) {
    rap_text ticks;
    size_t n = 0;
    rap_text_init(&ticks);
    if (axis->bent)
        add_bent_ticks(&ticks, &n, axis);
    else
        for (double x = axis->low; x <= axis->high + 1e-9; x += axis->step)
            add_tick(&ticks, &n, axis, x);
    rap_text_format(head,
                    "x_low = %.9g\nx_high = %.9g\nx_one = %.9g\nticks = %zu\narray tick_at[ticks]\n"
                    "array tick_label[ticks]\n%s",
                    rap_cmo_axis_place(axis, axis->low), rap_cmo_axis_place(axis, axis->high),
                    rap_cmo_axis_place(axis, 1), n, rap_text_string(&ticks));
    head->failed |= ticks.failed;
    rap_text_free(&ticks);
}

void rap_cmo_places(rap_text *data, const rap_cmo_axis *axis, const rap_proposition *p,
                    const rap_summary *s) {
    bool turned = p->direction < 0;
    const double x[] = {s->mean, turned ? s->ci_high : s->ci_low, turned ? s->ci_low : s->ci_high,
                        turned ? s->plausible_high : s->plausible_low,
                        turned ? s->plausible_low : s->plausible_high};
    for (int k = 0; k < 5; k++) {
        rap_text_add(data, " ");
        rap_plot_number(data, rap_cmo_axis_place(axis, rap_cmo_units(p, x[k])));
    }
}

void rap_cmo_widen_by(rap_cmo_axis *axis, const rap_proposition *p, const rap_summary *s) {
    const double x[] = {s->mean, s->ci_low, s->ci_high, s->plausible_low, s->plausible_high};
    for (int k = 0; k < 5; k++)
        rap_cmo_axis_widen(axis, rap_cmo_units(p, x[k]));
}
