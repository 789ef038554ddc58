/* justification.h: the words of a budget for an application: for each line a paragraph and a row of a
 * table, as Markdown and as a page.
 *
 * A change is called one only where its whole 95 % interval lies beyond the smallest difference that
 * matters. Values of lines are never added. */
#ifndef RAP_JUSTIFICATION_H
#define RAP_JUSTIFICATION_H

#include "cli/job/job.h"

/* Append the whole file; "short" in the manifest's `justification` leaves one sentence a line. */
void rap_justification_markdown(const rap_job *job, rap_text *out);
void rap_justification_html(const rap_job *job, rap_text *out);

#endif
