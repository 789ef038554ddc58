/* names_csv.h: names.csv: what the names in the other files of a folder stand for, in the study's order, so that who
 * reads them elsewhere has labels, order, units, directions and headlines without reading the study. */
#ifndef RAP_NAMES_CSV_H
#define RAP_NAMES_CSV_H

#include "cli/job/job.h"

extern const rap_csv_table rap_csv_names;

/* The file, whole, once the tables of a job are made; a failure is the text's. */
void rap_names_csv(const rap_job *job, rap_text *out);

#endif
