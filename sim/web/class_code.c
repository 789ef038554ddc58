/* class_code.c: see class_code.h. */
#include "web/class_code.h"

#include <string.h>

static const char check_letters[] = "ABCDEFGHJKLMNPQRSTUVWXY";

static char check_letter(const char *signs, uint64_t fingerprint) {
    uint64_t h = fingerprint % 23;
    for (; *signs; signs++)
        h = (5 * h + (*signs == '-' ? 10 : (uint64_t)(*signs - '0'))) % 23;
    return check_letters[h];
}

void rap_class_code_say(rap_text *out, const rap_class_code *code, const rap_code_key *key) {
    size_t first = out->n;
    for (size_t k = 0; k < key->n_levers; k++)
        rap_text_format(out, "%zu", code->places[k] + 1);
    rap_text_format(out, "%s-%lld-%lld", key->n_levers ? "" : "0", (long long)code->guesses,
                    (long long)code->luck);
    if (code->seed != key->seed)
        rap_text_format(out, "-%lld", (long long)code->seed);
    if (!out->failed)
        rap_text_format(out, "-%c", check_letter(out->bytes + first, key->fingerprint));
}

/* ---- reading ---------------------------------------------------------------------------------- */

enum { LONGEST_CODE = 48 };

/* Without blanks, in capitals, O and I as digits. False where it is too long. */
static bool tidy_code(const char *text, char *signs) {
    size_t n = 0;
    for (; *text; text++) {
        char c = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
        if (c == ' ')
            continue;
        if (n + 1 == LONGEST_CODE)
            return false;
        signs[n++] = c == 'O' ? '0' : c == 'I' ? '1' : c;
    }
    signs[n] = '\0';
    return true;
}

/* A whole number of at most 18 digits up to a dash or the end, which it goes over; -1 where none stands there. */
static int64_t next_number(const char **signs) {
    int64_t x = 0;
    size_t n = strspn(*signs, "0123456789");
    if (n < 1 || n > 18 || ((*signs)[n] && (*signs)[n] != '-'))
        return -1;
    for (size_t k = 0; k < n; k++)
        x = 10 * x + ((*signs)[k] - '0');
    *signs += n + ((*signs)[n] && (*signs)[n + 1]);
    return x;
}

static bool read_code_places(rap_class_code *code, const char **signs, const rap_code_key *key) {
    size_t n = strcspn(*signs, "-");
    bool good = key->n_levers ? n == key->n_levers : n == 1 && **signs == '0';
    for (size_t k = 0; k < key->n_levers && good; k++) {
        code->places[k] = (size_t)((*signs)[k] - '1');
        good = (*signs)[k] >= '1' && code->places[k] < key->n_places[k];
    }
    *signs += good && (*signs)[n] ? n + 1 : n;
    return good;
}

static bool is_world(int64_t x) {
    return x >= 1 && x <= RAP_MOST_WORLD;
}

bool rap_class_code_read(rap_class_code *code, const char *text, const rap_code_key *key) {
    char signs[LONGEST_CODE];
    *code = (rap_class_code){.seed = key->seed};
    size_t n = tidy_code(text, signs) ? strlen(signs) : 0;
    if (n < 3 || signs[n - 2] != '-')
        return false;
    char letter = signs[n - 1];
    signs[n - 2] = '\0';
    return rap_class_code_read_bare(code, signs, key) &&
           check_letter(signs, key->fingerprint) == letter;
}

bool rap_class_code_read_bare(rap_class_code *code, const char *text, const rap_code_key *key) {
    char signs[LONGEST_CODE];
    const char *at = signs;
    *code = (rap_class_code){.seed = key->seed};
    if (!tidy_code(text, signs) || !read_code_places(code, &at, key))
        return false;
    code->guesses = next_number(&at);
    code->luck = next_number(&at);
    if (*at)
        code->seed = next_number(&at);
    return is_world(code->guesses) && is_world(code->luck) && code->seed >= 0 && !*at;
}
