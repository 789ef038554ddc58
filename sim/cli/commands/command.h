/* command.h: what a command of the program is, and what it is handed.
 *
 * One table (commands.c) makes --help, the manual page and the shell completion; one file each
 * (cmd_*.c) does the work. */
#ifndef RAP_COMMAND_H
#define RAP_COMMAND_H

#include "cli/terminal/asked.h"

/* Which options a command takes: one bit for each line of rap_options_table. */
typedef enum {
    RAP_TAKES_OUT = 1 << 0,
    RAP_TAKES_DRAWS = 1 << 1,
    RAP_TAKES_REPLICATES = 1 << 2,
    RAP_TAKES_SEED = 1 << 3,
    RAP_TAKES_THREADS = 1 << 4,
    RAP_TAKES_SET = 1 << 5,
    RAP_TAKES_PRECISION = 1 << 6,
    RAP_TAKES_FORMAT = 1 << 7,
    RAP_TAKES_PLOT = 1 << 8,
    RAP_TAKES_QUIET = 1 << 9,
    RAP_TAKES_ARM = 1 << 10,
    RAP_TAKES_AGAINST = 1 << 11,
    RAP_TAKES_JUSTIFICATION = 1 << 12,
    RAP_TAKES_FORCE = 1 << 13,
    RAP_TAKES_FILE = 1 << 14,
    RAP_TAKES_TABLE = 1 << 15,
    RAP_TAKES_ARMS = 1 << 16,
    RAP_TAKES_OUTCOMES = 1 << 17,
    RAP_TAKES_GROUPS = 1 << 18,
    RAP_TAKES_WINDOWS = 1 << 19,
    RAP_TAKES_CUT = 1 << 20,
    RAP_TAKES_STARTER = 1 << 21,
    RAP_TAKES_LAYOUT = 1 << 22,
    RAP_TAKES_MAPS = 1 << 23,
    RAP_TAKES_NEW = 1 << 24,
    RAP_TAKES_POSTERIOR = 1 << 25,
    RAP_TAKES_ABOUT = 1 << 26,
    RAP_TAKES_MONTH = 1 << 27,
    RAP_TAKES_PARTNERS = 1 << 28,
    RAP_TAKES_LANGUAGE = 1 << 29
} rap_takes;

typedef struct {
    const char *name;
    const char *operand; /* "STUDY", "[NAME]", "KIND FILE" */
    const char *summary; /* one line */
    const char *text;    /* paragraphs for --help and the manual, separated by empty lines */
    unsigned takes;
    int (*run)(const rap_options *options); /* gives the exit status */
} rap_command;

extern const rap_command rap_commands[]; /* ends with a NULL name */

/* The command of that name, or NULL. */
const rap_command *rap_command_find(const char *name);

int rap_command_study(const rap_options *options);
int rap_command_check(const rap_options *options);
int rap_command_explain(const rap_options *options);
int rap_command_import(const rap_options *options);
int rap_command_init(const rap_options *options);
int rap_command_report(const rap_options *options);
int rap_command_resume(const rap_options *options);
int rap_command_replay(const rap_options *options);
int rap_command_export(const rap_options *options);

#endif
