/* signs.c: see signs.h. */
#include "plots/words/signs.h"

#include <math.h>

static const double exactly = 1e-9; /* so far off is a whole number still */

rap_signs rap_signs_of(double value, double of, double per) {
    double all = ceil(of / per - exactly);
    double signs = value >= of - exactly ? all : fmax(value / per, 0);
    rap_signs s = {.all = (int)all, .is_told = isfinite(value)};
    if (!s.is_told)
        return s;
    s.full = (int)round(signs);
    s.is_exact = fabs(signs - s.full) < exactly;
    s.half = !s.is_exact && (s.full == 0 || s.full == s.all);
    s.full -= s.half && s.full > 0;
    return s;
}

void rap_signs_words(rap_text *out, const rap_language *l, const rap_signs *signs, double of,
                     double per, bool about) {
    double things = fmin(signs->full * per, of);
    if (!signs->is_told)
        rap_text_add(out, tr(l, "no value"));
    else if (signs->half)
        rap_text_format(
            out, signs->full ? tr(l, "more than %.0f of %.0f") : tr(l, "fewer than %.0f of %.0f"),
            signs->full ? things : per, of);
    else
        rap_text_format(
            out, about && !signs->is_exact ? tr(l, "about %.0f of %.0f") : tr(l, "%.0f of %.0f"),
            things, of);
}

void rap_of_ten_words(rap_text *out, const rap_language *l, double share) {
    rap_signs signs = rap_signs_of(RAP_TEN * share, RAP_TEN, 1);
    if (isfinite(share))
        rap_signs_words(out, l, &signs, RAP_TEN, 1, false);
    else
        rap_text_add(out, tr(l, "cannot be told"));
}
