/* test_every_key.c: every key of the tables, of the study and of both models, with values that it must
 * refuse. Each is answered with a problem that names its file, line and key, and, where the key holds a
 * number, with nothing else: no rule and no question sees a value that was refused.
 *
 * The study is a list of paths, printed with one setting a line. */
#include "fixture.h"
#include "sanitized.h"
#include "base/text.h"

typedef struct {
    const char *path, *value;
} entry;

enum { MOST_ENTRIES = 200 };

typedef struct {
    entry entries[MOST_ENTRIES];
    size_t n;
    const char *wanted; /* whose line is looked for */
    int lines, line;
    rap_text text;
} sheet;

/* Everything that a study may hold, so that every key has a place. */
static const entry whole_study[] = {
    {"title", "\"T\""},
    {"model", "\"partnership\""},
    {"currency", "\"CAD\""},
    {"price_year", "2024"},
    {"horizon", "48"},
    {"windows", "[\"12\", \"36\", \"48\"]"},
    {"headlines.0.outcome", "\"trust\""},
    {"headlines.0.window", "\"48\""},
    {"smallest_differences.trust", "0.05"},
    {"unit_costs.currency", "\"CAD\""},
    {"unit_costs.price_year", "2024"},
    {"unit_costs.staff_hour", "60"},
    {"unit_costs.grant_fixed", "6000"},
    {"unit_costs.grant_running", "500"},
    {"unit_costs.translation", "1000"},
    {"unit_costs.session", "300"},
    {"unit_costs.honorarium", "30"},
    {"unit_costs.buy_out_hour", "40"},
    {"unit_costs.participant_honorarium", "25"},
    {"unit_costs.citizen_researcher_hour", "30"},
    {"unit_costs.living_wage", "24"},
    {"organisation_types.a.label", "\"A\""},
    {"organisation_types.b.label", "\"B\""},
    {"organisations.one.type", "\"a\""},
    {"organisations.one.count", "6"},
    {"organisations.two.type", "\"b\""},
    {"organisations.one.knows", "[\"two\"]"},
    {"organisations.one.languages", "[\"bn\"]"},
    {"organisations.one.relation.team", "\"asks\""},
    {"organisations.one.relation.stage", "\"partnered\""},
    {"community.members", "200"},
    {"subgroups.youth.share", "0.5"},
    {"subgroups.youth.language", "\"bn\""},
    {"subgroups.youth.ties.a.strength", "2.0"},
    {"shocks.crisis.start", "6"},
    {"shocks.crisis.months", "3"},
    {"policies.listen.hours.data", "0.4"},
    {"policies.listen.hours.contact", "0.4"},
    {"policies.listen.reserve", "0.1"},
    {"policies.listen.aftercare", "6"},
    {"policies.listen.grants.0.start", "0"},
    {"policies.listen.grants.0.months", "12"},
    {"policies.listen.grants.0.amount", "90000"},
    {"teams.focal.policy", "\"listen\""},
    {"teams.focal.pay.form", "\"honorarium\""},
    {"teams.focal.pay.rate", "30"},
    {"teams.focal.translation.languages", "[\"bn\"]"},
    {"teams.focal.relations.old.type", "\"a\""},
    {"teams.focal.relations.old.stage", "\"dormant\""},
    {"teams.focal.relations.old.trust", "0.5"},
    {"teams.focal.grants.0.start", "0"},
    {"teams.focal.grants.0.months", "24"},
    {"teams.focal.grants.0.amount", "90000"},
    {"teams.focal.grants.1.start", "24"},
    {"teams.focal.grants.1.months", "12"},
    {"teams.focal.grants.1.amount", "90000"},
    {"teams.asks.pay.form", "\"none\""},
    {"teams.asks.costs.trips.kind", "\"travel\""},
    {"teams.asks.costs.trips.amount", "500"},
    {"teams.asks.costs.post.kind", "\"researcher\""},
    {"teams.asks.costs.post.salary", "60000"},
    {"teams.asks.costs.food.kind", "\"food\""},
    {"teams.asks.costs.food.quantity", "7"},
    {"teams.asks.costs.food.price", "7"},
    {"teams.asks.costs.tools.kind", "\"supplies\""},
    {"teams.asks.costs.tools.years.0.amount", "70"},
    {"teams.asks.grants.0.start", "0"},
    {"teams.asks.grants.0.months", "24"},
    {"focal", "\"focal\""},
    {"arms.plain.baseline", "true"},
    {"arms.other.changes.teams.focal.planned", "0.9"},
    {"grid.rows.low.changes.parameters.trust_gain", "0.1"},
    {"grid.columns.few.changes.teams.focal.partners", "4"},
    {"contrasts.gain.plus", "[\"other\"]"},
    {"contrasts.gain.minus", "[\"plain\"]"},
    {"correlations.both.numbers", "[\"parameters.trust_gain\", \"parameters.trust_breach\"]"},
    {"correlations.both.rank", "0.3"},
    {"patterns.p.source", "\"S\""},
    {"patterns.p.built_from", "\"B\""},
    {"patterns.p.status", "\"held_out\""},
    {"patterns.p.plus", "[\"other\"]"},
    {"patterns.p.minus", "[\"plain\"]"},
    {"patterns.p.outcome.name", "\"trust\""},
    {"patterns.p.outcome.window", "\"48\""},
    {"patterns.p.outcome.direction", "\"up\""},
    {"quantities.q.source", "\"S\""},
    {"quantities.q.status", "\"held_out\""},
    {"quantities.q.plus", "[\"other\"]"},
    {"quantities.q.outcome.name", "\"trust\""},
    {"quantities.q.outcome.window", "\"48\""},
    {"quantities.q.value", "0.5"},
    {"quantities.q.sd", "0.1"},
    {"propositions.r.source", "\"S\""},
    {"propositions.r.resource.lever", "\"teams.focal.planned\""},
    {"propositions.r.resource.from", "0.1"},
    {"propositions.r.resource.to", "0.9"},
    {"propositions.r.context.earlier.outcome", "\"trust\""},
    {"propositions.r.context.earlier.window", "\"12\""},
    {"propositions.r.context.earlier.at_least", "0.5"},
    {"propositions.r.response", "\"promise_kept\""},
    {"propositions.r.outcome.name", "\"trust\""},
    {"propositions.r.outcome.window", "\"48\""},
    {"propositions.r.outcome.direction", "\"up\""},
    {"discover.plus", "\"other\""},
    {"discover.minus", "\"plain\""},
    {"discover.outcome", "\"trust\""},
    {"discover.window", "\"48\""},
    {"discover.contexts.start.keys", "[\"organisation_types.a.trust\"]"},
    {"discover.contexts.start.low", "0.1"},
    {"discover.contexts.start.high", "0.9"},
    {"budget.outcomes.trust.outcome", "\"trust\""},
    {"budget.outcomes.trust.window", "\"48\""},
    {"budget.lines.data.lever", "\"teams.focal.hours.data\""},
    {"budget.lines.data.spend", "[\"line:research_staff\"]"},
    {"budget.lines.data.low", "0.1"},
    {"budget.lines.data.high", "0.6"},
    {"budget.other_costs.hours.outcome", "\"trust\""},
    {"budget.other_costs.hours.price", "3"},
    {"budget.surveys.ask.of", "[\"parameters.trust_gain\"]"},
    {"budget.surveys.ask.n", "100"},
    {"budget.surveys.ask.sd", "0.5"},
    {"budget.surveys.ask.cost", "1000"},
    {"budget.population", "5"},
    {"budget.worth_low", "10"},
    {"budget.worth_high", "1000"},
};

