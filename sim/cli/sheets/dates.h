/* dates.h: dates as people write them, as months. */
#ifndef RAP_DATES_H
#define RAP_DATES_H

#include <stdbool.h>

typedef struct {
    int month;      /* counted from January of the year 0 */
    bool year_only; /* "2021": its first month */
} rap_date;

/* NULL, or why a cell is no date, as a clause. 2021-03, 2021-03-31 (with a time behind it), 2021/3/31, 31.3.2021, 3/2021,
 * March 2021, 31 mars 2021, 2021; of 31/3/2021 which is the day can be told, of 3/4/2021 it cannot: that is refused. */
const char *rap_date_read(rap_date *month, const char *cell);

#endif
