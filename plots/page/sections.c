/* sections.c: the table of the sections, in the order of the page. */
#include "plots/page/sections.h"
#include "analysis/certainty/certainty.h"
#include "analysis/propositions/verdicts.h"
#include "analysis/sensitivity/deciding.h"
#include "analysis/tables/portraits.h"

static bool has_propositions(const rap_page *p) {
    return p->t->verdicts && p->t->verdicts->n;
}

static bool has_boxes(const rap_page *p) {
    return p->t->boxes;
}

static bool has_patterns(const rap_page *p) {
    return p->t->patterns;
}

static bool has_budget(const rap_page *p) {
    return p->t->lines;
}

static bool has_deciding(const rap_page *p) {
    return p->t->deciding && p->t->deciding->n_rows;
}

static bool has_calibration(const rap_page *p) {
    return p->t->calibrated;
}

static bool has_story(const rap_page *p) {
    return p->t->story;
}

static bool has_portraits(const rap_page *p) {
    size_t n;
    (void)rap_portraits(p->t, &n);
    return n > 0;
}

static bool has_paths(const rap_page *p) {
    return rap_page_count_pictures(p, "path");
}

static bool has_forest(const rap_page *p) {
    return rap_page_count_pictures(p, "contrasts");
}

static void say_forest(rap_page *p) {
    say_pictures_from(p, "contrasts", 0, 1); /* of the key contrasts; all: say_headlines */
}

static bool has_certainty(const rap_page *p) {
    return p->t->certainties && p->t->certainties->n_rows;
}

static bool has_more_paths(const rap_page *p) {
    return rap_page_count_pictures(p, "path") > KEY_PATHS;
}

static bool has_other_causes(const rap_page *p) {
    return count_written_contrasts(p->t->study) && p->t->study->n_headlines > 1;
}

const rap_section rap_sections[] = {
    {"answer", RAP_REPORT, RAP_MESSAGE("The answer"), NULL, NULL, say_first_screen},
    {"story", RAP_REPORT, RAP_MESSAGE("One history"), RAP_MESSAGE("One history, told"), has_story,
     say_story},
    {"named", RAP_REPORT, RAP_MESSAGE("By name"), RAP_MESSAGE("Those whom the study names"),
     has_portraits, say_portraits},
    {"works", RAP_REPORT, RAP_MESSAGE("What works, for whom, why"),
     RAP_MESSAGE("What works, for whom, in which circumstances, and why"), has_propositions,
     say_propositions},
    {"where", RAP_REPORT, RAP_MESSAGE("Where it holds"),
     RAP_MESSAGE("Where it holds: circumstances and assumptions searched"), has_boxes, say_boxes},
    {"patterns", RAP_REPORT, RAP_MESSAGE("Patterns"), RAP_MESSAGE("Patterns"), has_patterns,
     say_patterns},
    {"budget", RAP_REPORT, RAP_MESSAGE("The budget"), RAP_MESSAGE("The budget"), has_budget,
     say_budget},
    {"data", RAP_REPORT, RAP_MESSAGE("What data say"), RAP_MESSAGE("What data say"),
     has_calibration, say_calibration},
    {"results", RAP_REPORT, RAP_MESSAGE("All outcomes at a glance"),
     RAP_MESSAGE("All outcomes at a glance"), has_forest, say_forest},
    {"decides", RAP_REPORT, RAP_MESSAGE("What decides it"), RAP_MESSAGE("What decides it"),
     has_deciding, say_decides},
    {"arms", RAP_REPORT, RAP_MESSAGE("The ways of working"),
     RAP_MESSAGE("The ways of working, side by side"), NULL, say_arms},
    {"causes", RAP_REPORT, RAP_MESSAGE("What is due to what"), RAP_MESSAGE("What is due to what"),
     NULL, say_causes},
    {"time", RAP_REPORT, RAP_MESSAGE("Over time"), RAP_MESSAGE("Over time"), has_paths, say_time},
    {"whom", RAP_REPORT, RAP_MESSAGE("For whom"), RAP_MESSAGE("Better for whom?"), NULL,
     say_groups},
    {"cost", RAP_REPORT, RAP_MESSAGE("What it costs"), RAP_MESSAGE("What it costs"), NULL,
     say_cost},
    {"assumptions", RAP_REPORT, RAP_MESSAGE("Assumptions"),
     RAP_MESSAGE("The assumptions that matter"), NULL, say_assumptions},
    {"limits", RAP_REPORT, RAP_MESSAGE("Limits"), RAP_MESSAGE("Limits"), NULL, say_limits},
    {"full", RAP_APPENDIX, RAP_MESSAGE("The main comparison in full"),
     RAP_MESSAGE("The main comparison in full"), NULL, say_answer},
    {"comparisons", RAP_APPENDIX, RAP_MESSAGE("Comparisons"),
     RAP_MESSAGE("The other comparisons, outcome by outcome"), has_other_causes, say_other_causes},
    {"levels", RAP_APPENDIX, RAP_MESSAGE("All results"), RAP_MESSAGE("All headline outcomes"), NULL,
     say_headlines},
    {"groups", RAP_APPENDIX, RAP_MESSAGE("By group"), RAP_MESSAGE("Differences by group"), NULL,
     say_group_tables},
    {"paths", RAP_APPENDIX, RAP_MESSAGE("More paths"), RAP_MESSAGE("Over time: the other outcomes"),
     has_more_paths, say_other_paths},
    {"money", RAP_APPENDIX, RAP_MESSAGE("Money"), RAP_MESSAGE("Money, line by line"), NULL,
     say_money_lines},
    {"inputs", RAP_APPENDIX, RAP_MESSAGE("All assumptions"), RAP_MESSAGE("All assumptions"), NULL,
     say_inputs},
    {"standards", RAP_APPENDIX, RAP_MESSAGE("For evaluators"),
     RAP_MESSAGE("For evaluators: the RAMESES II items"), has_propositions, say_standards},
    {"cheers", RAP_APPENDIX, RAP_MESSAGE("For funders"),
     RAP_MESSAGE("For funders: the CHEERS 2022 items"), has_budget, say_cheers},
    {"certainty", RAP_APPENDIX, RAP_MESSAGE("How certain"),
     RAP_MESSAGE("How certain each difference is, and why"), has_certainty, say_certainties},
    {"methods", RAP_APPENDIX, RAP_MESSAGE("How to write this up"),
     RAP_MESSAGE("How to write this up"), NULL, say_write_up},
    {"repeat", RAP_APPENDIX, RAP_MESSAGE("How to repeat it"), RAP_MESSAGE("How to repeat it"), NULL,
     say_repeat},
    {NULL, RAP_REPORT, NULL, NULL, NULL, NULL}};
