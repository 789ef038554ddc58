/* imported_part.h: what fuzz targets ask of the part of a study that an import wrote: it is text that a study's reader
 * understands, and a study that includes it is read, or refused with reasons. */
#ifndef IMPORTED_PART_H
#define IMPORTED_PART_H

#include "base/unicode.h"
#include "cli/sheets/partner_frame.h"
#include "cli/sheets/study_tree.h"
#include "model_data.h"
#include "models/registry.h"
#include "scenario/study/study.h"

/* Problems are fit for a terminal, and there are some where something was refused. */
static inline void demand_reasons(int status, const rap_problems *problems) {
    demand(status == RAP_OK ? problems->n == 0 : status == RAP_EINPUT && problems->n > 0);
    for (size_t k = 0; k < problems->n; k++)
        demand(rap_text_is_clean(problems->rows[k].text));
}

/* The starter study of a list of partners, which it includes as "list.cfg", and as "part.cfg" what was imported. */
static inline const char *study_of_parts(void) {
    static rap_text study;
    if (study.n == 0) {
        rap_partner_frame_alone(&study, rap_models[0]->partner_starter, "list.cfg");
        rap_text_add(&study, "@include \"part.cfg\"\n");
    }
    return rap_text_string(&study);
}

static inline void demand_fit(const char *list, const char *part) {
    held_file alone[] = {{NULL, part}, {NULL, NULL}};
    held_file whole[] = {
        {NULL, study_of_parts()}, {"list.cfg", list}, {"part.cfg", part}, {NULL, NULL}};
    rap_loader loader = {alone, load_held};
    rap_problems problems;
    rap_study_tree tree;
    rap_study study = {0};
    rap_problems_init(&problems);
    demand(rap_study_tree_read(&tree, &loader, "part.cfg", &problems) == RAP_OK);
    rap_study_tree_free(&tree);
    loader.context = whole;
    int status = rap_study_read(&study, rap_models, &loader, "study.cfg", NULL, &problems);
    demand_reasons(status, &problems);
    rap_study_free(&study);
    rap_problems_free(&problems);
}

#endif
