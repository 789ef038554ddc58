/* names.h: rows of a map found by their names, many times. */
#ifndef PARTNERSHIP_NAMES_H
#define PARTNERSHIP_NAMES_H

#include "model/model.h"

typedef struct {
    struct pm_name *rows; /* in order of identity */
    size_t n;
} pm_names;

/* Of a map whose rows are of `size` bytes. RAP_OK or RAP_ENOMEM. Free is legal in every case. */
int pm_names_create(pm_names *names, const rap_rows *rows, size_t size);
void pm_names_free(pm_names *names);

/* Row of that name, or -1. */
int pm_names_find(const pm_names *names, const char *name);

#endif
