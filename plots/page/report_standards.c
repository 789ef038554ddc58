/* report_standards.c: a section for evaluators in the order of the RAMESES II reporting standards
 * for realist evaluations (Wong et al. 2016, doi:10.1186/s12916-016-0643-1): under each of the 20
 * items what study and tables can answer, and what is for a person to write, marked as such. */
#include "plots/pictures/cmo.h"
#include "plots/page/checklist.h"
#include "plots/page/sections.h"

#include <string.h>

static void add_title(rap_page *p) {
    rap_text_format(&p->words, "%s. A simulation study of a programme theory.", p->t->study->title);
}

static void add_verdict_counts(rap_page *p) {
    size_t n = rap_cmo_count(p->t);
    rap_text_format(&p->words, "%zu propositions: ", n);
    for (int v = 0, begun = 0; v < RAP_N_VERDICTS; v++) {
        size_t count = 0;
        for (size_t k = 0; k < n; k++)
            count += rap_cmo_row(p->t, k)->verdict == (rap_verdict)v;
        if (count)
            rap_text_format(&p->words, "%s%s %zu", begun++ ? ", " : "", rap_verdict_names[v],
                            count);
    }
    rap_text_add(&p->words, ".");
}

static void add_realist_summary(rap_page *p) {
    if (p->t->study->question && p->t->study->question[0])
        rap_text_format(&p->words, "Question: %s ", p->t->study->question);
    rap_text_add(&p->words, "Method: simulation, ");
    rap_words_runs(&p->words, p->t);
    rap_text_add(&p->words, ". Findings: ");
    add_verdict_counts(p);
}

static void add_theory(rap_page *p) {
    rap_text_add(&p->words, "Context, resource, response and outcome of each proposition, with its "
                            "source:");
    for (size_t k = 0; k < rap_cmo_count(p->t); k++) {
        const rap_proposition *x = rap_cmo_row(p->t, k)->proposition;
        rap_text_format(&p->words, "%s %s (%s)", k ? ";" : "", x->label, x->source);
    }
    rap_text_add(&p->words, ". They are drawn as a graph above.");
}

static void add_questions(rap_page *p) {
    if (p->t->study->question && p->t->study->question[0])
        rap_text_format(&p->words, "%s ", p->t->study->question);
    rap_text_add(&p->words, "For each proposition: is the effect there, is it larger in the "
                            "context, does it depend on the response?");
}

static void add_ethics(rap_page *p) {
    rap_text_add(&p->words, "No person took part in the simulation: all figures are computed.");
}

static void add_programme(rap_page *p) {
    const rap_study *s = p->t->study;
    rap_text_format(&p->words, "The arms of the study over %lld months:", (long long)s->horizon);
    for (size_t a = 0; a < s->n_arms; a++)
        rap_text_format(&p->words, "%s %s%s%s", a ? ";" : "", s->arms[a].label,
                        s->arms[a].note ? ": " : "", s->arms[a].note ? s->arms[a].note : "");
    rap_text_add(&p->words, ".");
}

static void add_design(rap_page *p) {
    rap_text_format(&p->words,
                    "Model %s, version %s. Each resource was given to nobody, and to the context "
                    "(or, where the model cannot do that, to all), on the same luck; the response "
                    "was weakened in both arms in five steps; response, rivals and the rest of the "
                    "mechanisms were switched in full factorial. %zu arms were run; without "
                    "sharing there would be %zu.",
                    p->t->study->model->label ? p->t->study->model->label
                                              : p->t->study->model->name,
                    p->t->study->model->version, p->t->verdicts->study->n_arms,
                    p->t->verdicts->plan ? p->t->verdicts->plan->asked : 0);
}

static void add_data(rap_page *p) {
    rap_text_add(&p->words, "None were collected. Inputs are the numbers of the study, each with "
                            "grade and source: see the assumptions below. Runs: ");
    rap_words_runs(&p->words, p->t);
    rap_text_format(&p->words, ", seed %lld.", (long long)p->t->study->seed);
}

static void add_sampling(rap_page *p) {
    rap_text_add(&p->words, "Sets of assumptions are drawn from the plausible ranges by Latin "
                            "hypercube. They are a sample of assumptions, not of people or places, "
                            "and shares of them are no probabilities.");
}

