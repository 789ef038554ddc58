/* story_words.c: events of a month in one line, and what held in the months between in another. */
#include "plots/words/story_words.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/numbers.h"
#include "plots/words/words.h"

#include <math.h>
#include <string.h>

static const rap_event_kind *kind_of_event(const rap_story *s, size_t kind) {
    return &s->study->model->events[kind];
}

/* ---- around it ---------------------------------------------------------------------------------- */

void rap_story_say_which(rap_text *out, const rap_language *l, const rap_story *s) {
    const rap_study *x = s->study;
    long long items = rap_ensemble_items(x), number = s->item + 1;
    if (x->draws > 0)
        rap_text_format(
            out, tr(l, "History %lld of %lld: set of assumptions %lld, history %lld of that set. "),
            number, items, (long long)rap_story_draw(s), (long long)rap_story_run(s));
    else
        rap_text_format(out,
                        tr(l, "History %lld of %lld, with the start values of all assumptions. "),
                        number, items);
    rap_text_add(out, items > 1 ? tr(l, "The others went differently. ")
                                : tr(l, "With other luck it goes differently. "));
    rap_text_add(out, tr(l, "It shows how things come about in the model. It is no forecast of "
                            "what will happen to anybody. Month 0 is the first month."));
}

static bool has_several_teams(const rap_story *s) {
    for (size_t k = 1; k < s->n_who; k++)
        if (strcmp(s->who[k].team, s->who[0].team) != 0)
            return true;
    return false;
}

/* Of organisations, where there is one team. */
static void add_whom(rap_text *out, const rap_language *l, bool named, size_t shown,
                     size_t touched) {
    int64_t n = (int64_t)touched;
    if (named)
        rap_text_format(out,
                        tr_n(l, "It is told of the %zu organisation that you named.",
                             "It is told of the %zu organisations that you named.", (int64_t)shown),
                        shown);
    else if (shown < touched)
        rap_text_format(out,
                        tr(l, "Something happened to %zu organisations; it is told of the %zu to "
                              "which most happened."),
                        touched, shown);
    else if (touched)
        rap_text_format(out,
                        tr_n(l, "It is told of the %zu organisation to which anything happened.",
                             "It is told of all %zu organisations to which anything happened.", n),
                        touched);
    else
        rap_text_add(out, tr(l, "Nothing happened to any organisation."));
}

/* Of pairs of a team and an organisation. */
static void add_pairs(rap_text *out, const rap_language *l, bool named, size_t shown,
                      size_t touched) {
    int64_t n = (int64_t)touched;
    if (named)
        rap_text_format(
            out,
            tr_n(l, "It is told of the %zu pair of a team and an organisation that you named.",
                 "It is told of the %zu pairs of a team and an organisation that you named.",
                 (int64_t)shown),
            shown);
    else if (shown < touched)
        rap_text_format(out,
                        tr(l, "Something happened to %zu pairs of a team and an organisation; it "
                              "is told of the %zu to which most happened."),
                        touched, shown);
    else if (touched)
        rap_text_format(out,
                        tr_n(l,
                             "It is told of the %zu pair of a team and an organisation to which "
                             "anything happened.",
                             "It is told of all %zu pairs of a team and an organisation to which "
                             "anything happened.",
                             n),
                        touched);
    else
        rap_text_add(out, tr(l, "Nothing happened to any pair of a team and an organisation."));
}

void rap_story_say_whom(rap_text *out, const rap_language *l, const rap_story *s) {
    size_t teams = 0;
    bool named = s->study->story.n_organisations > 0;
    for (size_t k = 0; k < s->n_shown; k++)
        teams += !s->who[s->shown[k]].organisation;
    size_t shown = s->n_shown - teams;
    if (has_several_teams(s))
        add_pairs(out, l, named, shown, s->n_touched);
    else
        add_whom(out, l, named, shown, s->n_touched);
    if (shown)
        rap_text_add(out, tr(l, " ‘The two’ are the organisation and the team."));
}

