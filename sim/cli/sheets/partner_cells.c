/* partner_cells.c: what cells may say, and what is said of those that say something else. */
#include "cli/sheets/partner_cells.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"
#include "cli/sheets/dates.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum {
    LABEL,
    SHORT,
    TYPE,
    COUNT,
    STAGE,
    TRUST,
    REPUTATION,
    SINCE,
    SILENCE,
    CHARTER,
    MOU,
    SHARE,
    FIGURE,
    LANGUAGES,
    KNOWS,
    NAMED
} partner_kind;

const rap_role rap_partner_roles[RAP_PARTNER_COLUMNS] = {
#define PARTNER(key, kind, words) {#key, words},
#include "cli/sheets/partner_columns.def"
#undef PARTNER
};

static const partner_kind kinds[RAP_PARTNER_COLUMNS] = {
#define PARTNER(key, kind, words) kind,
#include "cli/sheets/partner_columns.def"
#undef PARTNER
};

void rap_partner_refuse(rap_partner_reader *r, size_t row, rap_partner_column column,
                        const char *why) {
    char shown[RAP_SHOWN_OF_CELL];
    size_t c = (size_t)r->p->roles.column[column];
    rap_sheet_show(shown, rap_sheet_cell(r->sheet, row, c));
    int status = rap_sheet_problem(r->problems, r->sheet, row, c, "%s: \"%s\" %s",
                                   rap_partner_roles[column].key, shown, why);
    r->status = r->status ? r->status : status;
}

const char *rap_partner_cell(const rap_partner_reader *r, size_t row, rap_partner_column column) {
    int c = r->p->roles.column[column];
    return c < 0 ? "" : rap_sheet_cell(r->sheet, row, (size_t)c);
}

/* ---- words ------------------------------------------------------------------------------------ */

static void read_label(rap_partner_reader *r, rap_partner *x) {
    uint32_t code;
    const char *name, *label = rap_partner_cell(r, x->row, RAP_PARTNER_organisation);
    x->label = label;
    if (!*label)
        rap_partner_refuse(r, x->row, RAP_PARTNER_organisation,
                           "is empty: the organisation has no name");
    else if (strlen(label) > RAP_LONGEST_LABEL)
        rap_partner_refuse(r, x->row, RAP_PARTNER_organisation,
                           "and so on is longer than 500 bytes");
    else if (rap_unicode_hidden(label, &code, &name))
        rap_partner_refuse(r, x->row, RAP_PARTNER_organisation,
                           "holds a character that cannot be seen, or turns others");
}

/* Whether folded words say the same as a type's name or label, in one or several. */
static bool means_type(const char *folded, const char *of) {
    rap_text t;
    rap_text_init(&t);
    rap_fold(&t, of);
    for (char *c = t.bytes; c && (c = strchr(c, '_')) != NULL;)
        *c = ' ';
    size_t n = t.n;
    bool same =
        !strncmp(folded, rap_text_string(&t), n) && (!folded[n] || !strcmp(folded + n, "s"));
    rap_text_free(&t);
    return same;
}

static const char *type_called(const rap_partner_reader *r, const char *cell) {
    const char *found = NULL;
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, cell);
    for (char *c = folded.bytes; c && (c = strchr(c, '_')) != NULL;)
        *c = ' ';
    for (size_t k = 0; k < r->wishes->n_types && !found; k++)
        if (means_type(rap_text_string(&folded), r->wishes->types[k].name) ||
            means_type(rap_text_string(&folded), r->wishes->types[k].label))
            found = r->wishes->types[k].name;
    rap_text_free(&folded);
    return found;
}

