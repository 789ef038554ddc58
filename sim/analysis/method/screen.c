/* screen.c: see screen.h. The fit is kept as columns q that are orthonormal over the draws looked at and 0 elsewhere, the
 * triangle R that leads from them to the terms, and what is left of y. */
#include "analysis/method/screen.h"
#include "analysis/method/matrix.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

enum {
    DEGREES = 4,
    ALONE = 2,
    PAIRED = 3,
    COLUMNS = RAP_SCREEN_TERMS + 1,
    DRAWS_OF_A_TERM = 4,
    MOST_AT_ONCE = 6
};
const double rap_screen_wrong = 0.02;
static const double nothing_left = 1e-12; /* of a sum of squares: rounding */

/* Orthonormal on (0, 1): Bonnet's recursion, n P_n = (2n - 1) x P_(n-1) - (n - 1) P_(n-2), times sqrt(2n + 1). */
static double legendre(unsigned degree, double u) {
    double x = 2 * u - 1, before = 0, at = 1;
    for (unsigned n = 1; n <= degree; n++) {
        double next = ((2 * n - 1) * x * at - (n - 1) * before) / n;
        before = at;
        at = next;
    }
    return sqrt(2 * degree + 1) * at;
}

static double *basis_of(const rap_screen *s, unsigned degree, size_t input) {
    return s->basis + ((degree - 1) * s->inputs + input) * s->draws;
}

static bool varies(const rap_screen *s, unsigned degree, size_t input) {
    return s->varies[(degree - 1) * s->inputs + input];
}

int rap_screen_init(rap_screen *s, const double *u, size_t draws, size_t inputs, size_t sheet) {
    *s = (rap_screen){.draws = draws, .inputs = inputs, .sheet = sheet ? sheet : 1};
    s->basis = rap_allocate(DEGREES * inputs * draws, sizeof *s->basis);
    s->varies = rap_allocate(DEGREES * inputs, sizeof *s->varies);
    s->room = rap_allocate((COLUMNS + 5) * draws, sizeof *s->room);
    if (!s->basis || !s->varies || !s->room)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < inputs * draws; i++)
        if (!(u[i] >= 0 && u[i] <= 1))
            return rap_fail(RAP_EINPUT);
    for (unsigned degree = 1; degree <= DEGREES; degree++)
        for (size_t i = 0; i < inputs; i++) {
            double *to = basis_of(s, degree, i);
            bool *varies = s->varies + (degree - 1) * inputs + i;
            for (size_t d = 0; d < draws; d++) {
                to[d] = legendre(degree, u[i * draws + d]);
                *varies |= fabs(to[d] - to[0]) > nothing_left;
            }
        }
    return RAP_OK;
}

void rap_screen_free(rap_screen *s) {
    rap_free(s->basis);
    rap_free(s->varies);
    rap_free(s->room);
    *s = (rap_screen){0};
}

/* ---- one fit ------------------------------------------------------------------------------------ */

typedef struct {
    const rap_screen *s;
    const double *seen; /* by draw: 1, or 0 where it takes no part */
    double *q,
        *residual; /* columns one after the other, the first constant; what is left of y, 0 if not seen */
    double *column;                         /* room */
    double r[COLUMNS][COLUMNS], z[COLUMNS]; /* terms = q r, and q'y; column by row */
    double rows, squares, all;              /* draws seen; sums of squares left and at first */
    size_t n, most;                         /* terms, and how many there may be */
    rap_screen_term term[RAP_SCREEN_TERMS];
} pursuit;

static void begin_pursuit(pursuit *p, const double *y) {
    size_t n = p->s->draws;
    p->rows = rap_dot(p->seen, p->seen, n);
    double mean = rap_dot(p->seen, y, n) / p->rows;
    for (size_t d = 0; d < n; d++) {
        p->q[d] = p->seen[d] / sqrt(p->rows);
        p->residual[d] = p->seen[d] * (y[d] - mean);
    }
    p->r[0][0] = sqrt(p->rows);
    p->z[0] = mean * sqrt(p->rows);
    p->squares = p->all = rap_dot(p->residual, p->residual, n);
    double most = floor(p->rows / DRAWS_OF_A_TERM);
    p->n = 0;
    p->most = most < RAP_SCREEN_TERMS ? (size_t)most : RAP_SCREEN_TERMS;
}

static double value_of_term(const rap_screen *s, const rap_screen_term *t, size_t draw) {
    double value = basis_of(s, t->degree, t->a)[draw];
    return t->other ? value * basis_of(s, t->other, t->b)[draw] : value;
}

