/* json_deciders.h: which inputs a result goes with, as JSON. */
#ifndef RAP_JSON_DECIDERS_H
#define RAP_JSON_DECIDERS_H

#include "analysis/tables/tables.h"
#include "base/json.h"

/* An object: inputs, shares, how many sets would tell more, and all of it in words. */
void rap_json_deciders(rap_json *j, const char *key, const rap_tables *t,
                       const rap_deciders *named);

#endif
