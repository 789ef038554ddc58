/* write_up.c: the methods of a run as sentences for a paper, with the references that they name and no others. A sentence
 * stands only where what it says was done; its numbers are those of the study and the tables. */
#include "plots/page/write_up.h"
#include "analysis/budget/lines.h"
#include "analysis/calibration/calibrated.h"
#include "analysis/certainty/certainty.h"
#include "analysis/discovery/boxes.h"
#include "analysis/propositions/verdicts.h"
#include "analysis/sensitivity/deciding.h"
#include "base/error.h"
#include "plots/page/sections.h"
#include "plots/page/two_formats.h"
#include "plots/page/write_up_works.h"
#include "plots/words/sentence_parts.h"
#include "scenario/study/posterior.h"

typedef struct {
    rap_writer *w;
    const rap_tables *t;
    const char *version;
    const rap_language *l;
    bool is_cited[RAP_N_WORKS];
} write_up;

/* The short form of a work, which from now on stands in the list. */
static const char *cite(write_up *u, rap_work k) {
    u->is_cited[k] = true;
    return rap_works[k].cited;
}

/* The gathered sentences, without the blank behind the last, as a paragraph; nothing where there are none. */
static void put_sentences(write_up *u) {
    rap_text *x = &u->w->words;
    while (x->n && x->bytes[x->n - 1] == ' ')
        x->bytes[--x->n] = '\0';
    if (x->n)
        put_paragraph(u->w);
}

/* ---- what was run ----------------------------------------------------------------------------- */

static void put_model(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    rap_text_format(out,
                    tr(u->l, "We simulated ‘%s’ with rapport, version %s (%s), which started from "
                             "the work of %s. "),
                    s->title, u->version ? u->version : tr(u->l, "not known"),
                    cite(u, RAP_CITE_RAPPORT), cite(u, RAP_CITE_TURIN));
    rap_text_format(out,
                    tr(u->l, "Its model, ‘%s’, version %s, goes by months, and is described after "
                             "the ODD protocol (%s). Each history lasts %lld months."),
                    rap_words_model(u->t), s->model->version, cite(u, RAP_CITE_GRIMM),
                    (long long)s->horizon);
    put_sentences(u);
}

static void add_compared(write_up *u) {
    const rap_study *s = u->t->study;
    rap_parts p = {0};
    rap_text *arms = rap_next_part(&p);
    for (size_t a = 0; a < s->n_arms; a++) {
        rap_text_add(arms, a ? ", " : "");
        rap_text_format(arms, tr(u->l, "‘%s’"), rap_words_arm(u->t, a));
    }
    rap_text_format(&u->w->words,
                    tr(u->l, "%zu ways of working were compared: %s. Each of the others was set "
                             "against ‘%s’, the baseline."),
                    s->n_arms, rap_text_string(arms), rap_words_baseline(u->t));
    rap_parts_end(&p, &u->w->words);
}

static void put_ways(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    size_t written = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        written += !s->contrasts[c].is_arm;
    if (s->n_arms == 1)
        rap_text_format(out,
                        tr(u->l, "One way of working was simulated, ‘%s’; nothing was compared."),
                        rap_words_arm(u->t, 0));
    else
        add_compared(u);
    if (written)
        rap_text_format(out,
                        tr_n(u->l,
                             " %zu further comparison of ways of working stands in the study.",
                             " %zu further comparisons of ways of working stand in the study.",
                             (int64_t)written),
                        written);
    put_sentences(u);
}

/* How many numbers vary over sets of assumptions, how many of those without a source. */
static void count_uncertain(write_up *u, size_t *all, size_t *assumed) {
    rap_uncertain x;
    *all = *assumed = 0;
    if (!u->t->study->parts) /* not read from a text: there is nothing to ask */
        return;
    bool failed = rap_uncertain_make(&x, u->t->study) != RAP_OK;
    for (size_t i = 0; !failed && i < x.n; i++) {
        ++*all;
        *assumed += rap_input_is_unsourced(x.inputs[i]);
    }
    rap_uncertain_free(&x);
    u->w->out->failed |= failed;
}

