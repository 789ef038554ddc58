/* report_inputs.c: the assumptions that matter, limits, and how to repeat the result. */
#include "plots/report_parts.h"

#include <math.h>
#include <string.h>

enum { KEY_CONTRASTS = 3, MOST_SHOWN = 10 };

/* ---- assumptions ------------------------------------------------------------------------------
 */

/* Influences on one headline of one contrast: first position, and how many. */
static size_t influences_of(const rap_tables *t, size_t contrast, size_t headline, size_t *first) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_influences; i++)
        if (t->influences[i].contrast == contrast && t->influences[i].headline == headline) {
            if (n++ == 0)
                *first = i;
        }
    return n;
}

static bool is_heard(const rap_influence_row *row) {
    return fabs(row->correlation) > row->noise;
}

static void say_input(rap_page *p, const rap_influence_row *row, bool with_direction) {
    const rap_input *in = &row->input;
    const char *unit =
        in->field && in->field->unit && strcmp(in->field->unit, "1") ? in->field->unit : "";
    say_raw(p, "<tr><th scope=\"row\">");
    say_text(p, in->field && in->field->meaning ? in->field->meaning : in->path);
    say_raw(p, "<br><code>");
    say_text(p, in->path);
    say_raw(p, "</code></th>");
    rap_text_format(&p->words, "%g, from %g to %g", in->value, in->range_lo, in->range_hi);
    if (*unit)
        rap_text_format(&p->words, " %s", unit);
    say_cell(p);
    say_raw(p, in->grade && strcmp(in->grade, "assumed") == 0 ? "<td><strong>" : "<td>");
    say_text(p, in->grade);
    say_raw(p, in->grade && strcmp(in->grade, "assumed") == 0 ? "</strong></td>" : "</td>");
    say_raw(p, "<td class=\"words\">");
    say_text(p, in->source);
    say_raw(p, "</td>");
    rap_text_format(&p->words, "%s%.2f", row->correlation < 0 ? RAP_MINUS : "+",
                    fabs(row->correlation));
    if (with_direction)
        rap_text_add(&p->words, row->correlation < 0 ? ": the larger, the lower the difference"
                                                     : ": the larger, the higher the difference");
    else if (!is_heard(row))
        rap_text_add(&p->words, " (within noise)");
    say_cell(p);
    say_raw(p, "</tr>\n");
}

