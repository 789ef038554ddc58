/* test_data_address.c: pictures as addresses of themselves. */
#include "fixture.h"
#include "plots/page/data_address.h"

#include <string.h>

/* Of a drawing only what draws nothing is left out: words and numbers are those that there were. */
static void test_drawing_address(void **state) {
    (void)state;
    static const char drawing[] =
        "<?xml version=\"1.0\"?>\n<g fill=\"none\">\n</g>\n<g id=\"x 1.50\" >\n\t"
        "<path d = 'M10.00,0.50 L100.20,3.05 '/>\n</g><polygon points='1.00,2 30,4.0 '/>"
        "<text> 0.40 a\"b 50 % &lt;</text>";
    static const char kept[] =
        "data:image/svg+xml,%3C?xml%20version=%221.0%22?%3E%3Cg%20id='x%201.5'%3E"
        "%3Cpath%20d='M10,0.5L100.2,3.05'/%3E%3C/g%3E%3Cpolygon%20points='1,2,30,4'/%3E"
        "%3Ctext%3E%200.40%20a%22b%2050%20%25%20%26lt;%3C/text%3E";
    rap_text out;
    rap_text_init(&out);
    rap_data_address(&out, "image/svg+xml", drawing, strlen(drawing));
    assert_string_equal(rap_text_string(&out), kept);
    rap_text_free(&out);
}

/* Lengths that leave one, two and no bytes over (RFC 4648, section 10). */
static void test_base64(void **state) {
    (void)state;
    static const char *const known[][2] = {{"f", "data:image/png;base64,Zg=="},
                                           {"fo", "data:image/png;base64,Zm8="},
                                           {"foobar", "data:image/png;base64,Zm9vYmFy"}};
    for (int k = 0; k < 3; k++) {
        rap_text out;
        rap_text_init(&out);
        rap_data_address(&out, "image/png", known[k][0], strlen(known[k][0]));
        assert_string_equal(rap_text_string(&out), known[k][1]);
        rap_text_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_drawing_address),
                                       cmocka_unit_test(test_base64)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
