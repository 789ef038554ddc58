/* justification_words.h: the sentences of a justification, as plain text (private to plots/).
 *
 * Each begins with the blank that joins it to the one before, unless it begins a paragraph. The
 * tables have lines; `line` counts those of the budget. */
#ifndef RAP_JUSTIFICATION_WORDS_H
#define RAP_JUSTIFICATION_WORDS_H

#include "analysis/budget/best_split.h"
#include "plots/words/budget_words.h"

/* What the file is about and what counts as a change; on which assumptions all of it stands. */
void rap_justify_basis(rap_text *out, const rap_tables *t);
void rap_justify_assumptions(rap_text *out, const rap_tables *t);

/* What a line is for, what is spent on it, where a cut goes. */
void rap_justify_line(rap_text *out, const rap_tables *t, size_t line);

/* The whole of it in one sentence: spend, and what is lost without the line. */
void rap_justify_shortly(rap_text *out, const rap_tables *t, size_t line);

/* What a cut by so many per cent (-25) does, and what each 1,000 of it goes with. */
void rap_justify_cut(rap_text *out, const rap_tables *t, size_t line, int percent);
void rap_justify_raise(rap_text *out, const rap_tables *t, size_t line);

/* Which uncertain numbers decide the loss, or how many sets would tell; nothing where none is uncertain, or the line
 * cannot be left out. */
void rap_justify_rests(rap_text *out, const rap_tables *t, size_t line);

/* What an arm costs and does against the baseline; the best split of the money. */
void rap_justify_arm(rap_text *out, const rap_tables *t, size_t arm);
void rap_justify_split(rap_text *out, const rap_tables *t, const rap_best_split *best);

#endif
