/* language.c: mechanism `language_access`, members' own languages (members as persons).
 *
 * The working language is always served. Into any other that its translation names a team translates
 * in each grant, one after the other in the order named, at translation_cost each: from the first
 * step of data collection on up to half of the money for it goes there until all are paid. A language
 * that is paid is served; for consent, from `lag` months after data collection starts. Where it is
 * not served, consent loses consent_language, and results that come back are not heard. At strength
 * 0 every language counts as served. Sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>
#include <string.h>

static int64_t cost_of_one(const pm_partnership *s) {
    return llround(pm_cost_of_language(s->in) * 100);
}

void pm_translate(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    int64_t cost = cost_of_one(s) * (int64_t)pm_levers_of(s, j)->translation.languages.n;
    if (t->translating != t->grant) {
        t->translating = t->grant;
        t->translated = 0;
    }
    int64_t left = cost - t->translated, half = t->side[0].purse[DATA] / 2,
            cents = left < half ? left : half;
    if (cents <= 0)
        return;
    pm_take_from_data(s, j, cents);
    t->translated += cents;
    pm_book(s, j, LINE_TRANSLATION, cents);
}

/* Whether the material of the latest grant is paid for in a subgroup's language. */
static bool is_translated(const pm_partnership *s, size_t j, size_t g) {
    const char *own = s->m.subgroup[g]->language;
    const rap_texts *named = &pm_levers_of(s, j)->translation.languages;
    const pm_team_state *t = &s->team[j];
    bool found = own[0] == '\0';
    for (size_t k = 0; k < named->n && !found && t->translating >= 0; k++)
        found =
            strcmp(named->items[k], own) == 0 && t->translated >= cost_of_one(s) * (int64_t)(k + 1);
    return found;
}

static bool is_ready(const pm_partnership *s, size_t j, size_t g) {
    const pm_levers *l = pm_levers_of(s, j);
    if (s->m.subgroup[g]->language[0] == '\0')
        return true;
    double since = s->now - (double)pm_grants_of(s, j)[s->team[j].grant].start;
    return since >= (double)l->listening + s->in->c.data_delay + l->translation.lag - 1e-9;
}

double pm_language_loss(const pm_partnership *s, size_t j, size_t g) {
    bool served = is_translated(s, j, g) && is_ready(s, j, g);
    return served ? 0 : s->in->p.consent_language * pm_strength(s, MECH_language_access);
}

double pm_results_heard(const pm_partnership *s, size_t j, size_t g) {
    return is_translated(s, j, g) ? 1 : 1 - pm_strength(s, MECH_language_access);
}
