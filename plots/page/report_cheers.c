/* report_cheers.c: a section in the order of CHEERS 2022, the reporting standards for health economic
 * evaluations (Husereau et al. 2022, doi:10.1186/s12916-021-02204-0): under each of the 28 items what
 * study and runs can answer, and what is for a person to write, marked as such. */
#include "plots/words/budget_words.h"
#include "plots/page/checklist.h"
#include "plots/page/sections.h"

#include <math.h>

static void add_economic_title(rap_page *p) {
    rap_text_format(&p->words, "%s. Arms compared:", p->t->study->title);
    for (size_t a = 0; a < p->t->study->n_arms; a++)
        rap_text_format(&p->words, "%s %s", a ? ";" : "", rap_words_arm(p->t, a));
    rap_text_add(&p->words, ".");
}

static void add_economic_summary(rap_page *p) {
    rap_text_add(&p->words, "A simulation: ");
    rap_words_runs(&p->words, p->t);
    rap_text_format(&p->words, ", %zu lines of a budget, %zu outcomes.", p->t->lines->n,
                    rap_budget_of(p->t)->n_aims);
}

static void add_question(rap_page *p) {
    rap_text_add(&p->words, p->t->study->question && p->t->study->question[0]
                                ? p->t->study->question
                                : "The study states no question.");
}

static void add_comparators(rap_page *p) {
    const rap_study *s = p->t->study;
    rap_text_add(&p->words, "The arms of the study:");
    for (size_t a = 0; a < s->n_arms; a++)
        rap_text_format(&p->words, "%s %s%s%s%s", a ? ";" : "", s->arms[a].label,
                        a == s->baseline ? " (baseline)" : "", s->arms[a].note ? ": " : "",
                        s->arms[a].note ? s->arms[a].note : "");
    rap_text_format(&p->words,
                    ". Lines are cut and raised in " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ".",
                    rap_words_arm(p->t, rap_budget_of(p->t)->arm));
}

static void add_perspective(rap_page *p) {
    rap_text_add(&p->words, "Costs are what teams spend in the simulation");
    for (size_t k = 0; k < rap_budget_of(p->t)->n_prices; k++)
        rap_text_format(&p->words, "%s %s",
                        k ? "," : ", and for arms:", rap_budget_of(p->t)->prices[k].label);
    rap_text_add(&p->words, ".");
}

static void add_horizon(rap_page *p) {
    rap_text_format(&p->words, "%lld months.", (long long)p->t->study->horizon);
}

static void add_discount(rap_page *p) {
    if (rap_model_flagged(p->t->study->model, RAP_PRESENT_VALUE) >= 0)
        rap_text_add(&p->words,
                     "Cost of arms is given as spent and at present value, money being "
                     "discounted at the rate of the study (see the assumptions); outcomes and "
                     "priced outcomes are not discounted.");
    else
        rap_text_add(&p->words, "Nothing is discounted: the model states no present value.");
}

static void add_outcomes(rap_page *p) {
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        rap_text_add(&p->words, a ? "; " : "");
        rap_budget_aim(&p->words, p->t, &rap_budget_of(p->t)->aims[a]);
    }
    rap_text_add(&p->words, ". The first is the primary one.");
}

static void add_measurement(rap_page *p) {
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        const rap_outcome *o = &p->t->study->model->outcomes[rap_budget_of(p->t)->aims[a].outcome];
        rap_text_format(&p->words, "%s%s: %s", a ? " " : "", o->label,
                        o->meaning ? o->meaning : o->unit);
    }
}

static void add_valuation(rap_page *p) {
    rap_text_add(&p->words,
                 "Outcomes are kept in their own units. Smallest differences that matter:");
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        rap_text_format(&p->words, "%s %s ", a ? ";" : "", rap_budget_of(p->t)->aims[a].label);
        rap_words_delta(&p->words, p->t, rap_budget_of(p->t)->aims[a].outcome);
    }
    rap_text_add(&p->words, ".");
}

static void add_costs(rap_page *p) {
    rap_text_add(&p->words, "Money by line and year as the simulated teams spend it (form above)");
    for (size_t k = 0; k < rap_budget_of(p->t)->n_prices; k++)
        rap_text_format(&p->words, "; %s at %s %.10g a unit", rap_budget_of(p->t)->prices[k].label,
                        p->t->study->currency, rap_budget_of(p->t)->prices[k].price);
    rap_text_add(&p->words, ".");
}

static void add_currency(rap_page *p) {
    rap_text_format(&p->words, "%s; no conversion is made.", p->t->study->currency);
}

static void add_model(rap_page *p) {
    const rap_model *m = p->t->study->model;
    rap_text_format(&p->words,
                    "Model %s, version %s; all rules and numbers are in the program's source "
                    "and in the study.",
                    m->label ? m->label : m->name, m->version);
}

static void add_analytics(rap_page *p) {
    rap_text_add(&p->words,
                 "Differences on common luck, means over sets of assumptions with 95 % "
                 "intervals of Student's t; ratios with Fieller's; acceptability and value "
                 "of information by regression on the uncertain numbers.");
}

static void add_heterogeneity(rap_page *p) {
    rap_text_add(&p->words,
                 "Results by group are in the section For whom, where the study asks for any.");
}

static void add_uncertainty(rap_page *p) {
    rap_text_format(&p->words,
                    "%zu uncertain numbers of the arms are drawn together from their ranges "
                    "by Latin hypercube (seed %lld); chance and assumptions are kept apart.",
                    p->t->worth ? p->t->worth->n_parameters : (size_t)0,
                    (long long)p->t->study->seed);
}

