/* methods_calibration.h: estimators of the examples of METHODS that are about calibration. */
#ifndef METHODS_CALIBRATION_H
#define METHODS_CALIBRATION_H

#include "methods_page.h"

void score_on_page(const page_example *e, page_results *r);
void places_on_page(const page_example *e, page_results *r);

#endif
