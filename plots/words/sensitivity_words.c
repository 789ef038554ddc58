/* sensitivity_words.c: words for shares of variance. */
#include "plots/words/sensitivity_words.h"
#include "base/clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As many assumptions a sentence names. */
static double per_cent(double share) {
    return 100 * share;
}

#define PER_CENT RAP_NO_BREAK "%"

/* "34", "0.4", "0.03": what is not 0 does not look like it, down to 0.005. */
static void add_share_number(rap_text *out, double share) {
    double x = per_cent(share);
    if (x >= 0.005 && x < 0.95)
        rap_text_format(out, "%.1g", x);
    else
        rap_text_format(out, "%.0f", x);
}

static void add_told(rap_text *out, const rap_index *share) {
    add_share_number(out, share->value);
    rap_text_add(out, PER_CENT " (");
    add_share_number(out, share->low);
    rap_text_add(out, " to ");
    add_share_number(out, share->high);
    rap_text_add(out, PER_CENT ")");
}

/* At least 1: "at most 0 %" says more than is known. */
static double most_per_cent(const rap_index *share) {
    return fmax(1, ceil(per_cent(share->high)));
}

void rap_deciding_share(rap_text *out, const rap_index *share) {
    switch (share->state) {
    case RAP_INDEX_TOLD:
        add_told(out, share);
        break;
    case RAP_INDEX_NEAR_ZERO:
        rap_text_format(out, "cannot be told from 0 (up to %.0f" RAP_NO_BREAK "%%)",
                        most_per_cent(share));
        break;
    case RAP_INDEX_NONE:
        rap_text_add(out, "-");
        break;
    }
}

