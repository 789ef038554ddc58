/* decider_words.c: see decider_words.h. */
#include "plots/words/decider_words.h"
#include "plots/words/numbers.h"
#include "plots/words/words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

enum { MOST_NAMED = 4 };

double rap_words_pace(const rap_tables *t, double seconds) {
    enum { FEW_RUNS = 500 };
    bool enough = (double)t->items * (double)t->study->n_arms >= FEW_RUNS;
    return seconds > 0 && enough ? seconds / (double)t->items : (double)NAN;
}

const char *rap_words_way(const rap_language *l, rap_way way) {
    static const char *const words[RAP_N_WAYS] = {
        RAP_MESSAGE("the larger, the higher"), RAP_MESSAGE("the larger, the lower"),
        RAP_MESSAGE("it turns"), RAP_MESSAGE("only together with others")};
    return tr(l, words[way]);
}

/* ---- what is named ------------------------------------------------------------------------------ */

/* "a, b and c": what stands before the k-th of n. */
static const char *between(const rap_language *l, size_t k, size_t n) {
    return k == 0 ? "" : k + 1 == n ? tr(l, " and ") : tr(l, ", ");
}

static void add_input_named(rap_text *out, const rap_language *l, const rap_decider *x,
                            bool first) {
    rap_text_format(out,
                    first ? tr(l, "%s (%s; %s) carries about %.0f %%")
                          : tr(l, "%s (%s; %s) about %.0f %%"),
                    x->input->path, rap_words_grade(l, x->input->grade), rap_words_way(l, x->way),
                    100 * x->part.total);
}

static bool overlap(const rap_deciders *x) {
    double sum = 0;
    for (size_t k = 0; k < x->n; k++)
        sum += x->named[k].part.total - x->named[k].part.first;
    return sum >= 0.01;
}

static void add_others(rap_text *out, const rap_language *l, const rap_deciders *x) {
    size_t others = x->inputs - x->n;
    if (others == 1)
        rap_text_format(out,
                        tr(l, "; the other one is not told apart from nothing by these %zu sets"),
                        x->draws);
    else if (others)
        rap_text_format(out,
                        tr(l, "; the other %zu are not told apart from nothing by these %zu sets"),
                        others, x->draws);
}

static void add_deciders(rap_text *out, const rap_tables *t, const rap_deciders *x) {
    size_t shown = x->n <= MOST_NAMED ? x->n : MOST_NAMED - 1;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *named = rap_next_part(&p), *others = rap_next_part(&p);
    for (size_t k = 0; k < shown; k++) {
        rap_text_add(named, between(l, k, shown));
        add_input_named(named, l, &x->named[k], k == 0);
    }
    if (x->n > shown)
        rap_text_format(others, tr(l, "; %zu more carry less each"), x->n - shown);
    add_others(others, l, x);
    rap_text_format(out, tr(l, "Of the variance over sets of assumptions, %s%s."),
                    rap_text_string(named), rap_text_string(others));
    rap_parts_end(&p, out);
    if (overlap(x))
        rap_text_add(out, tr(l, " What they do only together is counted with each of them."));
    if (isnan(x->reliability))
        rap_text_add(out, tr(l, " Chance is part of that variance, for a set has one history."));
    if (t->study->joint)
        rap_text_add(out, tr(l, " Shares are those of independent assumptions; where the study "
                                "says that some go together, each shows what the others do as "
                                "well."));
}

/* ---- what it would take ------------------------------------------------------------------------- */

/* Upwards, to two digits. */
static void add_needed(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    const rap_language *l = t->language;
    double unit = pow(10, fmax(0, floor(log10(x->needed)) - 1));
    double sets = ceil(x->needed / unit) * unit;
    if (x->needed > 1e6) {
        rap_text_add(out, tr(l, "more than a million sets"));
        return;
    }
    rap_parts p = {0};
    rap_number(rap_next_part(&p), l, sets, 0, false);
    rap_text *all = rap_next_part(&p);
    rap_text_format(
        all, isnan(x->reliability) ? tr(l, "at least about %s sets") : tr(l, "about %s sets"),
        rap_part_string(&p, 0));
    rap_text_add(out, rap_text_string(all));
    if (pace > 0) {
        rap_text *time = rap_next_part(&p);
        rap_duration(time, l, sets * (double)t->study->replicates * pace);
        rap_text_format(out, " (%s)", rap_text_string(time));
    }
    rap_parts_end(&p, out);
}

