/* known_rows.h: organisations that a study names already, found by their names or their labels. */
#ifndef RAP_KNOWN_ROWS_H
#define RAP_KNOWN_ROWS_H

#include "base/problem.h"
#include "cli/sheets/word_list.h"
#include "scenario/language/loader.h"

#include <stdbool.h>

typedef struct {
    rap_word_list names; /* of rows */
    rap_word_list words; /* names and labels, folded */
    size_t *row;         /* of each of the words: of names */
    size_t capacity;
    char *file; /* that they come from; NULL: none was read */
} rap_known_rows;

/* Reads the group `group` of a study's file, with what that includes; a whole study, or a part such as an import writes.
 * RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Begin with {0}; free is legal in every case, and twice. */
int rap_known_rows_read(rap_known_rows *known, const rap_loader *loader, const char *file,
                        const char *group, rap_problems *problems);
void rap_known_rows_free(rap_known_rows *known);

/* The name of the row that words mean, without regard to accents and capitals, or NULL; *near is then what they may be
 * a slip of, or NULL. *failed where memory ran out. */
const char *rap_known_row(const rap_known_rows *known, const char *words, const char **near,
                          bool *failed);

#endif
