/* study_name.c: what is no letter or figure becomes an underscore, none at the ends. */
#include "cli/sheets/study_name.h"
#include "cli/sheets/cost_words.h"

#include <string.h>

static bool is_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool rap_study_name(char name[RAP_STUDY_NAME], const char *words, bool *failed) {
    rap_text folded;
    size_t n = 0;
    bool whole = true, gap = false;
    rap_text_init(&folded);
    rap_fold(&folded, words);
    for (const char *s = rap_text_string(&folded); *s; s++) {
        whole &= (unsigned char)*s < 0x80;
        gap |= !is_of_name(*s);
        if (!is_of_name(*s) || n + 3 >= RAP_STUDY_NAME)
            continue;
        if (n == 0 && *s <= '9')
            name[n++] = 'o'; /* a name begins with a letter */
        else if (n > 0 && gap)
            name[n++] = '_';
        name[n++] = *s;
        gap = false;
    }
    name[n] = '\0';
    *failed |= folded.failed;
    rap_text_free(&folded);
    return whole && n > 0;
}
