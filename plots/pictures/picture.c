/* picture.c: lists of pictures, their names and their parts. */
#include "plots/pictures/picture.h"
#include "base/error.h"
#include "plots/words/translation.h"
#include "base/memory.h"

#include <string.h>

void rap_plots_free(rap_plots *plots) {
    for (size_t i = 0; i < plots->n; i++)
        rap_free(plots->rows[i].name);
    rap_free(plots->rows);
    *plots = (rap_plots){0};
}

static void add_stem(rap_text *name, const char *part) {
    for (const char *c = part; c && *c; c++) {
        bool fine = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        rap_text_add_bytes(name, fine ? c : "-", 1);
    }
}

static bool is_taken(const rap_plots *plots, const char *name) {
    for (size_t i = 0; i < plots->n; i++)
        if (strcmp(plots->rows[i].name, name) == 0)
            return true;
    return false;
}

int rap_plots_add(rap_plots *plots, const rap_plot_kind *kind, const char *prefix, const char *a,
                  const char *b, size_t outcome, const char *group) {
    rap_text name;
    rap_text_init(&name);
    add_stem(&name, prefix);
    const char *const parts[] = {a, b};
    for (int i = 0; i < 2; i++)
        if (parts[i]) {
            rap_text_add(&name, "-");
            add_stem(&name, parts[i]);
        }
    while (!name.failed && is_taken(plots, rap_text_string(&name)))
        rap_text_add(&name, "-again");
    rap_plot *rows = rap_reallocate(plots->rows, plots->n, plots->n + 1, sizeof *rows);
    if (rows)
        plots->rows = rows;
    char *taken = rap_text_take(&name);
    if (!rows || !taken) {
        rap_free(taken);
        return rap_fail(RAP_ENOMEM);
    }
    rows[plots->n++] = (rap_plot){.kind = kind, .name = taken, .outcome = outcome, .group = group};
    return RAP_OK;
}

static size_t parts_of(size_t n, size_t most) {
    return (n + most - 1) / most;
}

int rap_plots_add_parts(rap_plots *plots, const rap_plot_kind *kind, size_t n, size_t most) {
    int status = RAP_OK;
    for (size_t part = 0; part < parts_of(n, most) && !status; part++) {
        rap_text number;
        rap_text_init(&number);
        rap_text_format(&number, "%zu", part + 1);
        status = rap_text_status(&number);
        status = status ? status
                        : rap_plots_add(plots, kind, kind->name,
                                        part ? rap_text_string(&number) : NULL, NULL, 0, "all");
        if (!status)
            plots->rows[plots->n - 1].part = part;
        rap_text_free(&number);
    }
    return status;
}

void rap_plot_part(size_t part, size_t n, size_t most, size_t *first, size_t *end) {
    size_t parts = parts_of(n, most);
    *first = part < parts ? part * n / parts : n;
    *end = part < parts ? (part + 1) * n / parts : n;
}

void rap_plot_part_words(rap_text *out, const rap_language *l, size_t part, size_t n, size_t most) {
    if (parts_of(n, most) > 1)
        rap_text_format(out, tr(l, " (part %zu of %zu)"), part + 1, parts_of(n, most));
}

/* ---- narrow versions -------------------------------------------------------------------------- */

int rap_plots_add_narrow(rap_plots *plots) {
    size_t n = plots->n;
    for (size_t i = 0; i < n; i++) {
        rap_plot wide = plots->rows[i];
        if (!wide.kind->reflows)
            continue;
        int status =
            rap_plots_add(plots, wide.kind, wide.name, "narrow", NULL, wide.outcome, wide.group);
        if (status)
            return status;
        rap_plot *narrow = &plots->rows[plots->n - 1];
        narrow->part = wide.part;
        narrow->narrow = true;
        narrow->wide = i;
    }
    return RAP_OK;
}

size_t rap_plots_wide(const rap_plots *plots) {
    size_t n = 0;
    while (n < plots->n && !plots->rows[n].narrow)
        n++;
    return n;
}

const rap_plot *rap_plots_narrow(const rap_plots *plots, size_t wide) {
    for (size_t i = 0; i < plots->n; i++)
        if (plots->rows[i].narrow && plots->rows[i].wide == wide)
            return &plots->rows[i];
    return NULL;
}
