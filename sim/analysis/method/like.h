/* like.h: residuals of rows with like forecasts: how a target lies about its forecast, where that depends on the forecast.
 *
 * Rows stand in the order of their forecasts. Where residuals z lie alike about low, middling and high forecasts (chi^2
 * of their ranks by thirds, as in sbc.h, at rap_like_wrong), all rows are alike, and data have the residuals of all. Else
 * the like of a place in that order are a fifth of all rows around it (RAP_LIKE_FEWEST at least). A row's rank is that of
 * its z among those of its like, 0 to 1, itself left out; at data y the row has the residual that ranks so among the like
 * of the data's forecast. So ranks of one row hold together over all targets, while each target has the spread, skewness
 * and gaps that it has at such forecasts: a count that is mostly 0, say. It is conformal prediction within a window of
 * forecasts (Vovk, Gammerman & Shafer 2005, doi:10.1007/b106715). Assumed: the fifth. */
#ifndef RAP_LIKE_H
#define RAP_LIKE_H

#include "analysis/method/cloud.h"
#include "analysis/method/regress.h"

enum { RAP_LIKE_PART = 5, RAP_LIKE_FEWEST = 100, RAP_LIKE_SEEN = 400, RAP_LIKE_HEAP = 10 };

extern const double rap_like_wrong; /* 0.05 */

typedef struct {
    const rap_reference *r;
    const rap_fit *fit;
    size_t n;         /* rows that have a forecast */
    size_t width;     /* rows that are alike: n, or fewer */
    bool heaped;      /* x are the target's values, not residuals */
    double *x;        /* whole row */
    size_t *order;    /* n: by forecast */
    size_t *position; /* whole row: its place in that order */
    double *room, *weight;
    rap_cloud cloud;
} rap_like;

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_like_init(rap_like *l, const rap_reference *r);
void rap_like_free(rap_like *l);

/* Puts the rows of a target's fit, which must stay, in order. */
void rap_like_lay(rap_like *l, const rap_fit *fit, const rap_row_column *target);

/* The target's value that an x of the like makes at data with this forecast and scale. */
double rap_like_value(const rap_like *l, double middle, double scale, double x);

/* Up to RAP_LIKE_SEEN rows, evenly among the like of a row from a place by its luck, without itself; how many. */
size_t rap_like_rows(const rap_like *l, size_t row, size_t *rows);

/* x: for each whole row the target's value at data with this forecast and scale; NaN where there is none. */
void rap_like_sample(rap_like *l, double middle, double scale, double *x);

#endif
