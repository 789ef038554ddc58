/* sensitivity_words.c: words for shares of variance. */
#include "plots/words/sensitivity_words.h"
#include "base/clusters.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As many assumptions a sentence names. */
static double per_cent(double share) {
    return 100 * share;
}

/* "34", "0.4", "0.03": what is not 0 does not look like it, down to 0.005. */
static void add_share_number(rap_text *out, const rap_language *l, double share) {
    double x = per_cent(share);
    if (x >= 0.005 && x < 0.95)
        rap_number(out, l, x, x < 0.0095 ? 3 : x < 0.095 ? 2 : 1, false);
    else
        rap_text_format(out, "%.0f", x);
}

/* "34 % (28 to 41 %)" */
static void add_told(rap_text *out, const rap_language *l, const rap_index *share) {
    rap_parts p = {0};
    add_share_number(rap_next_part(&p), l, share->value);
    add_share_number(rap_next_part(&p), l, share->low);
    add_share_number(rap_next_part(&p), l, share->high);
    rap_text_format(out, tr(l, "%s\u00a0%% (%s to %s\u00a0%%)"), rap_part_string(&p, 0),
                    rap_part_string(&p, 1), rap_part_string(&p, 2));
    rap_parts_end(&p, out);
}

/* At least 1: "at most 0 %" says more than is known. */
static double most_per_cent(const rap_index *share) {
    return fmax(1, ceil(per_cent(share->high)));
}

void rap_deciding_share(rap_text *out, const rap_language *l, const rap_index *share) {
    switch (share->state) {
    case RAP_INDEX_TOLD:
        add_told(out, l, share);
        break;
    case RAP_INDEX_NEAR_ZERO:
        rap_text_format(out, tr(l, "cannot be told from 0 (up to %.0f\u00a0%%)"),
                        most_per_cent(share));
        break;
    case RAP_INDEX_NONE:
        rap_text_add(out, "-");
        break;
    }
}

/* For within a sentence: "34 % (28 to 41 %)", "at most 4 %". Not of one that does not exist. */
static void write_amount(rap_text *out, const rap_language *l, const rap_index *share) {
    if (share->state == RAP_INDEX_TOLD)
        add_told(out, l, share);
    else
        rap_text_format(out, tr(l, "at most %.0f\u00a0%%"), most_per_cent(share));
}

/* ---- order and rows ---------------------------------------------------------------------------- */

typedef struct {
    size_t factor;
    double total;
} placed;

static int by_total(const void *a, const void *b) {
    const placed *x = a, *y = b;
    int order = (x->total < y->total) - (x->total > y->total);
    return order ? order : (x->factor > y->factor) - (x->factor < y->factor);
}

size_t rap_deciding_order(const rap_deciding *d, const rap_decided *row, size_t *factors,
                          size_t most) {
    enum { ROOM = 200 };
    placed list[ROOM];
    size_t n = 0;
    for (size_t k = 0; k < d->factors.n_named && n < ROOM; k++)
        if (row->shares[k].total.state == RAP_INDEX_TOLD)
            list[n++] = (placed){k, row->shares[k].total.value};
    qsort(list, n, sizeof *list, by_total);
    n = n < most ? n : most;
    for (size_t k = 0; k < n; k++)
        factors[k] = list[k].factor;
    return n;
}

size_t rap_deciding_key_rows(const rap_tables *t, const rap_decided **rows, size_t most) {
    enum { MOST_CONTRASTS = 8 };
    const rap_deciding *d = t->deciding;
    size_t contrasts[MOST_CONTRASTS], n = 0;
    most = most < MOST_CONTRASTS ? most : MOST_CONTRASTS;
    size_t found = rap_words_key_contrasts(t, contrasts, most);
    for (size_t k = 0; d && k < found; k++)
        if (rap_deciding_row(d, contrasts[k], 0))
            rows[n++] = rap_deciding_row(d, contrasts[k], 0);
    for (size_t k = 0; d && k < d->n_rows && n < most; k++)
        if (d->rows[k].is_level && d->rows[k].headline == 0)
            rows[n++] = &d->rows[k];
    return n;
}

