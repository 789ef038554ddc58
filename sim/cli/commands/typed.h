/* typed.h: a command line as it was typed, and the options in it. */
#ifndef RAP_TYPED_H
#define RAP_TYPED_H

#include "cli/commands/command.h"

/* How many words from this one on are one of these options, 0 where none: they may be abbreviated, as far as argp takes
 * that, and have their argument, which each of these has, in a word of its own. `names` ends with NULL. */
int rap_options_are(const char *word, const char *const *names);

/* The line, quoted for a shell; of the `whole` run where it asks for a part: without --shard and --out. NULL without
 * memory; the caller frees it. */
char *rap_typed_line(const rap_command *command, int argc, char **argv, bool whole);

#endif