/* Puts a term's column, less what the others have of it, behind them; its length. */
static double lay_column(pursuit *p, const rap_screen_term *t) {
    size_t n = p->s->draws, at = p->n + 1;
    double *q = p->q + at * n;
    for (size_t d = 0; d < n; d++)
        q[d] = p->seen[d] * value_of_term(p->s, t, d);
    memset(p->r[at], 0, sizeof p->r[at]);
    for (int twice = 0; twice < 2; twice++)
        for (size_t j = 0; j < at; j++) {
            const double *other = p->q + j * n;
            double on = rap_dot(other, q, n);
            p->r[at][j] += on;
            for (size_t d = 0; d < n; d++)
                q[d] -= on * other[d];
        }
    return p->r[at][at] = sqrt(rap_dot(q, q, n));
}

/* How often chance makes so large a coefficient, by two counts of which the larger is taken: Student's t; and the
 * coefficient over a spread that need not be the same everywhere (White 1980, doi:10.2307/1912934). `q` is a column of
 * length 1, `on` its product with the residual. */
static double chance_of(const pursuit *p, const double *q, double on) {
    double left = p->rows - (double)p->n - 2, even = fmax(p->squares - on * on, 0) / left, own = 0;
    for (size_t d = 0; d < p->s->draws; d++) {
        double rest = q[d] * (p->residual[d] - on * q[d]);
        own += rest * rest;
    }
    double error = sqrt(fmax(fmax(even, own), nothing_left * p->all / p->rows));
    return 2 * gsl_cdf_tdist_Q(fabs(on) / error, left);
}

/* Takes a term in, if so large a coefficient comes by chance in no more than `wrong` of studies with so many candidates. */
static bool take_in(pursuit *p, const rap_screen_term *t, double candidates, double wrong) {
    size_t n = p->s->draws, at = p->n + 1;
    if (p->n == p->most) /* no room for its column */
        return false;
    double length = lay_column(p, t), *q = p->q + at * n;
    if (!(length * length > nothing_left * p->rows))
        return false;
    for (size_t d = 0; d < n; d++)
        q[d] /= length;
    double on = rap_dot(q, p->residual, n);
    if (!(chance_of(p, q, on) * candidates <= wrong))
        return false;
    for (size_t d = 0; d < n; d++)
        p->residual[d] -= on * q[d];
    p->squares = rap_dot(p->residual, p->residual, n);
    p->z[at] = on;
    p->term[p->n++] = *t;
    return true;
}

/* ---- what may enter ----------------------------------------------------------------------------- */

/* The best of what may enter, by the size of its product with the residual, the largest first; and how many there were. */
typedef struct {
    size_t n;
    double candidates, size[MOST_AT_ONCE];
    rap_screen_term term[MOST_AT_ONCE];
} choice;

static void consider(choice *c, double product, rap_screen_term term) {
    double size = fabs(product);
    size_t i = c->n;
    c->candidates++;
    if (c->n == MOST_AT_ONCE && !(size > c->size[--i]))
        return;
    c->n = i + 1;
    for (; i && size > c->size[i - 1]; i--) {
        c->size[i] = c->size[i - 1];
        c->term[i] = c->term[i - 1];
    }
    c->size[i] = size;
    c->term[i] = term;
}

static void consider_alone(const pursuit *p, choice *c, size_t input, unsigned degree) {
    if (varies(p->s, degree, input))
        consider(c, rap_dot(basis_of(p->s, degree, input), p->residual, p->s->draws),
                 (rap_screen_term){.a = input, .b = input, .degree = degree});
}

static void look_alone(const pursuit *p, choice *c) {
    for (unsigned degree = 1; degree <= ALONE; degree++)
        for (size_t i = 0; i < p->s->inputs; i++)
            consider_alone(p, c, i, degree);
}

/* Pairs of a basis function with all others whose degrees come to at most PAIRED with its own. */
static void consider_pairs(const pursuit *p, choice *c, size_t a, unsigned degree) {
    const double *own = basis_of(p->s, degree, a);
    for (size_t d = 0; d < p->s->draws; d++)
        p->column[d] = own[d] * p->residual[d];
    for (unsigned other = 1; other + degree <= PAIRED; other++)
        for (size_t b = 0; b < p->s->inputs; b++)
            if (b != a && varies(p->s, degree, a) && varies(p->s, other, b))
                consider(c, rap_dot(basis_of(p->s, other, b), p->column, p->s->draws),
                         (rap_screen_term){.a = a, .b = b, .degree = degree, .other = other});
}

static bool has_input(const rap_screen_term *t, size_t n, size_t input) {
    for (size_t i = 0; i < n; i++)
        if (t[i].a == input || t[i].b == input)
            return true;
    return false;
}

