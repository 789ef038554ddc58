/* fake_tables.h: hand-made tables of a made-up model, for tests of pictures and pages.
 *
 * Numbers follow smooth formulas, so that a picture can be judged by eye: 7 arms, 121 months, 8
 * groups of the kind "type", 8 headlines. */
#ifndef FAKE_TABLES_H
#define FAKE_TABLES_H

#include "analysis/tables/tables.h"

typedef enum {
    FAKE_USUAL,
    FAKE_HOSTILE, /* labels that try to run commands, leave strings, tags and cells */
    FAKE_SINGLE,  /* one arm, one headline, no groups, nothing uncertain */
    FAKE_MISSING  /* every number is missing */
} fake_kind;

enum { FAKE_INPUTS = 5 };

typedef struct {
    rap_tables tables;
    rap_study study;
    rap_layout layout;
    rap_model model;
    rap_input inputs[FAKE_INPUTS]; /* that the differences go with */
} fake_tables;

/* RAP_OK or RAP_ENOMEM. */
int fake_tables_init(fake_tables *f, fake_kind kind);
void fake_tables_free(fake_tables *f);

/* A label of FAKE_HOSTILE. */
extern const char fake_hostile[];

#endif
