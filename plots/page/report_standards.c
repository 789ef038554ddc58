/* report_standards.c: a section for evaluators in the order of the RAMESES II reporting standards
 * for realist evaluations (Wong et al. 2016, doi:10.1186/s12916-016-0643-1): under each of the 20
 * items what study and tables can answer, and what is for a person to write, marked as such. */
#include "plots/pictures/cmo.h"
#include "plots/page/checklist.h"
#include "plots/page/sections.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <string.h>

static void add_title(rap_page *p) {
    rap_text_format(&p->words, tr(p->language, "%s. A simulation study of a programme theory."),
                    p->t->study->title);
}

static void add_counted_verdicts(rap_text *out, const rap_tables *t) {
    size_t n = rap_cmo_count(t);
    rap_parts parts = {0};
    rap_cmo_verdicts(rap_next_part(&parts), t, true);
    rap_text_format(out,
                    tr_n(t->language, "%zu proposition: %s.", "%zu propositions: %s.", (int64_t)n),
                    n, rap_part_string(&parts, 0));
    rap_parts_end(&parts, out);
}

static void add_verdict_counts(rap_page *p) {
    add_counted_verdicts(&p->words, p->t);
}

static bool has_question(const rap_page *p) {
    return p->t->study->question && p->t->study->question[0];
}

static void add_realist_summary(rap_page *p) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_words_runs(rap_next_part(&parts), p->t);
    add_counted_verdicts(rap_next_part(&parts), p->t);
    if (has_question(p))
        rap_text_format(&p->words, tr(l, "Question: %s "), p->t->study->question);
    rap_text_format(&p->words, tr(l, "Method: simulation, %s. Findings: %s"),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
}

static void add_theory(rap_page *p) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t k = 0; k < rap_cmo_count(p->t); k++) {
        const rap_proposition *x = rap_cmo_row(p->t, k)->proposition;
        rap_text_add(list, k ? tr(l, "; ") : "");
        rap_text_format(list, tr(l, "%s (%s)"), x->label, x->source);
    }
    rap_text_format(&p->words,
                    tr(l, "Context, resource, response and outcome of each proposition, with its "
                          "source: %s. They are drawn as a graph above."),
                    rap_text_string(list));
    rap_parts_end(&parts, &p->words);
}

static void add_questions(rap_page *p) {
    if (has_question(p))
        rap_text_format(&p->words, "%s ", p->t->study->question);
    rap_text_add(&p->words,
                 tr(p->language, "For each proposition: is the effect there, is it larger in the "
                                 "context, does it depend on the response?"));
}

static void add_ethics(rap_page *p) {
    rap_text_add(&p->words, tr(p->language,
                               "No person took part in the simulation: all figures are computed."));
}