/* ---- the text of a study ---------------------------------------------------------------------- */

static void add_line(sheet *s, const char *path, const char *text, size_t n) {
    rap_text_add_bytes(&s->text, text, n);
    rap_text_add(&s->text, "\n");
    s->lines++;
    if (path && strcmp(path, s->wanted) == 0)
        s->line = s->lines;
}

static bool is_below(const char *path, const char *above, size_t n) {
    return strncmp(path, above, n) == 0 && (n == 0 || path[n] == '.');
}

/* Whether an entry before this one has the same `n` letters, a group that was printed already. */
static bool was_printed(const sheet *s, size_t at, size_t n) {
    for (size_t i = 0; i < at; i++)
        if (strncmp(s->entries[i].path, s->entries[at].path, n) == 0 &&
            (s->entries[i].path[n] == '.' || !s->entries[i].path[n]))
            return true;
    return false;
}

static void print_below(sheet *s, const char *above, size_t n);

/* An entry as it stands n letters down its path: a value, a group, or a list of groups. */
static void print_step(sheet *s, const entry *e, size_t n) {
    const char *step = e->path + n;
    size_t length = strcspn(step, ".");
    bool leaf = !step[length], row = step[0] >= '0' && step[0] <= '9';
    bool list = !leaf && step[length + 1] >= '0' && step[length + 1] <= '9';
    char line[400], path[200];
    snprintf(path, sizeof path, "%.*s", (int)(n + length), e->path);
    int k = row ? snprintf(line, sizeof line, "%s{", step[0] == '0' ? "" : ", ")
                : snprintf(line, sizeof line, "%.*s = %s%s", (int)length, step,
                           leaf   ? e->value
                           : list ? "("
                                  : "{",
                           leaf ? ";" : "");
    add_line(s, path, line, (size_t)k);
    if (leaf)
        return;
    print_below(s, e->path, n + length + 1);
    add_line(s, NULL, row ? "}" : list ? ");" : "};", row ? 1 : 2);
}

