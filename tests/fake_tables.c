/* fake_tables.c: hand-made tables of a made-up model. */
#include "fake_tables.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum {
    N_ARMS = 7,
    N_TYPES = 8,
    N_MONTHS = 121,
    N_OUTCOMES = 10,
    N_WINDOWS = 3,
    N_CONTRASTS = 10,
    SPEND = 8
};

const char fake_hostile[] =
    "`touch pwned1` $(touch pwned2) '.system('touch pwned3').' \" <script>alert(1)</script> "
    "& @title \\n %s %d ]]> {/*2 x}_y =1+1 \\";

static const rap_outcome outcomes[N_OUTCOMES] = {
    {"survival", "Survival of partnerships", "share",
     "Of the pairs ever partnered, the share that is live", 1, 0.05,
     RAP_SERIES | RAP_SERIES_BY_GROUP, NULL, NULL, 0},
    {"live_months", "Live organisation-months", "months", "Live partnerships added up over months",
     1, 24, 0, NULL, NULL, 0},
    {"trust", "Trust", "0-1", "Mean over all organisations listed at month 0", 1, 0.03, RAP_SERIES,
     NULL, NULL, 0},
    {"next_take_up", "Take-up of the next team's invitation", "probability",
     "Mean over all organisations", 1, 0.02, RAP_SERIES, NULL, NULL, 0},
    {"participants", "Participants", "people", "Number of community members who took part", 1, 20,
     RAP_SERIES, NULL, NULL, 0},
    {"breached", "Promises broken", "promises", "Past due date and grace", -1, 2, RAP_SERIES, NULL,
     NULL, 0},
    {"outputs", "Co-produced outputs", "outputs", "Products of joint work", 1, 0.5, RAP_SERIES,
     NULL, NULL, 0},
    {"hours", "Hours given by partners", "hours", "Joint hours that partner organisations gave", 0,
     20, RAP_SERIES, NULL, NULL, 0},
    {"spend", "Spend", "currency", "Money spent, nominal", 0, 1000,
     RAP_SERIES | RAP_SPEND | RAP_CURRENCY, NULL, NULL, 0},
    {"idle", "Idle money", "currency", "Granted money that was not spent", -1, 1000, RAP_CURRENCY,
     NULL, NULL, 0}};

static const char *const arm_names[N_ARMS] = {"parachute",
                                              "project_by_project",
                                              "sustained",
                                              "parachute_stretched",
                                              "sustained_compressed",
                                              "sustained_thin",
                                              "sustained_no_aftercare"};
static const char *const arm_labels[N_ARMS] = {"Parachute, 12 months",
                                               "Project by project, 3 x 12 months",
                                               "Sustained, 60 months",
                                               "Parachute, stretched to 60 months",
                                               "Sustained, compressed to 12 months",
                                               "Sustained, spread thinly over more teams",
                                               "Sustained, without aftercare"};
static const char *const arm_notes[N_ARMS] = {
    "One year, mostly data collection; a third of the promised results are planned; nothing "
    "afterwards.",
    "Three grants of a year with gaps of a year between, honoraria, some follow-up.",
    "Half a year of listening, shared decisions, pay by type, follow-up, charter and MOU; a tenth "
    "kept for aftercare.",
    "What the parachute does, done slowly: separates what is done from how long.",
    "What the sustained policy does, done in one year, three months of it listening.",
    "Twelve partners instead of eight on the same hours, less follow-up for each.",
    "All of the money is spent in the 60 months."};
static const char *const types[N_TYPES][2] = {
    {"type:grassroots_association", "Grassroots association"},
    {"type:informal_group", "Informal group"},
    {"type:ispo", "Immigrant-serving provider"},
    {"type:gssa", "General social service agency"},
    {"type:public_agency", "Public agency"},
    {"type:immigrant_business", "Immigrant-focused business"},
    {"type:corporation", "Corporation"},
    {"type:employer", "Employer of foreign workers"}};
static const size_t written[4][2][2] = {
    {{2, 4}, {0, 3}}, {{2, 3}, {4, 0}}, {{2, 2}, {6, 6}}, {{2, 2}, {5, 5}}};
