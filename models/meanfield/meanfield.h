/* meanfield.h: the mean-field version of the partnership model. */
#ifndef MEANFIELD_MEANFIELD_H
#define MEANFIELD_MEANFIELD_H

#include "model/model.h"

extern const rap_model meanfield_model;

#endif