/* ---- names ------------------------------------------------------------------------------------- */

void rap_deciding_about(rap_text *out, const rap_tables *t, const rap_decided *row) {
    if (row->is_level)
        rap_text_add(out, rap_words_arm(t, row->of));
    else
        rap_words_contrast(out, t, row->of);
}

/* "organisation_types.general_agency.hours" is of general_agency; a number that stands in a group is of nobody. */
static void add_owner(rap_text *out, const char *path) {
    const char *first = strchr(path, '.'), *last = strrchr(path, '.');
    if (!first || first == last)
        return;
    rap_text_add(out, " (");
    rap_text_add_bytes(out, first + 1, (size_t)(last - first - 1));
    rap_text_add(out, ")");
}

static void quote_factor(rap_text *out, const rap_language *l, const rap_deciding *d,
                         size_t factor) {
    rap_text_add(out, rap_language_conventions(l).quote);
    rap_deciding_name(out, l, d, factor);
    rap_text_add(out, rap_language_conventions(l).end_quote);
}

void rap_deciding_input(rap_text *out, const rap_language *l, const rap_input *input) {
    bool has_words = input->field && input->field->meaning && input->field->meaning[0];
    rap_text_add(out, has_words ? tr(l, input->field->meaning) : input->path);
    add_owner(out, input->path);
}

void rap_deciding_name(rap_text *out, const rap_language *l, const rap_deciding *d, size_t factor) {
    const rap_factor *f = &d->factors.rows[factor];
    if (f->kind == RAP_FACTOR_PAIR) {
        quote_factor(out, l, d, f->first);
        rap_text_add(out, tr(l, " and "));
        quote_factor(out, l, d, f->second);
        return;
    }
    rap_text_add(out, tr(l, f->label && f->label[0] ? f->label : f->name));
    if (f->input)
        add_owner(out, f->input->path);
}

/* The first words of a source: up to what is no name and no year, and no more than a line. */
static void add_short_source(rap_text *out, const char *source) {
    enum { MOST_LETTERS = 60 };
    size_t n = strcspn(source, ",;:(["), columns;
    while (n && source[n - 1] == ' ')
        n--;
    size_t shown = 0;
    for (size_t letters = 0; shown < n && letters < MOST_LETTERS; letters++)
        shown += rap_cluster(source + shown, &columns);
    rap_text_add_bytes(out, source, shown);
    if (shown < n)
        rap_text_add(out, RAP_ELLIPSIS);
}

void rap_deciding_grade(rap_text *out, const rap_language *l, const rap_input *input) {
    const char *grade = input->grade ? input->grade : "assumed";
    if (!strcmp(grade, "assumed")) {
        rap_text_add(out, tr(l, "assumed without a source"));
        return;
    }
    rap_text_add(out, rap_words_grade(l, grade));
    if (input->source && input->source[0]) {
        rap_text_add(out, " (");
        add_short_source(out, input->source);
        rap_text_add(out, ")");
    }
}

/* ---- what decides ------------------------------------------------------------------------------ */

static void add_support(rap_text *out, const rap_language *l, const rap_factor *f) {
    if (f->input)
        rap_deciding_grade(out, l, f->input);
    else
        rap_text_format(out, tr(l, "%zu numbers that go together"), f->n);
}

/* What the size of a difference or level depends on, put into one of two messages by what the row is. */
#define OF_ROW(row, level, difference) ((row)->is_level ? (level) : (difference))

