/* grammar_model.c: every kind of field once. */
#include "grammar_model.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const forms[] = {"none", "cash", "voucher", NULL};
static const rap_field pay_fields[] = {
    {.key = "form",
     .kind = RAP_CHOICE,
     .choices = forms,
     .value = 1,
     .meaning = "form of pay",
     .offset = offsetof(grammar_pay, form)},
    {.key = "rate",
     .kind = RAP_MONEY,
     .unit = "CAD/hour",
     .lo = 0,
     .hi = 1e6,
     .value = 12.5,
     .meaning = "pay for an hour",
     .offset = offsetof(grammar_pay, rate)},
};
static RECORD(pay_record, "pay", "pay", grammar_pay, pay_fields);

static const rap_field trait_fields[] = {
    {.key = "speed",
     .kind = RAP_REAL,
     .unit = "km/hour",
     .lo = 0,
     .hi = 10,
     .value = 2,
     .range_lo = 1,
     .range_hi = 4,
     .grade = "assumed",
     .source = "none",
     .meaning = "speed",
     .offset = offsetof(grammar_traits, speed)},
    {.key = "reach",
     .kind = RAP_REAL,
     .unit = "1",
     .lo = 0,
     .hi = 1,
     .value = 0.5,
     .range_lo = 0.5,
     .range_hi = 0.5,
     .grade = "measured",
     .source = "a paper",
     .meaning = "reach",
     .offset = offsetof(grammar_traits, reach)},
    PART_OF(grammar_traits, pay, RAP_GROUP, pay_record, 0, "pay"),
};
static RECORD(traits_record, "traits", "traits", grammar_traits, trait_fields);
static const rap_record kind_record = {"kind", "a kind of unit", sizeof(grammar_kind),      NULL,
                                       0,      &traits_record,   offsetof(grammar_kind, t), NULL};

static const rap_field unit_fields[] = {
    {.key = "kind",
     .kind = RAP_NAME,
     .refers = "kinds",
     .meaning = "its kind",
     .offset = offsetof(grammar_unit, kind)},
    {.key = "count",
     .kind = RAP_INTEGER,
     .unit = "unit",
     .lo = 0,
     .hi = 100,
     .value = 1,
     .meaning = "how many",
     .offset = offsetof(grammar_unit, count)},
};
static const rap_record unit_record = {"unit",
                                       "a unit",
                                       sizeof(grammar_unit),
                                       unit_fields,
                                       COUNT(unit_fields),
                                       &traits_record,
                                       offsetof(grammar_unit, t),
                                       "kind"};

static const rap_field grant_fields[] = {
    {.key = "start",
     .kind = RAP_INTEGER,
     .unit = "month",
     .lo = 0,
     .hi = 1200,
     .meaning = "first month",
     .offset = offsetof(grammar_grant, start),
     .flags = RAP_REQUIRED},
    {.key = "amount",
     .kind = RAP_MONEY,
     .unit = "CAD",
     .lo = 0,
     .hi = 1e10,
     .meaning = "money",
     .offset = offsetof(grammar_grant, amount),
     .flags = RAP_REQUIRED},
};
static RECORD(grant_record, "grant", "a grant", grammar_grant, grant_fields);

static const rap_field rate_fields[] = {
    {.key = "growth",
     .kind = RAP_REAL,
     .unit = "1/month",
     .lo = 0,
     .hi = 1,
     .value = 0.2,
     .range_lo = 0.1,
     .range_hi = 0.4,
     .grade = "assumed",
     .source = "none",
     .meaning = "growth",
     .offset = offsetof(grammar_rates, growth)},
    {.key = "decay",
     .kind = RAP_REAL,
     .unit = "1/month",
     .lo = 0,
     .hi = 100,
     .value = 1,
     .range_lo = 0.1,
     .range_hi = 10,
     .grade = "assumed",
     .source = "none",
     .meaning = "decay",
     .offset = offsetof(grammar_rates, decay)},
    {.key = "lever",
     .kind = RAP_REAL,
     .unit = "1",
     .lo = 0,
     .hi = 1,
     .value = 0.3,
     .range_lo = 0.3,
     .range_hi = 0.3,
     .grade = "chosen",
     .source = "a lever",
     .meaning = "a lever",
     .offset = offsetof(grammar_rates, lever),
     .flags = RAP_CHOSEN},
};
static RECORD(rates_record, "rates", "rates", grammar_rates, rate_fields);