static void add_parameters(rap_page *p) {
    rap_text_add(&p->words,
                 "Every number with range, grade and source: see the assumptions below; the "
                 "values drawn: psa_parameters.csv.");
}

static void add_results(rap_page *p) {
    const rap_lines *x = p->t->lines;
    rap_text_format(&p->words, "Mean total cost of the arm %s ", p->t->study->currency);
    rap_money(&p->words, p->t->language, x->total.mean, false);
    for (size_t a = 0; a < rap_budget_of(p->t)->n_aims; a++) {
        rap_text_format(&p->words, "; %s ", rap_budget_of(p->t)->aims[a].label);
        rap_words_value(&p->words, p->t, rap_budget_of(p->t)->aims[a].outcome, x->level[a].mean,
                        RAP_WITH_UNIT);
    }
    rap_text_add(&p->words, ". Increments are in the tables above.");
}

static void add_effect_of_uncertainty(rap_page *p) {
    const rap_worth *w = p->t->worth;
    if (!w || w->arms < 2) {
        rap_text_add(&p->words, "Intervals stand beside every number; there is one arm only.");
        return;
    }
    if (w->draws < 2) {
        rap_text_add(&p->words, "There is one set of assumptions only: it cannot be told.");
        return;
    }
    const rap_acceptance *f = &w->frontier[w->reference];
    rap_text_format(&p->words, "At %s ", p->t->study->currency);
    rap_money(&p->words, p->t->language, w->lambda[w->reference], false);
    rap_text_format(&p->words,
                    " a unit of the primary outcome " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                    " is best on average; in how many sets it is best: ",
                    rap_words_arm(p->t, f->frontier));
    rap_budget_best_in(&p->words, p->language, rap_worth_best_in(w, w->reference));
    rap_text_add(&p->words, ". ");
    rap_budget_shares_rest_on(&p->words, p->t, w->reference);
}

static void add_economic_findings(rap_page *p) {
    rap_text_add(&p->words,
                 "A simulation cuts each line with all else equal, which no field study can "
                 "do; but it speaks about the model, not about the world, and values of lines "
                 "do not add.");
}

static const rap_checklist_item items[] = {
    {"Title", "Title", add_economic_title,
     "A title that calls the work an economic evaluation, if it is one."},
    {"Abstract", "Abstract", add_economic_summary,
     "A structured summary of context, methods and results."},
    {"Introduction", "Background and objectives", add_question,
     "The context of the study, and why it matters for policy or practice."},
    {"Methods", "Health economic analysis plan", NULL,
     "Whether a plan was written, and where it is."},
    {"Methods", "Study population", NULL,
     "Who the partners and people are whom the simulated ones stand for."},
    {"Methods", "Setting and location", NULL, "What about the place may bear on the findings."},
    {"Methods", "Comparators", add_comparators, "Why these were chosen."},
    {"Methods", "Perspective", add_perspective, "Whose costs these are, and why that perspective."},
    {"Methods", "Time horizon", add_horizon, "Why it is long enough."},
    {"Methods", "Discount rate", add_discount, "Why that rate."},
    {"Methods", "Selection of outcomes", add_outcomes, "Why these measure benefit and harm."},
    {"Methods", "Measurement of outcomes", add_measurement,
     "How they would be measured in people."},
    {"Methods", "Valuation of outcomes", add_valuation,
     "Whose values, and how they were found: what a unit is worth is for people to say."},
    {"Methods", "Measurement and valuation of resources and costs", add_costs,
     "Where prices come from."},
    {"Methods", "Currency, price date, and conversion", add_currency, "The year of the prices."},
    {"Methods", "Rationale and description of model", add_model, "Why this model was used."},
    {"Methods", "Analytics and assumptions", add_analytics,
     "How the model was checked against data."},
    {"Methods", "Characterising heterogeneity", add_heterogeneity,
     "How results differ for groups that the model does not know."},
    {"Methods", "Characterising distributional effects", NULL,
     "Who gains and who loses, and what was done for priority groups."},
    {"Methods", "Characterising uncertainty", add_uncertainty,
     "Uncertainty of the model's structure, which draws of numbers do not show."},
    {"Methods", "Approach to engagement with patients and others affected by the study", NULL,
     "How the community and funders took part in the design of the study."},
    {"Results", "Study parameters", add_parameters, "What is known of them from elsewhere."},
    {"Results", "Summary of main results", add_results, "What they mean."},
    {"Results", "Effect of uncertainty", add_effect_of_uncertainty,
     "What follows from it for the choice."},
    {"Results", "Effect of engagement with patients and others affected by the study", NULL,
     "What engagement changed in approach or findings."},
    {"Discussion", "Study findings, limitations, generalisability, and current knowledge",
     add_economic_findings,
     "How findings stand to those of others, and what ethics and equity ask beside them."},
    {"Other relevant information", "Source of funding", NULL, "Who paid, and what part they had."},
    {"Other relevant information", "Conflicts of interest", NULL, "Who has interests."}};

void say_cheers(rap_page *p) {
    say_element(
        p, "p",
        "In the order of the reporting standards for health economic evaluations (Husereau et "
        "al. 2022, BMC Medicine 20:23): what can be answered from this study and its runs, and "
        "what is left for a person to write. A simulation is not an economic evaluation of what "
        "happened.");
    say_checklist(p, items, sizeof items / sizeof *items,
                  "Reporting standards for economic evaluations, item by item",
                  "Nothing can be said from study and runs.");
}
