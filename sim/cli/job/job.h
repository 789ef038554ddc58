/* job.h: one run in one results folder, from the study to the report. The commands compare, run,
 * resume, replay and report are short tours through these steps. */
#ifndef RAP_JOB_H
#define RAP_JOB_H

#include "analysis/certainty/certainty.h"
#include "analysis/estimate/aside.h"
#include "analysis/story/story.h"
#include "analysis/tables/tables.h"
#include "cli/folder/files.h"
#include "cli/folder/folder.h"
#include "cli/folder/manifest.h"
#include "cli/job/answer.h"
#include "cli/terminal/asked.h"
#include "cli/terminal/progress.h"
#include "plots/words/translation.h"

/* What a calibration leaves in its folder, and how its path begins among the files of a study that is drawn from it. */
#define RAP_POSTERIOR_FILE "posterior.cfg"
#define RAP_POSTERIOR_OF "posterior:"

/* A file of the results folder, relative to it. */
typedef struct {
    char *name;
    bool is_there; /* else it is to be written */
} rap_job_file;

struct rap_job {
    const rap_options *options;
    char *folder;                     /* of the results, as people know it */
    char *place;                      /* where they are made: there, or in RAP_NEXT of it */
    const char *path;                 /* of the study, for messages */
    const rap_answer *const *answers; /* to all questions; ends with NULL */
    const rap_answer *answer;         /* to the command's question, or NULL */
    void *kept;                       /* what that answer keeps */
    int lock;                         /* descriptor that holds the folder, -1 for none */
    rap_files files;
    rap_problems problems;
    const char **sets; /* KEY=VALUE: those of the options, then those that the command adds */
    size_t n_sets;
    char *added;          /* text of the latter */
    char *typed;          /* the command line of a run that was put together of parts */
    const char *again;    /* what goes on with the job when it is cut off; NULL: resume */
    rap_source posterior; /* what --posterior names, read behind the study; path NULL: nothing */
    rap_manifest manifest, old; /* this run's; what was in its place before */
    rap_study study;
    rap_layout layout;
    rap_study shown;         /* the study and its layout without the arms that were derived: */
    rap_layout shown_layout; /* what tables, pictures and pages are about; they own nothing */
    rap_executor executor;   /* threads; it refers to itself: a job stays where it is */
    rap_store *store;
    rap_watch watch; /* of runs beside those of the folder, whose progress this is */
    rap_progress progress;
    rap_tables tables;
    const char **asked_of;       /* names of organisations whom the story is to be about */
    rap_story story;             /* of `run --story`; empty where none was asked for */
    rap_certainties certainties; /* of these tables and of what was judged beside them */
    rap_language language;       /* that the manifest names */
    bool has_layout, has_tables;
    /* Puts results that were made elsewhere in their place; NULL: they are made there. RAP_OK, or an error after saying why. */
    int (*put_in_place)(rap_job *job);
    bool ran; /* this process has simulated: time counts and the end is now */
    char fingerprint[24], started[32], ended[32];
    double clock, seconds; /* start of this process's share; computing time before it */
    rap_job_file *listed;  /* files of the folder, for the manifest */
    size_t n_listed, listed_capacity;
    bool is_written; /* all that was to be written, as far as it could be */
    char **warnings; /* sentences for the page */
    size_t n_warnings, warnings_capacity;
};

void rap_job_init(rap_job *job, const rap_options *options, const rap_answer *const *answers);
void rap_job_free(rap_job *job); /* legal after any failure, and twice */

/* All of these say themselves what went wrong and give an exit status (RAP_EXIT_...). */

/* Reads and checks the study file that the options name for a command; `arm` (or NULL: the
 * baseline) is the only one that is kept, unless it is "". Touches nothing. */
int rap_job_read(rap_job *job, const char *command, const char *arm);

/* Whether every question of the study can be asked: plans the answers to all of them on forks, and says
 * in `out` (or NULL) what `compare` and each of them would take. */
int rap_job_questions(rap_job *job, rap_text *out);

/* Takes what the options say of a history that is to be told, and tries it: whether there is such a one, with such
 * organisations. Touches nothing. */
int rap_job_ask_story(rap_job *job);

