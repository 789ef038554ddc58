/* result_files.h: every file that a results folder may hold.
 *
 * There is a row for each (answer.h): those of every command stand in result_files.c, those of a
 * question in its answer. By these rows files are written, listed in the manifest and on the page,
 * checked by `replay`, explained in models/DATA.md, and removed when the folder is used again. Pictures
 * are known by their place and ending. */
#ifndef RAP_RESULT_FILES_H
#define RAP_RESULT_FILES_H

#include "cli/job/job.h"

enum { RAP_MOST_RESULT_FILES = 64 };

/* What a command writes, the files of every command first: its answer may be NULL (it has no question
 * of its own), the study too (whatever it asks). Gives their number, at most RAP_MOST_RESULT_FILES. */
size_t rap_result_files(const rap_answer *answer, const rap_study *study,
                        const rap_result_file **list);

/* The row among the files of every command that bears the name. */
const rap_result_file *rap_result_common(const char *name);

/* Whether a name, relative to the folder, is one that some run writes: a row's, or a picture's. */
bool rap_result_is_ours(const rap_job *job, const char *name);

/* Lists what the job's command writes among the job's files. RAP_OK or RAP_ENOMEM. */
int rap_result_announce(rap_job *job);

/* Removes from the job's place what its answer writes only where it is asked, and is not asked now. RAP_OK, or RAP_EIO
 * after saying why. */
int rap_result_drop_unasked(const rap_job *job);

/* Removes what a run left in a folder: all that its command writes, and what its manifest lists and is
 * ours, except the manifest itself and what `staying` (or NULL) lists. Other files stay. RAP_OK, RAP_EIO after
 * saying why, or RAP_ENOMEM. */
int rap_result_clear(const rap_job *job, const char *folder, const rap_manifest *old,
                     const rap_manifest *staying);

#endif
