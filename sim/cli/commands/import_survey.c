/* import_survey.c: rapport import survey FILE: what partners say, as a part of a study. */
#include "base/error.h"
#include "cli/commands/import.h"
#include "cli/commands/import_files.h"
#include "cli/folder/files.h"
#include "cli/sheets/study_tree.h"
#include "cli/sheets/survey_study.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    rap_import *in;
    rap_import_files out;
    rap_files files;
    rap_study_tree tree; /* of --study, without the survey */
    rap_survey_known known;
    rap_survey_wishes wishes;
    rap_poll survey;
    rap_survey_means means;
    rap_text text;
    bool taken; /* --study includes the part */
} survey_import;

/* ---- the study around it ---------------------------------------------------------------------- */

/* --study with `text` where it includes the survey. */
static rap_loader loader_with(survey_import *i, rap_stand_in *stand_in, const char *text) {
    *stand_in = (rap_stand_in){rap_files_loader(&i->files), i->out.study, text, false};
    return rap_stand_in_loader(stand_in);
}

static int read_known(survey_import *i) {
    rap_stand_in stand_in;
    rap_loader loader = loader_with(i, &stand_in, "");
    i->known.file = i->in->options->study;
    if (!i->known.file)
        return RAP_OK;
    int status = rap_study_tree_read(&i->tree, &loader, i->known.file, &i->in->problems);
    status = status ? status
                    : rap_study_tree_rows(&i->tree, "organisations", &i->known.rows, &i->known.n);
    i->wishes.known = &i->known;
    return status;
}

/* Trust in a team needs a relation with one, which only the study can state. */
static int refuse_strangers(survey_import *i) {
    const rap_tree *rows = rap_tree_child(i->tree.root, "organisations");
    int status = RAP_OK;
    for (size_t k = 0; k < i->means.n_starts && i->known.file && status != RAP_ENOMEM; k++) {
        const rap_survey_mean *start = &i->means.starts[k];
        const rap_survey_place *place = &i->survey.places[start->group];
        bool of_team = !strncmp(i->survey.constructs[start->construct].start, "relation.", 9);
        if (of_team && !rap_tree_child(rap_tree_child(rows, place->name), "relation"))
            status = rap_problems_add(&i->in->problems, i->in->file, 0, place->label,
                                      "says how far it trusts the team, and %s states no relation "
                                      "with one: yes, past or ended under Partner in the list "
                                      "expected, or its answers left out",
                                      i->known.file);
    }
    return status;
}

/* Whether the study takes what the survey says. */
static int try_study_with_survey(survey_import *i) {
    rap_stand_in stand_in;
    rap_loader loader = loader_with(i, &stand_in, rap_text_string(&i->text));
    rap_study study = {0};
    if (!i->known.file)
        return RAP_OK;
    int status = rap_study_read(&study, rap_models, &loader, i->known.file, NULL, &i->in->problems);
    rap_study_free(&study);
    i->taken = stand_in.met;
    if (!status && !i->taken)
        rap_text_format(&i->survey.notes,
                        "%s does not take it yet: write @include \"%s\" into it.\n", i->known.file,
                        i->out.study);
    return status;
}

/* ---- making it -------------------------------------------------------------------------------- */

/* The last part of the file's path, where it can stand in a study. */
static const char *cited_name(const survey_import *i) {
    const char *slash = strrchr(i->in->file, '/'), *leaf = slash ? slash + 1 : i->in->file;
    return rap_text_is_clean(leaf) ? leaf : "the survey";
}

/* What --map and --month say. */
static int read_survey_wishes(survey_import *i) {
    const rap_options *o = i->in->options;
    rap_problems *problems = &i->in->problems;
    size_t before = rap_problems_seen(problems);
    int status = rap_survey_wish(&i->wishes, rap_models[0], o->maps, o->n_maps, problems);
    const char *why = o->month ? rap_survey_date(&i->wishes.month0, o->month) : NULL;
    if (why && !status)
        status = rap_problems_add(problems, NULL, 0, "--month", "\"%s\" %s", o->month, why);
    return status ? status : rap_problems_seen(problems) > before ? rap_fail(RAP_EINPUT) : RAP_OK;
}

static int make_part(survey_import *i) {
    rap_import *in = i->in;
    int status = read_survey_wishes(i);
    status = status ? status : read_known(i);
    status = status ? status : rap_survey_read(&i->survey, &in->sheet, &i->wishes, &in->problems);
    status = status ? status : rap_survey_means_make(&i->means, &i->survey, &i->wishes);
    status = status ? status : refuse_strangers(i);
    rap_import_files_head(&i->text, in, "What partners say");
    status = status ? status
                    : rap_survey_study(&i->text, &i->means, &i->survey, &i->wishes, cited_name(i));
    status = status ? status : try_study_with_survey(i);
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

static void say_next_of_survey(const survey_import *i, rap_text *out) {
    const char *study = i->in->options->study;
    if (!study || !i->taken) {
        rap_text_format(out, "Next: put @include \"%s\" into your study.\n", i->out.study);
        return;
    }
    rap_text_add(out, "Next:\n  ");
    rap_add_hint(out, "check", study);
    rap_text_add(out, "\n  ");
    rap_add_hint(out, "calibrate", study);
    rap_text_add(out, "\n");
}

static int say_survey(survey_import *i) {
    rap_text out;
    rap_text_init(&out);
    say_means(i, &out);
    rap_text_format(
        &out, "\n%s is written. %s", i->out.study,
        i->wishes.population == 0 && i->survey.named && i->wishes.by != RAP_BY_ORGANISATION
            ? "Those asked count as some of many; where they are all there are, or most, "
              "--map population=NUMBER says so.\n"
            : "\n");
    say_waves(i, &out);
    rap_text_add(&out, rap_text_string(&i->survey.notes));
    say_next_of_survey(i, &out);
    int status = i->in->options->quiet ? RAP_EXIT_DONE : rap_print(&out);
    rap_text_free(&out);
    return status;
}

int rap_import_survey(rap_import *import) {
    survey_import i = {.in = import};
    rap_text_init(&i.text);
    int status = rap_files_init(&i.files) ? rap_failed("the data folder", RAP_ENOMEM)
                                          : rap_import_part_open(&i.out, import);
    status = status ? status : make_part(&i);
    status = status ? status : rap_import_files_write(&i.out, &i.text, NULL);
    status = status ? status : say_survey(&i);
    rap_survey_means_free(&i.means);
    rap_survey_free(&i.survey);
    rap_study_tree_free(&i.tree);
    rap_import_files_free(&i.out);
    rap_files_free(&i.files);
    rap_text_free(&i.text);
    return status;
}
