/* options.h: reading the arguments of a command, and the table of options. */
#ifndef RAP_OPTIONS_H
#define RAP_OPTIONS_H

#include "base/text.h"
#include "cli/commands/command.h"

struct argp_state;
typedef struct rap_option rap_option;

/* Keeps what was said with an option. 0 or ENOMEM; prints and exits by itself where it makes no sense. */
typedef int rap_take(struct argp_state *state, rap_options *options, const rap_option *option,
                     const char *text);

struct rap_option {
    rap_takes bit;
    const char *name;     /* without the dashes */
    const char *argument; /* NULL for a switch */
    const char *text;
    const char *const *choices; /* rap_option_choice says which they are; NULL: any argument */
    rap_take *take;
    size_t at;      /* where in rap_options it is kept, for those that keep it as it is */
    int64_t lo, hi; /* of whole numbers */
};

extern const rap_option rap_options_table[]; /* ends with a NULL name */

/* The letter that stands for an option too, as -o for --out; 0 where there is none. */
char rap_option_letter(const rap_option *option);

/* The k-th of its legal arguments, from 0, in a program with these commands; NULL behind the last, and where any argument
 * will do. */
const char *rap_option_choice(const rap_option *option, const rap_command *commands, size_t k);

/* Reads argv (argv[0] is the command's name) for one of the program's commands. Prints and exits by itself for --help (status 0) and
 * bad usage (status 2). Otherwise `options` is filled; RAP_OK, RAP_EINPUT after saying why, or RAP_ENOMEM. */
int rap_options_read(rap_options *options, const rap_command *commands, const rap_command *command,
                     int argc, char **argv);
void rap_options_free(rap_options *options);

#endif
