/* cuts.h: an award that is so many per cent smaller: which lines, cut so that it adds up, hurt least.
 *
 * A cut of a line lowers the award by what the line asks for and by the indirect costs that go with it,
 * as the model counts them. A way is a cut of several lines by which the award falls by what was said:
 * never by less, and by no more than a few cents that come of whole cents. Several ways are looked for:
 *
 *   every line alike    each line that can be cut, by the same share
 *   unspent first       first what is likely to be left over in each line (asked for less mean spend)
 *   least harmful       the best that a search found (method/cut_search.h)
 *   sparing             the best found without the lines that the ways before it cut most
 *
 * Harm is counted as in the best split (score.h). The search sees the study's own draws, one run each,
 * luck held in common; ways are then judged together, against the arm as it stands, on draws and luck that
 * the search has not seen. They stand in the order of the search, every line alike last: not in that of the
 * figures by which they are judged, of which the best would look better than it is. */
#ifndef RAP_CUTS_H
#define RAP_CUTS_H

#include "analysis/budget/lines.h"
#include "analysis/estimate/aside.h"
#include "analysis/estimate/summary.h"
#include "scenario/questions/own_budget.h"

enum { RAP_MOST_CUT_WAYS = 6 };

typedef enum { RAP_CUT_LEAST, RAP_CUT_SPARING, RAP_CUT_UNSPENT, RAP_CUT_ALIKE } rap_cut_kind;

typedef struct {
    rap_cut_kind kind;
    size_t spared;                    /* of rap_cuts.spared, the first so many are not touched */
    double share[RAP_MOST_OWN_LINES]; /* by line of the study: how much of it is cut, 0 to 1 */
    int64_t
        cents[RAP_MOST_OWN_LINES]; /* by line: what the award loses of it, without indirect costs */
    int64_t indirect;              /* what it loses of indirect costs */
    int64_t award;                 /* what it loses in all: the sum of these */
    rap_summary *effects;          /* by aim: with the cut less without */
    rap_summary score;             /* the same in smallest differences that matter, weighted */
    rap_summary behind;            /* score less that of the first way; 0 for the first itself */
    bool
        as_good; /* its interval holds 0, or lies within one smallest difference that matters: about as good as the
                     first way */
    rap_interval
        idle; /* currency: what of the lost award would not have been spent anyway, by what is spent less on
                          the lines that are cut; NaN where the model books no money */
} rap_cut_way;

typedef struct rap_cuts {
    double percent;                   /* 0: not asked, and nothing else is filled */
    char why[400];                    /* why no way was found, or "" */
    int64_t award;                    /* cents asked for as it stands, indirect costs in it */
    int64_t target;                   /* cents that it is to lose */
    bool can_cut[RAP_MOST_OWN_LINES]; /* by line: its lever is money, or the share kept of a cost */
    int64_t asked
        [RAP_MOST_OWN_LINES]; /* by line: cents, without indirect costs; 0 where it cannot be cut */
    bool unseen
        [RAP_MOST_OWN_LINES]; /* by line: it can be cut, but the model cannot say what most of its money
                                     buys, so that no harm would show: only cuts of every line alike touch it */
    size_t spared[RAP_MOST_CUT_WAYS], n_spared; /* lines, in the order in which ways spare them */
    rap_cut_way ways[RAP_MOST_CUT_WAYS];
    size_t n_ways;
    size_t tried; /* by the search */
    int64_t search_draws;
} rap_cuts;

/* Looks for ways to cut the award of the budget's arm by study->budget.cut per cent, over the lines that
 * were planned for, from what `lines` says of each alone. RAP_OK (also where `why` says that there is no
 * way), RAP_STOPPED, RAP_ENOMEM or what the ensemble says. Free is legal after a failure, and twice. */
int rap_cuts_make(rap_cuts *cuts, const rap_lines *lines, const rap_bench *bench);
void rap_cuts_free(rap_cuts *cuts);

/* Runs of one arm that this takes, at most. */
double rap_cuts_runs(const rap_study *study);

/* cuts.csv: one row for each way and line, one of indirect costs and one of all, and one for each aim. */
extern const rap_csv_table rap_csv_cuts;
void rap_cuts_csv(const rap_cuts *cuts, const rap_study *study, rap_text *out);

#endif
