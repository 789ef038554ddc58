/* one_history.c: one history again, told to who listens. */
#include "base/error.h"
#include "ensemble/ensemble.h"

static int go_through(const rap_study *study, void *state, int64_t item) {
    const rap_model *model = study->model;
    rap_luck luck = {(uint64_t)study->seed, (uint64_t)item, NULL};
    int64_t steps = study->horizon * study->clock.steps_per_month;
    int status = model->start(state, luck);
    for (int64_t k = 0; k < steps && !status; k++)
        status = model->step(state);
    return status;
}

int rap_ensemble_tell(const rap_study *study, size_t arm, int64_t item,
                      const rap_listener *listener) {
    const rap_inputs *shared;
    rap_inputs inputs = {0};
    void *state = NULL;
    int status = rap_study_inputs(study, arm, &shared);
    status = status ? status : rap_inputs_copy(&inputs, shared);
    if (!status)
        status = study->model->create(&state, inputs.root, &study->clock);
    if (!status) {
        rap_inputs_set_draw(&inputs, (uint64_t)study->seed,
                            study->draws > 0 ? item / study->replicates : -1);
        study->model->listen(state, listener);
        status = go_through(study, state, item);
    }
    study->model->free(state);
    rap_inputs_free(&inputs);
    return status;
}