/* "How large this difference is depends most on %s": where the first has less than half, it is one of several. */
static void add_depends(rap_text *out, const rap_language *l, const rap_decided *row,
                        const rap_index *first, const char *on) {
    if (first->value < 0.5)
        rap_text_format(out,
                        OF_ROW(row,
                               tr(l, "How large this level is depends on several assumptions, most "
                                     "of all on %s"),
                               tr(l, "How large this difference is depends on several assumptions, "
                                     "most of all on %s")),
                        on);
    else
        rap_text_format(out,
                        OF_ROW(row, tr(l, "How large this level is depends most on %s"),
                               tr(l, "How large this difference is depends most on %s")),
                        on);
}

static const char none_told[] = RAP_MESSAGE("no single assumption can be told from nothing");

/* "'pay' with 12 % (8 to 15 %), inferred" */
static void add_next_factor(rap_text *out, const rap_language *l, const rap_deciding *d,
                            const rap_decided *row, size_t factor) {
    rap_parts p = {0};
    quote_factor(rap_next_part(&p), l, d, factor);
    add_told(rap_next_part(&p), l, &row->shares[factor].total);
    add_support(rap_next_part(&p), l, &d->factors.rows[factor]);
    rap_text_format(out, tr(l, "%s with %s, %s"), rap_part_string(&p, 0), rap_part_string(&p, 1),
                    rap_part_string(&p, 2));
    rap_parts_end(&p, out);
}

