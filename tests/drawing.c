#define _XOPEN_SOURCE 700 /* P_tmpdir */
#include "drawing.h"
#include "markup.h"
#include "near.h"
#include "base/error.h"
#include "base/memory.h"

#include <glob.h>
#include <stdlib.h>

static char folder[] = P_tmpdir "/rapport-drawing-XXXXXX";

int drawing_make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

int drawing_remove_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

bool drawing_is_possible(void) {
    return system("gnuplot --version > /dev/null 2>&1") == 0;
}

void drawing_or_skip(void) {
    if (drawing_is_possible())
        return;
    print_message("gnuplot was not found: pictures are not drawn\n");
    skip();
}

static void write_file(const char *name, const char *extension, const rap_text *text) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, extension);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(rap_text_string(text), 1, text->n, file), text->n);
    assert_int_equal(fclose(file), 0);
}

static char *read_file(const char *name) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = rap_allocate(1 << 23, 1);
    assert_non_null(text);
    size_t n = fread(text, 1, (1 << 23) - 1, file);
    text[n] = '\0';
    fclose(file);
    return text;
}

static void run_gnuplot(const char *name, const char *terminal) {
    char command[512];
    snprintf(command, sizeof command, "cd '%s' && gnuplot %s.gp > said 2>&1", folder, name);
    int status = system(command);
    char *said = read_file("said");
    if (status || said[0])
        print_error("%s for %s: %s\n", name, terminal, said);
    assert_int_equal(status, 0);
    assert_string_equal(said, "");
    rap_free(said);
}

static void assert_picture(const char *name, const char *terminal) {
    char file[200];
    snprintf(file, sizeof file, "%s.%s", name, rap_plot_extension(terminal));
    char *picture = read_file(file);
    assert_true(strlen(picture) > 0);
    if (strcmp(terminal, "svg") == 0) {
        const char *fault = markup_fault(picture);
        if (fault)
            print_error("%s: not well-formed at: %.60s\n", file, fault);
        assert_null(fault);
        assert_null(strstr(picture, "<script"));
    }
    rap_free(picture);
}

void drawing_draw(const rap_tables *t, const rap_plot *plot, const char *terminal) {
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    assert_int_equal(rap_plot_make(t, plot, terminal, &script, &data), RAP_OK);
    write_file(plot->name, "gp", &script);
    write_file(plot->name, "dat", &data);
    rap_text_free(&script);
    rap_text_free(&data);
    run_gnuplot(plot->name, terminal);
    assert_picture(plot->name, terminal);
}

/* Of one line of text: from its anchor on, at half an em a letter, which is less than most letters take. */
static void assert_line_fits(const char *name, const char *group) {
    enum { WIDTH = 360 };
    double x = 0, size = 0;
    const char *font = strstr(group, "font-size=\""), *text = strstr(group, "<text>");
    const char *end = text ? strstr(text, "</text>") : NULL;
    if (!end || !font || sscanf(group, "translate(%lf", &x) != 1 ||
        sscanf(font, "font-size=\"%lf", &size) != 1)
        return;
    size_t letters = 0;
    for (const char *c = text + 6; c < end; c++)
        letters += ((unsigned char)*c & 0xc0) != 0x80;
    bool starts = font < strstr(font, "start") && strstr(font, "start") < text;
    double right = starts ? x + 0.5 * size * (double)letters : x;
    if (size < 11 || x < 0 || right > WIDTH)
        print_error("%s: at %g, %g high, to %g: %.60s\n", name, x, size, right, text);
    assert_true(size >= 11 && x >= 0 && right <= WIDTH);
}

static void assert_narrow(const char *name) {
    char file[200];
    snprintf(file, sizeof file, "%s.svg", name);
    char *picture = read_file(file);
    assert_non_null(strstr(picture, "viewBox=\"0 0 360 "));
    for (const char *g = strstr(picture, "translate("); g; g = strstr(g + 1, "translate("))
        if (strncmp(strchr(g, '>') ? strchr(g, '>') : "", ">\n\t\t<text>", 10) == 0)
            assert_line_fits(name, g);
    rap_free(picture);
}

size_t drawing_draw_narrow(const rap_tables *t, rap_plots *plots, bool measure) {
    size_t wide = plots->n;
    assert_int_equal(rap_plots_add_narrow(plots), RAP_OK);
    for (size_t i = wide; i < plots->n; i++) {
        drawing_draw(t, &plots->rows[i], "svg");
        if (measure)
            assert_narrow(plots->rows[i].name);
    }
    return plots->n - wide;
}

/* The hostile labels of tests make files of this name. */
void drawing_assert_nothing_ran(void) {
    char pattern[128];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/pwned*", folder);
    assert_int_equal(glob(pattern, 0, NULL, &found), GLOB_NOMATCH);
    globfree(&found);
}
