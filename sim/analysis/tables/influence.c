/* influence.c: the screen of a study's sets of assumptions, held for the arms asked about last. */
#include "analysis/tables/influence.h"
#include "analysis/estimate/uncertain.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct rap_influence {
    rap_uncertain list;
    size_t draws;
    double *places;    /* input x draw */
    size_t *screened;  /* places in the list of the inputs of the screen at hand */
    size_t *concerned; /* of those that are asked about */
    size_t n_screened; /* 0: there is no screen yet */
    rap_screen screen;
};

/* Less is not spoken of: a curve that a polynomial cannot follow leaves traces of what it does not depend on. */
static const double least_share = 0.01;

const char *const rap_way_names[RAP_N_WAYS] = {"up", "down", "bent", "with others"};

int64_t rap_sets_looked_at(int64_t draws) {
    enum { MOST = 4000 };
    return draws < MOST ? draws : MOST;
}

bool rap_deciders_are_open(const rap_deciders *named) {
    return named->inputs > 0 && named->state != RAP_SCREEN_CONSTANT &&
           named->told < 1 - RAP_NOTED && named->needed > (double)named->draws;
}

/* ---- the screen --------------------------------------------------------------------------------- */

static size_t list_concerned(const rap_influence *u, const bool *arms, size_t *inputs) {
    size_t n = 0;
    for (size_t k = 0; k < u->list.n; k++)
        if (rap_uncertain_concerns(&u->list, k, arms))
            inputs[n++] = k;
    return n;
}

static int lay_screen(rap_influence *u, size_t n) {
    double *places = rap_allocate(n * u->draws, sizeof *places);
    if (!places)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < n; k++)
        memcpy(places + k * u->draws, u->places + u->concerned[k] * u->draws,
               u->draws * sizeof *places);
    rap_screen_free(&u->screen);
    int status = rap_screen_init(&u->screen, places, u->draws, n, RAP_SHEET);
    rap_free(places);
    u->n_screened = status ? 0 : n;
    memcpy(u->screened, u->concerned, n * sizeof *u->screened);
    return status;
}

/* Makes the screen that of the arms marked; how many inputs vary in them. */
static int turn_to(rap_influence *u, const bool *arms, size_t *inputs) {
    size_t n = list_concerned(u, arms, u->concerned);
    *inputs = n;
    if (n == 0 ||
        (n == u->n_screened && !memcmp(u->screened, u->concerned, n * sizeof *u->screened)))
        return RAP_OK;
    return lay_screen(u, n);
}

static void name_by_list(const rap_influence *u, rap_screen_fit *fit) {
    for (size_t k = 0; k < fit->n_terms; k++) {
        fit->terms[k].a = u->screened[fit->terms[k].a];
        fit->terms[k].b = u->screened[fit->terms[k].b];
    }
    for (size_t k = 0; k < fit->n_inputs; k++)
        fit->inputs[k].input = u->screened[fit->inputs[k].input];
}

/* A reliability that cannot be told counts as 1; with none at all nothing is left but chance. */
static double told_apart(double reliability) {
    return reliability > 0 ? reliability : 1;
}

int rap_influence_fit(rap_influence *u, const bool *arms, const double *y, double reliability,
                      rap_screen_fit *fit) {
    size_t n;
    int status = turn_to(u, arms, &n);
    *fit = (rap_screen_fit){
        .state = RAP_SCREEN_CONSTANT, .average = NAN, .variance = NAN, .explained = NAN, .q2 = NAN};
    if (status || n == 0)
        return status;
    rap_screen_make(&u->screen, y, told_apart(reliability), rap_screen_wrong, fit);
    name_by_list(u, fit);
    return RAP_OK;
}

/* ---- what is told ------------------------------------------------------------------------------- */

static rap_way way_of(const rap_screen_fit *fit, size_t input) {
    enum { STEPS = 40 };
    double first = rap_screen_curve(fit, input, 0), last = rap_screen_curve(fit, input, 1);
    double low = first, high = first;
    for (int k = 1; k <= STEPS; k++) {
        double at = rap_screen_curve(fit, input, (double)k / STEPS);
        low = fmin(low, at);
        high = fmax(high, at);
    }
    if (!(high > low))
        return RAP_WAY_WITH;
    if (fabs(last - first) < 0.9 * (high - low))
        return RAP_WAY_BENT;
    return last > first ? RAP_WAY_UP : RAP_WAY_DOWN;
}

/* What terms make together, each counted once, of what is expected. */
static double told_by(const rap_screen_fit *fit, double reliability) {
    return fit->n_inputs && !(reliability <= 0) ? fmin(1, fit->explained / told_apart(reliability))
                                                : 0;
}

static bool all_are_alike(const double *y, size_t n) {
    double least = INFINITY, most = -INFINITY;
    for (size_t d = 0; d < n; d++) {
        least = fmin(least, y[d]);
        most = fmax(most, y[d]);
    }
    return !(most > least);
}

int rap_influence_ask(rap_influence *u, const bool *arms, const double *y, double reliability,
                      rap_deciders *named) {
    rap_screen_fit fit;
    int status = rap_influence_fit(u, arms, y, reliability, &fit);
    *named = (rap_deciders){.state = fit.state,
                            .draws = fit.draws,
                            .reliability = reliability,
                            .foretold = fit.q2,
                            .needed = INFINITY};
    if (status)
        return status;
    if (fit.draws > 1 && all_are_alike(y, u->draws))
        named->state = RAP_SCREEN_CONSTANT; /* however few */
    named->inputs = list_concerned(u, arms, u->concerned);
    named->told = told_by(&fit, reliability);
    if (named->inputs && !(reliability <= 0))
        named->needed = rap_screen_draws_needed(named->inputs, RAP_NOTED, told_apart(reliability),
                                                rap_screen_wrong);
    for (size_t k = 0; k < fit.n_inputs && !(reliability <= 0); k++) {
        const rap_screen_input *x = &fit.inputs[k];
        if (x->mean.total >= least_share)
            named->named[named->n++] =
                (rap_decider){u->list.inputs[x->input], x->mean, way_of(&fit, x->input)};
    }
    return RAP_OK;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

void rap_influence_free(rap_influence *u) {
    if (!u)
        return;
    rap_screen_free(&u->screen);
    rap_free(u->places);
    rap_free(u->screened);
    rap_free(u->concerned);
    rap_uncertain_free(&u->list);
    rap_free(u);
}

static int lay_places(rap_influence *u, const rap_study *study) {
    u->places = rap_allocate(u->list.n * u->draws, sizeof *u->places);
    u->screened = rap_allocate(u->list.n, sizeof *u->screened);
    u->concerned = rap_allocate(u->list.n, sizeof *u->concerned);
    if (!u->places || !u->screened || !u->concerned)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < u->list.n; k++)
        for (size_t d = 0; d < u->draws; d++)
            u->places[k * u->draws + d] =
                rap_input_place(u->list.inputs[k], (uint64_t)study->seed, d);
    return RAP_OK;
}

int rap_influence_make(rap_influence **out, const rap_study *study, int64_t draws) {
    rap_influence *u = rap_allocate(1, sizeof *u);
    *out = NULL;
    if (!u)
        return rap_fail(RAP_ENOMEM);
    u->draws = (size_t)draws;
    int status = rap_uncertain_make(&u->list, study);
    status = status ? status : lay_places(u, study);
    if (status)
        rap_influence_free(u);
    else
        *out = u;
    return status;
}
