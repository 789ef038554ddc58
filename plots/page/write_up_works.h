/* write_up_works.h: the works that methods name (private to plots/). */
#ifndef RAP_WRITE_UP_WORKS_H
#define RAP_WRITE_UP_WORKS_H

/* In order of the list. The first two are those of CITATION.cff. */
typedef enum {
    RAP_CITE_RAPPORT,
    RAP_CITE_TURIN,
    RAP_CITE_BLATMAN,
    RAP_CITE_BROZEK,
    RAP_CITE_COCHRAN,
    RAP_CITE_DEMPSTER,
    RAP_CITE_FRIEDMAN,
    RAP_CITE_GLASSERMAN,
    RAP_CITE_GNEITING,
    RAP_CITE_GODA,
    RAP_CITE_GRIMM,
    RAP_CITE_HOLM,
    RAP_CITE_JANSEN,
    RAP_CITE_LOUIS,
    RAP_CITE_MCKAY,
    RAP_CITE_SALTELLI,
    RAP_CITE_VERNON,
    RAP_N_WORKS
} rap_work;

/* In a sentence; and in the list, without the dot. References are the same in every language. */
typedef struct {
    const char *cited, *title;
} rap_work_words;

extern const rap_work_words rap_works[RAP_N_WORKS];

#endif
