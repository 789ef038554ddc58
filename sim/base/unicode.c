/* unicode.c: UTF-8, and lists of code points, Unicode 15. */
#include "base/unicode.h"

#include <string.h>

/* Table 3-7. */
size_t rap_utf8_length(const char *text) {
    const unsigned char *s = (const unsigned char *)text;
    size_t n = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc2 ? 2 : 0;
    if (s[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
        (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

uint32_t rap_letter(const char *s, size_t *bytes) {
    static const unsigned char first_bits[] = {0xff, 0x7f, 0x1f, 0x0f, 0x07};
    size_t n = rap_utf8_length(s);
    uint32_t letter = (unsigned char)s[0] & first_bits[n];
    for (size_t i = 1; i < n; i++)
        letter = letter << 6 | ((unsigned char)s[i] & 0x3f);
    *bytes = n ? n : 1;
    return letter;
}

typedef struct {
    uint32_t from, to;
    const char *name;
} range;

static const range hidden[] = {
    {0x0001, 0x001f, "a control character"},
    {0x007f, 0x009f, "a control character"},
    {0x00ad, 0x00ad, "SOFT HYPHEN"},
    {0x034f, 0x034f, "COMBINING GRAPHEME JOINER"},
    {0x061c, 0x061c, "ARABIC LETTER MARK"},
    {0x115f, 0x1160, "HANGUL FILLER"},
    {0x17b4, 0x17b5, "KHMER INHERENT VOWEL"},
    {0x180e, 0x180e, "MONGOLIAN VOWEL SEPARATOR"},
    {0x200b, 0x200b, "ZERO WIDTH SPACE"},
    {0x200e, 0x200e, "LEFT-TO-RIGHT MARK"},
    {0x200f, 0x200f, "RIGHT-TO-LEFT MARK"},
    {0x2028, 0x2028, "LINE SEPARATOR"},
    {0x2029, 0x2029, "PARAGRAPH SEPARATOR"},
    {0x202a, 0x202a, "LEFT-TO-RIGHT EMBEDDING"},
    {0x202b, 0x202b, "RIGHT-TO-LEFT EMBEDDING"},
    {0x202c, 0x202c, "POP DIRECTIONAL FORMATTING"},
    {0x202d, 0x202d, "LEFT-TO-RIGHT OVERRIDE"},
    {0x202e, 0x202e, "RIGHT-TO-LEFT OVERRIDE"},
    {0x2060, 0x2060, "WORD JOINER"},
    {0x2061, 0x2064, "an invisible operator"},
    {0x2066, 0x2066, "LEFT-TO-RIGHT ISOLATE"},
    {0x2067, 0x2067, "RIGHT-TO-LEFT ISOLATE"},
    {0x2068, 0x2068, "FIRST STRONG ISOLATE"},
    {0x2069, 0x2069, "POP DIRECTIONAL ISOLATE"},
    {0x206a, 0x206f, "a deprecated format character"},
    {0x3164, 0x3164, "HANGUL FILLER"},
    {0xfdd0, 0xfdef, "a noncharacter"},
    {0xfeff, 0xfeff, "ZERO WIDTH NO-BREAK SPACE"},
    {0xffa0, 0xffa0, "HALFWIDTH HANGUL FILLER"},
    {0xfff9, 0xfffb, "an interlinear annotation"},
    {0xfffe, 0xffff, "a noncharacter"},
    {0xe0000, 0xe00ff, "a tag character"},
};

static const range joiners[] = {
    {0x200c, 0x200c, "ZERO WIDTH NON-JOINER"},
    {0x200d, 0x200d, "ZERO WIDTH JOINER"},
};

static const range right_to_left[] = {
    {0x0590, 0x08ff, "Hebrew, Arabic, Syriac, Thaana, N'Ko and others"},
    {0xfb1d, 0xfdff, "their presentation forms"},
    {0xfe70, 0xfefc, "the same"},
    {0x10800, 0x10fff, "old scripts"},
    {0x1e800, 0x1efff, "Mende Kikakui, Adlam and others"},
};

enum { N_HIDDEN = sizeof hidden / sizeof *hidden, N_TURNED = sizeof right_to_left / sizeof(range) };

/* In ranges that rise: a code below all of them, as most are, is told at once. */
static const range *find_range(const range *ranges, size_t n, uint32_t code) {
    for (size_t i = 0; i < n && code >= ranges[i].from; i++)
        if (code <= ranges[i].to)
            return &ranges[i];
    return NULL;
}

/* The character that ends right before `at`; 0 at the start. */
static uint32_t letter_before(const char *text, const char *at) {
    size_t n;
    const char *start = at > text ? at - 1 : at;
    while (start > text && at - start < 4 && ((unsigned char)*start & 0xc0) == 0x80)
        start--;
    return start < at ? rap_letter(start, &n) : 0;
}

static bool joins_letters(const char *text, const char *at, size_t n) {
    enum { ARABIC = 0x0600 };
    size_t next;
    return letter_before(text, at) >= ARABIC && rap_letter(at + n, &next) >= ARABIC;
}

bool rap_unicode_is_hidden(const char *text, const char *at, uint32_t *code, const char **name) {
    size_t n;
    *code = rap_letter(at, &n);
    const range *found = find_range(hidden, N_HIDDEN, *code);
    const range *joiner = find_range(joiners, 2, *code);
    if (joiner && !joins_letters(text, at, n))
        found = joiner;
    *name = found ? found->name : NULL;
    return found;
}

bool rap_text_is_clean(const char *s) {
    const char *at = s, *name;
    uint32_t code;
    for (size_t n; *at; at += n) {
        n = rap_utf8_length(at);
        if (n == 0 || rap_unicode_is_hidden(s, at, &code, &name))
            return false;
    }
    return true;
}

const char *rap_unicode_hidden(const char *text, uint32_t *code, const char **name) {
    size_t n;
    for (const char *at = text; *at && (n = rap_utf8_length(at)) > 0; at += n)
        if (rap_unicode_is_hidden(text, at, code, name))
            return at;
    return NULL;
}

bool rap_unicode_turned(const char *text, size_t *before, size_t *run) {
    size_t n;
    bool found = false;
    *before = *run = 0;
    for (const char *at = text; *at && (n = rap_utf8_length(at)) > 0; at += n) {
        uint32_t code = rap_letter(at, &n);
        bool ends =
            (code | 0x20) - 'a' < 26u || code >= 0xc0 || (code < 0x80 && strchr(",;:", *at));
        if (find_range(right_to_left, N_TURNED, code)) {
            *before = found ? *before : (size_t)(at - text);
            *run = (size_t)(at - text) + n - *before;
            found = true;
        } else if (found && ends) {
            break;
        }
    }
    return found;
}
