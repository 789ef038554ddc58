/* plots.c: the pictures that tables have, and their scripts. */
#include "plots/pictures/plots.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/script.h"
#include "base/error.h"
#include "plots/words/sentence_parts.h"

#include <string.h>

extern const char rap_embedded_common_gp[];

#define ROW(name) &rap_kind_##name,
static const rap_plot_kind *const kinds[] = {RAP_PLOT_KINDS(ROW)};
#undef ROW

static const struct {
    const char *name, *extension;
    bool needs_fonts;
} terminals[] = {
    {"svg", "svg", false}, {"png", "png", true}, {"pdf", "pdf", true}, {"ascii", "txt", false}};

/* ---- list ----------------------------------------------------------------------------------- */

int rap_plots_list(rap_plots *plots, const rap_tables *t) {
    *plots = (rap_plots){0};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        int status = kinds[k]->list(plots, t);
        if (status)
            return status;
    }
    return RAP_OK;
}

/* ---- script -----------------------------------------------------------------------------------
 */

const char *rap_plot_extension(const char *terminal) {
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
        if (strcmp(terminals[i].name, terminal) == 0)
            return terminals[i].extension;
    return NULL;
}

bool rap_plot_needs_fonts(const char *terminal) {
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
        if (strcmp(terminals[i].name, terminal) == 0)
            return terminals[i].needs_fonts;
    return false;
}

/* Letters of a line of the title and of the footnote. */
enum { TITLE_LETTERS = 84, FOOT_LETTERS = 125, NARROW_TITLE = 34, TITLE_LINE = 24 };

/* A narrow version holds its data itself: rows may stand at other places than in NAME.dat. */
static void add_source_of_data(rap_text *script, const rap_plot *plot, rap_text *data) {
    if (!plot->narrow) {
        rap_text_format(script, "file = '%s.dat'\n", plot->name);
        return;
    }
    rap_text_format(script, "$data << END_OF_DATA\n%s%sEND_OF_DATA\nfile = '$data'\n",
                    rap_text_string(data),
                    data->n && rap_text_string(data)[data->n - 1] != '\n' ? "\n" : "");
    rap_text_clear(data);
}

/* A part of a script, whose words stand as _('words'), with those of the language; decimals on axes as it writes them. */
static void add_in_language(rap_text *script, const rap_language *l, const char *part) {
    static const char before[] = "_('", after[] = "')";
    rap_text words;
    rap_text_init(&words);
    const char *from = strstr(part, before), *to = from ? strstr(from, after) : NULL;
    for (; to; from = strstr(part, before), to = from ? strstr(from, after) : NULL) {
        rap_text_add_bytes(script, part, (size_t)(from - part));
        from += strlen(before);
        rap_text_clear(&words);
        rap_text_add_bytes(&words, from, (size_t)(to - from));
        rap_text_add(script, "'");
        for (const char *s = tr(l, rap_text_string(&words)); *s; s++)
            rap_text_add_bytes(script, *s == '\'' ? "''" : s, *s == '\'' ? 2 : 1);
        rap_text_add(script, "'");
        part = to + strlen(after);
    }
    rap_text_add(script, part);
    script->failed |= words.failed;
    rap_text_free(&words);
}

static void compose_script(const rap_tables *t, const rap_plot *plot, const char *terminal,
                           rap_text *script, rap_text *data, rap_text *head, rap_text *words,
                           rap_text *foot) {
    bool narrow = plot->narrow;
    plot->kind->title(t, plot, words);
    int title_lines = rap_plot_assign(head, "title", rap_text_string(words),
                                      narrow ? NARROW_TITLE : TITLE_LETTERS);
    rap_parts p = {0};
    rap_words_runs(rap_next_part(&p), t);
    rap_text_format(foot, tr(t->language, "Simulated: %s. "), rap_part_string(&p, 0));
    rap_parts_end(&p, foot);
    int end = plot->kind->fill(t, plot, 12 + title_lines * TITLE_LINE, head, data, foot);
    int foot_lines = rap_plot_paragraph(head, "footnote", rap_text_string(foot),
                                        narrow ? RAP_PLOT_NARROW_LETTERS : FOOT_LETTERS);

    rap_text_format(
        script,
        "# Draw it again with: gnuplot %s.gp\n"
        "# terminal can be svg, png, pdf or ascii; labels and colours can be changed.\n"
        "name = '%s'\nterminal = '%s'\nwidth = %d\nnarrow = %d\nheight = %d\nfoot_lines = %d\n",
        plot->name, plot->name, terminal, rap_plot_width(plot), narrow,
        end + foot_lines * RAP_PLOT_LINE + 12, foot_lines);
    if (strcmp(rap_language_conventions(t->language).decimal, ".") != 0)
        rap_text_format(script, "set decimalsign '%s'\n",
                        rap_language_conventions(t->language).decimal);
    add_source_of_data(script, plot, data);
    rap_text_format(script, "%s\n", rap_text_string(head));
    add_in_language(script, t->language, rap_embedded_common_gp);
    rap_text_add(script, "\n");
    add_in_language(script, t->language, plot->kind->body);
}

int rap_plot_make(const rap_tables *t, const rap_plot *plot, const char *terminal, rap_text *script,
                  rap_text *data) {
    if (!rap_plot_extension(terminal))
        return rap_fail(RAP_EINPUT);
    rap_text head, words, foot;
    rap_text_init(&head);
    rap_text_init(&words);
    rap_text_init(&foot);
    compose_script(t, plot, terminal, script, data, &head, &words, &foot);
    bool failed = head.failed || words.failed || foot.failed || script->failed || data->failed;
    rap_text_free(&head);
    rap_text_free(&words);
    rap_text_free(&foot);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

int rap_plot_words(const rap_tables *t, const rap_plot *plot, rap_text *title, rap_text *caption,
                   rap_text *alternative) {
    if (title)
        plot->kind->title(t, plot, title);
    if (caption)
        plot->kind->caption(t, plot, caption);
    if (alternative)
        plot->kind->alternative(t, plot, alternative);
    bool failed = (title && title->failed) || (caption && caption->failed) ||
                  (alternative && alternative->failed);
    return failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
}
