/* ranks.c: what ranks say to each other. To a helper: ORDER (an ensemble begins), TASK (the number of a block), STOP (it
 * has ended, or is to be left), END. From a helper, for each of its blocks in order: BLOCK (the bytes of the slot) or
 * FAILED; and ENDED, which answers STOP.
 *
 * Rank 0 has more to do than the others, for it alone commits: it works on blocks only while the one whose turn it is has
 * not come, on such as are given last. A block that failed is run by rank 0 again when its turn comes: so its words are told
 * by the process that prints, after all before it are committed. */
#include "cli/machine/ranks.h"

#ifdef RAPPORT_MPI

#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/interrupt.h"

#include <fcntl.h>
#include <limits.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ORDER, TASK, STOP, END, BLOCK, FAILED, ENDED };
/* Blocks that a rank has been given before rank 0 has committed the first of them. */
enum { AHEAD = 4 };

static struct {
    int rank, count;
    bool ordered; /* helpers are at an ensemble that rank 0 has not ended */
    bool lost;    /* nothing is heard of the others any more */
    int screen;   /* of a helper: standard error, for its last words */
} ranks = {.count = 1};

static void pause_shortly(void) {
    nanosleep(&(struct timespec){0, 50000}, NULL);
}

/* Waits for a message without keeping the processor busy. RAP_STOPPED when a signal came first. */
static int wait_for_message(int from, MPI_Status *message) {
    int is_there = 0;
    for (;;) {
        MPI_Iprobe(from, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, message);
        if (is_there)
            return RAP_OK;
        if (rap_interrupt_asked(NULL))
            return RAP_STOPPED;
        pause_shortly();
    }
}

/* Waits, as quietly, until bytes have come or gone; the other side may die meanwhile. */
static int wait_for_request(MPI_Request *bytes) {
    int is_done = 0;
    for (;;) {
        MPI_Test(bytes, &is_done, MPI_STATUS_IGNORE);
        if (is_done)
            return RAP_OK;
        if (rap_interrupt_asked(NULL))
            return RAP_STOPPED;
        pause_shortly();
    }
}

static void send_mark(int to, int mark) {
    MPI_Send(NULL, 0, MPI_BYTE, to, mark, MPI_COMM_WORLD);
}

