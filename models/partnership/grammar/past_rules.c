/* past_rules.c: rules for what there was before month 0: relations, and grants that run already. */
#include "partnership/grammar/grammar.h"
#include "partnership/grammar/grant_plan.h"

#include <stdio.h>

static int64_t organisations_of(const pm_scenario *in, const pm_past *x) {
    const pm_organisation *o = in->organisations.rows;
    int64_t n = 0;
    for (size_t k = 0; k < in->organisations.n; k++)
        if (x->organisations >= 0 ? (int)k == x->organisations : o[k].type == x->type)
            n += o[k].from == 0 ? o[k].count : 0;
    return n;
}

/* How many organisations that row x means state a relation with the team themselves. */
static int64_t own_relations(const pm_scenario *in, const pm_team *t, const pm_past *x) {
    const pm_organisation *o = in->organisations.rows;
    const pm_team *teams = in->teams.rows;
    int64_t n = 0;
    for (size_t k = 0; k < in->organisations.n; k++) {
        bool meant = x->organisations >= 0 ? (int)k == x->organisations : o[k].type == x->type;
        bool own = o[k].relation.team >= 0 && &teams[o[k].relation.team] == t;
        n += meant && own && o[k].from == 0 ? o[k].count : 0;
    }
    return n;
}

/* How many relations are stated with those that row x means; for a type, those with its groups too. */
static int64_t relations_with(const pm_scenario *in, const pm_team *t, const pm_past *x) {
    const pm_organisation *o = in->organisations.rows;
    const pm_past *row = t->relations.rows;
    int64_t n = own_relations(in, t, x);
    for (size_t k = 0; k < t->relations.n; k++) {
        int type = row[k].organisations >= 0 ? o[row[k].organisations].type : row[k].type;
        bool alike =
            x->organisations >= 0 ? row[k].organisations == x->organisations : type == x->type;
        n += alike ? row[k].count : 0;
    }
    return n;
}

static void check_relations(const pm_scenario *in, const pm_team *t, const pm_past *x,
                            rap_problems *problems) {
    char path[160];
    snprintf(path, sizeof path, "teams.%s.relations.%s", t->is.name, x->is.name);
    if ((x->organisations >= 0) == (x->type >= 0)) {
        rap_problems_add(problems, NULL, 0, path,
                         "with whom? one of organisations and type expected");
        return;
    }
    int64_t stated = relations_with(in, t, x), there = organisations_of(in, x);
    if (stated > there)
        rap_problems_add(problems, NULL, 0, path,
                         "%lld stated with these organisations, but %lld of them are there at "
                         "month 0",
                         (long long)stated, (long long)there);
}

void pm_check_own_past(const pm_scenario *in, rap_problems *problems) {
    const pm_organisation *o = in->organisations.rows;
    for (size_t k = 0; k < in->organisations.n; k++) {
        char path[160];
        snprintf(path, sizeof path, "organisations.%s.relation", o[k].is.name);
        if (o[k].relation.team >= 0 && o[k].from > 0)
            rap_problems_add(problems, NULL, 0, path,
                             "a relation of month 0, but they are there from month %lld on only",
                             (long long)o[k].from);
    }
}

static void check_running(const pm_team *t, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    char path[128];
    for (size_t k = 0; k < t->l.grants.n; k++) {
        snprintf(path, sizeof path, "teams.%s.grants.%zu", t->is.name, k);
        if (g[k].start < 0 && g[k].start + g[k].months <= 0)
            rap_problems_add(problems, NULL, 0, path,
                             "the grant ends in month %lld, before the study begins; state the "
                             "relations that it left",
                             (long long)(g[k].start + g[k].months));
        if (g[k].start < 0 &&
            (g[k].success < 1 || g[k].renewal || g[k].follow_on || g[k].after_previous))
            rap_problems_add(problems, NULL, 0, path,
                             "the grant runs at month 0 already, so it is awarded: success = 1 and "
                             "no renewal, follow_on or after_previous expected");
    }
}

void pm_check_past(const pm_scenario *in, const pm_team *t, rap_problems *problems) {
    const pm_past *x = t->relations.rows;
    for (size_t k = 0; k < t->relations.n; k++)
        check_relations(in, t, &x[k], problems);
    check_running(t, problems);
}
