/* verify.h: re-derives every invariant of a state. */
#ifndef PARTNERSHIP_VERIFY_H
#define PARTNERSHIP_VERIFY_H

#include <stddef.h>

int partnership_verify(const void *state, char *why, size_t n);

#endif
