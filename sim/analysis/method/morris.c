/* morris.c: see morris.h. */
#include "analysis/method/morris.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

static size_t group_of_input(const rap_morris_design *d, size_t input) {
    return d->group ? d->group[input] : input;
}

static size_t members_of(const rap_morris_design *d, size_t group) {
    size_t n = 0;
    for (size_t i = 0; i < d->inputs; i++)
        n += group_of_input(d, i) == group;
    return n;
}

bool rap_morris_possible(const rap_morris_design *d) {
    bool possible = d->inputs && d->trajectories && d->levels >= 2 && d->levels % 2 == 0 &&
                    (d->group || d->groups == d->inputs);
    for (size_t i = 0; i < d->inputs && possible; i++)
        possible = group_of_input(d, i) < d->groups;
    for (size_t g = 0; g < d->groups && possible; g++)
        possible = members_of(d, g) > 0;
    return possible;
}

static uint64_t key_of_luck(const rap_morris_design *d, const char *what, size_t which) {
    return rap_stream_key(d->seed, which, rap_hash_text(what));
}

static double luck_at(uint64_t key, size_t ordinal) {
    return rap_uniform(key, (rap_event){.ordinal = (uint32_t)ordinal});
}

/* How many of n numbers of luck come before that of `which`: its place in an order by chance. */
static size_t place_among(uint64_t key, size_t n, size_t which) {
    double own = luck_at(key, which);
    size_t before = 0;
    for (size_t i = 0; i < n; i++) {
        double other = luck_at(key, i);
        before += other < own || (i < which && !(other > own));
    }
    return before;
}

/* Step of trajectory t, from 0, in which a group moves. */
static size_t step_of(const rap_morris_design *d, size_t t, size_t group) {
    return place_among(key_of_luck(d, "order of a trajectory", t), d->groups, group);
}

/* Level that an input starts from in trajectory t, and where it goes: an order by chance of the trajectories parts them
 * over all levels evenly. From the lower half it goes up, from the upper half down. */
static size_t start_of(const rap_morris_design *d, size_t t, size_t input) {
    size_t place = place_among(key_of_luck(d, "start of an input", input), d->trajectories, t);
    double turn = luck_at(key_of_luck(d, "turn of an input", input), 0);
    return (place + (size_t)(turn * (double)d->levels)) % d->levels;
}

static bool goes_up(const rap_morris_design *d, size_t start) {
    return start < d->levels / 2;
}

void rap_morris_points(const rap_morris_design *d, size_t t, double *x) {
    for (size_t i = 0; i < d->inputs; i++) {
        size_t start = start_of(d, t, i), half = d->levels / 2,
               step = step_of(d, t, group_of_input(d, i));
        size_t end = goes_up(d, start) ? start + half : start - half;
        for (size_t point = 0; point <= d->groups; point++)
            x[point * d->inputs + i] =
                (double)(point > step ? end : start) / (double)(d->levels - 1);
    }
}

static double direction_of(const rap_morris_design *d, size_t t, size_t group) {
    size_t first = 0;
    if (members_of(d, group) > 1)
        return NAN;
    while (group_of_input(d, first) != group)
        first++;
    return goes_up(d, start_of(d, t, first)) ? 1 : -1;
}

/* Elementary effects of a group, upwards, to `effect`, and their sizes to `size`; how many there are. */
static size_t effects_of(const rap_morris_design *d, const double *y, size_t group, double *effect,
                         double *size) {
    double levels = (double)d->levels, distance = levels / 2 / (levels - 1);
    size_t n = 0;
    for (size_t t = 0; t < d->trajectories; t++) {
        const double *step = y + t * (d->groups + 1) + step_of(d, t, group);
        double change = (step[1] - step[0]) / distance;
        if (isnan(change))
            continue;
        effect[n] = change * direction_of(d, t, group);
        size[n++] = fabs(change);
    }
    return n;
}

static rap_morris_effect summary_of_effects(const double *effect, const double *size, size_t n) {
    rap_morris_effect e = {n, NAN, NAN, NAN, NAN, NAN};
    if (n) {
        e.mu = gsl_stats_mean(effect, 1, n);
        e.star = gsl_stats_mean(size, 1, n);
    }
    if (n < 2)
        return e;
    double error = gsl_stats_sd_m(size, 1, n, e.star) / sqrt((double)n);
    double reach = gsl_cdf_tdist_Pinv(0.975, (double)(n - 1)) * error;
    e.sigma = gsl_stats_sd_m(effect, 1, n, e.mu);
    e.low = fmax(e.star - reach, 0);
    e.high = e.star + reach;
    return e;
}

int rap_morris_make(const rap_morris_design *d, const double *y, rap_morris_effect *effects) {
    if (!rap_morris_possible(d))
        return rap_fail(RAP_EINPUT);
    double *room = rap_allocate(2 * d->trajectories, sizeof *room);
    if (!room)
        return rap_fail(RAP_ENOMEM);
    double *size = room + d->trajectories;
    for (size_t g = 0; g < d->groups; g++) {
        size_t n = effects_of(d, y, g, room, size);
        effects[g] = summary_of_effects(room, size, n);
    }
    rap_free(room);
    return RAP_OK;
}
