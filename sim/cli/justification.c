/* justification.c: see justification.h. Words are gathered plain and leave through flush, which
 * escapes them for the one or the other format; markup is written from literals alone. */
#include "cli/justification.h"
#include "analysis/budget/best_split.h"
#include "plots/words/budget_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const rap_job *job;
    const rap_tables *t;
    rap_text *out;
    rap_text words;
    bool html, is_short;
} writer;

/* ---- the two formats -------------------------------------------------------------------------- */

static void add_markdown(rap_text *out, const char *s) {
    for (; *s; s++) {
        if (strchr("\\`*_{}[]<>#|~&$", *s))
            rap_text_add(out, "\\");
        rap_text_add_bytes(out, (unsigned char)*s < 0x20 || *s == 0x7f ? " " : s, 1);
    }
}

static void flush(writer *w) {
    const char *words = rap_text_string(&w->words);
    words += *words == ' '; /* sentences are joined by the blank before them */
    if (w->html)
        rap_text_html(w->out, words);
    else
        add_markdown(w->out, words);
    w->out->failed |= w->words.failed;
    rap_text_clear(&w->words);
}

static void raw(writer *w, const char *html, const char *markdown) {
    rap_text_add(w->out, w->html ? html : markdown);
}

static void heading(writer *w, int level) {
    static const char *const begins[] = {"<h1>", "<h2>", "<h3>"};
    static const char *const ends[] = {"</h1>\n", "</h2>\n", "</h3>\n"};
    static const char *const marks[] = {"# ", "\n## ", "\n### "};
    raw(w, begins[level - 1], marks[level - 1]);
    flush(w);
    raw(w, ends[level - 1], "\n");
}

static void paragraph(writer *w) {
    raw(w, "<p>", "\n");
    flush(w);
    raw(w, "</p>\n", "\n");
}

static void item(writer *w) {
    raw(w, "<li>", "- ");
    flush(w);
    raw(w, "</li>\n", "\n");
}

static void cell(writer *w, bool head) {
    raw(w, head ? "<th scope=\"row\">" : "<td>", " ");
    flush(w);
    raw(w, head ? "</th>" : "</td>", " |");
}

static const rap_budget *budget_of(const writer *w) {
    return &w->job->study.budget;
}

static const rap_dose_result *dose_of(const writer *w, size_t i, size_t k) {
    return &w->job->lines.rows[i].dose[k];
}

static bool is_there(const writer *w, size_t i, size_t k) {
    return k < RAP_DOSES && w->job->line_plan.rows[i].there[k];
}

/* ---- pieces of a paragraph -------------------------------------------------------------------- */

static void add_money(writer *w, double x) {
    rap_text_format(&w->words, "%s ", w->job->study.currency);
    rap_budget_money(&w->words, x, false);
}

static void add_spend(writer *w, size_t i) {
    rap_text_add(&w->words, "On average ");
    add_money(w, w->job->lines.rows[i].total.mean);
    rap_text_add(&w->words, " is spent on it in the simulated programmes.");
}

static const char *direction(const writer *w, size_t outcome, rap_change change) {
    int better = w->job->study.model->outcomes[outcome].better;
    bool rises = change == RAP_CHANGE_RISE;
    if (better == 0 || (!rises && change != RAP_CHANGE_FALL))
        return "";
    return (better > 0) == rises ? ", which is better" : ", which is worse";
}

/* The outcomes of which a change is claimed first, then those not clear, then those with none. */
static const rap_change order[] = {RAP_CHANGE_RISE, RAP_CHANGE_FALL, RAP_CHANGE_NEAR,
                                   RAP_CHANGE_FEW,  RAP_CHANGE_NONE, RAP_CHANGE_SMALL};

