/* structure.h: the same comparison under another structure of the model. */
#ifndef RAP_STRUCTURE_H
#define RAP_STRUCTURE_H

#include "scenario/study/study.h"

/* Whether contrast `other` compares what `contrast` compares, with one and the same change of the strengths of mechanisms
 * (the group "mechanisms") made in all of its arms, and none other. */
bool rap_study_is_alternative(const rap_study *study, size_t contrast, size_t other);

#endif
