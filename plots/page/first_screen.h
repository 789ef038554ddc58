/* first_screen.h: the pieces of the first screen, of which the page for a board is made too (private to plots/). */
#ifndef RAP_FIRST_SCREEN_H
#define RAP_FIRST_SCREEN_H

#include "plots/page/sections.h"

/* What is told: the primary outcome, of the baseline and of the arm that the study asks about most. */
typedef struct {
    size_t contrast; /* n_contrasts: nothing is compared */
    const rap_headline *h;
    const rap_contrast_row *row; /* NULL: as above, or no such row */
    const char *arm, *baseline;  /* labels; NULL: no arm */
} rap_first_answer;

rap_first_answer rap_find_answer(const rap_tables *t);

/* Who it is about, who was asked, who chose its numbers. */
void say_community(rap_page *p);

/* The money granted to each, and what the study says of each; nothing where nothing is compared. */
void say_ways(rap_page *p, const rap_first_answer *a);

/* Both levels, which is better and by how much, and what chance makes of single runs. */
void say_sentence(rap_page *p, const rap_first_answer *a);

/* The primary outcome as signs, if it is a share or can be counted; else nothing. */
bool rap_can_be_signs(const rap_tables *t, const rap_first_answer *a);
void say_signs(rap_page *p, const rap_first_answer *a);

/* Sets of assumptions as dots; nothing where nothing is compared. */
void say_fifty_sets(rap_page *p, const rap_first_answer *a);

/* Panels: on which outcomes the baseline is better; which assumptions decide the primary one. */
void say_other_better(rap_page *p, const rap_first_answer *a);
void say_first_deciders(rap_page *p, const rap_first_answer *a);

/* That it is a simulation, and the runs on which it rests. */
void say_what_it_is_not(rap_page *p);

#endif