static size_t add_class(writer *w, const rap_dose_result *r, rap_change change, size_t said) {
    size_t n = 0;
    bool small = change == RAP_CHANGE_SMALL;
    for (size_t a = 0; a < budget_of(w)->n_aims; a++) {
        const rap_aim *aim = &budget_of(w)->aims[a];
        if (rap_budget_change(w->t, aim->outcome, &r->effect[a]) != change)
            continue;
        rap_text_add(&w->words, n && small ? ", " : said + n ? "; " : " ");
        if (small && n == 0)
            rap_text_add(&w->words, "no effect that matters was seen on: ");
        rap_text_format(&w->words, small ? "%s (" : "%s: ", aim->label);
        if (small) {
            rap_budget_between(&w->words, w->t, aim->outcome, &r->effect[a]);
            rap_text_add(&w->words, ")");
        } else
            rap_budget_effect(&w->words, w->t, aim->outcome, &r->effect[a], r->seen[a]);
        rap_text_add(&w->words, direction(w, aim->outcome, change));
        n++;
    }
    return said + n;
}

static void add_effects(writer *w, size_t i, size_t k) {
    size_t said = 0;
    for (size_t c = 0; c < sizeof order / sizeof *order; c++)
        said = add_class(w, dose_of(w, i, k), order[c], said);
    rap_text_add(&w->words, ".");
}

/* What the two sums of money say together about a cut. */
static const char *where_it_goes(const writer *w, size_t i, size_t k) {
    const rap_dose_result *r = dose_of(w, i, k);
    double cut = -rap_doses[k] / 100.0 * w->job->lines.rows[i].total.mean, lost = -r->moved.mean;
    if (rap_doses[k] >= 0)
        return "";
    if (lost < cut / 2)
        return " (most of what was cut would not have been spent)";
    return -r->money.mean < lost / 2 ? " (other lines take up most of it)" : "";
}

static void add_dose(writer *w, size_t i, size_t k) {
    const rap_dose_result *r = dose_of(w, i, k);
    rap_text_format(&w->words, " %s by %d %%", rap_doses[k] < 0 ? "Cut" : "Raised",
                    abs(rap_doses[k]));
    rap_text_add(&w->words, ", the line holds ");
    add_money(w, fabs(r->moved.mean));
    rap_text_format(&w->words, " %s, and all lines together ", r->moved.mean > 0 ? "more" : "less");
    add_money(w, fabs(r->money.mean));
    rap_text_format(&w->words, " %s%s:", r->money.mean > 0 ? "more" : "less",
                    where_it_goes(w, i, k));
    add_effects(w, i, k);
}

static void add_cut(writer *w, size_t i, int percent) {
    size_t k = rap_budget_dose(percent);
    if (is_there(w, i, k))
        add_dose(w, i, k);
    else
        rap_text_format(&w->words, " A cut by %d %% cannot be simulated: %s.", -percent,
                        w->job->line_plan.rows[i].why[k]);
}

static void add_raise(writer *w, size_t i) {
    size_t k = rap_budget_raise(&w->job->lines, i), asked = rap_budget_dose(10);
    if (k < RAP_DOSES)
        add_dose(w, i, k);
    else
        rap_text_format(&w->words, " A raise cannot be simulated: %s.",
                        w->job->line_plan.rows[i].why[asked]);
}

/* Of the outcomes of which a change is claimed, and only while the ratio is bounded. */
static void add_marginals(writer *w, size_t i, size_t k) {
    size_t said = 0;
    for (size_t a = 0; is_there(w, i, k) && a < budget_of(w)->n_aims; a++) {
        const rap_dose_result *r = dose_of(w, i, k);
        const rap_aim *aim = &budget_of(w)->aims[a];
        rap_change change = rap_budget_change(w->t, aim->outcome, &r->effect[a]);
        if (isnan(r->marginal[a].mean) || (change != RAP_CHANGE_RISE && change != RAP_CHANGE_FALL))
            continue;
        if (said++ == 0)
            rap_text_format(&w->words,
                            " Each %s 1,000 moved in the line by that cut (%d %%) goes with:",
                            w->job->study.currency, -rap_doses[k]);
        rap_text_format(&w->words, "%s %s ", said > 1 ? ";" : "", aim->label);
        rap_budget_marginal(&w->words, w->t, aim->outcome, &r->marginal[a]);
    }
    if (said)
        rap_text_add(&w->words, ".");
}

static void add_destination(writer *w, size_t i) {
    rap_text_add(&w->words, " What is cut ");
    rap_budget_destination(&w->words, &budget_of(w)->lines[i]);
    rap_text_add(&w->words, ".");
}

