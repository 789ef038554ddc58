/* sanitized.h: whether a sanitizer looks at this program. What is counted over thousands of runs is counted without:
 * a sanitizer sees in them what it sees in a few. */
#ifndef SANITIZED_H
#define SANITIZED_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define skip_under_sanitizers() skip()
#else
#define skip_under_sanitizers() ((void)0)
#endif

#endif
