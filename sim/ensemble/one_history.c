/* one_history.c: histories one by one: followed month by month, told to who listens. */
#include "base/error.h"
#include "base/memory.h"
#include "ensemble/ensemble.h"

#include <string.h>

/* Finds the columns of the outcomes, and lets the model look at no others. */
static int follow_outcomes(rap_solo *solo, const size_t *outcomes) {
    const rap_model *model = solo->study->model;
    size_t n;
    const rap_column *columns = model->columns(solo->state, &n);
    bool *wanted = rap_allocate(n, sizeof *wanted);
    solo->columns = rap_allocate(solo->n_outcomes, sizeof *solo->columns);
    solo->month = rap_allocate(n, sizeof *solo->month);
    int status = wanted && solo->columns && solo->month ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < solo->n_outcomes && !status; k++) {
        size_t c = 0;
        while (c < n && (columns[c].outcome != outcomes[k] || strcmp(columns[c].group, "all") != 0))
            c++;
        status = c < n ? RAP_OK : rap_fail(RAP_EMODEL);
        solo->columns[k] = c;
        if (!status)
            wanted[c] = true;
    }
    if (!status && model->want)
        model->want(solo->state, wanted, wanted);
    rap_free(wanted);
    return status;
}

int rap_solo_init(rap_solo *solo, const rap_study *study, size_t arm, const size_t *outcomes,
                  size_t n) {
    const rap_inputs *shared;
    *solo = (rap_solo){.study = study, .n_outcomes = n};
    int status = rap_study_inputs(study, arm, &shared);
    status = status ? status : rap_inputs_copy(&solo->inputs, shared);
    if (!status)
        status = study->model->create(&solo->state, solo->inputs.root, &study->clock);
    return status ? status : follow_outcomes(solo, outcomes);
}

void rap_solo_free(rap_solo *solo) {
    if (solo->study)
        solo->study->model->free(solo->state);
    rap_inputs_free(&solo->inputs);
    rap_free(solo->columns);
    rap_free(solo->month);
    *solo = (rap_solo){0};
}

static void keep_month(const rap_solo *solo, size_t month, double *paths) {
    const rap_model *model = solo->study->model;
    size_t months = (size_t)solo->study->horizon + 1;
    if (!solo->n_outcomes)
        return;
    (model->follow ? model->follow : model->observe)(solo->state, solo->month);
    for (size_t k = 0; k < solo->n_outcomes; k++)
        paths[k * months + month] = solo->month[solo->columns[k]];
}

int rap_solo_run(rap_solo *solo, int64_t draw, uint64_t item, const rap_listener *listener,
                 double *paths) {
    const rap_model *model = solo->study->model;
    const rap_clock *clock = &solo->study->clock;
    uint64_t seed = (uint64_t)solo->study->seed;
    rap_inputs_set_draw(&solo->inputs, seed, draw);
    if (model->listen)
        model->listen(solo->state, listener);
    int status = model->start(solo->state, (rap_luck){seed, item, NULL});
    for (size_t month = 0; month <= (size_t)clock->horizon && !status; month++) {
        for (int k = 0; month > 0 && k < clock->steps_per_month && !status; k++)
            status = model->step(solo->state);
        if (!status)
            keep_month(solo, month, paths);
    }
    return status;
}

int rap_ensemble_tell(const rap_study *study, size_t arm, int64_t item,
                      const rap_listener *listener) {
    rap_solo solo;
    int status = rap_solo_init(&solo, study, arm, NULL, 0);
    int64_t draw = study->draws > 0 ? item / study->replicates : -1;
    status = status ? status : rap_solo_run(&solo, draw, (uint64_t)item, listener, NULL);
    rap_solo_free(&solo);
    return status;
}
