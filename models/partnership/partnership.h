/* partnership.h: the partnership model. */
#ifndef PARTNERSHIP_PARTNERSHIP_H
#define PARTNERSHIP_PARTNERSHIP_H

#include "model/model.h"

extern const rap_model partnership_model;

#endif
