/* sentence_parts.c: texts on their way into a sentence. */
#include "plots/words/sentence_parts.h"

rap_text *rap_next_part(rap_parts *p) {
    if (p->n < RAP_MOST_PARTS)
        p->n++;
    return &p->texts[p->n - 1];
}

const char *rap_part_string(const rap_parts *p, size_t k) {
    return k < p->n ? rap_text_string(&p->texts[k]) : "";
}

void rap_parts_end(rap_parts *p, rap_text *out) {
    for (size_t k = 0; k < p->n; k++) {
        out->failed |= p->texts[k].failed;
        rap_text_free(&p->texts[k]);
    }
    p->n = 0;
}
