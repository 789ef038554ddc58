/* sections.h: the sections of the report page: each is a row of one table, which gives their order, the
 * table of contents and the links (private to plots/). */
#ifndef RAP_SECTIONS_H
#define RAP_SECTIONS_H

#include "plots/page/page.h"

typedef struct {
    const char *id;                      /* what links point to */
    const char *link, *title;            /* in the table of contents, and as the heading */
    bool (*is_there)(const rap_page *p); /* NULL: always */
    void (*say)(rap_page *p); /* what stands below the heading; NULL: pictures alone, of the kind
                                            that bears the id, and nothing where there are none */
} rap_section;

extern const rap_section rap_sections[]; /* in the order of the page; ends with a NULL id */

bool rap_section_is_there(const rap_section *s, const rap_page *p);

/* The section with its heading; nothing where it is not there. */
void say_section(rap_page *p, const rap_section *s);

/* ---- what stands below the headings ----------------------------------------------------------- */

enum { KEY_CONTRASTS = 3 }; /* as many contrasts a table shows where there is room for few */

void say_answer(rap_page *p); /* report_answer.c */
void say_causes(rap_page *p);
void say_portraits(rap_page *p);    /* report_portraits.c; with named members */
void say_propositions(rap_page *p); /* report_propositions.c; tables with verdicts */
void say_boxes(rap_page *p);        /* report_discovery.c; with boxes */
void say_patterns(rap_page *p);     /* report_patterns.c; with patterns */
void say_budget(rap_page *p);       /* report_budget.c; with lines */
void say_decides(rap_page *p);      /* report_sensitivity.c; with deciding */
void say_calibration(rap_page *p);  /* report_calibration.c; with calibrated */
void say_arms(rap_page *p);         /* report_tables.c */
void say_time(rap_page *p);
void say_headlines(rap_page *p);
void say_groups(rap_page *p);
void say_cost(rap_page *p);
void say_assumptions(rap_page *p); /* report_inputs.c */
void say_limits(rap_page *p);
void say_repeat(rap_page *p);
void say_standards(rap_page *p); /* report_standards.c; with verdicts */
void say_cheers(rap_page *p);    /* report_cheers.c; with lines */

/* ---- what sections share ---------------------------------------------------------------------- */

/* A paragraph that names the assumptions that decide the first comparison; nothing where that is not known
 * (report_brief.c). */
void say_decides_briefly(rap_page *p);

/* Cells of an input's row: what it is, as its head; its start value and range, its grade and its source
 * (report_inputs.c). */
void say_input_name(rap_page *p, const rap_input *in);
void say_input_support(rap_page *p, const rap_input *in);

#endif
