/* report_inputs.c: the assumptions that matter, limits, and how to repeat the result. */
#include "plots/page/sections.h"
#include "plots/words/sentence_parts.h"
#include "analysis/tables/start_values.h"
#include "plots/words/words.h"
#include "plots/words/decider_words.h"
#include "plots/words/numbers.h"
#include "plots/words/prior_words.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

enum { MOST_SHOWN = 10 };

/* ---- assumptions ------------------------------------------------------------------------------
 */

void say_input_name(rap_page *p, const rap_input *in) {
    say_raw(p, "<th scope=\"row\">");
    say_text(p, in->field && in->field->meaning ? tr(p->language, in->field->meaning) : in->path);
    say_raw(p, "<br><code>");
    say_text(p, in->path);
    say_raw(p, "</code></th>");
}

void say_input_support(rap_page *p, const rap_input *in) {
    const rap_language *l = p->language;
    const char *unit = in->field ? in->field->unit : NULL;
    rap_parts parts = {0};
    rap_number_figures(rap_next_part(&parts), l, in->value, 10);
    rap_number_figures(rap_next_part(&parts), l, in->prior.lo, 10);
    rap_number_figures(rap_next_part(&parts), l, in->prior.hi, 10);
    rap_text_format(&p->words, tr(l, "%s, from %s to %s"), rap_part_string(&parts, 0),
                    rap_part_string(&parts, 1), rap_part_string(&parts, 2));
    rap_parts_end(&parts, &p->words);
    if (unit && strcmp(unit, "1") != 0) {
        rap_text_add(&p->words, " ");
        rap_study_say_unit(&p->words, p->t->study, tr(l, unit));
    }
    rap_text_add(&p->words, tr(l, "; "));
    rap_words_prior(&p->words, l, p->t->study, in);
    say_cell(p);
    say_raw(p, rap_input_is_unsourced(in) ? "<td><strong>" : "<td>");
    say_text(p, in->grade ? rap_words_grade(p->language, in->grade) : NULL);
    say_raw(p, rap_input_is_unsourced(in) ? "</strong></td>" : "</td>");
    say_raw(p, "<td class=\"words\">");
    say_text(p, in->source ? tr(p->language, in->source) : NULL);
    say_raw(p, "</td>");
}

/* The first cells of a row of the tables of inputs. */
static void say_input(rap_page *p, const rap_input *in) {
    say_raw(p, "<tr>");
    say_input_name(p, in);
    say_input_support(p, in);
}

/* Opens a table of inputs, whose last column is named; the gathered words are its caption. */
static void say_inputs_begin(rap_page *p, const char *last) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "Assumption"), tr(l, "Start value, range, distribution"),
                                 tr(l, "Grade"), tr(l, "Source"), last};
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
}

static void say_inputs_end(rap_page *p) {
    say_raw(p, "</tbody>");
    say_table_end(p);
}

static void say_named_input(rap_page *p, const rap_decider *in) {
    say_input(p, in->input);
    if (in->way != RAP_WAY_WITH)
        rap_text_format(&p->words, tr(p->language, "%.0f %%, by itself %.0f %%; %s"),
                        100 * in->part.total, 100 * in->part.first,
                        rap_words_way(p->language, in->way));
    else
        rap_text_format(&p->words, tr(p->language, "%.0f %%, by itself %.0f %%"),
                        100 * in->part.total, 100 * in->part.first);
    say_cell(p);
    say_raw(p, "</tr>\n");
}

/* The inputs that a contrast goes with at the primary headline. */
static void say_named_inputs(rap_page *p, const rap_deciders *named) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    size_t assumed = 0;
    for (size_t k = 0; k < named->n; k++)
        assumed += rap_input_is_unsourced(named->named[k].input);
    rap_text_format(&p->words,
                    tr_n(l, "%zu uncertain input is named, of which assumed without a source: %zu.",
                         "%zu uncertain inputs are named, of which assumed without a source: %zu.",
                         (int64_t)named->n),
                    named->n, assumed);
    say_paragraph(p, "");
    rap_words_headline(rap_next_part(&parts), p->t, &p->t->study->headlines[0]);
    rap_text_format(&p->words, tr(l, "Inputs that matter most for %s"), rap_part_string(&parts, 0));
    rap_parts_end(&parts, &p->words);
    say_inputs_begin(p, tr(l, "Carries of the variance; direction"));
    for (size_t k = 0; k < named->n && k < MOST_SHOWN; k++)
        say_named_input(p, &named->named[k]);
    say_inputs_end(p);
}

