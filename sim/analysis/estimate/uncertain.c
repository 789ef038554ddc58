/* uncertain.c: the list of uncertain inputs over a study's arms. */
#include "analysis/estimate/uncertain.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

/* The first place, in order of paths, whose path is not before this one. */
static size_t first_not_before(const rap_uncertain *u, const char *path) {
    size_t low = 0, high = u->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(u->inputs[u->by_path[middle]]->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool rap_path_matches(const char *written, const char *path) {
    size_t n = strlen(written);
    return n && written[n - 1] == '*' ? !strncmp(path, written, n - 1) : !strcmp(path, written);
}

static bool is_at(const rap_uncertain *u, size_t place, const char *path) {
    return place < u->n && !strcmp(u->inputs[u->by_path[place]]->path, path);
}

size_t rap_uncertain_find(const rap_uncertain *u, const char *path) {
    size_t place = first_not_before(u, path);
    return is_at(u, place, path) ? u->by_path[place] : u->n;
}

const char *rap_uncertain_tie(const rap_uncertain *u, size_t input) {
    const rap_input *x = u->inputs[input];
    return x->joint ? x->joint->names[x->place] : NULL;
}

bool rap_uncertain_tied(const rap_uncertain *u, size_t a, size_t b) {
    const char *tie = rap_uncertain_tie(u, a), *other = rap_uncertain_tie(u, b);
    return a == b || (tie && other && !strcmp(tie, other));
}

bool rap_uncertain_concerns(const rap_uncertain *u, size_t input, const bool *arms) {
    for (size_t a = 0; a < u->n_arms; a++)
        if (arms[a] && u->used[input * u->n_arms + a])
            return true;
    return false;
}

/* Adds the inputs that vary in an arm; there is room. */
static void add_inputs(rap_uncertain *u, const rap_inputs *inputs, size_t arm) {
    for (size_t k = 0; k < inputs->n_inputs; k++) {
        const rap_input *input = &inputs->inputs[k];
        if (!rap_input_varies(input))
            continue;
        size_t place = first_not_before(u, input->path);
        if (!is_at(u, place, input->path)) {
            memmove(u->by_path + place + 1, u->by_path + place,
                    (u->n - place) * sizeof *u->by_path);
            u->by_path[place] = u->n;
            u->inputs[u->n++] = input;
        }
        u->used[u->by_path[place] * u->n_arms + arm] = true;
    }
}

int rap_uncertain_make(rap_uncertain *u, const rap_study *study) {
    const rap_inputs *inputs;
    size_t capacity = 0, rows = 0, places = 0;
    int status = RAP_OK;
    *u = (rap_uncertain){.n_arms = study->n_arms};
    for (size_t a = 0; a < u->n_arms && !status; a++) {
        status = rap_study_inputs(study, a, &inputs);
        if (status)
            return status;
        size_t most = u->n + inputs->n_inputs;
        status = rap_grow(&u->inputs, &capacity, most, sizeof *u->inputs);
        status = status ? status : rap_grow(&u->used, &rows, most, u->n_arms * sizeof *u->used);
        status = status ? status : rap_grow(&u->by_path, &places, most, sizeof *u->by_path);
        if (!status)
            add_inputs(u, inputs, a);
    }
    return status;
}

void rap_uncertain_free(rap_uncertain *u) {
    rap_free(u->inputs);
    rap_free(u->used);
    rap_free(u->by_path);
    *u = (rap_uncertain){0};
}