/* All entries whose path begins with the n letters of `above`, a dot included. */
static void print_below(sheet *s, const char *above, size_t n) {
    for (size_t i = 0; i < s->n; i++) {
        const entry *e = &s->entries[i];
        if (is_below(e->path, above, n ? n - 1 : 0) &&
            !was_printed(s, i, n + strcspn(e->path + n, ".")))
            print_step(s, e, n);
    }
}

static void fill_sheet(sheet *s, const entry *entries, size_t n) {
    *s = (sheet){.n = n, .wanted = ""};
    memcpy(s->entries, entries, n * sizeof *entries);
    rap_text_init(&s->text);
}

/* Keys of which only one may be written: the second gives way to the first. */
static bool gives_way(const char *there, const char *to) {
    return !strcmp(to, "propositions.r.context.earlier.below") &&
           !strcmp(there, "propositions.r.context.earlier.at_least");
}

/* Puts a value in the place of what stands at a path and below it. */
static void set_entry(sheet *s, const char *path, const char *value) {
    size_t kept = 0, at = s->n, length = strlen(path);
    for (size_t i = 0; i < s->n; i++) {
        if (gives_way(s->entries[i].path, path))
            continue;
        bool same = strncmp(s->entries[i].path, path, length) == 0 &&
                    (!s->entries[i].path[length] || s->entries[i].path[length] == '.');
        at = same && at > kept ? kept : at;
        if (!same || at == kept)
            s->entries[kept++] = same ? (entry){path, value} : s->entries[i];
    }
    s->n = kept;
    if (at >= kept)
        s->entries[s->n++] = (entry){path, value};
    s->wanted = path;
}

/* ---- what is refused -------------------------------------------------------------------------- */

static int read_sheet(sheet *s, rap_problems *problems) {
    rap_study study;
    print_below(s, "", 0);
    char *text = rap_copy_text(rap_text_string(&s->text));
    rap_loader loader = {text, fixture_load};
    rap_problems_init(problems);
    int status = rap_study_read(&study, rap_models, &loader, "test.cfg", NULL, problems);
    rap_study_free(&study);
    rap_free(text);
    rap_text_free(&s->text);
    return status;
}

