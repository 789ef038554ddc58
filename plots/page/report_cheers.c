/* report_cheers.c: a section in the order of CHEERS 2022, the reporting standards for health economic
 * evaluations (Husereau et al. 2022, doi:10.1186/s12916-021-02204-0): under each of the 28 items what
 * study and runs can answer, and what is for a person to write, marked as such. */
#include "plots/words/budget_words.h"
#include "plots/page/checklist.h"
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

static void add_economic_title(rap_page *p) {
    rap_parts parts = {0};
    rap_text *arms = rap_next_part(&parts);
    for (size_t a = 0; a < p->t->study->n_arms; a++)
        rap_text_format(arms, "%s%s", a ? tr(p->language, "; ") : "", rap_words_arm(p->t, a));
    rap_text_format(&p->words, tr(p->language, "%s. Arms compared: %s."), p->t->study->title,
                    rap_text_string(arms));
    rap_parts_end(&parts, &p->words);
}

static void add_economic_summary(rap_page *p) {
    const rap_language *l = p->language;
    size_t lines = p->t->lines->n, aims = rap_budget_of(p->t)->n_aims;
    rap_parts parts = {0};
    rap_words_runs(rap_next_part(&parts), p->t);
    rap_text_format(rap_next_part(&parts),
                    tr_n(l, "%zu line of a budget", "%zu lines of a budget", (int64_t)lines),
                    lines);
    rap_text_format(rap_next_part(&parts), tr_n(l, "%zu outcome", "%zu outcomes", (int64_t)aims),
                    aims);
    rap_text_format(&p->words, tr(l, "A simulation: %s, %s, %s."), rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1), rap_part_string(&parts, 2));
    rap_parts_end(&parts, &p->words);
}

static void add_question(rap_page *p) {
    rap_text_add(&p->words, p->t->study->question && p->t->study->question[0]
                                ? p->t->study->question
                                : tr(p->language, "The study states no question."));
}

static void add_comparators(rap_page *p) {
    rap_parts parts = {0};
    add_arms_with_notes(rap_next_part(&parts), p, true);
    rap_text_format(&p->words,
                    tr(p->language, "The arms of the study: %s. Lines are cut and raised in ‘%s’."),
                    rap_part_string(&parts, 0), rap_words_arm(p->t, rap_budget_of(p->t)->arm));
    rap_parts_end(&parts, &p->words);
}

static void add_perspective(rap_page *p) {
    const rap_budget *b = rap_budget_of(p->t);
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t k = 0; k < b->n_prices; k++)
        rap_text_format(list, "%s%s", k ? tr(l, ", ") : "", b->prices[k].label);
    if (b->n_prices)
        rap_text_format(&p->words,
                        tr(l, "Costs are what teams spend in the simulation, and for arms: %s."),
                        rap_text_string(list));
    else
        rap_text_add(&p->words, tr(l, "Costs are what teams spend in the simulation."));
    rap_parts_end(&parts, &p->words);
}

static void add_horizon(rap_page *p) {
    rap_text_format(&p->words,
                    tr_n(p->language, "%lld month.", "%lld months.", p->t->study->horizon),
                    (long long)p->t->study->horizon);
}

static void add_discount(rap_page *p) {
    const rap_language *l = p->language;
    if (rap_model_flagged(p->t->study->model, RAP_PRESENT_VALUE) >= 0)
        rap_text_add(&p->words,
                     tr(l, "Cost of arms is given as spent and at present value, money being "
                           "discounted at the rate of the study (see the assumptions); outcomes "
                           "and priced outcomes are not discounted."));
    else
        rap_text_add(&p->words, tr(l, "Nothing is discounted: the model states no present value."));
}

static void add_outcomes(rap_page *p) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        rap_text_add(list, a ? tr(l, "; ") : "");
        rap_budget_aim(list, p->t, &rap_budget_of(p->t)->aims[a]);
    }
    rap_text_format(&p->words, tr(l, "%s. The first is the primary one."), rap_text_string(list));
    rap_parts_end(&parts, &p->words);
}

static void add_measurement(rap_page *p) {
    const rap_language *l = p->language;
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        const rap_outcome *o = &p->t->study->model->outcomes[rap_budget_of(p->t)->aims[a].outcome];
        rap_text_add(&p->words, a ? " " : "");
        rap_text_format(&p->words, tr(l, "%s: %s."), tr(l, o->label),
                        tr(l, o->meaning ? o->meaning : o->unit));
    }
}