/* "These 100 sets of assumptions are", "One set of assumptions is" too few. */
static void add_too_few(rap_text *out, const rap_language *l, const rap_deciders *x) {
    if (x->inputs == 1 && x->draws == 1)
        rap_text_add(out, tr(l, "One set of assumptions is too few to tell what the uncertain "
                                "input does"));
    else if (x->inputs == 1)
        rap_text_format(out,
                        tr(l, "These %zu sets of assumptions are too few to tell what the "
                              "uncertain input does"),
                        x->draws);
    else if (x->draws == 1)
        rap_text_format(out,
                        tr(l, "One set of assumptions is too few to tell which of %zu uncertain "
                              "inputs decide it"),
                        x->inputs);
    else
        rap_text_format(out,
                        tr(l, "These %zu sets of assumptions are too few to tell which of %zu "
                              "uncertain inputs decide it"),
                        x->draws, x->inputs);
}

static void add_open(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *why = rap_next_part(&p), *needed = rap_next_part(&p);
    if (x->n)
        rap_text_format(why, tr(l, " About %.0f %% is left unexplained"), 100 * (1 - x->told));
    else
        add_too_few(why, l, x);
    add_needed(needed, t, x, pace);
    rap_text_format(out, tr(l, "%s: %s would name any that carries %.0f %%."), rap_text_string(why),
                    rap_text_string(needed), 100 * RAP_NOTED);
    rap_parts_end(&p, out);
}

/* Where nothing is named. */
static void add_unnamed(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    const rap_language *l = t->language;
    if (isinf(x->needed))
        rap_text_format(out,
                        tr_n(l,
                             "What assumptions make of it cannot be told from chance by %zu set: "
                             "more histories of each (replicates) would tell.",
                             "What assumptions make of it cannot be told from chance by %zu sets: "
                             "more histories of each (replicates) would tell.",
                             (int64_t)x->draws),
                        x->draws);
    else if (rap_deciders_are_open(x))
        add_open(out, t, x, pace);
    else
        rap_text_format(
            out,
            tr(l, "No uncertain input carries much of it: of %zu, one that carries %.0f %% of the "
                  "variance by itself would be named by these %zu sets."),
            x->inputs, 100 * RAP_NOTED, x->draws);
}

void rap_words_deciders(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    const rap_language *l = t->language;
    if (x->inputs == 0)
        rap_text_add(out, tr(l, "No number of these ways of working is uncertain."));
    else if (x->draws == 0)
        rap_text_add(out, tr(l, "No set of assumptions has a value: nothing can be said."));
    else if (x->state == RAP_SCREEN_CONSTANT)
        rap_text_add(out, tr(l, "All sets of assumptions give the same: nothing decides it."));
    else if (x->n == 0)
        add_unnamed(out, t, x, pace);
    else {
        add_deciders(out, t, x);
        if (rap_deciders_are_open(x))
            add_open(out, t, x, pace);
    }
}

/* ---- a contrast --------------------------------------------------------------------------------- */

static bool leaves_more_to_tell(const rap_deciders *x) {
    bool varies = x->inputs > 0 && x->draws > 0 && x->state != RAP_SCREEN_CONSTANT;
    return varies && (x->n == 0 || rap_deciders_are_open(x));
}

void rap_words_decides(rap_text *out, const rap_tables *t, size_t contrast, size_t headline,
                       double pace) {
    const rap_deciders *named = rap_tables_deciders(t, contrast, headline);
    if (named) {
        rap_words_deciders(out, t, named, pace);
        if (leaves_more_to_tell(named))
            rap_text_add(out, tr(t->language, " `rapport sensitivity STUDY` looks closer."));
    }
}
