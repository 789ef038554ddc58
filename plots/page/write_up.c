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
#include "scenario/study/posterior.h"

#include <string.h>

/* In order of the list. The first two are those of CITATION.cff. */
typedef enum {
    RAPPORT,
    TURIN,
    BLATMAN,
    BROZEK,
    COCHRAN,
    DEMPSTER,
    FRIEDMAN,
    GLASSERMAN,
    GNEITING,
    GODA,
    GRIMM,
    HOLM,
    JANSEN,
    LOUIS,
    MCKAY,
    SALTELLI,
    VERNON,
    N_WORKS
} work;

static const struct {
    const char *cited, *title; /* in a sentence; behind the authors and year of the list */
} works[N_WORKS] = {
    [RAPPORT] = {"The rapport maintainers 2026",
                 "The rapport maintainers (2026). rapport: a realist-evaluation simulator for "
                 "research done with communities"},
    [TURIN] = {"Turin et al. 2022",
               "Turin TC, Chowdhury N, Rumana N, Lasker MAA, Qasqas M (2022). Partnering with "
               "organisations beyond academia through strategic collaboration for research and "
               "mobilisation in immigrant/ethnic-minority communities. BMJ Global Health "
               "7(3):e008201. doi:10.1136/bmjgh-2021-008201"},
    [BLATMAN] = {"Blatman & Sudret 2011",
                 "Blatman G, Sudret B (2011). Adaptive sparse polynomial chaos expansion based on "
                 "least angle regression. J Comput Phys 230:2345-2367. "
                 "doi:10.1016/j.jcp.2010.12.021"},
    [BROZEK] = {"Brozek et al. 2021",
                "Brozek JL, Canelo-Aybar C, Akl EA, et al. (2021). GRADE Guidelines 30: the GRADE "
                "approach to assessing the certainty of modeled evidence. J Clin Epidemiol "
                "129:138-150. doi:10.1016/j.jclinepi.2020.09.018"},
    [COCHRAN] = {"Cochran 1977", "Cochran WG (1977). Sampling Techniques, 3rd edition. Wiley"},
    [DEMPSTER] = {"Dempster et al. 1977",
                  "Dempster AP, Laird NM, Rubin DB (1977). Maximum likelihood from incomplete data "
                  "via the EM algorithm. J R Stat Soc B 39:1-22. "
                  "doi:10.1111/j.2517-6161.1977.tb01600.x"},
    [FRIEDMAN] = {"Friedman & Fisher 1999",
                  "Friedman JH, Fisher NI (1999). Bump hunting in high-dimensional data. Stat "
                  "Comput 9:123-143. doi:10.1023/A:1008894516817"},
    [GLASSERMAN] = {"Glasserman & Yao 1992",
                    "Glasserman P, Yao DD (1992). Some guidelines and guarantees for common random "
                    "numbers. Manage Sci 38:884-908. doi:10.1287/mnsc.38.6.884"},
    [GNEITING] = {"Gneiting & Raftery 2007",
                  "Gneiting T, Raftery AE (2007). Strictly proper scoring rules, prediction, and "
                  "estimation. J Am Stat Assoc 102:359-378. doi:10.1198/016214506000001437"},
    [GODA] = {"Goda 2021", "Goda T (2021). A simple algorithm for global sensitivity analysis with "
                           "Shapley effects. Reliab Eng Syst Saf 213:107702. "
                           "doi:10.1016/j.ress.2021.107702"},
    [GRIMM] = {"Grimm et al. 2020",
               "Grimm V, Railsback SF, Vincenot CE, et al. (2020). The ODD protocol for describing "
               "agent-based and other simulation models: a second update to improve clarity, "
               "replication, and structural realism. J Artif Soc Soc Simul 23(2):7. "
               "doi:10.18564/jasss.4259"},
    [HOLM] = {"Holm 1979", "Holm S (1979). A simple sequentially rejective multiple test "
                           "procedure. Scand J Statist 6:65-70"},
    [JANSEN] = {"Jansen 1999", "Jansen MJW (1999). Analysis of variance designs for model output. "
                               "Comput Phys Commun 117:35-43. doi:10.1016/S0010-4655(98)00154-4"},
    [LOUIS] = {"Louis 1984", "Louis TA (1984). Estimating a population of parameter values using "
                             "Bayes and empirical Bayes methods. J Am Stat Assoc 79:393-398"},
    [MCKAY] = {"McKay et al. 1979",
               "McKay MD, Beckman RJ, Conover WJ (1979). A comparison of three methods for "
               "selecting values of input variables in the analysis of output from a computer "
               "code. Technometrics 21:239-245. doi:10.2307/1268522"},
    [SALTELLI] = {"Saltelli et al. 2010",
                  "Saltelli A, Annoni P, Azzini I, et al. (2010). Variance based sensitivity "
                  "analysis of model output: design and estimator for the total sensitivity index. "
                  "Comput Phys Commun 181:259-270. doi:10.1016/j.cpc.2009.09.018"},
    [VERNON] = {"Vernon et al. 2010",
                "Vernon I, Goldstein M, Bower RG (2010). Galaxy formation: a Bayesian uncertainty "
                "analysis. Bayesian Anal 5:619-669. doi:10.1214/10-BA524"}};

