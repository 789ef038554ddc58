/* encoding.c: UTF-8, UTF-16 and Windows-1252, all told apart by their bytes. */
#include "cli/sheets/encoding.h"

#include <string.h>

/* 0x80 to 0x9f; 0 where the encoding has nothing. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static void put_letter(rap_text *out, uint32_t letter) {
    char s[4];
    size_t n = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; letter >>= 6)
        s[i] = (char)(0x80 | (letter & 0x3f));
    s[0] = (char)(first[n] | letter);
    rap_text_add_bytes(out, s, n);
}

/* A letter, with line ends of any kind as LF; `last` is the letter before. NULL, or why it is none of a text. */
static const char *put_text(rap_text *out, uint32_t letter, uint32_t *last) {
    bool second = letter == '\n' && *last == '\r';
    *last = letter;
    if (letter == 0)
        return "holds a zero byte: it is no text";
    if (letter == '\r')
        letter = '\n';
    if (!second)
        put_letter(out, letter);
    return NULL;
}

static const char *decode_utf16(rap_text *out, const unsigned char *s, size_t n, bool big) {
    const char *why = n % 2 ? "ends within a letter of UTF-16" : NULL;
    uint32_t high = 0, last = 0;
    for (size_t i = 0; i + 1 < n && !why; i += 2) {
        uint32_t unit = big ? (uint32_t)s[i] << 8 | s[i + 1] : (uint32_t)s[i + 1] << 8 | s[i];
        bool is_high = (unit & 0xfc00) == 0xd800, is_low = (unit & 0xfc00) == 0xdc00;
        if (is_low != (high != 0))
            return "is no valid UTF-16";
        if (!is_high)
            why = put_text(out, is_low ? 0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff) : unit,
                           &last);
        high = is_high ? unit : 0;
    }
    return why ? why : high ? "is no valid UTF-16" : NULL;
}

static bool is_utf8(const char *bytes, size_t n) {
    char last[5] = "";
    size_t at = 0;
    while (at < n) {
        memcpy(last, bytes + at, n - at < 4 ? n - at : 4); /* never beyond the end */
        last[n - at < 4 ? n - at : 4] = '\0';
        size_t length = bytes[at] ? rap_utf8_length(last) : 1;
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

static const char *decode_bytes(rap_text *out, const char *bytes, size_t n) {
    const char *why = NULL;
    bool utf8 = is_utf8(bytes, n);
    uint32_t last = 0;
    for (size_t i = 0, length = 1; i < n && !why; i += length) {
        unsigned char c = (unsigned char)bytes[i];
        uint32_t letter = utf8 && c ? rap_letter(bytes + i, &length) : c;
        if (!utf8 && c >= 0x80 && c < 0xa0)
            letter = windows[c - 0x80];
        length = utf8 && c ? length : 1;
        why = put_text(out, letter, &last);
    }
    return why;
}

const char *rap_decode(rap_text *out, const char *bytes, size_t n) {
    const unsigned char *s = (const unsigned char *)bytes;
    if (n >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
        return decode_bytes(out, bytes + 3, n - 3);
    if (n >= 2 && (s[0] == 0xff || s[0] == 0xfe) && s[0] + s[1] == 0xff + 0xfe)
        return decode_utf16(out, s + 2, n - 2, s[0] == 0xfe);
    if (n >= 4 && (!s[0] != !s[1]) && (!s[2] != !s[3]) && !s[0] == !s[2])
        return decode_utf16(out, s, n, !s[0]);
    return decode_bytes(out, bytes, n);
}
