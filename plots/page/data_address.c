/* data_address.c: see data_address.h. */
#include "plots/page/data_address.h"

#include <stdbool.h>
#include <string.h>

/* ---- drawings --------------------------------------------------------------------------------- */

/* RFC 3986; what neither an address nor an attribute in double quotes, nor a list of addresses (srcset) may hold as it is. */
static void add_byte(rap_text *out, char c) {
    if ((unsigned char)c < 0x21 || strchr("\"#%&<>\\^`{|}", c))
        rap_text_format(out, "%%%02X", (unsigned char)c);
    else
        rap_text_add_bytes(out, &c, 1);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t count_blanks(const char *s, size_t n) {
    size_t k = 0;
    while (k < n && (s[k] == ' ' || (s[k] >= '\t' && s[k] <= '\r')))
        k++;
    return k;
}

/* How many of the n bytes at s stand before the first c: n where there is none. */
static size_t bytes_before(const char *s, size_t n, char c) {
    size_t k = 0;
    while (k < n && s[k] != c)
        k++;
    return k;
}

/* Length of a group that holds nothing, "<g ...> </g>", from where it begins; 0 where there is none. */
static size_t empty_group(const char *s, size_t n) {
    static const char end[] = "</g>";
    if (n < 3 || (memcmp(s, "<g ", 3) && memcmp(s, "<g>", 3)))
        return 0;
    size_t k = bytes_before(s, n, '>');
    k += k < n;
    k += count_blanks(s + k, n - k);
    return n - k >= sizeof end - 1 && !memcmp(s + k, end, sizeof end - 1) ? k + sizeof end - 1 : 0;
}

/* How many bytes at s are zeros that end the decimals of a number, with the point where no other decimal is left. */
static size_t idle_zeros(const char *s, size_t n, bool after_point) {
    size_t k = !after_point && n && s[0] == '.';
    while (k < n && s[k] == '0')
        k++;
    bool point_alone = k == 1 && s[0] == '.';
    return point_alone || (k < n && (is_digit(s[k]) || s[k] == '.')) ? 0 : k;
}

/* A tag of n bytes, from '<' to '>': blanks that part nothing and idle zeros are left out. */
static void add_tag(rap_text *out, const char *s, size_t n) {
    bool has_apostrophe = bytes_before(s, n, '\'') < n, decimals = false;
    for (size_t i = 0; i < n;) {
        size_t gap = count_blanks(s + i, n - i), zeros = 0;
        bool digit = i && is_digit(s[i - 1]);
        if (digit && (s[i] == '.' || (decimals && s[i] == '0')))
            zeros = idle_zeros(s + i, n - i, decimals);
        decimals = s[i] == '.' || (decimals && is_digit(s[i]));
        if (gap) {
            bool parts = !strchr("=(,", s[i - 1]) && !strchr("='\"/>", s[i + gap]) &&
                         !(digit && s[i + gap] == 'L');
            /* a comma parts numbers as well, and is one byte */
            if (parts)
                add_byte(out, digit && is_digit(s[i + gap]) ? ',' : ' ');
            i += gap;
        } else if (zeros) {
            i += zeros;
        } else {
            add_byte(out, s[i] == '"' && !has_apostrophe ? '\'' : s[i]);
            i++;
        }
    }
}

/* What a drawing shows is kept, and words as they are; groups that hold nothing and lines between tags go. */
static void add_squeezed(rap_text *out, const char *s, size_t n) {
    for (size_t i = 0; i < n;) {
        size_t gap = count_blanks(s + i, n - i), skip = empty_group(s + i, n - i);
        bool tag = s[i] == '<' && i + 1 < n && !strchr("?!", s[i + 1]);
        size_t length = tag ? bytes_before(s + i, n - i, '>') + 1 : 0;
        if (skip) {
            i += skip;
        } else if (length && length <= n - i) {
            add_tag(out, s + i, length);
            i += length;
        } else if (bytes_before(s + i, gap, '\n') < gap) {
            i += gap;
        } else {
            add_byte(out, s[i++]);
        }
    }
}

void rap_data_address(rap_text *out, const char *type, const char *bytes, size_t n) {
    rap_text_format(out, "data:%s", type);
    if (strcmp(type, "image/svg+xml") != 0) {
        rap_text_add(out, ";base64,");
        rap_text_base64(out, bytes, n);
        return;
    }
    rap_text_add(out, ",");
    add_squeezed(out, bytes, n);
}