/* What decides one contrast: in words; in a table where the sets at hand have to tell it. */
static void say_what_decides(rap_page *p, size_t contrast) {
    const rap_deciders *named = rap_tables_deciders(p->t, contrast, 0);
    say_raw(p, "<h3>");
    rap_words_contrast(&p->words, p->t, contrast);
    say_flush(p);
    say_raw(p, "</h3>\n<p>");
    rap_words_decides(&p->words, p->t, contrast, 0, rap_words_pace(p->t, p->extras->seconds));
    say_flush(p);
    say_raw(p, "</p>\n");
    if (named && named->n)
        say_named_inputs(p, named);
}

/* Whether an earlier arm has the same uncertain input. */
static bool is_in_earlier_arm(const rap_study *s, size_t arm, const rap_input *in) {
    const rap_inputs *inputs;
    for (size_t a = 0; a < arm; a++) {
        const rap_input *same =
            rap_study_inputs(s, a, &inputs) ? NULL : rap_inputs_find(inputs, in->path);
        if (same && rap_input_varies(same))
            return true;
    }
    return false;
}

static size_t say_uncertain(rap_page *p, const rap_inputs *inputs, size_t arm) {
    size_t n = 0;
    for (size_t i = 0; i < inputs->n_inputs; i++) {
        const rap_input *in = &inputs->inputs[i];
        if (!rap_input_varies(in) || is_in_earlier_arm(p->t->study, arm, in))
            continue;
        say_input(p, in);
        if (in->file)
            rap_text_format(&p->words, "%s:%d", in->file, in->line);
        else
            rap_text_add(&p->words, tr(p->language, "default of the model"));
        say_cell(p);
        say_raw(p, "</tr>\n");
        n++;
    }
    return n;
}

/* Every uncertain input of any arm, once. Tables of a study that was not read from a text have
 * none. */
static void say_all_inputs(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    const rap_inputs *inputs;
    size_t n = 0;
    if (!s->parts)
        return;
    rap_text_add(&p->words, tr(l, "Every input with a range, in order of the model"));
    say_inputs_begin(p, tr(l, "Set in"));
    for (size_t a = 0; a < s->n_arms; a++)
        if (rap_study_inputs(s, a, &inputs))
            p->html->failed = true;
        else
            n += say_uncertain(p, inputs, a);
    say_inputs_end(p);
    rap_text_format(&p->words, tr_n(l, "%zu input.", "%zu inputs.", (int64_t)n), n);
    say_small(p);
}

/* ---- at start values -------------------------------------------------------------------------- */

static void say_start_row(rap_page *p, const rap_start_row *row) {
    const rap_headline *h = &p->t->study->headlines[row->headline];
    unsigned sign = row->is_level ? 0 : RAP_WITH_SIGN;
    if (row->is_level)
        rap_text_add(&p->words, rap_words_arm(p->t, row->of));
    else
        rap_words_contrast(&p->words, p->t, row->of);
    say_raw(p, "<tr>");
    say_row_head(p);
    rap_words_headline(&p->words, p->t, h);
    say_cell(p);
    rap_words_value(&p->words, p->t, h->outcome, rap_start_beside(p->t, row)->mean,
                    sign | RAP_WITH_UNIT);
    say_cell(p);
    rap_words_value(&p->words, p->t, h->outcome, row->s.mean, sign | RAP_WITH_UNIT);
    say_cell(p);
    rap_words_interval(&p->words, p->t, h->outcome, row->s.ci_low, row->s.ci_high, sign);
    say_cell(p);
    if (rap_start_parts(p->t, row))
        rap_text_add(&p->words, tr(p->language, "they part by at least what matters"));
    say_cell(p);
    say_raw(p, "</tr>\n");
}

