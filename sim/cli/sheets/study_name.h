/* study_name.h: words of a sheet as a name that a study can bear. */
#ifndef RAP_STUDY_NAME_H
#define RAP_STUDY_NAME_H

#include <stdbool.h>

enum { RAP_STUDY_NAME = 65 };

/* "Café Soleil (Nord)" as cafe_soleil_nord: letters and figures, in small letters, without accents. False where letters
 * are lost, as of another script, or none are left; *failed where memory ran out. */
bool rap_study_name(char name[RAP_STUDY_NAME], const char *words, bool *failed);

#endif
