/* regress.c: see regress.h. Rows are looked at in blocks; terms of a block are formed anew each time, for all terms of all
 * rows would take more memory than the table. */
#include "analysis/method/regress.h"
#include "analysis/method/matrix.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 64 };
static const double spread_least = 0.2, spread_most = 5; /* of its mean */
static const double held_by_itself = 1e-8; /* 1 - h of a row that no other says anything of */

/* ---- terms ------------------------------------------------------------------------------------- */

/* How many components the terms have room for, alone and crossed. */
static void choose_terms(rap_regression *g) {
    size_t room = g->used / RAP_ROWS_OF_A_TERM;
    room = room < RAP_MOST_TERMS ? room : RAP_MOST_TERMS;
    if (room < 2)
        return;
    size_t components = g->r->components;
    g->straight = 1 + (components < room - 1 ? components : room - 1);
    for (size_t c = 1; c < g->straight && g->straight + c * (c + 1) / 2 <= room; c++)
        g->crossed = c;
    g->terms = g->straight + g->crossed * (g->crossed + 1) / 2;
}

/* Terms of `width` sets of components, which stand `stride` apart: term x width. */
static void lay_terms(const rap_regression *g, const double *component, size_t stride, size_t width,
                      double *to) {
    for (size_t c = 0; c < width; c++)
        to[c] = 1;
    for (size_t a = 1; a < g->straight; a++)
        memcpy(to + a * width, component + (a - 1) * stride, width * sizeof *to);
    double *at = to + g->straight * width;
    for (size_t a = 0; a < g->crossed; a++)
        for (size_t b = 0; b <= a; b++, at += width)
            for (size_t c = 0; c < width; c++)
                at[c] = component[a * stride + c] * component[b * stride + c] - (a == b);
}

static size_t lay_block(const rap_regression *g, size_t from) {
    size_t left = g->r->n - from, width = left < BLOCK ? left : BLOCK;
    lay_terms(g, g->r->component + from, g->r->n, width, g->room);
    return width;
}

/* ---- the design -------------------------------------------------------------------------------- */

static int choose_part(rap_regression *g, const rap_row_column *like) {
    g->weight = rap_allocate(g->r->n, sizeof *g->weight);
    if (!g->weight)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < g->r->n; i++)
        if (!(like && isnan(rap_in_column(like, i)))) {
            g->weight[i] = g->r->weight[i];
            g->used++;
        }
    choose_terms(g);
    return g->terms ? RAP_OK : rap_fail(RAP_EINPUT);
}

static void add_up_products(rap_regression *g) {
    double weighted[BLOCK];
    for (size_t from = 0; from < g->r->n; from += BLOCK) {
        size_t width = lay_block(g, from);
        for (size_t a = 0; a < g->terms; a++) {
            for (size_t c = 0; c < width; c++)
                weighted[c] = g->weight[from + c] * g->room[a * width + c];
            for (size_t b = 0; b <= a; b++)
                g->factor[a * g->terms + b] += rap_dot(weighted, g->room + b * width, width);
        }
    }
}

/* k by the first `straight` terms and by all, of `width` columns of terms, which become L^-1 x. */
static void find_levers(const rap_regression *g, double *x, size_t width, double *straight,
                        double *all) {
    rap_triangle_forward(g->factor, g->terms, g->terms, x, width);
    for (size_t c = 0; c < width; c++) {
        straight[c] = all[c] = 0;
        for (size_t a = 0; a < g->terms; a++) {
            all[c] += x[a * width + c] * x[a * width + c];
            straight[c] = a < g->straight ? all[c] : straight[c];
        }
    }
}

int rap_regression_init(rap_regression *g, const rap_reference *r, const rap_row_column *like) {
    *g = (rap_regression){.r = r};
    int status = choose_part(g, like);
    if (status)
        return status;
    g->factor = rap_allocate(g->terms * g->terms, sizeof *g->factor);
    g->lever = rap_allocate(r->n, sizeof *g->lever);
    g->lever_straight = rap_allocate(r->n, sizeof *g->lever_straight);
    g->room = rap_allocate((BLOCK + 1) * g->terms, sizeof *g->room);
    if (!g->factor || !g->lever || !g->lever_straight || !g->room)
        return rap_fail(RAP_ENOMEM);
    add_up_products(g);
    g->constant = 1 / g->factor[0];
    rap_triangle(g->factor, g->terms);
    for (size_t from = 0; from < r->n; from += BLOCK)
        find_levers(g, g->room, lay_block(g, from), g->lever_straight + from, g->lever + from);
    return RAP_OK;
}

