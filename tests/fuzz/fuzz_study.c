/* fuzz_study.c: any text as a study: it is read to the end, with both models, and so are the arms that its
 * questions ask for. Lines at its start that begin with "#set " are a --set each. What is found must be fit
 * for a terminal; a refused study must say why. Includes are looked up among the models' data. */
#include "analysis/budget/lines.h"
#include "analysis/discovery/points.h"
#include "analysis/patterns/patterns.h"
#include "analysis/propositions/cells.h"
#include "base/unicode.h"
#include "model_data.h"
#include "models/registry.h"
#include "scenario/study/study.h"

enum { MOST_SETS = 8 };

/* Cuts the lines of settings off the start of a text. */
static char *take_set_lines(char *text, const char **sets, size_t *n) {
    for (*n = 0; *n < MOST_SETS && !strncmp(text, "#set ", 5);) {
        char *end = text + strcspn(text, "\n");
        sets[(*n)++] = text + 5;
        text = *end ? end + 1 : end;
        *end = '\0';
    }
    return text;
}

/* The arms of every question, as the commands derive them. */
static void plan_questions(rap_study *study, rap_problems *problems) {
    rap_cell_plan cells = {0};
    rap_point_plan points = {0};
    rap_line_plan lines = {0};
    const rap_inputs *inputs;
    int status = rap_study_inputs(study, 0, &inputs);
    if (!status && study->n_propositions > 0)
        status = rap_cells_plan(&cells, study, problems);
    if (!status && study->discovery.n_dimensions > 0)
        status = rap_points_plan(&points, study, problems);
    if (!status && study->budget.n_lines > 0)
        status = rap_lines_plan(&lines, study, problems);
    demand(!status || problems->n > 0);
    rap_cells_free(&cells);
    rap_points_free(&points);
    rap_lines_free(&lines);
}

static void read_and_plan(char *text) {
    const char *sets[MOST_SETS];
    rap_overrides overrides = {-1, -1, -1, sets, 0, NULL};
    rap_problems problems;
    rap_study study;
    held_file files[] = {{NULL, take_set_lines(text, sets, &overrides.n_sets)}, {NULL, NULL}};
    rap_loader loader = {files, load_held};
    rap_problems_init(&problems);
    int status = rap_study_read(&study, rap_models, &loader, "study.cfg", &overrides, &problems);
    demand(status ? problems.n > 0 : problems.n == 0);
    if (!status)
        plan_questions(&study, &problems);
    for (size_t i = 0; i < problems.n; i++)
        demand(rap_text_is_clean(problems.rows[i].text));
    rap_study_free(&study);
    rap_problems_free(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    char *text = rap_allocate(n + 1, 1);
    if (text && n)
        memcpy(text, bytes, n);
    if (text)
        read_and_plan(text);
    rap_free(text);
    return 0;
}
