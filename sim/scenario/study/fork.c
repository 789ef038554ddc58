/* fork.c: what is done to a study once it is read: columns kept, forks, single arms. */
#include "scenario/study/study.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/parts.h"

#include <string.h>

void rap_study_free(rap_study *study) {
    struct rap_study_parts *parts = study->parts;
    if (parts) {
        rap_study_unbind(parts);
        rap_expand_free(&parts->text);
        rap_arena_free(&parts->arena);
        rap_free(parts);
    }
    *study = (rap_study){0};
}

int rap_study_arm(const rap_study *study, const char *name) {
    for (size_t i = 0; i < study->n_arms; i++)
        if (!strcmp(study->arms[i].name, name))
            return (int)i;
    return -1;
}

void rap_study_say_unit(rap_text *out, const rap_study *study, const char *unit) {
    static const char money[] = "currency";
    size_t n = sizeof money - 1;
    bool is_money = unit && !strncmp(unit, money, n);
    rap_text_format(out, "%s%s", is_money ? study->currency : "",
                    unit ? unit + (is_money ? n : 0) : "");
}

static int make_room_for_column(struct rap_study_parts *p, size_t n) {
    if (n < p->kept_capacity)
        return RAP_OK;
    size_t capacity = n ? 2 * n : 64;
    rap_column *kept = rap_arena_take(&p->arena, capacity, sizeof *kept);
    if (!kept)
        return rap_fail(RAP_ENOMEM);
    if (n)
        memcpy(kept, p->kept, n * sizeof *kept);
    p->kept = kept;
    p->kept_capacity = capacity;
    return RAP_OK;
}

int rap_study_keep(rap_study *study, size_t outcome, const char *group) {
    for (size_t k = 0; k < study->n_kept; k++)
        if (study->kept[k].outcome == outcome && !strcmp(study->kept[k].group, group))
            return RAP_OK;
    int status = make_room_for_column(study->parts, study->n_kept);
    if (status)
        return status;
    study->kept = study->parts->kept;
    study->parts->kept[study->n_kept++] = (rap_column){outcome, group, NULL};
    return RAP_OK;
}

int rap_study_keep_headlines(rap_study *study, bool *used) {
    int status = RAP_OK;
    for (size_t h = 0; h < study->n_headlines && !status; h++) {
        status = rap_study_keep(study, study->headlines[h].outcome, study->headlines[h].group);
        used[study->headlines[h].window] = true;
    }
    for (size_t o = 0; o < study->model->n_outcomes && !status; o++) /* what arms cost */
        if (study->model->outcomes[o].flags & RAP_CURRENCY && !study->model->outcomes[o].numerator)
            status = rap_study_keep(study, o, "all");
    return status;
}

/* ---- forks ------------------------------------------------------------------------------------ */

int rap_study_copy(rap_study *fork, void *at, size_t n, size_t room, size_t size) {
    void *from, *copy = rap_arena_take(&fork->parts->arena, room > n ? room : n, size);
    memcpy(&from, at, sizeof from);
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    if (n)
        memcpy(copy, from, n * size);
    memcpy(at, &copy, sizeof copy);
    return RAP_OK;
}

static int copy_arrays(rap_study *s) {
    int status = rap_study_copy(s, &s->arms, s->n_arms, 0, sizeof *s->arms);
    if (!status)
        status = rap_study_copy(s, &s->parts->arms, s->n_arms, 0, sizeof *s->parts->arms);
    if (!status)
        status =
            rap_study_copy(s, &s->windows, s->n_windows, RAP_MOST_WINDOWS + 1, sizeof *s->windows);
    if (!status)
        status = rap_study_copy(s, &s->headlines, s->n_headlines, 0, sizeof *s->headlines);
    for (const rap_question *const *q = s->parts->questions; *q && !status; q++)
        status = (*q)->copy ? (*q)->copy(s) : RAP_OK;
    return status;
}

int rap_study_fork(rap_study *fork, const rap_study *study) {
    *fork = *study;
    fork->n_arms = study->n_written;
    fork->kept = NULL;
    fork->n_kept = 0;
    fork->parts = rap_allocate(1, sizeof *fork->parts);
    if (!fork->parts)
        return rap_fail(RAP_ENOMEM);
    rap_arena_init(&fork->parts->arena);
    fork->parts->arms = study->parts->arms;
    fork->parts->arms_capacity = fork->n_arms;
    fork->parts->lent = study->parts->first_bound ? study->parts->first_bound : study->parts->lent;
    fork->parts->questions = study->parts->questions;
    fork->parts->records = study->parts->records;
    int status = copy_arrays(fork);
    if (status)
        rap_study_free(fork);
    return status;
}

int rap_study_keep_arm(rap_study *study, size_t arm) {
    rap_study_unbind(study->parts);
    study->arms[0] = study->arms[arm];
    study->arms[0].baseline = true;
    study->parts->arms[0] = study->parts->arms[arm];
    study->n_arms = 1;
    study->n_written = 1;
    study->grid.n_rows = 0;
    study->baseline = study->n_contrasts = 0;
    for (const rap_question *const *q = study->parts->questions; *q; q++)
        (*q)->forget(study);
    return RAP_OK;
}
