/* plot_kinds.h: all kinds of pictures (private to plots/).
 *
 * A kind is a const row of what makes it (picture.h), rap_kind_NAME at the end of plot_NAME.c, and a
 * name here; plane, acceptability and information share plot_worth.c. */
#ifndef RAP_PLOT_KINDS_H
#define RAP_PLOT_KINDS_H

#include "plots/pictures/picture.h"

/* In the order in which pictures are listed. */
#define RAP_PLOT_KINDS(KIND)                                                                       \
    KIND(path)                                                                                     \
    KIND(forest)                                                                                   \
    KIND(whom)                                                                                     \
    KIND(spend)                                                                                    \
    KIND(patterns)                                                                                 \
    KIND(propositions)                                                                             \
    KIND(theory)                                                                                   \
    KIND(works)                                                                                    \
    KIND(strengths)                                                                                \
    KIND(mechanisms)                                                                               \
    KIND(grid)                                                                                     \
    KIND(lines)                                                                                    \
    KIND(plane)                                                                                    \
    KIND(acceptability)                                                                            \
    KIND(information)                                                                              \
    KIND(calibrated)                                                                               \
    KIND(foretold)                                                                                 \
    KIND(deciding)                                                                                 \
    KIND(tornado)                                                                                  \
    KIND(responses)                                                                                \
    KIND(luck)                                                                                     \
    KIND(boxes)                                                                                    \
    KIND(trajectories)

#define RAP_PLOT_KIND(name) extern const rap_plot_kind rap_kind_##name;
RAP_PLOT_KINDS(RAP_PLOT_KIND)
#undef RAP_PLOT_KIND

#endif