static void add_drawn_sets(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    size_t all, assumed;
    if (s->draws == 0) {
        rap_text_add(out, tr(u->l, "Every uncertain number was held at its start value. "));
        return;
    }
    count_uncertain(u, &all, &assumed);
    if (all)
        rap_text_format(out,
                        tr_n(u->l,
                             "%zu number of the model had a range of values, %zu of them assumed "
                             "without a source. ",
                             "%zu numbers of the model had a range of values, %zu of them assumed "
                             "without a source. ",
                             (int64_t)all),
                        all, assumed);
    rap_text_format(out,
                    tr_n(u->l,
                         "%lld set of values was drawn by Latin hypercube sampling, in sheets of "
                         "%d (%s). ",
                         "%lld sets of values were drawn by Latin hypercube sampling, in sheets of "
                         "%d (%s). ",
                         s->draws),
                    (long long)s->draws, RAP_SHEET, cite(u, RAP_CITE_MCKAY));
    if (s->posterior)
        rap_text_format(out,
                        tr(u->l, "%zu of the numbers took their values from %zu sets that an "
                                 "earlier calibration left. "),
                        s->posterior->n, s->posterior->sets);
    if (s->n_correlations)
        rap_text_format(out,
                        tr_n(u->l, "%zu rank correlation between numbers was stated. ",
                             "%zu rank correlations between numbers were stated. ",
                             (int64_t)s->n_correlations),
                        s->n_correlations);
}

static void add_planned(write_up *u) {
    const rap_study *s = u->t->study;
    int64_t all = (s->draws ? s->draws : 1) * s->replicates, n = s->replicates;
    const char *of_sets =
        tr_n(u->l,
             "%lld history of each set and of each way of working was planned, %lld in all; %lld "
             "were run. ",
             "%lld histories of each set and of each way of working were planned, %lld in all; "
             "%lld were run. ",
             n);
    const char *alone =
        tr_n(u->l, "%lld history of each way of working was planned, %lld in all; %lld were run. ",
             "%lld histories of each way of working were planned, %lld in all; %lld were run. ", n);
    rap_text_format(&u->w->words, s->draws ? of_sets : alone, (long long)n,
                    (long long)(all * (int64_t)s->n_arms),
                    (long long)(u->t->items * (int64_t)s->n_arms));
}

static void put_design(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    add_drawn_sets(u);
    add_planned(u);
    if (s->n_arms > 1)
        rap_text_format(out,
                        tr(u->l, "All ways of working met the same sets and, event by event, the "
                                 "same random numbers (%s). "),
                        cite(u, RAP_CITE_GLASSERMAN));
    rap_text_format(out, tr(u->l, "The seed was %lld."), (long long)s->seed);
    put_sentences(u);
}

/* ---- what was told of it ---------------------------------------------------------------------- */