static const char *const written_labels[4] = {
    "What is done: sustained policy against parachute policy, mean over 12 and 60 months",
    "How long: 60 months against 12, mean over both policies",
    "Aftercare: a tenth of the money kept for two years after the grant",
    "Fewer partners, more follow-up for each: eight against twelve"};
static const char *const anchors[] = {"end", "first_end", NULL};

static const double level[N_OUTCOMES] = {0.42, 380, 0.46, 0.33, 640, 14, 9, 900, 300000, 4000};
static const double effect[N_ARMS][N_OUTCOMES] = {
    {0},
    {0.06, 30, 0.004, 0.01, -60, -1, -1, 120, -9000, 6000},
    {0.27, 260, 0.13, 0.08, -90, -9, 3, 700, 0, 300},
    {0.01, 10, -0.01, 0, -30, 1, 0.2, 10, 0, -200},
    {0.11, 60, 0.06, 0.04, -70, -5, 1.1, 240, -20000, 18000},
    {0.14, 150, 0.02, 0.025, 40, 4, 2, 640, 0, 100},
    {0.22, 220, 0.11, 0.07, -80, -7, 2.6, 690, 0, 300}};
static const double type_factor[N_TYPES] = {1.9, 1.4, 0.8, 1.0, 0.6, 0.2, -0.5, 0.9};

/* ---- the made-up study ----------------------------------------------------------------------- */

static const char *label(fake_kind kind, const char *usual) {
    return kind == FAKE_HOSTILE ? fake_hostile : usual;
}

static int make_contrasts(rap_study *s, fake_kind kind) {
    s->n_contrasts = s->n_arms == 1 ? 0 : N_CONTRASTS;
    s->contrasts = rap_allocate(s->n_contrasts, sizeof *s->contrasts);
    if (!s->contrasts)
        return RAP_ENOMEM;
    static const size_t position[N_ARMS] = {0, 1, 2, 3, 4, 5, 6};
    for (size_t c = 0; c < s->n_contrasts; c++)
        if (c < N_ARMS - 1)
            s->contrasts[c] = (rap_contrast){arm_names[c + 1],
                                             label(kind, arm_labels[c + 1]),
                                             &position[c + 1],
                                             &position[0],
                                             1,
                                             1,
                                             true};
        else
            s->contrasts[c] = (rap_contrast){"written",
                                             label(kind, written_labels[c - N_ARMS + 1]),
                                             written[c - N_ARMS + 1][0],
                                             written[c - N_ARMS + 1][1],
                                             c < N_ARMS + 1 ? 2 : 1,
                                             c < N_ARMS + 1 ? 2 : 1,
                                             false};
    return RAP_OK;
}

static int make_study(fake_tables *f, fake_kind kind) {
    rap_study *s = &f->study;
    static const rap_headline headlines[] = {{0, 1, "all"}, {1, 2, "all"}, {2, 2, "all"},
                                             {3, 2, "all"}, {4, 0, "all"}, {4, 2, "all"},
                                             {5, 2, "all"}, {6, 2, "all"}};
    static const rap_window windows[] = {{"12", -1, 12}, {"end+36", 0, 36}, {"120", -1, 120}};
    f->model = (rap_model){.name = "fake",
                           .label = "Made-up model",
                           .version = "1",
                           .outcomes = outcomes,
                           .n_outcomes = N_OUTCOMES,
                           .anchors = anchors};
    *s = (rap_study){.model = &f->model,
                     .title = label(kind, "Parachute in and out, or stay?"),
                     .question =
                         label(kind, "What does staying buy, for whom, at the same total budget?"),
                     .currency = label(kind, "CAD"),
                     .horizon = N_MONTHS - 1,
                     .draws = 100,
                     .replicates = 4,
                     .seed = 2022,
                     .n_arms = kind == FAKE_SINGLE ? 1 : N_ARMS,
                     .n_windows = N_WINDOWS,
                     .horizon_window = 2,
                     .n_headlines = kind == FAKE_SINGLE ? 1 : 8,
                     .fingerprint = 0x1234abcdu};
    if (kind == FAKE_SINGLE)
        s->draws = 0;
    s->arms = rap_allocate(s->n_arms, sizeof *s->arms);
    s->windows = rap_allocate(N_WINDOWS, sizeof *s->windows);
    s->headlines = rap_allocate(8, sizeof *s->headlines);
    s->delta = rap_allocate(N_OUTCOMES, sizeof *s->delta);
    if (!s->arms || !s->windows || !s->headlines || !s->delta)
        return RAP_ENOMEM;
    for (size_t a = 0; a < s->n_arms; a++)
        s->arms[a] = (rap_arm){.name = arm_names[a],
                               .label = label(kind, arm_labels[a]),
                               .note = label(kind, arm_notes[a]),
                               .baseline = a == 0};
    for (size_t o = 0; o < N_OUTCOMES; o++)
        s->delta[o] = outcomes[o].delta;
    memcpy(s->windows, windows, sizeof windows);
    memcpy(s->headlines, headlines, sizeof headlines);
    return make_contrasts(s, kind);
}

