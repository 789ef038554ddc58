/* ranks.h: one job in many processes, which MPI started: rank 0 is the program, all others help it with histories.
 *
 * Rank 0 gives out blocks, takes finished ones in order and commits them, so that what it writes does not depend on the
 * number of ranks; it alone writes, prints and decides, and runs histories with the time that this leaves. A helper reads the run from the
 * manifest that rank 0 has written, which all ranks must see. In a build without MPI, and where no launcher started
 * the program, there is one rank and nothing of this happens. */
#ifndef RAP_RANKS_H
#define RAP_RANKS_H

#include "ensemble/ensemble.h"

enum { RAP_RANK_PLACE = 4096 };

/* Histories that are to be run: of the run in the folder `place`, with so many draws. */
typedef struct {
    char place[RAP_RANK_PLACE];
    int64_t draws, first, end;
} rap_rank_order;

/* Before all else of the program; what it began ends with the process. */
void rap_ranks_begin(void);

/* Whether this process is a helper. */
bool rap_ranks_helps(void);

/* Of rank 0: the ensemble that is run next with rap_ranks_executor is this one. RAP_OK, or RAP_EIO where the name of the
 * place is too long to be told. */
int rap_ranks_order(const char *place, int64_t draws, rap_items items);

/* Of a helper: waits for what is ordered next; false when the program ends. */
bool rap_ranks_next(rap_rank_order *order);

/* Of a helper: ends the program on all ranks with these words. */
void rap_ranks_give_up(const char *words);

/* The executor of this rank; `alone` where there is one rank only. Of rank 0 it ends with RAP_STOPPED when a signal asks
 * for it, which is what the launcher sends when a rank has died: then nothing is heard of the others any more. */
const rap_executor *rap_ranks_executor(const rap_executor *alone);

#endif
