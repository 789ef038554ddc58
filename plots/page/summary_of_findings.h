/* summary_of_findings.h: the summary of findings: at most seven outcomes of two ways of working, in absolute numbers, after the tables
 * of the same name of Cochrane reviews (Santesso et al. 2015, doi:10.1016/j.jclinepi.2014.04.009; private to plots/). */
#ifndef RAP_SUMMARY_OF_FINDINGS_H
#define RAP_SUMMARY_OF_FINDINGS_H

#include "plots/page/page.h"

enum { RAP_MOST_FINDINGS = 7 };

/* Positions of the headlines to show: what the community gets first, then the others, each in the order of the study; the
 * primary one is always among them. Returns how many. */
size_t rap_findings_rows(const rap_study *study, size_t headlines[RAP_MOST_FINDINGS]);

/* The table: of a contrast between an arm and the baseline; of the baseline alone where `contrast` is n_contrasts. */
void say_findings(rap_page *p, size_t contrast);

#endif
