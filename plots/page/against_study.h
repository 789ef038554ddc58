/* against_study.h: what differs between the studies of two results (private to plots/). */
#ifndef RAP_AGAINST_STUDY_H
#define RAP_AGAINST_STUDY_H

#include "plots/page/against_rows.h"

/* Adds the rows of RAP_AGAINST_STUDY. */
void rap_against_studies(rap_comparison *c);

#endif