static void add_next(rap_text *out, const rap_language *l, const rap_deciding *d,
                     const rap_decided *row, const size_t *factors, size_t n) {
    rap_parts p = {0};
    for (size_t k = 1; k < n; k++)
        add_next_factor(rap_next_part(&p), l, d, row, factors[k]);
    if (n == 2)
        rap_text_format(out, tr(l, "Next comes %s. "), rap_part_string(&p, 0));
    else if (n == 3)
        rap_text_format(out, tr(l, "Next come %s, and %s. "), rap_part_string(&p, 0),
                        rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

void rap_deciding_lead(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_order(d, row, factors, RAP_NAMED_BRIEFLY);
    if (!n) {
        rap_text_add(out, OF_ROW(row,
                                 tr(l, "How large this level is depends on no single assumption "
                                       "that could be told from nothing. "),
                                 tr(l, "How large this difference is depends on no single "
                                       "assumption that could be told from nothing. ")));
        return;
    }
    const rap_index *first = &row->shares[factors[0]].total;
    rap_parts p = {0};
    rap_text *name = rap_next_part(&p), *depends = rap_next_part(&p), *part = rap_next_part(&p),
             *support = rap_next_part(&p);
    quote_factor(name, l, d, factors[0]);
    add_depends(depends, l, row, first, rap_text_string(name));
    add_told(part, l, first);
    add_support(support, l, &d->factors.rows[factors[0]]);
    rap_text_format(out,
                    d->factors.rows[factors[0]].input
                        ? tr(l, "%s: it has a part in %s of how widely the answers spread, and is "
                                "%s. ")
                        : tr(l, "%s: it has a part in %s of how widely the answers spread, and "
                                "stands for %s. "),
                    rap_text_string(depends), rap_text_string(part), rap_text_string(support));
    rap_parts_end(&p, out);
    add_next(out, l, d, row, factors, n);
}

void rap_deciding_brief(rap_text *out, const rap_language *l, const rap_deciding *d,
                        const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_order(d, row, factors, RAP_NAMED_BRIEFLY);
    const char *nothing = rap_deciding_nothing(row);
    if (nothing || !n) {
        rap_text_format(
            out,
            OF_ROW(
                row, tr(l, "How large this level is depends on nothing that could be named: %s. "),
                tr(l, "How large this difference is depends on nothing that could be named: %s. ")),
            tr(l, nothing ? nothing : none_told));
        return;
    }
    rap_parts p = {0};
    rap_text *names = rap_next_part(&p);
    for (size_t k = 0; k < n; k++) {
        double share = per_cent(row->shares[factors[k]].total.value);
        rap_text_add(names, k == 0 ? "" : k + 1 < n ? tr(l, ", ") : tr(l, " and "));
        quote_factor(names, l, d, factors[k]);
        rap_text_format(names,
                        k == 0 ? tr(l, " (%.0f\u00a0%% of the spread)") : tr(l, " (%.0f\u00a0%%)"),
                        share);
    }
    add_depends(out, l, row, &row->shares[factors[0]].total, rap_text_string(names));
    rap_text_add(out, ". ");
    rap_parts_end(&p, out);
}

/* ---- the others -------------------------------------------------------------------------------- */

/* The first factor of a kind; of groups that with the name. NULL where there is none. */
static const rap_factor *factor_of_kind(const rap_deciding *d, rap_factor_kind kind,
                                        const char *name, size_t *at) {
    for (*at = 0; *at < d->factors.n; ++*at) {
        const rap_factor *f = &d->factors.rows[*at];
        if (f->kind == kind && !strcmp(f->name, name))
            return f;
    }
    return NULL;
}

void rap_deciding_rest(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row) {
    size_t at;
    const rap_factor *rest = factor_of_kind(d, RAP_FACTOR_REST, "rest", &at);
    if (!rest || row->shares[at].total.state == RAP_INDEX_NONE)
        return;
    const rap_index *share = &row->shares[at].total;
    rap_parts p = {0};
    rap_text *amount = rap_next_part(&p);
    write_amount(amount, l, share);
    if (share->state == RAP_INDEX_NEAR_ZERO)
        rap_text_add(amount, tr(l, ", and perhaps nothing"));
    const char *carried = rap_text_string(amount);
    if (rest->n == 1)
        rap_text_format(out,
                        d->factors.n_named ? tr(l, "The other 1 assumption carries %s. ")
                                           : tr(l, "The only assumption carries %s. "),
                        carried);
    else
        rap_text_format(out,
                        d->factors.n_named ? tr(l, "The other %zu assumptions together carry %s. ")
                                           : tr(l, "All %zu assumptions together carry %s. "),
                        rest->n, carried);
    rap_parts_end(&p, out);
}

/* What it makes by itself is no more than what it has a part in, but both are estimates. */
static void add_alone(rap_text *out, const rap_language *l, const rap_factor_share *share,
                      bool one) {
    if (share->total.state != RAP_INDEX_TOLD || share->closed.state == RAP_INDEX_NONE)
        return;
    if (share->closed.value >= share->total.value) {
        rap_text_add(out, one ? tr(l, ", and, as far as can be told, makes it without the others")
                              : tr(l, ", and, as far as can be told, make it without the others"));
        return;
    }
    rap_parts p = {0};
    write_amount(rap_next_part(&p), l, &share->closed);
    rap_text_format(out,
                    one ? tr(l, "; %s it makes without the others")
                        : tr(l, "; %s they make without the others"),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_deciding_unsourced(rap_text *out, const rap_language *l, const rap_deciding *d,
                            const rap_decided *row) {
    size_t at;
    const rap_factor *assumed = factor_of_kind(d, RAP_FACTOR_GRADE, "assumed", &at);
    if (!assumed || row->shares[at].total.state == RAP_INDEX_NONE)
        return;
    bool one = assumed->n == 1;
    rap_parts p = {0};
    rap_text *amount = rap_next_part(&p), *alone = rap_next_part(&p);
    write_amount(amount, l, &row->shares[at].total);
    add_alone(alone, l, &row->shares[at], one);
    if (one)
        rap_text_format(out,
                        tr(l, "The one assumption without a source has a part in %s of it%s. "),
                        rap_text_string(amount), rap_text_string(alone));
    else
        rap_text_format(out,
                        tr(l, "The %zu assumptions without a source have a part in %s of it%s. "),
                        assumed->n, rap_text_string(amount), rap_text_string(alone));
    rap_parts_end(&p, out);
}

/* What two make only together is no more than either has a part in; where it comes out larger, its lower end is said. */
static void add_pair_share(rap_text *out, const rap_language *l, const rap_decided *row,
                           const rap_factor *pair, const rap_index *together) {
    double least =
        fmin(row->shares[pair->first].total.value, row->shares[pair->second].total.value);
    if (together->value <= least) {
        add_told(out, l, together);
        return;
    }
    rap_parts p = {0};
    add_share_number(rap_next_part(&p), l, together->low);
    rap_text_format(out, tr(l, "%s\u00a0%% or more"), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_deciding_pairs(rap_text *out, const rap_language *l, const rap_deciding *d,
                        const rap_decided *row) {
    for (size_t k = 0; k < d->factors.n; k++) {
        const rap_index *together = &row->shares[k].together;
        if (d->factors.rows[k].kind != RAP_FACTOR_PAIR || together->state != RAP_INDEX_TOLD)
            continue;
        rap_parts p = {0};
        rap_deciding_name(rap_next_part(&p), l, d, k);
        add_pair_share(rap_next_part(&p), l, row, &d->factors.rows[k], together);
        rap_text_format(out,
                        tr(l, "%s make %s only together: what the one does depends on the other. "),
                        rap_part_string(&p, 0), rap_part_string(&p, 1));
        rap_parts_end(&p, out);
    }
}

/* ---- luck -------------------------------------------------------------------------------------- */

/* The player with the largest share that can be told from 0, assumptions apart; 0 where there is none. */
static size_t largest_luck(const rap_deciding *d, const rap_decided *row) {
    size_t most = 0;
    for (size_t k = 1; k < d->sampling.players; k++)
        if (row->lucks[k].state == RAP_INDEX_TOLD &&
            (most == 0 || row->lucks[k].value > row->lucks[most].value))
            most = k;
    return most;
}

void rap_deciding_luck(rap_text *out, const rap_language *l, const rap_deciding *d,
                       const rap_decided *row) {
    if (!d->chains || row->single.state != RAP_INDEX_TOLD || row->lucks[0].state == RAP_INDEX_NONE)
        return;
    size_t most = largest_luck(d, row);
    rap_parts p = {0};
    write_amount(rap_next_part(&p), l, &row->lucks[0]);
    if (most && d->sampling.n_topics > 1) {
        add_told(rap_next_part(&p), l, &row->lucks[most]);
        rap_text_format(out,
                        tr(l, "Of what sets one single history apart from another, assumptions "
                              "make %s and luck the rest; the largest part of it is luck in ‘%s’, "
                              "%s. "),
                        rap_part_string(&p, 0), tr(l, d->sampling.topics[most - 1]),
                        rap_part_string(&p, 1));
    } else
        rap_text_format(out,
                        tr(l, "Of what sets one single history apart from another, assumptions "
                              "make %s and luck the rest. "),
                        rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

/* ---- where nothing can be said -----------------------------------------------------------------  */

const char *rap_deciding_nothing(const rap_decided *row) {
    if (row->fit.state == RAP_SCREEN_CONSTANT)
        return RAP_MESSAGE("all sets of assumptions give the same");
    if (row->bases == 0 && row->missing > 0)
        return RAP_MESSAGE("at no point of the design do all histories have a value");
    if (row->variance.state == RAP_INDEX_NONE)
        return RAP_MESSAGE("too few points of the design have a value");
    if (row->variance.state == RAP_INDEX_NEAR_ZERO)
        return RAP_MESSAGE("what assumptions make of it cannot be told from chance");
    return NULL;
}

void rap_deciding_why_nothing(rap_text *out, const rap_language *l, const rap_decided *row) {
    const char *why = rap_deciding_nothing(row);
    if (why)
        rap_text_format(out,
                        OF_ROW(row, tr(l, "Nothing can be named that decides this level: %s. "),
                               tr(l, "Nothing can be named that decides this difference: %s. ")),
                        tr(l, why));
}
