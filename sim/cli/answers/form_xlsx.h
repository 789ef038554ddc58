/* form_xlsx.h: the form of a budget as a spreadsheet, by libxlsxwriter. */
#ifndef RAP_FORM_XLSX_H
#define RAP_FORM_XLSX_H

#include "analysis/budget/form.h"
#include "plots/words/translation.h"

/* Whether the program was built with libxlsxwriter. */
bool rap_has_xlsx(void);

/* Appends the file: a sheet "Form" with the ask under the form's headings, years in columns and totals as formulas with
 * their values, in words of a language; "Expected spend" and "Likely left" in the same cells. The same form gives the same bytes. Fails
 * `out` where it cannot be made. */
void rap_form_xlsx(const rap_form *form, const rap_language *l, rap_text *out);

#endif
