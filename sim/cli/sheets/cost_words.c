/* cost_words.c: the longest words that are found decide, of those before "for", "to" and the like if there are any: travel
 * to partners is travel. */
#include "cli/sheets/cost_words.h"

#include <string.h>

static const struct {
    const char *kind, *words;
} kinds[] = {
#define WORDS(kind, words) {kind, words},
#include "cli/sheets/cost_words.def"
#undef WORDS
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

/* U+00C0 to U+017F without accents; '?' for those that are none of the letters a to z. */
static const char plain[] = "aaaaaaaceeeeiiiidnooooo?ouuuuyt?aaaaaaaceeeeiiiidnooooo?ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiijjjjkkklllllll"
                            "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

void rap_fold(rap_text *out, const char *words) {
    size_t length;
    for (const char *s = words; *s; s += length) {
        uint32_t letter = rap_letter(s, &length);
        char is = letter < 0x80 ? (char)letter : letter == 0x2019 ? '\'' : '\0';
        if (letter >= 0xc0 && letter < 0x180)
            is = plain[letter - 0xc0];
        if (is >= 'A' && is <= 'Z')
            is = (char)(is - 'A' + 'a');
        if (letter == 0xdf)
            rap_text_add(out, "ss");
        else if (letter == 0x152 || letter == 0x153)
            rap_text_add(out, "oe");
        else if (is && is != '?')
            rap_text_add_bytes(out, &is, 1);
        else
            rap_text_add_bytes(out, s, length);
    }
}

static bool goes_on(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

size_t rap_words_hold(const char *folded, const char *list) {
    size_t longest = 0;
    for (size_t n; *list; list += n + (list[n] == '|')) {
        n = strcspn(list, "|");
        for (const char *s = folded; *s && n > longest; s++)
            if (!strncmp(s, list, n) && (s == folded || !goes_on(s[-1])))
                longest = n;
    }
    return longest;
}

/* Where the words say what it is for. */
static size_t head_of(const char *folded) {
    static const char *const after[] = {" for ", " to ",   " with ", " during ", " at ",  " in ",
                                        " zu ",  " zum ",  " fur ",  " mit ",    " bei ", " pour ",
                                        " aux ", " avec ", " chez ", " dans ",   " ("};
    size_t n = strlen(folded);
    for (size_t k = 0; k < sizeof after / sizeof after[0]; k++) {
        const char *at = strstr(folded, after[k]);
        n = at && (size_t)(at - folded) < n ? (size_t)(at - folded) : n;
    }
    return n;
}

static const char *longest_kind(const char *folded) {
    const char *kind = NULL;
    size_t longest = 0, n;
    for (size_t k = 0; k < N_KINDS; k++)
        if ((n = rap_words_hold(folded, kinds[k].words)) > longest) {
            longest = n;
            kind = kinds[k].kind;
        }
    return kind;
}

const char *rap_cost_kind(const char *folded) {
    char head[200];
    size_t n = head_of(folded);
    const char *kind = NULL;
    if (n < sizeof head) {
        memcpy(head, folded, n);
        head[n] = '\0';
        kind = longest_kind(head);
    }
    return kind ? kind : longest_kind(folded);
}

const char *rap_cost_kind_named(const char *name) {
    for (size_t k = 0; k < N_KINDS; k++)
        if (!strcmp(kinds[k].kind, name))
            return kinds[k].kind;
    return NULL;
}

void rap_cost_kinds_say(rap_text *out) {
    for (size_t k = 0; k < N_KINDS; k++)
        rap_text_format(out, "%s%s", k ? ", " : "", kinds[k].kind);
}