static void add_valuation(rap_page *p) {
    const rap_budget *b = rap_budget_of(p->t);
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t a = 0; a < b->n_aims; a++) {
        rap_text_format(list, "%s%s ", a ? tr(l, "; ") : "", b->aims[a].label);
        rap_words_delta(list, p->t, b->aims[a].outcome);
    }
    rap_text_format(
        &p->words,
        tr(l, "Outcomes are kept in their own units. Smallest differences that matter: %s."),
        rap_text_string(list));
    rap_parts_end(&parts, &p->words);
}

static void add_costs(rap_page *p) {
    const rap_budget *b = rap_budget_of(p->t);
    const rap_language *l = p->language;
    rap_text_add(&p->words,
                 tr(l, "Money by line and year as the simulated teams spend it (form above)."));
    for (size_t k = 0; k < b->n_prices; k++) {
        rap_parts parts = {0};
        rap_number_as_given(rap_next_part(&parts), l, b->prices[k].price);
        rap_text_format(&p->words, tr(l, " %s at %s %s a unit."), b->prices[k].label,
                        p->t->study->currency, rap_part_string(&parts, 0));
        rap_parts_end(&parts, &p->words);
    }
}

static void add_currency(rap_page *p) {
    rap_text_format(&p->words, tr(p->language, "%s; no conversion is made."),
                    p->t->study->currency);
}

static void add_model(rap_page *p) {
    const rap_model *m = p->t->study->model;
    const rap_language *l = p->language;
    rap_text_format(&p->words,
                    tr(l, "Model %s, version %s; all rules and numbers are in the program's source "
                          "and in the study."),
                    rap_words_model(p->t), m->version);
}

static void add_analytics(rap_page *p) {
    rap_text_add(&p->words,
                 /* xgettext:no-c-format */
                 tr(p->language,
                    "Differences on common luck, means over sets of assumptions with 95 % "
                    "intervals of Student's t; ratios with Fieller's; acceptability and value of "
                    "information by regression on the uncertain numbers."));
}

static void add_heterogeneity(rap_page *p) {
    rap_text_add(&p->words, tr(p->language, "Results by group are in the section For whom, where "
                                            "the study asks for any."));
}

static void add_uncertainty(rap_page *p) {
    size_t n = p->t->worth ? p->t->worth->n_parameters : 0;
    rap_text_format(
        &p->words,
        tr_n(p->language,
             "%zu uncertain number of the arms is drawn from its range by Latin hypercube (seed "
             "%lld); chance and assumptions are kept apart.",
             "%zu uncertain numbers of the arms are drawn together from their ranges by Latin "
             "hypercube (seed %lld); chance and assumptions are kept apart.",
             (int64_t)n),
        n, (long long)p->t->study->seed);
}

static void add_parameters(rap_page *p) {
    rap_text_add(&p->words,
                 tr(p->language, "Every number with range, grade and source: see the assumptions "
                                 "below; the values drawn: psa_parameters.csv."));
}

static void add_results(rap_page *p) {
    const rap_lines *x = p->t->lines;
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *cost = rap_next_part(&parts), *levels = rap_next_part(&parts);
    rap_money(cost, l, x->total.mean, false);
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        const rap_aim *aim = &rap_budget_of(p->t)->aims[a];
        rap_text_format(levels, "%s%s ", tr(l, "; "), aim->label);
        rap_words_value(levels, p->t, aim->outcome, x->level[a].mean, RAP_WITH_UNIT);
    }
    rap_text_format(&p->words,
                    tr(l, "Mean total cost of the arm %s %s%s. Increments are in the tables "
                          "above."),
                    p->t->study->currency, rap_text_string(cost), rap_text_string(levels));
    rap_parts_end(&parts, &p->words);
}

