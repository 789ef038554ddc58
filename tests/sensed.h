/* sensed.h: a study of the Ishigami function (ishigami_model.h) with its own runs, what decides it, and its tables. */
#ifndef SENSED_H
#define SENSED_H

#include "ishigami_model.h"
#include "analysis/sensitivity/sensitivity.h"
#include "analysis/tables/tables.h"

typedef struct {
    rap_study study;
    rap_layout layout;
    rap_store *store;
    rap_deciding d;
    rap_problems problems;
    rap_tables tables;         /* of sensed_tables */
    const char *path;          /* of the further runs' database; NULL: in memory */
    int64_t stop_after, asked; /* runs after which it is stopped; 0: never */
} sensed;

/* Runs a study; what decides it comes with sensed_decide. The test fails where anything else does. */
void sensed_run(sensed *s, const char *text);
int sensed_decide(sensed *s);

/* Both. */
void sensed_make(sensed *s, const char *text);

/* Makes its tables, with what decides it beside them. */
void sensed_tables(sensed *s);
void sensed_free(sensed *s);

/* The factor of that name; the test fails where there is none. */
size_t sensed_factor(const sensed *s, const char *name);

/* A share with an interval of so much to both sides, within what is possible; of 5 points, nearly. */
rap_index known_share_within(double share, double half);
rap_index known_share(double share);

/* A study with its tables, with shares put in by hand: x1 has a part in .56 and makes .31 by itself, x2 .44 and .44, x3
 * .24 and nothing, x1 with x3 .24 only together, what is assumed .68 and .44; nothing else makes anything. */
void sensed_known(sensed *s, const char *text);

#define SENSED_SOON                                                                                \
    "draws = 40; seed = 3; sensitivity = { draws = 4000; points = 512; chains = 400; "             \
    "half_width = 0.001; }; "
#define SENSED_HEADLINE "headlines = ( { outcome = \"y\"; window = \"1\"; } ); "

#endif