/* The row in the place of a star: the first that has what comes behind it up to the next star, else the first there is. */
static const char *row_at_star(const sheet *s, const char *path, const char *star) {
    const char *first = NULL;
    size_t n = strlen(path), behind = strcspn(star + 1, "*");
    for (size_t i = 0; i < s->n; i++) {
        const char *row = s->entries[i].path + n;
        if (strncmp(s->entries[i].path, path, n) != 0)
            continue;
        first = first ? first : row;
        if (strncmp(row + strcspn(row, "."), star + 1, behind) == 0)
            return row;
    }
    return first ? first : "x";
}

/* The path pattern of a table with a row that there is in the place of each star. */
static void place_path(const sheet *s, const char *pattern, char *path) {
    const char *star;
    path[0] = '\0';
    while ((star = strchr(pattern, '*'))) {
        strncat(path, pattern, (size_t)(star - pattern));
        const char *row = row_at_star(s, path, star);
        strncat(path, row, strcspn(row, "."));
        pattern = star + 1;
    }
    strcat(path, pattern);
}

typedef struct {
    const entry *study;
    size_t n;
    bool echoes; /* whether other problems may stand beside the one that is expected */
    int tried, wrong;
} trial;

static bool names_key(const rap_problem *p, const char *path, int line) {
    size_t n = strlen(path);
    return p->line == line && !strcmp(p->file, "test.cfg") && !strncmp(p->key, path, n) &&
           (!p->key[n] || p->key[n] == '.');
}

/* Complains of an answer that does not name the place, or names another besides. */
static void judge(trial *t, const sheet *s, const char *value, int status, const rap_problems *p,
                  bool echoes) {
    size_t named = 0;
    for (size_t i = 0; i < p->n; i++)
        named += names_key(&p->rows[i], s->wanted, s->line);
    t->tried++;
    if (status == RAP_EINPUT && named > 0 && (echoes || named == p->n))
        return;
    t->wrong++;
    print_error("%s = %s, line %d: status %d\n", s->wanted, value, s->line, status);
    for (size_t i = 0; i < p->n; i++)
        print_error("  %s:%d: %s: %s\n", p->rows[i].file, p->rows[i].line, p->rows[i].key,
                    p->rows[i].text);
}

static void try_value(trial *t, const char *pattern, const char *value, bool echoes) {
    sheet s;
    rap_problems problems;
    char path[200];
    fill_sheet(&s, t->study, t->n);
    place_path(&s, pattern, path);
    set_entry(&s, path, value);
    int status = read_sheet(&s, &problems);
    judge(t, &s, value, status, &problems, echoes || t->echoes);
    rap_problems_free(&problems);
}

static void try_values(trial *t, const char *pattern, const char *const *values, bool echoes) {
    for (; *values; values++)
        try_value(t, pattern, *values, echoes);
}

static const char *const no_numbers[] = {
    "012",    "12m",  "nan",    "1e999",      ".",      "0x", "1e-999", "-", "99999999999999999999",
    "\"12\"", "true", "(1, 2)", "{ a = 1; }", "[1, 2]", NULL};
static const char *const no_uncertain[] = {"{ value = 012; }",   "{ value = nan; }",
                                           "{ value = \"x\"; }", "{ value = (1); }",
                                           "{ sd = 1; }",        NULL};

/* Beyond a bound; where the table's is the end of what can be written, there is none beyond. */
static void try_bounds(trial *t, const char *path, const rap_field *f) {
    const char *form = f->kind == RAP_INTEGER ? "%.0f" : "%.6e";
    char value[64];
    if (f->hi < 1e18) {
        snprintf(value, sizeof value, form, f->hi * (f->hi > 0 ? 2 : 0.5) + 1);
        try_value(t, path, value, false);
    }
    snprintf(value, sizeof value, form, f->lo * (f->lo < 0 ? 2 : 0.5) - 1);
    try_value(t, path, value, false);
}

static int try_number(void *context, const char *path, const rap_field *f) {
    trial *t = context;
    if (f->kind != RAP_REAL && f->kind != RAP_INTEGER && f->kind != RAP_MONEY)
        return 0;
    try_values(t, path, no_numbers, false);
    try_bounds(t, path, f);
    if (f->kind == RAP_REAL)
        try_values(t, path, no_uncertain, false);
    else
        try_value(t, path, f->kind == RAP_MONEY ? "0.005" : "0.5", false);
    return 0;
}

