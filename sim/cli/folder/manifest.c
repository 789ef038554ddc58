/* manifest.c: written by json.c, read back with SQLite's JSON functions, so that no parser of our
 * own is needed. What was read is kept as copies that the manifest owns. */
#include "cli/folder/manifest.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "base/json.h"
#include "cli/terminal/asked.h"
#include "cli/machine/clock.h"
#include "cli/machine/version.h"

#include <gsl/gsl_version.h>
#include <libconfig.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define FORMAT "rapport results"
#define SEAL "cksum"
enum { FORMAT_VERSION = 2 };

struct rap_manifest_parts {
    char **copies;
    size_t n, capacity;
};

/* ---- writing -------------------------------------------------------------------------------- */

/* The processor's name as the kernel gives it, or "". */
static void processor(char *name, size_t size) {
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");
    name[0] = '\0';
    while (file && fgets(line, sizeof line, file)) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) || !colon)
            continue;
        snprintf(name, size, "%s", colon + 1 + strspn(colon + 1, " \t"));
        name[strcspn(name, "\r\n")] = '\0';
        break;
    }
    if (file)
        fclose(file);
}

void rap_machine(char *line, size_t size) {
    struct utsname u;
    char name[128];
    processor(name, sizeof name);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (uname(&u))
        memset(&u, 0, sizeof u);
    snprintf(line, size, "%s %s %s%s%s, %ld processor%s", u.sysname, u.release, u.machine,
             name[0] ? ", " : "", name, n, n == 1 ? "" : "s");
}

uint32_t rap_manifest_sum(const char *bytes, size_t n) {
    uint32_t crc = 0;
    for (size_t i = 0, length = n; i < n || length; i++) {
        crc ^= (uint32_t)(unsigned char)(i < n ? bytes[i] : (char)length) << 24;
        for (int bit = 0; bit < 8; bit++)
            crc = crc << 1 ^ (crc >> 31 ? UINT32_C(0x04c11db7) : 0);
        length >>= i < n ? 0 : 8;
    }
    return ~crc;
}

