/* json_deciders.c: see json_deciders.h. */
#include "cli/answers/json_deciders.h"
#include "plots/words/decider_words.h"

#include <math.h>

static void write_named_input(rap_json *j, const rap_decider *x) {
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "input", x->input->path);
    rap_json_text(j, "grade", x->input->grade);
    rap_json_number(j, "share", x->part.total);
    rap_json_number(j, "by_itself", x->part.first);
    rap_json_text(j, "way", rap_way_names[x->way]);
    rap_json_close(j, '}');
}

void rap_json_deciders(rap_json *j, const char *key, const rap_tables *t,
                       const rap_deciders *named) {
    rap_text words;
    rap_tables english = *t; /* as all of JSON is */
    english.language = NULL;
    rap_text_init(&words);
    rap_words_deciders(&words, &english, named, (double)NAN);
    rap_json_open(j, key, '{');
    rap_json_text(j, "words", rap_text_string(&words));
    rap_json_integer(j, "uncertain_inputs", (int64_t)named->inputs);
    rap_json_integer(j, "sets", (int64_t)named->draws);
    rap_json_number(j, "sets_needed", named->needed);
    rap_json_number(j, "reliability", named->reliability);
    rap_json_number(j, "explained", named->told);
    rap_json_number(j, "foretold", named->foretold);
    rap_json_open(j, "named", '[');
    for (size_t k = 0; k < named->n; k++)
        write_named_input(j, &named->named[k]);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
    rap_text_free(&words);
}
