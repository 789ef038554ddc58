/* topic_words.c: see topic_words.h. */
#include "plots/words/topic_words.h"

#include "model/model.h"

#include <string.h>

const char *rap_words_meaning(const rap_model *model, const char *path) {
    const rap_record *record = model->root;
    const rap_field *field = NULL;
    bool in_rows = false;
    while (record && *path) {
        char key[64];
        size_t n = strcspn(path, "."), offset;
        if (n >= sizeof key)
            return NULL;
        memcpy(key, path, n);
        key[n] = '\0';
        path += n + (path[n] == '.');
        if (in_rows) {
            in_rows = false;
            continue;
        }
        field = rap_record_find(record, key, &offset);
        record = field ? field->record : NULL;
        in_rows = field && (field->kind == RAP_MAP || field->kind == RAP_LIST);
    }
    return field && !*path && !in_rows ? field->meaning : NULL;
}

const char *rap_words_topic(const rap_tables *t, const rap_worth_group *g) {
    const rap_model *model = t->study->model;
    for (const rap_topic *x = model->topics; x && x->group; x++)
        if (strcmp(x->group, g->name) == 0)
            return tr(t->language, x->label);
    const char *meaning = g->n == 1 ? rap_words_meaning(model, t->worth->names[g->which[0]]) : NULL;
    return meaning ? tr(t->language, meaning) : g->name;
}
