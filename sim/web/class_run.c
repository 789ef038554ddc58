/* class_run.c: one world after the other. */
#include "base/error.h"
#include "base/memory.h"
#include "web/class_parts.h"

const char *const rap_world_kinds[] = {"luck", "guesses", "both", NULL};

rap_class_code rap_class_world(const rap_class_code *code, rap_world_kind kind, int64_t k) {
    rap_class_code world = *code;
    world.guesses = kind == RAP_LUCK ? code->guesses : k;
    world.luck = kind == RAP_GUESSES ? code->luck : k;
    return world;
}

double *rap_class_paths(const rap_class *room) {
    double *paths = rap_allocate(RAP_N_FOLLOWED * ((size_t)room->study.horizon + 1), sizeof *paths);
    if (!paths)
        rap_fail(RAP_ENOMEM);
    return paths;
}

int rap_class_solo(rap_solo *solo, const rap_class *room, size_t arm) {
    return rap_solo_init(solo, &room->study, arm, room->outcomes, RAP_N_FOLLOWED);
}

/* A study without draws has start values only, whatever the guesses. */
int rap_class_run(rap_class *room, rap_solo *solo, const rap_class_code *code,
                  const rap_listener *listener, double *paths) {
    int64_t draw = room->study.draws > 0 ? code->guesses - 1 : -1;
    room->study.seed = code->seed;
    int status = rap_solo_run(solo, draw, (uint64_t)(code->luck - 1), listener, paths);
    room->study.seed = room->key.seed;
    return status;
}
