/* league.c: arms in order of cost, each against the next cheaper one that is still in question.
 *
 * An arm is dominated where another costs no more and brings no less, and is better on one; of equal arms
 * the first stays. Of those left, in order of cost, one is extendedly dominated where the cost of a unit
 * against the arm before it is no lower than that of the arm after it: a mix of its neighbours costs no more and brings more
 * (Drummond, Sculpher, Claxton, Stoddart & Torrance 2015, Methods for the Economic Evaluation of Health
 * Care Programmes, 4th ed.). By means over draws that are complete; intervals are Fieller's (net_benefit.c). */
#include "analysis/method/value.h"
#include "base/text.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* By cost, the better one first where it is the same. */
static int compare_costs(const void *a, const void *b) {
    const rap_league_row *x = a, *y = b;
    if (x->cost < y->cost || x->cost > y->cost)
        return x->cost < y->cost ? -1 : 1;
    if (x->effect < y->effect || x->effect > y->effect)
        return x->effect > y->effect ? -1 : 1;
    return x->arm < y->arm ? -1 : x->arm > y->arm;
}

static size_t take_means(const rap_value_input *in, rap_league_row *rows) {
    size_t n = 0;
    for (size_t a = 0; a < in->arms; a++)
        rows[a] = (rap_league_row){.arm = a, .icer = {(double)NAN, (double)NAN, (double)NAN}};
    for (size_t d = 0; d < in->draws; d++) {
        if (!rap_value_complete(in, NULL, 0, d))
            continue;
        n++;
        for (size_t a = 0; a < in->arms; a++) {
            rows[a].cost += in->cost[d * in->arms + a];
            rows[a].effect += in->effect[d * in->arms + a] * (in->better < 0 ? -1 : 1);
        }
    }
    for (size_t a = 0; a < in->arms; a++) {
        rows[a].cost = n ? rows[a].cost / (double)n : (double)NAN;
        rows[a].effect = n ? rows[a].effect / (double)n : (double)NAN;
        rows[a].place = n ? RAP_LEAGUE_FRONTIER : RAP_LEAGUE_UNTOLD;
    }
    return n;
}

static double cost_of_unit(const rap_league_row *from, const rap_league_row *to) {
    return (to->cost - from->cost) / (to->effect - from->effect);
}

/* Walks up in order of cost; `kept` are positions of those on the frontier so far. */
static size_t find_frontier(rap_league_row *rows, size_t arms, size_t *kept) {
    size_t n = 0;
    for (size_t i = 0; i < arms; i++) {
        if (n && !(rows[i].effect > rows[kept[n - 1]].effect)) {
            rows[i].place = RAP_LEAGUE_DOMINATED;
            continue;
        }
        while (n > 1 && cost_of_unit(&rows[kept[n - 2]], &rows[kept[n - 1]]) >=
                            cost_of_unit(&rows[kept[n - 1]], &rows[i]))
            rows[kept[--n]].place = RAP_LEAGUE_EXTENDED;
        kept[n++] = i;
    }
    return n;
}

/* Increments of row `to` over row `from`, draw by draw. */
static rap_interval ratio_between(const rap_value_input *in, const rap_league_row *from,
                                  const rap_league_row *to, double *cost, double *effect) {
    for (size_t d = 0; d < in->draws; d++) {
        size_t up = d * in->arms + to->arm, low = d * in->arms + from->arm;
        bool there = rap_value_complete(in, NULL, 0, d);
        cost[d] = there ? in->cost[up] - in->cost[low] : (double)NAN;
        effect[d] = (in->effect[up] - in->effect[low]) * (in->better < 0 ? -1 : 1);
    }
    rap_interval ratio = rap_fieller(cost, effect, in->draws);
    ratio.mean = cost_of_unit(from, to);
    return ratio;
}

int rap_league_make(const rap_value_input *in, rap_league_row *rows) {
    size_t *kept = rap_allocate(in->arms + 1, sizeof *kept);
    double *cost = rap_allocate(2 * in->draws + 1, sizeof *cost);
    int status = kept && cost ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status && take_means(in, rows)) {
        qsort(rows, in->arms, sizeof *rows, compare_costs);
        size_t n = find_frontier(rows, in->arms, kept);
        for (size_t k = 1; k < n; k++) {
            rap_league_row *row = &rows[kept[k]];
            row->against = rows[kept[k - 1]].arm;
            row->icer = ratio_between(in, &rows[kept[k - 1]], row, cost, cost + in->draws);
        }
    }
    rap_free(kept);
    rap_free(cost);
    return status;
}

const char *rap_league_text(rap_league_place place) {
    static const char *const texts[] = {RAP_MESSAGE("on the frontier"), RAP_MESSAGE("dominated"),
                                        RAP_MESSAGE("extendedly dominated"),
                                        RAP_MESSAGE("cannot be told")};
    return texts[place];
}