static void add_analysis(rap_page *p) {
    const rap_verdict_rule *rule = &p->t->verdicts->study->rule;
    rap_text_format(&p->words,
                    "Differences on common luck, means over sets of assumptions with 95 %% "
                    "intervals; a claim is borne out if it holds in %g %% of the sets and its "
                    "interval is at least its size; beside each verdict stands the one that allows "
                    "for all claims together (Holm). "
                    "Mechanisms: removed last, added first, Shapley values, interaction indices.",
                    100 * rule->share);
}

static void add_findings(rap_page *p) {
    rap_text_add(&p->words, "Configurations of context, mechanism and outcome, with effects:");
    for (size_t k = 0; k < rap_cmo_count(p->t); k++) {
        const rap_proposition_result *r = rap_cmo_row(p->t, k);
        rap_text_format(&p->words, "%s %s: %s", k ? ";" : "", r->proposition->label,
                        rap_verdict_names[r->verdict]);
        if (rap_cmo_is_tested(r)) {
            rap_text_add(&p->words, ", effect ");
            rap_cmo_number(&p->words, p->t, r->proposition, &r->effect.s);
            rap_text_add(&p->words, " ");
            rap_words_difference_unit(&p->words, p->t, r->proposition->outcome);
        }
    }
    rap_text_add(&p->words, ".");
}

static void add_limits(rap_page *p) {
    size_t n = rap_cmo_count(p->t), tested = rap_cmo_tested(p->t);
    rap_text_add(&p->words, "Contexts, doses and mechanisms can be switched one at a time, which "
                            "no field study can do; but a verdict is about the theory as it is "
                            "written in the model, not about the world, and assumed numbers count "
                            "as much as measured ones.");
    if (tested < n)
        rap_text_format(&p->words, " %zu proposition%s could not be expressed.", n - tested,
                        n - tested == 1 ? "" : "s");
}

static const rap_checklist_item standards[] = {
    {"Title", "Title", add_title,
     "A title that calls the whole work a realist evaluation, if it is one: this page alone is "
     "not."},
    {"Abstract", "Summary or abstract", add_realist_summary,
     "What the programme was, why it was evaluated, and what follows for whom."},
    {"Introduction", "Rationale for evaluation", NULL,
     "Why the evaluation was needed, and what is known and not known."},
    {"Introduction", "Programme theory", add_theory,
     "How the theory was first put together, by whom, and how it was changed."},
    {"Introduction", "Evaluation questions, objectives and focus", add_questions,
     "What the evaluation was to decide, and what was left out."},
    {"Introduction", "Ethical approval", add_ethics,
     "Approval for whatever was done with people beside the simulation."},
    {"Methods", "Rationale for using realist evaluation", NULL,
     "Why a realist approach fits the question, and why a simulation was part of it."},
    {"Methods", "Environment surrounding the evaluation", NULL,
     "Where the evaluation took place, and who and what surrounded it."},
    {"Methods", "Description of the programme", add_programme,
     "The programme as people would recognise it: who did what, with what."},
    {"Methods", "Evaluation design", add_design,
     "How the simulation stands beside other parts of the evaluation."},
    {"Methods", "Data collection methods", add_data, "What was collected from people, and how."},
    {"Methods", "Recruitment process and sampling strategy", add_sampling,
     "How respondents were found, where there were any."},
    {"Methods", "Data analysis", add_analysis,
     "How other data were analysed, and used to change the theory."},
    {"Results", "Details of participants", NULL,
     "Who took part, where anybody did: the simulated organisations are no participants."},
    {"Results", "Main findings", add_findings,
     "What they mean for the theory, put together with other evidence."},
    {"Discussion", "Summary of findings", add_verdict_counts,
     "The findings in the light of the questions, and of the theory as revised."},
    {"Discussion", "Strengths, limitations and future directions", add_limits,
     "Strengths and limits of the evaluation as a whole, and what should be asked next."},
    {"Discussion", "Comparison with existing literature", NULL,
     "How the findings stand to those of others."},
    {"Discussion", "Conclusion and recommendations", NULL,
     "What follows, for whom. A recommendation needs evidence beyond a model."},
    {"Discussion", "Funding and conflict of interest", NULL, "Who paid, and who has interests."}};

void say_standards(rap_page *p) {
    say_element(p, "p",
                "In the order of the reporting standards for realist evaluations (Wong et al. "
                "2016, BMC Medicine 14:96): what can be answered from this study and its tables, "
                "and what is left for a person to write. A simulation can be one part of a realist "
                "evaluation; it does not stand in for one.");
    say_checklist(p, standards, sizeof standards / sizeof *standards,
                  "Reporting standards for realist evaluations, item by item",
                  "Nothing can be said from study and tables.");
}
