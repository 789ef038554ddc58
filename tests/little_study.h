/* little_study.h: a study of two organisations and two arms in a folder of its own, for tests of whole commands. */
#ifndef LITTLE_STUDY_H
#define LITTLE_STUDY_H

#include <stdio.h>
#include <stdlib.h>

/* Its text, with so many draws and runs of each. */
#define LITTLE_STUDY(draws, replicates)                                                            \
    "title = \"t\"; horizon = 6; draws = " #draws "; replicates = " #replicates "; seed = 3;\n"    \
    "organisation_types = { a = {}; };\n"                                                          \
    "organisations = { one = { type = \"a\"; count = 2; }; };\n"                                   \
    "teams = { focal = { grants = ( { start = 0; months = 3; amount = 9000; } ); }; };\n"          \
    "headlines = ( { outcome = \"trust\"; window = \"6\"; } ); windows = [\"6\"];\n"               \
    "arms = { a = { changes = {}; }; b = { changes = { teams = { focal = { planned = 0.9; }; }; "  \
    "}; }; };\n"

/* One to import a list of partners, ties or a survey for. */
#define PARTNERS_STUDY                                                                             \
    "title = \"t\"; horizon = 6; draws = 1; replicates = 1; seed = 3;\n"                           \
    "organisation_types = { a = { label = \"A\"; }; };\n"                                          \
    "organisations = { one = { type = \"a\"; }; two = { type = \"a\"; }; };\n"                     \
    "teams = { focal = { grants = ( { start = 0; months = 3; amount = 9000; } ); }; };\n"          \
    "headlines = ( { outcome = \"trust\"; window = \"6\"; } ); windows = [\"6\"];\n"               \
    "arms = { a = { changes = {}; }; };\n"

/* Makes a folder for the test of that name, and the study in it. 0, or -1. */
static inline int make_little_study(const char *test, const char *text, char folder[64],
                                    char study[96]) {
    snprintf(folder, 64, "/tmp/rapport-%s-XXXXXX", test);
    if (!mkdtemp(folder))
        return -1;
    snprintf(study, 96, "%s/study.cfg", folder);
    FILE *file = fopen(study, "w");
    return !file || fputs(text, file) < 0 || fclose(file) ? -1 : 0;
}

/* 0 where the folder is gone, with all that is in it. */
static inline int remove_little_study(const char *folder) {
    char shell[128];
    snprintf(shell, sizeof shell, "rm -rf '%s'", folder);
    return system(shell);
}

#endif