/* The answer at the start values, beside that over sets. */
static void say_starts(rap_page *p) {
    const rap_language *l = p->language;
    const char *const heads[] = {tr(l, "What"),
                                 tr(l, "Headline"),
                                 tr(l, "Over sets of assumptions"),
                                 tr(l, "At start values"),
                                 tr(l, "Monte Carlo interval"),
                                 tr(l, "Remark")};
    const rap_tables *t = p->t;
    if (!t->n_starts)
        return;
    say_element(p, "h3", tr(l, "At the start values"));
    rap_text_add(&p->words,
                 tr(l, "Every set of assumptions draws each uncertain number from its "
                       "distribution; unless the study states another, a PERT distribution over "
                       "its range whose likeliest value is the start value. "));
    rap_words_starts(&p->words, t);
    say_paragraph(p, "");
    rap_text_add(&p->words, tr(l, "Headlines over sets of assumptions and at the start values"));
    say_table_begin(p);
    say_heads(p, heads, sizeof heads / sizeof *heads);
    say_raw(p, "<tbody>\n");
    for (size_t k = 0; k < t->n_starts; k++)
        say_start_row(p, &t->starts[k]);
    say_raw(p, "</tbody>");
    say_table_end(p);
}

void say_assumptions(rap_page *p) {
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS);
    bool told = n && p->t->deciders && !p->t->deciding;
    say_raw(p, "<p>");
    say_emphasized(p, tr(p->language,
                         "Every number of the model carries a grade: *measured*, *inferred* from "
                         "what a source says, *elicited* from people who know, *assumed* by "
                         "judgement because no source was found, or *chosen* by the study."));
    say_raw(p, "</p>\n");
    if (p->t->deciding)
        say_decides_briefly(p);
    else {
        say_element(p, "p",
                    told ? tr(p->language,
                              "Which of them the difference depends on, on the primary outcome:")
                         : tr(p->language,
                              "No set of assumptions was drawn, or nothing was compared: "
                              "these runs cannot say on which of them the result depends."));
        for (size_t k = 0; k < n && told; k++)
            say_what_decides(p, contrasts[k]);
    }
    say_raw(p, "<p>");
    say_link(p, "inputs", tr(p->language, "Every assumption, with its range and source"));
    say_raw(p, "</p>\n");
}

void say_inputs(rap_page *p) {
    say_starts(p);
    say_all_inputs(p);
}

/* ---- limits -----------------------------------------------------------------------------------
 */

/* What holds of every study; *so* stands out. */
static const char *const limits[] = {
    RAP_MESSAGE("These are consequences of stated assumptions, worked out by a model. They say "
                "what follows if the model is right, not what happened or what is going to happen "
                "anywhere."),
    RAP_MESSAGE("Assumed numbers count as much as measured ones here. Where the answer depends on "
                "an assumed number, it is as good as that judgement."),
    RAP_MESSAGE(
        /* xgettext:no-c-format */
        "The *Monte Carlo interval* says how far the mean is known with the runs that were "
        "made; more runs shorten it. The *middle 95 % of sets of assumptions* says how much "
        "the answer changes when the uncertain numbers change within their ranges, an "
        "estimate from which chance has been taken out; more runs do not shorten it. *As "
        "by chance* stands where the sets cannot be told apart from chance. Neither of "
        "them holds what the model leaves out."),
    RAP_MESSAGE("*Spread by chance* is what differs between histories under the same assumptions: "
                "one programme sees one history, not the mean."),
    RAP_MESSAGE("The smallest differences that matter are judgements, and can be changed in the "
                "study."),
    RAP_MESSAGE("Many comparisons stand on this page. They were not chosen by their results, and "
                "no test of hypotheses was made: runs can be had for nothing, so any difference "
                "could be made to look certain."),
    RAP_MESSAGE(
        "All ways of working share their luck, so that differences are between like and like.")};

