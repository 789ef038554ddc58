/* made_file.h: files of the project that are made from tables, written anew or compared to the letter. */
#ifndef MADE_FILE_H
#define MADE_FILE_H

#include "near.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

static inline void assert_made_file(const char *path, void (*make)(rap_text *out)) {
    rap_text text, file;
    rap_text_init(&text);
    rap_text_init(&file);
    make(&text);
    assert_int_equal(rap_text_status(&text), 0);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    for (int c; (c = getc(f)) != EOF;) {
        char byte = (char)c;
        rap_text_add_bytes(&file, &byte, 1);
    }
    fclose(f);
    assert_string_equal(rap_text_string(&file), rap_text_string(&text));
    rap_text_free(&text);
    rap_text_free(&file);
}

/* EXIT_SUCCESS or EXIT_FAILURE. */
static inline int write_made_file(const char *path, void (*make)(rap_text *out)) {
    rap_text text;
    rap_text_init(&text);
    make(&text);
    FILE *f = fopen(path, "wb");
    bool bad = !f || rap_text_status(&text) || fputs(rap_text_string(&text), f) < 0;
    if (f && fclose(f))
        bad = true;
    rap_text_free(&text);
    return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
