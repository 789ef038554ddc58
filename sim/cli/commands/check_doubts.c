/* check_doubts.c: what check finds worth a second look: in the study's own words, once for all arms. */
#include "cli/commands/check_doubts.h"
#include "base/error.h"
#include "cli/terminal/table.h"

#include <string.h>

typedef struct {
    const rap_study *study;
    const rap_inputs **inputs; /* by arm */
} arms;

/* What the model finds worth a second look in an arm; RAP_OK or RAP_ENOMEM. */
static int doubts_of_arm(const arms *b, size_t arm, rap_problems *doubts) {
    const rap_model *m = b->study->model;
    rap_problems_init(doubts);
    return m->doubts ? m->doubts(b->inputs[arm]->root, &b->study->clock, doubts) : RAP_OK;
}

static bool has_doubt(const arms *b, size_t arm, const rap_problem *of) {
    rap_problems found;
    bool has = false;
    if (doubts_of_arm(b, arm, &found) == RAP_OK)
        for (size_t k = 0; k < found.n; k++)
            has |= !strcmp(found.rows[k].key, of->key) && !strcmp(found.rows[k].text, of->text);
    rap_problems_free(&found);
    return has;
}

/* A doubt, where it first comes up, and all arms that have it. */
static void print_doubt(const arms *b, size_t first, const rap_problem *doubt, rap_text *out,
                        size_t width) {
    const rap_study *s = b->study;
    rap_text line;
    for (size_t a = 0; a < first; a++)
        if (has_doubt(b, a, doubt))
            return;
    rap_text_init(&line);
    rap_text_format(&line, "%s: %s (", doubt->key, doubt->text);
    for (size_t a = first; a < s->n_arms; a++)
        if (has_doubt(b, a, doubt))
            rap_text_format(&line, "%s%s", a == first ? "in " : ", ", s->arms[a].label);
    rap_text_add(&line, ")");
    rap_table_paragraph(out, &line, 2, width);
}

void rap_print_doubts(const rap_study *study, const rap_inputs **inputs, rap_text *out,
                      size_t width) {
    const arms both = {study, inputs}, *b = &both;
    bool any = false;
    for (size_t a = 0; a < b->study->n_arms; a++) {
        rap_problems found;
        if (doubts_of_arm(b, a, &found))
            out->failed = true;
        for (size_t k = 0; k < found.n; k++) {
            rap_text_add(out, any ? "" : "\nWorth a second look\n");
            print_doubt(b, a, &found.rows[k], out, width);
            any = true;
        }
        rap_problems_free(&found);
    }
}

void rap_json_doubts(const rap_study *study, const rap_inputs **inputs, rap_json *j,
                     rap_text *out) {
    const arms both = {study, inputs}, *b = &both;
    rap_json_open(j, "doubts", '[');
    for (size_t a = 0; a < b->study->n_arms; a++) {
        rap_problems found;
        if (doubts_of_arm(b, a, &found))
            out->failed = true;
        for (size_t k = 0; k < found.n; k++) {
            rap_json_open(j, NULL, '{');
            rap_json_text(j, "arm", b->study->arms[a].name);
            rap_json_text(j, "path", found.rows[k].key);
            rap_json_text(j, "text", found.rows[k].text);
            rap_json_close(j, '}');
        }
        rap_problems_free(&found);
    }
    rap_json_close(j, ']');
}
