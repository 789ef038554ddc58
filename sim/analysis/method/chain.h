/* chain.h: how the variance of single runs falls to assumptions and to kinds of luck (Shapley effects).
 *
 * Players are what can be drawn anew by itself: assumptions, as one or several, and each kind of luck. A chain goes from
 * one run, all players at their first values, to another that has nothing in common with it, by replacing one player
 * after the other in an order by chance. With f_0 ... f_m the outcomes on the way, the player that made step l gets
 *   (f_0 - (f_(l-1) + f_l) / 2) (f_(l-1) - f_l)
 * whose expectation is its Shapley effect; over a chain they add up to (f_0 - f_m)^2 / 2, whose expectation is the
 * variance, exactly and in every chain (Goda 2021, doi:10.1016/j.ress.2021.107702; Owen 2014, doi:10.1137/130936233).
 * So shares add up to 1, also where players interact. Intervals: moments.h, over chains. */
#ifndef RAP_CHAIN_H
#define RAP_CHAIN_H

#include "analysis/method/moments.h"

#include <stdint.h>

typedef struct {
    size_t players;
    size_t missing;              /* chains left out because a value of theirs is missing */
    rap_moments moments;         /* of what the players get; the last quantity is the sum */
    double *gets, *part, *whole; /* room */
    size_t *at;
} rap_chain;

/* The order in which a chain replaces its players: order[l] is that of step l. Any order is as likely. */
void rap_chain_order(uint64_t seed, uint64_t chain, size_t players, size_t *order);

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_chain_init(rap_chain *c, size_t players);
void rap_chain_free(rap_chain *c);

/* One more chain: f holds players + 1 outcomes, `order` is that in which players were replaced. A chain of which a value
 * is missing (NaN) counts as missing. */
void rap_chain_add(rap_chain *c, const size_t *order, const double *f);

/* Variance of single runs. */
rap_index rap_chain_variance(const rap_chain *c);

/* Share of n players together, from `first` on. */
rap_index rap_chain_share(const rap_chain *c, size_t first, size_t n);

#endif
