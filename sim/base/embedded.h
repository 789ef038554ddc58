/* embedded.h: texts that the program carries, by the names of the files that they were (plots/embed.cmake). */
#ifndef RAP_EMBEDDED_H
#define RAP_EMBEDDED_H

typedef struct {
    const char *name; /* "class.css" */
    const char *text;
} rap_embedded_file;

extern const rap_embedded_file rap_embedded_files[]; /* ends with a NULL name */

#endif
