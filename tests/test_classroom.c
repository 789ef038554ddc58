/* test_classroom.c: a packed study answers as the one that it was packed from; what is damaged is refused; memory may run
 * out anywhere. That figures are those of a run is looked at in cli/classroom.sh. */
#include "failing_memory.h"
#include "fixture.h"
#include "small_study.h"
#include "web/bridge.h"
#include "web/classroom.h"
#include "web/packed.h"

#include <malloc.h>

/* The study whose second arm is a parachute, opened with the loader of tests. */
static int open_small(rap_class **room) {
    char text[sizeof small_study];
    memcpy(text, small_study, sizeof text);
    const rap_loader loader = {text, fixture_load};
    rap_problems problems;
    rap_problems_init(&problems);
    int status = rap_class_open(room, &loader, "small.cfg", NULL, &problems);
    rap_problems_free(&problems);
    return status;
}

static int put_in_room(const char *text, int (*call)(void)) {
    size_t n = strlen(text);
    char *room = rap_web_room((unsigned)n);
    assert_non_null(room);
    memcpy(room, text, n);
    return call();
}

static char *first_code(rap_class *room) {
    rap_text answer;
    rap_text_init(&answer);
    assert_int_equal(rap_class_answer(room, "code 33-1-1", &answer), RAP_OK);
    char *code = strstr(answer.bytes, ": \"") + 3, *copy;
    *strchr(code, '"') = '\0';
    copy = rap_copy_text(code);
    rap_text_free(&answer);
    return copy;
}

static void test_packed_answers_alike(void **state) {
    (void)state;
    rap_class *room;
    rap_text packed, answer, request;
    rap_text_init(&packed);
    rap_text_init(&answer);
    rap_text_init(&request);
    assert_int_equal(open_small(&room), RAP_OK);
    /* the fixture gives includes the names by which they are asked for */
    rap_pack(&packed, rap_class_study(room));
    assert_int_equal(put_in_room(rap_text_string(&packed), rap_web_open), RAP_OK);
    char *code = first_code(room);
    rap_text_format(&request, "story %s fr", code);
    const char *const requests[] = {"offer", "dance", rap_text_string(&request)};
    for (size_t k = 0; k < 3; k++) {
        rap_text_clear(&answer);
        int status = rap_class_answer(room, requests[k], &answer);
        assert_int_equal(put_in_room(requests[k], rap_web_answer), status);
        assert_string_equal(rap_web_text(), rap_text_string(&answer));
        assert_int_equal(rap_web_length(), answer.n);
    }
    rap_free(code);
    rap_class_free(room);
    rap_text_free(&packed);
    rap_text_free(&answer);
    rap_text_free(&request);
}

static void test_what_is_no_pack(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "file",
                                        "file 3 a.cfg",
                                        "file 3 a.cfg\nabc",
                                        "file 4 a.cfg\nabc\n",
                                        "file x a.cfg\nabc\n",
                                        "dir 3 a.cfg\nabc\n",
                                        "set 3 \na=1\n",
                                        "file 3 a.cfg\nabc\nfile",
                                        "file -1 a.cfg\nabc\n"};
    rap_packed packed;
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        assert_int_equal(rap_packed_read(&packed, texts[k]), RAP_EDAMAGED);
        rap_packed_free(&packed);
        rap_packed_free(&packed);
    }
    assert_int_equal(put_in_room("file 3 a.cfg\nabc", rap_web_open), RAP_EDAMAGED);
    assert_true(rap_web_length() > 0);
    assert_int_equal(put_in_room("offer", rap_web_answer), RAP_EINPUT);
    /* and of a study with faults it says which, and where */
    assert_int_equal(put_in_room("file 12 a.cfg\ntitle = \"x\";\n", rap_web_open), RAP_EINPUT);
    assert_non_null(strstr(rap_web_text(), "teams"));
}

/* Lets the n-th allocation of a request fail, for each n until all are there. */
static void run_out(rap_class *room, const char *request) {
    rap_text answer;
    long n = 0;
    for (int status = RAP_ENOMEM; status; n++) {
        rap_text_init(&answer);
        left = n;
        status = rap_class_answer(room, request, &answer);
        left = -1;
        rap_text_free(&answer);
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
    }
    assert_true(n > 5);
}

static void test_memory_may_run_out(void **state) {
    (void)state;
    rap_class *room;
    assert_int_equal(open_small(&room), RAP_OK);
    char *code = first_code(room), request[100];
    run_out(room, "offer");
    snprintf(request, sizeof request, "story %s", code);
    run_out(room, request);
    snprintf(request, sizeof request, "worlds %s both 1 2", code);
    run_out(room, request);
    rap_free(code);
    rap_class_free(room);
}

/* Changes levers a number of times, each time to the next of nine combinations. */
static void change_levers(rap_class *room, int times) {
    for (int k = 0; k < times; k++) {
        rap_text answer, request;
        rap_text_init(&answer);
        rap_text_init(&request);
        rap_text_format(&request, "code %d%d-1-1", k % 3 + 1, k / 3 % 3 + 1);
        assert_int_equal(rap_class_answer(room, rap_text_string(&request), &answer), RAP_OK);
        char *code = strstr(rap_text_string(&answer), ": \"") + 3;
        rap_text_clear(&request);
        rap_text_format(&request, "worlds %.*s both 1 1", (int)strcspn(code, "\""), code);
        rap_text_clear(&answer);
        assert_int_equal(rap_class_answer(room, rap_text_string(&request), &answer), RAP_OK);
        rap_text_free(&answer);
        rap_text_free(&request);
    }
}

/* What was asked for before is not kept again: a hundred changes cost no byte more than each of them once. */
static void test_changes_cost_memory_once(void **state) {
    (void)state;
    rap_class *room;
    assert_int_equal(open_small(&room), RAP_OK);
    change_levers(room, 9);
    size_t before = mallinfo2().uordblks;
    change_levers(room, 100);
    assert_true(mallinfo2().uordblks <= before);
    rap_class_free(room);
}

/* As a page opens it: the loader of tests takes memory for granted. */
static void test_opening_may_run_out(void **state) {
    (void)state;
    rap_class *room;
    rap_text packed;
    rap_text_init(&packed);
    assert_int_equal(open_small(&room), RAP_OK);
    rap_pack(&packed, rap_class_study(room));
    rap_class_free(room);
    put_in_room(rap_text_string(&packed), rap_web_open);
    long n = 0;
    for (int status = RAP_ENOMEM; status; n += 3) {
        left = n;
        status = rap_web_open();
        left = -1;
        assert_true(status == RAP_OK || status == RAP_ENOMEM || status == RAP_EINPUT);
    }
    assert_true(n > 50);
    rap_text_free(&packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packed_answers_alike),
        cmocka_unit_test(test_what_is_no_pack),
        cmocka_unit_test(test_memory_may_run_out),
        cmocka_unit_test(test_changes_cost_memory_once),
        cmocka_unit_test(test_opening_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