static void look_for_more(const pursuit *p, choice *c) {
    for (size_t i = 0; i < p->s->inputs; i++) {
        if (!has_input(p->term, p->n, i))
            continue;
        for (unsigned degree = ALONE + 1; degree <= DEGREES; degree++)
            consider_alone(p, c, i, degree);
        for (unsigned degree = 1; degree < PAIRED; degree++)
            consider_pairs(p, c, i, degree);
    }
}

/* Looks once, and takes in those of the best that pass, at most `most`. Whether there was one. */
static bool add_best(pursuit *p, void (*look)(const pursuit *, choice *), size_t most,
                     double wrong) {
    choice c = {.n = 0};
    size_t before = p->n;
    if (p->n == p->most || !(p->squares > nothing_left * p->all))
        return false;
    look(p, &c);
    for (size_t i = 0; i < c.n && p->n < before + most; i++)
        take_in(p, c.term + i, c.candidates, wrong);
    return p->n > before;
}

static void pursue(pursuit *p, const double *y, double wrong) {
    begin_pursuit(p, y);
    do
        while (add_best(p, look_alone, 1, wrong))
            ;
    while (add_best(p, look_for_more, MOST_AT_ONCE, wrong));
}

static double variance_left(const pursuit *p) {
    return p->squares / fmax(p->rows - (double)p->n - 1, 1);
}

/* Coefficients of constant and terms, and the errors of these: R b = z, errors from the rows of R^-1. */
static double solve(const pursuit *p, rap_screen_term *terms) {
    double b[COLUMNS], row[COLUMNS];
    for (size_t i = p->n + 1; i-- > 0;) {
        b[i] = p->z[i];
        for (size_t j = i + 1; j <= p->n; j++)
            b[i] -= p->r[j][i] * b[j];
        b[i] /= p->r[i][i];
    }
    for (size_t i = 1; i <= p->n; i++) {
        double sum = 0;
        for (size_t j = i; j <= p->n; j++) {
            row[j] = j == i;
            for (size_t k = i; k < j; k++)
                row[j] -= row[k] * p->r[j][k];
            row[j] /= p->r[j][j];
            sum += row[j] * row[j];
        }
        terms[i - 1] = p->term[i - 1];
        terms[i - 1].coefficient = b[i];
        terms[i - 1].error = sqrt(variance_left(p) * sum);
    }
    return b[0];
}

/* ---- what is told ------------------------------------------------------------------------------- */

/* Squared errors of foretelling the draws that have a value and were not seen. */
static double errors_outside(const pursuit *p, const double *y, const double *value) {
    rap_screen_term terms[RAP_SCREEN_TERMS];
    double constant = solve(p, terms), sum = 0;
    for (size_t d = 0; d < p->s->draws; d++) {
        if (!(value[d] > p->seen[d]))
            continue;
        double off = y[d] - constant;
        for (size_t i = 0; i < p->n; i++)
            off -= terms[i].coefficient * value_of_term(p->s, terms + i, d);
        sum += off * off;
    }
    return sum;
}

static double foretold(pursuit *p, const double *y, const double *value, double *seen,
                       double wrong) {
    double errors = 0, all = p->all;
    p->seen = seen;
    for (size_t fold = 0; fold < RAP_SCREEN_FOLDS; fold++) {
        for (size_t d = 0; d < p->s->draws; d++)
            seen[d] = d / p->s->sheet % RAP_SCREEN_FOLDS == fold ? 0 : value[d];
        if (rap_dot(seen, seen, p->s->draws) < RAP_SCREEN_FEWEST / 2)
            return NAN;
        pursue(p, y, wrong);
        errors += errors_outside(p, y, value);
    }
    return 1 - errors / all;
}

static rap_screen_part times(rap_screen_part x, double by) {
    return (rap_screen_part){x.first * by, x.total * by, x.shapley * by};
}

static rap_screen_input *input_of(rap_screen_fit *fit, size_t input) {
    size_t i = 0;
    while (i < fit->n_inputs && fit->inputs[i].input != input)
        i++;
    if (i == fit->n_inputs)
        fit->inputs[fit->n_inputs++] = (rap_screen_input){.input = input};
    return fit->inputs + i;
}

/* What of the variance a term makes: its squared coefficient, less what chance adds to that. */
static double square_of(const rap_screen_term *t) {
    return fmax(t->coefficient * t->coefficient - t->error * t->error, 0);
}

static void share_terms_out(rap_screen_fit *fit, double variance) {
    for (size_t i = 0; i < fit->n_terms; i++) {
        const rap_screen_term *t = fit->terms + i;
        double share = square_of(t) / variance;
        rap_screen_part *a = &input_of(fit, t->a)->observed;
        fit->explained += share;
        a->total += share;
        a->first += t->other ? 0 : share;
        a->shapley += t->other ? share / 2 : share;
        if (!t->other)
            continue;
        rap_screen_part *b = &input_of(fit, t->b)->observed;
        b->total += share;
        b->shapley += share / 2;
    }
}

