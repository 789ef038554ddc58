/* job.h: one run in one results folder, from the study to the report. The commands compare, run,
 * resume, replay and report are short tours through these steps. */
#ifndef RAP_JOB_H
#define RAP_JOB_H

#include "analysis/budget/best_split.h"
#include "analysis/discovery/boxes.h"
#include "analysis/discovery/candidates.h"
#include "analysis/budget/lines.h"
#include "analysis/patterns/patterns.h"
#include "analysis/discovery/points.h"
#include "analysis/tables/tables.h"
#include "analysis/propositions/verdicts.h"
#include "analysis/budget/worth.h"
#include "cli/terminal/asked.h"
#include "cli/folder/files.h"
#include "cli/folder/folder.h"
#include "cli/folder/manifest.h"

typedef struct rap_inquiry rap_inquiry; /* inquiry.h */

typedef struct {
    const rap_options *options;
    const char *folder;
    const char *path;           /* of the study, for messages */
    const rap_inquiry *inquiry; /* what the command asks beyond the tables, or NULL */
    int lock;                   /* descriptor that holds the folder, -1 for none */
    rap_files files;
    rap_problems problems;
    rap_manifest manifest, old; /* this run's; what was in the folder before */
    rap_study study;
    rap_layout layout;
    rap_study shown;         /* the study and its layout without the arms that were derived: */
    rap_layout shown_layout; /* what tables, pictures and pages are about; they own nothing */
    rap_executor executor;   /* threads; it refers to itself: a job stays where it is */
    rap_store *store;
    rap_tables tables;
    rap_patterns patterns; /* of the command validate */
    rap_cell_plan cells;   /* of the command test */
    rap_verdicts verdicts;
    rap_point_plan points; /* of the command discover */
    rap_boxes boxes;
    rap_candidates candidates;
    rap_line_plan line_plan; /* of the command budget */
    rap_lines lines;
    rap_worth worth, halved, doubled; /* with ranges as they are, half and twice as wide */
    rap_best_split best_split;
    bool has_layout, has_tables, is_judged;
    bool ran; /* this process has simulated: time counts and the end is now */
    char fingerprint[24], started[32], ended[32];
    double clock, seconds; /* start of this process's share; computing time before it */
    char **written;        /* files in the folder, for the manifest */
    size_t n_written, written_capacity;
    char **warnings; /* sentences for the page */
    size_t n_warnings, warnings_capacity;
} rap_job;

void rap_job_init(rap_job *job, const rap_options *options);
void rap_job_free(rap_job *job); /* legal after any failure, and twice */

/* All of these say themselves what went wrong and give an exit status (RAP_EXIT_...). */

/* Reads and checks the study file that the options name for a command; `arm` (or NULL: the
 * baseline) is the only one that is kept, unless it is "". Touches nothing. */
int rap_job_read(rap_job *job, const char *command, const char *arm);

/* Whether what every inquiry would ask of the study can be asked: plans all of them on forks, and says
 * in `out` (or NULL) how many arms each would run. */
int rap_job_questions(rap_job *job, rap_text *out);

/* Whether the precision that the options ask for can be had from the study that was read. */
int rap_job_check_precision(const rap_job *job);

/* Makes ready the folder of the options for the study that was read: new, continued or replaced. */
int rap_job_prepare(rap_job *job, const char *command);

/* Takes study, options and database from the results folder `folder` and nothing else. `writing`
 * locks the folder, and makes the database where it is not there yet. */
int rap_job_restore(rap_job *job, const char *folder, bool writing);

/* Runs what is missing, more draws for a precision included, and calls the tables up to date. */
int rap_job_simulate(rap_job *job);

/* Writes tables, plots, report and the closing manifest. */
int rap_job_results(rap_job *job);

/* Says what is where, and prints the results in the format asked for. */
int rap_job_print(rap_job *job);

/* ---- for the steps' own files --------------------------------------------------------------- */

int rap_job_make_tables(rap_job *job);
int rap_job_judge(rap_job *job);            /* nothing unless the command is an inquiry */
rap_bench rap_job_bench(rap_job *job);      /* for runs beside those of the folder */
double rap_job_seconds(const rap_job *job); /* computing time so far, of all processes */
int rap_job_write_manifest(rap_job *job, const char *status);
int rap_job_plots(rap_job *job); /* plots and report page (pictures.c) */

/* Remembers a file of the folder, and a warning: RAP_OK or RAP_ENOMEM. */
int rap_job_wrote(rap_job *job, const char *name);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int rap_job_warn(rap_job *job, const char *format, ...);

#endif
