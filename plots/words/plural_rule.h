/* plural_rule.h: which form of a message goes with a number, by an expression of the language C in n, as gettext has it:
 * "n%10==1 && n%100!=11 ? 0 : n > 1 ? 1 : 2". It ends with ";" or the text. */
#ifndef RAP_PLURAL_RULE_H
#define RAP_PLURAL_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* Whether it can be read: numbers, n, ( ), ! and ?: || && == != < > <= >= + - * / %. */
bool rap_plural_is_rule(const char *rule);

/* The form for n, from 0; of what is no rule, 0. What is divided by 0 is 0. */
uint64_t rap_plural_form(const char *rule, uint64_t n);

#endif