/* Whether an uncertain number goes with what is lost, by more than chance would have it. */
static bool rests_on_something(const writer *w, size_t i) {
    const rap_line_result *r = &w->job->lines.rows[i];
    return r->n_rests && fabs(r->rests[0].correlation) > r->rests[0].noise;
}

static void add_rests(writer *w, size_t i) {
    const rap_line_result *r = &w->job->lines.rows[i];
    size_t said = 0;
    rap_text_format(&w->words, " What is lost of %s without the line goes most with:",
                    budget_of(w)->aims[0].label);
    for (size_t k = 0; k < r->n_rests; k++) {
        const rap_influence_row *row = &r->rests[k];
        if (fabs(row->correlation) > row->noise)
            rap_text_format(&w->words, "%s %s (%s)", said++ ? ";" : "", row->input.path,
                            row->input.grade ? row->input.grade : "no grade");
    }
    rap_text_add(&w->words, ".");
}

static void add_purpose(writer *w, size_t i) {
    const rap_line *line = &budget_of(w)->lines[i];
    if (line->purpose && line->purpose[0])
        rap_text_format(&w->words,
                        "In the applicant" RAP_END_QUOTE "s words: \xe2\x80\x9c%s\xe2\x80\x9d ",
                        line->purpose);
    else
        rap_text_add(&w->words, "The study states no purpose for this line. ");
}

/* ---- a line ----------------------------------------------------------------------------------- */

static void say_line(writer *w, size_t i) {
    rap_text_add(&w->words, budget_of(w)->lines[i].label);
    heading(w, 3);
    add_purpose(w, i);
    add_spend(w, i);
    add_destination(w, i);
    paragraph(w);
    raw(w, "<ul>\n", "\n");
    add_cut(w, i, -25);
    add_marginals(w, i, rap_budget_dose(-25));
    item(w);
    add_cut(w, i, -100);
    add_marginals(w, i, rap_budget_dose(-100));
    item(w);
    add_raise(w, i);
    item(w);
    rap_budget_returns(&w->words, w->t, i, 0);
    item(w);
    if (rests_on_something(w, i)) {
        add_rests(w, i);
        item(w);
    }
    raw(w, "</ul>\n", "");
}

/* One sentence: spend, and what is lost of the first outcome without the line. */
static void say_line_shortly(writer *w, size_t i) {
    const rap_aim *aim = &budget_of(w)->aims[0];
    size_t k = rap_budget_dose(-100);
    rap_text_format(&w->words, "%s: ", budget_of(w)->lines[i].label);
    add_money(w, w->job->lines.rows[i].total.mean);
    rap_text_add(&w->words, " is spent on it on average");
    if (is_there(w, i, k)) {
        const rap_dose_result *r = dose_of(w, i, k);
        rap_text_format(&w->words, "; without it, %s: ", aim->label);
        rap_budget_effect(&w->words, w->t, aim->outcome, &r->effect[0], r->seen[0]);
    } else
        rap_text_format(&w->words, "; what happens without it cannot be simulated: %s",
                        w->job->line_plan.rows[i].why[k]);
    rap_text_add(&w->words, ".");
    paragraph(w);
}

/* ---- the table -------------------------------------------------------------------------------- */

static void effects_cell(writer *w, size_t i, size_t k) {
    for (size_t a = 0; is_there(w, i, k) && a < budget_of(w)->n_aims; a++) {
        const rap_aim *aim = &budget_of(w)->aims[a];
        const rap_summary *s = &dose_of(w, i, k)->effect[a];
        rap_change change = rap_budget_change(w->t, aim->outcome, s);
        rap_text_format(&w->words, "%s%s: ", a ? "; " : "", aim->label);
        rap_budget_value(&w->words, w->t, aim->outcome, s->mean, s->ci_low, s->ci_high);
        rap_text_add(&w->words, change == RAP_CHANGE_SMALL  ? ", no effect that matters"
                                : change == RAP_CHANGE_NEAR ? ", not clear"
                                : change == RAP_CHANGE_FEW  ? ", too few runs"
                                                            : "");
    }
    if (!is_there(w, i, k))
        rap_text_add(&w->words, "cannot be simulated");
    cell(w, false);
}

