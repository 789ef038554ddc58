/* survey_study.c: means of a survey as the text of a study's part. */
#include "cli/sheets/survey_study.h"
#include "scenario/priors/prior.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    rap_text *out;
    const rap_survey_means *means;
    const rap_poll *survey;
    const rap_survey_wishes *wishes;
    const char *file;
} writer;

static void add_study_text(rap_text *out, const char *words) {
    rap_text_study(out, words, strlen(words));
}

/* ---- the head --------------------------------------------------------------------------------- */

static void write_survey_head(const writer *w) {
    const rap_poll *y = w->survey;
    rap_text *out = w->out;
    rap_text_format(out, "# What a survey of %zu respondents", y->respondents.n);
    if (y->named)
        rap_text_format(out, " in %zu organisations", y->place_words.n);
    rap_text_add(out, " says, for a study that includes this file.\n"
                      "# No respondent stands in it. Scores run "
                      "from 0 to 1 of their scale.\n#\n");
    for (size_t k = 0; k < y->n_constructs; k++) {
        const rap_construct *c = &y->constructs[k];
        rap_text_format(out, "# %s: the outcome %s%s. %c%s: %s.\n", c->label,
                        c->sign < 0 ? "1 less " : "", c->outcome, c->grade[0] - 'a' + 'A',
                        c->grade + 1, c->grounds);
    }
    rap_text_add(out, "\n");
}

/* ---- how far respondents differ --------------------------------------------------------------- */

/* Begins with `mark`, where there is something to say. */
static void write_spread(rap_text *out, const char *mark, rap_survey_spread spread) {
    if (spread == RAP_SPREAD_POOLED)
        rap_text_format(out, "%show far respondents differ is that of all organisations", mark);
    else if (spread == RAP_SPREAD_ASSUMED)
        rap_text_format(out,
                        "%show far respondents differ is assumed (%.1f), for no organisation has "
                        "two who answered",
                        mark, rap_assumed_spread);
    else if (spread == RAP_SPREAD_UNTOLD)
        rap_text_format(out,
                        "%sthose asked count as some of many, for no organisation has two who "
                        "answered",
                        mark);
}

/* ---- where organisations begin ---------------------------------------------------------------- */

/* As a beta distribution, which must have both shapes well above 0: a mean not at an end, an sd not too large for it. */
static void write_beta(rap_text *out, double mean, double sd) {
    static const double edge = 0.02, least_shape = 0.2;
    double m = fmin(fmax(mean, edge), 1 - edge), near = fmin(m, 1 - m);
    double s = fmin(sd, sqrt(m * (1 - m) / (1 + least_shape / near)));
    s = fmax(s, sqrt(m * (1 - m) / RAP_MOST_SHAPE));
    rap_text_format(out, "{ mean = %.6f; sd = %.6f; distribution = \"beta\"; ", m, s);
}

static void write_start(const writer *w, const rap_survey_mean *start, const char *key) {
    rap_text *out = w->out;
    rap_text_format(out, "%s = ", key);
    write_beta(out, start->value, start->sd);
    rap_text_format(out, "grade = \"%s\"; source = \"",
                    w->survey->constructs[start->construct].grade);
    add_study_text(out, w->file);
    rap_text_format(out, ", month 0, n = %zu", start->respondents);
    write_spread(out, "; ", start->spread);
    rap_text_add(out, "\"; };");
}

/* "relation.trust" is trust in the group relation. */
static void write_start_of(const writer *w, const rap_survey_mean *start) {
    const char *key = w->survey->constructs[start->construct].start, *dot = strchr(key, '.');
    rap_text_add(w->out, "    ");
    if (dot)
        rap_text_format(w->out, "%.*s = { ", (int)(dot - key), key);
    write_start(w, start, dot ? dot + 1 : key);
    rap_text_add(w->out, dot ? " };\n" : "\n");
}

static void write_organisations(const writer *w) {
    if (w->means->n_starts == 0)
        return;
    rap_text_add(w->out, "# Where organisations begin, as they said in month 0.\n"
                         "organisations = {\n");
    for (uint32_t place = 0; place < w->survey->place_words.n; place++) {
        bool begun = false;
        for (size_t k = 0; k < w->means->n_starts; k++)
            if (w->means->starts[k].group == place) {
                if (!begun)
                    rap_text_format(w->out, "  %s = {\n", w->survey->places[place].name);
                begun = true;
                write_start_of(w, &w->means->starts[k]);
            }
        rap_text_add(w->out, begun ? "  };\n" : "");
    }
    rap_text_add(w->out, "};\n\n");
}

/* Types have values already, in the file that defines them, and none can stand twice. */
static void write_types(const writer *w) {
    bool begun = false;
    for (size_t k = 0; k < w->means->n_means && !w->survey->named; k++) {
        const rap_survey_mean *mean = &w->means->means[k];
        const char *key = w->survey->constructs[mean->construct].start;
        if (!key[0] || strchr(key, '.') || w->survey->waves[mean->wave].month > 0 ||
            w->wishes->by != RAP_BY_TYPE)
            continue;
        if (!begun)
            rap_text_add(w->out, "# Where types begin: to be put into organisation_types in place "
                                 "of what stands there.\n");
        begun = true;
        rap_text_format(w->out, "#   %s: ", w->survey->types[mean->group].name);
        write_start(w, mean, key);
        rap_text_add(w->out, "\n");
    }
    rap_text_add(w->out, begun ? "\n" : "");
}