/* Makes ready the folder of the options, or of study and command, for the study that was read: new,
 * continued, or with a place in it for results that are to replace those that are there. */
int rap_job_prepare(rap_job *job, const char *command);

/* Takes study, options and database from the results folder `folder` and nothing else. Writing locks the
 * folder, and makes the database where it is not there yet; going on takes the results that were on
 * the way to replace those of the folder, if there are any. */
typedef enum { RAP_TO_READ, RAP_TO_WRITE, RAP_TO_GO_ON } rap_restore;
int rap_job_restore(rap_job *job, const char *folder, rap_restore purpose);

/* Takes study and options from the results folder `folder`, and nothing else: no database is opened, nothing locked. */
int rap_job_read_run(rap_job *job, const char *folder);

/* Runs what is missing, more draws for a precision included, and calls the tables up to date. */
int rap_job_simulate(rap_job *job);

/* Of a process that helps another one (ranks.h): runs what that orders, of the run whose folder it names, to its end. */
int rap_job_help(rap_job *job);

/* Writes tables, plots, report and the closing manifest. */
int rap_job_results(rap_job *job);

/* Whether it runs a part of the histories only, and which histories it is to run. */
bool rap_job_is_shard(const rap_job *job);
rap_items rap_job_items(const rap_job *job);

/* Closes the manifest of a part, of which there are no results beside the database, and says what it is. */
int rap_job_end_shard(rap_job *job);

/* ---- for the steps' own files --------------------------------------------------------------- */

void rap_job_end_at_any_time(const rap_job *job); /* on a signal, with words about what is kept */
int rap_job_make_tables(rap_job *job);
int rap_job_judge(
    rap_job *job);              /* at start values too; a question only where the command has one */
int rap_job_tell(rap_job *job); /* the story, where one is asked for */
rap_bench rap_job_bench(rap_job *job);      /* for runs beside those of the folder */
double rap_job_seconds(const rap_job *job); /* computing time so far, of all processes */
int rap_job_write_manifest(rap_job *job, const char *status);
int rap_job_make_layout(rap_job *job);

/* Where results are and where they are made: `inside` of the folder, or NULL for the folder itself. */
int rap_job_place(rap_job *job, const char *folder, const char *inside);

/* Begins in the place that was chosen for it, or goes `on` from the run that is there, whose manifest is job->old. */
int rap_job_begin(rap_job *job, bool on);

/* Puts what is whole in its place, if it was made elsewhere. RAP_OK, or an error after saying why. */
int rap_job_put_in_place(rap_job *job);

/* Opens the database, or makes it where there is none or one that was cut off while being made. */
int rap_job_open_store(rap_job *job, bool make);

/* Opens another database of the place, whose items begin with `first`, or makes it; one of other runs is replaced. Where
 * nothing is to be written (replay) it is one that is gone when it is closed. RAP_OK, or an error that is among the
 * problems. */
int rap_job_open_beside(rap_job *job, const char *name, const rap_study *study,
                        const rap_layout *layout, int64_t first, rap_store **store);

/* Lists the files that a manifest names and that are there: as written, if they are about the same runs,
 * or else as to be written. RAP_OK or RAP_ENOMEM. */
int rap_job_adopt(rap_job *job, const rap_manifest *manifest, bool same_runs);

/* Reads the study through a loader, for a command; `arm` "" keeps all arms, NULL the baseline. */
int rap_job_take_study(rap_job *job, const rap_loader *loader, const char *path,
                       const rap_overrides *overrides, const char *command, const char *arm);

/* What an answer keeps, made (RAP_OK or RAP_ENOMEM; close it in any case) and forgotten. */
int rap_job_open_answer(rap_job *job, const rap_answer *answer);
void rap_job_close_answer(rap_job *job);

/* Remember a file of the folder, and a warning: RAP_OK or RAP_ENOMEM. */
int rap_job_will_write(rap_job *job, const char *name);
int rap_job_wrote(rap_job *job, const char *name);

/* That one is no longer there, or no longer that of these results: it is removed at the end unless it is written. */
int rap_job_unwrote(rap_job *job, const char *name);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int rap_job_warn(rap_job *job, const char *format, ...);

#endif
