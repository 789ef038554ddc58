/* loop.c: the executor without threads: one worker, one slot, block after block. */
#include "base/error.h"
#include "ensemble/ensemble.h"

static int run_loop(void *context, int64_t n, int (*work)(void *, size_t, int64_t, size_t),
                    int (*commit)(void *, int64_t, size_t), void *job) {
    int status = RAP_OK;
    (void)context;
    for (int64_t block = 0; block < n && !status; block++) {
        status = work(job, 0, block, 0);
        if (!status)
            status = commit(job, block, 0);
    }
    return status;
}

const rap_executor rap_executor_loop = {.workers = 1, .window = 1, .run = run_loop};
