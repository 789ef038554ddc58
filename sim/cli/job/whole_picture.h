/* whole_picture.h: whether a file that another program wrote is a picture from end to end. */
#ifndef RAP_WHOLE_PICTURE_H
#define RAP_WHOLE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether n bytes begin and end as a file with this extension does: "svg", "png" or "pdf"; any other is text,
 * of which some is enough. */
bool rap_picture_is_whole(const char *extension, const char *bytes, size_t n);

#endif
