/* sensing.h: the runs of a sensitivity analysis in their database, and what is asked of them by item. */
#ifndef RAP_SENSING_H
#define RAP_SENSING_H

#include "analysis/estimate/aside.h"
#include "analysis/estimate/effects.h"
#include "analysis/sensitivity/deciding.h"

/* Opens the database of its runs, or makes it; as rap_store_open and rap_store_create say. */
typedef struct {
    void *context;
    int (*open)(void *context, rap_store **store, const rap_study *study, const rap_layout *layout);
} rap_opening;

typedef struct {
    const rap_bench *bench;
    const rap_sampling *sampling;
    rap_study study; /* a fork that keeps the headlines; an item is a draw of it */
    rap_layout layout;
    rap_store *store;
    rap_measure measure; /* over all items that there are */
    bool has_layout;
} rap_sensing;

/* Says what its runs are, without a database. RAP_OK or what the study says. */
int rap_sensing_plan(rap_sensing *s, const rap_study *study, const rap_sampling *sampling);

/* Opens the database too. Free is legal after a failure, and twice. */
int rap_sensing_init(rap_sensing *s, const rap_bench *bench, const rap_sampling *sampling,
                     const rap_opening *opening);
void rap_sensing_free(rap_sensing *s);

/* Runs items up to `end` where they are not there yet. RAP_OK, RAP_STOPPED, or an error. */
int rap_sensing_run(rap_sensing *s, int64_t end);

/* A row's value by item: of the fork's database, or of any measure over the same arms and headlines. Where a study has
 * no contrasts it is the level of an arm. */
int rap_sensing_take(rap_measure *m, const rap_decided *row);

#endif
