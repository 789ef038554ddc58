/* against.h: what changed between two results: in the study, in headline contrasts, in verdicts and
 * in patterns.
 *
 * Contrasts, propositions and patterns are matched by name, outcomes and groups by theirs, windows
 * by their text; contrasts of arms only where the baselines have the same name. Differences are now
 * less then. The two were run apart: where seed, draws and model are the same they share their luck,
 * else not, and nothing is claimed about the difference beyond whether the intervals overlap. */
#ifndef RAP_AGAINST_H
#define RAP_AGAINST_H

#include "analysis/tables/tables.h"

typedef enum {
    RAP_AGAINST_STUDY, /* what differs; nothing is listed where nothing does */
    RAP_AGAINST_CONTRASTS,
    RAP_AGAINST_VERDICTS,
    RAP_AGAINST_PATTERNS,
    RAP_N_AGAINST
} rap_against_part;
extern const char *const rap_against_titles[]; /* "What differs in the study" ... */

/* A line: four texts for people, not yet escaped. */
typedef struct {
    rap_against_part part;
    char *what, *then, *now, *change;
    const char
        *input; /* the path of the number of the study that it is about, which has it; else NULL */
    bool changed; /* a word, an input, or intervals that do not overlap */
} rap_against_row;

typedef struct {
    rap_against_row *rows; /* by part, then in order of the study that is now */
    size_t n, capacity;
    const rap_language *language; /* that of the results that are now */
} rap_against;

/* Compares tables that both have their studies. RAP_OK or RAP_ENOMEM; free is legal in every case,
 * and twice. */
int rap_against_make(rap_against *a, const rap_tables *now, const rap_tables *then);
void rap_against_free(rap_against *a);

/* The same as a self-contained page. `now_name` and `then_name` are the folders. */
int rap_against_html(const rap_against *a, const char *now_name, const char *then_name,
                     rap_text *html);

#endif
