/* sensitivity.h: which assumptions, and which kinds of luck, decide the headlines.
 *
 * Screen: the study's own sets of assumptions and more of them; for each headline of each contrast a sparse polynomial
 * says which inputs its means go with (screen.h). Confirm: the inputs with the largest shares, one by one, and all
 * others as one, by a radial design under two common lucks (indices.h). So nothing is left unsaid: what the screen
 * overlooked is in the share of the rest, with its interval. Luck: chains share the variance of single histories out
 * among assumptions and kinds of luck (chain.h). Elementary effects (morris.h) where the study asks for them. */
#ifndef RAP_SENSITIVITY_H
#define RAP_SENSITIVITY_H

#include "analysis/sensitivity/sensing.h"

/* Runs what is missing and judges. `store` has the study's own runs. RAP_OK, RAP_STOPPED, or an error; free is legal
 * after it, and twice. */
int rap_deciding_make(rap_deciding *d, const rap_study *study, const rap_layout *layout,
                      rap_store *store, const rap_bench *bench, const rap_opening *opening);

/* Hands on what of it depends on no result: all but the points, of which the screen says where they are. Gives what `use`
 * says, or RAP_OK where there is nothing of the kind, or an error. */
int rap_deciding_ahead(const rap_study *study, rap_ahead_use *use, void *context);

/* Histories of all arms that it takes at most, beside the study's own. */
double rap_deciding_histories(const rap_study *study, const rap_uncertain *inputs);

#endif
