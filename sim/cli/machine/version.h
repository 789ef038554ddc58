/* version.h: which build of the program this is. RAPPORT_VERSION, RAPPORT_BUILD_TYPE and the commit
 * come from CMake. */
#ifndef RAP_VERSION_H
#define RAP_VERSION_H

#include "commit.h"

#endif
