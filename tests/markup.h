/* markup.h: a small check that a text is well-formed markup: tags nest and close, attributes are
 * quoted, '<' and '&' stand nowhere bare. Knows HTML's void elements; "/>" closes a tag too. */
#ifndef MARKUP_H
#define MARKUP_H

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MARKUP_DEPTH = 64, MARKUP_NAME = 32 };

static inline bool markup_is_void(const char *name) {
    static const char *const names[] = {"meta", "img", "br", "hr", "link", "input", "source"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* A reference such as &amp; or &#39; starts at s. */
static inline bool markup_is_reference(const char *s) {
    size_t n = 1;
    while (isalnum((unsigned char)s[n]) || s[n] == '#')
        n++;
    return n > 1 && s[n] == ';';
}

/* Reads a tag's name; returns what follows it. */
static inline const char *markup_name(const char *s, char *name) {
    size_t n = 0;
    while (isalnum((unsigned char)*s) || *s == '-' || *s == ':') {
        if (n < MARKUP_NAME - 1)
            name[n++] = *s;
        s++;
    }
    name[n] = '\0';
    return s;
}

/* Skips attributes; returns the place of '>' or NULL where they are broken. */
static inline const char *markup_attributes(const char *s) {
    while (*s && *s != '>') {
        if (*s == '<')
            return NULL;
        if (*s == '"' || *s == '\'') {
            char quote = *s++;
            while (*s && *s != quote) {
                if (*s == '<' || (*s == '&' && !markup_is_reference(s)))
                    return NULL;
                s++;
            }
            if (!*s)
                return NULL;
        }
        s++;
    }
    return *s ? s : NULL;
}

/* What follows a comment, declaration, or processing instruction at s, or NULL. */
static inline const char *markup_special(const char *s) {
    const char *end = strncmp(s, "<!--", 4) == 0 ? "-->"
                      : s[1] == '?'              ? "?>"
                      : s[1] == '!'              ? ">"
                                                 : NULL;
    const char *found = end ? strstr(s, end) : NULL;
    return found ? found + strlen(end) : NULL;
}

/* NULL when well-formed, else the place where it is not. */
static inline const char *markup_fault(const char *s) {
    static char open[MARKUP_DEPTH][MARKUP_NAME];
    size_t depth = 0;
    while (*s) {
        if (*s == '&' && !markup_is_reference(s))
            return s;
        if (strncmp(s, "]]>", 3) == 0)
            return s;
        if (*s != '<') {
            s++;
            continue;
        }
        const char *after = markup_special(s);
        if (after) {
            s = after;
            continue;
        }
        char name[MARKUP_NAME];
        bool closes = s[1] == '/';
        const char *end = markup_attributes(markup_name(s + 1 + closes, name));
        if (!end || !name[0])
            return s;
        if (closes && (!depth || strcmp(open[--depth], name) != 0))
            return s;
        if (!closes && end[-1] != '/' && !markup_is_void(name)) {
            if (depth == MARKUP_DEPTH)
                return s;
            strcpy(open[depth++], name);
            if (strcmp(name, "style") == 0 && !(end = strstr(end, "</style")))
                return s;
            if (strcmp(name, "style") == 0)
                end--;
        }
        s = end + 1;
    }
    return depth ? s : NULL;
}

#endif
