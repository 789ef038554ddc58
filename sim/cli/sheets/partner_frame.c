/* partner_frame.c: marks are replaced line by line; a line that includes what is not there is left out. */
#include "cli/sheets/partner_frame.h"

#include <string.h>

static size_t put_mark(rap_text *out, const char *at, const char *name, const char *title) {
    static const char *const marks[] = {"@NAME@", "@TITLE@"};
    const char *texts[] = {name, title};
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
        if (!strncmp(at, marks[k], strlen(marks[k]))) {
            rap_text_study(out, texts[k], strlen(texts[k]));
            return strlen(marks[k]);
        }
    rap_text_add_bytes(out, at, 1);
    return 1;
}

void rap_partner_frame(rap_text *out, const char *frame, const char *name, const char *title) {
    for (const char *s = frame; *s;)
        s += put_mark(out, s, name, title);
}

void rap_partner_frame_alone(rap_text *out, const char *frame, const char *partners) {
    for (const char *s = frame, *end; *s; s = end) {
        end = s + strcspn(s, "\n");
        end += *end == '\n';
        const char *mark = strstr(s, "@include \"@NAME@");
        if (!mark || mark >= end)
            for (const char *at = s; at < end;)
                at += put_mark(out, at, "", "Partners");
        else if (!strncmp(mark, "@include \"@NAME@-partners", 25))
            rap_text_format(out, "@include \"%s\"\n", partners);
    }
}
