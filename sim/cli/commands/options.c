/* options.c: argp over the table of options; every value is checked here, once. */
#include "cli/commands/options.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/commands/typed.h"
#include "cli/terminal/message.h"
#include "plots/words/translation.h"

#include <argp.h>
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const formats[] = {"text", "csv", "json", NULL};
static const char *const terminals[] = {"svg", "png", "pdf", "ascii", "none", NULL};
static const char *const lengths[] = {"short", "long", "page", NULL};
static const char *const tables[] = {"runs", "paths", "draws", NULL};
static const char *const parted[] = {NULL}; /* stands for the commands that take --shard */
static const char *const forms[] = {
#define LAYOUT(name, ...) name,
#include "scenario/study/form_layouts.def"
#undef LAYOUT
    NULL};

#define AT(field) offsetof(rap_options, field)

static rap_take take_name, take_choice, take_format, take_flag, take_integer, take_cut, take_shard,
    take_precision, take_setting, take_map, take_arm, take_outcome, take_group, take_window,
    take_organisation;

const rap_option rap_options_table[] = {
    {RAP_TAKES_OUT, "out", "DIR", "results folder (default: results-STUDY-COMMAND)", NULL,
     take_name, AT(out), 0, 0},
    {RAP_TAKES_DRAWS, "draws", "N", "draws of parameters, 0 keeps the start values", NULL,
     take_integer, AT(draws), 0, 1000000},
    {RAP_TAKES_REPLICATES, "replicates", "N", "runs of each draw", NULL, take_integer,
     AT(replicates), 1, 1000000},
    {RAP_TAKES_SEED, "seed", "N", "seed of all random numbers", NULL, take_integer, AT(seed), 0,
     INT64_MAX},
    {RAP_TAKES_THREADS, "threads", "N", "threads to use (default: all processors)", NULL,
     take_integer, AT(threads), 1, 1024},
    {RAP_TAKES_SET, "set", "KEY=VALUE",
     "replace a setting of the study, in every arm, or in one as arms.NAME.changes.KEY; repeatable",
     NULL, take_setting, 0, 0, 0},
    {RAP_TAKES_POSTERIOR, "posterior", "DIR",
     "draw the numbers of which data told something from what `calibrate` left of them in DIR",
     NULL, take_name, AT(posterior), 0, 0},
    {RAP_TAKES_PRECISION, "precision", "OUTCOME=X",
     "more draws until the 95 % interval of each of the outcome's contrasts is within +-X, at most "
     "64 times as many; says beforehand how many and how long; status 1 where it is not reached",
     NULL, take_precision, 0, 0, 0},
    {RAP_TAKES_SHARD, "shard", "K/N",
     "run only the K-th of N parts of the histories, into a folder of its own; rapport merge makes "
     "the whole of all parts",
     NULL, take_shard, 0, 0, 0},
    {RAP_TAKES_TASKS, "tasks", "N", "number of parts, each a task of the job", NULL, take_integer,
     AT(tasks), 1, RAP_MOST_SHARDS},
    {RAP_TAKES_TASKS, "command", "COMMAND",
     "what the parts run, with options of its own (default: compare)", parted, take_choice,
     AT(parts_command), 0, 0},
    {RAP_TAKES_MISSING, "missing", NULL,
     "merge nothing; print the numbers of the parts that are to be run again, as sbatch --array "
     "takes them; status 1 where there are any",
     NULL, take_flag, AT(missing), 0, 0},
    {RAP_TAKES_FORMAT, "format", "FORMAT", "print as text, csv or json (default: text)", formats,
     take_format, 0, 0, 0},
    {RAP_TAKES_PLOT, "plot", "KIND", "plots as svg, png, pdf, ascii or none (default: svg)",
     terminals, take_choice, AT(plot), 0, 0},
    {RAP_TAKES_LANGUAGE, "language", "CODE",
     "words of pages, pictures and answers: " RAPPORT_LANGUAGES " (default: en); files of figures "
     "stay as they are",
     rap_language_codes, take_choice, AT(language), 0, 0},
    {RAP_TAKES_QUIET, "quiet", NULL, "no progress, no notes; errors and results only", NULL,
     take_flag, AT(quiet), 0, 0},
    {RAP_TAKES_FORCE, "force", NULL,
     "replace other results in the folder, and begin although memory or disk look too small", NULL,
     take_flag, AT(force), 0, 0},
    {RAP_TAKES_ROOM, "force", NULL, "begin although the disk looks too small", NULL, take_flag,
     AT(force), 0, 0},
    {RAP_TAKES_ARM, "arm", "NAME", "the arm to run (default: the baseline)", NULL, take_name,
     AT(arm), 0, 0},
    {RAP_TAKES_STORY, "story", NULL,
     "tell one history: what happened to whom, month by month, in words and a picture", NULL,
     take_flag, AT(story), 0, 0},
    {RAP_TAKES_HISTORY, "history", "K",
     "with --story: the K-th of all histories (default: the first)", NULL, take_integer,
     AT(history), 1, INT64_MAX},
    {RAP_TAKES_ORGANISATIONS, "organisation", "NAME",
     "with --story: of that row of organisations; repeatable (default: the eight to whom most "
     "happens)",
     NULL, take_organisation, 0, 0, 0},
    {RAP_TAKES_AGAINST, "against", "DIR", "say what changed since the results in DIR", NULL,
     take_name, AT(against), 0, 0},
    {RAP_TAKES_JUSTIFICATION, "justification", "LENGTH",
     "words on each line of the budget: short (some sentences), long, or page (one page with a "
     "picture; default: long)",
     lengths, take_choice, AT(justification), 0, 0},
    {RAP_TAKES_CUT, "cut", "PERCENT",
     "look for the lines that can bear it best if the award is so many per cent smaller", NULL,
     take_cut, 0, 0, 0},
    {RAP_TAKES_TABLE, "table", "TABLE",
     "runs (outcomes at windows), paths (month by month) or draws (default: runs)", tables,
     take_choice, AT(table), 0, 0},
    {RAP_TAKES_FILE, "out", "FILE",
     "file to write, whole or not at all; none that is there (default: standard output)", NULL,
     take_name, AT(out), 0, 0},
    {RAP_TAKES_ARMS, "arm", "NAME", "that arm only; repeatable", NULL, take_arm, 0, 0, 0},
    {RAP_TAKES_OUTCOMES, "outcome", "NAME",
     "that outcome only, of a ratio both its parts; repeatable", NULL, take_outcome, 0, 0, 0},
    {RAP_TAKES_GROUPS, "group", "NAME", "that group only, such as all; repeatable", NULL,
     take_group, 0, 0, 0},
    {RAP_TAKES_WINDOWS, "window", "NAME", "that window of the study only; repeatable", NULL,
     take_window, 0, 0, 0},
    {RAP_TAKES_STARTER, "budget", "LAYOUT",
     "a study of a budget for a funder's form: plain, cihr (SSHRC too), nihr, ukri, nih, "
     "nih_modular or pcori",
     forms, take_choice, AT(layout), 0, 0},
    {RAP_TAKES_LAYOUT, "layout", "LAYOUT",
     "the funder's form that it is written for (default: its own headings): plain, cihr, nihr, "
     "ukri, nih, nih_modular or pcori",
     forms, take_choice, AT(layout), 0, 0},
    {RAP_TAKES_MAPS, "map", "THEIRS=OURS",
     "what the file's own words are: a heading or line of a budget ('Own heading=travel'), a "
     "column "
     "('Own header=trust (1-5)'; 'Own header=none' leaves it out), a word in one ('type:Own "
     "word=public_health_agency'), an item of "
     "a survey ('Own item=trust_in_team'); repeatable",
     NULL, take_map, 0, 0, 0},
    {RAP_TAKES_NEW, "out", "NAME",
     "file to write, whole or not at all: of a budget a study, none that is there (default: "
     "standard "
     "output); of partners and ties NAME.cfg and NAME.csv, of a survey NAME.cfg (default: STUDY "
     "without .cfg, and -partners, -ties or -survey)",
     NULL, take_name, AT(out), 0, 0},
    {RAP_TAKES_ABOUT, "study", "STUDY",
     "the study that takes what is imported, in which types, teams and names are looked up", NULL,
     take_name, AT(study), 0, 0},
    {RAP_TAKES_MONTH, "month", "MONTH",
     "month 0 of the study, from which dates are counted back: 2026-11 (default: this month)", NULL,
     take_name, AT(month), 0, 0},
    {RAP_TAKES_PARTNERS, "partners", NULL,
     "a study of a list of your partners, with a list to fill in", NULL, take_flag, AT(partners), 0,
     0},
    {RAP_TAKES_CODE, "code", "CODE",
     "tell the story of a code of a class's page, of both its arms, and run nothing else", NULL,
     take_name, AT(code), 0, 0},
    {RAP_TAKES_PAGE, "out", "FILE", "the page to write, whole or not at all; none that is there",
     NULL, take_name, AT(out), 0, 0},
    {RAP_TAKES_ASK, "ask", "REQUEST",
     "print what the page's engine answers, as JSON: offer, code PLACES-GUESSES-LUCK, story CODE, "
     "worlds CODE KIND FROM COUNT, why CODE CODE",
     NULL, take_name, AT(ask), 0, 0},
    {0, NULL, NULL, NULL, NULL, NULL, 0, 0, 0},
};