/* What a key holds decides what it refuses; groups and lists leave holes, of which others complain. */
static int try_other_kinds(void *context, const char *path, const rap_field *f) {
    static const char *const no_text[] = {
        "5", "012", "true", "(\"a\")", "{ a = 1; }", "\"\\x07\"", "\"a\\xe2\\x80\\xae\"", NULL};
    static const char *const no_truth[] = {"1", "012", "\"true\"", "(true)", "{ a = 1; }", NULL};
    static const char *const no_texts[] = {"5", "012", "\"a\"", "{ a = 1; }", "(5)", "(012)", NULL};
    static const char *const no_group[] = {"5", "012", "\"a\"", "(1, 2)", "true", NULL};
    static const char *const no_list[] = {"5",      "012",   "\"a\"", "{ a = 1; }",
                                          "(1, 2)", "(012)", NULL};
    switch (f->kind) {
    case RAP_TEXT:
    case RAP_CHOICE:
    case RAP_NAME:
        try_values(context, path, no_text, true);
        break;
    case RAP_BOOLEAN:
        try_values(context, path, no_truth, true);
        break;
    case RAP_TEXTS:
        try_values(context, path, no_texts, true);
        break;
    case RAP_GROUP:
    case RAP_MAP:
    case RAP_TREE:
        try_values(context, path, no_group, true);
        break;
    case RAP_LIST:
        try_values(context, path, no_list, true);
        break;
    case RAP_ANY:
        try_value(context, path, "012", false);
        break;
    case RAP_REAL:
    case RAP_INTEGER:
    case RAP_MONEY:
        break;
    }
    return 0;
}

/* ---- tests ------------------------------------------------------------------------------------ */

static const trial partnership_trial = {whole_study, sizeof whole_study / sizeof *whole_study,
                                        false, 0, 0};

static void the_whole_study_is_good(void **state) {
    sheet s;
    rap_problems problems;
    (void)state;
    fill_sheet(&s, whole_study, sizeof whole_study / sizeof *whole_study);
    int status = read_sheet(&s, &problems);
    for (size_t i = 0; i < problems.n; i++)
        print_error("%d: %s: %s\n", problems.rows[i].line, problems.rows[i].key,
                    problems.rows[i].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
}

static void every_number_refuses_what_is_none(void **state) {
    skip_under_sanitizers(); /* those of the other models go the same ways */
    trial t = partnership_trial;
    (void)state;
    rap_study_visit(try_number, &t);
    rap_record_visit(rap_models[0]->root, try_number, &t);
    assert_true(t.tried > 4000);
    assert_int_equal(t.wrong, 0);
}

static void every_other_key_refuses_other_kinds(void **state) {
    trial t = partnership_trial;
    (void)state;
    rap_study_visit(try_other_kinds, &t);
    rap_record_visit(rap_models[0]->root, try_other_kinds, &t);
    assert_true(t.tried > 500);
    assert_int_equal(t.wrong, 0);
}

/* The other models, which share the grammar and have rules of their own. */
static void the_rules_of_other_models_see_none(void **state) {
    entry entries[MOST_ENTRIES];
    trial t = partnership_trial;
    (void)state;
    memcpy(entries, whole_study, sizeof whole_study);
    for (size_t m = 1; rap_models[m]; m++) {
        char name[100];
        snprintf(name, sizeof name, "\"%s\"", rap_models[m]->name);
        entries[1].value = name;
        t.study = entries;
        t.echoes = true;
        rap_record_visit(rap_models[m]->root, try_number, &t);
    }
    assert_int_equal(t.wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_study_is_good),
        cmocka_unit_test(every_number_refuses_what_is_none),
        cmocka_unit_test(every_other_key_refuses_other_kinds),
        cmocka_unit_test(the_rules_of_other_models_see_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
