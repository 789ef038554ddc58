/* labels.h: rows found by what people call them, without regard to capitals and accents; and names for a study made of what
 * they are called. */
#ifndef RAP_LABELS_H
#define RAP_LABELS_H

#include "base/lookup.h"

enum { RAP_LONGEST_NAME = 41 };

typedef rap_lookup rap_labels; /* by hashes of folded labels */

/* Row at which a label stands already; `row` where it is new and now does, -1 without memory. */
int64_t rap_labels_add(rap_labels *labels, const char *label, size_t row);

/* Row of a label, -1 where there is none, -2 without memory. */
int64_t rap_labels_find(const rap_labels *labels, const char *label);
void rap_labels_free(rap_labels *labels);

/* A number of a label, which tells it from others and stays when rows come and go: 6 digits, seldom those of two labels. */
size_t rap_label_number(const char *label);

/* The name of a label: its letters a to z and figures, '_' for the rest; "partner_17" with this kind and number where these are
 * fewer than half of it, as in other scripts. */
void rap_label_name(char name[RAP_LONGEST_NAME], const char *label, const char *kind,
                    size_t number);

#endif
