/* image.h: a filled struct of a model, with all rows behind it, as one piece of memory that is copied at
 * once.
 *
 * Texts are not in it: they belong to the study or to the model's tables. */
#ifndef RAP_IMAGE_H
#define RAP_IMAGE_H

#include "model/model.h"

/* An array that was copied into an image. */
typedef struct {
    const char *from;
    size_t n, to; /* bytes; offset in the image */
} rap_image_move;

typedef struct {
    char *bytes; /* the struct first */
    size_t size, capacity;
    size_t *links; /* offsets at which a pointer to other bytes of the image stands */
    size_t n_links, links_capacity;
    rap_image_move *moves; /* while it is made */
    size_t n_moves, moves_capacity;
} rap_image;

/* Copies the struct of a record with all that its rows hold. RAP_OK or RAP_ENOMEM; free is legal after
 * both, and twice. */
int rap_image_make(rap_image *image, const rap_record *record, const void *root);
void rap_image_free(rap_image *image);

/* Offset of what stood at this address of the original. */
size_t rap_image_offset(const rap_image *image, const void *at);

/* Nothing will be asked of the original any more. */
void rap_image_close(rap_image *image);

/* A copy, to be freed with rap_free; NULL without memory. */
void *rap_image_copy(const rap_image *image);

#endif
