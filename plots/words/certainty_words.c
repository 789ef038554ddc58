/* certainty_words.c: see certainty_words.h. */
#include "plots/words/certainty_words.h"

#include <math.h>
#include <string.h>

const char *rap_words_certainty_grade(rap_grade grade) {
    static const char *const words[RAP_N_GRADES] = {RAP_MESSAGE("very low"), RAP_MESSAGE("low"),
                                                    RAP_MESSAGE("moderate"), RAP_MESSAGE("high"),
                                                    RAP_MESSAGE("none")};
    return words[grade];
}

/* ---- sentences ------------------------------------------------------------------------------ */

typedef enum { FINE, ONE, TWO, UNKNOWN, PARTLY, N_STATES } state;

/* {percent}: the value; {enough}: the threshold; {n}, {of}: the count behind it; {delta}: the smallest difference that matters; {most}: the highest
 * grade that is left. NULL: the rule has no such state. */
typedef struct {
    const char *name; /* in a list of what a grade was lowered for, or what is not known */
    const char *say[N_STATES];
} wording;

static const wording wordings[RAP_N_RULES] = {
    {RAP_MESSAGE("numbers without a source"),
     {RAP_MESSAGE(
          "Not lowered: {percent} of what differs between sets of assumptions rests on numbers "
          "without a source."),
      RAP_MESSAGE("Lowered: {percent} of what differs between sets of assumptions rests on numbers "
                  "without a "
                  "source."),
      RAP_MESSAGE(
          "Lowered twice: {percent} of what differs between sets of assumptions rests on numbers "
          "without a source."),
      RAP_MESSAGE("At most {most}: it is not known how much rests on numbers without a source."),
      RAP_MESSAGE(
          "At most {most}: {percent} or more of what differs between sets of assumptions rests on "
          "numbers without a source.")}},
    {RAP_MESSAGE("where sources are from"),
     {RAP_MESSAGE(
          "Not lowered: of what rests on sources, {percent} rests on sources from elsewhere."),
      RAP_MESSAGE("Lowered: of what rests on sources, {percent} rests on sources from elsewhere."),
      NULL,
      RAP_MESSAGE(
          "At most {most}: it is not known whether the sources that matter are from a place like "
          "this."),
      NULL}},
    {RAP_MESSAGE("findings on this outcome"),
     {RAP_MESSAGE("Not lowered: of {of} findings on this outcome that it was not built from, the "
                  "model fails "
                  "{n}."),
      RAP_MESSAGE("Lowered: of {of} findings on this outcome that it was not built from, the model "
                  "fails {n}."),
      RAP_MESSAGE(
          "Lowered twice: of {of} findings on this outcome that it was not built from, the model "
          "fails {n}."),
      RAP_MESSAGE("At most {most}: the model was not held against other findings on this outcome."),
      NULL}},
    {RAP_MESSAGE("other versions of the model"),
     {RAP_MESSAGE(
          "Not lowered: of other versions of the model, {n} of {of} gave another direction."),
      RAP_MESSAGE("Lowered: of other versions of the model, {n} of {of} gave another direction."),
      NULL, RAP_MESSAGE("At most {most}: no other version of the model was run."), NULL}},
    {RAP_MESSAGE("sets of assumptions that point the other way"),
     {RAP_MESSAGE("Not lowered: about {n} of {of} sets of assumptions point the other way."),
      RAP_MESSAGE("Lowered: about {n} of {of} sets of assumptions point the other way."),
      RAP_MESSAGE("Lowered twice: about {n} of {of} sets of assumptions point the other way."),
      RAP_MESSAGE(
          "At most {most}: it is not known how many sets of assumptions point the other way."),
      NULL}},
    {RAP_MESSAGE("too few runs for the mean"),
     {RAP_MESSAGE(
          "Not lowered: the runs tell on which side of what matters ({delta}) the mean is."),
      RAP_MESSAGE(
          "Lowered: the runs do not tell on which side of what matters ({delta}) the mean is."),
      RAP_MESSAGE("Lowered twice: by these runs the mean may be {delta} higher, {delta} lower, or "
                  "neither."),
      RAP_MESSAGE("At most {most}: it is not known how far off the mean may be."), NULL}},
    {RAP_MESSAGE("sets of assumptions that differ on whether it matters"),
     {RAP_MESSAGE(
          "Not lowered: about {n} of {of} sets of assumptions differ from the mean on whether it "
          "matters ({delta})."),
      RAP_MESSAGE("Lowered: about {n} of {of} sets of assumptions differ from the mean on whether "
                  "it matters "
                  "({delta})."),
      NULL,
      RAP_MESSAGE(
          "At most {most}: it is not known in how many sets of assumptions the difference matters "
          "({delta})."),
      NULL}},
    {RAP_MESSAGE("few sets of assumptions"),
     {RAP_MESSAGE(
          "Not lowered: of the sets of assumptions, {n} have a value, and {enough} are enough."),
      RAP_MESSAGE(
          "Lowered: of the sets of assumptions, {n} have a value, and {enough} are wanted."),
      RAP_MESSAGE(
          "Lowered twice: of the sets of assumptions, {n} have a value, and {enough} are wanted."),
      NULL, NULL}},
    {RAP_MESSAGE("runs without a value"),
     {RAP_MESSAGE("Not lowered: {percent} of the runs have no value."),
      RAP_MESSAGE("Lowered: {percent} of the runs have no value."),
      RAP_MESSAGE("Lowered twice: {percent} of the runs have no value."),
      RAP_MESSAGE("At most {most}: it is not known how many runs have no value."), NULL}},
};

