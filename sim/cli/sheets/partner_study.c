/* partner_study.c: what a row says of trust is trust in the team where there is a relation, else in academia. */
#include "cli/sheets/partner_study.h"
#include "cli/terminal/table.h"

#include <math.h>
#include <string.h>

/* ---- the study -------------------------------------------------------------------------------- */

static void put_number(rap_text *out, const char *key, double x) {
    rap_text_format(out, " %s = ", key);
    size_t before = out->n;
    rap_text_number(out, x);
    if (out->bytes && !strpbrk(out->bytes + before, ".e"))
        rap_text_add(out, ".0");
    rap_text_add(out, ";");
}

/* Four decimals are more than any scale tells. */
static void put_share(rap_text *out, const char *key, double x) {
    put_number(out, key, round(x * 1e4) / 1e4);
}

static void put_traits(rap_text *out, const rap_partner *x) {
    for (size_t c = RAP_PARTNER_capacity; c <= RAP_PARTNER_contact_persons; c++)
        if (!isnan(x->figure[c])) {
            bool share = c < RAP_PARTNER_hours;
            (share ? put_share : put_number)(out, rap_partner_roles[c].key, x->figure[c]);
        }
    double reputation = x->figure[RAP_PARTNER_reputation], trust = x->figure[RAP_PARTNER_trust];
    if (isnan(reputation) && x->stage == RAP_STAGE_NONE)
        reputation = trust;
    if (!isnan(reputation))
        put_share(out, "trust", reputation);
}

static void put_relation(rap_text *out, const rap_partner *x, const char *team) {
    static const char *const stages[] = {"", "partnered", "dormant", "ended"};
    if (x->stage == RAP_STAGE_NONE)
        return;
    rap_text_format(out, "\n    relation = { team = \"%s\"; stage = \"%s\";", team,
                    stages[x->stage]);
    if (!isnan(x->figure[RAP_PARTNER_trust]))
        put_share(out, "trust", x->figure[RAP_PARTNER_trust]);
    if (!isnan(x->years))
        put_number(out, "years", round(x->years * 100) / 100);
    if (!isnan(x->silence))
        rap_text_format(out, " silence = %.0f;", x->silence);
    rap_text_format(out, "%s%s };", x->charter ? " charter = true;" : "",
                    x->mou ? " mou = true;" : "");
}

static void put_lists(rap_text *out, const rap_partners *p, const rap_partner *x) {
    for (size_t k = 0; k < x->languages; k++) {
        const char *word = p->words[x->first_language + k];
        rap_text_add(out, k ? ", \"" : "\n    languages = [\"");
        rap_text_study(out, word, strlen(word));
        rap_text_add(out, k + 1 == x->languages ? "\"];" : "\"");
    }
    for (size_t k = 0; k < x->known; k++)
        rap_text_format(out, "%s%s%s", k ? "\", \"" : "\n    knows = [\"",
                        p->rows[p->knows[x->first_known + k]].name,
                        k + 1 == x->known ? "\"];" : "");
}

void rap_partners_write(rap_text *out, const rap_partners *p, const char *team) {
    rap_text_add(out, "organisations = {\n");
    for (size_t k = 0; k < p->n; k++) {
        const rap_partner *x = &p->rows[k];
        rap_text_format(out, "  %s = {\n    label = \"", x->name);
        rap_text_study(out, x->label, strlen(x->label));
        rap_text_format(out, "\"; type = \"%s\";", x->type);
        if (x->count > 1)
            rap_text_format(out, " count = %ld;", x->count);
        put_traits(out, x);
        put_relation(out, x, team);
        put_lists(out, p, x);
        rap_text_format(out, "%s\n  };\n", x->named ? "\n    named = true;" : "");
    }
    rap_text_add(out, "};\n");
}

/* ---- the copy --------------------------------------------------------------------------------- */

/* A row as CSV, the columns that were used; nothing of one that holds nothing in them. */
static void copy_row(rap_text *out, const rap_roles *r, const rap_sheet *sheet, size_t row) {
    bool holds = false, first = true;
    for (size_t c = 0; c < r->n_columns; c++)
        holds = holds || (r->used[c] && *rap_sheet_cell(sheet, row, c));
    for (size_t c = 0; c < r->n_columns && holds; c++) {
        if (!r->used[c])
            continue;
        rap_text_add(out, first ? "" : ",");
        rap_text_csv(out, rap_sheet_cell(sheet, row, c));
        first = false;
    }
    rap_text_add(out, holds ? "\n" : "");
}

