/* two_formats.h: one text written as Markdown or as HTML (private to plots/).
 *
 * Plain words are gathered in `words` and leave it through put_words, which escapes them for the one
 * or the other format: text of a study reaches the file in no other way. Markup is written by
 * put_markup, from literals alone. */
#ifndef RAP_TWO_FORMATS_H
#define RAP_TWO_FORMATS_H

#include "base/text.h"
#include "plots/words/translation.h"

typedef struct {
    rap_text *out;
    rap_text words;
    const rap_language *language; /* NULL: English */
    bool html;                    /* else Markdown */
} rap_writer;

void put_markup(rap_writer *w, const char *html, const char *markdown);
void put_words(rap_writer *w); /* the gathered words, escaped, without the blank before them */

/* The gathered words as a heading of level 1 to 3, a paragraph, an item of a list, a cell of a table
 * (that of its row, if `head`). */
void put_heading(rap_writer *w, int level);
void put_paragraph(rap_writer *w);
void put_item(rap_writer *w);
void put_cell(rap_writer *w, bool head);
void put_number_cell(rap_writer *w); /* of a number, which stands to the right */

/* Opens and closes a table that scrolls sideways by itself where it does not fit; the gathered words name it. Of its n
 * columns those from `numbers` on hold numbers (n: none). Rows stand between put_row_begin and put_row_end. */
void put_table_begin(rap_writer *w, const char *const *heads, size_t n, size_t numbers);
void put_table_end(rap_writer *w);
void put_row_begin(rap_writer *w);
void put_row_end(rap_writer *w);

#endif
