/* print_discovery.c: what `discover` prints: each search, its boxes, and the propositions they suggest. */
#include "cli/answers/answer_discovery.h"
#include "base/json.h"
#include "cli/answers/print.h"
#include "cli/terminal/table.h"
#include "plots/words/box_words.h"
#include "plots/words/sentence_parts.h"
#include "cli/terminal/values.h"

#include <math.h>

static const rap_discovery_kept *kept_of(const rap_job *job) {
    return job->kept;
}

static const rap_candidate *candidate_of(const rap_job *job, size_t search, size_t box) {
    const rap_candidates *all = &kept_of(job)->candidates;
    for (size_t k = 0; k < all->n; k++)
        if (all->rows[k].search == search && all->rows[k].box == box)
            return &all->rows[k];
    return NULL;
}

static void print_comparison(const rap_job *job, rap_text *out, size_t width) {
    const rap_discovery *d = &job->study.discovery;
    const rap_point_plan *plan = &kept_of(job)->plan;
    const rap_headline line = {d->outcome, d->window, d->group};
    char size[RAP_VALUE_SIZE];
    rap_text t;
    rap_text_init(&t);
    rap_value(size, &job->tables, d->outcome, d->at_least, false);
    rap_text_format(&t, tr(job->tables.language, "\"%s\" against \"%s\": "),
                    job->study.arms[d->plus].label, job->study.arms[d->minus].label);
    rap_value_headline(&t, &job->tables, &line);
    rap_text_format(&t,
                    d->direction > 0
                        ? tr(job->tables.language, " [%s]. Better: higher by more than %s. ")
                        : tr(job->tables.language, " [%s]. Better: lower by more than %s. "),
                    rap_value_unit_words(&job->tables, d->outcome), size);
    rap_text_format(&t,
                    tr(job->tables.language, "%zu points over %zu circumstances and %zu over %zu "
                                             "uncertain numbers, %lld pairs of runs each."),
                    plan->contexts.n, plan->contexts.n_axes, plan->assumptions.n,
                    plan->assumptions.n_axes, (long long)job->tables.boxes->items);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 0, width);
}

static void print_limits(const rap_job *job, const rap_search *s, const rap_prim_box *box,
                         rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_LEFT, RAP_LEFT, RAP_RIGHT};
    rap_table t;
    rap_text words;
    rap_table_init(&t, align, 4);
    rap_table_cell(&t, tr(job->tables.language, "where"));
    rap_table_cell(&t, tr(job->tables.language, "is"));
    rap_table_cell(&t, tr(job->tables.language, "unit"));
    rap_table_cell(&t, tr(job->tables.language, "quasi-p"));
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_axis *a = &s->design->axes[d];
        if (!box->limits[d].restricted)
            continue;
        rap_text_init(&words);
        rap_words_limit(&words, job->tables.language, a, &box->limits[d]);
        rap_table_cell(&t, "%s", a->dimension ? tr(job->tables.language, a->label) : a->name);
        rap_table_text_cell(&t, &words);
        rap_table_cell(&t, "%s", a->unit);
        rap_table_cell(&t, "%.2g", box->limits[d].quasi_p);
    }
    rap_table_print(&t, out, 4, width);
    rap_table_free(&t);
}

static void add_summary(rap_text *t, const rap_job *job, const rap_summary *s) {
    char mean[RAP_VALUE_SIZE], range[2 * RAP_VALUE_SIZE + 8];
    size_t outcome = job->study.discovery.outcome;
    rap_value(mean, &job->tables, outcome, s->mean, true);
    rap_value_range(range, sizeof range, &job->tables, outcome, s->ci_low, s->ci_high, true);
    rap_text_format(t, "%s (%s)", mean, range);
}

static void add_carrier(rap_text *t, const rap_job *job, const rap_candidate *c) {
    const rap_mechanism *m = job->study.model->mechanisms;
    if (c->most < 0)
        return;
    if (isnan(c->lost.ci_low)) {
        rap_text_add(t,
                     tr(job->tables.language, " One run cannot tell which mechanism carries it."));
        return;
    }
    rap_parts p = {0};
    add_summary(rap_next_part(&p), job, &c->effect);
    add_summary(rap_next_part(&p), job, &c->lost);
    rap_text_format(
        t,
        c->mechanism >= 0
            ? tr(job->tables.language, " In circumstances that stand for the box the difference is "
                                       "%s; without \"%s\" it loses %s.")
            : tr(job->tables.language,
                 " No single mechanism carries it: of %s there, \"%s\" carries most, %s."),
        rap_part_string(&p, 0), tr(job->tables.language, m[c->most].label), rap_part_string(&p, 1));
    rap_parts_end(&p, t);
}

