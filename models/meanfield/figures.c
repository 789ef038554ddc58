/* figures.c: outcomes of the mean-field version, as figures.def says, for all and by organisation type. */
#include "base/error.h"
#include "base/memory.h"
#include "meanfield/masses.h"

#include <math.h>
#include <stdio.h>

/* ---- values -----------------------------------------------------------------------------------
 */

static double spend_on_all_lines(const mf_team *t) {
    double spend = 0;
    for (int k = 0; k < N_LINES; k++)
        spend += t->spent[k];
    return spend;
}

/* For each figure its sum and weight over a class, NAME_of_class, and over a cohort, and what the team
 * adds. */
#define SUM(name, groups, of_class, of_cohort, of_team)                                            \
    MEAN(name, groups, of_class, 0, of_cohort, 0)                                                  \
    static double name##_of_team(const mf_state *s) {                                              \
        const mf_team *team = &s->team;                                                            \
        (void)team;                                                                                \
        return of_team;                                                                            \
    }
#define MEAN(name, groups, class_sum, class_weight, cohort_sum, cohort_weight)                     \
    static pm_mean name##_of_class(const mf_class *k, const pm_traits *t) {                        \
        (void)k, (void)t;                                                                          \
        return (pm_mean){class_sum, class_weight};                                                 \
    }                                                                                              \
    static pm_mean name##_of_cohort(const mf_state *s, const mf_cohort *c, const pm_traits *t) {   \
        (void)s, (void)c, (void)t;                                                                 \
        return (pm_mean){cohort_sum, cohort_weight};                                               \
    }
#include "meanfield/figures.def"
#undef SUM
#undef MEAN

/* Groups of an outcome, and the column of all types. */
enum { ALL, BY_TYPE };
enum { EVERY_TYPE = -1 };

static const struct {
    pm_outcome outcome;
    int groups;
    pm_mean (*of_class)(const mf_class *k, const pm_traits *t);
    pm_mean (*of_cohort)(const mf_state *s, const mf_cohort *c, const pm_traits *t);
    double (*of_team)(const mf_state *s); /* of a sum; NULL: it is a mean */
} figures[] = {
#define SUM(name, groups, ...)                                                                     \
    {OUT_##name, groups, name##_of_class, name##_of_cohort, name##_of_team},
#define MEAN(name, groups, ...) {OUT_##name, groups, name##_of_class, name##_of_cohort, NULL},
#include "meanfield/figures.def"
#undef SUM
#undef MEAN
};

/* ---- columns ----------------------------------------------------------------------------------
 */

static bool some_class_is_of_type(const mf_state *s, size_t type) {
    for (size_t k = 0; k < s->n_classes; k++)
        if (mf_group(s, k)->type == (int)type && s->class[k].count > 0)
            return true;
    return false;
}

static void add_figure_column(mf_state *s, size_t figure, int type, const char *group,
                              const char *label) {
    s->type_of_column[s->n_columns] = type;
    s->figure_of_column[s->n_columns] = figure;
    s->columns[s->n_columns++] = (rap_column){(size_t)figures[figure].outcome, group, label};
}

int mf_list_columns(mf_state *s) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    size_t n_types = s->in->organisation_types.n, n = sizeof figures / sizeof figures[0];
    s->columns = rap_allocate(n * (n_types + 1), sizeof *s->columns);
    s->type_of_column = rap_allocate(n * (n_types + 1), sizeof *s->type_of_column);
    s->group_text = rap_allocate(n_types, MF_LONGEST_GROUP);
    s->figure_of_column = rap_allocate(n * (n_types + 1), sizeof *s->figure_of_column);
    if (!s->columns || !s->type_of_column || !s->figure_of_column || !s->group_text)
        return rap_fail(RAP_ENOMEM);
    for (size_t t = 0; t < n_types; t++)
        snprintf(s->group_text + t * MF_LONGEST_GROUP, MF_LONGEST_GROUP, "type:%s",
                 type[t].is.name);
    for (size_t k = 0; k < n; k++) {
        add_figure_column(s, k, EVERY_TYPE, "all", "All");
        for (size_t t = 0; t < n_types && figures[k].groups == BY_TYPE; t++)
            if (some_class_is_of_type(s, t))
                add_figure_column(s, k, (int)t, s->group_text + t * MF_LONGEST_GROUP,
                                  type[t].is.label);
    }
    return RAP_OK;
}

const rap_column *mf_columns(const void *state, size_t *n) {
    const mf_state *s = state;
    *n = s->n_columns;
    return s->columns;
}

/* ---- observation ------------------------------------------------------------------------------
 */

static void add_to(pm_mean *sum, pm_mean x) {
    sum->sum += x.sum;
    sum->weight += x.weight;
}

static double figure_of(const mf_state *s, size_t f, int type) {
    pm_mean sum = {0, 0};
    for (size_t k = 0; k < s->n_classes; k++)
        if (type == EVERY_TYPE || mf_group(s, k)->type == type)
            add_to(&sum, figures[f].of_class(&s->class[k], mf_traits(s, k)));
    for (size_t k = 0; k < s->n_cohorts; k++) {
        const mf_cohort *c = &s->cohort[k];
        if (type == EVERY_TYPE || mf_group(s, c->class)->type == type)
            add_to(&sum, figures[f].of_cohort(s, c, mf_traits(s, c->class)));
    }
    if (figures[f].of_team)
        return sum.sum + figures[f].of_team(s);
    return sum.weight > 0 ? sum.sum / sum.weight : NAN;
}

void mf_observe(const void *state, double *x) {
    const mf_state *s = state;
    for (size_t c = 0; c < s->n_columns; c++)
        x[c] = figure_of(s, s->figure_of_column[c], s->type_of_column[c]);
}
