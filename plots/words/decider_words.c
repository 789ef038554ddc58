/* decider_words.c: see decider_words.h. */
#include "plots/words/decider_words.h"
#include "plots/words/numbers.h"

#include <math.h>

enum { MOST_NAMED = 4 };

double rap_words_pace(const rap_tables *t, double seconds) {
    enum { FEW_RUNS = 500 };
    bool enough = (double)t->items * (double)t->study->n_arms >= FEW_RUNS;
    return seconds > 0 && enough ? seconds / (double)t->items : (double)NAN;
}

const char *rap_words_way(rap_way way) {
    static const char *const words[RAP_N_WAYS] = {"the larger, the higher", "the larger, the lower",
                                                  "it turns", "only together with others"};
    return words[way];
}

/* ---- what is named ------------------------------------------------------------------------------ */

static void add_input_named(rap_text *out, const rap_input *in, const char *way) {
    rap_text_format(out, "%s (%s%s%s)", in->path, in->grade ? in->grade : "no grade",
                    way ? "; " : "", way ? way : "");
}

/* "a, b and c" */
static const char *between(size_t k, size_t n) {
    return k == 0 ? "" : k + 1 == n ? " and " : ", ";
}

static bool overlap(const rap_deciders *x) {
    double sum = 0;
    for (size_t k = 0; k < x->n; k++)
        sum += x->named[k].part.total - x->named[k].part.first;
    return sum >= 0.01;
}

static void add_others(rap_text *out, const rap_deciders *x) {
    size_t others = x->inputs - x->n;
    if (others == 0)
        return;
    if (others == 1)
        rap_text_add(out, "; the other one is not told apart from nothing by these ");
    else
        rap_text_format(out, "; the other %zu are not told apart from nothing by these ", others);
    rap_text_format(out, "%zu sets", x->draws);
}

static void add_deciders(rap_text *out, const rap_tables *t, const rap_deciders *x) {
    size_t shown = x->n <= MOST_NAMED ? x->n : MOST_NAMED - 1;
    rap_text_add(out, "Of the variance over sets of assumptions, ");
    for (size_t k = 0; k < shown; k++) {
        const rap_decider *in = &x->named[k];
        rap_text_add(out, between(k, shown));
        add_input_named(out, in->input, rap_words_way(in->way));
        rap_text_format(out, "%s about %.0f %%", k ? "" : " carries", 100 * in->part.total);
    }
    if (x->n > shown)
        rap_text_format(out, "; %zu more carry less each", x->n - shown);
    add_others(out, x);
    rap_text_add(out, ".");
    if (overlap(x))
        rap_text_add(out, " What they do only together is counted with each of them.");
    if (isnan(x->reliability))
        rap_text_add(out, " Chance is part of that variance, for a set has one history.");
    if (t->study->joint)
        rap_text_add(out, " Shares are those of independent assumptions; where the study says that "
                          "some go together, each shows what the others do as well.");
}

/* ---- what it would take ------------------------------------------------------------------------- */

/* Upwards, to two digits. */
static void add_needed(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    double unit = pow(10, fmax(0, floor(log10(x->needed)) - 1));
    double sets = ceil(x->needed / unit) * unit;
    if (x->needed > 1e6) {
        rap_text_add(out, "more than a million sets");
        return;
    }
    rap_text_add(out, isnan(x->reliability) ? "at least about " : "about ");
    rap_number(out, t->language, sets, 0, false);
    rap_text_add(out, " sets");
    if (pace > 0) {
        rap_text_add(out, " (");
        rap_duration(out, t->language, sets * (double)t->study->replicates * pace);
        rap_text_add(out, ")");
    }
}

/* "These 100 sets of assumptions are", "One set of assumptions is" */
static void add_looked_at(rap_text *out, const rap_deciders *x) {
    if (x->draws == 1)
        rap_text_add(out, "One set of assumptions is");
    else
        rap_text_format(out, "These %zu sets of assumptions are", x->draws);
}

static void add_open(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    if (x->n)
        rap_text_format(out, " About %.0f %% is left unexplained: ", 100 * (1 - x->told));
    else {
        add_looked_at(out, x);
        if (x->inputs == 1)
            rap_text_add(out, " too few to tell what the uncertain input does: ");
        else
            rap_text_format(
                out, " too few to tell which of %zu uncertain inputs decide it: ", x->inputs);
    }
    add_needed(out, t, x, pace);
    rap_text_format(out, " would name any that carries %.0f %%.", 100 * RAP_NOTED);
}

/* Where nothing is named. */
static void add_unnamed(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    if (isinf(x->needed))
        rap_text_format(out,
                        "What assumptions make of it cannot be told from chance by %zu set%s: more "
                        "histories of each (replicates) would tell.",
                        x->draws, x->draws == 1 ? "" : "s");
    else if (rap_deciders_are_open(x))
        add_open(out, t, x, pace);
    else
        rap_text_format(
            out,
            "No uncertain input carries much of it: of %zu, one that carries %.0f %% of the "
            "variance by itself would be named by these %zu sets.",
            x->inputs, 100 * RAP_NOTED, x->draws);
}

void rap_words_deciders(rap_text *out, const rap_tables *t, const rap_deciders *x, double pace) {
    if (x->inputs == 0)
        rap_text_add(out, "No number of these arms is uncertain.");
    else if (x->draws == 0)
        rap_text_add(out, "No set of assumptions has a value: nothing can be said.");
    else if (x->state == RAP_SCREEN_CONSTANT)
        rap_text_add(out, "All sets of assumptions give the same: nothing decides it.");
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
            rap_text_add(out, " `rapport sensitivity STUDY` looks closer.");
    }
}
