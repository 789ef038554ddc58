/* report.h: the report page of a comparison, one self-contained HTML text.
 *
 * No script, nothing loaded from elsewhere (a content security policy says so too); pictures stand
 * in it as data. All texts of the study are escaped. Statements follow one rule (see
 * report_answer.c): a difference is claimed only where the whole Monte Carlo interval of its mean
 * is at least the smallest difference that matters. */
#ifndef RAP_REPORT_H
#define RAP_REPORT_H

#include "plots/page/report_extras.h"

/* Appends the page. RAP_OK or RAP_ENOMEM. */
int rap_report_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html);

/* The answer on one printed page, A4, for a board or a dean: summary.html, which links to the other two. */
int rap_summary_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html);

/* Its appendix, a page of its own: every table, every assumption, checklists, how to repeat it. The two link to each
 * other as report.html and appendix.html. */
int rap_appendix_html(const rap_tables *t, const rap_report_extras *extras, rap_text *html);

#endif