typedef struct {
    rap_writer *w;
    const rap_tables *t;
    const char *version;
    bool is_cited[N_WORKS];
} write_up;

/* The short form of a work, which from now on stands in the list. */
static const char *cite(write_up *u, work k) {
    u->is_cited[k] = true;
    return works[k].cited;
}

static const char *plural_s(size_t n) {
    return n == 1 ? "" : "s";
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
                    "We simulated " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " with rapport, version %s "
                    "(%s), which started from the work of %s. ",
                    s->title, u->version ? u->version : "not known", cite(u, RAPPORT),
                    cite(u, TURIN));
    rap_text_format(out,
                    "Its model, " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                    ", version %s, goes by months, and is described after the ODD protocol (%s). "
                    "Each history lasts %lld months.",
                    s->model->label ? s->model->label : s->model->name, s->model->version,
                    cite(u, GRIMM), (long long)s->horizon);
    put_sentences(u);
}

static void put_ways(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    size_t written = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        written += !s->contrasts[c].is_arm;
    if (s->n_arms == 1)
        rap_text_format(out,
                        "One way of working was simulated, " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                        "; nothing was compared.",
                        rap_words_arm(u->t, 0));
    else {
        rap_text_format(out, "%zu ways of working were compared: ", s->n_arms);
        for (size_t a = 0; a < s->n_arms; a++)
            rap_text_format(out, "%s" RAP_OPEN_QUOTE "%s" RAP_END_QUOTE, a ? ", " : "",
                            rap_words_arm(u->t, a));
        rap_text_format(out,
                        ". Each of the others was set against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                        ", the baseline.",
                        rap_words_baseline(u->t));
    }
    if (written)
        rap_text_format(out, " %zu further comparison%s of ways of working stand%s in the study.",
                        written, plural_s(written), written == 1 ? "s" : "");
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
        *assumed += x.inputs[i]->grade && !strcmp(x.inputs[i]->grade, "assumed");
    }
    rap_uncertain_free(&x);
    u->w->out->failed |= failed;
}

static void add_drawn_sets(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    size_t all, assumed;
    if (s->draws == 0) {
        rap_text_add(out, "Every uncertain number was held at its start value. ");
        return;
    }
    count_uncertain(u, &all, &assumed);
    if (all)
        rap_text_format(
            out,
            "%zu number%s of the model had a range of values, %zu of them assumed without "
            "a source. ",
            all, plural_s(all), assumed);
    rap_text_format(out,
                    "%lld set%s of values were drawn by Latin hypercube sampling, in sheets of %d "
                    "(%s). ",
                    (long long)s->draws, plural_s((size_t)s->draws), RAP_SHEET, cite(u, MCKAY));
    if (s->posterior)
        rap_text_format(out,
                        "%zu of the numbers took their values from %zu sets that an earlier "
                        "calibration left. ",
                        s->posterior->n, s->posterior->sets);
    if (s->n_correlations)
        rap_text_format(out, "%zu rank correlation%s between numbers %s stated. ",
                        s->n_correlations, plural_s(s->n_correlations),
                        s->n_correlations == 1 ? "was" : "were");
}

static void put_design(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    int64_t all = (s->draws ? s->draws : 1) * s->replicates;
    add_drawn_sets(u);
    rap_text_format(out, "%lld histor%s %sof each way of working %s planned, %lld in all",
                    (long long)s->replicates, s->replicates == 1 ? "y" : "ies",
                    s->draws ? "of each set and " : "", s->replicates == 1 ? "was" : "were",
                    (long long)(all * (int64_t)s->n_arms));
    rap_text_format(out, u->t->items < all ? ", of which %lld were run. " : "; %lld were run. ",
                    (long long)(u->t->items * (int64_t)s->n_arms));
    if (s->n_arms > 1)
        rap_text_format(out,
                        "All ways of working met the same sets and, event by event, the same "
                        "random numbers (%s). ",
                        cite(u, GLASSERMAN));
    rap_text_format(out, "The seed was %lld.", (long long)s->seed);
    put_sentences(u);
}

