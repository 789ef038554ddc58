/* bridge.c: see bridge.h. */
#include "web/bridge.h"
#include "base/error.h"
#include "base/memory.h"
#include "web/classroom.h"
#include "web/packed.h"

static struct {
    char *room;
    rap_packed packed;
    rap_class *class;
    rap_text text;
} web;

char *rap_web_room(unsigned n) {
    rap_free(web.room);
    web.room = rap_allocate((size_t)n + 1, 1);
    return web.room;
}

static void say_problems(const rap_problems *problems, int status) {
    for (size_t k = 0; k < problems->n; k++) {
        rap_problem_say(&web.text, &problems->rows[k]);
        rap_text_add(&web.text, "\n");
    }
    if (status && !problems->n)
        rap_text_add(&web.text, rap_error_text(status));
}

static int open_packed(rap_problems *problems) {
    int status = rap_packed_read(&web.packed, web.room ? web.room : "");
    if (status)
        return status;
    const rap_loader loader = rap_packed_loader(&web.packed);
    const rap_overrides overrides = {.draws = -1,
                                     .replicates = -1,
                                     .seed = -1,
                                     .sets = web.packed.sets,
                                     .n_sets = web.packed.n_sets};
    return rap_class_open(&web.class, &loader, web.packed.files[0].path, &overrides, problems);
}

int rap_web_open(void) {
    rap_problems problems;
    rap_error_quiet_gsl();
    rap_problems_init(&problems);
    rap_class_free(web.class);
    web.class = NULL;
    rap_packed_free(&web.packed);
    rap_text_clear(&web.text);
    int status = open_packed(&problems);
    say_problems(&problems, status);
    if (status) {
        rap_class_free(web.class);
        web.class = NULL;
    }
    rap_problems_free(&problems);
    return status;
}

int rap_web_answer(void) {
    rap_text_clear(&web.text);
    if (!web.class || !web.room)
        return rap_fail(RAP_EINPUT);
    return rap_class_answer(web.class, web.room, &web.text);
}

const char *rap_web_text(void) {
    return rap_text_string(&web.text);
}

unsigned rap_web_length(void) {
    return (unsigned)web.text.n;
}
