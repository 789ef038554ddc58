/* justification_words.h: the sentences of a justification, as plain text (private to plots/).
 *
 * Each begins with the blank that joins it to the one before, unless it begins a paragraph. The
 * tables have lines; `line` counts those of the budget. */
#ifndef RAP_JUSTIFICATION_WORDS_H
#define RAP_JUSTIFICATION_WORDS_H

#include "analysis/budget/best_split.h"
#include "plots/words/budget_money.h"
#include "plots/words/budget_words.h"

/* What the file is about and what counts as a change; on which assumptions all of it stands. */
void rap_justify_basis(rap_text *out, const rap_tables *t);
void rap_justify_assumptions(rap_text *out, const rap_tables *t);
void rap_justify_assumed(rap_text *out, const rap_tables *t); /* the same without their names */

/* Of how many lines a loss is clear, not clear, or not seen, of those of which the model can say something. */
void rap_justify_counts(rap_text *out, const rap_tables *t, const rap_money_table *m);

/* What a line is for, in the applicant's words, with the blank behind them; false and nothing where it says nothing. */
bool rap_justify_purpose(rap_text *out, const rap_tables *t, size_t line);

/* What a line is for, what is asked for and spent on it, where a cut goes. */
void rap_justify_line(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line);

/* The whole of it in a few sentences: purpose, money, the clearest effect of doing without it. */
void rap_justify_shortly(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line);

/* The clearest effect of doing without a line, in one clause: "Participants: from 143 people to 50, ..., which is
 * worse", "no effect that matters was seen on any outcome". */
void rap_justify_clearest(rap_text *out, const rap_tables *t, size_t line);

/* What a dose of a line does, and what each 1,000 of all of it goes with; that it cannot be simulated, also for
 * RAP_DOSES, which is a raise that is not there. */
void rap_justify_dose(rap_text *out, const rap_tables *t, const rap_money_table *m, size_t line,
                      size_t dose);

/* "Cut by 25 %", "Left out (fewer hours are asked for)", "raised by 50 %" inside a sentence. */
void rap_justify_name_dose(rap_text *out, const rap_tables *t, size_t line, size_t dose,
                           bool inside);

/* Whether a dose has no effect that matters on any outcome; and in one sentence that neither a cut by a quarter, nor
 * doing without the line, nor a raise has one. */
bool rap_justify_has_no_effect(const rap_tables *t, size_t line, size_t dose);
void rap_justify_no_effect(rap_text *out, const rap_tables *t, const rap_money_table *m,
                           size_t line);

/* Which uncertain number decides most of a loss that is claimed; nothing where none is named. */
void rap_justify_rests(rap_text *out, const rap_tables *t, size_t line);

/* What becomes of each outcome, against the budget as it stands: changes by aim. Sentences. */
void rap_justify_outcomes(rap_text *out, const rap_tables *t, rap_summary *effects);

#endif
