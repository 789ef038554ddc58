/* sections.c: the table of the sections, in the order of the page. */
#include "plots/page/sections.h"
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

static bool has_portraits(const rap_page *p) {
    size_t n;
    (void)rap_portraits(p->t, &n);
    return n > 0;
}

static bool has_paths(const rap_page *p) {
    return rap_page_has_pictures(p, "path");
}

const rap_section rap_sections[] = {
    {"answer", "The answer", "The answer", NULL, say_answer},
    {"named", "By name", "Those whom the study names", has_portraits, say_portraits},
    {"works", "What works, for whom, why", "What works, for whom, in which circumstances, and why",
     has_propositions, say_propositions},
    {"where", "Where it holds", "Where it holds: circumstances and assumptions searched", has_boxes,
     say_boxes},
    {"patterns", "Patterns", "Patterns", has_patterns, say_patterns},
    {"budget", "The budget", "The budget", has_budget, say_budget},
    {"data", "What data say", "What data say", has_calibration, say_calibration},
    {"decides", "What decides it", "What decides it", has_deciding, say_decides},
    {"arms", "The arms", "The arms, side by side", NULL, say_arms},
    {"causes", "What is due to what", "What is due to what", NULL, say_causes},
    {"time", "Over time", "Over time", has_paths, say_time},
    {"results", "All results", "All headline outcomes", NULL, say_headlines},
    {"whom", "For whom", "Better for whom?", NULL, say_groups},
    {"cost", "What it costs", "What it costs", NULL, say_cost},
    {"assumptions", "Assumptions", "The assumptions that matter", NULL, say_assumptions},
    {"limits", "Limits", "Limits", NULL, say_limits},
    {"standards", "For evaluators", "For evaluators: the RAMESES II items", has_propositions,
     say_standards},
    {"cheers", "For funders", "For funders: the CHEERS 2022 items", has_budget, say_cheers},
    {"repeat", "How to repeat it", "How to repeat it", NULL, say_repeat},
    {NULL, NULL, NULL, NULL, NULL}};

bool rap_section_is_there(const rap_section *s, const rap_page *p) {
    if (!s->say)
        return rap_page_has_pictures(p, s->id);
    return !s->is_there || s->is_there(p);
}

void say_section(rap_page *p, const rap_section *s) {
    if (!rap_section_is_there(s, p))
        return;
    rap_text_format(p->html, "<section id=\"%s\">", s->id);
    say_element(p, "h2", s->title);
    if (s->say)
        s->say(p);
    else
        say_pictures(p, s->id);
    say_raw(p, "</section>\n");
}
