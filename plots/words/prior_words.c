/* prior_words.c: see prior_words.h. */
#include "plots/words/prior_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "scenario/study/posterior.h"

#include <string.h>

static void add_shape_with_moments(rap_text *out, const rap_language *l, const rap_prior *p) {
    double mean, sd;
    rap_parts parts = {0};
    rap_prior_moments(p, &mean, &sd);
    rap_number_figures(rap_next_part(&parts), l, mean, 6);
    rap_number_figures(rap_next_part(&parts), l, sd, 6);
    rap_text_format(out, tr(l, "%s, mean %s, sd %s"), tr(l, rap_prior_name(p)),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, out);
}

/* "quantiles: 0 % at 1, 50 % at 3, 100 % at 9" */
static void add_quantiles(rap_text *out, const rap_language *l, const rap_prior *p) {
    rap_parts parts = {0};
    rap_text *all = rap_next_part(&parts), *share = rap_next_part(&parts),
             *x = rap_next_part(&parts);
    for (size_t k = 0; k < p->n_points; k++) {
        rap_text_clear(share);
        rap_text_clear(x);
        rap_number_figures(share, l, 100 * p->points[k].p, 6);
        rap_number_figures(x, l, p->points[k].x, 6);
        rap_text_add(all, k ? ", " : "");
        rap_text_format(all, tr(l, "%s %% at %s"), rap_text_string(share), rap_text_string(x));
    }
    rap_text_format(out, tr(l, "%s: %s"), tr(l, rap_prior_name(p)), rap_text_string(all));
    rap_parts_end(&parts, out);
}

static void add_distribution(rap_text *out, const rap_language *l, const rap_prior *p) {
    if (p->shape == RAP_NORMAL || p->shape == RAP_BETA)
        add_shape_with_moments(out, l, p);
    else if (p->n_points)
        add_quantiles(out, l, p);
    else
        rap_text_add(out, tr(l, rap_prior_name(p)));
}

/* "; rank correlation 0.6 with parameters.trust_gain" */
static void add_rank_correlation(rap_text *out, const rap_language *l, const rap_correlation *c,
                                 const char *path) {
    rap_parts p = {0};
    rap_text *others = rap_next_part(&p), *rank = rap_next_part(&p);
    for (size_t k = 0; k < c->numbers.n; k++)
        if (strcmp(c->numbers.items[k], path) != 0)
            rap_text_format(others, "%s%s", others->n ? ", " : "", c->numbers.items[k]);
    rap_number_as_given(rank, l, c->rank);
    rap_text_format(out, tr(l, "; rank correlation %s with %s"), rap_text_string(rank),
                    rap_text_string(others));
    rap_parts_end(&p, out);
}

void rap_words_prior(rap_text *out, const rap_language *l, const rap_study *study,
                     const rap_input *input) {
    if (input->posterior) {
        rap_parts p = {0};
        rap_number_figures(rap_next_part(&p), l, rap_posterior_at(input->posterior, 0.5), 4);
        rap_text_format(out, tr(l, "%zu values that a calibration left, the middle one %s"),
                        input->posterior->n, rap_part_string(&p, 0));
        rap_parts_end(&p, out);
        return;
    }
    add_distribution(out, l, &input->prior);
    for (size_t i = 0; i < study->n_correlations; i++)
        if (rap_correlation_ties(&study->correlations[i], input->path))
            add_rank_correlation(out, l, &study->correlations[i], input->path);
}