void rap_story_say_who(rap_text *out, const rap_language *l, const rap_story *s, size_t who) {
    const rap_story_who *x = &s->who[who];
    if (x->organisation && has_several_teams(s))
        rap_text_format(out, tr(l, "%s (with %s)"), x->label, x->team_label);
    else
        rap_text_add(out, x->organisation ? x->label : x->team_label);
}

void rap_story_say_when(rap_text *out, const rap_language *l, int from, int to) {
    if (from == to)
        rap_text_format(out, tr(l, "Month %d"), from);
    else
        rap_text_format(out, tr(l, "Months %d to %d"), from, to);
}

/* ---- events ------------------------------------------------------------------------------------- */

/* What is being told of somebody. */
typedef struct {
    const rap_story *s;
    const rap_language *l;
    size_t who, at;   /* the next event of the story to look at */
    unsigned *times;  /* by kind: told in sums since the last line */
    unsigned *now;    /* by kind: in this month */
    const char *then; /* what holds; NULL: nothing yet */
    int quiet;        /* month from which nothing was told */
    rap_text words;   /* of the line */
    rap_text last; /* what was said last, not yet in the line: what follows says how it is joined */
    const char *begun; /* the words of which it is made; NULL: none */
    bool goes_on;      /* it leaves out what those before began with */
    size_t lines;
    void (*line)(void *context, int from, int to, const char *words);
    void *context;
} chapter;

static void say_value(rap_text *out, const rap_language *l, const rap_study *study,
                      const rap_event_kind *kind, double value) {
    if (!strcmp(kind->unit, "currency")) {
        rap_money_in(out, l, study->currency, value);
        return;
    }
    if (!strcmp(kind->unit, "month")) {
        if (value < 0)
            rap_text_add(out, tr(l, "before the study began"));
        else
            rap_text_format(out, tr(l, "in month %d"), (int)value);
        return;
    }
    bool one = fabs(value - 1) < 1e-9;
    int64_t n = llround(fmin(fabs(value), 1e9));
    rap_number_as_given(out, l, value);
    rap_text_format(out, " %s", rap_words_unit_for(l, kind->unit, n == 1 && !one ? 2 : n));
}

/* Words with what stands for '@' and '#'. */
static void say_words(rap_text *out, const rap_language *l, const rap_study *study,
                      const rap_event_kind *kind, const char *words, unsigned times, double value) {
    for (; *words; words++)
        if (*words == '|')
            continue;
        else if (*words == '#')
            rap_text_format(out, "%u", times);
        else if (*words == '@')
            say_value(out, l, study, kind, value);
        else
            rap_text_add_bytes(out, words, 1);
}

static const char *words_for(const rap_language *l, const rap_event_kind *kind, unsigned times) {
    return kind->many ? tr_n(l, kind->words, kind->many, times) : tr(l, kind->words);
}

void rap_story_say_event(rap_text *out, const rap_language *l, const rap_study *study, size_t k,
                         unsigned times, double value) {
    const rap_event_kind *kind = &study->model->events[k];
    say_words(out, l, study, kind, words_for(l, kind, times), times, value);
}

/* Puts what was said last into the line; `more`: what follows goes on with the same beginning. */
static void add_last(chapter *c, bool more) {
    if (c->words.n)
        rap_text_add(&c->words, tr(c->l, !c->goes_on ? "; " : more ? ", " : " and "));
    rap_text_add(&c->words, rap_text_string(&c->last));
    c->words.failed |= c->last.failed;
    rap_text_clear(&c->last);
}

/* Begins other words; gives where they go on: behind their '|' where those before began with the same. */
static const char *join_words(chapter *c, const char *words) {
    const char *bar = strchr(words, '|');
    bool alike = bar && c->begun && !strncmp(c->begun, words, (size_t)(bar - words) + 1);
    if (c->begun)
        add_last(c, alike);
    c->begun = words;
    c->goes_on = alike;
    return alike ? bar + 1 : words;
}

