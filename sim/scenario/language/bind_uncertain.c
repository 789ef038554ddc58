/* bind_uncertain.c: numbers in braces, { value; range; distribution; mean; sd; quantiles; grade; source; }. */
#include "scenario/language/bind_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_QUANTILES = 32 };
#define OVERSHOOT                                                                                  \
    0.1 /* beyond the outermost quantiles, as a share of what lies between them: Cooke 1991
                         (Experts in Uncertainty, Oxford University Press) */

/* The distributions that can be written. */
static const struct {
    const char *name;
    rap_shape shape;
    bool by_logarithm;
} forms[] = {{"pert", RAP_PERT, false},
             {"logpert", RAP_PERT, true},
             {"triangular", RAP_TRIANGULAR, false},
             {"logtriangular", RAP_TRIANGULAR, true},
             {"uniform", RAP_UNIFORM, false},
             {"loguniform", RAP_UNIFORM, true},
             {"normal", RAP_NORMAL, false},
             {"lognormal", RAP_NORMAL, true},
             {"beta", RAP_BETA, false},
             {"quantiles", RAP_QUANTILES, false}};
enum { N_FORMS = sizeof forms / sizeof *forms };

/* An uncertain number that is being read. */
typedef struct {
    const rap_slot *s;
    const rap_tree *value, *range, *distribution, *mean, *sd, *quantiles; /* NULL: not written */
    rap_shape shape;
    bool by_logarithm;
    double lo, hi; /* of the range; the legal bounds where there is none */
    rap_bound *bound;
} uncertain;

static bool refuse_part(const rap_slot *s, const rap_tree *node, const char *text) {
    rap_bind_report(s->in->b, node, node->path, text);
    return false;
}

static bool refuse_number(const uncertain *u, const rap_tree *node, const char *text) {
    return refuse_part(u->s, node, text);
}

/* ---- grade, source, keys ---------------------------------------------------------------------- */

/* A text of an uncertain number's group; false after a problem. */
static bool read_note(const rap_slot *s, const char *key, const char **text) {
    const rap_tree *node = rap_tree_child(s->node, key);
    if (!node)
        return true;
    if (rap_bind_is_line(node)) {
        *text = node->text;
        return true;
    }
    rap_bind_expected(s, node, rap_bind_line);
    return false;
}

/* A text that is one of n words; what is not written stays as it is. False after a problem. */
static bool read_one_of(const rap_slot *s, const char *key, const char *const *words, size_t n,
                        const char **text) {
    const rap_tree *node = rap_tree_child(s->node, key);
    char hint[300], problem[400];
    if (!node)
        return true;
    if (!read_note(s, key, text))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(*text, words[i]))
            return true;
    snprintf(problem, sizeof problem, "unknown %s \"%.*s\"%s", key, RAP_SHOWN, *text,
             rap_suggest(s->in->b->findings, *text, words, n, hint, sizeof hint));
    return refuse_part(s, node, problem);
}

static bool read_grade(const rap_slot *s, rap_bound *bound) {
    static const char *const grades[] = {"measured", "inferred", "elicited", "assumed"};
    static const char *const chosen[] = {"chosen"};
    bool choice = s->f->flags & RAP_CHOSEN;
    char text[400];
    bound->grade = choice ? chosen[0] : "assumed";
    if (!read_one_of(s, "grade", choice ? chosen : grades,
                     choice ? 1 : sizeof grades / sizeof *grades, &bound->grade))
        return false;
    bool needs_source = !strcmp(bound->grade, "measured") || !strcmp(bound->grade, "inferred");
    if (needs_source && !rap_tree_child(s->node, "source")) {
        snprintf(text, sizeof text, "the grade \"%s\" needs a source", bound->grade);
        return refuse_part(s, s->node, text);
    }
    return true;
}

/* Where the source was found, which nobody can say of a number without one. */
static bool read_where_from(const rap_slot *s, rap_bound *bound) {
    static const char *const settings[] = {"here", "alike", "elsewhere"};
    const rap_tree *node = rap_tree_child(s->node, "setting");
    if (!read_one_of(s, "setting", settings, sizeof settings / sizeof *settings, &bound->setting))
        return false;
    if (node && !rap_tree_child(s->node, "source"))
        return refuse_part(s, node, "a setting is that of a source: state it too");
    return true;
}

