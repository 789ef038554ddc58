/* partner_frame.h: the model's starter study for a list of partners, with the names of its files in it. */
#ifndef RAP_PARTNER_FRAME_H
#define RAP_PARTNER_FRAME_H

#include "base/text.h"

/* Appends the frame with @NAME@ and @TITLE@ filled in: it includes NAME-partners.cfg and NAME-ties.cfg. */
void rap_partner_frame(rap_text *out, const char *frame, const char *name, const char *title);

/* The same with `partners` as the only file of the user's that it includes. */
void rap_partner_frame_alone(rap_text *out, const char *frame, const char *partners);

#endif
