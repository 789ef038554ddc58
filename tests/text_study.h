/* text_study.h: studies of test models that are one text. */
#ifndef TEXT_STUDY_H
#define TEXT_STUDY_H

#include "near.h"
#include "scenario/study/study.h"

/* Gives the text, which must outlive it, for any name. */
rap_loader text_study_loader(char *text);

/* Reads a text, which stands in for a file with that name; the test fails with its problems when it has any. */
void text_study_read(rap_study *study, const rap_model *model, char *text, const char *name);

#endif
