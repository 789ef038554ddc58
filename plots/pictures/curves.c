/* curves.c: the screen's polynomial along one input. */
#include "plots/pictures/curves.h"
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"

#include <math.h>

static bool stands_alone(const rap_screen_term *t, size_t input) {
    return t->other == 0 && t->a == input;
}

static bool has_curve(const rap_screen_fit *fit, size_t input) {
    for (size_t k = 0; k < fit->n_terms; k++)
        if (stands_alone(&fit->terms[k], input))
            return true;
    return false;
}

static size_t put_curve(const rap_screen_fit *fit, size_t input, size_t *inputs, size_t n,
                        size_t most) {
    for (size_t k = 0; k < n; k++)
        if (inputs[k] == input)
            return n;
    if (n < most && has_curve(fit, input))
        inputs[n++] = input;
    return n;
}

size_t rap_curve_inputs(const rap_deciding *d, const rap_decided *row, size_t *inputs,
                        size_t most) {
    size_t factors[RAP_SCREEN_TERMS], n = 0;
    size_t told = rap_deciding_order(d, row, factors, RAP_SCREEN_TERMS);
    for (size_t k = 0; k < told; k++)
        for (size_t i = 0; i < d->inputs.n; i++)
            if (d->factors.rows[factors[k]].in[i])
                n = put_curve(&row->fit, i, inputs, n, most);
    for (size_t k = 0; k < row->fit.n_inputs; k++)
        n = put_curve(&row->fit, row->fit.inputs[k].input, inputs, n, most);
    return n;
}

const rap_decided *rap_curve_row(const rap_tables *t) {
    const rap_decided *rows[RAP_SHARE_ROWS];
    size_t n = t->deciding ? rap_share_rows(t, rows, RAP_SHARE_ROWS) : 0, input;
    for (size_t k = 0; k < n; k++)
        if (rows[k]->fit.state == RAP_SCREEN_TOLD &&
            rap_curve_inputs(t->deciding, rows[k], &input, 1))
            return rows[k];
    return NULL;
}

/* The polynomials are orthonormal, so errors of their coefficients are as good as independent; that of the average is
 * that of the unexplained part. A term with its error as coefficient gives that error at u. */
static double curve_error(const rap_screen_fit *fit, size_t input, double u) {
    double squares = fit->variance * fmax(0, 1 - fit->explained) / (double)fit->draws;
    for (size_t k = 0; k < fit->n_terms; k++) {
        if (!stands_alone(&fit->terms[k], input))
            continue;
        rap_screen_fit one = {.n_terms = 1, .terms = {fit->terms[k]}};
        one.terms[0].coefficient = fit->terms[k].error;
        double error = rap_screen_curve(&one, input, u);
        squares += error * error;
    }
    return sqrt(squares);
}

rap_curve_point rap_curve_at(const rap_screen_fit *fit, size_t input, double u) {
    const double normal = 1.959963984540054; /* 97.5 % quantile of the normal distribution */
    double mean = fit->average + rap_screen_curve(fit, input, u);
    double half = normal * curve_error(fit, input, u);
    return (rap_curve_point){mean, mean - half, mean + half};
}

void rap_curve_words(rap_text *out, const rap_language *l, const rap_decided *row) {
    double told = row->fit.q2 / (row->reliability > 0 ? row->reliability : 1);
    rap_text_format(out, tr(l, "For this, %zu sets of assumptions. "), row->fit.draws);
    if (!(told > 0)) {
        rap_text_add(out, tr(l, "The polynomial fitted to them foretells nothing of sets that it "
                                "has not seen: take this as a hint. "));
        return;
    }
    rap_text_format(out,
                    tr(l, "The polynomial fitted to them foretells about %.0f %% of how sets that "
                          "it has not seen differ, luck apart. "),
                    100 * fmin(1, told));
    if (told < 0.5)
        rap_text_add(out, tr(l, "Take this as a hint. "));
}

void rap_curve_title(rap_text *out, const rap_tables *t, const char *shows) {
    const rap_decided *row = rap_curve_row(t);
    rap_text_add(out, shows);
    if (!row)
        return;
    rap_words_headline(out, t, &t->study->headlines[row->headline]);
    rap_text_add(out, ". ");
    rap_deciding_about(out, t, row);
}
