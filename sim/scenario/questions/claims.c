/* claims.c: the grammar of a claim, which patterns and propositions share. */
#include "scenario/questions/claims.h"
#include "model/rows.h"
#include "base/error.h"

const char *const rap_standing_names[] = {"held_out", "same_document", "by_construction", "input",
                                          NULL};
const char *const rap_standing_words[] = {RAP_MESSAGE("held out"), RAP_MESSAGE("same document"),
                                          RAP_MESSAGE("by construction"), RAP_MESSAGE("input")};

static const char *const directions[] = {"up", "down", "none", NULL};

static const rap_field outcome_fields[] = {
    LINE(rap_claim_outcome, name, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_claim_outcome, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_claim_outcome, group, "all", 0, "all, or a part such as type:... or team:..."),
    SETTING(rap_claim_outcome, at_least, "1", 0, 1e12, 0,
            "size from which on the claim holds, in the outcome's unit; if unset, the smallest "
            "difference that matters"),
    CHOICE(rap_claim_outcome, direction, directions, RAP_REQUIRED,
           "up, down, or none: less than at_least on either side"),
};
RECORD(rap_claim_outcome_record, "claimed outcome", "what is measured, and what is claimed of it",
       rap_claim_outcome, outcome_fields);

int rap_read_effect_sides(rap_reading *r, const rap_tree *row, rap_effect *e) {
    const rap_tree *plus = rap_tree_child(row, "plus"), *minus = rap_tree_child(row, "minus");
    int status = plus ? rap_find_side(r, row, "plus", &e->plus, &e->n_plus) : RAP_OK;
    if (!status && minus)
        status = rap_find_side(r, row, "minus", &e->minus, &e->n_minus);
    if (!status && (plus || minus))
        rap_check_sides(r, e->plus, e->n_plus, e->minus, e->n_minus, row);
    return status;
}
