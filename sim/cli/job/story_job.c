/* story_job.c: the history that `run --story` tells: asked for, tried before anything is written, and told. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/job.h"
#include "cli/terminal/message.h"

#include <string.h>

static int refuse_organisation(const rap_job *job, const char *unknown) {
    rap_text names;
    rap_text_init(&names);
    const char *last = "";
    for (size_t k = 0; k < job->story.n_who; k++) {
        const char *name = job->story.who[k].organisation;
        if (!name || job->story.who[k].number != 1 || !strcmp(name, last))
            continue;
        rap_text_format(&names, "%s%s", last[0] ? ", " : "", name);
        last = name;
    }
    rap_complain("--organisation: no organisation '%s' in this study; it has %s", unknown,
                 rap_text_string(&names));
    rap_text_free(&names);
    return RAP_EXIT_USAGE;
}

int rap_job_tell(rap_job *job) {
    const char *unknown = NULL;
    rap_story_free(&job->story);
    if (!job->study.story.history)
        return RAP_EXIT_DONE;
    int status = rap_story_make(&job->story, &job->study, 0, &unknown);
    if (unknown)
        return refuse_organisation(job, unknown);
    if (status)
        return rap_failed("the story", status);
    job->tables.story = &job->story;
    return RAP_EXIT_DONE;
}

static int list_organisations_asked(rap_job *job) {
    const rap_options *o = job->options;
    size_t n = 0;
    job->asked_of = rap_allocate(o->n_parts, sizeof *job->asked_of);
    if (!job->asked_of)
        return rap_failed("the story", rap_fail(RAP_ENOMEM));
    for (size_t k = 0; k < o->n_parts; k++)
        if (o->parts[k].kind == RAP_PART_ORGANISATION)
            job->asked_of[n++] = o->parts[k].name;
    job->study.story.organisations = job->asked_of;
    job->study.story.n_organisations = n;
    return RAP_EXIT_DONE;
}

int rap_job_ask_story(rap_job *job) {
    const rap_options *o = job->options;
    int64_t items = rap_ensemble_items(&job->study);
    if (!o->story && (o->history || o->n_parts)) {
        rap_complain("--%s says which story is told; it needs --story",
                     o->history ? "history" : "organisation");
        return RAP_EXIT_USAGE;
    }
    if (!o->story)
        return RAP_EXIT_DONE;
    if (!rap_story_can_be_told(job->study.model)) {
        rap_complain("--story: the model '%s' tells nothing of a history", job->study.model->name);
        return RAP_EXIT_USAGE;
    }
    if (o->history > items) {
        rap_complain("--history: %lld asked for, %lld are run", (long long)o->history,
                     (long long)items);
        return RAP_EXIT_USAGE;
    }
    job->study.story.history = o->history ? o->history : 1;
    int status = list_organisations_asked(job);
    status = status ? status : rap_job_tell(job);
    rap_story_free(&job->story);
    return status;
}
