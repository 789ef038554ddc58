/* prim_boxes.c: what can be asked of boxes once they are made, and of points before. */
#include "analysis/method/prim.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <math.h>

int rap_prim_sample(uint64_t key, uint64_t identity) {
    return (int)((rap_hash_mix(key, identity) >> 33) % RAP_PRIM_SAMPLES);
}

bool rap_prim_fits(const rap_prim_limit *l, double x, bool choice) {
    if (!l->restricted)
        return true;
    return choice ? !l->without[(size_t)x] : x >= l->low && x <= l->high;
}

bool rap_prim_holds(const rap_prim *prim, const rap_prim_box *box, const double *x) {
    for (size_t d = 0; d < prim->n_dimensions; d++) {
        const rap_prim_limit *l = &box->limits[d];
        bool choice =
            l->restricted && !(l->low > (double)-INFINITY) && !(l->high < (double)INFINITY);
        if (!rap_prim_fits(l, x[d], choice))
            return false;
    }
    return true;
}

void rap_prim_free(rap_prim *prim) {
    for (size_t k = 0; k < RAP_PRIM_BOXES; k++) {
        rap_free(prim->box[k].limits);
        rap_free(prim->box[k].steps);
    }
    *prim = (rap_prim){0};
}
