/* report_parts.h: what the parts of the page share (private to plots/).
 *
 * Plain words are gathered in `words` and leave it through say_flush, which escapes them: text of a
 * study reaches the page in no other way. Markup is written by say_raw, from literals alone. */
#ifndef RAP_REPORT_PARTS_H
#define RAP_REPORT_PARTS_H

#include "plots/page/report.h"
#include "plots/words/words.h"

typedef struct {
    const rap_tables *t;
    const rap_report_extras *extras;
    rap_text *html;
    rap_text words;
} rap_page;

void say_raw(rap_page *p, const char *markup);
void say_text(rap_page *p, const char *text); /* escaped; NULL is nothing */
void say_flush(rap_page *p);                  /* the gathered words, escaped */

/* <tag>text</tag> with escaped text. */
void say_element(rap_page *p, const char *tag, const char *text);

/* Cells of a table, from the gathered words. */
void say_cell(rap_page *p);     /* <td> */
void say_row_head(rap_page *p); /* <th scope="row"> */
void say_column_head(rap_page *p, const char *text);

/* Opens and closes a table that scrolls sideways by itself; the gathered words are its caption. */
void say_table_begin(rap_page *p);
void say_table_end(rap_page *p);

/* <p class="small"> from the gathered words; nothing where there are none. */
void say_small(rap_page *p);

/* An item of a reporting standard: what study and runs answer, and what a person is to write. */
typedef struct {
    const char *part, *name;
    void (*add)(rap_page *p); /* gathers words; NULL: nothing can be said from here */
    const char *person;
} rap_checklist_item;

/* Its row of the table; `nothing` is said where nothing can be. */
void say_checklist_item(rap_page *p, const rap_checklist_item *x, size_t number,
                        const char *nothing);

/* Sections, each with its heading. */
void say_patterns(rap_page *p);     /* report_patterns.c; nothing where there are none */
void say_propositions(rap_page *p); /* report_propositions.c; nothing where there are none */
void say_standards(rap_page *p);    /* report_standards.c; nothing where there are none */
void say_boxes(rap_page *p);        /* report_boxes.c; nothing where nothing was searched */
void say_budget(rap_page *p);       /* report_budget.c; nothing where there is none */
void say_cheers(rap_page *p);       /* report_cheers.c; nothing where there is none */
void say_answer(rap_page *p);       /* report_answer.c */
void say_baseline_better(rap_page *p);
void say_causes(rap_page *p);
void say_arms(rap_page *p); /* report_tables.c */
void say_headlines(rap_page *p);
void say_groups(rap_page *p);
void say_cost(rap_page *p);
void say_assumptions(rap_page *p); /* report_inputs.c */
void say_limits(rap_page *p);
void say_repeat(rap_page *p);

/* The pictures of one kind ("path", "contrasts", "for-whom", "spend",
 * "patterns", "propositions", ...), each as a figure. */
void say_pictures(rap_page *p, const char *kind);

#endif
