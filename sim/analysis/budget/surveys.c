/* surveys.c: see surveys.h, and worth.h for what they are worth. */
#include "analysis/budget/surveys.h"
#include "analysis/budget/worth.h"
#include "analysis/estimate/uncertain.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/tree.h"
#include "scenario/study/study.h"

#include <math.h>

/* ---- before anything runs --------------------------------------------------------------------- */

static bool asks_about(const rap_survey *survey, const char *path) {
    for (size_t k = 0; k < survey->of.n; k++)
        if (rap_path_matches(survey->of.items[k], path))
            return true;
    return false;
}

static void check_path(const rap_survey *survey, const char *written, const rap_uncertain *inputs,
                       rap_problems *problems) {
    const rap_tree *node = rap_tree_child(survey->node, "of");
    size_t found = 0;
    for (size_t i = 0; i < inputs->n; i++) {
        const rap_input *x = inputs->inputs[i];
        if (!rap_path_matches(written, x->path))
            continue;
        found++;
        if (isnan(survey->sd) && (x->prior.lo < 0 || x->prior.hi > 1))
            rap_problems_add(problems, node->file, node->line, node->path,
                             "\"%.200s\" is no share between 0 and 1: sd expected", x->path);
    }
    if (!found)
        rap_problems_add(problems, node->file, node->line, node->path,
                         "no uncertain number of this study is \"%.200s\"", written);
}

int rap_surveys_check(const rap_study *study, rap_problems *problems) {
    const rap_budget *b = &study->budget;
    rap_uncertain inputs;
    if (b->n_surveys == 0)
        return RAP_OK;
    size_t before = rap_problems_seen(problems);
    int status = rap_uncertain_make(&inputs, study);
    for (size_t i = 0; i < b->n_surveys && !status; i++)
        for (size_t k = 0; k < b->surveys[i].of.n; k++)
            check_path(&b->surveys[i], b->surveys[i].of.items[k], &inputs, problems);
    rap_uncertain_free(&inputs);
    return !status && rap_problems_seen(problems) > before ? RAP_EINPUT : status;
}

/* ---- what they are worth ---------------------------------------------------------------------- */

static rap_interval gain_from(const rap_information *asking, double population, double cost) {
    return (rap_interval){population * asking->value - cost, population * asking->low - cost,
                          population * asking->high - cost};
}

static int value_survey(rap_worth *w, const rap_value_input *in, const rap_survey *survey,
                        const size_t *which, size_t n, rap_worth_survey *looks) {
    const rap_survey_design design = {survey->n, survey->sd};
    int status = RAP_OK;
    for (size_t look = 0; look < RAP_WORTH_LOOKS && !status; look++) {
        size_t k = look * RAP_WORTH_STEP;
        rap_worth_survey *s = &looks[look];
        status =
            rap_information_make(in, w->lambda[k], which, n, &w->frontier[k].evpi, &s->knowing);
        const rap_interval most = {s->knowing.value, s->knowing.low, s->knowing.high};
        if (!status)
            status = rap_survey_value(in, w->lambda[k], which, n, &design, &most, &s->asking);
        s->gain = gain_from(&s->asking, w->study->budget.population, survey->cost);
    }
    return status;
}

/* Where ranges leave nothing to vary, or arms nothing to choose, there is nothing to be said. */
static void leave_untold(rap_worth_survey *looks) {
    for (size_t look = 0; look < RAP_WORTH_LOOKS; look++) {
        rap_worth_survey *s = &looks[look];
        s->knowing.value = s->knowing.low = s->knowing.high = (double)NAN;
        s->asking = s->knowing;
        s->gain = (rap_interval){(double)NAN, (double)NAN, (double)NAN};
    }
}

int rap_worth_value_surveys(rap_worth *w, const rap_value_input *in) {
    const rap_budget *b = &w->study->budget;
    size_t *which = rap_allocate(w->n_parameters + 1, sizeof *which);
    int status = which ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < b->n_surveys && !status; i++) {
        size_t n = 0;
        for (size_t k = 0; k < w->n_parameters; k++)
            if (asks_about(&b->surveys[i], w->names[k]))
                which[n++] = k;
        if (n == 0 || w->arms < 2)
            leave_untold(w->surveys[i]);
        else
            status = value_survey(w, in, &b->surveys[i], which, n, w->surveys[i]);
    }
    rap_free(which);
    return status;
}

