/* expand.c: reads the files of a study through its loader and feeds their tokens to the outline.
 *
 * Invariant: open[0 .. depth) are the files being read, each including the next; none stands twice.
 */
#include "scenario/language/expand.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "scenario/language/lexer.h"
#include "scenario/language/outline.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    rap_expanded *e;
    rap_outline outline;
    rap_findings *findings;
    const rap_loader *loader; /* NULL: includes are refused */
    size_t open[RAP_DEEPEST_INCLUDE];
    size_t depth, includes, bytes;
    rap_place end; /* of the file that was read last */
    bool stopped;  /* read no further */
    bool torn;     /* something is missing: further problems would only be its echo */
} expander;

void rap_expand_free(rap_expanded *e) {
    for (size_t i = 0; i < e->n_sources; i++) {
        rap_free(e->sources[i].path);
        rap_free(e->sources[i].text);
    }
    rap_free(e->sources);
    rap_free(e->lines);
    rap_free(e->scalars);
    rap_text_free(&e->text);
    *e = (rap_expanded){0};
}

/* Keeps a file, whose texts now belong to the sources; a file known already is kept once. */
static int keep_source(rap_expanded *e, char *path, char *text, size_t *position) {
    for (*position = 0; *position < e->n_sources; ++*position)
        if (!strcmp(e->sources[*position].path, path)) {
            rap_free(path);
            rap_free(text);
            return RAP_OK;
        }
    int status = rap_grow(&e->sources, &e->sources_capacity, e->n_sources + 1, sizeof *e->sources);
    if (status) {
        rap_free(path);
        rap_free(text);
        return status;
    }
    e->sources[e->n_sources++] = (rap_source){path, text};
    return RAP_OK;
}

/* Reports the first line that is not UTF-8. */
static bool check_utf8(const expander *x, size_t source) {
    const rap_source *s = &x->e->sources[source];
    int line = 1;
    size_t step;
    for (const char *p = s->text; *p; p += step) {
        step = rap_utf8_length(p);
        if (step == 0) {
            rap_findings_add(x->findings, s->path, line, NULL,
                             "byte 0x%02x is not UTF-8; save the file as UTF-8",
                             (unsigned)(unsigned char)*p);
            return false;
        }
        line += *p == '\n' || (*p == '\r' && p[1] != '\n');
    }
    return true;
}

/* The chain of files that ends in an include of one of them. */
static void report_cycle(expander *x, rap_place at, size_t source) {
    const rap_source *sources = x->e->sources;
    rap_text chain;
    size_t i = 0;
    rap_text_init(&chain);
    while (x->open[i] != source)
        i++;
    for (; i < x->depth; i++)
        rap_text_format(&chain, "%s -> ", sources[x->open[i]].path);
    rap_text_add(&chain, sources[source].path);
    x->torn = true;
    if (rap_text_status(&chain))
        x->findings->failed = true;
    else
        rap_findings_add(x->findings, sources[at.source].path, at.line, "@include",
                         "the files include each other in a circle: %s", rap_text_string(&chain));
    rap_text_free(&chain);
}

static bool is_open(const expander *x, size_t source) {
    for (size_t i = 0; i < x->depth; i++)
        if (x->open[i] == source)
            return true;
    return false;
}

static int read_source(expander *x, size_t source);

/* Loads `name` and reads it in place. `at` is where the include stands. */
static int include(expander *x, const char *name, rap_place at) {
    const rap_source *from = &x->e->sources[at.source];
    const char *why = NULL;
    char *text = NULL, *path = NULL;
    size_t source;
    if (!x->loader || x->depth == RAP_DEEPEST_INCLUDE || ++x->includes > RAP_MOST_INCLUDES ||
        x->e->n_sources == RAP_MOST_SOURCES) {
        rap_findings_add(x->findings, from->path, at.line, "@include", "%s",
                         !x->loader ? "nothing can be included here"
                         : x->depth == RAP_DEEPEST_INCLUDE
                             ? "files include each other more than 16 levels deep"
                             : "too many files are included");
        x->stopped = x->includes > RAP_MOST_INCLUDES;
        x->torn = true;
        return RAP_OK;
    }
    int status = x->loader->load(x->loader->context, name, from->path, &text, &path, &why);
    if (status == RAP_ENOMEM)
        return status;
    if (status) {
        rap_findings_add(x->findings, from->path, at.line, "@include", "\"%.200s\": %s", name,
                         why ? why : rap_error_text(status));
        x->torn = true;
        return RAP_OK;
    }
    status = keep_source(x->e, path, text, &source);
    if (!status && is_open(x, source))
        report_cycle(x, at, source);
    else if (!status)
        status = read_source(x, source);
    return status;
}

