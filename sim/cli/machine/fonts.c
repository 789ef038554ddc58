/* fonts.c: what fc-list says of all fonts together: pango, which draws for gnuplot, takes a letter from any. */
#include "cli/machine/fonts.h"
#include "base/clusters.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "cli/machine/child.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 0x110000, MOST_SAID = 1 << 24, SECONDS = 60 };

/* ---- scripts and packages ------------------------------------------------------------------- */

#define CORE "fonts-noto-core"
#define CJK "fonts-noto-cjk"
#define EMOJI "fonts-noto-color-emoji"

/* Blocks of Unicode, in order; blocks of one script bear one name. */
static const struct {
    uint32_t first, last;
    const char *script, *package;
} blocks[] = {
    {0x80, 0x36f, "Latin", "fonts-dejavu-core"},
    {0x370, 0x3ff, "Greek", CORE},
    {0x400, 0x52f, "Cyrillic", CORE},
    {0x530, 0x58f, "Armenian", CORE},
    {0x590, 0x5ff, "Hebrew", CORE},
    {0x600, 0x6ff, "Arabic", CORE},
    {0x700, 0x74f, "Syriac", CORE},
    {0x750, 0x77f, "Arabic", CORE},
    {0x780, 0x7bf, "Thaana", CORE},
    {0x7c0, 0x7ff, "N'Ko", CORE},
    {0x800, 0x85f, "Samaritan or Mandaic", CORE},
    {0x860, 0x86f, "Syriac", CORE},
    {0x870, 0x8ff, "Arabic", CORE},
    {0x900, 0x97f, "Devanagari", CORE},
    {0x980, 0x9ff, "Bengali", CORE},
    {0xa00, 0xa7f, "Gurmukhi", CORE},
    {0xa80, 0xaff, "Gujarati", CORE},
    {0xb00, 0xb7f, "Oriya", CORE},
    {0xb80, 0xbff, "Tamil", CORE},
    {0xc00, 0xc7f, "Telugu", CORE},
    {0xc80, 0xcff, "Kannada", CORE},
    {0xd00, 0xd7f, "Malayalam", CORE},
    {0xd80, 0xdff, "Sinhala", CORE},
    {0xe00, 0xe7f, "Thai", CORE},
    {0xe80, 0xeff, "Lao", CORE},
    {0xf00, 0xfff, "Tibetan", CORE},
    {0x1000, 0x109f, "Myanmar", CORE},
    {0x10a0, 0x10ff, "Georgian", CORE},
    {0x1100, 0x11ff, "Hangul", CJK},
    {0x1200, 0x139f, "Ethiopic", CORE},
    {0x13a0, 0x13ff, "Cherokee", CORE},
    {0x1400, 0x167f, "Canadian Aboriginal syllabics", CORE},
    {0x1780, 0x17ff, "Khmer", CORE},
    {0x1800, 0x18af, "Mongolian", CORE},
    {0x18b0, 0x18ff, "Canadian Aboriginal syllabics", CORE},
    {0x1e00, 0x1eff, "Latin", "fonts-dejavu-core"},
    {0x1f00, 0x1fff, "Greek", CORE},
    {0x2d30, 0x2d7f, "Tifinagh", CORE},
    {0x2d80, 0x2ddf, "Ethiopic", CORE},
    {0x2e80, 0x303f, "Han", CJK},
    {0x3040, 0x30ff, "Kana", CJK},
    {0x3100, 0x312f, "Bopomofo", CJK},
    {0x3130, 0x318f, "Hangul", CJK},
    {0x3190, 0x9fff, "Han", CJK},
    {0xa000, 0xa4cf, "Yi", CORE},
    {0xa8e0, 0xa8ff, "Devanagari", CORE},
    {0xa960, 0xa97f, "Hangul", CJK},
    {0xa9e0, 0xaa7f, "Myanmar", CORE},
    {0xab00, 0xab2f, "Ethiopic", CORE},
    {0xab70, 0xabbf, "Cherokee", CORE},
    {0xabc0, 0xabff, "Meetei Mayek", CORE},
    {0xac00, 0xd7ff, "Hangul", CJK},
    {0xf900, 0xfaff, "Han", CJK},
    {0xfb1d, 0xfb4f, "Hebrew", CORE},
    {0xfb50, 0xfdff, "Arabic", CORE},
    {0xfe30, 0xfe4f, "Han", CJK},
    {0xfe70, 0xfeff, "Arabic", CORE},
    {0xff00, 0xffef, "Han", CJK},
    {0x10d00, 0x10d3f, "Hanifi Rohingya", CORE},
    {0x11100, 0x1114f, "Chakma", CORE},
    {0x1e900, 0x1e95f, "Adlam", CORE},
    {0x1f000, 0x1faff, "emoji", EMOJI},
    {0x20000, 0x3ffff, "Han", CJK},
    {0, LETTERS, "other signs", CORE},
};
enum { N_BLOCKS = sizeof blocks / sizeof *blocks };