static void check_number_keys(const rap_slot *s) {
    static const char *const keys[] = {"value",     "range", "distribution", "mean",   "sd",
                                       "quantiles", "grade", "source",       "setting"};
    enum { N_KEYS = sizeof keys / sizeof *keys };
    char hint[200];
    for (size_t i = 0; i < s->node->n; i++) {
        const rap_tree *child = s->node->children[i];
        bool known = false;
        for (size_t k = 0; k < N_KEYS; k++)
            known |= !strcmp(child->key, keys[k]);
        if (!known)
            rap_findings_add(
                s->in->b->findings, child->file, child->line, child->path,
                "unknown key in a number%s",
                rap_suggest(s->in->b->findings, child->key, keys, N_KEYS, hint, sizeof hint));
    }
}

/* ---- which distribution ----------------------------------------------------------------------- */

/* By its name; what is not named follows from what is stated. */
static bool find_form(uncertain *u) {
    const rap_tree *node = u->distribution;
    const char *names[N_FORMS];
    char hint[300], text[400];
    u->shape = u->quantiles ? RAP_QUANTILES : u->value ? u->s->in->b->distribution : RAP_UNIFORM;
    u->by_logarithm = false;
    if (!node)
        return true;
    if (node->kind != RAP_NODE_TEXT) {
        rap_bind_expected(u->s, node, "a text in quotation marks");
        return false;
    }
    for (size_t k = 0; k < N_FORMS; k++) {
        names[k] = forms[k].name;
        if (strcmp(node->text, forms[k].name))
            continue;
        u->shape = forms[k].shape;
        u->by_logarithm = forms[k].by_logarithm;
        return true;
    }
    snprintf(text, sizeof text, "unknown distribution \"%.*s\"%s", RAP_SHOWN, node->text,
             rap_suggest(u->s->in->b->findings, node->text, names, N_FORMS, hint, sizeof hint));
    return refuse_number(u, node, text);
}

/* Whether all that the distribution needs is there, and nothing that it does not know. */
static bool has_what_it_needs(const uncertain *u) {
    bool moments = u->shape == RAP_NORMAL || u->shape == RAP_BETA;
    bool moded = u->shape == RAP_PERT || u->shape == RAP_TRIANGULAR;
    const rap_tree *node = u->distribution ? u->distribution : u->s->node;
    if (!moments && (u->sd || u->mean))
        return refuse_number(u, u->sd ? u->sd : u->mean,
                             "mean and sd are for the distributions normal, lognormal and beta");
    if (u->shape != RAP_QUANTILES && u->quantiles)
        return refuse_number(u, u->quantiles, "quantiles stand for a distribution of their own");
    if (u->shape == RAP_QUANTILES && !u->quantiles)
        return refuse_number(u, node, "the distribution needs a key \"quantiles\"");
    if (moments && !u->sd)
        return refuse_number(u, node, "the distribution needs a key \"sd\"");
    if (moments && !u->mean && !u->value)
        return refuse_number(u, node, "the distribution needs a key \"mean\" or \"value\"");
    if ((moded || u->shape == RAP_UNIFORM) && !u->range && u->distribution)
        return refuse_number(u, node, "the distribution needs a key \"range\"");
    if (moded && !u->value)
        return refuse_number(u, node, "the distribution needs a key \"value\", its mode");
    return true;
}

/* ---- the numbers of it ------------------------------------------------------------------------ */

static bool is_pair(const rap_tree *list) {
    return list->kind == RAP_NODE_LIST && list->n == 2 && rap_bind_is_number(list->children[0]) &&
           rap_bind_is_number(list->children[1]);
}

/* A list that was refused already where one of its entries was. */
static bool refuse_list(const uncertain *u, const rap_tree *list, const char *wanted) {
    bool known = false;
    for (size_t k = 0; list->kind == RAP_NODE_LIST && k < list->n; k++)
        known |= list->children[k]->kind == RAP_NODE_BAD;
    if (known)
        rap_findings_again(u->s->in->b->findings);
    else
        rap_bind_expected(u->s, list, wanted);
    return false;
}

