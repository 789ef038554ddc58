/* study_tree.h: a study as its files say it, before it is checked: who and what stands in it by name. */
#ifndef RAP_STUDY_TREE_H
#define RAP_STUDY_TREE_H

#include "model/model.h"
#include "scenario/language/loader.h"
#include "scenario/language/tree.h"

typedef struct {
    rap_arena arena;
    rap_expanded expanded;
    const rap_tree *root;
} rap_study_tree;

/* A loader that reads a text in place of the file that a study includes under a name, and as the study itself where the name
 * is NULL; all else as `loader` does. */
typedef struct {
    rap_loader loader;
    const char *name; /* its last part */
    const char *text;
    bool met; /* whether it was asked for */
} rap_stand_in;

rap_loader rap_stand_in_loader(rap_stand_in *with);

/* RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in every case. */
int rap_study_tree_read(rap_study_tree *tree, const rap_loader *loader, const char *path,
                        rap_problems *problems);
void rap_study_tree_free(rap_study_tree *tree);

/* The rows of a map, with their labels; memory is the tree's. RAP_OK or RAP_ENOMEM. */
int rap_study_tree_rows(rap_study_tree *tree, const char *map, const rap_named **rows, size_t *n);

#endif
