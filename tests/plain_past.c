/* plain_past.c: relations of before month 0, and organisations that close, in the plain second
 * implementation (plain_step.h). Numbers in brackets are those of section 7 of models/ODD.md. */
#include "base/error.h"
#include "base/memory.h"
#include "plain_parts.h"
#include "stream/stream.h"

int plain_note_promise(plain *x, size_t j, size_t i, plain_promise like) {
    int status = rap_grow(&x->promise, &x->capacity, x->n_promises + 1, sizeof *x->promise);
    if (status)
        return status;
    like.team = j;
    like.organisation = i;
    x->promise[x->n_promises++] = like;
    return RAP_OK;
}

/* The relation that a row states. */
static void be_acquainted(plain *x, size_t j, size_t i, double trusting, const pm_past_state *row) {
    plain_relation *r = relation(x, j, i);
    r->stage = row->stage == PAST_PARTNERED ? PARTNERED
               : row->stage == PAST_DORMANT ? DORMANT
                                            : EXITED;
    r->ever = r->ever_by_end = r->stage != EXITED;
    r->T = trusting;
    r->years = row->years;
    if (r->stage == DORMANT)
        r->since_contact = (double)row->silence;
    if (r->stage == EXITED)
        r->exited_at = 0 - (double)row->silence;
    r->charter = row->charter;
    r->mou = row->mou;
}

static void fill_row(plain *x, size_t j, const pm_past *row) {
    const pm_organisation *groups = x->in->organisations.rows;
    int64_t found = 0;
    for (size_t k = 0; k < x->n; k++) {
        size_t i = x->team[j].order[k];
        bool meant = row->organisations >= 0 ? x->o[i].of == groups + row->organisations
                                             : x->o[i].of->type == row->type;
        if (found < row->count && meant && relation(x, j, i)->stage == NONE) {
            be_acquainted(x, j, i, row->trust, &row->was);
            found++;
        }
    }
}

/* Relations that the organisations state themselves. */
static void keep_own(plain *x, size_t j) {
    for (size_t i = 0; i < x->n; i++) {
        const pm_own_past *own = &x->o[i].of->relation;
        if (own->team < 0 || ((const pm_team *)x->in->teams.rows)[own->team].is.id != x->team[j].id)
            continue;
        be_acquainted(x, j, i, own->trust >= 0 ? own->trust : x->o[i].t->trust, &own->was);
    }
}

/* Rows about groups, then rows about types, each by the hash of their names. */
static void fill_rows(plain *x, size_t j) {
    const pm_past *rows = x->team[j].of->relations.rows;
    size_t n = x->team[j].of->relations.n;
    bool done[64] = {false};
    for (size_t step = 0; step < n; step++) {
        size_t best = n;
        for (size_t k = 0; k < n; k++) {
            bool earlier = best == n ||
                           (rows[k].organisations >= 0 && rows[best].organisations < 0) ||
                           ((rows[k].organisations >= 0) == (rows[best].organisations >= 0) &&
                            rows[k].is.id < rows[best].is.id);
            if (!done[k] && earlier)
                best = k;
        }
        done[best] = true;
        fill_row(x, j, &rows[best]);
    }
}

/* What was promised at the first joint hour of a year of work, if it falls due in the study. */
static int remember_year(plain *x, size_t j, size_t i, double made) {
    const pm_parameters *p = x->p;
    const pm_levers *l = x->team[j].l;
    plain_relation *r = relation(x, j, i);
    rap_event e = event(x, j, i, 2 * r->promise_years++);
    int status = RAP_OK;
    for (int kind = 0; kind < 2 && !status; kind++, e.ordinal++) {
        plain_promise y = {.kind = kind ? RESULTS_MEMBERS : RESULTS_ORGANISATION,
                           .made = made,
                           .due = made + p->promise_due,
                           .hours_left = p->promise_hours,
                           .planned = rap_uniform(x->key[LUCK_PROMISE_PLAN], e) < l->planned};
        if (y.due > 0)
            status = plain_note_promise(x, j, i, y);
    }
    plain_promise pay = {
        .kind = PAYMENT, .made = made, .due = made + p->payment_due, .planned = true};
    if (!status && plain_form_of_pay(x, j, i) != PAY_NONE && pay.due > 0 &&
        made + l->pay.delay >= 0)
        status = plain_note_promise(x, j, i, pay);
    r->next_promise = made + 12 > 0 ? made + 12 : 0;
    return status;
}

int plain_remember(plain *x) {
    for (size_t j = 0; j < x->n_teams; j++) {
        const plain_team *t = &x->team[j];
        const pm_grant *g = t->of->l.grants.rows;
        keep_own(x, j);
        fill_rows(x, j);
        plain_take_up_levers(x, j, 0);
        double month = (double)(g->start + t->l->listening) + x->in->c.data_delay;
        for (; g->start < 0 && month < 0; month += 12)
            for (size_t i = 0; i < x->n; i++)
                if (relation(x, j, i)->stage == PARTNERED && remember_year(x, j, i, month))
                    return rap_fail(RAP_ENOMEM);
    }
    return RAP_OK;
}

/* ---- [16] closing ----------------------------------------------------------------------------- */

void plain_close(plain *x) {
    for (size_t i = 0; i < x->n; i++) {
        if ((double)x->o[i].of->until > x->now + x->dt + 1e-9)
            continue;
        for (size_t j = 0; j < x->n_teams; j++) {
            plain_relation *r = relation(x, j, i);
            r->ever = r->ever_by_end = false;
            if (r->stage >= EXPLORING && r->stage != EXITED) {
                r->stage = EXITED;
                r->exited_at = x->now + x->dt;
            }
        }
        for (size_t k = 0; k < x->n_promises; k++) {
            plain_promise *y = &x->promise[k];
            if (y->organisation != i || y->closed)
                continue;
            y->closed = true;
            x->lapsed += !y->broken && y->made >= 0;
        }
    }
}
