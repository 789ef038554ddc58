/* registry.h: the models that the command line can run; NULL-terminated, the first is the default.
 */
#ifndef RAP_REGISTRY_H
#define RAP_REGISTRY_H

#include "model/model.h"

extern const rap_model *const rap_models[];

#endif
