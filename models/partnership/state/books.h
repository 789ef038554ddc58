/* books.h: a team's purses and books, in whole cents. */
#ifndef PARTNERSHIP_BOOKS_H
#define PARTNERSHIP_BOOKS_H

#include "partnership/state/state.h"

/* Books cents on a line at the present month. */
void pm_book(pm_partnership *s, size_t team, pm_budget_line line, int64_t cents);

/* The line on which an activity's costs are booked in a phase. */
pm_budget_line pm_line_of(pm_phase phase, pm_activity a);

/* The side in whose purse an activity's money for a side is: side 0 unless the sides' hours differ. */
size_t pm_purse_of(const pm_partnership *s, size_t team, size_t side, pm_activity a);

/* Uses up to `hours` of an activity for a side (0 for what is done for both) and pays for them;
 * returns the hours really used (never more than the step allows). */
double pm_use_hours(pm_partnership *s, size_t team, size_t side, pm_activity a, double hours);

/* Pays what an activity costs beside hours, up to what its purse holds. */
void pm_use_money(pm_partnership *s, size_t team, size_t side, pm_activity a, int64_t cents);

/* Takes cents from the purse of data collection, no more than it holds, beside its hours. */
void pm_take_from_data(pm_partnership *s, size_t team, int64_t cents);

/* Cents that are there to pay participants: those that costs bring for it, or those of data collection. */
int64_t pm_money_for_participants(const pm_partnership *s, size_t team);

/* Pays participants, no more than there is. */
void pm_pay_participants(pm_partnership *s, size_t team, int64_t cents);

/* How often so many hours of data collection and so many cents for participants can be paid. */
double pm_most_affordable(const pm_partnership *s, size_t team, double hours, double cents);

/* Hours that an activity takes at once; 0: as few as there are. */
double pm_lump(const pm_parameters *p, pm_activity a);

#endif
