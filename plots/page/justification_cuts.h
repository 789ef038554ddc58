/* justification_cuts.h: what an award that is so many per cent smaller would cost (private to plots/). */
#ifndef RAP_JUSTIFICATION_CUTS_H
#define RAP_JUSTIFICATION_CUTS_H

#include "analysis/budget/cuts.h"
#include "plots/page/two_formats.h"
#include "analysis/tables/tables.h"

/* A section: which lines, several ways, what is lost. Nothing where `cuts` is NULL or was not asked for. */
void rap_justify_cuts(rap_writer *w, const rap_tables *t, const rap_cuts *cuts);

/* The first way alone, in two or three sentences; nothing where there is none. */
void rap_justify_first_cut(rap_text *out, const rap_tables *t, const rap_cuts *cuts);

#endif
