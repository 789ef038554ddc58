/* topic_words.h: what uncertain numbers and groups of them are about, in words. */
#ifndef RAP_TOPIC_WORDS_H
#define RAP_TOPIC_WORDS_H

#include "analysis/budget/worth.h"
#include "plots/words/words.h"

/* What a path of a study means, in English, from the model's table: "share of decisions made jointly". Names of rows of
 * maps are passed over. NULL where the model has no such path. */
const char *rap_words_meaning(const rap_model *model, const char *path);

/* What a group of uncertain numbers is about, in the language: the model's topic; the meaning of the number where it is
 * the only one; else the group's name. */
const char *rap_words_topic(const rap_tables *t, const rap_worth_group *g);

#endif
