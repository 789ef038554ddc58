/* sections.h: the sections of the report page: each is a row of one table, which gives their order, the
 * table of contents and the links (private to plots/). */
#ifndef RAP_SECTIONS_H
#define RAP_SECTIONS_H

#include "plots/page/page.h"

struct rap_section {
    const char *id; /* what links point to */
    rap_page_kind page;
    const char *link, *title;            /* in the table of contents, and as the heading */
    bool (*is_there)(const rap_page *p); /* NULL: always */
    void (*say)(rap_page *p); /* what stands below the heading; NULL: pictures alone, of the kind
                                            that bears the id, and nothing where there are none */
};

/* In the order of the pages; ends with a NULL id (sections.c). What follows asks `sections` of the page (section.c). */
extern const rap_section rap_sections[];

bool rap_section_is_there(const rap_section *s, const rap_page *p);

/* The section with its heading; nothing where it is not there. */
void say_section(rap_page *p, const rap_section *s);

/* The sections of the page that is written, each with its heading, those left out that are not there. */
void say_sections(rap_page *p);

/* The table of contents: sections of this page, and those of the other. */
void say_contents(rap_page *p);

/* <a> to a section, on whichever page it stands; the plain text where it is not there. */
void say_link(rap_page *p, const char *id, const char *text);

/* ---- what stands below the headings ----------------------------------------------------------- */

enum {
    KEY_CONTRASTS = 3, /* as many contrasts a table shows where there is room for few */
    KEY_PATHS = 3      /* as many pictures of paths the report shows */
};

void say_first_screen(rap_page *p); /* first_screen.c */
void say_summary(rap_page *p);      /* board_page.c: the page without sections */
void say_answer(rap_page *p);       /* report_answer.c */
void say_causes(rap_page *p);
void say_other_causes(rap_page *p); /* with written contrasts and several headlines */
void say_portraits(rap_page *p);    /* report_portraits.c; with named members */
void say_propositions(rap_page *p); /* report_propositions.c; tables with verdicts */
void say_boxes(rap_page *p);        /* report_discovery.c; with boxes */
void say_patterns(rap_page *p);     /* report_patterns.c; with patterns */
void say_budget(rap_page *p);       /* report_budget.c; with lines */
void say_decides(rap_page *p);      /* report_sensitivity.c; with deciding */
void say_calibration(rap_page *p);  /* report_calibration.c; with calibrated */
void say_story(rap_page *p);        /* report_story.c; with a story */
void say_arms(rap_page *p);         /* report_tables.c */
void say_time(rap_page *p);
void say_other_paths(rap_page *p); /* with more paths than the report shows */
void say_headlines(rap_page *p);
void say_certainties(rap_page *p); /* certainties.c; with certainties */
void say_groups(rap_page *p);
void say_group_tables(rap_page *p);
void say_cost(rap_page *p);
void say_money_lines(rap_page *p);
void say_assumptions(rap_page *p); /* report_inputs.c */
void say_inputs(rap_page *p);
void say_limits(rap_page *p);
void say_repeat(rap_page *p);
void say_write_up(rap_page *p);  /* write_up.c */
void say_standards(rap_page *p); /* report_standards.c; with verdicts */
void say_cheers(rap_page *p);    /* report_cheers.c; with lines */

/* ---- what sections share ---------------------------------------------------------------------- */

/* Contrasts that the study has written, beside each arm against the baseline (report_answer.c). */
size_t count_written_contrasts(const rap_study *s);

/* What went on during the run that a reader has to know; nothing where nothing did (report_brief.c). */
void say_warnings(rap_page *p);

/* A paragraph that names the assumptions that decide the first comparison; nothing where that is not known
 * (report_brief.c). */
void say_decides_briefly(rap_page *p);

/* Cells of an input's row: what it is, as its head; its start value and range, its grade and its source
 * (report_inputs.c). */
void say_input_name(rap_page *p, const rap_input *in);
void say_input_support(rap_page *p, const rap_input *in);

#endif