rap_survey_verdict rap_survey_judge(const rap_interval *gain) {
    if (gain->low > 0)
        return RAP_SURVEY_PAYS;
    return gain->high < 0 ? RAP_SURVEY_WASTES : RAP_SURVEY_UNCLEAR;
}

const char *rap_survey_verdict_text(rap_survey_verdict verdict) {
    static const char *const texts[] = {RAP_MESSAGE("worth its cost"),
                                        RAP_MESSAGE("not worth its cost"),
                                        RAP_MESSAGE("cannot be told whether worth its cost")};
    return texts[verdict];
}

/* ---- surveys.csv ------------------------------------------------------------------------------ */

typedef struct {
    const char *survey, *verdict;
    int64_t n;
    size_t draws;
    double sd, unit_worth, population, cost;
    rap_information knowing, asking;
    rap_interval gain;
} survey_line;

static const rap_csv_column survey_columns[] = {
    RAP_CSV_WORD("survey", survey_line, survey, "name of the survey"),
    RAP_CSV_AT("people", "person", rap_csv_count, survey_line, n, "people who answer"),
    RAP_CSV_REAL("sd", "the number's", survey_line, sd,
                 "standard deviation of one answer; empty: answers are yes or no"),
    RAP_CSV_REAL("unit_worth", "currency per unit", survey_line, unit_worth,
                 "what a unit of the budget's first outcome is taken to be worth"),
    RAP_CSV_AT("draws", "number", rap_csv_size, survey_line, draws,
               "sets of assumptions in which every arm has a cost and an effect"),
    RAP_CSV_INTERVAL("evppi", RAP_CSV_MONEY, survey_line, knowing.value, knowing.low, knowing.high,
                     "what it would be worth to know its numbers exactly before choosing an arm"),
    RAP_CSV_INTERVAL("evsi", RAP_CSV_MONEY, survey_line, asking.value, asking.low, asking.high,
                     "what the survey would be worth before choosing an arm, whatever it costs; no "
                     "more than evppi"),
    RAP_CSV_REAL("population", "choice", survey_line, population,
                 "choices between the arms that what is learned serves"),
    RAP_CSV_REAL("cost", RAP_CSV_MONEY, survey_line, cost, "what the survey costs"),
    RAP_CSV_INTERVAL("gain", RAP_CSV_MONEY, survey_line, gain.mean, gain.low, gain.high,
                     "evsi for all of these choices, less the cost"),
    RAP_CSV_WORD("verdict", survey_line, verdict,
                 "whether it is worth its cost, by the interval of gain"),
};

const rap_csv_table rap_csv_surveys =
    RAP_CSV_TABLE("surveys.csv", "a survey at one worth of a unit", survey_columns);

void rap_worth_surveys_csv(const rap_worth *w, rap_text *out) {
    const rap_budget *b = &w->study->budget;
    rap_csv_header(out, &rap_csv_surveys, w);
    for (size_t i = 0; i < b->n_surveys * RAP_WORTH_LOOKS; i++) {
        const rap_survey *asked = &b->surveys[i / RAP_WORTH_LOOKS];
        size_t look = i % RAP_WORTH_LOOKS;
        const rap_worth_survey *x = &w->surveys[i / RAP_WORTH_LOOKS][look];
        const survey_line line = {.survey = asked->name,
                                  .verdict = rap_survey_verdict_text(rap_survey_judge(&x->gain)),
                                  .n = asked->n,
                                  .draws = x->asking.draws,
                                  .sd = asked->sd,
                                  .unit_worth = w->lambda[look * RAP_WORTH_STEP],
                                  .population = b->population,
                                  .cost = asked->cost,
                                  .knowing = x->knowing,
                                  .asking = x->asking,
                                  .gain = x->gain};
        rap_csv_row(out, &rap_csv_surveys, w, &line);
    }
}