static void marginal_cell(writer *w, size_t i) {
    size_t k = rap_budget_dose(-100), said = 0;
    for (size_t a = 0; is_there(w, i, k) && a < budget_of(w)->n_aims; a++) {
        const rap_dose_result *r = dose_of(w, i, k);
        const rap_aim *aim = &budget_of(w)->aims[a];
        rap_change change = rap_budget_change(w->t, aim->outcome, &r->effect[a]);
        if (isnan(r->marginal[a].mean) || (change != RAP_CHANGE_RISE && change != RAP_CHANGE_FALL))
            continue;
        rap_text_format(&w->words, "%s%s: ", said++ ? "; " : "", aim->label);
        rap_budget_marginal(&w->words, w->t, aim->outcome, &r->marginal[a]);
    }
    if (!said)
        rap_text_add(&w->words, "not defined, or no change claimed");
    cell(w, false);
}

static void spend_cell(writer *w, size_t i) {
    const rap_lines *lines = &w->job->lines;
    rap_budget_money(&w->words, lines->rows[i].total.mean, false);
    for (size_t y = 0; y < rap_budget_years(lines); y++) {
        rap_text_format(&w->words, "%s year %zu: ", ";", y + 1);
        rap_budget_money(&w->words, lines->rows[i].spend[y].mean, false);
    }
    cell(w, false);
}

static void table_row(writer *w, size_t i) {
    const rap_line *line = &budget_of(w)->lines[i];
    size_t raise = rap_budget_raise(&w->job->lines, i);
    raw(w, "<tr>", "|");
    rap_text_add(&w->words, line->label);
    cell(w, true);
    rap_text_add(&w->words, line->purpose ? line->purpose : "");
    cell(w, false);
    spend_cell(w, i);
    effects_cell(w, i, rap_budget_dose(-25));
    effects_cell(w, i, rap_budget_dose(-100));
    if (raise < RAP_DOSES)
        rap_text_format(&w->words, "by %d %%: ", rap_doses[raise]);
    effects_cell(w, i, raise);
    marginal_cell(w, i);
    rap_budget_destination(&w->words, line);
    cell(w, false);
    raw(w, "</tr>\n", "\n");
}

static void say_table(writer *w) {
    static const char *const heads[] = {"Line",
                                        "Purpose",
                                        "Mean spend",
                                        "Cut by 25 %",
                                        "Cut by 100 %",
                                        "Raised",
                                        "For each 1,000 cut (all of it)",
                                        "What is cut"};
    size_t n = sizeof heads / sizeof *heads;
    rap_text_format(&w->words, "All lines (%s; in brackets 95 %% intervals)",
                    w->job->study.currency);
    heading(w, 2);
    raw(w, "<table border=\"1\">\n<thead><tr>", "\n|");
    for (size_t k = 0; k < n; k++) {
        raw(w, "<th scope=\"col\">", " ");
        rap_text_add(&w->words, heads[k]);
        flush(w);
        raw(w, "</th>", " |");
    }
    raw(w, "</tr></thead>\n<tbody>\n", "\n|");
    for (size_t k = 0; k < n; k++)
        raw(w, "", " --- |");
    raw(w, "", "\n");
    for (size_t i = 0; i < w->job->lines.n; i++)
        table_row(w, i);
    raw(w, "</tbody></table>\n", "");
    rap_text_add(&w->words, "What lines bring does not add up: each line is taken with all others "
                            "as they stand, so there is no total.");
    paragraph(w);
}

/* ---- arms and the best split ------------------------------------------------------------------ */

