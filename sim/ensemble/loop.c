/* loop.c: the executor without threads: one worker, one slot, block after block. */
#include "base/error.h"
#include "ensemble/ensemble.h"

static int run_loop(void *context, const rap_blocks *b) {
    int status = RAP_OK;
    (void)context;
    for (int64_t block = 0; block < b->n && !status; block++) {
        status = b->work(b->job, 0, block, 0);
        if (!status)
            status = b->commit(b->job, block, 0);
    }
    return status;
}

const rap_executor rap_executor_loop = {.workers = 1, .window = 1, .run = run_loop};
