/* rows.h: the rows of a grammar (model.h), one macro per kind of field.
 *
 * `in` is the struct that is filled, `key_` both the key and the member. For the files that hold a
 * table, never for headers. */
#ifndef RAP_ROWS_H
#define RAP_ROWS_H

#include "model/model.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* A record; `static` where no other file names it. */
#define RECORD(name_, what, meaning_, struct_, fields_)                                            \
    const rap_record name_ = {.name = what,                                                        \
                              .meaning = meaning_,                                                 \
                              .size = sizeof(struct_),                                             \
                              .fields = fields_,                                                   \
                              .n_fields = COUNT(fields_)}

/* A RAP_GROUP, RAP_MAP or RAP_LIST of a record. */
#define PART_OF(in, key_, kind_, record_, flags_, meaning_)                                        \
    {                                                                                              \
        .key = #key_, .kind = kind_, .meaning = meaning_, .offset = offsetof(in, key_),            \
        .record = &record_, .flags = flags_                                                        \
    }

/* A text, with its default or NULL; a list of texts; one of several words. */
#define LINE(in, key_, text_, flags_, meaning_)                                                    \
    {                                                                                              \
        .key = #key_, .kind = RAP_TEXT, .meaning = meaning_, .offset = offsetof(in, key_),         \
        .text = text_, .flags = flags_                                                             \
    }
#define LINES(in, key_, flags_, meaning_)                                                          \
    {                                                                                              \
        .key = #key_, .kind = RAP_TEXTS, .meaning = meaning_, .offset = offsetof(in, key_),        \
        .flags = flags_                                                                            \
    }
#define CHOICE(in, key_, choices_, flags_, meaning_)                                               \
    {                                                                                              \
        .key = #key_, .kind = RAP_CHOICE, .choices = choices_, .meaning = meaning_,                \
        .offset = offsetof(in, key_), .flags = flags_                                              \
    }

/* What is read in another way: a RAP_TREE or RAP_ANY. */
#define UNBOUND(key_, kind_, meaning_)                                                             \
    { .key = #key_, .kind = kind_, .meaning = meaning_ }

/* A number that may be uncertain, with its plausible range. */
#define NUMBER(in, key_, unit_, low, high, start, from, to, grade_, source_, meaning_)             \
    {                                                                                              \
        .key = #key_, .kind = RAP_REAL, .unit = unit_, .lo = low, .hi = high, .value = start,      \
        .range_lo = from, .range_hi = to, .grade = grade_, .source = source_, .meaning = meaning_, \
        .offset = offsetof(in, key_)                                                               \
    }

/* A number that is certain by definition. */
#define CHOSEN(in, key_, kind_, unit_, low, high, start, source_, flags_, meaning_)                \
    {                                                                                              \
        .key = #key_, .kind = kind_, .unit = unit_, .lo = low, .hi = high, .value = start,         \
        .range_lo = start, .range_hi = start, .grade = "chosen", .source = source_,                \
        .meaning = meaning_, .offset = offsetof(in, key_), .flags = RAP_CHOSEN | (flags_)          \
    }
#define SETTING(in, key_, unit_, low, high, start, meaning_)                                       \
    CHOSEN(in, key_, RAP_REAL, unit_, low, high, start, "a setting of the study", 0, meaning_)
#define WHOLE_SETTING(in, key_, unit_, low, high, start, meaning_)                                 \
    CHOSEN(in, key_, RAP_INTEGER, unit_, low, high, start, "a setting of the study", 0, meaning_)
#define LEVER(in, key_, unit_, low, high, start, meaning_)                                         \
    CHOSEN(in, key_, RAP_REAL, unit_, low, high, start, "a lever, set by policy", 0, meaning_)
#define WHOLE_LEVER(in, key_, unit_, low, high, start, meaning_)                                   \
    CHOSEN(in, key_, RAP_INTEGER, unit_, low, high, start, "a lever, set by policy", 0, meaning_)

#endif