/* ---- what was told of it ---------------------------------------------------------------------- */

static void put_outcomes(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    for (size_t h = 0; h < s->n_headlines; h++) {
        rap_text_add(out, h == 0   ? "The primary outcome was "
                          : h == 1 ? ". The others were "
                                   : "; ");
        rap_words_headline(out, u->t, &s->headlines[h]);
        rap_text_add(out, " (smallest difference that matters: ");
        rap_words_delta(out, u->t, s->headlines[h].outcome);
        rap_text_add(out, ")");
    }
    rap_text_add(out, ".");
    put_sentences(u);
}

/* That outcomes that are ratios are formed otherwise; nothing where no headline is one. */
static void add_ratios(write_up *u) {
    const rap_study *s = u->t->study;
    bool any = false;
    for (size_t h = 0; h < s->n_headlines; h++)
        any = any || s->model->outcomes[s->headlines[h].outcome].numerator;
    if (any)
        rap_text_add(&u->w->words, "An outcome that is a ratio is one such mean over another. ");
}

static void put_estimates(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    bool compares = s->n_contrasts > 0;
    if (s->draws >= 2)
        rap_text_format(out,
                        "An outcome is its mean over sets of assumptions, each with the same "
                        "weight; its 95 %% Monte Carlo interval comes from the spread between "
                        "sheets of sets, or between sets where sheets are few (%s). ",
                        cite(u, COCHRAN));
    else
        rap_text_add(out, "An outcome is its mean over histories; its 95 % Monte Carlo interval, "
                          "if there are two or more, comes from the spread between them. ");
    add_ratios(u);
    if (compares)
        rap_text_add(out, "A difference was formed history by history, and averaged in the same "
                          "way. It was called better or worse only where its whole interval is at "
                          "least the smallest difference that matters. ");
    if (s->draws >= 2 && s->replicates >= 2)
        rap_text_format(out,
                        "How far an outcome varies with what is assumed is told by the middle "
                        "95 %% of sets, chance between histories taken out (%s)",
                        cite(u, LOUIS));
    if (s->draws >= 2 && s->replicates >= 2 && compares)
        rap_text_format(out,
                        "; the share of sets in which a difference matters was estimated by "
                        "deconvolution (%s)",
                        cite(u, DEMPSTER));
    rap_text_add(out, s->draws >= 2 && s->replicates >= 2 ? "." : "");
    put_sentences(u);
}

static void put_certainty(write_up *u) {
    static const char *const names[] = {"very low", "low", "moderate", "high"};
    const rap_certainties *c = u->t->certainties;
    size_t of[RAP_N_GRADES] = {0};
    for (size_t k = 0; c && k < c->n_rows; k++)
        of[c->rows[k].grade]++;
    if (!c || of[RAP_UNGRADED] == c->n_rows)
        return;
    size_t n = c->n_rows - of[RAP_UNGRADED];
    rap_text_format(&u->w->words,
                    "The certainty of %zu difference%s was rated after GRADE for modelled evidence "
                    "(%s) by %d fixed rules, in which what was not run counts as not known:",
                    n, plural_s(n), cite(u, BROZEK), (int)RAP_N_RULES);
    for (int g = RAP_HIGH; g >= RAP_VERY_LOW; g--)
        rap_text_format(&u->w->words, "%s %zu %s", g < RAP_HIGH ? "," : "", of[g], names[g]);
    rap_text_add(&u->w->words, ".");
    put_sentences(u);
}

/* ---- what further questions took -------------------------------------------------------------- */

static void put_sensitivity(write_up *u) {
    const rap_deciding *d = u->t->deciding;
    rap_text *out = &u->w->words;
    if (d && d->n_rows) {
        rap_text_format(out,
                        "Which assumptions decide was screened in %lld sets of assumptions with a "
                        "sparse polynomial (%s). ",
                        (long long)d->screened, cite(u, BLATMAN));
        if (d->bases)
            rap_text_format(out,
                            "Shares of the variance were then estimated from %lld bases of a "
                            "radial design on common luck (%s; ",
                            (long long)d->bases, cite(u, JANSEN));
        if (d->bases)
            rap_text_format(out, "%s). ", cite(u, SALTELLI));
        if (d->chains)
            rap_text_format(out, "Luck was told from assumptions by %lld chains (%s).",
                            (long long)d->chains, cite(u, GODA));
    } else if (u->t->deciders && u->t->study->n_contrasts && u->t->deciders[0].inputs)
        rap_text_format(out,
                        "Which assumptions a difference goes with was told from these sets alone, "
                        "by a sparse polynomial (%s).",
                        cite(u, BLATMAN));
    put_sentences(u);
}

