/* clusters.h: how wide a text is, and where it may be cut. */
#ifndef RAP_CLUSTERS_H
#define RAP_CLUSTERS_H

#include <stddef.h>

/* Bytes of the cluster that begins at `s`, which is not empty: a letter with all that is written on or
 * joined to it (marks, conjuncts, flags, joined emoji). What is not UTF-8 is taken byte by byte.
 * *columns is what it takes on a terminal: letters one, East Asian ones two, marks above or below none. */
size_t rap_cluster(const char *s, size_t *columns);

/* Columns of the first n bytes, which end with a cluster. */
size_t rap_columns(const char *s, size_t n);

#endif