static void largest_first(rap_screen_fit *fit) {
    for (size_t i = 1; i < fit->n_inputs; i++)
        for (size_t j = i; j && fit->inputs[j].observed.total > fit->inputs[j - 1].observed.total;
             j--) {
            rap_screen_input moved = fit->inputs[j];
            fit->inputs[j] = fit->inputs[j - 1];
            fit->inputs[j - 1] = moved;
        }
}

/* Shares of the variance that terms and what is left make together; that of the draws at hand is less sure. */
static void finish_shares(rap_screen_fit *fit, double left, double reliability) {
    double variance = left;
    for (size_t i = 0; i < fit->n_terms; i++)
        variance += square_of(fit->terms + i);
    share_terms_out(fit, variance);
    for (size_t i = 0; i < fit->n_inputs; i++) {
        rap_screen_input *x = fit->inputs + i;
        x->explained = times(x->observed, fit->explained > 0 ? 1 / fit->explained : 0);
        x->mean = times(x->observed, 1 / fmax(fmin(reliability, 1), fit->explained));
    }
    largest_first(fit);
}

/* Which draws have a value, these (0 elsewhere), and what they are on average. */
static void take_values(const rap_screen *s, const double *y, double *value, double *has,
                        rap_screen_fit *fit) {
    double least = INFINITY, most = -INFINITY;
    *fit = (rap_screen_fit){.average = NAN, .variance = NAN, .explained = NAN, .q2 = NAN};
    for (size_t d = 0; d < s->draws; d++) {
        has[d] = !isnan(y[d]);
        value[d] = isnan(y[d]) ? 0 : y[d];
        fit->draws += !isnan(y[d]);
        least = fmin(least, y[d]);
        most = fmax(most, y[d]);
    }
    fit->state = fit->draws < RAP_SCREEN_FEWEST ? RAP_SCREEN_FEW
                 : most > least                 ? RAP_SCREEN_TOLD
                                                : RAP_SCREEN_CONSTANT;
}

void rap_screen_make(rap_screen *s, const double *y, double reliability, double wrong,
                     rap_screen_fit *fit) {
    size_t n = s->draws;
    double *value = s->room, *has = value + n, *seen = has + n;
    pursuit p = {.s = s, .seen = has};
    p.residual = seen + n;
    p.column = p.residual + n;
    p.q = p.column + n;
    take_values(s, y, value, has, fit);
    if (fit->state != RAP_SCREEN_TOLD)
        return;
    pursue(&p, value, wrong);
    fit->n_terms = p.n;
    fit->average = p.z[0] / sqrt(p.rows);
    fit->variance = p.all / (p.rows - 1);
    fit->explained = 0;
    solve(&p, fit->terms);
    finish_shares(fit, variance_left(&p), reliability);
    fit->q2 = foretold(&p, value, has, seen, wrong);
}

double rap_screen_curve(const rap_screen_fit *fit, size_t input, double u) {
    double sum = 0;
    for (size_t i = 0; i < fit->n_terms; i++) {
        const rap_screen_term *t = fit->terms + i;
        if (!t->other && t->a == input)
            sum += t->coefficient * legendre(t->degree, u);
    }
    return sum;
}

static double fishers_z(double correlation) {
    return log((1 + correlation) / (1 - correlation)) / 2;
}

/* Fisher's z of a correlation is normal with variance 1 / (n - 3), nearly (Fisher 1921, Metron 1:3). */
static bool named_mostly(double n, size_t inputs, double correlation, double wrong) {
    double t = gsl_cdf_tdist_Qinv(wrong / (2 * ALONE * (double)inputs), n - 2);
    double least = t / sqrt(n - 2 + t * t);
    return (fishers_z(correlation) - fishers_z(least)) * sqrt(n - 3) >=
           gsl_cdf_ugaussian_Pinv(0.95);
}

double rap_screen_draws_needed(size_t inputs, double share, double reliability, double wrong) {
    double part = share * reliability, low = RAP_SCREEN_FEWEST, high = low;
    if (!(part > 0) || !inputs)
        return INFINITY;
    double correlation = sqrt(fmin(part, 1 - 1e-9));
    while (!named_mostly(high, inputs, correlation, wrong) && high < 1e12)
        high *= 2;
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (named_mostly(middle, inputs, correlation, wrong))
            high = middle;
        else
            low = middle;
    }
    return named_mostly(low, inputs, correlation, wrong) ? low : high;
}
