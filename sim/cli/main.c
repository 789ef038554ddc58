/* main.c: finds the command and hands it its options. */
#include "base/error.h"
#include "cli/commands/help.h"
#include "cli/terminal/message.h"
#include "cli/commands/options.h"
#include "cli/machine/ranks.h"

#include <signal.h>
#include <string.h>

static int print_made(void (*make)(rap_text *)) {
    rap_text out;
    rap_text_init(&out);
    make(&out);
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}

static int unknown(const char *name) {
    const char *names[64];
    size_t n = 0;
    for (const rap_command *c = rap_commands; c->name && n < 64; c++)
        names[n++] = c->name;
    const char *near = rap_nearest(name, names, n);
    rap_complain("unknown %s '%s'%s%s%s", name[0] == '-' ? "option" : "command", name,
                 near ? "; did you mean '" : "; rapport --help lists the commands",
                 near ? near : "", near ? "'?" : "");
    return RAP_EXIT_USAGE;
}

static int run_command(const rap_command *command, int argc, char **argv) {
    rap_options options;
    int status = rap_options_read(&options, rap_commands, command, argc, argv);
    int (*run)(const rap_options *) = rap_ranks_helps() ? rap_command_help : command->run;
    int result = status ? rap_failed("the options", status) : run(&options);
    rap_options_free(&options);
    return result;
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    signal(SIGXFSZ,
           SIG_IGN); /* a file that may not grow is a failed write, to be reported as one */
    rap_ranks_begin();
    if (argc < 2) {
        rap_complain("a command is missing; rapport --help lists them");
        return RAP_EXIT_USAGE;
    }
    const char *name = argv[1];
    if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "-?") ||
        !strcmp(name, "help"))
        return print_made(rap_help);
    if (!strcmp(name, "--version") || !strcmp(name, "-V"))
        return print_made(rap_help_version);
    if (!strcmp(name, "--print-manual"))
        return print_made(rap_help_manual);
    if (!strcmp(name, "--print-completion"))
        return print_made(rap_help_completion);
    const rap_command *command = rap_command_find(name);
    return command ? run_command(command, argc - 1, argv + 1) : unknown(name);
}