static const rap_field root_fields[] = {
    PART_OF(grammar_root, rates, RAP_GROUP, rates_record, 0, "rates"),
    PART_OF(grammar_root, kinds, RAP_MAP, kind_record, 0, "kinds"),
    PART_OF(grammar_root, units, RAP_MAP, unit_record, RAP_REQUIRED, "the units"),
    PART_OF(grammar_root, grants, RAP_LIST, grant_record, 0, "money"),
    {.key = "flag",
     .kind = RAP_BOOLEAN,
     .meaning = "a flag",
     .offset = offsetof(grammar_root, flag)},
    LINE(grammar_root, comment, "nothing said", 0, "a remark"),
    LINES(grammar_root, tags, 0, "words"),
    {.key = "budget",
     .kind = RAP_MONEY,
     .unit = "CAD",
     .lo = 0,
     .hi = 1e10,
     .value = 1000.1,
     .meaning = "all money",
     .offset = offsetof(grammar_root, budget)},
    {.key = "leader",
     .kind = RAP_NAME,
     .refers = "units",
     .meaning = "who leads",
     .offset = offsetof(grammar_root, leader)},
};
static RECORD(root_record, "grammar model", "every kind of field", grammar_root, root_fields);

static const rap_outcome outcomes[] = {
    {"size", "Size", "units", "all units", 1, 0.5, 0, NULL, NULL, 0},
    {"cost", "Cost", "CAD", "all money", -1, 10, RAP_SPEND, NULL, NULL, 0},
    {"cost_per_unit", "Cost of a unit", "CAD", "cost / size", -1, 1, 0, "cost", "size", 0},
};
static const char *const anchors[] = {"end", NULL};
static const rap_column columns_[] = {
    {0, "all", "all"}, {0, "kind:fast", "fast"}, {1, "all", "all"}};

/* Not a rule of any field: no more than 100 units in all, and money for them. */
static int check(const void *root, const rap_clock *clock, rap_problems *problems) {
    const grammar_root *r = root;
    const grammar_unit *u = r->units.rows;
    int64_t n = 0;
    (void)clock;
    for (size_t i = 0; i < r->units.n; i++)
        n += u[i].count;
    if (n > 100)
        rap_problems_add(problems, NULL, 0, "units", "%lld units in all, at most 100 expected",
                         (long long)n);
    if (r->rates.growth > r->rates.decay)
        rap_problems_add(problems, NULL, 0, "rates.growth", "growth %g beyond decay %g",
                         r->rates.growth, r->rates.decay);
    return problems->n ? rap_fail(RAP_EINPUT) : RAP_OK;
}

/* Anything can be given to anybody but to "nobody". */
static int target(void *root, const void *elsewhere, const char *group) {
    grammar_root *r = root;
    if (!strcmp(group, "nobody"))
        return rap_fail(RAP_EINPUT);
    r->elsewhere = elsewhere;
    return RAP_OK;
}

static int create(void **state, const void *root, const rap_clock *clock) {
    (void)root;
    (void)clock;
    *state = rap_allocate(1, 1);
    return *state ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static const rap_column *columns(const void *state, size_t *n) {
    (void)state;
    *n = COUNT(columns_);
    return columns_;
}

const rap_model grammar_model = {
    .name = "grammar",
    .label = "Grammar",
    .version = "1",
    .root = &root_record,
    .outcomes = outcomes,
    .n_outcomes = COUNT(outcomes),
    .anchors = anchors,
    .starter = "",
    .check = check,
    .target = target,
    .create = create,
    .free = rap_free,
    .columns = columns,
};
const rap_model *const grammar_models[] = {&grammar_model, NULL};

static int load(void *context, const char *name, const char *from, char **text, char **path,
                const char **why) {
    const book *b = context;
    int i = 0;
    (void)from;
    while (i < b->n && strcmp(b->pages[i].name, name) != 0)
        i++;
    if (i == b->n) {
        *why = "no such page";
        return rap_fail(RAP_EIO);
    }
    *text = rap_copy_text(b->pages[i].text);
    *path = rap_copy_text(name);
    if (*text && *path)
        return RAP_OK;
    rap_free(*text);
    rap_free(*path);
    return rap_fail(RAP_ENOMEM);
}

rap_loader book_loader(book *b) {
    return (rap_loader){b, load};
}
