/* class_page.h: the one file that a class opens: page, words of all languages, study and engine. */
#ifndef RAP_CLASS_PAGE_H
#define RAP_CLASS_PAGE_H

#include "cli/folder/files.h"
#include "web/classroom.h"

/* Appends the page of a study, `name` being what people call its file, in a language to begin with. Complains and gives an
 * exit status; without an engine that was built for browsers it says how one is made. */
int rap_class_page(rap_text *out, rap_class *room, const char *name, const rap_language *language,
                   const rap_files *files);

#endif
