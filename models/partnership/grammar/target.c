/* target.c: levers that are given to the partners of one organisation type only.
 *
 * Two scenarios may then differ in what a team does for a partner, and in nothing else. They are
 * compared by the table of the grammar, field by field, so a lever that is not named here cannot be
 * given to a part. Numbers are compared as they stand; all but those levers are taken from the
 * scenario itself anyway, and policies matter only through the teams that inherit from them. What
 * targeting does in a step stands in funding.c. */
#include "base/error.h"
#include "partnership/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_PATH = 80 };

/* Below a team: levers, by path, that concern one partner. */
static const char *const targetable[] = {"shared_decisions",
                                         "planned",
                                         "hours.outreach",
                                         "hours.data",
                                         "hours.dissemination",
                                         "hours.listening",
                                         "hours.contact",
                                         "hours.capacity",
                                         "hours.follow_up",
                                         "hours.needs",
                                         "listening_hours.contact",
                                         "listening_hours.capacity",
                                         "aftercare_hours.follow_up",
                                         "aftercare_hours.contact",
                                         "hours_asked",
                                         "flexibility",
                                         "sessions",
                                         "charter",
                                         "mou",
                                         "participant_honorarium",
                                         "participants_paid",
                                         "institution",
                                         "qa_lag",
                                         "report",
                                         "stay_in_touch",
                                         "pay.form",
                                         "pay.rate",
                                         "pay.coverage",
                                         "pay.delay",
                                         NULL};

/* Which fields to compare; a group's are named "group.key". */
typedef struct {
    const char *const *names;
    bool only; /* these, else all but these; a group is entered in either case */
} selection;

static const char *const nothing[] = {NULL};
static const selection everything = {nothing, false};

static bool is_selected(const selection *of, const char *path) {
    size_t k = 0;
    while (of->names[k] && strcmp(of->names[k], path) != 0)
        k++;
    return (of->names[k] != NULL) == of->only;
}

static bool same_record(const rap_record *record, const char *a, const char *b, const char *prefix,
                        const selection *of);

static bool same_texts(const rap_texts *a, const rap_texts *b) {
    bool same = a->n == b->n;
    for (size_t k = 0; k < a->n && same; k++)
        same = strcmp(a->items[k], b->items[k]) == 0;
    return same;
}

/* Rows in the same order, of the same names where they have any. */
static bool same_rows(const rap_field *f, const rap_rows *a, const rap_rows *b,
                      const selection *of) {
    const char *x = a->rows, *y = b->rows;
    bool same = a->n == b->n;
    for (size_t k = 0; k < a->n && same; k++, x += f->record->size, y += f->record->size)
        same = (f->kind == RAP_LIST || ((const rap_named *)(const void *)x)->id ==
                                           ((const rap_named *)(const void *)y)->id) &&
               same_record(f->record, x, y, "", of);
    return same;
}

static bool same_number(const char *a, const char *b) {
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return x >= y && x <= y;
}

static bool same_value(const rap_field *f, const char *a, const char *b, const char *path,
                       const selection *of) {
    const void *x = a, *y = b;
    switch (f->kind) {
    case RAP_REAL:
        return same_number(a, b);
    case RAP_INTEGER:
    case RAP_MONEY:
        return memcmp(a, b, sizeof(int64_t)) == 0;
    case RAP_BOOLEAN:
        return *(const bool *)x == *(const bool *)y;
    case RAP_CHOICE:
    case RAP_NAME:
        return memcmp(a, b, sizeof(int)) == 0;
    case RAP_TEXT:
        return strcmp(*(const char *const *)x, *(const char *const *)y) == 0;
    case RAP_TEXTS:
        return same_texts(x, y);
    case RAP_GROUP:
        return same_record(f->record, a, b, path, of);
    case RAP_MAP:
    case RAP_LIST:
        return same_rows(f, x, y, &everything);
    case RAP_TREE:
    case RAP_ANY:
        break;
    }
    return true;
}

static bool same_fields(const rap_record *record, const char *a, const char *b, const char *prefix,
                        const selection *of) {
    bool same = true;
    for (size_t k = 0; k < record->n_fields && same; k++) {
        const rap_field *f = &record->fields[k];
        char path[LONGEST_PATH];
        snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "." : "", f->key);
        if (f->kind == RAP_GROUP || is_selected(of, path))
            same = same_value(f, a + f->offset, b + f->offset, path, of);
    }
    return same;
}

static bool same_record(const rap_record *record, const char *a, const char *b, const char *prefix,
                        const selection *of) {
    return same_fields(record, a, b, prefix, of) &&
           (!record->part || same_record(record->part, a + record->part_offset,
                                         b + record->part_offset, prefix, of));
}

/* ---- what it is for --------------------------------------------------------------------------- */

static const rap_record *record_of_teams(void) {
    return rap_record_find(&partnership_root, "teams", NULL)->record;
}

bool pm_levers_agree(const pm_levers *a, const pm_levers *b) {
    static const selection given = {targetable, true};
    return same_record(record_of_teams()->part, (const char *)a, (const char *)b, "", &given);
}

static bool same_teams(const pm_scenario *a, const pm_scenario *b) {
    static const selection all_but_given = {targetable, false};
    static const char *const apart[] = {"policy", NULL};
    static const selection own = {apart, false};
    const rap_record *team = record_of_teams();
    const pm_team *x = a->teams.rows, *y = b->teams.rows;
    bool same = a->teams.n == b->teams.n;
    for (size_t k = 0; k < a->teams.n && same; k++)
        same = x[k].is.id == y[k].is.id &&
               same_fields(team, (const char *)&x[k], (const char *)&y[k], "", &own) &&
               same_record(record_of_teams()->part, (const char *)&x[k].l, (const char *)&y[k].l,
                           "", &all_but_given);
    return same;
}

static bool same_but_for_teams(const pm_scenario *a, const pm_scenario *b) {
    static const char *const apart[] = {"teams", "policies", NULL};
    static const selection others = {apart, false};
    return same_record(&partnership_root, (const char *)a, (const char *)b, "", &others);
}

/* Row of an organisation type that some organisation has; -1 for none of that name. */
static int find_type(const pm_scenario *s, const char *name) {
    const pm_organisation_type *type = s->organisation_types.rows;
    const pm_organisation *o = s->organisations.rows;
    for (size_t g = 0; g < s->organisations.n; g++)
        if (o[g].count > 0 && strcmp(type[o[g].type].is.name, name) == 0)
            return o[g].type;
    return -1;
}

/* Whether some grant has levers of its own: a team with sides keeps its levers. */
static bool levers_change(const pm_scenario *s) {
    const pm_team *t = s->teams.rows;
    bool change = false;
    for (size_t j = 0; j < s->teams.n; j++)
        for (size_t k = 0; k < t[j].l.grants.n; k++)
            change |= ((const pm_grant *)t[j].l.grants.rows)[k].policy >= 0;
    return change;
}

int partnership_target(void *root, const void *elsewhere, const char *group) {
    pm_scenario *s = root;
    const pm_scenario *other = elsewhere;
    int focus = strncmp(group, "type:", 5) == 0 ? find_type(s, group + 5) : -1;
    if (focus < 0 || levers_change(s) || !same_teams(s, other) || !same_but_for_teams(s, other))
        return rap_fail(RAP_EINPUT);
    s->elsewhere = other;
    s->focus = focus;
    return RAP_OK;
}
