/* outline.c: a pushdown automaton over libconfig's grammar:
 *
 *   settings: { NAME ('=' | ':') value [';' | ','] }      value: scalar | '{' settings '}' |
 *   scalar: number | true | false | TEXT { TEXT }                '(' [value {',' value}] ')' | '['
 * ... ']'
 *
 * Keys seen are kept in one hash table under (serial number of their group, name). */
#include "scenario/language/outline.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_PATH = 2600, SHOWN = 40 };

void rap_outline_init(rap_outline *o, rap_expanded *out, rap_findings *findings) {
    *o = (rap_outline){.out = out, .findings = findings, .serial = 1};
    o->frames[0] = (rap_outline_frame){.state = RAP_WANT_KEY, .serial = 1, .first = -1};
}

void rap_outline_free(rap_outline *o) {
    rap_free(o->keys);
    o->keys = NULL;
    o->n_keys = o->keys_capacity = 0;
}

/* ---- problems -------------------------------------------------------------------------------- */

static void add_step(char *path, size_t *n, const rap_outline_frame *f) {
    const char *dot = *n > 0 ? "." : "";
    int added;
    if (f->bracket == '(' || f->bracket == '[')
        added = snprintf(path + *n, LONGEST_PATH - *n, "%s%zu", dot, f->entries);
    else
        added = snprintf(path + *n, LONGEST_PATH - *n, "%s%.*s", dot, (int)f->key_n,
                         f->key ? f->key : "");
    *n += added > 0 ? (size_t)added : 0;
    *n = *n < LONGEST_PATH ? *n : LONGEST_PATH - 1;
}

static void report(rap_outline *o, rap_place at, const char *text) {
    char path[LONGEST_PATH] = "";
    size_t n = 0;
    for (size_t i = 0; i <= o->depth && !o->lost; i++)
        if (o->frames[i].key_n || o->frames[i].bracket == '(' || o->frames[i].bracket == '[')
            add_step(path, &n, &o->frames[i]);
    rap_findings_add(o->findings, o->out->sources[at.source].path, at.line, path, "%s", text);
}

/* How a token is shown in a message: its beginning, whole characters only. */
static const char *show(const rap_token *t, char *buffer) {
    size_t n = 0, step;
    if (t->kind == RAP_TOKEN_END)
        return "the end of the text";
    while (n < t->n && n < SHOWN && (step = rap_utf8_length(t->at + n)) > 0)
        n += step;
    if (n == 0)
        sprintf(buffer, "byte 0x%02x", (unsigned)(unsigned char)t->at[0]);
    else
        sprintf(buffer, "%.*s%s", (int)n, t->at, n < t->n ? "..." : "");
    return buffer;
}

static void report_token(rap_outline *o, const rap_token *t, rap_place at, const char *wrong) {
    char shown[SHOWN + 16], text[SHOWN + 256];
    snprintf(text, sizeof text, "%s %s", show(t, shown), wrong);
    report(o, at, text);
}

/* Whether a token is the part of a number behind a comma: 200,000 or 0,5. */
static bool is_parted_number(const rap_outline *o, const rap_token *t) {
    return o->comma && t->kind == RAP_TOKEN_NUMBER && t->at == o->comma + 1;
}

/* A syntax error: from here on nothing is known about the structure. */
static void lose(rap_outline *o, const rap_token *t, rap_place at, const char *expected) {
    static const char hint[] =
        "; write numbers without thousands separators, with a point for decimals";
    char shown[SHOWN + 16], text[SHOWN + 700];
    snprintf(text, sizeof text, "syntax error: %s expected, found %s%s", expected, show(t, shown),
             is_parted_number(o, t) ? hint : "");
    report(o, at, text);
    o->lost = true;
}

/* ---- output ---------------------------------------------------------------------------------- */

static void emit(rap_outline *o, rap_place at, const char *s, size_t n) {
    rap_expanded *e = o->out;
    const rap_place *last = e->n_lines ? &e->lines[e->n_lines - 1] : NULL;
    bool new_line = !last || last->source != at.source || last->line != at.line;
    if (new_line && rap_grow(&e->lines, &e->lines_capacity, e->n_lines + 1, sizeof *e->lines)) {
        o->status = RAP_ENOMEM;
        return;
    }
    if (new_line)
        e->lines[e->n_lines++] = at;
    if (e->n_lines > 1 || !new_line)
        rap_text_add(&e->text, new_line ? "\n" : " ");
    rap_text_add_bytes(&e->text, s, n);
    if (rap_text_status(&e->text))
        o->status = RAP_ENOMEM;
}

/* libconfig reads 64 bits only with an L behind the number. */
static void emit_long(rap_outline *o, const rap_token *t, rap_place at) {
    char numeral[RAP_LONGEST_NUMBER + 2];
    int n = snprintf(numeral, sizeof numeral, "%.*s%s", (int)t->n, t->at,
                     t->at[t->n - 1] == 'L' ? "" : "L");
    emit(o, at, numeral, (size_t)n);
}

