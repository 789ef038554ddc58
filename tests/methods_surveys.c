/* methods_surveys.c: hands what stands on the page to clustered.c and scores.c. */
#include "methods_surveys.h"
#include "analysis/method/clustered.h"
#include "analysis/method/scores.h"

void survey_on_page(const page_example *e, page_results *r) {
    const page_line *whose = page_input(e, "organisation"), *says = page_input(e, "says");
    size_t cluster[PAGE_NUMBERS];
    for (size_t k = 0; k < whose->n; k++)
        cluster[k] = (size_t)whose->x[k];
    const rap_cluster_spread w = rap_within_clusters(says->x, cluster, says->n);
    rap_clustered m = rap_cluster_mean(says->x, cluster, says->n, (size_t)page_number(e, "of"), &w);
    page_say(r, "value", m.mean);
    page_say(r, "error", m.error);
    page_say(r, "freedom", m.freedom);
    page_say(r, "sd", m.sd);
}

void scores_on_page(const page_example *e, page_results *r) {
    const page_line *x = page_input(e, "expected"), *weight = page_input(e, "weight");
    const double last = page_number(e, "last"), seen = page_number(e, "seen");
    const rap_outlook f = {
        .x = x->x, .weight = weight->x, .n = x->n, .error = page_number(e, "sigma")};
    const rap_outlook same = rap_no_change(&last, page_number(e, "last_sd"), f.error);
    rap_scores s = rap_outlook_score(&f, seen);
    page_say(r, "crps", s.crps);
    page_say(r, "log", s.log);
    page_say(r, "place", s.place);
    page_say(r, "low", s.low);
    page_say(r, "high", s.high);
    page_say(r, "interval", s.interval);
    page_say(r, "no_change", rap_crps(&same, seen));
    page_say(r, "skill", rap_skill(s.crps, rap_crps(&same, seen)));
}
