/* command_inside.h: runs a command of the program in this process, unheard. */
#ifndef COMMAND_INSIDE_H
#define COMMAND_INSIDE_H

#include "cli/commands/command.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* What a command is asked: its pictures are not drawn, its results folder is `out`. */
static inline rap_options options_inside(const char *name, const char *operand, const char *out) {
    static char typed[] = "rapport test";
    return (rap_options){.command = name,
                         .operand = operand,
                         .out = out,
                         .draws = -1,
                         .replicates = -1,
                         .seed = -1,
                         .threads = 1,
                         .plot = "none",
                         .quiet = true,
                         .command_line = typed,
                         .whole_line = typed};
}

/* The command's exit status. */
static inline int run_options(const rap_options *options) {
    fflush(stdout);
    int null = open("/dev/null", O_WRONLY), screen = dup(1), errors = dup(2);
    dup2(null, 1);
    dup2(null, 2);
    close(null);
    int status = rap_command_find(options->command)->run(options);
    fflush(stdout);
    dup2(screen, 1);
    dup2(errors, 2);
    close(screen);
    close(errors);
    return status;
}

static inline int run_inside(const char *name, const char *operand, const char *out) {
    const rap_options options = options_inside(name, operand, out);
    return run_options(&options);
}

#endif