/* Writes a scalar, or a harmless one in place of a bad one. */
static void emit_scalar(rap_outline *o, const rap_token *t, rap_place at, bool joins) {
    rap_expanded *e = o->out;
    bool bad = t->wrong || t->kind == RAP_TOKEN_NAME, text = t->kind == RAP_TOKEN_TEXT;
    if (joins)
        e->scalars[e->n_scalars - 1].bad |= bad;
    else if (rap_grow(&e->scalars, &e->scalars_capacity, e->n_scalars + 1, sizeof *e->scalars))
        o->status = RAP_ENOMEM;
    else
        e->scalars[e->n_scalars++] = (rap_scalar){at, t->at, t->n, bad};
    if (bad)
        emit(o, at, text ? "\"\"" : "0", text ? 2 : 1);
    else if (t->kind == RAP_TOKEN_NUMBER && t->number == RAP_NUMBER_LONG)
        emit_long(o, t, at);
    else
        emit(o, at, t->at, t->n);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* The slot of a key: its own, or the free one where it belongs. */
static rap_outline_key *slot(rap_outline_key *keys, size_t capacity, uint64_t group,
                             const char *key, size_t n) {
    size_t i = (size_t)rap_hash_mix(group, rap_hash_bytes(key, n)) & (capacity - 1);
    while (keys[i].group &&
           (keys[i].group != group || keys[i].n != n || memcmp(keys[i].key, key, n) != 0))
        i = (i + 1) & (capacity - 1);
    return &keys[i];
}

static int grow_keys(rap_outline *o) {
    size_t capacity = o->keys_capacity ? 2 * o->keys_capacity : 64;
    if (2 * (o->n_keys + 1) <= o->keys_capacity)
        return RAP_OK;
    rap_outline_key *keys = rap_allocate(capacity, sizeof *keys);
    if (!keys)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < o->keys_capacity; i++) {
        const rap_outline_key *k = &o->keys[i];
        if (k->group)
            *slot(keys, capacity, k->group, k->key, k->n) = *k;
    }
    rap_free(o->keys);
    o->keys = keys;
    o->keys_capacity = capacity;
    return RAP_OK;
}

/* libconfig compares a new name with all others of its group: a large one is written in parts, which
 * are groups whose names begin with two stars. */
static void begin_part(rap_outline *o, rap_outline_frame *f, rap_place at) {
    enum { LARGEST_PART = 128 };
    char text[64];
    if (f->entries == 0 || f->entries % LARGEST_PART)
        return;
    int n = snprintf(text, sizeof text, "%s**%zu = {", f->parted ? "} " : "", f->entries);
    f->parted = true;
    emit(o, at, text, (size_t)n);
}

/* A key stands where it may not: another one of its group has its name. */
static void report_again(rap_outline *o, rap_place at, rap_place first) {
    char text[512];
    snprintf(text, sizeof text, RAP_STANDS_TWICE "; first in %.400s, line %d",
             o->out->sources[first.source].path, first.line);
    report(o, at, text);
}

/* What a key is written as that cannot stand as it is: where `goes_on`, its group was begun in another file. */
static void emit_renamed(rap_outline *o, const rap_token *t, rap_place at, bool goes_on) {
    char text[64 + RAP_LONGEST_NAME];
    int n = snprintf(text, sizeof text, "%s%zu_%zu", goes_on ? RAP_GOES_ON : "*", o->out->n_scalars,
                     o->out->text.n);
    if (goes_on)
        n += snprintf(text + n, sizeof text - (size_t)n, "-%.*s", (int)t->n, t->at);
    emit(o, at, text, (size_t)n);
}

/* Writes a key; one that stands in its group already under a name of its own. */
static void take_key(rap_outline *o, rap_outline_frame *f, const rap_token *t, rap_place at) {
    f->key = t->at;
    f->key_n = t->n < RAP_LONGEST_NAME ? t->n : RAP_LONGEST_NAME;
    f->key_at = at;
    f->again = NULL;
    f->state = RAP_WANT_EQUALS;
    if (grow_keys(o)) {
        o->status = RAP_ENOMEM;
        return;
    }
    begin_part(o, f, at);
    rap_outline_key *k = slot(o->keys, o->keys_capacity, f->serial, t->at, t->n);
    bool again = k->group != 0, reserved = t->at[0] == '*';
    if (!again) {
        *k = (rap_outline_key){f->serial, t->at, t->n, at, 0};
        o->n_keys++;
    } else if (k->serial && k->place.source != at.source) {
        f->again = k;
    } else {
        report_again(o, at, k->place);
    }
    if (t->wrong || reserved)
        report_token(o, t, at, t->wrong ? t->wrong : "is not a name; names start with a letter");
    if (!again && !t->wrong && !reserved)
        emit(o, at, t->at, t->n);
    else
        emit_renamed(o, t, at, f->again && !t->wrong);
}

