/* json_certainty.h: how certain a difference is, as JSON. */
#ifndef RAP_JSON_CERTAINTY_H
#define RAP_JSON_CERTAINTY_H

#include "analysis/certainty/certainty.h"
#include "base/json.h"

/* A member with the grade and what each rule found; nothing where nothing was graded. */
void rap_json_certainty(rap_json *j, const char *key, const rap_tables *t, size_t contrast,
                        size_t headline);

#endif