static int make_layout(fake_tables *f, fake_kind kind) {
    rap_layout *l = &f->layout;
    size_t n_groups = kind == FAKE_SINGLE ? 1 : 1 + N_TYPES;
    *l = (rap_layout){.n_columns = N_OUTCOMES * n_groups,
                      .n_windows = N_WINDOWS,
                      .n_months = N_MONTHS,
                      .n_arms = f->study.n_arms};
    l->columns = rap_allocate(l->n_columns, sizeof *l->columns);
    if (!l->columns)
        return RAP_ENOMEM;
    for (size_t c = 0; c < l->n_columns; c++) {
        size_t g = c % n_groups;
        l->columns[c] = (rap_column){c / n_groups, g ? types[g - 1][0] : "all",
                                     g ? label(kind, types[g - 1][1]) : "all"};
    }
    return RAP_OK;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static double group_factor(const char *group) {
    for (size_t g = 0; g < N_TYPES; g++)
        if (strcmp(types[g][0], group) == 0)
            return type_factor[g];
    return 1;
}

static double arm_mean(size_t arm, size_t outcome, const char *group, double month) {
    double grows =
        outcome == 2 || outcome == 3 || outcome == 0 ? 1 - exp(-month / 30) : month / 120;
    double length = outcome == SPEND ? (arm == 0 || arm == 4 ? 12
                                        : arm == 6           ? 60
                                                             : 66 + (double)arm)
                                     : 120;
    double base = outcome == SPEND               ? level[outcome] * fmin(1, month / length)
                  : outcome == 2 || outcome == 3 ? level[outcome]
                                                 : level[outcome] * grows;
    double factor = group_factor(group);
    return (strcmp(group, "all") ? 0.8 : 1) * base + effect[arm][outcome] * grows * factor;
}

static double window_month(size_t window) {
    return window == 0 ? 12 : window == 1 ? 96 : 120;
}

static rap_summary summary(double mean, double delta, fake_kind kind, size_t salt) {
    double wide = delta * (1.2 + (double)(salt % 5) / 3), narrow = 0.12 * wide;
    rap_summary s = {.draws = 100,
                     .runs = 400,
                     .missing = (int64_t)(salt % 7 == 3 ? 5 : 0),
                     .mean = mean,
                     .ci_low = mean - narrow,
                     .ci_high = mean + narrow,
                     .sd_chance = wide * 0.6,
                     .sd_parameters = wide * 0.5,
                     .plausible_low = mean - wide,
                     .plausible_high = mean + wide,
                     .low_end = {mean - 1.2 * wide, mean - 0.8 * wide},
                     .high_end = {mean + 0.8 * wide, mean + 1.2 * wide},
                     .p05 = mean - 2 * wide,
                     .p50 = mean,
                     .p95 = mean + 2 * wide,
                     .units = 20,
                     .error = narrow / 2.093};
    if (kind == FAKE_MISSING) {
        s = rap_summary_unknown();
        s.missing = 400;
    }
    if (kind == FAKE_SINGLE)
        s.draws = 1;
    return s;
}

static double mean_of(const size_t *arms, size_t n, size_t outcome, const char *group,
                      double month) {
    double sum = 0;
    for (size_t k = 0; k < n; k++)
        sum += arm_mean(arms[k], outcome, group, month);
    return sum / (double)n;
}

static int make_rows(fake_tables *f, fake_kind kind) {
    rap_tables *t = &f->tables;
    const rap_study *s = &f->study;
    size_t cells = f->layout.n_columns * N_WINDOWS;
    t->outcomes = rap_allocate(s->n_arms * cells, sizeof *t->outcomes);
    t->contrasts = rap_allocate(s->n_contrasts * cells, sizeof *t->contrasts);
    if (!t->outcomes || !t->contrasts)
        return RAP_ENOMEM;
    for (size_t k = 0; k < cells; k++) {
        const rap_column *c = &f->layout.columns[k / N_WINDOWS];
        size_t w = k % N_WINDOWS;
        double month = window_month(w), delta = s->delta[c->outcome];
        for (size_t a = 0; a < s->n_arms; a++)
            t->outcomes[t->n_outcomes++] = (rap_outcome_row){
                a, c->outcome, w, c->group,
                summary(arm_mean(a, c->outcome, c->group, month), delta, kind, k + a)};
        for (size_t i = 0; i < s->n_contrasts; i++) {
            const rap_contrast *x = &s->contrasts[i];
            double d = mean_of(x->plus, x->n_plus, c->outcome, c->group, month) -
                       mean_of(x->minus, x->n_minus, c->outcome, c->group, month);
            double up = d * (outcomes[c->outcome].better < 0 ? -1 : 1) / delta;
            double p = 1 / (1 + exp(-4 * (up - 1))), worse = 1 / (1 + exp(-4 * (-up - 1)));
            t->contrasts[t->n_contrasts++] = (rap_contrast_row){i,
                                                                c->outcome,
                                                                w,
                                                                c->group,
                                                                summary(d, delta, kind, k + i),
                                                                kind == FAKE_MISSING ? NAN : p,
                                                                fmax(0, p - 0.05),
                                                                fmin(1, p + 0.05),
                                                                kind == FAKE_MISSING ? NAN : worse,
                                                                fmax(0, worse - 0.05),
                                                                fmin(1, worse + 0.05),
                                                                0.8,
                                                                0.05,
                                                                0.97,
                                                                300000,
                                                                300000 + effect[x->plus[0]][SPEND]};
        }
    }
    return RAP_OK;
}

static int make_series(fake_tables *f, fake_kind kind) {
    rap_tables *t = &f->tables;
    t->series = rap_allocate(f->study.n_arms * N_OUTCOMES * N_MONTHS, sizeof *t->series);
    if (!t->series)
        return RAP_ENOMEM;
    for (size_t a = 0; a < f->study.n_arms; a++)
        for (size_t o = 0; o < N_OUTCOMES; o++)
            for (int m = 0; m < N_MONTHS && (outcomes[o].flags & RAP_SERIES); m++) {
                double x = kind == FAKE_MISSING ? NAN : arm_mean(a, o, "all", m);
                double w = o == SPEND ? 0.02 * x : (0.2 + 0.8 * m / 120.0) * 2 * outcomes[o].delta;
                double low = x - w < 0 ? 0 : x - w; /* NaN stays NaN */
                t->series[t->n_series++] =
                    (rap_series_row){a, o, m, "all", x, low, x - w / 2, x, x + w / 2, x + w};
            }
    return RAP_OK;
}

/* Five of 20 inputs, of 34, 17, 11, 9 and 7 %, each another way. */
static void name_deciders(const fake_tables *f, rap_deciders *d) {
    *d = (rap_deciders){.inputs = 20,
                        .draws = 100,
                        .reliability = 0.8,
                        .told = 0.78,
                        .foretold = 0.5,
                        .needed = 417};
    for (size_t i = 0; i < FAKE_INPUTS; i++) {
        double share = 0.34 / (double)(1 + i);
        d->named[d->n++] =
            (rap_decider){&f->inputs[i], {share, share, share}, i % 2 ? RAP_WAY_DOWN : RAP_WAY_UP};
    }
}

static int make_deciders(fake_tables *f, fake_kind kind) {
    static const rap_field fields[] = {
        {.key = "trust_breach", .unit = "log units", .meaning = "trust lost by a broken promise"},
        {.key = "trust_gain",
         .unit = "1/month",
         .meaning = "speed at which trust follows experience"},
        {.key = "anchor",
         .unit = "1/month",
         .meaning = "speed at which reputation returns to its start"},
        {.key = "take_up_pay",
         .unit = "log-odds",
         .meaning = "take-up: effect of full pay against none"},
        {.key = "staff_hour",
         .unit = "currency/hour",
         .meaning = "cost of an hour of research staff"}};
    static const char *const paths[] = {"parameters.trust_breach", "parameters.trust_gain",
                                        "parameters.anchor", "parameters.take_up_pay",
                                        "parameters.staff_hour"};
    rap_tables *t = &f->tables;
    size_t n = f->study.n_contrasts * f->study.n_headlines;
    if (kind == FAKE_SINGLE)
        return RAP_OK;
    t->deciders = rap_allocate(n, sizeof *t->deciders);
    if (!t->deciders)
        return RAP_ENOMEM;
    for (size_t i = 0; i < FAKE_INPUTS; i++)
        f->inputs[i] = (rap_input){
            paths[i],
            &fields[i],
            0.45,
            rap_prior_of_range(RAP_PERT, 0.1, 0.45, 1.2),
            i == 3 ? "inferred" : "assumed",
            label(kind, i == 3 ? "Abdelazeem 2022" : "no source found; set by judgement"),
            NULL,
            0,
            false,
            NULL,
            0,
            NULL,
            NULL};
    for (size_t k = 0; k < n; k++)
        name_deciders(f, &t->deciders[k]);
    return RAP_OK;
}

static int make_spans(fake_tables *f, fake_kind kind) {
    rap_tables *t = &f->tables;
    t->spans = rap_allocate(3 * f->study.n_arms, sizeof *t->spans);
    t->span_first = rap_allocate(f->study.n_arms + 1, sizeof *t->span_first);
    if (!t->spans || !t->span_first)
        return RAP_ENOMEM;
    size_t n = 0;
    for (size_t a = 0; a < f->study.n_arms; a++) {
        t->span_first[a] = n;
        const char *text = label(kind, "funded months");
        if (a == 1)
            for (int g = 0; g < 3; g++)
                t->spans[n++] = (rap_span){24 * g, 24 * g + 12, text, NULL};
        else
            t->spans[n++] = (rap_span){0, a == 0 || a == 4 ? 12 : 60, text, NULL};
        t->span_first[a + 1] = n;
    }
    t->n_spans = n;
    return RAP_OK;
}

int fake_tables_init(fake_tables *f, fake_kind kind) {
    *f = (fake_tables){0};
    int status = make_study(f, kind);
    f->tables = (rap_tables){
        .study = &f->study, .layout = &f->layout, .items = kind == FAKE_MISSING ? 0 : 400};
    if (!status)
        status = make_layout(f, kind);
    if (!status)
        status = make_rows(f, kind);
    if (!status)
        status = make_series(f, kind);
    if (!status)
        status = make_deciders(f, kind);
    return status ? status : make_spans(f, kind);
}

void fake_tables_free(fake_tables *f) {
    rap_free(f->tables.outcomes);
    rap_free(f->tables.contrasts);
    rap_free(f->tables.series);
    rap_free(f->tables.deciders);
    rap_free(f->tables.spans);
    rap_free(f->tables.span_first);
    rap_free(f->layout.columns);
    rap_free(f->study.arms);
    rap_free(f->study.windows);
    rap_free(f->study.headlines);
    rap_free(f->study.delta);
    rap_free(f->study.contrasts);
    *f = (fake_tables){0};
}
