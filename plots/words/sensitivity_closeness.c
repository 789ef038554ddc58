/* sensitivity_closeness.c: how closely it was looked at what decides a headline (sensitivity_words.h). */
#include "plots/words/sensitivity_words.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

static void add_varied(rap_text *out, const rap_language *l, const rap_deciding *d) {
    size_t named = d->factors.n_named;
    if (!named)
        rap_text_add(out, tr(l, "none stood out, so all were varied as one"));
    else if (named < d->inputs.n)
        rap_text_format(out,
                        tr_n(l, "%zu was then varied one by one and all others as one",
                             "%zu were then varied one by one and all others as one",
                             (int64_t)named),
                        named);
    else
        rap_text_format(out,
                        tr_n(l, "%zu was then varied one by one", "%zu were then varied one by one",
                             (int64_t)named),
                        named);
}

void rap_deciding_closeness(rap_text *out, const rap_language *l, const rap_deciding *d) {
    rap_parts p = {0};
    rap_text *varied = rap_next_part(&p), *asked = rap_next_part(&p);
    add_varied(varied, l, d);
    rap_text_format(out,
                    tr(l, "%lld sets of assumptions showed which of the %zu uncertain numbers to "
                          "look at closely; %s, from %lld starting points with %lld histories "
                          "each. "),
                    (long long)d->screened, d->inputs.n, rap_text_string(varied),
                    (long long)d->bases, (long long)d->sampling.lucks);
    rap_text_format(asked, "%.3g", 100 * d->study->sensitivity.half_width);
    if (!isnan(d->widest) && d->reached)
        rap_text_format(out,
                        tr(l, "Shares of the first headline are known to within %.0f percentage "
                              "points, which is as closely as the study asks. "),
                        ceil(100 * d->widest));
    else if (!isnan(d->widest))
        rap_text_format(out,
                        tr(l, "Shares of the first headline are known to within %.0f percentage "
                              "points; the study asks for %s (sensitivity.half_width), for which "
                              "more starting points are needed (sensitivity.points). "),
                        ceil(100 * d->widest), rap_text_string(asked));
    rap_parts_end(&p, out);
}