static int take_include(expander *x, const rap_token *t, size_t source) {
    char name[512];
    rap_place at = {source, t->line};
    if (t->wrong || t->n >= sizeof name) {
        rap_findings_add(x->findings, x->e->sources[source].path, t->line, "@include", "%s",
                         t->wrong ? t->wrong : "the name of the file is too long");
        x->torn = true;
        return RAP_OK;
    }
    memcpy(name, t->at, t->n);
    name[t->n] = '\0';
    return include(x, name, at);
}

static void take_end(expander *x, const rap_token *t, size_t source) {
    if (!t->wrong)
        return;
    rap_findings_add(x->findings, x->e->sources[source].path, t->line, NULL, "%s", t->wrong);
    x->torn = true;
}

static bool too_large(expander *x, size_t source) {
    const rap_source *s = &x->e->sources[source];
    size_t n = strlen(s->text);
    if (n <= RAP_LARGEST_EXPANSION - x->bytes) {
        x->bytes += n;
        return false;
    }
    rap_findings_add(x->findings, s->path, 0, NULL,
                     "the study with all that it includes is larger than 16 MiB");
    x->stopped = true;
    return true;
}

/* Feeds a file's tokens to the outline. */
static int read_source(expander *x, size_t source) {
    rap_lexer lexer;
    rap_token t;
    int status = RAP_OK;
    if (too_large(x, source) || !check_utf8(x, source)) {
        x->stopped = true;
        return RAP_OK;
    }
    x->open[x->depth++] = source;
    rap_lexer_init(&lexer, x->e->sources[source].text);
    do {
        t = rap_lexer_next(&lexer);
        if (t.kind == RAP_TOKEN_INCLUDE)
            status = take_include(x, &t, source);
        else if (t.kind == RAP_TOKEN_END)
            take_end(x, &t, source);
        else
            rap_outline_take(&x->outline, &t, source);
        if (!status)
            status = x->outline.status;
    } while (!status && !x->stopped && t.kind != RAP_TOKEN_END);
    x->depth--;
    x->end = (rap_place){source, t.line};
    return status;
}

/* Reads each source that is there already, and all that they include, one behind the other. */
static int expand(rap_expanded *e, const rap_loader *loader, rap_findings *findings) {
    expander *x = rap_allocate(1, sizeof *x);
    if (!x)
        return rap_fail(RAP_ENOMEM);
    *x = (expander){.e = e, .findings = findings, .loader = loader};
    rap_outline_init(&x->outline, e, findings);
    int status = RAP_OK;
    for (size_t k = 0, n = e->n_sources; k < n && !status && !x->stopped && !x->torn; k++)
        status = read_source(x, k);
    if (!status && !x->stopped && !x->torn)
        status = rap_outline_end(&x->outline, x->end);
    if (!status && (x->stopped || x->torn))
        status = rap_fail(RAP_EINPUT);
    if (findings->failed)
        status = rap_fail(RAP_ENOMEM);
    rap_outline_free(&x->outline);
    rap_free(x);
    return status;
}

/* Keeps copies of a path and a text. */
static int keep_source_text(rap_expanded *e, const char *path, const char *text) {
    size_t source;
    char *p = rap_copy_text(path), *t = rap_copy_text(text);
    if (p && t)
        return keep_source(e, p, t, &source);
    rap_free(p);
    rap_free(t);
    return rap_fail(RAP_ENOMEM);
}

int rap_expand(rap_expanded *e, const rap_loader *loader, const char *path,
               const rap_source *behind, rap_findings *findings) {
    char *text = NULL, *canonical = NULL;
    const char *why = NULL;
    size_t source;
    *e = (rap_expanded){0};
    int status = loader->load(loader->context, path, NULL, &text, &canonical, &why);
    if (status == RAP_ENOMEM)
        return rap_fail(status);
    if (status) {
        rap_findings_add(findings, path, 0, NULL, "%s", why ? why : rap_error_text(status));
        return rap_fail(findings->failed ? RAP_ENOMEM : RAP_EINPUT);
    }
    status = keep_source(e, canonical, text, &source);
    if (!status && behind)
        status = keep_source_text(e, behind->path, behind->text);
    return status ? status : expand(e, loader, findings);
}

int rap_expand_text(rap_expanded *e, const char *name, const char *text, rap_findings *findings) {
    *e = (rap_expanded){0};
    int status = keep_source_text(e, name, text);
    return status ? status : expand(e, NULL, findings);
}
