/* whole_picture.c: writers close these files with a mark of their own, so what was cut off lacks it. */
#include "cli/job/whole_picture.h"

#include <string.h>

static const struct {
    const char *extension, *begins, *ends;
    size_t n_begins, n_ends;
} marks[] = {
    {"svg", "<?xml", "</svg>", 5, 6},
    {"png", "\x89PNG\r\n\x1a\n", "IEND\xae\x42\x60\x82", 8, 8},
    {"pdf", "%PDF-", "%%EOF", 5, 5},
    {NULL, "", "", 0, 0},
};

bool rap_picture_is_whole(const char *extension, const char *bytes, size_t n) {
    size_t k = 0;
    while (marks[k].extension && strcmp(marks[k].extension, extension))
        k++;
    while (n && bytes[n - 1] && strchr(" \t\r\n\f", bytes[n - 1])) /* no PNG ends so */
        n--;
    return n && n >= marks[k].n_begins + marks[k].n_ends &&
           !memcmp(bytes, marks[k].begins, marks[k].n_begins) &&
           !memcmp(bytes + n - marks[k].n_ends, marks[k].ends, marks[k].n_ends);
}