/* For within a sentence: "34 % (28 to 41 %)", "at most 4 %". Not of one that does not exist. */
static void write_amount(rap_text *out, const rap_index *share) {
    if (share->state == RAP_INDEX_TOLD)
        add_told(out, share);
    else
        rap_text_format(out, "at most %.0f" RAP_NO_BREAK "%%", most_per_cent(share));
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

static void quote_factor(rap_text *out, const rap_deciding *d, size_t factor) {
    rap_text_add(out, RAP_OPEN_QUOTE);
    rap_deciding_name(out, d, factor);
    rap_text_add(out, RAP_END_QUOTE);
}

void rap_deciding_input(rap_text *out, const rap_input *input) {
    bool has_words = input->field && input->field->meaning && input->field->meaning[0];
    rap_text_add(out, has_words ? input->field->meaning : input->path);
    add_owner(out, input->path);
}

void rap_deciding_name(rap_text *out, const rap_deciding *d, size_t factor) {
    const rap_factor *f = &d->factors.rows[factor];
    if (f->kind == RAP_FACTOR_PAIR) {
        quote_factor(out, d, f->first);
        rap_text_add(out, " and ");
        quote_factor(out, d, f->second);
        return;
    }
    rap_text_add(out, f->label && f->label[0] ? f->label : f->name);
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

void rap_deciding_grade(rap_text *out, const rap_input *input) {
    const char *grade = input->grade ? input->grade : "assumed";
    if (!strcmp(grade, "assumed")) {
        rap_text_add(out, "assumed without a source");
        return;
    }
    rap_text_add(out, grade);
    if (input->source && input->source[0]) {
        rap_text_add(out, " (");
        add_short_source(out, input->source);
        rap_text_add(out, ")");
    }
}

/* ---- what decides ------------------------------------------------------------------------------ */

static void add_support(rap_text *out, const rap_factor *f) {
    if (f->input)
        rap_deciding_grade(out, f->input);
    else
        rap_text_format(out, "%zu numbers that go together", f->n);
}

/* "How large this difference is depends most on ": where the first has less than half, it is one of several. */
static void add_depends(rap_text *out, const rap_decided *row, const rap_index *first) {
    rap_text_format(out, "How large this %s is depends %s on ",
                    row->is_level ? "level" : "difference",
                    first->value < 0.5 ? "on several assumptions, most of all" : "most");
}

static const char none_told[] = "no single assumption can be told from nothing";

void rap_deciding_lead(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_order(d, row, factors, RAP_NAMED_BRIEFLY);
    if (!n) {
        rap_text_format(out,
                        "How large this %s is depends on no single assumption that could be "
                        "told from nothing. ",
                        row->is_level ? "level" : "difference");
        return;
    }
    add_depends(out, row, &row->shares[factors[0]].total);
    quote_factor(out, d, factors[0]);
    rap_text_add(out, ": it has a part in ");
    add_told(out, &row->shares[factors[0]].total);
    rap_text_format(out, " of how widely the answers spread, and %s ",
                    d->factors.rows[factors[0]].input ? "is" : "stands for");
    add_support(out, &d->factors.rows[factors[0]]);
    rap_text_add(out, ". ");
    for (size_t k = 1; k < n; k++) {
        rap_text_add(out, k == 1 ? n == 2 ? "Next comes " : "Next come " : " and ");
        quote_factor(out, d, factors[k]);
        rap_text_add(out, " with ");
        add_told(out, &row->shares[factors[k]].total);
        rap_text_add(out, ", ");
        add_support(out, &d->factors.rows[factors[k]]);
        rap_text_add(out, k + 1 < n ? "," : ". ");
    }
}

void rap_deciding_brief(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t factors[RAP_NAMED_BRIEFLY];
    size_t n = rap_deciding_order(d, row, factors, RAP_NAMED_BRIEFLY);
    const char *nothing = rap_deciding_nothing(row);
    if (nothing || !n) {
        rap_text_format(out, "How large this %s is depends on nothing that could be named: %s. ",
                        row->is_level ? "level" : "difference", nothing ? nothing : none_told);
        return;
    }
    add_depends(out, row, &row->shares[factors[0]].total);
    for (size_t k = 0; k < n; k++) {
        rap_text_add(out, k == 0 ? "" : k + 1 < n ? ", " : " and ");
        quote_factor(out, d, factors[k]);
        rap_text_format(out, " (%.0f" RAP_NO_BREAK "%%%s)",
                        per_cent(row->shares[factors[k]].total.value),
                        k == 0 ? " of the spread" : "");
    }
    rap_text_add(out, ". ");
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

void rap_deciding_rest(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t at;
    const rap_factor *rest = factor_of_kind(d, RAP_FACTOR_REST, "rest", &at);
    if (!rest || row->shares[at].total.state == RAP_INDEX_NONE)
        return;
    const rap_index *share = &row->shares[at].total;
    bool one = rest->n == 1;
    if (d->factors.n_named)
        rap_text_format(out, "The other %zu assumption%s ", rest->n, one ? "" : "s together");
    else
        rap_text_format(out, one ? "The only assumption " : "All %zu assumptions together ",
                        rest->n);
    rap_text_add(out, one ? "carries " : "carry ");
    write_amount(out, share);
    rap_text_add(out, share->state == RAP_INDEX_NEAR_ZERO ? ", and perhaps nothing. " : ". ");
}

/* What it makes by itself is no more than what it has a part in, but both are estimates. */
static void add_alone(rap_text *out, const rap_factor_share *share, bool one) {
    if (share->closed.state == RAP_INDEX_NONE)
        return;
    if (share->closed.value >= share->total.value) {
        rap_text_format(out, ", and, as far as can be told, %s it without the others",
                        one ? "makes" : "make");
        return;
    }
    rap_text_add(out, "; ");
    write_amount(out, &share->closed);
    rap_text_format(out, " %s without the others", one ? "it makes" : "they make");
}

void rap_deciding_unsourced(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t at;
    const rap_factor *assumed = factor_of_kind(d, RAP_FACTOR_GRADE, "assumed", &at);
    if (!assumed || row->shares[at].total.state == RAP_INDEX_NONE)
        return;
    const rap_factor_share *share = &row->shares[at];
    bool one = assumed->n == 1;
    if (one)
        rap_text_add(out, "The one assumption without a source has");
    else
        rap_text_format(out, "The %zu assumptions without a source have", assumed->n);
    rap_text_add(out, " a part in ");
    write_amount(out, &share->total);
    rap_text_add(out, " of it");
    if (share->total.state == RAP_INDEX_TOLD)
        add_alone(out, share, one);
    rap_text_add(out, ". ");
}

/* What two make only together is no more than either has a part in; where it comes out larger, its lower end is said. */
static void add_pair_share(rap_text *out, const rap_decided *row, const rap_factor *pair,
                           const rap_index *together) {
    double least =
        fmin(row->shares[pair->first].total.value, row->shares[pair->second].total.value);
    if (together->value <= least)
        add_told(out, together);
    else {
        add_share_number(out, together->low);
        rap_text_add(out, PER_CENT " or more");
    }
}

void rap_deciding_pairs(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    for (size_t k = 0; k < d->factors.n; k++) {
        const rap_index *together = &row->shares[k].together;
        if (d->factors.rows[k].kind != RAP_FACTOR_PAIR || together->state != RAP_INDEX_TOLD)
            continue;
        rap_deciding_name(out, d, k);
        rap_text_add(out, " make ");
        add_pair_share(out, row, &d->factors.rows[k], together);
        rap_text_add(out, " only together: what the one does depends on the other. ");
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

void rap_deciding_luck(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    if (!d->chains || row->single.state != RAP_INDEX_TOLD || row->lucks[0].state == RAP_INDEX_NONE)
        return;
    size_t most = largest_luck(d, row);
    rap_text_add(out, "Of what sets one single history apart from another, assumptions make ");
    write_amount(out, &row->lucks[0]);
    rap_text_add(out, " and luck the rest");
    if (most && d->sampling.n_topics > 1) {
        rap_text_format(
            out, "; the largest part of it is luck in " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ", ",
            d->sampling.topics[most - 1]);
        add_told(out, &row->lucks[most]);
    }
    rap_text_add(out, ". ");
}

/* ---- where nothing can be said, and how closely it was looked ---------------------------------- */

const char *rap_deciding_nothing(const rap_decided *row) {
    if (row->fit.state == RAP_SCREEN_CONSTANT)
        return "all sets of assumptions give the same";
    if (row->bases == 0 && row->missing > 0)
        return "at no point of the design do all histories have a value";
    if (row->variance.state == RAP_INDEX_NONE)
        return "too few points of the design have a value";
    if (row->variance.state == RAP_INDEX_NEAR_ZERO)
        return "what assumptions make of it cannot be told from chance";
    return NULL;
}

void rap_deciding_why_nothing(rap_text *out, const rap_decided *row) {
    const char *why = rap_deciding_nothing(row);
    if (why)
        rap_text_format(out, "Nothing can be named that decides this %s: %s. ",
                        row->is_level ? "level" : "difference", why);
}

void rap_deciding_closeness(rap_text *out, const rap_deciding *d) {
    size_t named = d->factors.n_named;
    rap_text_format(out,
                    "%lld sets of assumptions showed which of the %zu uncertain numbers to look at "
                    "closely; ",
                    (long long)d->screened, d->inputs.n);
    if (named)
        rap_text_format(out, "%zu %s then varied one by one%s, ", named,
                        named == 1 ? "was" : "were",
                        named < d->inputs.n ? " and all others as one" : "");
    else
        rap_text_add(out, "none stood out, so all were varied as one, ");
    rap_text_format(out, "from %lld starting points with %lld histories each. ",
                    (long long)d->bases, (long long)d->sampling.lucks);
    if (isnan(d->widest))
        return;
    rap_text_format(out, "Shares of the first headline are known to within %.0f percentage points",
                    ceil(per_cent(d->widest)));
    if (d->reached)
        rap_text_add(out, ", which is as closely as the study asks. ");
    else
        rap_text_format(out,
                        "; the study asks for %.3g (sensitivity.half_width), for which more "
                        "starting points are needed (sensitivity.points). ",
                        per_cent(d->study->sensitivity.half_width));
}