static void say_input_table(rap_page *p, size_t first, size_t n, bool heard_only) {
    static const char *const heads[] = {"Assumption", "Start value and range", "Grade", "Source",
                                        "Goes with the difference (rank correlation)"};
    say_table_begin(p);
    say_raw(p, "<thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        say_column_head(p, heads[i]);
    say_raw(p, "</tr></thead><tbody>\n");
    size_t shown = 0;
    for (size_t i = first; i < first + n; i++) {
        if (heard_only && (!is_heard(&p->t->influences[i]) || shown >= MOST_SHOWN))
            continue;
        say_input(p, &p->t->influences[i], heard_only);
        shown++;
    }
    say_raw(p, "</tbody>");
    say_table_end(p);
}

/* The inputs heard above the noise in one contrast. */
static void say_heard(rap_page *p, size_t contrast) {
    size_t first = 0, n = influences_of(p->t, contrast, 0, &first), heard = 0, assumed = 0;
    if (!n)
        return;
    for (size_t i = first; i < first + n; i++)
        if (is_heard(&p->t->influences[i])) {
            const char *grade = p->t->influences[i].input.grade;
            heard++;
            assumed += grade && strcmp(grade, "assumed") == 0;
        }
    say_raw(p, "<h3>");
    rap_words_contrast(&p->words, p->t, contrast);
    say_flush(p);
    say_raw(p, "</h3>\n<p>");
    if (heard)
        rap_text_format(
            &p->words,
            "%zu of %zu uncertain inputs go with this difference more than chance alone would "
            "explain (a correlation beyond %.2f); %zu of these %zu are assumed, without a source. "
            "One "
            "in twenty inputs without any influence would appear here too.",
            heard, n, p->t->influences[first].noise, assumed, heard);
    else
        rap_text_format(
            &p->words,
            "None of %zu uncertain inputs goes with this difference more than chance alone would "
            "explain (a correlation beyond %.2f).",
            n, p->t->influences[first].noise);
    say_flush(p);
    say_raw(p, "</p>\n");
    if (!heard)
        return;
    rap_text_add(&p->words, "Inputs that matter most for ");
    rap_words_headline(&p->words, p->t, &p->t->study->headlines[0]);
    say_input_table(p, first, n, true);
}

void say_assumptions(rap_page *p) {
    size_t contrasts[KEY_CONTRASTS], n = rap_words_key_contrasts(p->t, contrasts, KEY_CONTRASTS),
                                     first = 0;
    say_raw(p, "<section id=\"assumptions\"><h2>The assumptions that matter</h2>\n");
    size_t all = n ? influences_of(p->t, contrasts[0], 0, &first) : 0;
    if (!all)
        say_raw(p, "<p>No input was varied in this run, or nothing was compared, so the result "
                   "stands and falls "
                   "with the start values. <code>rapport check</code> lists them with their "
                   "sources.</p>\n");
    else {
        say_raw(p, "<p>Every number of the model carries a grade: <em>measured</em>, "
                   "<em>inferred</em> from what a "
                   "source says, <em>elicited</em> from people who know, <em>assumed</em> by "
                   "judgement because no "
                   "source was found, or <em>chosen</em> by the study. Which of them the "
                   "difference depends on, on "
                   "the primary outcome:</p>\n");
        for (size_t k = 0; k < n; k++)
            say_heard(p, contrasts[k]);
        rap_text_format(&p->words, "All %zu uncertain inputs", all);
        say_raw(p, "<details><summary>");
        say_flush(p);
        say_raw(p, "</summary>\n");
        rap_text_add(&p->words, "Uncertain inputs, and how they go with ");
        rap_words_contrast(&p->words, p->t, contrasts[0]);
        say_input_table(p, first, all, false);
        say_raw(p, "</details>\n");
    }
    say_raw(p, "</section>\n");
}

/* ---- limits -----------------------------------------------------------------------------------
 */

void say_limits(rap_page *p) {
    say_raw(p,
            "<section id=\"limits\"><h2>Limits</h2>\n<ul>\n"
            "<li>These are consequences of stated assumptions, worked out by a model. They say "
            "what follows if the "
            "model is right, not what happened or what is going to happen anywhere.</li>\n"
            "<li>Assumed numbers count as much as measured ones here. Where the answer depends on "
            "an assumed number, "
            "it is as good as that judgement.</li>\n"
            "<li>The <em>Monte Carlo interval</em> says how far the mean is known with the runs "
            "that were made; more "
            "runs shorten it. The <em>middle 95 % of sets of assumptions</em> says how much the "
            "answer changes when "
            "the uncertain numbers change within their ranges; more runs do not shorten it. "
            "Neither of them holds "
            "what the model leaves out.</li>\n"
            "<li><em>Spread by chance</em> is what differs between histories under the same "
            "assumptions: one "
            "programme sees one history, not the mean.</li>\n"
            "<li>The smallest differences that matter are judgements, and can be changed in the "
            "study.</li>\n"
            "<li>Many comparisons stand on this page. They were not chosen by their results, and "
            "no test of "
            "hypotheses was made: runs can be had for nothing, so any difference could be made to "
            "look certain.</li>\n"
            "<li>All arms share their luck, so that differences are between like and like.</li>\n");
    if (p->t->study->draws == 0)
        say_raw(p, "<li>Assumptions were held at their start values: the uncertainty about them is "
                   "not shown.</li>\n");
    say_raw(p, "</ul></section>\n");
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
    say_fact(p, "Study", p->extras->study_path, true);
    for (size_t i = 0; i < s->n_sources; i++)
        rap_text_format(&p->words, "%s%s", i ? ", " : "", s->sources[i].path);
    if (s->n_sources)
        say_fact_words(p, "Read from");
    for (size_t i = 0; i < s->n_sets; i++)
        rap_text_format(&p->words, "%s%s", i ? "; " : "", s->sets[i]);
    if (s->n_sets)
        say_fact_words(p, "Changed by --set");
    rap_text_format(&p->words, "%s, version %s", s->model->label ? s->model->label : s->model->name,
                    s->model->version);
    say_fact_words(p, "Model");
    rap_text_format(&p->words, "%lld", (long long)s->seed);
    say_fact_words(p, "Seed");
    rap_words_runs(&p->words, p->t);
    say_fact_words(p, "Runs");
    rap_text_format(
        &p->words,
        "%016llx (of study, settings and model: the same fingerprint gives the same numbers)",
        (unsigned long long)s->fingerprint);
    say_fact_words(p, "Fingerprint");
}

void say_repeat(rap_page *p) {
    const rap_report_extras *x = p->extras;
    say_raw(p, "<section id=\"repeat\"><h2>How to repeat it</h2>\n<dl>\n");
    say_fact(p, "Command", x->command, true);
    say_fact(p, "Version", x->version, false);
    say_study(p);
    say_fact(p, "Machine", x->host, false);
    say_fact(p, "Finished", x->time, false);
    if (x->seconds >= 0) {
        rap_text_format(&p->words, "%.1f seconds", x->seconds);
        say_fact_words(p, "Time taken");
    }
    say_raw(p, "</dl>\n<p><code>rapport replay</code> with the results folder runs everything "
               "again and says whether "
               "every figure is the same.</p>\n");
    if (x->n_files) {
        say_raw(p, "<p>Beside this page:</p>\n<ul class=\"files\">\n");
        for (size_t i = 0; i < x->n_files; i++)
            say_element(p, "li", x->files[i]);
        say_raw(p, "</ul>\n");
    }
    say_raw(p, "</section>\n");
}
