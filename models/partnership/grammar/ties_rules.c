/* ties_rules.c: rules for whom organisations know and what subgroups are tied to; doubts about languages. */
#include "base/error.h"
#include "partnership/grammar/grammar.h"
#include "partnership/grammar/names.h"

#include <stdio.h>
#include <string.h>

enum { MOST_KNOWN = 1000000 };

/* ---- organisations ---------------------------------------------------------------------------- */

static void check_row(const pm_scenario *in, const pm_names *names, size_t g, int64_t *ties,
                      rap_problems *problems) {
    const pm_organisation *o = in->organisations.rows;
    const rap_texts *knows = &o[g].knows;
    char path[192];
    for (size_t k = 0; k < knows->n; k++) {
        int h = pm_names_find(names, knows->items[k]);
        if (h >= 0) {
            *ties += o[g].count * o[h].count;
            continue;
        }
        snprintf(path, sizeof path, "organisations.%s.knows.%zu", o[g].is.name, k);
        rap_problems_add(problems, NULL, 0, path, "no organisation of the name \"%.60s\"",
                         knows->items[k]);
    }
}

/* Of a subgroup, to organisations and to types of them. */
static void check_subgroup(const pm_subgroup *g, const pm_names *rows, const pm_names *types,
                           rap_problems *problems) {
    const pm_subgroup_tie *tie = g->ties.rows;
    char path[256];
    for (size_t k = 0; k < g->ties.n; k++) {
        snprintf(path, sizeof path, "subgroups.%s.ties.%s", g->is.name, tie[k].is.name);
        if (pm_names_find(rows, tie[k].is.name) < 0 && pm_names_find(types, tie[k].is.name) < 0)
            rap_problems_add(problems, NULL, 0, path,
                             "no organisation and no organisation type of that name");
    }
}

int pm_check_ties(const pm_scenario *in, rap_problems *problems) {
    const pm_subgroup *g = in->subgroups.rows;
    pm_names rows, types = {NULL, 0};
    int64_t ties = 0;
    int status = pm_names_create(&rows, &in->organisations, sizeof(pm_organisation));
    if (!status)
        status = pm_names_create(&types, &in->organisation_types, sizeof(pm_organisation_type));
    for (size_t k = 0; k < in->organisations.n && !status; k++)
        check_row(in, &rows, k, &ties, problems);
    for (size_t k = 0; k < in->subgroups.n && !status; k++)
        check_subgroup(&g[k], &rows, &types, problems);
    if (ties > MOST_KNOWN)
        rap_problems_add(problems, NULL, 0, "organisations",
                         "%lld ties are stated, of each of one row to each of the other; at most "
                         "%d expected",
                         (long long)ties, MOST_KNOWN);
    pm_names_free(&rows);
    pm_names_free(&types);
    return status;
}

/* ---- languages -------------------------------------------------------------------------------- */

static bool is_of_a_subgroup(const pm_scenario *in, const char *language) {
    const pm_subgroup *g = in->subgroups.rows;
    for (size_t k = 0; k < in->subgroups.n; k++)
        if (strcmp(g[k].language, language) == 0)
            return true;
    return false;
}

/* One for all rows: a list of partners may hold thousands. */
void pm_doubt_languages(const pm_scenario *in, rap_problems *doubts) {
    const pm_organisation *o = in->organisations.rows;
    const char *row = NULL, *language = NULL;
    size_t idle = 0, all = 0;
    for (size_t g = 0; g < in->organisations.n; g++)
        for (size_t k = 0; k < o[g].languages.n; k++) {
            const char *is = o[g].languages.items[k];
            bool acts = in->c.members > 0 && is_of_a_subgroup(in, is);
            all++;
            idle += !acts;
            row = acts || row ? row : o[g].is.name;
            language = acts || language ? language : is;
        }
    char at[128];
    snprintf(at, sizeof at, "organisations.%s.languages", row ? row : "");
    if (idle > 0 && in->c.members == 0)
        rap_problems_add(doubts, NULL, 0, at,
                         "languages move persons, and none are simulated (community.members = 0): "
                         "the %zu that organisations state do nothing",
                         all);
    else if (idle > 0)
        rap_problems_add(doubts, NULL, 0, at,
                         "no subgroup's language is \"%.60s\": %zu of the %zu languages that "
                         "organisations state do nothing",
                         language, idle, all);
}