static void print_box(const rap_job *job, size_t search, size_t k, rap_text *out, size_t width) {
    const rap_search *s = &job->tables.boxes->searches[search];
    const rap_prim_box *box = &s->found.box[k];
    const rap_candidate *c = candidate_of(job, search, k);
    rap_text t;
    rap_text_init(&t);
    rap_text_format(out, tr(job->tables.language, "\n  Box %zu\n"), k + 1);
    print_limits(job, s, box, out, width);
    rap_text_format(&t,
                    tr(job->tables.language,
                       "Density %.0f %% (%.0f to %.0f; %zu of %zu points that did not decide the "
                       "box; of all %zu such points %zu), coverage %.0f %%, support %.0f %%. "),
                    100 * box->density, 100 * box->low, 100 * box->high, box->judged.positive,
                    box->judged.n, box->of.n, box->of.positive, 100 * box->coverage,
                    100 * box->support);
    if (!rap_box_is_dense(job->tables.boxes, box))
        rap_text_format(
            &t, tr(job->tables.language, "(The density asked for, %.0f %%, was not reached.) "),
            100 * job->study.discovery.density);
    rap_parts p = {0};
    add_summary(rap_next_part(&p), job, &s->facts[k].inside);
    add_summary(rap_next_part(&p), job, &s->facts[k].outside);
    rap_text_format(&t, tr(job->tables.language, "Mean difference inside %s, outside %s."),
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, &t);
    if (c)
        add_carrier(&t, job, c);
    rap_table_paragraph(out, &t, 4, width);
}

static void print_search(const rap_job *job, size_t k, rap_text *out, size_t width) {
    const rap_search *s = &job->tables.boxes->searches[k];
    rap_text t;
    if (s->design->n == 0)
        return;
    rap_text_init(&t);
    rap_text_format(&t, tr(job->tables.language, "%s: so at %zu of %zu points."),
                    tr(job->tables.language, s->title), s->labelled, s->design->n);
    if (s->found.n == 0)
        rap_text_format(&t, " %s", tr(job->tables.language, rap_search_why_none(s)));
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 0, width);
    for (size_t b = 0; b < s->found.n; b++)
        print_box(job, k, b, out, width);
}

static const char found[] =
    RAP_MESSAGE("Boxes over circumstances are written to candidates.cfg as propositions. They were "
                "found in these runs: test them with another seed. Ranges of circumstances are "
                "chosen in the study; how often they occur in the world is not known here.");
static const char not_found[] = RAP_MESSAGE(
    "No box over circumstances was found, so there is nothing to test: more points, wider ranges, "
    "or a smaller difference that matters may show one, or there is none.");

void rap_print_discovery(const rap_job *job, rap_text *out, size_t width) {
    rap_print_head(job, out, width);
    print_comparison(job, out, width);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        print_search(job, k, out, width);
    rap_text_add(out, "\n");
    rap_table_wrap(out,
                   kept_of(job)->candidates.n ? tr(job->tables.language, found)
                                              : tr(job->tables.language, not_found),
                   0, width);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

static void json_box(rap_json *j, const rap_job *job, size_t search, size_t k) {
    const rap_search *s = &job->tables.boxes->searches[search];
    const rap_prim_box *box = &s->found.box[k];
    const rap_candidate *c = candidate_of(job, search, k);
    rap_text words;
    rap_text_init(&words);
    rap_box_sentence(&words, s, k);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "where", rap_text_string(&words));
    rap_json_integer(j, "points", (int64_t)box->judged.n);
    rap_json_number(j, "density", box->density);
    rap_json_number(j, "density_low", box->low);
    rap_json_number(j, "density_high", box->high);
    rap_json_boolean(j, "dense_enough", rap_box_is_dense(job->tables.boxes, box));
    rap_json_number(j, "coverage", box->coverage);
    rap_json_number(j, "support", box->support);
    rap_json_number(j, "inside", s->facts[k].inside.mean);
    rap_json_number(j, "outside", s->facts[k].outside.mean);
    if (c)
        rap_json_text(j, "mechanism",
                      c->mechanism < 0 ? "?" : job->study.model->mechanisms[c->mechanism].name);
    rap_json_close(j, '}');
    rap_text_free(&words);
}

void rap_print_discovery_json(const rap_job *job, rap_text *out) {
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", job->study.title);
    rap_json_open(&j, "searches", '[');
    for (size_t k = 0; k < RAP_SEARCHES; k++) {
        const rap_search *s = &job->tables.boxes->searches[k];
        rap_json_open(&j, NULL, '{');
        rap_json_text(&j, "search", s->name);
        rap_json_integer(&j, "points", (int64_t)s->design->n);
        rap_json_integer(&j, "labelled", (int64_t)s->labelled);
        rap_json_integer(&j, "withheld", (int64_t)s->found.withheld);
        rap_json_open(&j, "boxes", '[');
        for (size_t b = 0; b < s->found.n; b++)
            json_box(&j, job, k, b);
        rap_json_close(&j, ']');
        rap_json_close(&j, '}');
    }
    rap_json_close(&j, ']');
    rap_json_close(&j, '}');
}
