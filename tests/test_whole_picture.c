/* test_whole_picture.c: a picture that was cut off anywhere is no picture. */
#include "cli/job/whole_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct {
    const char *extension, *bytes;
    size_t n;
} wholes[] = {
    {"svg", "<?xml version='1.0'?>\n<svg>\n</svg>\n\n", 35},
    {"png", "\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0IEND\xae\x42\x60\x82", 28},
    {"pdf", "%PDF-1.5\n%%EOF\n", 15},
};

static void whole_or_not(void **state) {
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        const char *extension = wholes[k].extension, *bytes = wholes[k].bytes;
        size_t needed = wholes[k].n;
        assert_true(rap_picture_is_whole(extension, bytes, needed));
        while (bytes[needed - 1] == '\n')
            needed--;
        for (size_t n = 0; n < needed; n++)
            assert_false(rap_picture_is_whole(extension, bytes, n));
        assert_false(rap_picture_is_whole(extension, bytes + 1, wholes[k].n - 1));
        for (size_t other = 0; other < 3; other++)
            if (other != k)
                assert_false(rap_picture_is_whole(wholes[other].extension, bytes, wholes[k].n));
    }
    assert_true(rap_picture_is_whole("txt", "x", 1));
    assert_false(rap_picture_is_whole("txt", " \n", 2));
    assert_false(rap_picture_is_whole("txt", NULL, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(whole_or_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