static void write_options(rap_json *j, const rap_manifest *m) {
    rap_json_open(j, "options", '{');
    rap_json_integer(j, "draws", m->draws);
    rap_json_integer(j, "replicates", m->replicates);
    /* as text: JSON readers often take numbers as doubles, and a seed has 63 bits */
    char seed[24];
    snprintf(seed, sizeof seed, "%lld", (long long)m->seed);
    rap_json_text(j, "seed", seed);
    rap_json_integer(j, "threads", m->threads);
    rap_json_text(j, "arm", m->arm);
    rap_json_text(j, "plot", m->plot);
    rap_json_text(j, "language", m->language);
    rap_json_text(j, "justification", m->justification);
    rap_json_number(j, "cut", m->cut > 0 ? m->cut : NAN);
    rap_json_number(j, "story", m->story > 0 ? (double)m->story : NAN);
    rap_json_open(j, "story_of", '[');
    for (size_t i = 0; i < m->n_story_of; i++)
        rap_json_text(j, NULL, m->story_of[i]);
    rap_json_close(j, ']');
    rap_json_text(j, "precision_outcome", m->precision_outcome);
    rap_json_number(j, "precision", m->precision_outcome ? m->precision : NAN);
    rap_json_integer(j, "draws_now", m->draws_now);
    if (m->shards > 0) {
        rap_json_integer(j, "shard", m->shard);
        rap_json_integer(j, "shards", m->shards);
        rap_json_text(j, "whole", m->whole);
    }
    rap_json_open(j, "set", '[');
    for (size_t i = 0; i < m->n_sets; i++)
        rap_json_text(j, NULL, m->sets[i]);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

static void write_machine(rap_json *j, const char *arithmetic) {
    char line[512];
    rap_machine(line, sizeof line);
    rap_json_text(j, "machine", line);
    rap_json_open(j, "dependencies", '{');
    rap_json_text(j, "gsl", gsl_version);
    snprintf(line, sizeof line, "%d.%d.%d", LIBCONFIG_VER_MAJOR, LIBCONFIG_VER_MINOR,
             LIBCONFIG_VER_REVISION);
    rap_json_text(j, "libconfig", line);
    rap_json_text(j, "sqlite", sqlite3_libversion());
#ifdef __VERSION__
    rap_json_text(j, "compiler", __VERSION__);
#endif
    rap_json_text(j, "build", RAPPORT_BUILD_TYPE);
    rap_json_text(j, "arithmetic", arithmetic);
    rap_json_close(j, '}');
}

static void write_sources(rap_json *j, const rap_manifest *m) {
    rap_json_open(j, "files", '[');
    for (size_t i = 0; i < m->n_files; i++)
        rap_json_text(j, NULL, m->files[i]);
    rap_json_close(j, ']');
    rap_json_open(j, "sources", '[');
    for (size_t i = 0; i < m->n_sources; i++) {
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "path", m->sources[i].path);
        rap_json_text(j, "text", m->sources[i].text);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

void rap_manifest_write(const rap_manifest *m, rap_text *out) {
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "format", FORMAT);
    rap_json_integer(&j, "format_version", FORMAT_VERSION);
    rap_json_text(&j, "status", m->status);
    rap_json_text(&j, "command", m->command);
    rap_json_text(&j, "study", m->study);
    rap_json_text(&j, "typed", m->typed);
    rap_json_text(&j, "version", m->version);
    rap_json_text(&j, "commit", m->commit);
    rap_json_text(&j, "fingerprint", m->fingerprint);
    write_options(&j, m);
    rap_json_text(&j, "started", m->started);
    rap_json_text(&j, "ended", m->ended);
    rap_json_number(&j, "seconds", m->seconds);
    write_machine(&j, m->arithmetic);
    write_sources(&j, m);
    rap_json_integer(&j, SEAL, rap_manifest_sum(rap_text_string(out), out->n));
    rap_json_close(&j, '}');
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Keeps a copy for the life of the manifest. NULL for NULL, or without memory (*failed is set). */
static char *keep_copy(struct rap_manifest_parts *parts, const unsigned char *text, bool *failed) {
    if (!text)
        return NULL;
    char *copy = rap_copy_text((const char *)text);
    if (!copy || rap_grow(&parts->copies, &parts->capacity, parts->n + 1, sizeof *parts->copies)) {
        rap_free(copy);
        *failed = true;
        return NULL;
    }
    return parts->copies[parts->n++] = copy;
}

/* A reader of the manifest's text; `failed` remembers trouble until the end. */
typedef struct {
    sqlite3 *database;
    rap_manifest *m;
    bool failed;
} reader;

static sqlite3_stmt *prepare_query(reader *r, const char *sql, const char *path) {
    sqlite3_stmt *s = NULL;
    if (r->failed || sqlite3_prepare_v2(r->database, sql, -1, &s, NULL) ||
        sqlite3_bind_text(s, 1, r->m->text, -1, SQLITE_STATIC) ||
        (path && sqlite3_bind_text(s, 2, path, -1, SQLITE_STATIC))) {
        r->failed = true;
        sqlite3_finalize(s);
        return NULL;
    }
    return s;
}

static const char *read_string(reader *r, const char *path) {
    sqlite3_stmt *s = prepare_query(r, "SELECT json_extract(?1, ?2)", path);
    const char *found = NULL;
    if (s && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) == SQLITE_TEXT)
        found = keep_copy(r->m->parts, sqlite3_column_text(s, 0), &r->failed);
    sqlite3_finalize(s);
    return found;
}

static double query_number(reader *r, const char *path) {
    sqlite3_stmt *s = prepare_query(r, "SELECT json_extract(?1, ?2)", path);
    double x = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_double(s, 0) : 0;
    sqlite3_finalize(s);
    return x;
}

static int64_t read_integer(reader *r, const char *path) {
    sqlite3_stmt *s = prepare_query(r, "SELECT CAST(json_extract(?1, ?2) AS INTEGER)", path);
    int64_t x = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return x;
}

static void read_list(reader *r, const char *path, const char ***list, size_t *n) {
    sqlite3_stmt *s =
        prepare_query(r, "SELECT value FROM json_each(?1, ?2) WHERE type = 'text'", path);
    size_t capacity = 0;
    while (s && !r->failed && sqlite3_step(s) == SQLITE_ROW) {
        const char *text = keep_copy(r->m->parts, sqlite3_column_text(s, 0), &r->failed);
        if (!text || rap_grow(list, &capacity, *n + 1, sizeof **list))
            r->failed = true;
        else
            (*list)[(*n)++] = text;
    }
    sqlite3_finalize(s);
}

static void read_sources(reader *r) {
    rap_manifest *m = r->m;
    size_t capacity = 0;
    sqlite3_stmt *s =
        prepare_query(r,
                      "SELECT json_extract(value, '$.path'), json_extract(value, '$.text')"
                      " FROM json_each(?1, '$.sources') WHERE type = 'object'",
                      NULL);
    while (s && !r->failed && sqlite3_step(s) == SQLITE_ROW) {
        rap_source source = {keep_copy(m->parts, sqlite3_column_text(s, 0), &r->failed),
                             keep_copy(m->parts, sqlite3_column_text(s, 1), &r->failed)};
        if (!source.path || !source.text ||
            rap_grow(&m->sources, &capacity, m->n_sources + 1, sizeof *m->sources))
            r->failed = true;
        else
            m->sources[m->n_sources++] = source;
    }
    sqlite3_finalize(s);
}

static void read_options(reader *r) {
    rap_manifest *m = r->m;
    m->draws = read_integer(r, "$.options.draws");
    m->replicates = read_integer(r, "$.options.replicates");
    m->seed = read_integer(r, "$.options.seed");
    m->threads = read_integer(r, "$.options.threads");
    m->draws_now = read_integer(r, "$.options.draws_now");
    m->arm = read_string(r, "$.options.arm");
    m->plot = read_string(r, "$.options.plot");
    m->language = read_string(r, "$.options.language");
    m->justification = read_string(r, "$.options.justification");
    m->cut = query_number(r, "$.options.cut");
    m->story = read_integer(r, "$.options.story");
    read_list(r, "$.options.story_of", &m->story_of, &m->n_story_of);
    m->precision_outcome = read_string(r, "$.options.precision_outcome");
    m->precision = query_number(r, "$.options.precision");
    m->shard = read_integer(r, "$.options.shard");
    m->shards = read_integer(r, "$.options.shards");
    m->whole = read_string(r, "$.options.whole");
    read_list(r, "$.options.set", &m->sets, &m->n_sets);
}

static void read_all(reader *r) {
    rap_manifest *m = r->m;
    m->status = read_string(r, "$.status");
    m->command = read_string(r, "$.command");
    m->study = read_string(r, "$.study");
    m->typed = read_string(r, "$.typed");
    m->version = read_string(r, "$.version");
    m->commit = read_string(r, "$.commit");
    m->fingerprint = read_string(r, "$.fingerprint");
    m->arithmetic = read_string(r, "$.dependencies.arithmetic");
    if (!m->arithmetic)
        m->arithmetic = "system"; /* all that there was when manifests did not say */
    m->started = read_string(r, "$.started");
    m->ended = read_string(r, "$.ended");
    m->seconds = query_number(r, "$.seconds");
    read_options(r);
    read_list(r, "$.files", &m->files, &m->n_files);
    read_sources(r);
}

static bool is_json(reader *r) {
    sqlite3_stmt *s = prepare_query(r, "SELECT json_valid(?1)", NULL);
    bool valid = s && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return valid;
}

/* Whether the text ends with the seal of what stands before. */
static bool is_sealed(const char *text) {
    char end[64];
    const char *comma = strrchr(text, ',');
    if (!comma)
        return false;
    snprintf(end, sizeof end, ",\n  \"%s\": %lu\n}\n", SEAL,
             (unsigned long)rap_manifest_sum(text, (size_t)(comma - text)));
    return !strcmp(comma, end);
}

/* A manifest of another format says which program made it. */
static int refuse_format(reader *r, const char **why) {
    const char *version = read_string(r, "$.version"), *commit = read_string(r, "$.commit");
    rap_text said;
    rap_text_init(&said);
    rap_text_format(&said,
                    "it was made by rapport %s (%s), in a format that this version does not read",
                    version ? version : "of a version unknown", commit ? commit : "commit unknown");
    const char *words = rap_text_string(&said);
    *why = keep_copy(r->m->parts, (const unsigned char *)words, &r->failed);
    rap_text_free(&said);
    return rap_fail(r->failed ? RAP_ENOMEM : RAP_EDIFFERENT);
}

static int check_form(reader *r, const char **why) {
    if (!strstr(r->m->text, "\"" FORMAT "\"")) {
        *why = "it is not a manifest of this program";
        return rap_fail(RAP_EINPUT);
    }
    if (is_json(r) && read_integer(r, "$.format_version") < FORMAT_VERSION)
        return refuse_format(r, why);
    if (!is_sealed(r->m->text)) {
        *why = "its manifest was damaged, or changed by another hand";
        return rap_fail(RAP_EDAMAGED);
    }
    return RAP_OK;
}

/* Whether nothing is missing. */
static bool is_whole(const rap_manifest *m) {
    return m->status && m->command && m->study && m->typed && m->version && m->commit &&
           m->fingerprint && m->plot && m->started && m->n_sources > 0;
}

int64_t rap_most_draws(int64_t draws) {
    enum { MOST_DRAWS = 1000000, TIMES = 64 };
    int64_t most = draws < MOST_DRAWS / TIMES ? draws * TIMES : MOST_DRAWS;
    return draws < most ? most : draws;
}

/* Whether all of a run, or a part that there can be. */
static bool is_part_or_all(const rap_manifest *m) {
    bool part = m->shard >= 1 && m->shard <= m->shards && m->shards <= RAP_MOST_SHARDS && m->whole;
    part = part && m->draws_now == m->draws; /* more draws for a precision are run with the whole */
    return part || (m->shard == 0 && m->shards == 0 && !m->whole);
}

/* Whether a run could have these. */
static bool is_plausible(const rap_manifest *m) {
    bool status = !strcmp(m->status, "finished") || !strcmp(m->status, "unfinished");
    bool length = !m->justification || !strcmp(m->justification, "short") ||
                  !strcmp(m->justification, "long") || !strcmp(m->justification, "page");
    bool cut = m->cut >= 0 && m->cut < 100;
    bool told = m->story == 0 || (m->story > 0 && !strcmp(m->command, "run"));
    bool numbers =
        cut && told && m->draws >= 0 && m->replicates >= 1 && m->seed >= 0 && m->threads >= 1;
    bool precise = m->precision_outcome ? m->draws > 0 && m->draws_now >= m->draws &&
                                              m->draws_now <= rap_most_draws(m->draws) &&
                                              m->precision > 0 && isfinite(m->precision)
                                        : m->draws_now == m->draws;
    bool times = rap_time_is_text(m->started) && (!m->ended || rap_time_is_text(m->ended)) &&
                 m->seconds >= 0 && isfinite(m->seconds);
    bool functions = !strcmp(m->arithmetic, "musl") || !strcmp(m->arithmetic, "system");
    bool there = numbers && (m->story - 1) / m->replicates < (m->draws > 0 ? m->draws : 1);
    return status && length && there && precise && times && functions && is_part_or_all(m);
}

static int check_content(const rap_manifest *m, const char **why) {
    *why = !is_whole(m)       ? "parts of it are missing"
           : !is_plausible(m) ? "it says what no run can be"
                              : NULL;
    return *why ? rap_fail(RAP_EINPUT) : RAP_OK;
}

int rap_manifest_read(rap_manifest *m, const char *folder, const char **why) {
    *m = (rap_manifest){0};
    reader r = {.m = m};
    size_t n = 0;
    char *path = rap_path_join(folder, "manifest.json");
    int status = path ? rap_file_read(path, &m->text, &n, why) : rap_fail(RAP_ENOMEM);
    rap_free(path);
    if (status)
        return status;
    m->parts = rap_allocate(1, sizeof *m->parts);
    r.failed = !m->parts || sqlite3_open(":memory:", &r.database);
    if (!r.failed)
        status = check_form(&r, why);
    if (!r.failed && !status) {
        read_all(&r);
        status = check_content(m, why);
    }
    sqlite3_close(r.database);
    if (!r.failed)
        return status;
    *why = "it could not be read whole";
    return rap_fail(RAP_ENOMEM);
}

void rap_manifest_free(rap_manifest *m) {
    if (m->parts) {
        for (size_t i = 0; i < m->parts->n; i++)
            rap_free(m->parts->copies[i]);
        rap_free(m->parts->copies);
        rap_free(m->parts);
        rap_free(m->sets);
        rap_free(m->story_of);
        rap_free(m->files);
        rap_free(m->sources);
    }
    rap_free(m->text);
    *m = (rap_manifest){0};
}

const char *rap_manifest_arithmetic(const char *earlier) {
    return strcmp(earlier, RAPPORT_ARITHMETIC) ? "system" : RAPPORT_ARITHMETIC;
}

/* ---- loader --------------------------------------------------------------------------------- */

static const rap_source *find_source(const rap_manifest *m, const char *path) {
    for (size_t i = 0; path && i < m->n_sources; i++)
        if (!strcmp(m->sources[i].path, path))
            return &m->sources[i];
    return NULL;
}

static int load_source(void *context, const char *name, const char *from, char **text, char **path,
                       const char **why) {
    rap_manifest *m = context;
    *text = NULL;
    *path = from ? rap_path_beside(from, name, why) : rap_copy_text(m->sources[0].path);
    const rap_source *source = find_source(m, *path);
    if (*path && !source) {
        rap_free(*path);
        *path = rap_path_beside("data:", name, why);
        source = find_source(m, *path);
    }
    *text = source ? rap_copy_text(source->text) : NULL;
    if (*path && *text)
        return RAP_OK;
    *why = source ? "out of memory" : "the manifest does not hold this file";
    rap_free(*path);
    *path = NULL;
    return rap_fail(source ? RAP_ENOMEM : RAP_EIO);
}

rap_loader rap_manifest_loader(rap_manifest *m) {
    return (rap_loader){.context = m, .load = load_source};
}
