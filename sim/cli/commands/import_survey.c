/* import_survey.c: rapport import survey FILE: what partners say, as a part of a study. */
#include "base/error.h"
#include "cli/commands/import.h"
#include "cli/folder/files.h"
#include "cli/folder/new_file.h"
#include "cli/sheets/survey_study.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"
#include "models/registry.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    rap_import *in;
    rap_survey_wishes wishes;
    rap_known_rows known;
    rap_poll survey;
    rap_survey_means means;
    rap_text text;
} survey_import;

/* The last part of the file's path, where it can stand in a study. */
static const char *cited_name(const survey_import *i) {
    const char *slash = strrchr(i->in->file, '/'), *leaf = slash ? slash + 1 : i->in->file;
    return rap_text_is_clean(leaf) ? leaf : "the survey";
}

/* The organisations of the study that --map organisations= names. */
static int read_known(survey_import *i) {
    rap_files files;
    if (!i->wishes.file)
        return RAP_OK;
    int status = rap_files_init(&files);
    rap_loader loader = rap_files_loader(&files);
    if (!status)
        status = rap_known_rows_read(&i->known, &loader, i->wishes.file, "organisations",
                                     &i->in->problems);
    rap_files_free(&files);
    i->wishes.known = &i->known;
    return status;
}

static int make_part(survey_import *i) {
    rap_import *in = i->in;
    size_t before = rap_problems_seen(&in->problems);
    int status = rap_survey_wish(&i->wishes, rap_models[0], in->options->maps, in->options->n_maps,
                                 &in->problems);
    if (!status && rap_problems_seen(&in->problems) > before)
        status = RAP_EINPUT;
    status = status ? status : read_known(i);
    status = status ? status : rap_survey_read(&i->survey, &in->sheet, &i->wishes, &in->problems);
    status = status ? status : rap_survey_means_make(&i->means, &i->survey, &i->wishes);
    status = status ? status
                    : rap_survey_study(&i->text, &i->means, &i->survey, &i->wishes, cited_name(i));
    return status ? rap_import_refused(in, status) : RAP_EXIT_DONE;
}

/* ---- what is said ----------------------------------------------------------------------------- */

static void add_share_cell(rap_table *t, double x) {
    rap_table_cell(t, "%.2f", x);
}

/* Each mean, so that a wrong item or scale is seen. */
static void say_means(const survey_import *i, rap_text *out) {
    static const rap_align align[] = {RAP_WRAP,  RAP_WRAP,  RAP_RIGHT, RAP_RIGHT,
                                      RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    static const char *const heads[] = {"Asked about", "Of",    "Month",        "Mean",
                                        "+/-",         "Asked", "Organisations"};
    rap_table t;
    rap_table_init(&t, align, 7);
    for (size_t k = 0; k < 7; k++)
        rap_table_cell(&t, "%s", heads[k]);
    for (size_t k = 0; k < i->means.n_means; k++) {
        const rap_survey_mean *m = &i->means.means[k];
        const rap_construct *c = &i->survey.constructs[m->construct];
        rap_table_cell(&t, "%s%s", c->label, c->sign < 0 ? " (1 less)" : "");
        rap_table_cell(&t, "%s", rap_survey_group_label(&i->survey, &i->wishes, m->group));
        rap_table_cell(&t, "%d", i->survey.waves[m->wave].month);
        add_share_cell(&t, m->value);
        add_share_cell(&t, 1.96 * m->sd);
        rap_table_cell(&t, "%zu", m->respondents);
        rap_table_cell(&t, "%zu", m->organisations);
    }
    rap_table_print(&t, out, 2, rap_table_width());
    rap_table_free(&t);
}

static void say_waves(const survey_import *i, rap_text *out) {
    const rap_poll *y = &i->survey;
    for (size_t k = 0; k < y->n_waves; k++) {
        const rap_survey_wave *w = &y->waves[k];
        rap_text_format(out, "%s%d", k == 0 ? "Waves: month " : ", month ", w->month);
        if (w->dated)
            rap_text_format(out, " (%d-%02d", w->from / 12, w->from % 12 + 1);
        if (w->dated && w->to != w->from)
            rap_text_format(out, " to %d-%02d", w->to / 12, w->to % 12 + 1);
        rap_text_format(out, "%s%s", w->dated ? ")" : "",
                        rap_survey_is_kept_back(y, &i->wishes, (uint32_t)k) ? " kept back" : "");
    }
    rap_text_add(out, ".\n");
    if (y->unanswered > 0)
        rap_text_format(out, "%zu cells without an answer.\n", y->unanswered);
    if (i->means.n_starts > 0)
        rap_text_format(out, "%zu values in which organisations begin.\n", i->means.n_starts);
}

static int say_survey(survey_import *i) {
    rap_text out;
    rap_text_init(&out);
    say_means(i, &out);
    rap_text_format(
        &out, "\n%s is written. %s", i->in->options->out,
        i->wishes.population == 0 && i->survey.named && i->wishes.by != RAP_BY_ORGANISATION
            ? "Those asked count as some of many; where they are all there are, or most, "
              "--map population=NUMBER says so.\n"
            : "\n");
    say_waves(i, &out);
    rap_text_add(&out, rap_text_string(&i->survey.notes));
    rap_text_format(&out, "Next: put @include \"%s\" into your study.\n", i->in->options->out);
    int status = i->in->options->quiet ? RAP_EXIT_DONE : rap_print(&out);
    rap_text_free(&out);
    return status;
}

static int write_part(survey_import *i) {
    const rap_options *o = i->in->options;
    if (o->out) {
        int status = rap_new_file(o->out, &i->text);
        return status ? status : say_survey(i);
    }
    size_t n = i->survey.notes.n;
    if (n > 1)
        rap_note(o->quiet, "%.*s", (int)(n - 1), rap_text_string(&i->survey.notes));
    return rap_print(&i->text);
}

int rap_import_survey(rap_import *import) {
    survey_import i = {.in = import};
    rap_text_init(&i.text);
    int status = make_part(&i);
    status = status ? status : write_part(&i);
    rap_survey_means_free(&i.means);
    rap_survey_free(&i.survey);
    rap_known_rows_free(&i.known);
    rap_text_free(&i.text);
    return status;
}
