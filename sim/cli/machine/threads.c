/* threads.c: workers claim blocks in order, whoever completes the next one in order commits.
 *
 * Invariants, under the lock: committed <= claimed <= committed + window; a block b < claimed is in
 * slot b % window; blocks are committed one at a time, strictly in order, below the first failure.
 */
#include "cli/machine/threads.h"
#include "base/error.h"
#include "base/memory.h"

#include <pthread.h>

typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int64_t claimed, committed;
    int64_t limit;   /* first block that failed, or n */
    int result;      /* its answer */
    bool committing; /* somebody is in commit() */
    bool *finished;  /* by slot: computed, not yet committed */
    size_t window;
    const rap_blocks *blocks;
} pool;

typedef struct {
    pool *pool;
    size_t number;
    pthread_t thread;
} worker;

static void fail_at(pool *p, int64_t block, int result) {
    if (block < p->limit) {
        p->limit = block;
        p->result = result;
    }
}

/* Commits what is next in order, as far as it is finished. Called and left with the lock held. */
static void commit_finished(pool *p) {
    if (p->committing)
        return;
    p->committing = true;
    while (p->committed < p->limit && p->finished[(size_t)p->committed % p->window]) {
        int64_t block = p->committed;
        size_t slot = (size_t)block % p->window;
        pthread_mutex_unlock(&p->lock);
        int result = p->blocks->commit(p->blocks->job, block, slot);
        pthread_mutex_lock(&p->lock);
        if (result) {
            fail_at(p, block, result);
            break;
        }
        p->finished[slot] = false;
        p->committed++;
        pthread_cond_broadcast(&p->changed);
    }
    p->committing = false;
    pthread_cond_broadcast(&p->changed);
}

/* Waits for a block to do. False when there is none left. */
static bool claim(pool *p, int64_t *block) {
    while (p->claimed < p->limit && p->claimed >= p->committed + (int64_t)p->window)
        pthread_cond_wait(&p->changed, &p->lock);
    if (p->claimed >= p->limit)
        return false;
    *block = p->claimed++;
    return true;
}

static void *run_worker(void *context) {
    worker *w = context;
    pool *p = w->pool;
    int64_t block;
    pthread_mutex_lock(&p->lock);
    while (claim(p, &block)) {
        size_t slot = (size_t)block % p->window;
        pthread_mutex_unlock(&p->lock);
        int result = p->blocks->work(p->blocks->job, w->number, block, slot);
        pthread_mutex_lock(&p->lock);
        if (result)
            fail_at(p, block, result);
        else
            p->finished[slot] = true;
        commit_finished(p);
        pthread_cond_broadcast(&p->changed);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static int run_pool(void *context, const rap_blocks *blocks) {
    const rap_executor *self = context;
    size_t window = self->window, workers = self->workers, started = 1;
    pool p = {.limit = blocks->n, .window = window, .blocks = blocks};
    worker *crew = rap_allocate(workers, sizeof *crew);
    p.finished = rap_allocate(window, sizeof *p.finished);
    if (!crew || !p.finished || pthread_mutex_init(&p.lock, NULL)) {
        rap_free(crew);
        rap_free(p.finished);
        return rap_fail(RAP_ENOMEM);
    }
    pthread_cond_init(&p.changed, NULL);
    for (size_t i = 0; i < workers; i++)
        crew[i] = (worker){.pool = &p, .number = i};
    while (started < workers && (int64_t)started < blocks->n &&
           !pthread_create(&crew[started].thread, NULL, run_worker, &crew[started]))
        started++;
    run_worker(&crew[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(crew[i].thread, NULL);
    pthread_cond_destroy(&p.changed);
    pthread_mutex_destroy(&p.lock);
    rap_free(p.finished);
    rap_free(crew);
    return p.result;
}

void rap_threads_init(rap_executor *executor, size_t workers) {
    *executor = (rap_executor){
        .context = executor, .workers = workers, .window = 2 * workers + 2, .run = run_pool};
}
