/* asked.h: what was asked of the program on its command line, and what it answers to the shell. */
#ifndef RAP_ASKED_H
#define RAP_ASKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Exit statuses. 3 (a verdict was not what was expected) belongs to commands that judge. */
enum { RAP_EXIT_DONE = 0, RAP_EXIT_FAILED = 1, RAP_EXIT_USAGE = 2, RAP_EXIT_INTERRUPTED = 130 };

typedef enum { RAP_FORMAT_TEXT, RAP_FORMAT_CSV, RAP_FORMAT_JSON } rap_format;

/* Parts that a run can be split into, at most. */
enum { RAP_MOST_SHARDS = 100000 };

/* Part of what a results folder holds. */
typedef enum {
    RAP_PART_ARM,
    RAP_PART_OUTCOME,
    RAP_PART_GROUP,
    RAP_PART_WINDOW,
    RAP_PART_ORGANISATION,
    RAP_PART_KINDS
} rap_part_kind;

typedef struct {
    rap_part_kind kind;
    const char *name; /* as a study writes it */
} rap_asked_part;

typedef struct {
    const char *command;             /* its name */
    const char *operand;             /* STUDY, NAME or DIR; NULL where it may be left out and was */
    const char *second;              /* of a command with two, the FILE; else NULL */
    const char *out;                 /* results folder, or the file of an export; or NULL */
    int64_t draws, replicates, seed; /* -1: as in the study */
    int64_t threads;                 /* >= 1 */
    bool threads_asked;              /* else as many as there are processors */
    const char **sets;               /* KEY=VALUE */
    size_t n_sets;
    const char *posterior;   /* results folder of a calibration, or NULL */
    char *precision_outcome; /* NULL: no precision asked */
    double precision;        /* half-width, in the outcome's unit */
    rap_format format;
    const char *language;      /* code, "fr"; NULL: not said */
    const char *plot;          /* svg, png, pdf, ascii, none; NULL: not said */
    const char *arm;           /* NULL: the baseline */
    const char *against;       /* another results folder, or NULL */
    const char *justification; /* short, long, page; NULL: not said */
    double cut;                /* per cent of an award, above 0, below 100; 0: not said */
    const char *table;         /* runs, paths, draws; NULL: not said */
    const char *layout;        /* of a funder's form; NULL: not said */
    const char *study;         /* that a sheet is about; NULL: not said */
    const char *month;         /* month 0, "2026-11"; NULL: not said */
    bool partners;             /* a study of a list of partners */
    const char **maps;         /* "Own heading=KIND" */
    size_t n_maps;
    rap_asked_part *parts; /* to export or tell: of each kind these, or all where there is none */
    size_t n_parts;
    bool story;           /* one history is to be told */
    int64_t history;      /* which, from 1; 0: not said */
    const char **folders; /* of a command with many: all behind the first */
    size_t n_folders;
    bool missing;              /* only what is missing is to be said */
    int64_t shard, shards;     /* that part of so many, from 1; 0: all */
    int64_t tasks;             /* parts that a job script is to have; 0: not said */
    const char *parts_command; /* that they run; NULL: not said */
    const char *code;          /* of a class's run, to be told; NULL: not said */
    const char *ask;           /* a request of a class's page; NULL: not said */
    bool quiet;
    bool force;       /* replace other results, begin what looks too large */
    char **arguments; /* as typed; the first is the command's name */
    int n_arguments;
    char *command_line; /* as typed, quoted for a shell */
    char *whole_line;   /* the same without --shard and --out */
} rap_options;

#endif