enum {
    N_OPTIONS = sizeof rap_options_table / sizeof rap_options_table[0],
    FIRST_KEY = 256,
    MOST_CHOICES = 32
};

char rap_option_letter(const rap_option *option) {
    return strcmp(option->name, "out") == 0 ? 'o' : '\0';
}

const char *rap_option_choice(const rap_option *option, const rap_command *commands, size_t k) {
    if (option->choices != parted)
        return option->choices ? option->choices[k] : NULL;
    for (const rap_command *c = commands; c->name; c++)
        if (c->takes & RAP_TAKES_SHARD && k-- == 0)
            return c->name;
    return NULL;
}

/* argp_error for words that may hold what a user did not type by hand, as names of files. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
wrong(struct argp_state *state, const char *format, ...) {
    char words[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    rap_make_harmless(words);
    argp_error(state, "%s", words);
}

/* ---- what each option does with its word: rap_option.take ------------------------------------- */

static void *field_of(rap_options *o, const rap_option *option) {
    return (char *)o + option->at;
}

/* A whole number from lo to hi, nothing else beside it. */
static int take_integer(struct argp_state *state, rap_options *o, const rap_option *option,
                        const char *text) {
    char *end;
    errno = 0;
    long long x = strtoll(text, &end, 10);
    bool digits = text[0] >= '0' && text[0] <= '9';
    if (!digits || *end || errno || x < option->lo || x > option->hi)
        wrong(state, "--%s: expected a whole number from %lld to %lld, found '%s'", option->name,
              (long long)option->lo, (long long)option->hi, text);
    *(int64_t *)field_of(o, option) = x;
    return 0;
}

