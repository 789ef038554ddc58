/* lexer.h: the words of a libconfig text, checked more strictly than libconfig does.
 *
 * libconfig lets numerals wrap or overflow silently and runs @include itself; here each numeral is
 * checked digit by digit, and @include is a token of its own. */
#ifndef RAP_LEXER_H
#define RAP_LEXER_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    RAP_TOKEN_END,
    RAP_TOKEN_NAME,    /* a key */
    RAP_TOKEN_NUMBER,  /* anything that starts like a number */
    RAP_TOKEN_TEXT,    /* "...", quotes included */
    RAP_TOKEN_TRUTH,   /* true, false in any case */
    RAP_TOKEN_MARK,    /* one of = : ; , { } ( ) [ ] */
    RAP_TOKEN_INCLUDE, /* a line `@include "name"`; at and n are the name without quotes */
    RAP_TOKEN_STRAY    /* what has no business there */
} rap_token_kind;

/* Kinds that libconfig does not mix within [ ]. */
typedef enum { RAP_NUMBER_INTEGER, RAP_NUMBER_LONG, RAP_NUMBER_REAL } rap_number_kind;

enum { RAP_LONGEST_NAME = 64, RAP_LONGEST_TEXT = 65536, RAP_LONGEST_NUMBER = 60 };

typedef struct {
    rap_token_kind kind;
    rap_number_kind number; /* of a RAP_TOKEN_NUMBER */
    const char *at;
    size_t n;
    int line;          /* from 1 */
    const char *wrong; /* what is wrong with it, a sentence without its beginning; or NULL */
} rap_token;

typedef struct {
    const char *at;
    int line;
    bool fresh; /* nothing but blanks since the line began */
} rap_lexer;

/* Starts at the beginning of a NUL-terminated text; a byte order mark is skipped. */
void rap_lexer_init(rap_lexer *lexer, const char *text);

/* The next token, comments and blanks skipped. Lines end in LF, CRLF or CR. */
rap_token rap_lexer_next(rap_lexer *lexer);

/* Whether n bytes are a key as libconfig writes it, and the word true or false. */
bool rap_lexer_is_name(const char *s, size_t n);
bool rap_lexer_is_truth(const char *s, size_t n);

#endif
