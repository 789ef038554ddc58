/* model.c: look-ups in a model's tables. */
#include "model/model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const rap_field *rap_record_find(const rap_record *record, const char *key, size_t *offset) {
    size_t base = 0;
    for (; record; base += record->part_offset, record = record->part)
        for (size_t i = 0; i < record->n_fields; i++)
            if (!strcmp(record->fields[i].key, key)) {
                if (offset)
                    *offset = base + record->fields[i].offset;
                return &record->fields[i];
            }
    return NULL;
}

bool rap_field_same_unit(const rap_field *a, const rap_field *b) {
    return a->unit && b->unit && strcmp(a->unit, b->unit) == 0;
}

double rap_outcome_bound(const rap_outcome *outcome) {
    static const char *const units[] = {"share", "0-1", "probability"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(outcome->unit, units[i]))
            return 1;
    return INFINITY;
}

int rap_model_flagged(const rap_model *model, unsigned flag) {
    for (size_t o = 0; o < model->n_outcomes; o++)
        if ((unsigned)model->outcomes[o].flags & flag)
            return (int)o;
    return -1;
}

int rap_model_outcome(const rap_model *model, const char *name) {
    for (size_t i = 0; i < model->n_outcomes; i++)
        if (!strcmp(model->outcomes[i].name, name))
            return (int)i;
    return -1;
}

/* Whether an outcome is observed in a kind of groups, by how they are written. */
static bool has_kind(const rap_model *model, int outcome, const char *group) {
    for (const rap_group_kind *k = model->groups; k->group && outcome >= 0; k++)
        if (k->bit & model->outcomes[outcome].groups && !strcmp(k->group, group))
            return true;
    return false;
}

bool rap_model_has_kind(const rap_model *model, size_t outcome, const rap_group_kind *kind) {
    const rap_outcome *o = &model->outcomes[outcome];
    int above = o->numerator ? rap_model_outcome(model, o->numerator) : (int)outcome;
    int below = o->numerator ? rap_model_outcome(model, o->denominator) : (int)outcome;
    return above >= 0 && kind->bit & model->outcomes[above].groups &&
           has_kind(model, below, kind->group);
}

void rap_model_say_groups(rap_text *out, const rap_model *model, size_t outcome) {
    size_t n = 0;
    for (const rap_group_kind *k = model->groups; k && k->group; k++)
        if (rap_model_has_kind(model, outcome, k))
            rap_text_format(out, "%s%s%s%s", n++ ? "; " : "", k->group, k->where ? " " : "",
                            k->where ? k->where : "");
}

int rap_model_mechanism(const rap_model *model, const char *name) {
    for (size_t i = 0; i < model->n_mechanisms; i++)
        if (!strcmp(model->mechanisms[i].name, name))
            return (int)i;
    return -1;
}

int rap_model_anchor(const rap_model *model, const char *name) {
    for (int i = 0; model->anchors[i]; i++)
        if (!strcmp(model->anchors[i], name))
            return i;
    return -1;
}

enum { LONGEST_PATH = 256, DEEPEST = 8 };

typedef struct {
    int (*visit)(void *, const char *, const rap_field *);
    void *context;
} visitor;

static int visit_record(const visitor *v, const rap_record *record, const char *prefix, int depth) {
    char path[LONGEST_PATH];
    int answer = 0;
    for (; record && depth < DEEPEST; record = record->part)
        for (size_t i = 0; i < record->n_fields && !answer; i++) {
            const rap_field *f = &record->fields[i];
            bool many = f->kind == RAP_MAP || f->kind == RAP_LIST;
            snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "." : "", f->key);
            answer = v->visit(v->context, path, f);
            if (many)
                strncat(path, ".*", sizeof path - strlen(path) - 1);
            if (!answer && f->record)
                answer = visit_record(v, f->record, path, depth + 1);
        }
    return answer;
}

int rap_record_visit(const rap_record *record,
                     int (*visit)(void *context, const char *path, const rap_field *field),
                     void *context) {
    visitor v = {visit, context};
    return visit_record(&v, record, "", 0);
}
