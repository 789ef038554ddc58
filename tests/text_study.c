/* text_study.c: a loader over a text, and a study read through it. */
#include "text_study.h"
#include "base/error.h"
#include "base/memory.h"

static int load(void *context, const char *name, const char *from, char **text, char **path,
                const char **why) {
    (void)from;
    *text = rap_copy_text(context);
    *path = rap_copy_text(name);
    *why = "";
    if (*text && *path)
        return RAP_OK;
    rap_free(*text);
    rap_free(*path);
    *text = *path = NULL;
    return rap_fail(RAP_ENOMEM);
}

rap_loader text_study_loader(char *text) {
    return (rap_loader){text, load};
}

void text_study_read(rap_study *study, const rap_model *model, char *text, const char *name) {
    const rap_model *const models[] = {model, NULL};
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    rap_loader loader = text_study_loader(text);
    rap_problems problems;
    rap_problems_init(&problems);
    int status = rap_study_read(study, models, &loader, name, &none, &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%d: %s: %s\n", problems.rows[k].line, problems.rows[k].key,
                    problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
}
