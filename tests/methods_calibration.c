/* methods_calibration.c: see methods_calibration.h. */
#include "methods_calibration.h"
#include "near.h"
#include "analysis/method/cloud.h"
#include "analysis/method/reference.h"
#include "analysis/method/sbc.h"
#include "base/error.h"

void score_on_page(const page_example *e, page_results *r) {
    const page_line *x = page_input(e, "values"), *w = page_input(e, "weights");
    const rap_left_out none = {0, 0};
    double came = page_number(e, "came");
    rap_cloud c;
    assert_int_equal(rap_cloud_init(&c, x->n), RAP_OK);
    rap_cloud_lay(&c, x->x, w->x, NULL, x->n);
    page_say(r, "crps", rap_cloud_crps(&c, came, none));
    page_say(r, "place", rap_cloud_place(&c, came, 0.5, none));
    page_say(r, "effective", rap_effective(w->x, w->n));
    rap_cloud_free(&c);
}

void places_on_page(const page_example *e, page_results *r) {
    const page_line *all = page_input(e, "all");
    double place[PAGE_NUMBERS], other[PAGE_NUMBERS] = {0};
    size_t n = 0;
    rap_sbc sbc;
    for (size_t bin = 0; bin < all->n; bin++)
        for (double k = 0; k < all->x[bin]; k++)
            place[n++] = ((double)bin + 0.5) / RAP_SBC_BINS;
    assert_int_equal(rap_sbc_make(place, other, other, 1, n, &sbc), RAP_OK);
    page_say(r, "chi", sbc.chi_all);
}