static void add_increment(writer *w, size_t a) {
    const rap_increment *x = &w->job->worth.increments[a];
    const rap_aim *aim = &budget_of(w)->aims[0];
    int turned = w->job->study.model->outcomes[aim->outcome].better < 0 ? -1 : 1;
    rap_summary s = {.draws = (int64_t)x->draws, .mean = turned * x->effect.mean};
    s.ci_low = turned > 0 ? x->effect.low : -x->effect.high;
    s.ci_high = turned > 0 ? x->effect.high : -x->effect.low;
    rap_text_format(&w->words, " " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ": cost %s ",
                    w->job->study.arms[a].label, w->job->study.currency);
    rap_budget_money(&w->words, x->cost.mean, true);
    rap_text_add(&w->words, " (");
    rap_budget_money(&w->words, x->cost.low, true);
    rap_text_add(&w->words, " to ");
    rap_budget_money(&w->words, x->cost.high, true);
    rap_text_add(&w->words, "); ");
    rap_text_format(&w->words, "%s: ", aim->label);
    rap_budget_effect(&w->words, w->t, aim->outcome, &s, (double)NAN);
    rap_text_format(&w->words, "; cost and effect taken together: %s",
                    rap_dominance_text(x->dominance));
    if (isfinite(x->icer.mean) && x->dominance == RAP_DOMINANCE_TRADE_OFF) {
        rap_text_format(&w->words, ", %s ", w->job->study.currency);
        rap_budget_money(&w->words, x->icer.mean, false);
        rap_text_add(&w->words, " a unit (");
        rap_budget_money(&w->words, x->icer.low, false);
        rap_text_add(&w->words, " to ");
        rap_budget_money(&w->words, x->icer.high, false);
        rap_text_add(&w->words, ")");
    }
    rap_text_add(&w->words, ".");
}

static void say_arms(writer *w) {
    const rap_study *s = &w->job->study;
    if (w->job->worth.arms < 2)
        return;
    rap_text_add(&w->words, "The arms against each other");
    heading(w, 2);
    rap_text_format(&w->words,
                    "Against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                    ", on the same luck, with 95 %% intervals%s:",
                    s->arms[s->baseline].label,
                    budget_of(w)->n_prices ? ", priced outcomes being counted as cost" : "");
    for (size_t a = 0; a < w->job->worth.arms; a++)
        if (a != s->baseline)
            add_increment(w, a);
    paragraph(w);
}

static void add_lever(writer *w, size_t line, double x) {
    if (w->job->line_plan.rows[line].field->kind == RAP_MONEY)
        add_money(w, x);
    else
        rap_text_format(&w->words, "%.3g", round(1000 * x) / 1000 + 0.0);
}

static void add_split(writer *w) {
    const rap_best_split *b = &w->job->best_split;
    rap_text_format(&w->words,
                    "%zu splits of the same money over the lines that have bounds were tried. The "
                    "best one found sets",
                    b->split.n_seen);
    for (size_t i = 0; i < b->n; i++) {
        const rap_line *line = &budget_of(w)->lines[b->lines[i]];
        rap_text_format(&w->words, "%s %s to ", i ? "," : "", line->label);
        add_lever(w, b->lines[i], b->split.best.x[i]);
        rap_text_add(&w->words, " (now ");
        add_lever(w, b->lines[i], b->split.start.x[i]);
        rap_text_add(&w->words, "; about as good from ");
        add_lever(w, b->lines[i], b->near_low[i]);
        rap_text_add(&w->words, " to ");
        add_lever(w, b->lines[i], b->near_high[i]);
        rap_text_add(&w->words, ")");
    }
    rap_text_format(
        &w->words,
        ". On sets of assumptions that the search had not seen, %s: counted in smallest "
        "differences that matter and weighted, between %.2f and %.2f.",
        b->gain.ci_low > 1     ? "it is better than the present split"
        : b->gain.ci_high < -1 ? "it is worse than the present split"
        : b->gain.ci_low >= -1 && b->gain.ci_high <= 1
            ? "no gain that matters was seen"
            : "it is not clear whether it gains as much as matters",
        b->gain.ci_low, b->gain.ci_high);
    for (size_t a = 0; a < budget_of(w)->n_aims; a++) {
        const rap_aim *aim = &budget_of(w)->aims[a];
        rap_text_add(&w->words, a ? "; " : " Best less present: ");
        rap_text_format(&w->words, "%s: ", aim->label);
        rap_budget_effect(&w->words, w->t, aim->outcome, &b->effects[a], (double)NAN);
    }
    rap_text_add(&w->words, ".");
}