static void add_programme(rap_page *p) {
    const rap_study *s = p->t->study;
    rap_parts parts = {0};
    add_arms_with_notes(rap_next_part(&parts), p, false);
    rap_text_format(&p->words,
                    tr_n(p->language, "The arms of the study over %lld month: %s.",
                         "The arms of the study over %lld months: %s.", s->horizon),
                    (long long)s->horizon, rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
}

static void add_design(rap_page *p) {
    const rap_model *m = p->t->study->model;
    rap_text_format(
        &p->words,
        tr(p->language,
           "Model %s, version %s. Each resource was given to nobody, and to the context "
           "(or, where the model cannot do that, to all), on the same luck; the "
           "response was weakened in both arms in five steps; response, rivals and the "
           "rest of the mechanisms were switched in full factorial. %zu arms were run; "
           "without sharing there would be %zu."),
        rap_words_model(p->t), m->version, p->t->verdicts->study->n_arms,
        p->t->verdicts->plan ? p->t->verdicts->plan->asked : 0);
}

static void add_data(rap_page *p) {
    rap_parts parts = {0};
    rap_words_runs(rap_next_part(&parts), p->t);
    rap_text_format(&p->words,
                    tr(p->language,
                       "None were collected. Inputs are the numbers of the study, each with grade "
                       "and source: see the assumptions below. Runs: %s, seed %lld."),
                    rap_part_string(&parts, 0), (long long)p->t->study->seed);
    rap_parts_end(&parts, &p->words);
}

static void add_sampling(rap_page *p) {
    rap_text_add(
        &p->words,
        tr(p->language,
           "Sets of assumptions are drawn from the plausible ranges by Latin hypercube. They are a "
           "sample of assumptions, not of people or places, and shares of them are no "
           "probabilities."));
}

static void add_analysis(rap_page *p) {
    const rap_verdict_rule *rule = &p->t->verdicts->study->rule;
    rap_parts parts = {0};
    rap_number_as_given(rap_next_part(&parts), p->language, 100 * rule->share);
    rap_text_format(
        &p->words,
        tr(p->language,
           "Differences on common luck, means over sets of assumptions with 95 %% intervals; a "
           "claim is borne out if it holds in %s %% of the sets and its interval is at least its "
           "size; beside each verdict stands the one that allows for all claims together (Holm). "
           "Mechanisms: removed last, added first, Shapley values, interaction indices."),
        rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
}

static void add_finding(rap_text *out, const rap_page *p, const rap_proposition_result *r) {
    const rap_language *l = p->language;
    const char *verdict = tr(l, rap_verdict_names[r->verdict]);
    rap_parts parts = {0};
    if (rap_cmo_is_tested(r)) {
        rap_cmo_number(rap_next_part(&parts), p->t, r->proposition, &r->effect.s);
        rap_words_difference_unit(rap_next_part(&parts), p->t, r->proposition->outcome);
        rap_text_format(out, tr(l, "%s: %s, effect %s %s"), r->proposition->label, verdict,
                        rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    } else
        rap_text_format(out, tr(l, "%s: %s"), r->proposition->label, verdict);
    rap_parts_end(&parts, out);
}

static void add_findings(rap_page *p) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t k = 0; k < rap_cmo_count(p->t); k++) {
        rap_text_add(list, k ? tr(l, "; ") : "");
        add_finding(list, p, rap_cmo_row(p->t, k));
    }
    rap_text_format(&p->words,
                    tr(l, "Configurations of context, mechanism and outcome, with effects: %s."),
                    rap_text_string(list));
    rap_parts_end(&parts, &p->words);
}

static void add_limits(rap_page *p) {
    size_t n = rap_cmo_count(p->t) - rap_cmo_tested(p->t);
    const rap_language *l = p->language;
    rap_text_add(
        &p->words,
        tr(l, "Contexts, doses and mechanisms can be switched one at a time, which no field study "
              "can do; but a verdict is about the theory as it is written in the model, not about "
              "the world, and assumed numbers count as much as measured ones."));
    if (n)
        rap_text_format(&p->words,
                        tr_n(l, " %zu proposition could not be expressed.",
                             " %zu propositions could not be expressed.", (int64_t)n),
                        n);
}

static const rap_checklist_item standards[] = {
    {RAP_MESSAGE("Title"), RAP_MESSAGE("Title"), add_title,
     RAP_MESSAGE(
         "A title that calls the whole work a realist evaluation, if it is one: this page alone is "
         "not.")},
    {RAP_MESSAGE("Abstract"), RAP_MESSAGE("Summary or abstract"), add_realist_summary,
     RAP_MESSAGE("What the programme was, why it was evaluated, and what follows for whom.")},
    {RAP_MESSAGE("Introduction"), RAP_MESSAGE("Rationale for evaluation"), NULL,
     RAP_MESSAGE("Why the evaluation was needed, and what is known and not known.")},
    {RAP_MESSAGE("Introduction"), RAP_MESSAGE("Programme theory"), add_theory,
     RAP_MESSAGE("How the theory was first put together, by whom, and how it was changed.")},
    {RAP_MESSAGE("Introduction"), RAP_MESSAGE("Evaluation questions, objectives and focus"),
     add_questions, RAP_MESSAGE("What the evaluation was to decide, and what was left out.")},
    {RAP_MESSAGE("Introduction"), RAP_MESSAGE("Ethical approval"), add_ethics,
     RAP_MESSAGE("Approval for whatever was done with people beside the simulation.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Rationale for using realist evaluation"), NULL,
     RAP_MESSAGE("Why a realist approach fits the question, and why a simulation was part of it.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Environment surrounding the evaluation"), NULL,
     RAP_MESSAGE("Where the evaluation took place, and who and what surrounded it.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Description of the programme"), add_programme,
     RAP_MESSAGE("The programme as people would recognise it: who did what, with what.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Evaluation design"), add_design,
     RAP_MESSAGE("How the simulation stands beside other parts of the evaluation.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Data collection methods"), add_data,
     RAP_MESSAGE("What was collected from people, and how.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Recruitment process and sampling strategy"), add_sampling,
     RAP_MESSAGE("How respondents were found, where there were any.")},
    {RAP_MESSAGE("Methods"), RAP_MESSAGE("Data analysis"), add_analysis,
     RAP_MESSAGE("How other data were analysed, and used to change the theory.")},
    {RAP_MESSAGE("Results"), RAP_MESSAGE("Details of participants"), NULL,
     RAP_MESSAGE(
         "Who took part, where anybody did: the simulated organisations are no participants.")},
    {RAP_MESSAGE("Results"), RAP_MESSAGE("Main findings"), add_findings,
     RAP_MESSAGE("What they mean for the theory, put together with other evidence.")},
    {RAP_MESSAGE("Discussion"), RAP_MESSAGE("Summary of findings"), add_verdict_counts,
     RAP_MESSAGE("The findings in the light of the questions, and of the theory as revised.")},
    {RAP_MESSAGE("Discussion"), RAP_MESSAGE("Strengths, limitations and future directions"),
     add_limits,
     RAP_MESSAGE(
         "Strengths and limits of the evaluation as a whole, and what should be asked next.")},
    {RAP_MESSAGE("Discussion"), RAP_MESSAGE("Comparison with existing literature"), NULL,
     RAP_MESSAGE("How the findings stand to those of others.")},
    {RAP_MESSAGE("Discussion"), RAP_MESSAGE("Conclusion and recommendations"), NULL,
     RAP_MESSAGE("What follows, for whom. A recommendation needs evidence beyond a model.")},
    {RAP_MESSAGE("Discussion"), RAP_MESSAGE("Funding and conflict of interest"), NULL,
     RAP_MESSAGE("Who paid, and who has interests.")}};

void say_standards(rap_page *p) {
    const rap_language *l = p->language;
    say_element(p, "p",
                tr(l, "In the order of the reporting standards for realist evaluations (Wong et "
                      "al. 2016, BMC Medicine 14:96): what can be answered from this study and its "
                      "tables, and what is left for a person to write. A simulation can be one "
                      "part of a realist evaluation; it does not stand in for one."));
    say_checklist(p, standards, sizeof standards / sizeof *standards,
                  tr(l, "Reporting standards for realist evaluations, item by item"),
                  tr(l, "Nothing can be said from study and tables."));
}