static int take_name(struct argp_state *state, rap_options *o, const rap_option *option,
                     const char *text) {
    if (!text[0])
        wrong(state, "--%s is empty", option->name);
    *(const char **)field_of(o, option) = text;
    return 0;
}

static int take_flag(struct argp_state *state, rap_options *o, const rap_option *option,
                     const char *text) {
    (void)state, (void)text;
    *(bool *)field_of(o, option) = true;
    return 0;
}

static size_t choice(struct argp_state *state, const rap_options *o, const rap_option *option,
                     const char *text) {
    const char *names[MOST_CHOICES], *name;
    size_t n = 0;
    for (; n < MOST_CHOICES && (name = rap_option_choice(option, o->commands, n)); n++) {
        if (!strcmp(name, text))
            return n;
        names[n] = name;
    }
    const char *near = rap_nearest(text, names, n);
    wrong(state, "--%s: unknown '%s'%s%s%s", option->name, text, near ? "; did you mean '" : "",
          near ? near : "", near ? "'?" : "");
    return 0;
}

static int take_choice(struct argp_state *state, rap_options *o, const rap_option *option,
                       const char *text) {
    size_t k = choice(state, o, option, text);
    *(const char **)field_of(o, option) = rap_option_choice(option, o->commands, k);
    return 0;
}

static int take_format(struct argp_state *state, rap_options *o, const rap_option *option,
                       const char *text) {
    o->format = (rap_format)choice(state, o, option, text);
    return 0;
}