static void say_split(writer *w) {
    const rap_best_split *b = &w->job->best_split;
    if (!b || b->n < 2)
        return;
    rap_text_add(&w->words, "The best split");
    heading(w, 2);
    if (b->why[0])
        rap_text_format(&w->words, "It could not be searched: %s", b->why);
    else
        add_split(w);
    paragraph(w);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void say_head(writer *w) {
    const rap_study *s = &w->job->study;
    rap_text_format(&w->words, "Budget justification: %s", s->title);
    heading(w, 1);
    rap_text_add(&w->words, "From a simulation, not from observation: ");
    rap_words_runs(&w->words, w->t);
    rap_text_format(&w->words, ", over %lld months; arm " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE ".",
                    (long long)s->horizon, s->arms[budget_of(w)->arm].label);
    rap_text_add(&w->words,
                 " A change is stated only where its whole 95 % interval lies beyond the "
                 "smallest difference that matters:");
    for (size_t a = 0; a < budget_of(w)->n_aims; a++) {
        rap_text_add(&w->words, a ? "; " : " ");
        rap_budget_aim(&w->words, w->t, &budget_of(w)->aims[a]);
        rap_text_add(&w->words, ": ");
        rap_words_delta(&w->words, w->t, budget_of(w)->aims[a].outcome);
    }
    rap_text_add(&w->words,
                 ". A simulated programme is one run, with and without the change on the "
                 "same luck.");
    paragraph(w);
}

/* Which uncertain numbers are assumed, by group, for the closing sentence. */
static void say_close(writer *w) {
    const rap_worth *x = &w->job->worth;
    size_t all = 0, assumed = 0, named = 0;
    for (size_t g = 0; g < x->n_groups; g++) {
        all += x->groups[g].n;
        assumed += x->groups[g].assumed;
    }
    rap_text_add(&w->words, "No number of runs removes these assumptions: that the rules of the "
                            "model hold for the community at hand");
    if (assumed)
        rap_text_format(&w->words,
                        ", and that %zu of its %zu uncertain numbers, assumed because "
                        "nobody has measured them, lie in their ranges (most numbers in:",
                        assumed, all);
    /* the groups with most assumed numbers, at most five */
    size_t last = (size_t)-1;
    for (size_t most = assumed; most > 0 && named < 5; most--)
        for (size_t g = 0; g < x->n_groups && named < 5; g++)
            if (x->groups[g].assumed == most) {
                rap_text_format(&w->words, "%s %s", named++ ? "," : "", x->groups[g].name);
                last = g;
            }
    rap_text_add(&w->words, last != (size_t)-1 ? ")." : ".");
    paragraph(w);
}

static void say_all(writer *w) {
    say_head(w);
    rap_text_add(&w->words, "What each line brings");
    heading(w, 2);
    for (size_t i = 0; i < w->job->lines.n; i++)
        if (w->is_short)
            say_line_shortly(w, i);
        else
            say_line(w, i);
    say_table(w);
    if (!w->is_short) {
        say_arms(w);
        say_split(w);
    }
    say_close(w);
}

static writer begin(const rap_job *job, rap_text *out, bool html) {
    const char *length = job->manifest.justification;
    writer w = {.job = job,
                .t = &job->tables,
                .out = out,
                .html = html,
                .is_short = length && strcmp(length, "short") == 0};
    rap_text_init(&w.words);
    return w;
}

void rap_justification_markdown(const rap_job *job, rap_text *out) {
    writer w = begin(job, out, false);
    say_all(&w);
    rap_text_free(&w.words);
}

void rap_justification_html(const rap_job *job, rap_text *out) {
    writer w = begin(job, out, true);
    rap_text_add(
        out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    rap_text_add(&w.words, job->study.title);
    flush(&w);
    rap_text_add(out,
                 "</title>\n<style>\nbody { font: 1rem/1.5 sans-serif; max-width: 60rem; "
                 "margin: 2rem auto; padding: 0 1rem; color: #222; }\n"
                 "table { border-collapse: collapse; font-size: 0.85rem; }\n"
                 "th, td { border: 1px solid #777; padding: 0.3rem 0.5rem; text-align: left; "
                 "vertical-align: top; overflow-wrap: anywhere; }\n</style>\n</head>\n<body>\n");
    say_all(&w);
    rap_text_add(out, "</body>\n</html>\n");
    rap_text_free(&w.words);
}
