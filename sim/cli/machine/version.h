/* version.h: which build of the program this is. RAPPORT_VERSION, RAPPORT_BUILD_TYPE, RAPPORT_ARITHMETIC and
 * the commit come from CMake. RAPPORT_ARITHMETIC says whose exp, log, pow and the like are in it: "musl" (the
 * same digits on every x86-64 processor) or "system" (equal to rounding); see sim/base/musl.cmake. */
#ifndef RAP_VERSION_H
#define RAP_VERSION_H

#include "commit.h"

#endif
