/* language.c: mechanism `language_access`, members' own languages (members as persons).
 *
 * The working language is always served. Any other is served by a team whose translation names it;
 * for consent, from `lag` months after data collection starts in each grant. Where it is not
 * served, consent loses consent_language, and results that come back are not heard. At strength 0
 * every language counts as served. Size assumed. */
#include "partnership/mechanism.h"

#include <string.h>

static bool is_translated(const pm_partnership *s, size_t j, size_t g) {
    const char *own = s->m.subgroup[g]->language;
    const rap_texts *served = &pm_levers_of(s, j)->translation.languages;
    bool found = own[0] == '\0';
    for (size_t k = 0; k < served->n && !found; k++)
        found = strcmp(served->items[k], own) == 0;
    return found;
}

static bool is_ready(const pm_partnership *s, size_t j, size_t g) {
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *grant = l->grants.rows;
    if (s->m.subgroup[g]->language[0] == '\0')
        return true;
    double since = s->now - (double)grant[s->team[j].grant].start;
    return since >= (double)l->listening + s->in->c.data_delay + l->translation.lag - 1e-9;
}

double pm_language_loss(const pm_partnership *s, size_t j, size_t g) {
    bool served = is_translated(s, j, g) && is_ready(s, j, g);
    return served ? 0 : s->in->p.consent_language * pm_strength(s, MECH_language_access);
}

double pm_results_heard(const pm_partnership *s, size_t j, size_t g) {
    return is_translated(s, j, g) ? 1 : 1 - pm_strength(s, MECH_language_access);
}
