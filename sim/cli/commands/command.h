/* command.h: what a command of the program is, and what it is handed.
 *
 * One table (commands.c) makes --help, the manual page and the shell completion; one file each
 * (cmd_*.c) does the work. */
#ifndef RAP_COMMAND_H
#define RAP_COMMAND_H

#include "cli/terminal/asked.h"

/* Which options a command takes: one bit for each line of rap_options_table. */
typedef uint64_t rap_takes;
#define RAP_TAKES_OUT (UINT64_C(1) << 0)
#define RAP_TAKES_DRAWS (UINT64_C(1) << 1)
#define RAP_TAKES_REPLICATES (UINT64_C(1) << 2)
#define RAP_TAKES_SEED (UINT64_C(1) << 3)
#define RAP_TAKES_THREADS (UINT64_C(1) << 4)
#define RAP_TAKES_SET (UINT64_C(1) << 5)
#define RAP_TAKES_PRECISION (UINT64_C(1) << 6)
#define RAP_TAKES_FORMAT (UINT64_C(1) << 7)
#define RAP_TAKES_PLOT (UINT64_C(1) << 8)
#define RAP_TAKES_QUIET (UINT64_C(1) << 9)
#define RAP_TAKES_ARM (UINT64_C(1) << 10)
#define RAP_TAKES_AGAINST (UINT64_C(1) << 11)
#define RAP_TAKES_JUSTIFICATION (UINT64_C(1) << 12)
#define RAP_TAKES_FORCE (UINT64_C(1) << 13)
#define RAP_TAKES_FILE (UINT64_C(1) << 14)
#define RAP_TAKES_TABLE (UINT64_C(1) << 15)
#define RAP_TAKES_ARMS (UINT64_C(1) << 16)
#define RAP_TAKES_OUTCOMES (UINT64_C(1) << 17)
#define RAP_TAKES_GROUPS (UINT64_C(1) << 18)
#define RAP_TAKES_WINDOWS (UINT64_C(1) << 19)
#define RAP_TAKES_CUT (UINT64_C(1) << 20)
#define RAP_TAKES_STARTER (UINT64_C(1) << 21)
#define RAP_TAKES_LAYOUT (UINT64_C(1) << 22)
#define RAP_TAKES_MAPS (UINT64_C(1) << 23)
#define RAP_TAKES_NEW (UINT64_C(1) << 24)
#define RAP_TAKES_POSTERIOR (UINT64_C(1) << 25)
#define RAP_TAKES_ABOUT (UINT64_C(1) << 26)
#define RAP_TAKES_MONTH (UINT64_C(1) << 27)
#define RAP_TAKES_PARTNERS (UINT64_C(1) << 28)
#define RAP_TAKES_STORY (UINT64_C(1) << 29)
#define RAP_TAKES_HISTORY (UINT64_C(1) << 30)
#define RAP_TAKES_ORGANISATIONS (UINT64_C(1) << 31)
#define RAP_TAKES_LANGUAGE (UINT64_C(1) << 32)
#define RAP_TAKES_SHARD (UINT64_C(1) << 33)
#define RAP_TAKES_MISSING (UINT64_C(1) << 34)
#define RAP_TAKES_CODE (UINT64_C(1) << 35)
#define RAP_TAKES_ASK (UINT64_C(1) << 36)
#define RAP_TAKES_PAGE (UINT64_C(1) << 37)
#define RAP_TAKES_ROOM (UINT64_C(1) << 38)
#define RAP_TAKES_TASKS (UINT64_C(1) << 39)

typedef struct rap_job rap_job; /* job.h */

typedef struct rap_command {
    const char *name;
    const char *operand; /* "STUDY", "[NAME]", "KIND FILE", "DIR SHARD..." */
    const char *summary; /* one line */
    const char *text;    /* paragraphs for --help and the manual, separated by empty lines */
    rap_takes takes;
    int (*run)(const rap_options *options); /* gives the exit status */
} rap_command;

extern const rap_command rap_commands[]; /* ends with a NULL name */

/* The command of that name, or NULL. */
const rap_command *rap_command_find(const char *name);

/* Reads the study that a job's options name, and what they ask of it. Gives the exit status. */
int rap_command_read(rap_job *job);

/* The way from a job that is ready to its end: runs, results, what is printed. Gives the exit status. */
int rap_command_finish(rap_job *job);

/* What a process does that helps another one with its command, whichever that is (ranks.h). Gives the exit status. */
int rap_command_help(const rap_options *options);

int rap_command_study(const rap_options *options);
int rap_command_check(const rap_options *options);
int rap_command_explain(const rap_options *options);
int rap_command_import(const rap_options *options);
int rap_command_init(const rap_options *options);
int rap_command_merge(const rap_options *options);
int rap_command_report(const rap_options *options);
int rap_command_slurm(const rap_options *options);
int rap_command_resume(const rap_options *options);
int rap_command_replay(const rap_options *options);
int rap_command_export(const rap_options *options);
int rap_command_classroom(const rap_options *options);

/* `run --code`: tells the story of a code of a class. Gives the exit status. */
int rap_tell_code(const rap_options *options);

#endif