static bool read_range(uncertain *u) {
    const rap_field *f = u->s->f;
    char text[320], bounds[200];
    u->lo = f->lo;
    u->hi = f->hi;
    if (!u->range)
        return true;
    if (!is_pair(u->range))
        return refuse_list(u, u->range, "a range of two numbers, [0.0, 0.7] or (0, 0.7),");
    u->lo = u->range->children[0]->number;
    u->hi = u->range->children[1]->number;
    bool legal = rap_bind_is_legal(f, u->lo) && rap_bind_is_legal(f, u->hi);
    double value = u->value ? u->value->number : u->lo;
    if (legal && u->lo <= value && value <= u->hi)
        return true;
    if (legal && u->lo <= u->hi)
        snprintf(text, sizeof text, "the value %.10g lies outside its range %.10g to %.10g", value,
                 u->lo, u->hi);
    else if (legal)
        snprintf(text, sizeof text, "the range runs from %.10g down to %.10g", u->lo, u->hi);
    else
        snprintf(text, sizeof text, "%s expected at both ends, found %.10g to %.10g",
                 rap_bind_wanted(f, bounds, sizeof bounds), u->lo, u->hi);
    return refuse_number(u, u->range, text);
}

/* Pert, triangular and uniform, and a number that is certain. */
static bool read_between(uncertain *u) {
    bool by_logarithm = u->distribution ? u->by_logarithm : rap_prior_is_wide(u->lo, u->hi);
    rap_bound *b = u->bound;
    if (!u->range)
        return true;
    if (by_logarithm && !(u->lo > 0))
        return refuse_number(u, u->range, "a range above 0 expected by the logarithm");
    b->prior = rap_prior_between(u->shape, by_logarithm, u->lo, u->value ? b->value : u->lo, u->hi);
    if (!u->value)
        b->value = rap_prior_at(&b->prior, 0.5);
    return true;
}

static bool read_moment(const uncertain *u, const rap_tree *node, double *x) {
    if (!node)
        return true;
    *x = node->number;
    if (rap_bind_is_number(node))
        return true;
    rap_bind_expected(u->s, node, "a number");
    return false;
}

/* Leaves out what lies outside the range, which must be less than half. */
static bool cut_to_range(uncertain *u, const rap_tree *node) {
    char text[200];
    double left = rap_prior_cut(&u->bound->prior, u->lo, u->hi);
    if (left >= 0.5)
        return true;
    snprintf(text, sizeof text, "more than half of the distribution lies outside %.10g to %.10g",
             u->lo, u->hi);
    return refuse_number(u, node, text);
}

/* Normal, lognormal and beta. */
static bool read_moments(uncertain *u) {
    double mean = u->bound->value, sd = 0;
    const rap_tree *at = u->mean ? u->mean : u->value;
    char text[200];
    if (!read_moment(u, u->mean, &mean) || !read_moment(u, u->sd, &sd))
        return false;
    if (!(sd > 0))
        return refuse_number(u, u->sd, "a standard deviation above 0 expected");
    if (u->shape == RAP_NORMAL && u->by_logarithm && !(mean > 0))
        return refuse_number(u, at, "a mean above 0 expected of a lognormal distribution");
    if (u->shape == RAP_BETA && !(mean > 0 && mean < 1))
        return refuse_number(u, at, "a mean between 0 and 1 expected of a beta distribution");
    if (u->shape == RAP_BETA && !rap_prior_beta_fits(mean, sd)) {
        snprintf(text, sizeof text, "no beta distribution of mean %.10g has this sd; below %.3g %s",
                 mean, sqrt(mean * (1 - mean)), "expected, and neither nearly that nor nearly 0");
        return refuse_number(u, u->sd, text);
    }
    if (!(mean >= u->lo && mean <= u->hi)) {
        snprintf(text, sizeof text, "a mean from %.10g to %.10g expected", u->lo, u->hi);
        return refuse_number(u, at, text);
    }
    u->bound->prior = u->shape == RAP_BETA ? rap_prior_beta(mean, sd)
                      : u->by_logarithm    ? rap_prior_lognormal(mean, sd)
                                           : rap_prior_normal(mean, sd);
    if (!u->value)
        u->bound->value = mean;
    return cut_to_range(u, at);
}