/* Takes a message of which only the mark counts. */
static void drop(const MPI_Status *message) {
    int bytes = 0;
    MPI_Get_count(message, MPI_BYTE, &bytes);
    void *room = malloc(bytes > 0 ? (size_t)bytes : 1);
    if (!room)
        MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    MPI_Recv(room, bytes, MPI_BYTE, message->MPI_SOURCE, message->MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    free(room);
}

/* ---- rank 0 ----------------------------------------------------------------------------------- */

/* Takes what helpers still send of the ensemble that has ended here. */
static int end_ensemble(void) {
    MPI_Status message;
    for (int to = 1; to < ranks.count; to++)
        send_mark(to, STOP);
    for (int from = 1; from < ranks.count; from++)
        do {
            if (wait_for_message(from, &message))
                return RAP_STOPPED;
            drop(&message);
        } while (message.MPI_TAG != ENDED);
    ranks.ordered = false;
    return RAP_OK;
}

/* Who works on what. Of blocks [0, given) those that are not committed have an owner, in the order of blocks. */
typedef struct {
    const rap_blocks *blocks;
    int64_t given;
    int *owners;            /* by block modulo the most that are under way */
    int64_t made, taken;    /* of its own: block k of these is in slot k modulo room */
    int64_t room;           /* slots for its own; the next one is for what is received */
    bool has_failed[AHEAD]; /* by slot */
} deal;

static int *owner_of(const deal *d, int64_t block) {
    return &d->owners[block % ((int64_t)AHEAD * ranks.count)];
}

static void give_task(deal *d, int to) {
    if (d->given == d->blocks->n)
        return;
    *owner_of(d, d->given) = to;
    MPI_Send(&d->given, sizeof d->given, MPI_BYTE, to, TASK, MPI_COMM_WORLD);
    d->given++;
}

static void work_meanwhile(deal *d) {
    size_t slot = (size_t)(d->made++ % d->room);
    *owner_of(d, d->given) = 0;
    d->has_failed[slot] = d->blocks->work(d->blocks->job, 0, d->given++, slot) != 0;
}

/* Waits for a helper's block, and works on others while it is not there. */
static int wait_at_work(deal *d, int from, MPI_Status *message) {
    int is_there = 0;
    while (d->given < d->blocks->n && d->made - d->taken < d->room) {
        MPI_Iprobe(from, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, message);
        if (is_there)
            return RAP_OK;
        if (rap_interrupt_asked(NULL))
            return RAP_STOPPED;
        work_meanwhile(d);
    }
    return wait_for_message(from, message);
}

static int receive_block(deal *d, int from, int64_t block, size_t slot) {
    const rap_blocks *b = d->blocks;
    MPI_Status message;
    MPI_Request bytes;
    int status = wait_at_work(d, from, &message);
    if (status)
        return status;
    if (message.MPI_TAG == BLOCK) {
        MPI_Irecv(b->slots + slot * b->slot_bytes, (int)b->slot_bytes, MPI_BYTE, from, BLOCK,
                  MPI_COMM_WORLD, &bytes);
        status = wait_for_request(&bytes);
    } else {
        drop(&message);
        status = b->work(b->job, 0, block, slot);
    }
    if (!status)
        give_task(d, from);
    return status;
}

/* Has a block in a slot, and commits it. */
static int finish_block(deal *d, int64_t block) {
    const rap_blocks *b = d->blocks;
    size_t slot = (size_t)d->room;
    int from = *owner_of(d, block), status = RAP_OK;
    if (from) {
        status = receive_block(d, from, block, slot);
    } else {
        slot = (size_t)(d->taken % d->room);
        status = d->has_failed[slot] ? b->work(b->job, 0, block, slot) : RAP_OK;
    }
    status = status ? status : b->commit(b->job, block, slot);
    d->taken += !from;
    return status;
}

static int run_first(void *context, const rap_blocks *b) {
    deal d = {.blocks = b, .room = b->n - 1 < AHEAD ? b->n - 1 : AHEAD};
    int status = RAP_OK;
    (void)context;
    d.owners = rap_allocate((size_t)AHEAD * (size_t)ranks.count, sizeof *d.owners);
    if (!d.owners || b->slot_bytes > INT_MAX)
        status = rap_fail(RAP_ENOMEM);
    for (int k = 0; k < AHEAD && !status; k++)
        for (int to = 1; to < ranks.count; to++)
            give_task(&d, to);
    for (int64_t block = 0; block < b->n && !status; block++)
        status = finish_block(&d, block);
    rap_free(d.owners);
    ranks.lost = status == RAP_STOPPED || end_ensemble() == RAP_STOPPED;
    return status;
}

int rap_ranks_order(const char *place, int64_t draws, rap_items items) {
    rap_rank_order order = {.draws = draws, .first = items.first, .end = items.end};
    if (ranks.count == 1)
        return RAP_OK;
    if (strlen(place) >= sizeof order.place)
        return rap_fail(RAP_EIO);
    strcpy(order.place, place);
    for (int to = 1; to < ranks.count; to++)
        MPI_Send(&order, sizeof order, MPI_BYTE, to, ORDER, MPI_COMM_WORLD);
    ranks.ordered = true;
    return RAP_OK;
}

/* ---- helpers ---------------------------------------------------------------------------------- */

/* The number of the block that is given next; -1 when the ensemble has ended, or what is left of it is to be left. */
static int64_t take_task(void) {
    MPI_Status message;
    int64_t block = -1;
    int is_over = 0;
    MPI_Iprobe(0, STOP, MPI_COMM_WORLD, &is_over, MPI_STATUS_IGNORE);
    do {
        if (wait_for_message(0, &message))
            return -1;
        MPI_Recv(&block, sizeof block, MPI_BYTE, 0, message.MPI_TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    } while (is_over && message.MPI_TAG == TASK);
    return message.MPI_TAG == TASK ? block : -1;
}

static int run_helper(void *context, const rap_blocks *b) {
    size_t window = b->n < AHEAD ? (size_t)b->n : AHEAD, slot = 0;
    MPI_Request sent[AHEAD];
    (void)context;
    for (size_t k = 0; k < AHEAD; k++)
        sent[k] = MPI_REQUEST_NULL;
    for (int64_t block = take_task(); block >= 0; block = take_task()) {
        wait_for_request(&sent[slot]);
        bool failed = b->work(b->job, 0, block, slot) != 0;
        MPI_Isend(b->slots + slot * b->slot_bytes, failed ? 0 : (int)b->slot_bytes, MPI_BYTE, 0,
                  failed ? FAILED : BLOCK, MPI_COMM_WORLD, &sent[slot]);
        slot = (slot + 1) % window;
    }
    for (size_t k = 0; k < AHEAD; k++)
        wait_for_request(&sent[k]);
    send_mark(0, ENDED);
    return RAP_OK;
}

bool rap_ranks_next(rap_rank_order *order) {
    MPI_Status message;
    for (;;) {
        if (wait_for_message(0, &message))
            return false;
        if (message.MPI_TAG == ORDER) {
            MPI_Recv(order, sizeof *order, MPI_BYTE, 0, ORDER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            return true;
        }
        if (message.MPI_TAG == END)
            return false;
        drop(&message);
    }
}

void rap_ranks_give_up(const char *words) {
    char host[256] = "";
    gethostname(host, sizeof host - 1);
    dprintf(ranks.screen, "rapport: rank %d on %s: %s\n", ranks.rank, host, words);
    MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    abort();
}

/* ---- begin and end ---------------------------------------------------------------------------- */

bool rap_ranks_helps(void) {
    return ranks.rank > 0;
}

const rap_executor *rap_ranks_executor(const rap_executor *alone) {
    static const rap_executor first = {.workers = 1, .window = AHEAD + 1, .run = run_first};
    static const rap_executor helper = {.workers = 1, .window = AHEAD, .run = run_helper};
    return ranks.count == 1 ? alone : ranks.rank ? &helper : &first;
}

/* Whoever ends the process; where others were lost the launcher ends them. */
static void end_ranks(void) {
    rap_rank_order order;
    if (ranks.lost || (!ranks.rank && ranks.ordered && end_ensemble()))
        return;
    for (int to = 1; to < ranks.count && !ranks.rank; to++)
        send_mark(to, END);
    if (ranks.rank && rap_ranks_next(&order))
        rap_ranks_give_up("it had no part in the work that was ordered");
    MPI_Finalize();
}

/* A helper prints nothing: what there is to say, rank 0 says. */
static void be_silent(void) {
    int null = open("/dev/null", O_WRONLY);
    ranks.screen = dup(STDERR_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    close(null);
}

void rap_ranks_begin(void) {
    if (!getenv("OMPI_COMM_WORLD_SIZE") && !getenv("PMI_SIZE") && !getenv("PMIX_RANK"))
        return;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
    if (ranks.rank)
        be_silent();
    atexit(end_ranks);
}

#else /* one rank */

void rap_ranks_begin(void) {
}

bool rap_ranks_helps(void) {
    return false;
}

int rap_ranks_order(const char *place, int64_t draws, rap_items items) {
    (void)place, (void)draws, (void)items;
    return 0;
}

bool rap_ranks_next(rap_rank_order *order) {
    (void)order;
    return false;
}

void rap_ranks_give_up(const char *words) {
    (void)words;
}

const rap_executor *rap_ranks_executor(const rap_executor *alone) {
    return alone;
}

#endif
