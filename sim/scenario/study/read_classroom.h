/* read_classroom.h: what a class is offered of a study: `classroom = { ... }`. All of it may be left out. */
#ifndef RAP_READ_CLASSROOM_H
#define RAP_READ_CLASSROOM_H

#include "scenario/study/reading.h"

/* classroom = { arms; question; outcome; partners; worlds; levers = { NAME = { label; arm; choices; } } } */
typedef struct {
    rap_texts arms;
    const char *question, *outcome;
    int64_t partners, worlds;
    rap_rows levers; /* of rap_classroom_lever_row */
} rap_classroom_row;

typedef struct {
    rap_named is;
    const char *arm;
    rap_rows choices; /* of rap_classroom_choice_row */
} rap_classroom_lever_row;

typedef struct {
    rap_named is;
} rap_classroom_choice_row;

extern const rap_record rap_classroom_record;

/* Fills study->classroom; needs arms. Problems go to the findings; RAP_OK also with them, RAP_ENOMEM. */
int rap_read_classroom(rap_reading *r, const rap_classroom_row *row);

#endif
