/* report_extras.h: what the page says that tables do not know. */
#ifndef RAP_REPORT_EXTRAS_H
#define RAP_REPORT_EXTRAS_H

#include "plots/pictures/plots.h"

/* A picture as drawn by gnuplot. n = 0: it could not be drawn, the page says so. */
typedef struct {
    const char *type; /* media type: "image/svg+xml", "image/png" */
    const char *bytes;
    size_t n;
} rap_report_picture;

/* Texts may be NULL: the line is then left out. */
typedef struct {
    const rap_plots *plots;             /* NULL: no pictures were asked for */
    const rap_report_picture *pictures; /* one for each of plots->rows */
    const char *version;                /* of the program, "0.3.0" */
    const char *command;                /* as typed, for "how to repeat it" */
    const char *study_path;             /* of the study file */
    const char *host;                   /* machine and system, one line */
    const char *time;                   /* when it was finished, "2025-03-01 14:05 UTC" */
    double seconds;                     /* computing time; negative: not said */
    const char *precision;              /* what became of a precision that was asked for */
    const char *const *warnings;        /* sentences for the top of the page */
    size_t n_warnings;
    const char *const *files; /* names in the results folder, besides those of the plots */
    size_t n_files;
} rap_report_extras;

#endif
