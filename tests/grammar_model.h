/* grammar_model.h: a model without behaviour whose grammar has a field of every kind, and a loader
 * of texts in memory. */
#ifndef GRAMMAR_MODEL_H
#define GRAMMAR_MODEL_H

#include "model/model.h"
#include "scenario/language/loader.h"

typedef struct {
    int form;
    int64_t rate; /* cents */
} grammar_pay;

typedef struct {
    double speed, reach;
    grammar_pay pay;
} grammar_traits;

typedef struct {
    rap_named is;
    grammar_traits t;
} grammar_kind;

typedef struct {
    rap_named is;
    int kind;
    int64_t count;
    grammar_traits t;
} grammar_unit;

typedef struct {
    int64_t start, amount;
} grammar_grant;

typedef struct {
    double growth, decay, lever;
} grammar_rates;

typedef struct {
    grammar_rates rates;
    rap_rows kinds, units, grants;
    bool flag;
    const char *comment;
    rap_texts tags;
    int64_t budget;
    int leader;
    const void *elsewhere; /* set by target */
} grammar_root;

extern const rap_model grammar_model;
extern const rap_model *const grammar_models[]; /* that one alone */

/* Files in memory, by name; the first is the study. */
typedef struct {
    const char *name, *text;
} page;

typedef struct {
    const page *pages;
    int n;
} book;

rap_loader book_loader(book *b);

#endif
