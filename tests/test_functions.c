/* test_functions.c: exp, log and the like are musl's, called and not computed by the compiler: at each argument the
 * plain formulas, in doubles and without fused multiply-add, end one digit beside the value that is nearest to the
 * truth. A compiler that computes a constant takes the nearest; so does glibc at most of them, on a processor with
 * fused multiply-add. On one without, or with it switched off, glibc's exp, log and pow agree with all of these. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct {
    double got, musl, nearest; /* the nearest by arithmetic of 200 bits */
} answer;

static int64_t bits(double x) {
    int64_t n;
    memcpy(&n, &x, sizeof n);
    return n;
}

static void digits_are_those_of_plain_formulas(void **state) {
    (void)state;
    if (strcmp(RAPPORT_ARITHMETIC, "musl"))
        skip();
    const answer answers[] = {
        {exp(0.529), 0x1.b27df13424f30p+0, 0x1.b27df13424f2fp+0},
        {exp(0.663), 0x1.f0cb846a0c170p+0, 0x1.f0cb846a0c171p+0},
        {log(0.691), -0x1.7a7c7950f81abp-2, -0x1.7a7c7950f81acp-2},
        {log(1.366), 0x1.3f5f3e3cc11eap-2, 0x1.3f5f3e3cc11ebp-2},
        {pow(0.787, 1.3), 0x1.77014ac762298p-1, 0x1.77014ac762299p-1},
        {pow(0.974, 1.3), 0x1.eec3267a65ee2p-1, 0x1.eec3267a65ee3p-1},
        {expm1(0.378), 0x1.d6633d42955d0p-2, 0x1.d6633d42955d1p-2},
        {log1p(1.881), 0x1.0ee218a8a1e56p+0, 0x1.0ee218a8a1e57p+0},
        {log10(0.567), -0x1.f8a971f9e1f1cp-3, -0x1.f8a971f9e1f1dp-3},
        {cos(0.24), 0x1.f1533606b4659p-1, 0x1.f1533606b465ap-1},
        {sin(0.117), 0x1.de23ae6d763c7p-4, 0x1.de23ae6d763c6p-4},
        {tanh(0.263), 0x1.07450fc404b8fp-2, 0x1.07450fc404b8ep-2},
        {asinh(0.448), 0x1.bca5841f4b873p-2, 0x1.bca5841f4b872p-2},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        const answer *a = &answers[i];
        assert_int_equal(bits(a->got), bits(a->musl));
        assert_int_equal(imaxabs(bits(a->musl) - bits(a->nearest)), 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_those_of_plain_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
