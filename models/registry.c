/* registry.c: one line a model. */
#include "models/registry.h"
#include "meanfield/meanfield.h"
#include "partnership/partnership.h"

const rap_model *const rap_models[] = {
    &partnership_model,
    &meanfield_model,
    NULL,
};