void rap_regression_free(rap_regression *g) {
    rap_free(g->weight);
    rap_free(g->factor);
    rap_free(g->lever);
    rap_free(g->lever_straight);
    rap_free(g->room);
    *g = (rap_regression){0};
}

/* ---- a line ------------------------------------------------------------------------------------ */

/* to = L^-1 X'W t, by all terms; what has no number takes no part. */
static void turn_target(rap_regression *g, const rap_row_column *target, double *to) {
    double weighted[BLOCK];
    memset(to, 0, g->terms * sizeof *to);
    for (size_t from = 0; from < g->r->n; from += BLOCK) {
        size_t width = lay_block(g, from);
        for (size_t c = 0; c < width; c++) {
            double w = g->weight[from + c], t = rap_in_column(target, from + c);
            weighted[c] = w > 0 && !isnan(t) ? w * t : 0;
        }
        for (size_t a = 0; a < g->terms; a++)
            to[a] += rap_dot(weighted, g->room + a * width, width);
    }
    rap_triangle_forward(g->factor, g->terms, g->terms, to, 1);
}

static void sum_up_target(const rap_regression *g, const rap_row_column *target,
                          rap_fit_line *line) {
    double sum = 0, weights = 0;
    for (size_t i = 0; i < g->r->n; i++) {
        double t = rap_in_column(target, i), w = isnan(t) ? 0 : g->weight[i];
        weights += w;
        sum += w > 0 ? w * t : 0;
    }
    line->mean = sum / weights;
    line->squares = line->by_straight = 0;
    for (size_t i = 0; i < g->r->n; i++) {
        double t = rap_in_column(target, i), w = isnan(t) ? 0 : g->weight[i];
        line->squares += w > 0 ? w * (t - line->mean) * (t - line->mean) : 0;
    }
    for (size_t a = 1; a < g->straight; a++)
        line->by_straight += line->b[a] * line->b[a];
    line->by_all = line->by_straight;
    for (size_t a = g->straight; a < g->terms; a++)
        line->by_all += line->b[a] * line->b[a];
}

/* Share to which m coefficients are kept that explain so many squares, where `left` are not explained by `terms`. */
static double kept_share(const rap_regression *g, double m, double explained, double left,
                         double terms) {
    double rows = rap_effective(g->weight, g->r->n), freedom = rows - terms;
    if (m < 3 || !(explained > 0))
        return 1;
    return freedom > 0 ? fmax(0, 1 - (m - 2) * fmax(left, 0) / ((freedom + 2) * explained)) : 0;
}

/* Coefficients of the first `terms` terms. */
static void draw_line(rap_regression *g, const rap_row_column *target, size_t terms,
                      rap_fit_line *line) {
    double straight = (double)g->straight - 1, crossed = (double)(terms - g->straight);
    turn_target(g, target, line->b);
    sum_up_target(g, target, line);
    line->terms = terms;
    double by_crossed = terms > g->straight ? line->by_all - line->by_straight : 0;
    double left = line->squares - line->by_straight - by_crossed;
    line->straight = kept_share(g, straight, line->by_straight, left, (double)terms);
    line->crossed = kept_share(g, crossed, by_crossed, left, (double)terms);
    for (size_t a = 1; a < terms; a++)
        line->b[a] *= a < g->straight ? line->straight : line->crossed;
    rap_triangle_back(g->factor, terms, g->terms, line->b);
}

/* k of a line, from that of all rows together, of straight terms and of all. */
static double lever_of(const rap_regression *g, const rap_fit_line *line, double straight,
                       double all) {
    double k = g->constant + line->straight * (straight - g->constant);
    return line->terms > g->straight ? k + line->crossed * (all - straight) : k;
}

static double lever_of_row(const rap_regression *g, const rap_fit_line *line, size_t row) {
    return lever_of(g, line, g->lever_straight[row], g->lever[row]);
}

/* What a line foretells of every row. */
static void foretell_rows(rap_regression *g, const rap_fit_line *line, double *to) {
    memset(to, 0, g->r->n * sizeof *to);
    for (size_t from = 0; from < g->r->n; from += BLOCK) {
        size_t width = lay_block(g, from);
        for (size_t a = 0; a < line->terms; a++)
            for (size_t c = 0; c < width; c++)
                to[from + c] += line->b[a] * g->room[a * width + c];
    }
}