/* What may stand there is listed once; without a column for it, all rows are refused in one. */
static void refuse_type(rap_partner_reader *r, rap_partner *x, const char *cell) {
    rap_text why;
    int c = r->p->roles.column[RAP_PARTNER_type];
    size_t row = c < 0 ? r->p->roles.header : x->row;
    char shown[RAP_SHOWN_OF_CELL];
    if (c < 0 && r->types_listed)
        return;
    rap_sheet_show(shown, cell);
    rap_text_init(&why);
    if (*cell)
        rap_text_format(&why, "\"%s\" is no type that there is; ", shown);
    else
        rap_text_add(&why, c < 0 ? "no column says it: --map 'OWN HEADER=type' or, of all rows, "
                                 : "none is said; ");
    rap_text_format(&why, "--map 'type:%s=TYPE' expected%s", shown,
                    r->types_listed ? "" : ", TYPE one of ");
    for (size_t k = 0; k < r->wishes->n_types && !r->types_listed; k++)
        rap_text_format(&why, "%s%s", k ? ", " : "", r->wishes->types[k].name);
    r->types_listed = true;
    int status = rap_sheet_problem(r->problems, r->sheet, row, c < 0 ? 0 : (size_t)c, "type: %s",
                                   rap_text_string(&why));
    r->status = r->status ? r->status : status;
    rap_text_free(&why);
}

static void read_type(rap_partner_reader *r, rap_partner *x) {
    const char *cell = rap_partner_cell(r, x->row, RAP_PARTNER_type);
    const char *mapped = rap_maps_word(&r->wishes->maps, "type", cell);
    x->type = type_called(r, mapped ? mapped : cell);
    if (!x->type)
        refuse_type(r, x, cell);
}

static void read_stage(rap_partner_reader *r, rap_partner *x) {
    static const struct {
        rap_stage stage;
        const char *words;
    } stages[] = {
        {RAP_STAGE_PARTNERED, "yes|y|partnered|partner|active|current|now|x|1|true|oui|actif|"
                              "actuel|en cours|ja|aktiv|aktuell|laufend"},
        {RAP_STAGE_DORMANT, "past|dormant|former|formerly|sleeping|passe|ancien|ancienne|en "
                            "veille|inactif|fruher|ehemals|ruhend|ruht"},
        {RAP_STAGE_ENDED, "ended|left|over|terminated|termine|terminee|rompu|beendet|ausgetreten"},
        {RAP_STAGE_NONE, "no|n|none|never|not yet|new|0|false|-|non|jamais|aucun|pas "
                         "encore|nein|nie|keine|noch nicht|neu"}};
    const char *cell = rap_partner_cell(r, x->row, RAP_PARTNER_partner);
    const char *mapped = rap_maps_word(&r->wishes->maps, "partner", cell);
    bool known = !*cell;
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, mapped ? mapped : cell);
    for (size_t k = 0; k < sizeof stages / sizeof stages[0] && !known; k++)
        if (rap_is_one_of(rap_text_string(&folded), stages[k].words)) {
            x->stage = stages[k].stage;
            known = true;
        }
    if (!known)
        rap_partner_refuse(r, x->row, RAP_PARTNER_partner,
                           "is none of yes, no, past, ended (or --map 'partner:WORD=yes')");
    rap_text_free(&folded);
}

static void add_language(rap_partner_reader *r, rap_partner *x, const char *s, size_t n) {
    rap_partners *p = r->p;
    while (n > 0 && s[n - 1] == ' ')
        n--;
    char *copy = rap_allocate(n + 1, 1);
    if (!copy || rap_grow(&p->words, &p->words_capacity, p->n_words + 1, sizeof *p->words)) {
        rap_free(copy);
        r->status = rap_fail(RAP_ENOMEM);
        return;
    }
    memcpy(copy, s, n);
    const char *mapped = rap_maps_word(&r->wishes->maps, "languages", copy);
    if (mapped) {
        rap_free(copy);
        copy = rap_copy_text(mapped);
        r->status = copy ? r->status : rap_fail(RAP_ENOMEM);
    }
    if (copy)
        p->words[p->n_words++] = copy;
    x->languages += copy != NULL;
}

static void read_languages(rap_partner_reader *r, rap_partner *x) {
    const char *s = rap_partner_cell(r, x->row, RAP_PARTNER_languages);
    x->first_language = r->p->n_words;
    while (*(s += strspn(s, " ,;/|"))) {
        size_t n = strcspn(s, ",;/|");
        add_language(r, x, s, n);
        s += n;
    }
}

/* ---- figures ---------------------------------------------------------------------------------- */

