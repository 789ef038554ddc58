/* converted.h: files of a results folder that another program makes from one that is there. */
#ifndef RAP_CONVERTED_H
#define RAP_CONVERTED_H

#include "cli/job/job.h"

/* Makes every file that has a `from` (answer.h), with pandoc. Without it they are not there, and a note says so; one
 * that pandoc could not make is left out, which is a warning. RAP_OK, RAP_EIO after saying why, or RAP_ENOMEM. */
int rap_job_convert(rap_job *job);

#endif