static state wording_state(const rap_reason *r) {
    if (!r->known)
        return r->lost ? PARTLY : UNKNOWN;
    return r->lost == 0 ? FINE : r->lost == 1 ? ONE : TWO;
}

typedef struct {
    const rap_tables *t;
    size_t outcome;
    rap_rule rule;
    const rap_reason *reason;
} subject;

/* What is almost none or almost all is not said to be none or all. */
static void add_percent(rap_text *out, const rap_language *l, double share) {
    double x = 100 * share;
    if (x > 0 && x < 1)
        rap_text_format(out, tr(l, "less than %d\u00a0%%"), 1);
    else
        rap_text_format(out, tr(l, "%.0f\u00a0%%"), x > 99 && x < 100 ? 99 : x);
}

static void fill_name(rap_text *out, const subject *x, const char *name, size_t n) {
    if (!strncmp(name, "percent", n))
        add_percent(out, x->t->language, x->reason->value);
    else if (!strncmp(name, "most", n))
        rap_text_add(
            out, tr(x->t->language, rap_words_certainty_grade(rap_certainty_rules[x->rule].most)));
    else if (!strncmp(name, "delta", n))
        rap_words_delta(out, x->t, x->outcome);
    else if (!strncmp(name, "enough", n))
        rap_text_format(out, "%.0f", rap_certainty_rules[x->rule].serious);
    else if (!strncmp(name, "of", n))
        rap_text_format(out, "%lld", (long long)x->reason->of);
    else
        rap_text_format(out, "%lld", (long long)x->reason->n);
}

static void say_filled(rap_text *out, const subject *x, const char *sentence) {
    const char *open, *close;
    for (; (open = strchr(sentence, '{')) && (close = strchr(open, '}')); sentence = close + 1) {
        rap_text_add_bytes(out, sentence, (size_t)(open - sentence));
        fill_name(out, x, open + 1, strcspn(open + 1, "}"));
    }
    rap_text_add(out, sentence);
}

bool rap_words_is_reason(const rap_certainty *c, rap_rule rule) {
    return c->grade != RAP_UNGRADED && (c->reasons[rule].lost > 0 || !c->reasons[rule].known);
}

void rap_words_reason(rap_text *out, const rap_tables *t, size_t contrast, size_t headline,
                      rap_rule rule) {
    const rap_certainty *c = rap_certainty_of(t, contrast, headline);
    if (!c || c->grade == RAP_UNGRADED)
        return;
    const subject x = {t, t->study->headlines[headline].outcome, rule, &c->reasons[rule]};
    const char *sentence = wordings[rule].say[wording_state(x.reason)];
    if (sentence)
        say_filled(out, &x, tr(t->language, sentence));
}

/* ---- in short ------------------------------------------------------------------------------- */

static size_t levels_lost(const rap_certainty *c) {
    size_t lost = 0;
    for (size_t k = 0; k < RAP_N_RULES; k++)
        lost += (size_t)c->reasons[k].lost;
    return lost;
}

/* Whether the grade is no higher because a rule is not known. */
static bool holds_down(const rap_certainty *c, size_t rule) {
    return !c->reasons[rule].known && rap_certainty_rules[rule].most == c->grade &&
           levels_lost(c) + (size_t)c->grade < RAP_HIGH;
}

static void list_rules(rap_text *out, const rap_language *l, const rap_certainty *c, bool lost) {
    for (size_t k = 0; k < RAP_N_RULES; k++) {
        bool costs = c->reasons[k].lost > 0;
        if (lost ? costs : !costs && holds_down(c, k))
            rap_text_format(out, "%s%s", out->n ? ", " : "", tr(l, wordings[k].name));
    }
}

void rap_words_certainty(rap_text *out, const rap_tables *t, size_t contrast, size_t headline) {
    const rap_certainty *c = rap_certainty_of(t, contrast, headline);
    rap_text costs, unknown;
    if (!c || c->grade == RAP_UNGRADED)
        return;
    const rap_language *l = t->language;
    const char *grade = tr(l, rap_words_certainty_grade(c->grade));
    rap_text_init(&costs);
    rap_text_init(&unknown);
    list_rules(&costs, l, c, true);
    list_rules(&unknown, l, c, false);
    if (costs.n && unknown.n)
        rap_text_format(out, tr(l, "%s (lowered for: %s; not known: %s)"), grade,
                        rap_text_string(&costs), rap_text_string(&unknown));
    else if (costs.n)
        rap_text_format(out, tr(l, "%s (lowered for: %s)"), grade, rap_text_string(&costs));
    else if (unknown.n)
        rap_text_format(out, tr(l, "%s (not known: %s)"), grade, rap_text_string(&unknown));
    else
        rap_text_add(out, grade);
    out->failed |= costs.failed | unknown.failed;
    rap_text_free(&costs);
    rap_text_free(&unknown);
}
