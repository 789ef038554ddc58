/* survey_wishes.c: settings first; the rest is looked for as the sheet is read. */
#include "cli/sheets/survey_wishes.h"
#include "base/error.h"
#include "cli/sheets/cost_words.h"

#include <stdlib.h>
#include <string.h>

const char *const rap_column_roles[RAP_COLUMN_ROLES + 1] = {
    "respondent", "organisation", "type", "wave", "month", "date", "item", "score", "scale", NULL};

/* Headings by role, folded. */
static const char *const headings[RAP_COLUMN_ROLES] = {
    "respondent|respondent id|respondent_id|respondents|participant|participant id|id|person|code|"
    "repondant|repondante|repondants|personne|befragte|befragter|befragte person|teilnehmer",
    "organisation|organization|organisation name|organization name|partner|partner organisation|"
    "partner organization|agency|organisme|organisme partenaire|partenaire|association|"
    "einrichtung|verein|partnerorganisation|name der organisation|nom de l'organisme",
    "type|type of organisation|type of organization|organisation type|organization type|sector|"
    "type d'organisme|typ|art der organisation|organisationstyp|einrichtungsart",
    "wave|round|time|timepoint|time point|vague|temps|welle|runde|messzeitpunkt",
    "month|months|mois|monat|monate",
    "date|survey date|date of survey|datum|befragungsdatum|date de l'enquete",
    "item|question|construct|measure|variable|frage|enonce|konstrukt",
    "score|answer|value|response|rating|reponse|valeur|antwort|wert|punkte",
    "scale|range|answer scale|echelle|skala"};

/* ---- settings --------------------------------------------------------------------------------- */

static bool wish_by(rap_survey_wishes *w, const char *right) {
    static const char *const words[] = {"all", "type", "organisation"};
    for (int k = 0; k < 3; k++)
        if (!strcmp(words[k], right)) {
            w->by = (rap_survey_by)k;
            return w->has_by = true;
        }
    return false;
}

static bool wish_population(rap_survey_wishes *w, const char *right) {
    char *end;
    long n = strtol(right, &end, 10);
    w->population = n > 0 ? (size_t)n : 0;
    return n > 0 && n <= 1000000 && !*end;
}

static bool wish_scale(rap_survey_wishes *w, const char *right) {
    return w->has_scale = rap_answer_scale_read(&w->scale, right);
}

static bool wish_forecast(rap_survey_wishes *w, const char *right) {
    return w->hold_back_last = !strcmp(right, "last");
}

static const struct {
    const char *name;
    bool (*read)(rap_survey_wishes *w, const char *right);
    const char *expected;
} settings[] = {
    {"by", wish_by, "all, type or organisation expected"},
    {"population", wish_population,
     "the number of organisations of which some were asked, such as 24, expected"},
    {"scale", wish_scale, "a scale such as 1..5 expected; 5..1 where the lowest is best"},
    {"forecast", wish_forecast, "last, the wave that is kept back, expected"}};
enum { N_SETTINGS = sizeof settings / sizeof settings[0] };

static int refuse_survey_map(rap_problems *problems, const char *map, const char *why) {
    int status = rap_problems_add(problems, NULL, 0, "--map", "\"%s\": %s", map, why);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* Whether it is a setting; what cannot be one is refused. */
static int read_setting(rap_survey_wishes *w, size_t k, rap_problems *problems) {
    const char *map = w->maps[k], *equals = strrchr(map, '=');
    if (!equals || equals == map || !equals[1])
        return refuse_survey_map(problems, map, "LEFT=RIGHT expected, the sheet's words left");
    for (size_t s = 0; s < N_SETTINGS; s++)
        if (strlen(settings[s].name) == (size_t)(equals - map) &&
            !strncmp(settings[s].name, map, (size_t)(equals - map))) {
            w->used[k] = true;
            return settings[s].read(w, equals + 1)
                       ? RAP_OK
                       : refuse_survey_map(problems, map, settings[s].expected);
        }
    return RAP_OK;
}

int rap_survey_wish(rap_survey_wishes *wishes, const rap_model *model, const char *const *maps,
                    size_t n_maps, rap_problems *problems) {
    int status = RAP_OK;
    *wishes = (rap_survey_wishes){.model = model, .maps = maps, .n_maps = n_maps, .month0 = -1};
    if (n_maps > RAP_MOST_SURVEY_MAPS) {
        wishes->n_maps = 0;
        return refuse_survey_map(problems, maps[RAP_MOST_SURVEY_MAPS],
                                 "no more than 500 of them are read");
    }
    for (size_t k = 0; k < n_maps && !status; k++)
        status = read_setting(wishes, k, problems);
    return status;
}

/* ---- words of the sheet ----------------------------------------------------------------------- */

/* Whether map k is "KIND:WORDS=..." or, with kind "", "WORDS=...". */
static bool is_of(const rap_survey_wishes *w, size_t k, const char *kind, const char *folded,
                  int *status) {
    const char *map = w->maps[k], *equals = strrchr(map, '=');
    size_t n = strlen(kind);
    if (!equals || (n > 0 && (strncmp(map, kind, n) != 0 || map[n] != ':')))
        return false;
    const char *left = map + n + (n > 0);
    rap_text own, bare;
    rap_text_init(&own);
    rap_text_init(&bare);
    if (equals > left)
        rap_text_add_bytes(&bare, left, (size_t)(equals - left));
    rap_fold(&own, rap_text_string(&bare));
    bool same = !strcmp(rap_text_string(&own), folded);
    *status = *status       ? *status
              : own.failed  ? rap_fail(RAP_ENOMEM)
              : bare.failed ? rap_fail(RAP_ENOMEM)
                            : RAP_OK;
    rap_text_free(&own);
    rap_text_free(&bare);
    return same && !*status;
}

const char *rap_survey_wished(rap_survey_wishes *wishes, const char *kind, const char *words,
                              int *status) {
    const char *right = NULL;
    rap_text folded;
    rap_text_init(&folded);
    if (wishes->n_maps > 0 && words[0])
        rap_fold(&folded, words);
    for (size_t k = 0; k < wishes->n_maps && folded.n > 0 && !right; k++)
        if (is_of(wishes, k, kind, rap_text_string(&folded), status)) {
            wishes->used[k] = true;
            right = strrchr(wishes->maps[k], '=') + 1;
        }
    *status = *status || !folded.failed ? *status : rap_fail(RAP_ENOMEM);
    rap_text_free(&folded);
    return right;
}

static bool is_heading(const char *list, const char *folded) {
    size_t n = strlen(folded);
    for (; *list; list += strcspn(list, "|") + (strchr(list, '|') != NULL))
        if (strcspn(list, "|") == n && !strncmp(list, folded, n))
            return true;
    return false;
}

rap_column_role rap_survey_role(rap_survey_wishes *wishes, const char *folded, int *status) {
    const char *wished = rap_survey_wished(wishes, "", folded, status);
    for (int r = 0; r < RAP_COLUMN_ROLES && wished; r++)
        if (!strcmp(rap_column_roles[r], wished))
            return (rap_column_role)r;
    for (int r = 0; r < RAP_COLUMN_ROLES && !wished; r++)
        if (is_heading(headings[r], folded))
            return (rap_column_role)r;
    return RAP_COLUMN_ROLES;
}

int rap_survey_unused(const rap_survey_wishes *wishes, rap_problems *problems) {
    int status = RAP_OK;
    for (size_t k = 0; k < wishes->n_maps && !status; k++)
        if (!wishes->used[k])
            status =
                refuse_survey_map(problems, wishes->maps[k], "nothing in the sheet is called so");
    return status;
}
