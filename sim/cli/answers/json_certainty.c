/* json_certainty.c: see json_certainty.h. */
#include "cli/answers/json_certainty.h"
#include "plots/words/certainty_words.h"

static void write_rule(rap_json *j, const rap_tables *t, size_t contrast, size_t headline,
                       rap_rule rule) {
    const rap_reason *r = &rap_certainty_of(t, contrast, headline)->reasons[rule];
    rap_tables english = *t; /* JSON is the same in every language */
    rap_text words;
    english.language = NULL;
    rap_text_init(&words);
    rap_words_reason(&words, &english, contrast, headline, rule);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "rule", rap_certainty_rules[rule].name);
    rap_json_boolean(j, "known", r->known);
    rap_json_number(j, "value", r->value);
    rap_json_integer(j, "level_lost", r->lost);
    rap_json_text(j, "words", rap_text_string(&words));
    rap_json_close(j, '}');
    rap_text_free(&words);
}

void rap_json_certainty(rap_json *j, const char *key, const rap_tables *t, size_t contrast,
                        size_t headline) {
    const rap_certainty *c = rap_certainty_of(t, contrast, headline);
    if (!c)
        return;
    rap_json_open(j, key, '{');
    rap_json_text(j, "grade", rap_grade_names[c->grade]);
    rap_json_open(j, "rules", '[');
    for (size_t k = 0; k < RAP_N_RULES && c->grade != RAP_UNGRADED; k++)
        write_rule(j, t, contrast, headline, (rap_rule)k);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}
