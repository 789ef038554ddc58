/* test_topics.c: every group of uncertain numbers says what it is about, and no words are left for a group that is gone. */
#include "near.h"
#include "partnership/partnership.h"

#include <stdio.h>
#include <string.h>

static const rap_record *record_of(const char *key) {
    size_t offset;
    const rap_field *field = rap_record_find(partnership_model.root, key, &offset);
    assert_non_null(field);
    return field->record;
}

static bool has_topic(const char *group) {
    size_t n = 0;
    for (const rap_topic *x = partnership_model.topics; x->group; x++)
        n += !strcmp(x->group, group);
    if (n > 1)
        fail_msg("%s stands %zu times", group, n);
    return n == 1;
}

/* How many uncertain parameters begin with the first word of this name. */
static size_t companions(const rap_record *parameters, const char *name, size_t word) {
    size_t n = 0;
    for (size_t k = 0; k < parameters->n_fields; k++) {
        const rap_field *f = &parameters->fields[k];
        n += f->range_lo < f->range_hi && !strncmp(f->key, name, word) &&
             (f->key[word] == '_' || !f->key[word]);
    }
    return n;
}

static void groups_of_parameters_have_words(void **state) {
    const rap_record *parameters = record_of("parameters");
    size_t groups = 0;
    (void)state;
    for (size_t k = 0; k < parameters->n_fields; k++) {
        char group[96];
        const char *key = parameters->fields[k].key;
        size_t word = strcspn(key, "_");
        snprintf(group, sizeof group, "parameters.%.*s", (int)word, key);
        if (companions(parameters, key, word) < 2)
            continue;
        groups++;
        if (!has_topic(group))
            fail_msg("%s has no row in topics.def", group);
    }
    assert_true(groups > 0);
}

static void numbers_of_types_have_words(void **state) {
    const rap_record *part = record_of("organisation_types")->part;
    (void)state;
    assert_non_null(part);
    for (size_t k = 0; k < part->n_fields; k++) {
        char group[96];
        snprintf(group, sizeof group, "organisation_types.*.%s", part->fields[k].key);
        if (part->fields[k].range_lo < part->fields[k].range_hi && !has_topic(group))
            fail_msg("%s has no row in topics.def", group);
    }
}

static void no_words_are_left_over(void **state) {
    const rap_record *parameters = record_of("parameters");
    const char type[] = "organisation_types.*.";
    (void)state;
    for (const rap_topic *x = partnership_model.topics; x->group; x++) {
        size_t offset;
        const char *name = strrchr(x->group, '.') + 1;
        bool is_there =
            !strncmp(x->group, type, sizeof type - 1)
                ? rap_record_find(record_of("organisation_types"), name, &offset) != NULL
                : companions(parameters, name, strlen(name)) > 0;
        if (!is_there)
            fail_msg("%s is no group", x->group);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups_of_parameters_have_words),
                                       cmocka_unit_test(numbers_of_types_have_words),
                                       cmocka_unit_test(no_words_are_left_over)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
