/* loader.h: how a scenario gets at text. The engine opens no file: it is handed one of these. */
#ifndef RAP_LOADER_H
#define RAP_LOADER_H

typedef struct rap_loader rap_loader;

struct rap_loader {
    void *context;
    /* Finds `name`. `from` is the path of the including file, or NULL for the study itself. An
     * include is looked up beside the including file, then in the data folder; absolute paths, ".."
     * and links that leave the study's folder tree or the data folder are refused. On RAP_OK *text
     * (NUL-terminated, from rap_allocate) and *path (canonical, unique per file; from rap_allocate)
     * belong to the caller. Else a negative code and *why, a sentence that needs no freeing. */
    int (*load)(void *context, const char *name, const char *from, char **text, char **path,
                const char **why);
};

/* A file that the study was read from, in the order of reading; kept for the manifest. */
typedef struct {
    char *path; /* as shown to people: relative to the study's folder, or to the data folder */
    char *text;
} rap_source;

#endif
