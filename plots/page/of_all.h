/* of_all.h: an outcome that counts some of a whole, as "7 of 69 organisations have a tie with the team": the model says what they
 * are, the tables how many there are in all (private to plots/). */
#ifndef RAP_OF_ALL_H
#define RAP_OF_ALL_H

#include "plots/page/page.h"

typedef struct {
    const char *are;                   /* what the model says of them, in the page's language */
    const rap_headline *h;             /* of the outcome */
    const rap_outcome_row *part, *all; /* in the arm */
} rap_of_all;

/* Of a headline in two arms, which may be the same. False where the model names no whole, where its number was not kept, is no
 * whole one or differs between runs or arms, and where a part has no value. */
bool rap_find_of_all(rap_page *p, const size_t arms[2], const rap_headline *h, rap_of_all found[2]);

/* "about 7", "7", "fewer than 1"; "69 organisations", with its group where it is not "all". Their cells go to the page's. */
void rap_add_part(rap_text *out, rap_page *p, const rap_of_all *x);
void rap_add_all(rap_text *out, rap_page *p, const rap_of_all *x);

#endif