static int take_precision(struct argp_state *state, rap_options *o, const rap_option *option,
                          const char *text) {
    (void)option;
    const char *equals = strchr(text, '=');
    char *end = NULL;
    double x = equals ? strtod(equals + 1, &end) : 0;
    if (!equals || equals == text || !equals[1] || *end || !isfinite(x) || x <= 0)
        wrong(state, "--precision: expected OUTCOME=X with X above 0, found '%s'", text);
    rap_free(o->precision_outcome);
    o->precision_outcome = rap_copy_text(text);
    if (!o->precision_outcome)
        return ENOMEM;
    o->precision_outcome[equals - text] = '\0';
    o->precision = x;
    return 0;
}

static int take_cut(struct argp_state *state, rap_options *o, const rap_option *option,
                    const char *text) {
    (void)option;
    char *end;
    double x = strtod(text, &end);
    if (end == text || *end || !(x > 0 && x < 100))
        wrong(state, "--cut: expected a number of per cent above 0 and below 100, found '%s'",
              text);
    o->cut = x;
    return 0;
}

static int take_shard(struct argp_state *state, rap_options *o, const rap_option *option,
                      const char *text) {
    (void)option;
    char *middle, *end = NULL;
    errno = 0;
    long long k = strtoll(text, &middle, 10);
    long long n = *middle == '/' ? strtoll(middle + 1, &end, 10) : 0;
    bool digits = isdigit((unsigned char)text[0]) && end && isdigit((unsigned char)middle[1]);
    if (!digits || *end || errno || k < 1 || k > n || n > RAP_MOST_SHARDS)
        wrong(state, "--shard: expected K/N, from 1/N to N/N, with N at most %d, found '%s'",
              RAP_MOST_SHARDS, text);
    o->shard = k;
    o->shards = n;
    return 0;
}

static int add_word(const char ***list, size_t *n, const char *text) {
    const char **longer = rap_reallocate(*list, *n, *n + 1, sizeof *longer);
    if (!longer)
        return ENOMEM;
    *list = longer;
    longer[(*n)++] = text;
    return 0;
}

static int take_setting(struct argp_state *state, rap_options *o, const rap_option *option,
                        const char *text) {
    (void)option;
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        wrong(state, "--set: expected KEY=VALUE, found '%s'", text);
    return add_word(&o->sets, &o->n_sets, text);
}

static int take_map(struct argp_state *state, rap_options *o, const rap_option *option,
                    const char *text) {
    (void)option;
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text)
        wrong(state, "--map: expected THEIRS=OURS, found '%s'", text);
    return add_word(&o->maps, &o->n_maps, text);
}

static int add_part(rap_options *o, rap_part_kind kind, const char *name) {
    rap_asked_part *parts = rap_reallocate(o->parts, o->n_parts, o->n_parts + 1, sizeof *parts);
    if (!parts)
        return ENOMEM;
    o->parts = parts;
    o->parts[o->n_parts++] = (rap_asked_part){kind, name};
    return 0;
}

#define TAKE_PART(function, kind)                                                                  \
    static int function(struct argp_state *state, rap_options *o, const rap_option *option,        \
                        const char *text) {                                                        \
        (void)state, (void)option;                                                                 \
        return add_part(o, kind, text);                                                            \
    }
TAKE_PART(take_arm, RAP_PART_ARM)
TAKE_PART(take_outcome, RAP_PART_OUTCOME)
TAKE_PART(take_group, RAP_PART_GROUP)
TAKE_PART(take_window, RAP_PART_WINDOW)
TAKE_PART(take_organisation, RAP_PART_ORGANISATION)

/* What argp hands to parse_one. */
typedef struct {
    rap_options *options;
    const rap_command *command;
} parse_context;

static int take_operand(struct argp_state *state, parse_context *c, const char *text) {
    const char *operand = c->command->operand, *blank = strchr(operand, ' ');
    bool second = blank && c->options->operand;
    if (second && text[0] && strstr(operand, "..."))
        return add_word(&c->options->folders, &c->options->n_folders, text);
    if (c->options->second || (c->options->operand && !blank))
        wrong(state, "one argument too many: '%s'", text);
    if (!text[0])
        wrong(state, "%s is empty", operand);
    *(second ? &c->options->second : &c->options->operand) = text;
    return 0;
}

