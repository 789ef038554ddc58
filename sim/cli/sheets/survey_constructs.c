/* survey_constructs.c: the longest words that are found decide. */
#include "cli/sheets/survey_constructs.h"
#include "cli/sheets/cost_words.h"

#include <string.h>

/* Of an outcome that no construct has: how far a score may lie from it. */
#define UNKNOWN_DISCREPANCY 0.2

const rap_construct rap_constructs[] = {
#define CONSTRUCT(name, label, outcome, sign, start, at_0, discrepancy, grade, grounds, words)     \
    {#name, label, outcome, sign, start, at_0, discrepancy, grade, grounds, words},
#include "cli/sheets/survey_constructs.def"
#undef CONSTRUCT
    {0}};

/* Blanks for what parts words in names of variables, and no figures at the end. */
static bool tidy_item(char *tidy, size_t size, const char *folded) {
    size_t n = strlen(folded);
    while (n > 0 && strchr("0123456789_ .:#", folded[n - 1]))
        n--;
    if (n >= size)
        return false;
    for (size_t i = 0; i < n; i++)
        tidy[i] = folded[i] == '_' || folded[i] == '.' ? ' ' : folded[i];
    tidy[n] = '\0';
    return true;
}

const rap_construct *rap_construct_meant(const char *folded) {
    enum { LONGEST_ITEM = 200 };
    char tidy[LONGEST_ITEM];
    const rap_construct *meant = NULL;
    size_t longest = 0, n;
    if (!tidy_item(tidy, sizeof tidy, folded))
        return NULL;
    for (const rap_construct *c = rap_constructs; c->name; c++)
        if ((n = rap_words_hold(tidy, c->words)) > longest) {
            longest = n;
            meant = c;
        }
    return meant;
}

static const rap_outcome *score_outcome(const rap_model *model, const char *name) {
    for (size_t k = 0; k < model->n_outcomes; k++)
        if (!strcmp(model->outcomes[k].name, name))
            return rap_outcome_bound(&model->outcomes[k]) <= 1 ? &model->outcomes[k] : NULL;
    return NULL;
}

bool rap_construct_named(rap_construct *is, const char *name, const rap_model *model) {
    for (const rap_construct *c = rap_constructs; c->name; c++)
        if (!strcmp(c->name, name)) {
            *is = *c;
            return true;
        }
    const rap_outcome *o = score_outcome(model, name);
    if (o)
        *is = (rap_construct){.name = o->name,
                              .label = o->label,
                              .outcome = o->name,
                              .sign = 1,
                              .start = "",
                              .at_0 = true,
                              .discrepancy = UNKNOWN_DISCREPANCY,
                              .grade = "assumed",
                              .grounds = "as --map says",
                              .words = ""};
    return o != NULL;
}

void rap_constructs_say(rap_text *out) {
    const char *part = "";
    for (const rap_construct *c = rap_constructs; c->name; c++)
        if (c->outcome[0]) {
            rap_text_format(out, "%s%s", part, c->name);
            part = ", ";
        }
}
