/* json.c: RFC 8259, two blanks of indentation a level. */
#include "base/json.h"

#include <math.h>

void rap_json_init(rap_json *j, rap_text *out) {
    *j = (rap_json){.out = out};
}

static void begin(rap_json *j, const char *key) {
    if (j->depth > 0)
        rap_text_add(j->out, j->started ? ",\n" : "\n");
    for (int i = 0; i < j->depth; i++)
        rap_text_add(j->out, "  ");
    if (key) {
        rap_text_add(j->out, "\"");
        rap_text_json(j->out, key);
        rap_text_add(j->out, "\": ");
    }
    j->started = true;
}

void rap_json_open(rap_json *j, const char *key, char bracket) {
    begin(j, key);
    rap_text_add_bytes(j->out, &bracket, 1);
    j->depth++;
    j->started = false;
}

void rap_json_close(rap_json *j, char bracket) {
    j->depth--;
    if (j->started) {
        rap_text_add(j->out, "\n");
        for (int i = 0; i < j->depth; i++)
            rap_text_add(j->out, "  ");
    }
    rap_text_add_bytes(j->out, &bracket, 1);
    j->started = true;
    if (j->depth == 0)
        rap_text_add(j->out, "\n");
}

void rap_json_text(rap_json *j, const char *key, const char *text) {
    begin(j, key);
    if (!text) {
        rap_text_add(j->out, "null");
        return;
    }
    rap_text_add(j->out, "\"");
    rap_text_json(j->out, text);
    rap_text_add(j->out, "\"");
}

void rap_json_taken(rap_json *j, const char *key, rap_text *text) {
    rap_json_text(j, key, rap_text_string(text));
    j->out->failed |= text->failed;
    rap_text_free(text);
}

void rap_json_integer(rap_json *j, const char *key, int64_t x) {
    begin(j, key);
    rap_text_format(j->out, "%lld", (long long)x);
}

void rap_json_number(rap_json *j, const char *key, double x) {
    begin(j, key);
    if (isfinite(x))
        rap_text_number(j->out, x);
    else
        rap_text_add(j->out, "null");
}

void rap_json_boolean(rap_json *j, const char *key, bool x) {
    begin(j, key);
    rap_text_add(j->out, x ? "true" : "false");
}

void rap_json_numbers(rap_json *j, const char *key, const double *x, size_t n, int decimals) {
    begin(j, key);
    rap_text_add(j->out, "[");
    for (size_t k = 0; k < n; k++) {
        rap_text_add(j->out, k ? "," : "");
        if (isfinite(x[k]))
            rap_text_number(j->out, round(x[k] * pow(10, decimals)) / pow(10, decimals));
        else
            rap_text_add(j->out, "null");
    }
    rap_text_add(j->out, "]");
}