static void add_effect_of_uncertainty(rap_page *p) {
    const rap_worth *w = p->t->worth;
    const rap_language *l = p->language;
    if (!w || w->arms < 2) {
        rap_text_add(&p->words,
                     tr(l, "Intervals stand beside every number; there is one arm only."));
        return;
    }
    if (w->draws < 2) {
        rap_text_add(&p->words, tr(l, "There is one set of assumptions only: it cannot be told."));
        return;
    }
    rap_parts parts = {0};
    rap_money(rap_next_part(&parts), l, w->lambda[w->reference], false);
    rap_budget_best_in(rap_next_part(&parts), l, rap_worth_best_in(w, w->reference));
    rap_text_format(&p->words,
                    tr(l, "At %s %s a unit of the primary outcome ‘%s’ is best on average; in how "
                          "many sets it is best: %s. "),
                    p->t->study->currency, rap_part_string(&parts, 0),
                    rap_words_arm(p->t, w->frontier[w->reference].frontier),
                    rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
    rap_budget_shares_rest_on(&p->words, p->t, w->reference);
}

static void add_economic_findings(rap_page *p) {
    rap_text_add(
        &p->words,
        tr(p->language,
           "A simulation cuts each line with all else equal, which no field study can do; but it "
           "speaks about the model, not about the world, and values of lines do not add."));
}

static const rap_checklist_item items[] = {
    {RAP_MESSAGE("Title"), RAP_MESSAGE("Title"), add_economic_title,
     RAP_MESSAGE("A title that calls the work an economic evaluation, if it is one.")},
    {RAP_MESSAGE("Abstract"), RAP_MESSAGE("Abstract"), add_economic_summary,
     RAP_MESSAGE("A structured summary of context, methods and results.")},
    {RAP_MESSAGE("Introduction"), RAP_MESSAGE("Background and objectives"), add_question,
     RAP_MESSAGE("The context of the study, and why it matters for policy or practice.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Health economic analysis plan"), NULL,
     RAP_MESSAGE("Whether a plan was written, and where it is.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Study population"), NULL,
     RAP_MESSAGE("Who the partners and people are whom the simulated ones stand for.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Setting and location"), NULL,
     RAP_MESSAGE("What about the place may bear on the findings.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Comparators"), add_comparators,
     RAP_MESSAGE("Why these were chosen.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Perspective"), add_perspective,
     RAP_MESSAGE("Whose costs these are, and why that perspective.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Time horizon"), add_horizon,
     RAP_MESSAGE("Why it is long enough.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Discount rate"), add_discount,
     RAP_MESSAGE("Why that rate.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Selection of outcomes"), add_outcomes,
     RAP_MESSAGE("Why these measure benefit and harm.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Measurement of outcomes"), add_measurement,
     RAP_MESSAGE("How they would be measured in people.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Valuation of outcomes"), add_valuation,
     RAP_MESSAGE(
         "Whose values, and how they were found: what a unit is worth is for people to say.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Measurement and valuation of resources and costs"),
     add_costs, RAP_MESSAGE("Where prices come from.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Currency, price date, and conversion"), add_currency,
     RAP_MESSAGE("The year of the prices.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Rationale and description of model"), add_model,
     RAP_MESSAGE("Why this model was used.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Analytics and assumptions"), add_analytics,
     RAP_MESSAGE("How the model was checked against data.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Characterising heterogeneity"), add_heterogeneity,
     RAP_MESSAGE("How results differ for groups that the model does not know.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Characterising distributional effects"), NULL,
     RAP_MESSAGE("Who gains and who loses, and what was done for priority groups.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Characterising uncertainty"), add_uncertainty,
     RAP_MESSAGE("Uncertainty of the model's structure, which draws of numbers do not show.")},
    {RAP_MESSAGE("Methods"),
     RAP_MESSAGE("Approach to engagement with patients and others affected by the study"), NULL,
     RAP_MESSAGE("How the community and funders took part in the design of the study.")},
    {RAP_MESSAGE("Results"), RAP_MESSAGE("Study parameters"), add_parameters,
     RAP_MESSAGE("What is known of them from elsewhere.")},
    {RAP_MESSAGE("Results"), RAP_MESSAGE("Summary of main results"), add_results,
     RAP_MESSAGE("What they mean.")},
    {RAP_MESSAGE("Results"), RAP_MESSAGE("Effect of uncertainty"), add_effect_of_uncertainty,
     RAP_MESSAGE("What follows from it for the choice.")},
    {RAP_MESSAGE("Results"),
     RAP_MESSAGE("Effect of engagement with patients and others affected by the study"), NULL,
     RAP_MESSAGE("What engagement changed in approach or findings.")},
    {RAP_MESSAGE("Discussion"),
     RAP_MESSAGE("Study findings, limitations, generalisability, and current knowledge"),
     add_economic_findings,
     RAP_MESSAGE(
         "How findings stand to those of others, and what ethics and equity ask beside them.")},
    {RAP_MESSAGE("Other relevant information"), RAP_MESSAGE("Source of funding"), NULL,
     RAP_MESSAGE("Who paid, and what part they had.")},
    {RAP_MESSAGE("Other relevant information"), RAP_MESSAGE("Conflicts of interest"), NULL,
     RAP_MESSAGE("Who has interests.")}};

void say_cheers(rap_page *p) {
    const rap_language *l = p->language;
    say_element(
        p, "p",
        tr(l, "In the order of the reporting standards for health economic evaluations (Husereau "
              "et al. 2022, BMC Medicine 20:23): what can be answered from this study and its "
              "runs, and what is left for a person to write. A simulation is not an economic "
              "evaluation of what happened."));
    say_checklist(p, items, sizeof items / sizeof *items,
                  tr(l, "Reporting standards for economic evaluations, item by item"),
                  tr(l, "Nothing can be said from study and runs."));
}
