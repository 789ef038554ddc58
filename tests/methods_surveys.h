/* methods_surveys.h: examples of METHODS.md on surveys and on forecasts of their waves. */
#ifndef METHODS_SURVEYS_H
#define METHODS_SURVEYS_H

#include "methods_page.h"

void survey_on_page(const page_example *e, page_results *r);
void scores_on_page(const page_example *e, page_results *r);

#endif