/* Reads the k-th of the written pairs into points[1 + k]. */
static bool read_quantile(const uncertain *u, size_t k, rap_quantile *points) {
    const rap_tree *pair = u->quantiles->children[k];
    char text[200];
    if (!is_pair(pair))
        return refuse_list(u, pair, "a share and its quantile, [0.05, 2.0],");
    rap_quantile *q = &points[1 + k];
    *q = (rap_quantile){pair->children[0]->number, pair->children[1]->number};
    if (!(q->p >= 0 && q->p <= 1))
        return refuse_number(u, pair, "a share from 0 to 1 expected before its quantile");
    if (!(q->x >= u->lo && q->x <= u->hi)) {
        snprintf(text, sizeof text, "a quantile from %.10g to %.10g expected, found %.10g", u->lo,
                 u->hi, q->x);
        return refuse_number(u, pair, text);
    }
    if (k && !(q->p > q[-1].p && q->x > q[-1].x))
        return refuse_number(u, pair, "shares and quantiles that rise expected");
    return true;
}

/* points[1 .. n] are written; puts ends around them where they do not state the shares 0 and 1. */
static rap_prior close_quantiles(const uncertain *u, rap_quantile *points, size_t n) {
    double beyond = OVERSHOOT * (points[n].x - points[1].x);
    size_t first = points[1].p > 0 ? 0 : 1, last = points[n].p < 1 ? n + 1 : n;
    double lo = u->range ? u->lo : fmax(points[1].x - beyond, u->lo);
    double hi = u->range ? u->hi : fmin(points[n].x + beyond, u->hi);
    points[0] = (rap_quantile){0, lo};
    points[n + 1] = (rap_quantile){1, hi};
    return rap_prior_quantiles(points + first, last - first + 1);
}

static bool read_quantiles(uncertain *u) {
    const rap_tree *list = u->quantiles;
    rap_bound *b = u->bound;
    if (list->kind != RAP_NODE_LIST || list->n < 2 || list->n > MOST_QUANTILES)
        return refuse_list(
            u, list, "2 to 32 pairs of a share and its quantile, ([0.05, 2.0], [0.95, 9.0]),");
    rap_quantile *points = rap_arena_take(u->s->in->b->arena, list->n + 2, sizeof *points);
    if (!points)
        return false; /* the arena remembers it */
    for (size_t k = 0; k < list->n; k++)
        if (!read_quantile(u, k, points))
            return false;
    b->prior = close_quantiles(u, points, list->n);
    if (!u->value)
        b->value = rap_prior_at(&b->prior, 0.5);
    else if (b->value < b->prior.lo || b->value > b->prior.hi)
        return refuse_number(u, u->value, "a value between the outermost quantiles expected");
    return true;
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* The first key that makes a number uncertain, or NULL. */
static const rap_tree *what_spreads(const uncertain *u) {
    const rap_tree *const keys[] = {u->range, u->distribution, u->mean, u->sd, u->quantiles};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if (keys[k])
            return keys[k];
    return NULL;
}

static bool read_prior(uncertain *u) {
    if (!find_form(u) || !has_what_it_needs(u) || !read_range(u))
        return false;
    if (u->shape == RAP_QUANTILES)
        return read_quantiles(u);
    return u->shape == RAP_NORMAL || u->shape == RAP_BETA ? read_moments(u) : read_between(u);
}

static bool read_value(const uncertain *u, double *value) {
    if (!u->value)
        return true;
    *value = u->value->number;
    if (rap_bind_is_number(u->value) && rap_bind_is_legal(u->s->f, *value))
        return true;
    rap_bind_expected_field(u->s, u->value);
    return false;
}

bool rap_bind_uncertain(const rap_slot *s, rap_bound *bound) {
    const rap_tree *n = s->node;
    uncertain u = {.s = s,
                   .value = rap_tree_child(n, "value"),
                   .range = rap_tree_child(n, "range"),
                   .distribution = rap_tree_child(n, "distribution"),
                   .mean = rap_tree_child(n, "mean"),
                   .sd = rap_tree_child(n, "sd"),
                   .quantiles = rap_tree_child(n, "quantiles"),
                   .bound = bound};
    const rap_tree *spread = what_spreads(&u);
    double value = s->f->value;
    check_number_keys(s);
    if (!u.value && !spread)
        return refuse_number(&u, n, "a number in braces needs a key \"value\"");
    bool good = read_value(&u, &value);
    bound->value = value;
    bound->prior = rap_prior_between(RAP_UNIFORM, false, value, value, value);
    if (spread && (s->f->flags & RAP_CHOSEN))
        return refuse_number(&u, spread,
                             "a design choice is certain by definition and has no range");
    good &= read_note(s, "source", &bound->source);
    good &= read_grade(s, bound);
    good &= read_where_from(s, bound);
    return good && read_prior(&u);
}
