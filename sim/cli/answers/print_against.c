/* print_against.c: what `report --against` prints: what changed between two results. */
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "plots/words/translation.h"

static void print_change_line(rap_text *out, const rap_language *l, const char *name,
                              const char *text, size_t width) {
    rap_text line;
    rap_text_init(&line);
    rap_text_format(&line, tr(l, "%s: %s"), name, text);
    rap_table_paragraph(out, &line, 4, width);
}

static size_t print_part(const rap_against *a, rap_against_part part, rap_text *out, size_t width) {
    size_t n = 0;
    for (size_t k = 0; k < a->n; k++) {
        const rap_against_row *r = &a->rows[k];
        if (r->part != part)
            continue;
        rap_table_wrap(out, r->what, 2, width);
        print_change_line(out, a->language, tr(a->language, "then"), r->then, width);
        print_change_line(out, a->language, tr(a->language, "now"), r->now, width);
        print_change_line(out, a->language, tr(a->language, "change"), r->change, width);
        n++;
    }
    return n;
}

void rap_print_against(const rap_against *a, const char *now, const char *then, rap_text *out,
                       size_t width) {
    rap_text_format(out,
                    tr(a->language, "Now: %s. Then: %s. Brackets are 95 %% intervals; a change is "
                                    "the figure of now minus the figure of then.\n"),
                    now, then);
    for (int part = 0; part < RAP_N_AGAINST; part++) {
        rap_text_format(out, "\n%s\n", tr(a->language, rap_against_titles[part]));
        if (!print_part(a, (rap_against_part)part, out, width))
            rap_text_add(out, part == RAP_AGAINST_STUDY ? tr(a->language, "  nothing\n")
                                                        : tr(a->language, "  none in either\n"));
    }
}
