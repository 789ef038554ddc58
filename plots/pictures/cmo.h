/* cmo.h: what pictures and pages of propositions share (private to plots/): words for context,
 * resource, response and verdict, colours, and a scale on which propositions about different
 * outcomes can stand together.
 *
 * That scale counts an effect e in the smallest ones that matter, in the claimed direction:
 * direction * e / at_least. Where it would run beyond 12 on either side it is bent: places are
 * asinh(x), which is even around 0 and logarithmic far from it; labels stay plain numbers. */
#ifndef RAP_CMO_H
#define RAP_CMO_H

#include "analysis/propositions/verdicts.h"
#include "plots/pictures/script.h"

/* The verdicts of the tables: 0 where there are none. */
size_t rap_cmo_count(const rap_tables *t);
const rap_proposition_result *rap_cmo_row(const rap_tables *t, size_t k);

/* Whether the model could express it, and so has numbers. */
bool rap_cmo_is_tested(const rap_proposition_result *r);
size_t rap_cmo_tested(const rap_tables *t);

/* Row of the n-th of those, n < rap_cmo_tested. */
size_t rap_cmo_nth(const rap_tables *t, size_t n);

/* Whether it has an inside and an outside. */
bool rap_cmo_has_context(const rap_proposition_result *r);

/* Colour of a verdict, 0xRRGGBB (after Okabe and Ito; greys for what says little); dash type of its
 * lines. A word always stands beside. */
unsigned rap_cmo_color(rap_verdict verdict);
int rap_cmo_dash(rap_verdict verdict);

/* "supported 2, too small 1": how often there is which verdict; `all`: with those that could not be tested. */
void rap_cmo_verdicts(rap_text *out, const rap_tables *t, bool all);

/* One sentence on what a verdict means, without a full stop: a message. */
const char *rap_cmo_meaning(rap_verdict verdict);

/* "Grassroots association; circumstances in words", or "everybody". */
void rap_cmo_context(rap_text *out, const rap_tables *t, const rap_proposition *p);

/* "hours for contact, 0.05 to 0.2", or "'Staying' instead of 'Parachute'". */
void rap_cmo_resource(rap_text *out, const rap_tables *t, const rap_proposition *p);

const char *rap_cmo_response(const rap_tables *t, const rap_proposition *p);

/* "+0.05 (+0.04 to +0.06)": mean and 95 % interval in the outcome's unit; "none" without a value. */
void rap_cmo_number(rap_text *out, const rap_tables *t, const rap_proposition *p,
                    const rap_summary *s);

/* The smallest effect that matters, in words: "3 percentage points". */
void rap_cmo_least(rap_text *out, const rap_tables *t, const rap_proposition *p);

/* x in smallest effects that matter, in the claimed direction; NaN stays. */
double rap_cmo_units(const rap_proposition *p, double x);

/* The part of the effect that goes with the response: removed_last / effect, cut to 0 .. 1; NaN
 * where there is no effect in the claimed direction. */
double rap_cmo_share(const rap_proposition_result *r);

/* The factor with the largest Shapley value in the claimed direction among named mechanisms, or -1.
 */
int rap_cmo_largest(const rap_verdicts *v, size_t row);

typedef struct {
    double low, high, step; /* in units; step unused where bent */
    bool bent;
} rap_cmo_axis;

/* Takes an end of an interval into account; a NaN changes nothing. */
void rap_cmo_axis_widen(rap_cmo_axis *axis, double units);
void rap_cmo_axis_finish(rap_cmo_axis *axis, int intervals);
double rap_cmo_axis_place(const rap_cmo_axis *axis, double units);

/* Assignments x_low, x_high, x_one (the place of 1) and arrays tick_at, tick_label. */
void rap_cmo_axis_assign(rap_text *head, const rap_cmo_axis *axis);

/* Five numbers of a summary as places: " mean ci_low ci_high plausible_low plausible_high". */
void rap_cmo_places(rap_text *data, const rap_cmo_axis *axis, const rap_proposition *p,
                    const rap_summary *s);
void rap_cmo_widen_by(rap_cmo_axis *axis, const rap_proposition *p, const rap_summary *s);

#endif
