/* fonts.h: the letters that some font of this machine has. A picture that is drawn here, not by a browser,
 * can show no others: what stands for them is drawn as large as the picture. */
#ifndef RAP_FONTS_H
#define RAP_FONTS_H

#include "base/text.h"

typedef struct {
    unsigned char *has; /* a bit for each code point; NULL where it is not known: taken for all */
    bool *lacking;      /* by row of the table of blocks: a letter of it was replaced */
} rap_fonts;

/* Asks fontconfig's fc-list. RAP_OK, also where it is not there; RAP_ENOMEM. Free is legal in every case. */
int rap_fonts_find(rap_fonts *fonts);
void rap_fonts_free(rap_fonts *fonts);

/* Puts '?' in place of each cluster with a letter that no font has, and remembers what script it is of. */
void rap_fonts_replace(rap_fonts *fonts, rap_text *text);

/* Appends the scripts of what was replaced, "Bengali, Han", and the Debian packages that have them,
 * "fonts-noto-core fonts-noto-cjk", to empty texts. Nothing where nothing was. */
void rap_fonts_lacking(const rap_fonts *fonts, rap_text *scripts, rap_text *packages);

#endif
