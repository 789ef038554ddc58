/* worth_csv.c: the files of worth.h (RFC 4180, LF, one header row, missing cells empty). */
#include "analysis/budget/worth.h"
#include "base/csv.h"

#include <math.h>
#include <string.h>

static void interval(rap_text *out, const rap_interval *x) {
    rap_csv_number(out, x->mean);
    rap_csv_number(out, x->low);
    rap_csv_number(out, x->high);
}

/* ---- the three files of value-of-information tools -------------------------------------------- */

void rap_worth_parameters_csv(const rap_worth *w, rap_text *out) {
    rap_text_add(out, "draw");
    for (size_t k = 0; k < w->n_parameters; k++)
        rap_csv_word(out, w->names[k]);
    rap_text_add(out, "\n");
    for (size_t d = 0; d < (size_t)w->draws; d++) {
        rap_text_format(out, "%zu", d + 1);
        for (size_t k = 0; k < w->n_parameters; k++)
            rap_csv_number(out, w->parameter[d * w->n_parameters + k]);
        rap_text_add(out, "\n");
    }
}

static void by_arm(const rap_worth *w, const double *x, rap_text *out) {
    rap_text_add(out, "draw");
    for (size_t a = 0; a < w->arms; a++)
        rap_csv_word(out, w->study->arms[a].name);
    rap_text_add(out, "\n");
    for (size_t d = 0; d < (size_t)w->draws; d++) {
        rap_text_format(out, "%zu", d + 1);
        for (size_t a = 0; a < w->arms; a++)
            rap_csv_number(out, x[d * w->arms + a]);
        rap_text_add(out, "\n");
    }
}

void rap_worth_costs_csv(const rap_worth *w, rap_text *out) {
    by_arm(w, w->cost, out);
}

void rap_worth_effects_csv(const rap_worth *w, rap_text *out) {
    by_arm(w, w->effect, out);
}

/* ---- arms and values -------------------------------------------------------------------------- */

static void arm_row(const rap_worth *w, size_t a, rap_text *out) {
    const rap_increment *x = &w->increments[a], *y = &w->discounted[a];
    rap_text_csv(out, w->study->arms[a].name);
    rap_csv_word(out, w->study->arms[w->study->baseline].name);
    rap_csv_number(out, (double)x->draws);
    interval(out, &x->cost);
    interval(out, &y->cost);
    interval(out, &x->effect);
    rap_csv_word(out, rap_dominance_text(x->dominance));
    interval(out, &x->icer);
    interval(out, &w->weighted[a]);
    rap_text_add(out, w->kept[a] ? ",true\n" : ",false\n");
}

void rap_worth_arms_csv(const rap_worth *w, rap_text *out) {
    rap_text_add(out, "arm,baseline,draws,cost,cost_low,cost_high,present_cost,present_cost_low,"
                      "present_cost_high,effect,effect_low,effect_high,dominance,icer,icer_low,"
                      "icer_high,weighted,weighted_low,weighted_high,unbeaten\n");
    for (size_t a = 0; a < w->arms; a++)
        arm_row(w, a, out);
}

void rap_worth_values_csv(const rap_worth *w, rap_text *out) {
    rap_text_add(out, "unit_worth,arm,net_benefit,net_benefit_low,net_benefit_high,acceptability,"
                      "frontier,explained,evpi,evpi_low,evpi_high\n");
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++)
        for (size_t a = 0; a < w->arms; a++) {
            rap_text_number(out, w->lambda[k]);
            rap_csv_word(out, w->study->arms[a].name);
            interval(out, &w->net[a * RAP_WORTH_POINTS + k]);
            rap_csv_number(out, w->accepted[a * RAP_WORTH_POINTS + k]);
            rap_text_add(out, w->frontier[k].frontier == a ? ",true" : ",false");
            rap_csv_number(out, w->frontier[k].explained);
            rap_csv_number(out, w->perfect[k].value);
            rap_csv_number(out, w->perfect[k].low);
            rap_csv_number(out, w->perfect[k].high);
            rap_text_add(out, "\n");
        }
}

double rap_worth_of_group(const rap_worth *w, const char *name) {
    for (size_t g = 0; g < w->n_groups; g++)
        if (!strcmp(w->groups[g].name, name))
            return w->groups[g].worth.value;
    return (double)NAN;
}

void rap_worth_information_csv(const rap_worth *w, const rap_worth *halved,
                               const rap_worth *doubled, rap_text *out) {
    rap_text_add(out,
                 "group,numbers,measured,inferred,assumed,unit_worth,evppi,evppi_low,evppi_high,"
                 "changed,explained,evppi_halved,evppi_doubled\n");
    for (size_t g = 0; g < w->n_groups; g++) {
        const rap_worth_group *x = &w->groups[g];
        rap_text_csv(out, x->name);
        rap_csv_number(out, (double)x->n);
        rap_csv_number(out, (double)x->measured);
        rap_csv_number(out, (double)x->inferred);
        rap_csv_number(out, (double)x->assumed);
        rap_csv_number(out, w->lambda[w->reference]);
        rap_csv_number(out, x->worth.value);
        rap_csv_number(out, x->worth.low);
        rap_csv_number(out, x->worth.high);
        rap_csv_number(out, x->worth.changed);
        rap_csv_number(out, x->worth.explained);
        rap_csv_number(out, rap_worth_of_group(halved, x->name));
        rap_csv_number(out, rap_worth_of_group(doubled, x->name));
        rap_text_add(out, "\n");
    }
}