/* ---- structure ------------------------------------------------------------------------------- */

static bool is_mark(const rap_token *t, const char *marks) {
    return t->kind == RAP_TOKEN_MARK && strchr(marks, t->at[0]);
}

/* Bounds that keep hostile files from taking for ever. */
static bool within_bounds(rap_outline *o, const rap_token *t, rap_place at) {
    const rap_outline_frame *f = &o->frames[o->depth];
    const char *wrong = NULL;
    if (f->entries >= RAP_MOST_ENTRIES)
        wrong = "is one entry too many; a group or list holds at most 10000";
    else if (o->n_keys + o->out->n_scalars > RAP_MOST_SETTINGS)
        wrong = "is one setting too many; a study holds at most 200000";
    else if (is_mark(t, "{([") && o->depth == RAP_DEEPEST_NESTING)
        wrong = "is nested too deeply; at most 32 levels are accepted";
    if (wrong) {
        report_token(o, t, at, wrong);
        o->lost = true;
    }
    return !wrong;
}

/* The serial number of a group that opens: that of the one that it goes on with, or the next. Its key remembers
 * it; keys grow only with a key, so `again` still points to one. */
static uint64_t serial_of_group(rap_outline *o, rap_outline_frame *f) {
    if (f->again)
        return f->again->serial;
    uint64_t serial = ++o->serial;
    if (f->bracket == '{' || f->bracket == 0)
        slot(o->keys, o->keys_capacity, f->serial, f->key, f->key_n)->serial = serial;
    return serial;
}

static void open_bracket(rap_outline *o, const rap_token *t, rap_place at) {
    char bracket = t->at[0];
    rap_outline_frame *f = &o->frames[o->depth];
    uint64_t serial = bracket == '{' ? serial_of_group(o, f) : ++o->serial;
    o->frames[++o->depth] = (rap_outline_frame){
        .bracket = bracket,
        .state = bracket == '{' ? RAP_WANT_KEY : RAP_WANT_FIRST,
        .serial = serial,
        .opened = at,
        .first = -1,
    };
    emit(o, at, bracket == '{' ? "{" : "(", 1);
}

/* Counts the finished value and says what may follow. */
static void finish_value(rap_outline *o, bool text) {
    o->frames[o->depth].state = text ? RAP_HAS_TEXT : RAP_HAS_VALUE;
}

static void close_bracket(rap_outline *o, rap_place at) {
    const rap_outline_frame *f = &o->frames[o->depth];
    const char *brackets = f->bracket != '{' ? ")" : f->parted ? "} }" : "}";
    emit(o, at, brackets, strlen(brackets));
    o->depth--;
    finish_value(o, false);
}

/* In square brackets libconfig takes one kind of scalar only. */
static void check_array(rap_outline *o, rap_outline_frame *f, const rap_token *t, rap_place at) {
    int kind = (int)t->kind * 8 + (t->kind == RAP_TOKEN_NUMBER ? (int)t->number : 0);
    if (f->bracket != '[' || f->mixed || t->wrong || t->kind == RAP_TOKEN_NAME)
        return;
    if (t->kind == RAP_TOKEN_MARK) {
        f->mixed = true;
        report(o, at,
               "square brackets hold only numbers or texts; write round ones ( ) for a list");
    } else if (f->first < 0) {
        f->first = kind;
    } else if (f->first != kind) {
        f->mixed = true;
        report(o, at,
               "square brackets hold only one kind of value, and whole and decimal numbers are "
               "two kinds; write [0.0, 0.7] or (0, 0.7)");
    }
}

static void take_bare_word(rap_outline *o, const rap_token *t, rap_place at) {
    static const char *const words[] = {"nan", "inf", "infinity", "NaN", "Inf", "NAN", "INF"};
    bool number = false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        number |= t->n == strlen(words[i]) && !memcmp(words[i], t->at, t->n);
    report_token(o, t, at,
                 number ? "is not a number; only finite decimal numbers are accepted"
                        : "is no value; a text stands in quotation marks");
}

