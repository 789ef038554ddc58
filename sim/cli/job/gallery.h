/* gallery.h: the pictures of a results folder: scripts, data, and what gnuplot makes of them. */
#ifndef RAP_GALLERY_H
#define RAP_GALLERY_H

#include "cli/job/job.h"
#include "plots/page/report.h"

/* One entry for each of plots.rows. */
typedef struct {
    rap_plots plots;
    char **scripts;   /* "NAME.gp" */
    rap_text *faults; /* of the drawing that was last, empty for none */
    rap_report_picture *pictures;
    char **bytes;
    char *folder;
} rap_gallery;

/* Lists what there is to draw: nothing where no plots are wanted. RAP_OK or RAP_ENOMEM. Free is legal
 * in every case. */
int rap_gallery_init(rap_gallery *g, const rap_job *job);
void rap_gallery_free(rap_gallery *g);

/* Lists its files among the job's as to be written. RAP_OK or RAP_ENOMEM. */
int rap_gallery_announce(const rap_gallery *g, rap_job *job);

/* Writes scripts and data, runs gnuplot, and reads the pictures for the page. RAP_OK, also with
 * pictures that could not be drawn, which is a warning; RAP_EIO after saying why; RAP_ENOMEM. */
int rap_gallery_draw(rap_gallery *g, rap_job *job);

#endif