static void say_limit(rap_page *p, const char *words) {
    say_raw(p, "<li>");
    say_emphasized(p, words);
    say_raw(p, "</li>\n");
}

void say_limits(rap_page *p) {
    const rap_language *l = p->language;
    say_raw(p, "<ul>\n");
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++)
        say_limit(p, tr(l, limits[k]));
    if (p->t->study->draws == 0)
        say_limit(p, tr(l, "Assumptions were held at their start values: the uncertainty about "
                           "them is not shown."));
    if (p->t->study->draws == 1)
        say_limit(p, tr(l, "One set of assumptions, drawn from their ranges, was run: the "
                           "uncertainty about them is not shown."));
    say_raw(p, "</ul>");
}

/* ---- how to repeat it -------------------------------------------------------------------------
 */

/* A line of the list; a NULL text is left out. */
static void say_fact(rap_page *p, const char *name, const char *text, bool code) {
    if (!text)
        return;
    say_raw(p, "<dt>");
    say_text(p, name);
    say_raw(p, code ? "</dt><dd><code>" : "</dt><dd>");
    say_text(p, text);
    say_raw(p, code ? "</code></dd>\n" : "</dd>\n");
}

/* The same from the gathered words. */
static void say_fact_words(rap_page *p, const char *name) {
    say_raw(p, "<dt>");
    say_text(p, name);
    say_raw(p, "</dt><dd>");
    say_flush(p);
    say_raw(p, "</dd>\n");
}

static void say_study(rap_page *p) {
    const rap_study *s = p->t->study;
    const rap_language *l = p->language;
    say_fact(p, tr(l, "Study"), p->extras->study_path, true);
    for (size_t i = 0; i < s->n_sources; i++)
        rap_text_format(&p->words, "%s%s", i ? ", " : "", s->sources[i].path);
    if (s->n_sources)
        say_fact_words(p, tr(l, "Read from"));
    for (size_t i = 0; i < s->n_sets; i++)
        rap_text_format(&p->words, "%s%s", i ? tr(l, "; ") : "", s->sets[i]);
    if (s->n_sets)
        say_fact_words(p, tr(l, "Changed by --set"));
    rap_text_format(&p->words, tr(l, "%s, version %s"), rap_words_model(p->t), s->model->version);
    say_fact_words(p, tr(l, "Model"));
    rap_text_format(&p->words, "%lld", (long long)s->seed);
    say_fact_words(p, tr(l, "Seed"));
    rap_words_runs(&p->words, p->t);
    say_fact_words(p, tr(l, "Runs"));
    rap_text_format(&p->words,
                    tr(l,
                       "%016llx (of study, settings and model: the same fingerprint gives the same "
                       "numbers)"),
                    (unsigned long long)s->fingerprint);
    say_fact_words(p, tr(l, "Fingerprint"));
}

void say_repeat(rap_page *p) {
    const rap_report_extras *x = p->extras;
    const rap_language *l = p->language;
    say_raw(p, "<dl>\n");
    say_fact(p, tr(l, "Command"), x->command, true);
    say_fact(p, tr(l, "Version"), x->version, false);
    say_study(p);
    say_fact(p, tr(l, "Machine"), x->host, false);
    say_fact(p, tr(l, "Finished"), x->time, false);
    if (x->seconds >= 0) {
        rap_parts parts = {0};
        rap_number(rap_next_part(&parts), l, x->seconds, 1, false);
        rap_text_format(&p->words, tr(l, "%s seconds"), rap_part_string(&parts, 0));
        rap_parts_end(&parts, &p->words);
        say_fact_words(p, tr(l, "Time taken"));
    }
    say_raw(p, "</dl>\n<p><code>rapport replay</code> ");
    say_text(p, tr(l, "with the results folder runs everything again and says whether every figure "
                      "is the same."));
    say_raw(p, "</p>\n");
    if (x->n_files) {
        say_element(p, "p", tr(l, "Beside this page:"));
        say_raw(p, "<ul class=\"files\">\n");
        for (size_t i = 0; i < x->n_files; i++)
            say_element(p, "li", x->files[i]);
        say_raw(p, "</ul>\n");
    }
}
