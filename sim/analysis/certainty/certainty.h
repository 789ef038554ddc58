/* certainty.h: how much certainty a modelled difference deserves, by fixed rules.
 *
 * GRADE rates a body of evidence for one outcome high, moderate, low or very low, starting from high and going down by one
 * level for each serious and two for each very serious reason; it does so for what models give as well, by the same
 * domains (Brozek et al. 2021, doi:10.1016/j.jclinepi.2020.09.018). There people judge; here each domain is a question that
 * the tables answer with a number, held against thresholds that stand in one table (rap_certainty_rules).
 *
 *   grade = min(high less all levels lost, for each rule that is not known the highest grade that it leaves)
 *
 * What a rule needs and was not run is "not known": it is never counted as fine. A value may be known in part, as "so much
 * at least"; what that costs is lost, and the rule is not known besides. */
#ifndef RAP_CERTAINTY_H
#define RAP_CERTAINTY_H

#include "analysis/certainty/reason.h"

typedef enum {
    RAP_VERY_LOW,
    RAP_LOW,
    RAP_MODERATE,
    RAP_HIGH,
    RAP_UNGRADED, /* the difference has no value */
    RAP_N_GRADES
} rap_grade;
extern const char *const rap_grade_names[RAP_N_GRADES]; /* "very_low", ..., "none" */

typedef enum {
    RAP_RULE_UNSOURCED,
    RAP_RULE_SETTING,
    RAP_RULE_PATTERNS,
    RAP_RULE_STRUCTURE,
    RAP_RULE_OPPOSITE,
    RAP_RULE_INTERVAL,
    RAP_RULE_SIZE,
    RAP_RULE_SETS,
    RAP_RULE_MISSING,
    RAP_N_RULES
} rap_rule;

typedef struct {
    rap_grade grade;
    rap_reason reasons[RAP_N_RULES];
} rap_certainty;

typedef struct rap_certainties {
    rap_certainty *rows; /* contrast x headline */
    size_t n_rows, n_headlines;
} rap_certainties;

typedef struct {
    const char *name, *domain; /* domain as GRADE has it */
    const char *question;
    double serious,
        grave; /* one level is lost from `serious` on, two from `grave` on, in whose place INFINITY stands for never */
    bool below; /* lost below these, not from them on */
    const char *unit;
    rap_grade most; /* highest grade that is left where it is not known */
    rap_reason (*find)(const rap_certainty_case *x); /* fills neither `known` nor `lost` */
} rap_certainty_rule;

extern const rap_certainty_rule rap_certainty_rules[RAP_N_RULES];

/* Levels that a value costs; 0 for NaN. */
int rap_levels_lost(rap_rule rule, double value);

/* Fills in what a found value costs, and whether it is known: it is if it costs as much at both ends. */
void rap_reason_judge(rap_rule rule, rap_reason *reason);

/* The grade that reasons come to, once they are judged. */
rap_grade rap_grade_of(const rap_reason reasons[RAP_N_RULES]);

/* Grades every headline of every contrast of tables, by what stands beside them (patterns, deciding, calibrated). RAP_OK,
 * RAP_ENOMEM, or what the study says; free is legal after a failure, and twice. */
int rap_certainties_make(rap_certainties *c, const rap_tables *t);
void rap_certainties_free(rap_certainties *c);

/* How certain a headline of a contrast is, or NULL where nothing was graded. */
const rap_certainty *rap_certainty_of(const rap_tables *t, size_t contrast, size_t headline);

#endif