static void say_event(chapter *c, size_t k, unsigned times, double value) {
    const rap_event_kind *kind = kind_of_event(c->s, k);
    const char *words = join_words(c, words_for(c->l, kind, times));
    say_words(&c->last, c->l, c->s->study, kind, words, times, value);
}

/* All that is told in sums, which is then told. */
static void say_sums(chapter *c, unsigned *times) {
    for (size_t k = 0; k < c->s->study->model->n_events; k++) {
        if (times[k] && kind_of_event(c->s, k)->small)
            say_event(c, k, times[k], 0);
        times[k] = 0;
    }
}

static void end_story_line(chapter *c, int from, int to) {
    if (c->begun)
        add_last(c, false);
    if (c->words.n) {
        rap_text_add(&c->words, ".");
        c->line(c->context, from, to, rap_text_string(&c->words));
        c->lines++;
    }
    rap_text_clear(&c->words);
    c->begun = NULL;
}

/* The months before this one in which nothing was told. */
static void tell_quiet(chapter *c, int before) {
    if (c->quiet >= before)
        return;
    if (c->then && c->then[0])
        rap_text_add(&c->last, join_words(c, tr(c->l, c->then)));
    say_sums(c, c->times);
    end_story_line(c, c->quiet, before - 1);
}

static const rap_story_event *next_event(chapter *c) {
    for (; c->at < c->s->n_events; c->at++)
        if (c->s->events[c->at].who == c->who &&
            kind_of_event(c->s, c->s->events[c->at].kind)->words)
            return &c->s->events[c->at];
    return NULL;
}

/* Counts the events of a month; whether there is any that is told by itself. */
static bool count_month(chapter *c, int month) {
    bool any = false;
    for (const rap_story_event *e; (e = next_event(c)) && (int)e->month == month; c->at++) {
        c->now[e->kind]++;
        any |= !kind_of_event(c->s, e->kind)->small;
    }
    return any;
}

/* The line of a month, whose events stand from `first` on. */
static void tell_month(chapter *c, size_t first, int month) {
    for (size_t k = first; k < c->at; k++) {
        const rap_story_event *e = &c->s->events[k];
        const rap_event_kind *kind = kind_of_event(c->s, e->kind);
        if (e->who != c->who || !kind->words || kind->small || !c->now[e->kind])
            continue;
        unsigned times = kind->many ? c->now[e->kind] : 1;
        say_event(c, e->kind, times, e->value);
        c->now[e->kind] -= times;
        c->then = kind->then ? kind->then : c->then;
    }
    say_sums(c, c->now);
    end_story_line(c, month, month);
    c->quiet = month + 1;
}

static void tell_chapter(chapter *c) {
    size_t n = c->s->study->model->n_events;
    for (const rap_story_event *e; (e = next_event(c));) {
        int month = (int)e->month;
        size_t first = c->at;
        if (count_month(c, month)) {
            tell_quiet(c, month);
            tell_month(c, first, month);
            continue;
        }
        for (size_t k = 0; k < n; k++) {
            c->times[k] += c->now[k];
            c->now[k] = 0;
        }
    }
    tell_quiet(c, (int)c->s->study->horizon);
    if (!c->lines) {
        rap_text_add(&c->last, join_words(c, tr(c->l, "nothing happened")));
        end_story_line(c, 0, (int)c->s->study->horizon - 1);
    }
}

int rap_story_tell(const rap_story *s, const rap_language *l, size_t who,
                   void (*line)(void *context, int from, int to, const char *words),
                   void *context) {
    size_t n = s->study->model->n_events;
    chapter c = {.s = s, .l = l, .who = who, .line = line, .context = context};
    rap_text_init(&c.words);
    rap_text_init(&c.last);
    c.times = rap_allocate(2 * n, sizeof *c.times);
    if (c.times) {
        c.now = c.times + n;
        tell_chapter(&c);
    }
    int status = c.times ? rap_text_status(&c.words) : rap_fail(RAP_ENOMEM);
    rap_free(c.times);
    rap_text_free(&c.words);
    rap_text_free(&c.last);
    return status;
}