/* ---- a target ---------------------------------------------------------------------------------- */

int rap_fit_init(rap_fit *f, const rap_reference *r) {
    *f = (rap_fit){.z = NULL};
    f->z = rap_allocate(r->n, sizeof *f->z);
    f->middle = rap_allocate(r->n, sizeof *f->middle);
    f->scale = rap_allocate(r->n, sizeof *f->scale);
    f->forecast = rap_allocate(r->n, sizeof *f->forecast);
    f->room = rap_allocate(r->n, sizeof *f->room);
    return f->z && f->middle && f->scale && f->forecast && f->room ? RAP_OK : rap_fail(RAP_ENOMEM);
}

void rap_fit_free(rap_fit *f) {
    rap_free(f->z);
    rap_free(f->middle);
    rap_free(f->scale);
    rap_free(f->forecast);
    rap_free(f->room);
    *f = (rap_fit){.z = NULL};
}

/* Leaves each row out: its middle, how far it is off that, and how far a new value would go off. Middles of two rows differ
 * by their own targets even where data tell nothing, for each is missing in its own mean; forecasts do not. */
static void leave_rows_out(const rap_regression *g, const rap_row_column *target, rap_fit *f) {
    for (size_t i = 0; i < g->r->n; i++) {
        double lever = lever_of_row(g, &f->line, i), left = 1 - g->weight[i] * lever;
        double t = rap_in_column(target, i), off = t - f->middle[i];
        bool known = g->weight[i] > 0 && left > held_by_itself;
        double own = g->weight[i] * (lever - g->constant);
        f->forecast[i] = known ? f->middle[i] - own * off / left : NAN;
        f->middle[i] = known ? t - off / left : NAN;
        f->scale[i] = known ? sqrt(1 + lever / left) : NAN;
        f->z[i] = known ? (t - f->middle[i]) / f->scale[i] : NAN;
    }
}

static double held_spread(const rap_fit *f, double spread) {
    double even = f->spread.mean;
    return fmin(fmax(spread, spread_least * even), spread_most * even);
}

/* Fits the spread to |z| and divides by it. */
static void even_out(rap_regression *g, rap_fit *f) {
    double *size = f->room;
    for (size_t i = 0; i < g->r->n; i++)
        size[i] = fabs(f->z[i]);
    draw_line(g, &(rap_row_column){size, NULL}, g->straight, &f->spread);
    if (!(f->spread.mean > 0)) { /* nothing is left to be spread */
        f->spread.terms = 0;
        return;
    }
    foretell_rows(g, &f->spread, size);
    for (size_t i = 0; i < g->r->n; i++) {
        double own = fabs(f->z[i]), left = 1 - g->weight[i] * lever_of_row(g, &f->spread, i);
        double spread = held_spread(f, own - (own - size[i]) / left);
        f->scale[i] *= spread;
        f->z[i] /= spread;
    }
}

void rap_regress(rap_regression *g, const rap_row_column *target, bool quadratic, rap_fit *f) {
    draw_line(g, target, quadratic ? g->terms : g->straight, &f->line);
    foretell_rows(g, &f->line, f->middle);
    leave_rows_out(g, target, f);
    even_out(g, f);
}

/* ---- data -------------------------------------------------------------------------------------- */

void rap_foretell(rap_regression *g, const rap_fit *f, const double *component, double *middle,
                  double *scale) {
    double straight, all, *x = g->room, spread = 1;
    lay_terms(g, component, 1, 1, x);
    *middle = rap_dot(f->line.b, x, f->line.terms);
    if (f->spread.terms)
        spread = held_spread(f, rap_dot(f->spread.b, x, f->spread.terms));
    find_levers(g, x, 1, &straight, &all);
    *scale = spread * sqrt(1 + lever_of(g, &f->line, straight, all));
}

double rap_share_farther(rap_regression *g, const double *component) {
    double straight, all, farther = 0, weights = 0;
    lay_terms(g, component, 1, 1, g->room);
    find_levers(g, g->room, 1, &straight, &all);
    for (size_t i = 0; i < g->r->n; i++) {
        weights += g->weight[i];
        farther += g->lever_straight[i] >= straight ? g->weight[i] : 0;
    }
    return farther / weights;
}
