/* ranges.c: the arms' worth from runs beside those of the folder. */
#include "analysis/budget/ranges.h"
#include "analysis/budget/lines.h"

int rap_worth_again(rap_worth *worth, const rap_worth *as_is, double scale,
                    const rap_bench *bench) {
    rap_aside aside;
    int status = rap_aside_init(&aside, bench);
    if (!status) {
        aside.study.range_scale = scale;
        aside.study.budget.worth_low = as_is->lambda[0];
        aside.study.budget.worth_high = as_is->lambda[RAP_WORTH_POINTS - 1];
        status = rap_lines_keep(&aside.study);
    }
    status = status ? status : rap_aside_run(&aside, bench);
    status = status ? status : rap_worth_make(worth, &aside.study, &aside.layout, aside.store);
    worth->study = bench->study; /* the fork goes now */
    rap_aside_free(&aside);
    return status;
}