static int key_of(const rap_option *option) {
    int letter = rap_option_letter(option);
    return letter ? letter : FIRST_KEY + (int)(option - rap_options_table);
}

/* NULL where the command has no such option. */
static const rap_option *option_of_key(const rap_command *command, int key) {
    for (const rap_option *o = rap_options_table; o->name; o++)
        if (command->takes & o->bit && key_of(o) == key)
            return o;
    return NULL;
}

static error_t parse_one(int key, char *text, struct argp_state *state) {
    parse_context *c = state->input;
    bool optional = c->command->operand[0] == '[';
    const rap_option *option;
    switch (key) {
    case ARGP_KEY_ARG:
        return take_operand(state, c, text);
    case ARGP_KEY_END:
        if (strchr(c->command->operand, ' ') && !c->options->second && !c->options->n_folders)
            wrong(state, "%s expected", c->command->operand);
        return 0;
    case ARGP_KEY_NO_ARGS:
        if (!optional)
            wrong(state, "%s is missing", c->command->operand);
        return 0;
    default:
        option = option_of_key(c->command, key);
        return option ? option->take(state, c->options, option, text) : ARGP_ERR_UNKNOWN;
    }
}

static size_t argp_table(struct argp_option *table, const rap_command *command) {
    size_t n = 0;
    for (size_t i = 0; i + 1 < N_OPTIONS; i++) {
        const rap_option *option = &rap_options_table[i];
        if (command->takes & option->bit)
            table[n++] = (struct argp_option){.name = option->name,
                                              .key = key_of(option),
                                              .arg = option->argument,
                                              .doc = option->text};
    }
    table[n] = (struct argp_option){0};
    return n;
}

static int64_t processors(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 1024 ? 1024 : n;
}

/* Whether the library may print an argument that it does not know, which it does as it is. */
static bool can_be_shown(int argc, char **argv) {
    bool clean = true;
    for (int i = 1; i < argc; i++)
        clean = clean && (argv[i][0] != '-' || rap_is_harmless(argv[i]));
    return clean;
}

int rap_options_read(rap_options *options, const rap_command *commands, const rap_command *command,
                     int argc, char **argv) {
    *options = (rap_options){
        .command = command->name, .commands = commands, .draws = -1, .replicates = -1, .seed = -1};
    if (!can_be_shown(argc, argv)) {
        rap_complain("an option holds characters that cannot be seen, or is no UTF-8");
        return rap_fail(RAP_EINPUT);
    }
    struct argp_option table[N_OPTIONS];
    size_t n_options = argp_table(table, command);
    char name[64] = "rapport ";
    strncat(name, command->name, sizeof name - strlen(name) - 1);
    rap_text text;
    rap_text_init(&text);
    rap_text_format(&text, "%s\v%s", command->summary, command->text);
    options->command_line = rap_typed_line(command, argc, argv, false);
    options->whole_line = rap_typed_line(command, argc, argv, true);
    options->arguments = rap_allocate((size_t)argc, sizeof *options->arguments);
    options->n_arguments = options->arguments ? argc : 0;
    if (options->arguments)
        memcpy(options->arguments, argv, (size_t)argc * sizeof *argv);
    bool lines = options->command_line && options->whole_line && options->arguments;
    int status = rap_text_status(&text) || !lines ? rap_fail(RAP_ENOMEM) : RAP_OK;
    if (!status) {
        struct argp argp = {.options = n_options ? table : NULL,
                            .parser = parse_one,
                            .args_doc = command->operand,
                            .doc = rap_text_string(&text)};
        parse_context context = {options, command};
        argp_err_exit_status = RAP_EXIT_USAGE;
        argv[0] = name;
        status = argp_parse(&argp, argc, argv, 0, NULL, &context) ? rap_fail(RAP_ENOMEM) : RAP_OK;
    }
    rap_text_free(&text);
    options->threads_asked = options->threads > 0;
    if (!options->threads_asked)
        options->threads = processors();
    return status;
}

void rap_options_free(rap_options *options) {
    rap_free(options->sets);
    rap_free(options->maps);
    rap_free(options->folders);
    rap_free(options->parts);
    rap_free(options->precision_outcome);
    rap_free(options->arguments);
    rap_free(options->command_line);
    rap_free(options->whole_line);
    *options = (rap_options){0};
}