static void take_value(rap_outline *o, rap_outline_frame *f, const rap_token *t, rap_place at) {
    bool list = f->bracket == '(' || f->bracket == '[';
    if (list && f->state == RAP_WANT_FIRST && is_mark(t, f->bracket == '(' ? ")" : "]")) {
        close_bracket(o, at);
        return;
    }
    if (t->kind == RAP_TOKEN_END || (t->kind == RAP_TOKEN_MARK && !is_mark(t, "{(["))) {
        lose(o, t, at, "a value");
        return;
    }
    if (!within_bounds(o, t, at))
        return;
    if (f->again && !is_mark(t, "{"))
        report_again(o, f->key_at, f->again->place);
    check_array(o, f, t, at);
    if (t->kind == RAP_TOKEN_MARK) {
        open_bracket(o, t, at);
        return;
    }
    if (t->kind == RAP_TOKEN_NAME)
        take_bare_word(o, t, at);
    else if (t->wrong)
        report_token(o, t, at, t->wrong);
    emit_scalar(o, t, at, false);
    finish_value(o, t->kind == RAP_TOKEN_TEXT);
}

static void lose_open(rap_outline *o, const rap_token *t, rap_place at,
                      const rap_outline_frame *f) {
    char expected[512];
    snprintf(expected, sizeof expected, "%s or the %s that closes the %c of %.300s, line %d",
             f->bracket == '{' ? "a key" : "a comma",
             f->bracket == '{'   ? "}"
             : f->bracket == '(' ? ")"
                                 : "]",
             f->bracket, o->out->sources[f->opened.source].path, f->opened.line);
    lose(o, t, at, expected);
}

/* In a group, where a key or the group's end is due. */
static void take_in_group(rap_outline *o, rap_outline_frame *f, const rap_token *t, rap_place at) {
    if (t->kind == RAP_TOKEN_NAME) {
        if (within_bounds(o, t, at))
            take_key(o, f, t, at);
    } else if (f->bracket == '{' && is_mark(t, "}")) {
        close_bracket(o, at);
    } else {
        f->key_n = 0;
        if (f->bracket)
            lose_open(o, t, at, f);
        else
            lose(o, t, at, "a key");
    }
}

/* Behind a value: a separator, the end of the bracket, in a group also the next key. */
static void take_behind(rap_outline *o, rap_outline_frame *f, const rap_token *t, rap_place at) {
    bool group = f->bracket == '{' || f->bracket == 0;
    if (t->kind == RAP_TOKEN_TEXT && f->state == RAP_HAS_TEXT) {
        if (t->wrong)
            report_token(o, t, at, t->wrong);
        emit_scalar(o, t, at, true);
        return;
    }
    bool separator = is_mark(t, group ? ";," : ",");
    f->entries += separator || group;
    if (separator) {
        f->state = group ? RAP_WANT_KEY : RAP_WANT_VALUE;
        f->key_n = 0;
        emit(o, at, t->at, 1);
    } else if (group) {
        take_in_group(o, f, t, at);
    } else if (is_mark(t, f->bracket == '(' ? ")" : "]")) {
        close_bracket(o, at);
    } else {
        lose_open(o, t, at, f);
    }
}

static void take_in_structure(rap_outline *o, const rap_token *t, rap_place at) {
    rap_outline_frame *f = &o->frames[o->depth];
    switch (f->state) {
    case RAP_WANT_KEY:
        take_in_group(o, f, t, at);
        break;
    case RAP_WANT_EQUALS:
        if (is_mark(t, "=:")) {
            emit(o, at, "=", 1);
            f->state = RAP_WANT_VALUE;
        } else {
            lose(o, t, at, "=");
        }
        break;
    case RAP_WANT_VALUE:
    case RAP_WANT_FIRST:
        take_value(o, f, t, at);
        break;
    case RAP_HAS_TEXT:
    case RAP_HAS_VALUE:
        take_behind(o, f, t, at);
        break;
    }
}

void rap_outline_take(rap_outline *o, const rap_token *t, size_t source) {
    rap_place at = {source, t->line};
    if (o->status)
        return;
    if (t->kind == RAP_TOKEN_STRAY && !o->lost) {
        report_token(o, t, at, t->wrong);
        o->lost = true;
    } else if (!o->lost) {
        take_in_structure(o, t, at);
    } else if (t->wrong && (t->kind == RAP_TOKEN_NUMBER || t->kind == RAP_TOKEN_TEXT)) {
        report_token(o, t, at, t->wrong);
    }
    o->comma = is_mark(t, ",") && t->at == o->number_end ? t->at : NULL;
    o->number_end = t->kind == RAP_TOKEN_NUMBER ? t->at + t->n : NULL;
}

int rap_outline_end(rap_outline *o, rap_place end) {
    const rap_outline_frame *f = &o->frames[o->depth];
    rap_token t = {.kind = RAP_TOKEN_END, .line = end.line};
    bool whole = o->depth == 0 && f->state != RAP_WANT_EQUALS && f->state != RAP_WANT_VALUE;
    if (!o->status && !o->lost && !whole)
        rap_outline_take(o, &t, end.source);
    if (f->parted)
        emit(o, end, "}", 1);
    if (o->status)
        return rap_fail(o->status);
    return o->lost ? rap_fail(RAP_EINPUT) : RAP_OK;
}