/* An outcome and from when on a difference of it matters, by a format for both. */
static void add_outcome(write_up *u, rap_text *out, const char *format, const rap_headline *h) {
    rap_parts p = {0};
    rap_words_headline(rap_next_part(&p), u->t, h);
    rap_words_delta(rap_next_part(&p), u->t, h->outcome);
    rap_text_format(out, tr(u->l, format), rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

static void put_outcomes(write_up *u) {
    const rap_study *s = u->t->study;
    rap_parts p = {0};
    rap_text *others = rap_next_part(&p);
    if (s->n_headlines)
        add_outcome(u, &u->w->words,
                    RAP_MESSAGE("The primary outcome was %s (smallest difference that matters: "
                                "%s)."),
                    &s->headlines[0]);
    for (size_t h = 1; h < s->n_headlines; h++) {
        rap_text_add(others, h > 1 ? tr(u->l, "; ") : "");
        add_outcome(u, others, RAP_MESSAGE("%s (smallest difference that matters: %s)"),
                    &s->headlines[h]);
    }
    if (others->n)
        rap_text_format(
            &u->w->words,
            tr_n(u->l, " The other was %s.", " The others were %s.", (int64_t)s->n_headlines - 1),
            rap_text_string(others));
    rap_parts_end(&p, &u->w->words);
    put_sentences(u);
}

/* That outcomes that are ratios are formed otherwise; nothing where no headline is one. */
static void add_ratios(write_up *u) {
    const rap_study *s = u->t->study;
    bool any = false;
    for (size_t h = 0; h < s->n_headlines; h++)
        any = any || s->model->outcomes[s->headlines[h].outcome].numerator;
    if (any)
        rap_text_add(&u->w->words,
                     tr(u->l, "An outcome that is a ratio is one such mean over another. "));
}

/* How far an outcome varies, and in which share of sets a difference matters where there is one. */
static void add_spread_of_sets(write_up *u, bool compares) {
    rap_text *out = &u->w->words;
    rap_text_format(out,
                    tr(u->l, "How far an outcome varies with what is assumed is told by the middle "
                             "95 %% of sets, chance between histories taken out (%s). "),
                    cite(u, RAP_CITE_LOUIS));
    if (compares)
        rap_text_format(out,
                        tr(u->l, "The share of sets in which a difference matters was estimated by "
                                 "deconvolution (%s)."),
                        cite(u, RAP_CITE_DEMPSTER));
}

static void put_estimates(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    bool compares = s->n_contrasts > 0;
    if (s->draws >= 2)
        rap_text_format(out,
                        tr(u->l,
                           "An outcome is its mean over sets of assumptions, each with the same "
                           "weight; its 95 %% Monte Carlo interval comes from the spread between "
                           "sheets of sets, or between sets where sheets are few (%s). "),
                        cite(u, RAP_CITE_COCHRAN));
    else
        rap_text_add(
            out, tr(u->l, "An outcome is its mean over histories; its 95 % Monte Carlo interval, "
                          "if there are two or more, comes from the spread between them. "));
    add_ratios(u);
    if (compares)
        rap_text_add(
            out, tr(u->l, "A difference was formed history by history, and averaged in the same "
                          "way. It was called better or worse only where its whole interval is at "
                          "least the smallest difference that matters. "));
    if (s->draws >= 2 && s->replicates >= 2)
        add_spread_of_sets(u, compares);
    put_sentences(u);
}

static void put_certainty(write_up *u) {
    const rap_certainties *c = u->t->certainties;
    size_t of[RAP_N_GRADES] = {0};
    for (size_t k = 0; c && k < c->n_rows; k++)
        of[c->rows[k].grade]++;
    if (!c || of[RAP_UNGRADED] == c->n_rows)
        return;
    size_t n = c->n_rows - of[RAP_UNGRADED];
    rap_text_format(
        &u->w->words,
        tr_n(u->l,
             "The certainty of %zu difference was rated after GRADE for modelled evidence (%s) by "
             "%d fixed rules, in which what was not run counts as not known: %zu high, %zu "
             "moderate, %zu low, %zu very low.",
             "The certainty of %zu differences was rated after GRADE for modelled evidence (%s) by "
             "%d fixed rules, in which what was not run counts as not known: %zu high, %zu "
             "moderate, %zu low, %zu very low.",
             (int64_t)n),
        n, cite(u, RAP_CITE_BROZEK), (int)RAP_N_RULES, of[RAP_HIGH], of[RAP_MODERATE], of[RAP_LOW],
        of[RAP_VERY_LOW]);
    put_sentences(u);
}

/* ---- what further questions took -------------------------------------------------------------- */

static void put_sensitivity(write_up *u) {
    const rap_deciding *d = u->t->deciding;
    rap_text *out = &u->w->words;
    if (d && d->n_rows) {
        rap_text_format(out,
                        tr(u->l, "Which assumptions decide was screened in %lld sets of "
                                 "assumptions with a sparse polynomial (%s). "),
                        (long long)d->screened, cite(u, RAP_CITE_BLATMAN));
        if (d->bases)
            rap_text_format(out,
                            tr(u->l, "Shares of the variance were then estimated from %lld bases "
                                     "of a radial design on common luck (%s; %s). "),
                            (long long)d->bases, cite(u, RAP_CITE_JANSEN),
                            cite(u, RAP_CITE_SALTELLI));
        if (d->chains)
            rap_text_format(out, tr(u->l, "Luck was told from assumptions by %lld chains (%s)."),
                            (long long)d->chains, cite(u, RAP_CITE_GODA));
    } else if (u->t->deciders && u->t->study->n_contrasts && u->t->deciders[0].inputs)
        rap_text_format(out,
                        tr(u->l, "Which assumptions a difference goes with was told from these "
                                 "sets alone, by a sparse polynomial (%s)."),
                        cite(u, RAP_CITE_BLATMAN));
    put_sentences(u);
}

static void put_patterns(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    if (!u->t->patterns)
        return;
    if (s->n_patterns)
        rap_text_format(out,
                        tr_n(u->l,
                             "%zu pattern that the model should show was laid beside the runs. ",
                             "%zu patterns that the model should show were laid beside the runs. ",
                             (int64_t)s->n_patterns),
                        s->n_patterns);
    if (s->n_quantities)
        rap_text_format(
            out,
            tr_n(u->l,
                 "%zu measured quantity was laid beside the runs; a set of assumptions counted as "
                 "implausible beyond three standard deviations (%s).",
                 "%zu measured quantities were laid beside the runs; a set of assumptions counted "
                 "as implausible beyond three standard deviations (%s).",
                 (int64_t)s->n_quantities),
            s->n_quantities, cite(u, RAP_CITE_VERNON));
    put_sentences(u);
}

static void put_calibration(write_up *u) {
    const rap_calibrated *c = u->t->calibrated;
    rap_text *out = &u->w->words;
    if (!c)
        return;
    rap_text_format(out,
                    tr_n(u->l,
                         "The model was calibrated on %zu measured quantity, with %lld sets of "
                         "assumptions of %lld histories as the reference table. ",
                         "The model was calibrated on %zu measured quantities, with %lld sets of "
                         "assumptions of %lld histories as the reference table. ",
                         (int64_t)c->used),
                    c->used, (long long)c->draws, (long long)c->histories);
    rap_text_format(out,
                    c->found.admitted
                        ? tr(u->l, "Of the ways to read it whose intervals were found right on "
                                   "made-up data, that with the least continuous ranked "
                                   "probability score was taken (%s).")
                        : tr(u->l, "No way to read it was found right on made-up data; that with "
                                   "the least continuous ranked probability score is shown (%s)."),
                    cite(u, RAP_CITE_GNEITING));
    put_sentences(u);
}

static void add_propositions(write_up *u) {
    size_t n = u->t->verdicts ? u->t->verdicts->n : 0;
    if (n)
        rap_text_format(
            &u->w->words,
            tr_n(u->l,
                 "%zu proposition on what works, for whom and why was held against effects with "
                 "and without the resource, the context and the response; claims were read alone "
                 "and together (%s). ",
                 "%zu propositions on what works, for whom and why were each held against effects "
                 "with and without the resource, the context and the response; claims were read "
                 "alone and together (%s). ",
                 (int64_t)n),
            n, cite(u, RAP_CITE_HOLM));
}

static void put_questions(write_up *u) {
    const rap_tables *t = u->t;
    rap_text *out = &u->w->words;
    add_propositions(u);
    if (t->boxes)
        rap_text_format(out,
                        tr(u->l, "Circumstances and assumptions under which the difference changes "
                                 "were searched by patient rule induction (%s). "),
                        cite(u, RAP_CITE_FRIEDMAN));
    if (t->lines)
        rap_text_format(
            out,
            tr_n(u->l,
                 "%zu line of a budget was cut and raised as far as the model can, from %d %% to "
                 "+%d %%, all others as they stood. ",
                 "%zu lines of a budget were each cut and raised as far as the model can, from %d "
                 "%% to +%d %%, all others as they stood. ",
                 (int64_t)t->lines->n),
            t->lines->n, rap_doses[0], rap_doses[RAP_DOSES - 1]);
    put_sentences(u);
}

/* ---- the end ---------------------------------------------------------------------------------- */

static void put_limits(write_up *u) {
    rap_text_format(&u->w->words,
                    tr(u->l,
                       "This is a simulation: it says what follows if its assumptions hold, and "
                       "nothing was observed. Sources of the assumptions that decide a result are "
                       "to be cited too. The study, its files and all options are kept in a "
                       "manifest (fingerprint %016llx), from which every figure can be made "
                       "again."),
                    (unsigned long long)u->t->study->fingerprint);
    put_sentences(u);
}

static void put_references(write_up *u, int level) {
    rap_text *out = &u->w->words;
    rap_text_add(out, tr(u->l, "References"));
    put_heading(u->w, level);
    put_markup(u->w, "<ul>\n", "\n");
    for (size_t k = 0; k < RAP_N_WORKS; k++)
        if (u->is_cited[k]) {
            if (k == RAP_CITE_RAPPORT)
                rap_text_format(out, tr(u->l, "%s, version %s (GPL-3.0-or-later)"),
                                rap_works[k].title,
                                u->version ? u->version : tr(u->l, "not known"));
            else
                rap_text_add(out, rap_works[k].title);
            rap_text_add(out, ".");
            put_item(u->w);
        }
    put_markup(u->w, "</ul>\n", "");
}

static void put_write_up(rap_writer *w, const rap_tables *t, const char *version, int level) {
    write_up u = {.w = w, .t = t, .version = version, .l = w->language};
    put_model(&u);
    put_ways(&u);
    put_design(&u);
    put_outcomes(&u);
    put_estimates(&u);
    put_certainty(&u);
    put_sensitivity(&u);
    put_patterns(&u);
    put_calibration(&u);
    put_questions(&u);
    put_limits(&u);
    put_references(&u, level);
}

void rap_write_up_markdown(const rap_tables *t, const char *version, rap_text *out) {
    rap_writer w = {.out = out, .language = t->language};
    rap_text_init(&w.words);
    rap_text_add(&w.words, tr(w.language, "Methods"));
    put_heading(&w, 1);
    put_write_up(&w, t, version, 2);
    rap_text_free(&w.words);
}

void say_write_up(rap_page *p) {
    rap_writer w = {.out = p->html, .language = p->language, .html = true};
    rap_text_init(&w.words);
    say_element(p, "p",
                tr(p->language,
                   "Ready for a paper, to be cut and changed; the same stands in methods.md."));
    put_write_up(&w, p->t, p->extras->version, 3);
    rap_text_free(&w.words);
}
