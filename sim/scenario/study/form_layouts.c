/* form_layouts.c: the table of funders' forms, and look-ups in it. */
#include "scenario/study/form_layouts.h"

#include <stdbool.h>
#include <string.h>

#define HEADING(label_, kinds_) {label_, kinds_},
#define LAYOUT(name_, label_, currency_, rate_, base_, first_, paid_, partners_, cap_, step_,      \
               most_, grade_, source_, ...)                                                        \
    {.name = name_,                                                                                \
     .label = label_,                                                                              \
     .currency = currency_,                                                                        \
     .rate = rate_,                                                                                \
     .base = base_,                                                                                \
     .subaward_first = first_,                                                                     \
     .paid = paid_,                                                                                \
     .paid_partners = partners_,                                                                   \
     .cap = cap_,                                                                                  \
     .step = step_,                                                                                \
     .most = most_,                                                                                \
     .grade = grade_,                                                                              \
     .source = source_,                                                                            \
     .headings = (const rap_form_heading[]){__VA_ARGS__{NULL, NULL}}},
const rap_form_layout rap_form_layouts[] = {
#include "scenario/study/form_layouts.def"
    {0}};

const rap_form_layout *rap_form_layout_find(const char *name) {
    for (const rap_form_layout *l = rap_form_layouts; l->name; l++)
        if (!strcmp(l->name, name))
            return l;
    return NULL;
}

/* Whether a word stands in a list with blanks between its words. */
static bool holds_kind(const char *list, const char *kind) {
    size_t n = strlen(kind);
    for (const char *at = list; n > 0 && (at = strstr(at, kind)) != NULL; at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

size_t rap_form_heading_named(const rap_form_layout *layout, const char *label) {
    size_t i = 0;
    while (layout->headings[i].label && strcmp(layout->headings[i].label, label) != 0)
        i++;
    return i;
}

size_t rap_form_heading_of_kind(const rap_form_layout *layout, const char *kind) {
    for (size_t i = 0; layout->headings[i].label; i++)
        if (holds_kind(layout->headings[i].kinds, kind))
            return i;
    return rap_form_heading_named(layout, RAP_FORM_OTHER);
}

const char *rap_form_heading_label(const rap_form_layout *layout, size_t heading) {
    const char *label = layout->headings[heading].label;
    return label ? label : RAP_FORM_OTHER;
}
