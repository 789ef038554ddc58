/* help.c: help, manual page and completion from one pair of tables, so that they cannot drift
 * apart. */
#include "cli/commands/help.h"
#include "cli/commands/options.h"
#include "cli/terminal/table.h"
#include "cli/machine/version.h"

#include <string.h>

#define PURPOSE "simulates research done with communities, as realist evaluation asks"

static const char *const exits[][2] = {
    {"0", "done"},
    {"1", "failed while running, or the precision asked for was not reached"},
    {"2", "bad input or usage: nothing was run, nothing written"},
    {"3", "a verdict was not the expected one"},
    {"130", "interrupted; what was finished is kept"},
};
enum { N_EXITS = sizeof exits / sizeof exits[0] };

void rap_help(rap_text *out) {
    static const rap_align align[] = {RAP_LEFT, RAP_WRAP};
    rap_table table;
    rap_table_init(&table, align, 2);
    for (const rap_command *c = rap_commands; c->name; c++) {
        rap_table_cell(&table, "%s %s", c->name, c->operand);
        rap_table_cell(&table, "%s", c->summary);
    }
    rap_text_add(out, "Usage: rapport COMMAND [OPTION...] ARGUMENT\n\nrapport " PURPOSE ".\n\n");
    rap_table_print(&table, out, 2, 80);
    rap_table_free(&table);
    rap_text_add(out, "\nrapport COMMAND --help says more; rapport --version names the build.\n"
                      "A first study: rapport init first, then rapport compare first.cfg\n\n"
                      "Exit status:\n");
    for (size_t i = 0; i < N_EXITS; i++)
        rap_text_format(out, "  %-3s  %s\n", exits[i][0], exits[i][1]);
}

void rap_help_version(rap_text *out) {
    rap_text_format(out,
                    "rapport " RAPPORT_VERSION " (" RAPPORT_COMMIT ")\n"
                    "Arithmetic: " RAPPORT_ARITHMETIC " (%s on another processor).\n"
                    "Licence GPL-3.0-or-later; there is no warranty.\n",
                    strcmp(RAPPORT_ARITHMETIC, "musl") ? "equal to rounding" : "the same digits");
}

/* ---- manual --------------------------------------------------------------------------------- */

/* Text for roff: a line of its own, with what roff would take for its own marks escaped. */
static void roff(rap_text *out, const char *text) {
    if (text[0] == '.' || text[0] == '\'')
        rap_text_add(out, "\\&");
    for (; *text; text++) {
        if (*text == '\\')
            rap_text_add(out, "\\e");
        else if (*text == '-')
            rap_text_add(out, "\\-");
        else if (text[0] == '\n' && text[1] == '\n')
            rap_text_add(out, "\n.PP");
        else
            rap_text_add_bytes(out, text, 1);
    }
    rap_text_add(out, "\n");
}

static void manual_options(rap_text *out, const rap_command *c) {
    for (const rap_option *o = rap_options_table; o->name; o++) {
        if (!(c->takes & o->bit))
            continue;
        rap_text_add(out, ".TP\n.B ");
        if (rap_option_letter(o))
            rap_text_format(out, "\\-%c, ", rap_option_letter(o));
        rap_text_format(out, "\\-\\-%s", o->name);
        rap_text_format(out, o->argument ? "=%s\n" : "\n", o->argument);
        roff(out, o->text);
    }
}

void rap_help_manual(rap_text *out) {
    rap_text_add(out, ".TH RAPPORT 1 \"\" \"rapport " RAPPORT_VERSION "\" \"User Commands\"\n"
                      ".SH NAME\nrapport \\- " PURPOSE "\n"
                      ".SH SYNOPSIS\n.B rapport\n.I COMMAND\n[\\fIOPTION\\fR...] \\fIARGUMENT\\fR\n"
                      ".SH DESCRIPTION\n");
    roff(
        out,
        "A study is one text file: a community, teams, policies, money, and arms that differ in "
        "some of it. rapport runs all arms on the same luck and says how they differ, for whom, "
        "and which assumptions matter. Results go to standard output, all else to standard error.");
    rap_text_add(out, ".SH COMMANDS\n");
    for (const rap_command *c = rap_commands; c->name; c++) {
        rap_text_format(out, ".SS rapport %s %s\n", c->name, c->operand);
        roff(out, c->text);
        manual_options(out, c);
    }
    rap_text_add(out,
                 ".SH ENVIRONMENT\n.TP\n.B RAPPORT_DATA\n"
                 "folder in which included files are looked up that do not stand beside the study\n"
                 ".SH EXIT STATUS\n");
    for (size_t i = 0; i < N_EXITS; i++) {
        rap_text_format(out, ".TP\n.B %s\n", exits[i][0]);
        roff(out, exits[i][1]);
    }
}

/* ---- completion ----------------------------------------------------------------------------- */

static void completion_words(rap_text *out, const rap_command *c) {
    rap_text_format(out, "        %s) words='--help", c->name);
    for (const rap_option *o = rap_options_table; o->name; o++)
        if (c->takes & o->bit)
            rap_text_format(out, " --%s%s", o->name, o->argument ? "=" : "");
    rap_text_add(out, "' ;;\n");
}

static void completion_choices(rap_text *out) {
    for (const rap_option *o = rap_options_table; o->name; o++) {
        const char *name = rap_option_choice(o, rap_commands, 0);
        if (!name)
            continue;
        rap_text_format(out, "        --%s) words='", o->name);
        for (size_t i = 0; (name = rap_option_choice(o, rap_commands, i)); i++)
            rap_text_format(out, "%s%s", i ? " " : "", name);
        rap_text_add(out, "' ;;\n");
    }
}

void rap_help_completion(rap_text *out) {
    rap_text_add(out, "# Completion of rapport for bash, made by rapport --print-completion.\n"
                      "_rapport() {\n"
                      "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}"
                      " words=\n"
                      "    [ \"$word\" = '=' ] && word=\n"
                      "    [ \"$before\" = '=' ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
                      "    case $before in\n");
    completion_choices(out);
    rap_text_add(out, "    esac\n"
                      "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='--help --version");
    for (const rap_command *c = rap_commands; c->name; c++)
        rap_text_format(out, " %s", c->name);
    rap_text_add(out, "'\n    elif [ -z \"$words\" ]; then case ${COMP_WORDS[1]} in\n");
    for (const rap_command *c = rap_commands; c->name; c++)
        completion_words(out, c);
    rap_text_add(out, "    esac; fi\n"
                      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                      "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
                      "}\ncomplete -o default -F _rapport rapport\n");
}
