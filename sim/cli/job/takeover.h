/* takeover.h: results that replace others are made in RAP_NEXT of the folder, as a results folder of their own.
 *
 * Once their manifest says "finished" they take the place of the others: what is to go is removed, file after
 * file moves, the manifest last. Cut off at any point, the folder holds the others whole, or what is left of
 * the way can be gone again: so whoever takes such a folder to write in it looks here first. */
#ifndef RAP_TAKEOVER_H
#define RAP_TAKEOVER_H

#include "cli/job/job.h"

/* Whether the job's folder holds such results, with their manifest, to be freed in every case; and whether
 * they are whole. */
bool rap_next_look(const rap_job *job, rap_manifest *next);
bool rap_next_is_whole(const rap_job *job);

/* Puts them in place; the job holds the folder. RAP_OK, RAP_EIO after saying why, or RAP_ENOMEM. */
int rap_next_take_over(rap_job *job);

/* Has the job make its results in RAP_NEXT of its folder, and put them in place at the end. RAP_OK or RAP_ENOMEM. */
int rap_next_choose(rap_job *job);

#endif