/* ---- quantities ------------------------------------------------------------------------------- */

static const char *status_of(const writer *w, const rap_survey_mean *mean) {
    const rap_construct *c = &w->survey->constructs[mean->construct];
    bool put_in = w->survey->waves[mean->wave].month == 0 && c->start[0] && w->survey->named;
    return put_in                                                      ? "input"
           : rap_survey_is_kept_back(w->survey, w->wishes, mean->wave) ? "forecast"
                                                                       : "held_out";
}

static const char *name_of_group(const writer *w, const rap_survey_mean *mean) {
    return w->wishes->by == RAP_BY_TYPE           ? w->survey->types[mean->group].name
           : w->wishes->by == RAP_BY_ORGANISATION ? w->survey->places[mean->group].name
                                                  : NULL;
}

/* A long group is cut, and told by its number. */
static void write_name(const writer *w, const rap_survey_mean *mean) {
    enum { ROOM = 36 };
    const char *group = name_of_group(w, mean);
    rap_text_format(w->out, "  %s", w->survey->constructs[mean->construct].name);
    if (group)
        rap_text_format(w->out, "_%.*s", ROOM, group);
    if (group && strlen(group) > ROOM)
        rap_text_format(w->out, "_%u", mean->group + 1);
    rap_text_format(w->out, "_m%d = {\n", w->survey->waves[mean->wave].month);
}

/* What was measured, in the outcome's words where that is the complement of what was asked. */
static void write_asked(const writer *w, const rap_construct *c) {
    const rap_model *model = w->wishes->model;
    for (size_t k = 0; k < model->n_outcomes && c->sign < 0; k++)
        if (!strcmp(model->outcomes[k].name, c->outcome))
            rap_text_format(w->out, "%s, asked as: ", model->outcomes[k].label);
    rap_text_add(w->out, c->label);
}

static void write_measured_label(const writer *w, const rap_survey_mean *mean) {
    rap_text *out = w->out;
    rap_text_add(out, "    label = \"");
    write_asked(w, &w->survey->constructs[mean->construct]);
    if (name_of_group(w, mean)) {
        rap_text_add(out, ", ");
        add_study_text(out, rap_survey_group_label(w->survey, w->wishes, mean->group));
    }
    rap_text_format(out, ", month %d\";\n    source = \"", w->survey->waves[mean->wave].month);
    add_study_text(out, w->file);
    rap_text_format(out, ": %zu respondent%s", mean->respondents,
                    mean->respondents == 1 ? "" : "s");
    if (w->survey->named)
        rap_text_format(out, " of %zu organisation%s", mean->organisations,
                        mean->organisations == 1 ? "" : "s");
    rap_text_add(out, "\";\n");
}

static void write_note(const writer *w, const rap_survey_mean *mean) {
    const rap_construct *c = &w->survey->constructs[mean->construct];
    rap_text *out = w->out;
    rap_text_format(out, "    note = \"Standard error %.4f", mean->error);
    if (isfinite(mean->freedom))
        rap_text_format(out, " on %.3g degrees of freedom", mean->freedom);
    if (!(mean->sd > mean->least))
        rap_text_add(out, "; sd is what whole steps of the scale leave open");
    else if (isfinite(mean->freedom))
        rap_text_add(out, "; sd is that of Student's t");
    write_spread(out, "; ", mean->spread);
    rap_text_format(out, ". %c%s: %s.\";\n", c->grade[0] - 'a' + 'A', c->grade + 1, c->grounds);
}

static void write_measured(const writer *w, const rap_survey_mean *mean) {
    static const char *const kinds[] = {"all", "type:", "organisation:"};
    const rap_construct *c = &w->survey->constructs[mean->construct];
    const char *group = name_of_group(w, mean);
    rap_text *out = w->out;
    write_name(w, mean);
    write_measured_label(w, mean);
    rap_text_format(out,
                    "    status = \"%s\";  communities = 1;\n"
                    "    outcome = { name = \"%s\"; window = \"%d\"; group = \"%s%s\"; };\n"
                    "    value = %.6f;  sd = %.6f;  discrepancy = %.2f;\n",
                    status_of(w, mean), c->outcome, w->survey->waves[mean->wave].month,
                    kinds[w->wishes->by], group ? group : "", mean->value, mean->sd,
                    c->discrepancy);
    write_note(w, mean);
    rap_text_add(out, "  };\n");
}

int rap_survey_study(rap_text *out, const rap_survey_means *means, const rap_poll *survey,
                     const rap_survey_wishes *wishes, const char *file) {
    const writer w = {out, means, survey, wishes, file};
    write_survey_head(&w);
    write_organisations(&w);
    write_types(&w);
    if (means->n_means > 0)
        rap_text_add(out, "# What was measured. sd is the standard error, with organisations as "
                          "what was sampled.\nquantities = {\n");
    for (size_t k = 0; k < means->n_means; k++)
        write_measured(&w, &means->means[k]);
    rap_text_add(out, means->n_means > 0 ? "};\n" : "");
    return rap_text_status(out);
}