static double read_partner_figure(rap_partner_reader *r, const rap_partner *x,
                                  rap_partner_column column, bool share) {
    const char *cell = rap_partner_cell(r, x->row, column);
    rap_scale scale = r->p->roles.scale[column];
    double value;
    const char *why = !*cell  ? NULL
                      : share ? rap_score_read(&value, cell, r->mark[column], scale)
                              : rap_number_read(&value, cell, r->mark[column]);
    if (!*cell)
        return NAN;
    const rap_field *field =
        r->wishes->organisation && !share
            ? rap_record_find(r->wishes->organisation, rap_partner_roles[column].key, NULL)
            : NULL;
    char words[160];
    if (!why && field && (value < field->lo || value > field->hi)) {
        snprintf(words, sizeof words, "is not from %g to %g (%s)", field->lo, field->hi,
                 field->unit);
        why = words;
    } else if (why && scale.high > scale.low && share) {
        snprintf(words, sizeof words, "%s (its scale is %g to %g)", why, scale.low, scale.high);
        why = words;
    }
    if (why)
        rap_partner_refuse(r, x->row, column, why);
    return why ? NAN : value;
}

static void read_count(rap_partner_reader *r, rap_partner *x) {
    const char *cell = rap_partner_cell(r, x->row, RAP_PARTNER_count);
    double value = 1;
    const char *why = *cell ? rap_number_read(&value, cell, r->mark[RAP_PARTNER_count]) : NULL;
    if (!why && (value < 1 || value > RAP_MOST_PARTNERS || value > floor(value)))
        why = "is no whole number from 1 to 10000";
    if (why)
        rap_partner_refuse(r, x->row, RAP_PARTNER_count, why);
    x->count = why ? 1 : (long)value;
}

/* Months from a date until now, or a number of them; NaN where nothing is said. */
static double read_months(rap_partner_reader *r, const rap_partner *x, rap_partner_column column,
                          double unit, double most) {
    const char *cell = rap_partner_cell(r, x->row, column);
    double number;
    rap_date date = {0, false};
    if (!*cell)
        return NAN;
    bool figure =
        !rap_number_read(&number, cell, RAP_MARK_POINT) && !strpbrk(cell, "/-") && number <= most;
    if (figure && number >= 0 && !(strchr(cell, '.') && number > 12 && unit > 1))
        return number * unit;
    const char *why = rap_date_read(&date, cell);
    int month = date.month + (why || !date.year_only ? 0 : 6); /* of a year: its middle */
    if (!why && month > r->wishes->now)
        why = "lies after month 0 of the study (--month)";
    if (why)
        rap_partner_refuse(r, x->row, column, why);
    return why ? NAN : (double)(r->wishes->now - month);
}

static bool read_yes(rap_partner_reader *r, const rap_partner *x, rap_partner_column column) {
    bool yes;
    const char *why = rap_yes_read(&yes, rap_partner_cell(r, x->row, column));
    if (why)
        rap_partner_refuse(r, x->row, column, why);
    return yes;
}

/* ---- a row ------------------------------------------------------------------------------------ */

static void read_column(rap_partner_reader *r, rap_partner *x, rap_partner_column column) {
    switch (kinds[column]) {
    case LABEL:
        read_label(r, x);
        break;
    case TYPE:
        read_type(r, x);
        break;
    case COUNT:
        read_count(r, x);
        break;
    case STAGE:
        read_stage(r, x);
        break;
    case TRUST:
    case REPUTATION:
    case SHARE:
        x->figure[column] = read_partner_figure(r, x, column, true);
        break;
    case FIGURE:
        x->figure[column] = read_partner_figure(r, x, column, false);
        break;
    case SINCE:
        x->years = read_months(r, x, column, 12, 100) / 12;
        break;
    case SILENCE:
        x->silence = read_months(r, x, column, 1, 1200);
        break;
    case CHARTER:
        x->charter = read_yes(r, x, column);
        break;
    case MOU:
        x->mou = read_yes(r, x, column);
        break;
    case NAMED:
        x->named = read_yes(r, x, column);
        break;
    case LANGUAGES:
        read_languages(r, x);
        break;
    case SHORT:
    case KNOWS:
        break; /* when all rows are there */
    }
}

void rap_partner_read_cells(rap_partner_reader *r, rap_partner *x) {
    for (size_t c = 0; c < RAP_PARTNER_COLUMNS && !r->status; c++)
        if (r->p->roles.column[c] >= 0 || kinds[c] == TYPE)
            read_column(r, x, (rap_partner_column)c);
}
