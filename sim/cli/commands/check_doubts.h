/* check_doubts.h: what the model finds worth a second look in the arms of a study (rap_model.doubts). */
#ifndef RAP_CHECK_DOUBTS_H
#define RAP_CHECK_DOUBTS_H

#include "base/text.h"
#include "base/json.h"
#include "scenario/study/study.h"

/* `inputs` by arm. As text, nothing where there is none; as the list "doubts". */
void rap_print_doubts(const rap_study *study, const rap_inputs **inputs, rap_text *out,
                      size_t width);
void rap_json_doubts(const rap_study *study, const rap_inputs **inputs, rap_json *j, rap_text *out);

#endif
