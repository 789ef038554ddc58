/* manifest.h: manifest.json, all that a results folder needs to be continued, replayed and
 * reported: the study's texts, the options, the program, and when and where it ran. */
#ifndef RAP_MANIFEST_H
#define RAP_MANIFEST_H

#include "base/text.h"
#include "scenario/study/study.h"

/* Draws to which a run that began with so many goes at most, for a precision: 64 times, below a million. */
int64_t rap_most_draws(int64_t draws);

typedef struct {
    char *text;          /* the file as it was read; NULL for a manifest that is being made */
    const char *command; /* "compare", "run" ... */
    const char *study;   /* the study file, as it was named */
    const char *status;  /* "unfinished" or "finished" */
    const char *typed;   /* the command line */
    const char *version, *commit, *fingerprint; /* of the program; of study and model */
    const char *arithmetic;    /* "musl", where all of its exp and log were musl's, or "system" */
    const char *arm;           /* name, or NULL for all */
    const char *plot;          /* "svg" ... */
    const char *language;      /* code of the words' language; NULL: English */
    const char *justification; /* "short", "long", "page", or NULL */
    double cut;                /* per cent, above 0, below 100; 0: not asked */
    int64_t story;             /* which history is told, from 1; 0: none */
    const char *
        *story_of; /* names of organisations that it is about; none: those to whom most happens */
    size_t n_story_of;
    const char *precision_outcome; /* or NULL */
    double precision;
    int64_t draws, replicates, seed;
    int64_t
        draws_now; /* draws that the run goes to: more than `draws` when precision asked for it */
    int64_t shard, shards; /* the part of the histories that it is, from 1, of so many; 0: all */
    const char
        *whole; /* of a part: the command line without which part it is and its folder; else NULL */
    int64_t threads;
    const char *started, *ended; /* UTC; ended is NULL while unfinished */
    double seconds;              /* computing time, over all continuations */
    const char **sets;
    size_t n_sets;
    rap_source *sources; /* the first is the study file */
    size_t n_sources;
    const char *
        *files; /* relative to the folder: what the run is to write, once it has ended what it
                           wrote; those may be replaced */
    size_t n_files;
    struct rap_manifest_parts *parts; /* memory of a manifest that was read */
} rap_manifest;

/* Appends the JSON, sealed: it ends with the number that `cksum` gives for all before. Machine and
 * versions of libraries are those of this program. */
void rap_manifest_write(const rap_manifest *m, rap_text *out);

/* What a manifest is sealed with: the number that POSIX's cksum gives for n bytes. */
uint32_t rap_manifest_sum(const char *bytes, size_t n);

/* Reads folder/manifest.json. On failure *why says what is wrong, in words that live as long as the
 * manifest: RAP_EIO (not there or unreadable), RAP_EINPUT (not a manifest of ours), RAP_EDIFFERENT (of
 * another format), RAP_EDAMAGED (the seal is broken) or RAP_ENOMEM. Free is legal in every case, and
 * for a manifest that was not read does nothing. */
int rap_manifest_read(rap_manifest *m, const char *folder, const char **why);
void rap_manifest_free(rap_manifest *m);

/* The arithmetic of a run that goes on in this program, or whose tables it makes: that of both, or "system". */
const char *rap_manifest_arithmetic(const char *earlier);

/* A loader over the texts of a manifest, which must outlive it. */
rap_loader rap_manifest_loader(rap_manifest *m);

/* "Linux 6.1 x86_64, processor name, 2 processors" into `line`. */
void rap_machine(char *line, size_t size);

#endif
