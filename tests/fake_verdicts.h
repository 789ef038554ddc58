/* fake_verdicts.h: hand-made verdicts on hand-made tables (fake_tables.h), for tests of pictures and
 * pages. Proposition k has verdict k modulo the number of verdicts, effect (k % 7 - 2) / 2 smallest
 * effects that matter (every ninth 60 of them), and three factors. */
#ifndef FAKE_VERDICTS_H
#define FAKE_VERDICTS_H

#include "fake_tables.h"
#include "analysis/propositions/verdicts.h"

typedef struct {
    rap_verdicts verdicts;
    rap_proposition *propositions;
    rap_cells *cells;
    rap_mechanism mechanisms[4];
    rap_cell_plan plan;
} fake_verdicts;

/* n propositions labelled `label` (NULL: usual labels), put into f->tables. FAKE_MISSING: no number
 * has a value. RAP_OK or RAP_ENOMEM; free is legal after a failure. */
int fake_verdicts_init(fake_verdicts *v, fake_tables *f, fake_kind kind, size_t n,
                       const char *label);
void fake_verdicts_free(fake_verdicts *v, fake_tables *f);

#endif