static size_t script_row(uint32_t letter) {
    size_t i = 0;
    while (letter < blocks[i].first || letter > blocks[i].last)
        i++;
    return i;
}

/* ---- what fonts have ------------------------------------------------------------------------ */

/* Notes ranges as fc-list writes them: "20-7e a0-1a9 1ab" and so on, a line a font. */
static void note_ranges(rap_fonts *fonts, const char *said) {
    char *after;
    for (const char *s = said + strspn(said, " \n"); *s; s = after + strspn(after, " \n")) {
        unsigned long first = strtoul(s, &after, 16), last = first;
        if (*after == '-')
            last = strtoul(after + 1, &after, 16);
        if (after == s || last >= LETTERS)
            return;
        for (unsigned long c = first; c <= last; c++)
            fonts->has[c / 8] |= (unsigned char)(1 << c % 8);
    }
}

int rap_fonts_find(rap_fonts *fonts) {
    static const char *const words[] = {"fc-list", "-f", "%{charset}\n", NULL};
    rap_child list = {.words = words, .heard = 1, .most = MOST_SAID};
    *fonts = (rap_fonts){0};
    int status = rap_children_run(&list, 1, 1, SECONDS);
    if (!status && !list.fault[0]) {
        fonts->has = rap_allocate(LETTERS / 8, 1);
        fonts->lacking = rap_allocate(N_BLOCKS, sizeof *fonts->lacking);
        status = fonts->has && fonts->lacking ? RAP_OK : rap_fail(RAP_ENOMEM);
    }
    if (!status && fonts->has)
        note_ranges(fonts, rap_text_string(&list.said));
    rap_text_free(&list.said);
    return status;
}

void rap_fonts_free(rap_fonts *fonts) {
    rap_free(fonts->has);
    rap_free(fonts->lacking);
    *fonts = (rap_fonts){0};
}

/* ---- what they lack ------------------------------------------------------------------------- */

/* Joiners, marks of direction and variation: nothing is drawn for them. */
static bool is_unseen(uint32_t c) {
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
           c >= 0xe0000;
}

/* Whether a letter of the cluster of n bytes is in no font; the block of the first such. */
static bool is_lacking(const rap_fonts *fonts, const char *s, size_t n, size_t *block) {
    size_t bytes;
    for (size_t i = 0; i < n; i += bytes) {
        uint32_t c = rap_letter(s + i, &bytes);
        if (c < 0x80 || is_unseen(c) || fonts->has[c / 8] & 1 << c % 8)
            continue;
        *block = script_row(c);
        return true;
    }
    return false;
}

void rap_fonts_replace(rap_fonts *fonts, rap_text *text) {
    rap_text out;
    size_t columns, block, n;
    if (!fonts->has)
        return;
    rap_text_init(&out);
    for (const char *s = rap_text_string(text); *s; s += n) {
        n = rap_cluster(s, &columns);
        if (is_lacking(fonts, s, n, &block)) {
            rap_text_add(&out, "?");
            fonts->lacking[block] = true;
        } else {
            rap_text_add_bytes(&out, s, n);
        }
    }
    out.failed |= text->failed;
    rap_text_free(text);
    *text = out;
}

/* Appends the names that lacking blocks have, each once. */
static void add_names(const rap_fonts *fonts, rap_text *out, bool of_scripts, const char *between) {
    for (size_t i = 0; i < N_BLOCKS; i++) {
        const char *name = of_scripts ? blocks[i].script : blocks[i].package;
        bool told = !fonts->lacking[i];
        for (size_t k = 0; k < i && !told; k++)
            told = fonts->lacking[k] &&
                   !strcmp(name, of_scripts ? blocks[k].script : blocks[k].package);
        if (!told) {
            rap_text_add(out, out->n ? between : "");
            rap_text_add(out, name);
        }
    }
}

void rap_fonts_lacking(const rap_fonts *fonts, rap_text *scripts, rap_text *packages) {
    if (fonts->has) {
        add_names(fonts, scripts, true, ", ");
        add_names(fonts, packages, false, " ");
    }
}