static void put_patterns(write_up *u) {
    const rap_study *s = u->t->study;
    rap_text *out = &u->w->words;
    if (!u->t->patterns)
        return;
    if (s->n_patterns)
        rap_text_format(out, "%zu pattern%s that the model should show %s laid beside the runs. ",
                        s->n_patterns, plural_s(s->n_patterns),
                        s->n_patterns == 1 ? "was" : "were");
    if (s->n_quantities)
        rap_text_format(out,
                        "%zu measured quantit%s laid beside the runs; a set of assumptions counted "
                        "as implausible beyond three standard deviations (%s).",
                        s->n_quantities, s->n_quantities == 1 ? "y was" : "ies were",
                        cite(u, VERNON));
    put_sentences(u);
}

static void put_calibration(write_up *u) {
    const rap_calibrated *c = u->t->calibrated;
    rap_text *out = &u->w->words;
    if (!c)
        return;
    rap_text_format(out,
                    "The model was calibrated on %zu measured quantit%s, with %lld sets of "
                    "assumptions of %lld histories as the reference table. ",
                    c->used, c->used == 1 ? "y" : "ies", (long long)c->draws,
                    (long long)c->histories);
    rap_text_format(out,
                    c->found.admitted
                        ? "Of the ways to read it whose intervals were found right on made-up "
                          "data, that with the least continuous ranked probability score was taken "
                          "(%s)."
                        : "No way to read it was found right on made-up data; that with the least "
                          "continuous ranked probability score is shown (%s).",
                    cite(u, GNEITING));
    put_sentences(u);
}

static void put_questions(write_up *u) {
    const rap_tables *t = u->t;
    rap_text *out = &u->w->words;
    if (t->verdicts && t->verdicts->n)
        rap_text_format(out,
                        "%zu proposition%s on what works, for whom and why %s held against "
                        "effects with and without the resource, the context and the response; "
                        "claims were read alone and together (%s). ",
                        t->verdicts->n, plural_s(t->verdicts->n),
                        t->verdicts->n == 1 ? "was" : "were each", cite(u, HOLM));
    if (t->boxes)
        rap_text_format(out,
                        "Circumstances and assumptions under which the difference changes were "
                        "searched by patient rule induction (%s). ",
                        cite(u, FRIEDMAN));
    if (t->lines)
        rap_text_format(out,
                        "%zu line%s of a budget %s cut and raised as far as the model "
                        "can, from %d %% to +%d %%, all others as they stood. ",
                        t->lines->n, plural_s(t->lines->n), t->lines->n == 1 ? "was" : "were each",
                        rap_doses[0], rap_doses[RAP_DOSES - 1]);
    put_sentences(u);
}

/* ---- the end ---------------------------------------------------------------------------------- */

static void put_limits(write_up *u) {
    rap_text_format(&u->w->words,
                    "This is a simulation: it says what follows if its assumptions hold, and "
                    "nothing was observed. Sources of the assumptions that decide a result are to "
                    "be cited too. The study, its files and all options are kept in a manifest "
                    "(fingerprint %016llx), from which every figure can be made again.",
                    (unsigned long long)u->t->study->fingerprint);
    put_sentences(u);
}

static void put_references(write_up *u, int level) {
    rap_text_add(&u->w->words, "References");
    put_heading(u->w, level);
    put_markup(u->w, "<ul>\n", "\n");
    for (size_t k = 0; k < N_WORKS; k++)
        if (u->is_cited[k]) {
            rap_text_add(&u->w->words, works[k].title);
            if (k == RAPPORT)
                rap_text_format(&u->w->words, ", version %s (GPL-3.0-or-later)",
                                u->version ? u->version : "not known");
            rap_text_add(&u->w->words, ".");
            put_item(u->w);
        }
    put_markup(u->w, "</ul>\n", "");
}

static void put_write_up(rap_writer *w, const rap_tables *t, const char *version, int level) {
    write_up u = {.w = w, .t = t, .version = version};
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
    rap_writer w = {.out = out};
    rap_text_init(&w.words);
    rap_text_add(&w.words, "Methods");
    put_heading(&w, 1);
    put_write_up(&w, t, version, 2);
    rap_text_free(&w.words);
}

void say_write_up(rap_page *p) {
    rap_writer w = {.out = p->html, .html = true};
    rap_text_init(&w.words);
    say_element(p, "p", "Ready for a paper, to be cut and changed; the same stands in methods.md.");
    put_write_up(&w, p->t, p->extras->version, 3);
    rap_text_free(&w.words);
}
