/* cmd_slurm.c: rapport slurm STUDY: the text of a job script that runs a study in parts on Slurm, and merges them.
 *
 * What depends on the study stands at the head of the script, as lines that people change; the rest is
 * slurm_tasks.sh, the same for all. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/commands/options.h"
#include "cli/commands/typed.h"
#include "cli/job/job.h"
#include "cli/machine/version.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"

#include <ctype.h>
#include <string.h>

extern const char rap_embedded_slurm_tasks_sh[];

/* Options of which a part has its own, or none. */
static const char *const of_the_script[] = {"tasks", "command", "out", "threads", NULL};

/* The words of the command that the parts run, ended by NULL: without the options that are the script's. */
static char **words_of_part(const rap_options *o, int *n) {
    char **words = rap_allocate((size_t)o->n_arguments + 1, sizeof *words);
    *n = 0;
    for (int i = 0; words && i < o->n_arguments; i++) {
        int skipped = i > 0 ? rap_options_are(o->arguments[i], of_the_script) : 0;
        if (skipped)
            i += skipped - 1;
        else
            words[(*n)++] = o->arguments[i];
    }
    return words;
}

/* ---- the head of the script --------------------------------------------------------------------- */

/* STUDY-COMMAND, of letters that neither a shell nor Slurm takes for anything else. */
static void add_plain_name(const rap_options *part, rap_text *out) {
    size_t n;
    const char *name = rap_path_stem(part->operand, &n);
    for (size_t k = 0; k < n; k++)
        rap_text_add_bytes(out, isalnum((unsigned char)name[k]) ? &name[k] : "_", 1);
    rap_text_format(out, "-%s", part->command);
}

static void add_script_names(const rap_options *o, const rap_options *part, rap_text *out) {
    rap_text name;
    rap_text_init(&name);
    add_plain_name(part, &name);
    const char *plain = rap_text_string(&name);
    rap_text_format(out, "name=%s\ntasks=%lld\nparts=parts-%s\nresults=", plain,
                    (long long)o->tasks, plain);
    if (o->out)
        rap_add_quoted(out, o->out);
    else
        rap_text_format(out, "results-%s", plain);
    rap_text_free(&name);
}

static void add_requests(const rap_options *o, rap_text *out) {
    int64_t threads = o->threads_asked ? o->threads : 1;
    rap_text_format(out,
                    "#SBATCH --cpus-per-task=%lld\n"
                    "#SBATCH --time=01:00:00\n"
                    "#SBATCH --signal=B:USR1@60\n"
                    "#SBATCH --requeue\n"
                    "#SBATCH --open-mode=append\n"
                    "# What your cluster may want besides, with one # less:\n"
                    "##SBATCH --account=NAME\n"
                    "##SBATCH --partition=NAME\n\n",
                    (long long)threads);
}

static void add_head(const rap_job *job, const rap_options *o, rap_text *out) {
    int64_t each = (rap_ensemble_items(&job->study) + o->tasks - 1) / o->tasks;
    rap_text_format(out,
                    "#!/bin/sh\n"
                    "# A study in %lld parts on Slurm, and what is made of them; written by "
                    "rapport " RAPPORT_VERSION ".\n"
                    "#\n"
                    "#     sh job.sh\n"
                    "#\n"
                    "# submits the parts that are missing, and the merge that waits for them. "
                    "Given again, it goes on\n"
                    "# from what is there. Look through the lines from here to the rule first.\n"
                    "#\n"
                    "# A part has about %lld histories of %zu arms.\n",
                    (long long)o->tasks, (long long)each, job->study.n_arms);
    add_requests(o, out);
    rap_text_add(out, "# How a node finds rapport, the same version on all of them.\n"
                      "# module load rapport\n"
                      "rapport=rapport\n"
                      "# rapport='apptainer exec rapport.sif rapport'\n\n"
                      "# Where a part is while it runs: on the node's own disk, where one is "
                      "named. Empty: in its place at\n"
                      "# once, where a node that dies leaves what it has finished.\n"
                      "disk=${SLURM_TMPDIR:-${TMPDIR:-}}\n\n");
}

static void add_parts_command(const rap_options *part, rap_text *out) {
    rap_text_format(out, "\n\npart() {\n    in_order $rapport %s", part->command);
    for (int i = 1; i < part->n_arguments; i++) {
        rap_text_add(out, " ");
        rap_add_quoted(out, part->arguments[i]);
    }
    rap_text_add(out, " --threads \"$SLURM_CPUS_PER_TASK\" \\\n"
                      "        --shard \"$1/$tasks\" --out \"$2\"\n}\n");
}

/* ---- the study ---------------------------------------------------------------------------------- */

/* Whether the study that was read has work for so many parts. */
static int check_tasks(const rap_job *job, int64_t tasks) {
    int64_t blocks = rap_ensemble_blocks(&job->study, &job->layout);
    if (tasks <= blocks)
        return RAP_EXIT_DONE;
    rap_complain(
        "--tasks: there are %lld blocks of histories to share out, which is work for no more "
        "than %lld parts",
        (long long)blocks, (long long)blocks);
    return RAP_EXIT_USAGE;
}

static int print_script(const rap_options *o, const rap_options *part) {
    rap_job job;
    rap_text out;
    rap_text_init(&out);
    rap_job_init(&job, part, rap_answers);
    int status = rap_command_read(&job);
    status = status ? status : rap_job_make_layout(&job);
    status = status ? status : check_tasks(&job, o->tasks);
    if (!status) {
        add_head(&job, o, &out);
        add_script_names(o, part, &out);
        add_parts_command(part, &out);
        rap_text_add(&out, rap_embedded_slurm_tasks_sh);
        status = rap_print(&out);
    }
    rap_text_free(&out);
    rap_job_free(&job);
    return status;
}

int rap_command_slurm(const rap_options *options) {
    const rap_command *command = options->commands;
    while (strcmp(command->name, options->parts_command ? options->parts_command : "compare"))
        command++;
    if (options->tasks == 0) {
        rap_complain("--tasks=N is missing: into how many parts the histories are split");
        return RAP_EXIT_USAGE;
    }
    int n;
    char **words = words_of_part(options, &n);
    rap_options part;
    if (!words)
        return rap_failed("the options", RAP_ENOMEM);
    int status = rap_options_read(&part, options->commands, command, n, words);
    status = status ? rap_failed("the options", status) : print_script(options, &part);
    rap_options_free(&part);
    rap_free(words);
    return status;
}