void rap_partners_copy(rap_text *out, const rap_partners *p, const rap_sheet *sheet) {
    for (size_t row = p->roles.header; row < sheet->n; row++)
        copy_row(out, &p->roles, sheet, row);
}

/* ---- what is said ----------------------------------------------------------------------------- */

/* What stands in for a cell that is empty. */
static const char *instead_of(size_t column) {
    switch (column) {
    case RAP_PARTNER_trust:
        return "its trust in research";
    case RAP_PARTNER_count:
        return "1";
    case RAP_PARTNER_partner:
        return "no relation";
    case RAP_PARTNER_since:
        return "0 years";
    case RAP_PARTNER_last_contact:
        return "12 months, of a past partner";
    case RAP_PARTNER_short_name:
        return "made of the name";
    case RAP_PARTNER_languages:
        return "the working language alone";
    case RAP_PARTNER_knows:
        return "ties by lot";
    case RAP_PARTNER_charter:
    case RAP_PARTNER_mou:
    case RAP_PARTNER_named:
        return "no";
    default:
        return "that of its type";
    }
}

static void say_columns(rap_text *out, const rap_partners *p, const rap_sheet *sheet) {
    static const rap_align align[] = {RAP_LEFT, RAP_LEFT, RAP_RIGHT, RAP_RIGHT, RAP_WRAP};
    rap_table t;
    rap_table_init(&t, align, 5);
    rap_table_cell(&t, "Your column");
    rap_table_cell(&t, "Taken as");
    rap_table_cell(&t, "Filled");
    rap_table_cell(&t, "Empty");
    rap_table_cell(&t, "Empty cells take");
    for (size_t k = 0; k < RAP_PARTNER_COLUMNS; k++) {
        int c = p->roles.column[k];
        if (c < 0)
            continue;
        size_t empty = p->n - p->filled[k];
        rap_table_cell(&t, "%.40s", rap_sheet_cell(sheet, p->roles.header, (size_t)c));
        rap_table_cell(&t, "%s", rap_partner_roles[k].key);
        rap_table_cell(&t, "%zu", p->filled[k]);
        rap_table_cell(&t, "%zu", empty);
        rap_table_cell(&t, "%s", empty ? instead_of(k) : "");
    }
    rap_table_print(&t, out, 2, rap_table_width());
    rap_table_free(&t);
}

static void say_dropped(rap_text *out, const rap_partners *p, const rap_sheet *sheet) {
    bool any = false;
    for (size_t c = 0; c < p->roles.n_columns; c++) {
        const char *header = rap_sheet_cell(sheet, p->roles.header, c);
        if (p->roles.used[c] || !*header)
            continue;
        rap_text_format(out, "%s\"%.60s\"",
                        any ? ", " : "Dropped, and in no file that was written: ", header);
        any = true;
    }
    rap_text_add(out, any ? ".\n" : "");
}

void rap_partners_say(rap_text *out, const rap_partners *p, const rap_sheet *sheet) {
    static const char *const words[] = {"without a relation", "partners now", "past partners",
                                        "that ended it"};
    size_t stages[4] = {0}, named = 0;
    say_columns(out, p, sheet);
    rap_text_add(out, "\n");
    say_dropped(out, p, sheet);
    for (size_t k = 0; k < p->n; k++) {
        stages[p->rows[k].stage]++;
        named += p->rows[k].named;
    }
    rap_text_format(out, "%zu organisations:", p->n);
    for (size_t k = 0; k < 4; k++)
        if (stages[k])
            rap_text_format(out, " %zu %s;", stages[k], words[k]);
    rap_text_format(out, " %zu to be named in results.\n", named);
    if (p->roles.column[RAP_PARTNER_named] < 0)
        rap_text_add(out, "A column Named, with yes in it, says who may be named.\n");
    if (p->idle)
        rap_text_format(out,
                        "%zu rows say since when, or what was signed, and not that they are or "
                        "were partners: that is not "
                        "used.\n",
                        p->idle);
}
