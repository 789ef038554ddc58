/* page.h: the small pieces of which pages are made (private to plots/).
 *
 * Plain words are gathered in `words` and leave it through say_flush, which escapes them: text of a
 * study reaches the page in no other way. Markup is written by say_raw, from literals alone. */
#ifndef RAP_PAGE_H
#define RAP_PAGE_H

#include "plots/page/report_extras.h"
#include "plots/words/translation.h"
#include "plots/words/words.h"

/* The first two are made of sections. */
typedef enum { RAP_REPORT, RAP_APPENDIX, RAP_SUMMARY } rap_page_kind;

typedef struct rap_section rap_section; /* sections.h */

typedef struct {
    rap_page_kind kind;
    const rap_section *sections; /* of the first two pages, for links (sections.h) */
    const rap_tables *t;
    const rap_language *language; /* that of t; NULL: English */
    const rap_report_extras *extras;
    rap_text *html;
    rap_text words;
    rap_text cells; /* where the numbers of `words` are from (traced.h) */
} rap_page;

/* Everything up to and with <body>: nothing may be loaded from elsewhere, and pictures only from the
 * page itself, if at all. Title and words of the page are in the language (NULL: English). */
void rap_page_begin(rap_text *html, const rap_language *l, const char *title, bool pictures,
                    const char *css);

void say_raw(rap_page *p, const char *markup);
void say_text(rap_page *p, const char *text); /* escaped; NULL is nothing */
/* The gathered words are set aside, for others to be gathered; and taken up again, when those have left. */
rap_text set_words_aside(rap_page *p);
void take_words_up(rap_page *p, rap_text words);

void say_flush(rap_page *p); /* the gathered words, escaped */

/* <tag>text</tag> with escaped text. */
void say_element(rap_page *p, const char *tag, const char *text);

/* Escaped text of which what stands *so* is emphasized: messages of our own alone, in which no other * stands. */
void say_emphasized(rap_page *p, const char *text);

/* "About: the Bengali community" with its head in bold; nothing without a text. */
void say_if_said(rap_page *p, const char *head, const char *text);

/* <p> from the gathered words, `class` as it stands in the tag (" class=\"lead\"", or ""); nothing where there are none. */
void say_paragraph(rap_page *p, const char *class);

/* <p class="small"> from the gathered words; nothing where there are none. */
void say_small(rap_page *p);

/* Opens and closes a table that scrolls sideways by itself; the gathered words are its caption. */
void say_table_begin(rap_page *p);
void say_table_end(rap_page *p);

/* Its heads, <thead> and all; one head. */
void say_heads(rap_page *p, const char *const *heads, size_t n);
void say_column_head(rap_page *p, const char *text);

/* Its cells, from the gathered words. */
void say_cell(rap_page *p);     /* <td> */
void say_row_head(rap_page *p); /* <th scope="row"> */

/* The pictures of one kind ("path", "contrasts", "for-whom", "spend", "patterns", "propositions",
 * ...), each as a figure; how many there are. */
void say_pictures(rap_page *p, const char *kind);
size_t rap_page_count_pictures(const rap_page *p, const char *kind);

/* Of these, those from `first` up to before `end`. */
void say_pictures_from(rap_page *p, const char *kind, size_t first, size_t end);

#endif
