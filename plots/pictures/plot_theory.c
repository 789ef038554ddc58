/* plot_theory.c: the programme theory as it is written in the study: contexts, resources, responses
 * and outcomes, each proposition a chain through all four. The widths of its three arrows are parts
 * of its effect E, cut to 0 .. 1: inside less outside, what is lost without the response, and the
 * response's Shapley value (verdicts.h). */
#include "plots/pictures/cmo.h"
#include "plots/pictures/layers.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/words/sentence_parts.h"
#include "base/error.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

extern const char rap_embedded_theory_gp[];

enum {
    MOST = 24,
    NODE = 178, /* width, pixels */
    BETWEEN = (RAP_PLOT_WIDTH - 32 - RAP_LAYERS * NODE) / (RAP_LAYERS - 1),
    LETTERS = 25,
    PORT = 15,
    NUMBER = 20, /* room for a chain's number before its arrow */
    GAP = 10,
    HEADS = 26,
    KEY_LETTERS = 128,
    CURVE = 20, /* points of a curve less one */
    TIP = 9     /* length of an arrow's head */
};

/* The narrow version has one chain below the other, from top to bottom. */
enum {
    NARROW_NODE = RAP_PLOT_NARROW - 32,
    NARROW_LETTERS = RAP_PLOT_NARROW_LETTERS - 2,
    NARROW_ARROW = 16 + NARROW_NODE - 28, /* beside the words between nodes */
    NARROW_GAP = 6,
    NARROW_BETWEEN = 22 /* of chains */
};

static int list_theory(rap_plots *plots, const rap_tables *t) {
    return rap_plots_add_parts(plots, &rap_kind_theory, rap_cmo_tested(t), MOST);
}

static const rap_proposition_result *chain_row(const rap_tables *t, size_t first, size_t chain) {
    return rap_cmo_row(t, rap_cmo_nth(t, first + chain));
}

static void add_node_words(rap_text *out, const rap_tables *t, const rap_proposition *p,
                           size_t layer) {
    if (layer == 0)
        rap_cmo_context(out, t, p);
    else if (layer == 1)
        rap_cmo_resource(out, t, p);
    else if (layer == 2)
        rap_text_add(out, rap_cmo_response(t, p));
    else {
        const rap_headline line = {p->outcome, p->window, p->outcome_group};
        rap_words_headline(out, t, &line);
    }
}

/* Numbers the nodes of a layer by their words: chains with the same words share one. */
static int number_nodes(rap_layers *l, const rap_tables *t, size_t first, size_t layer) {
    rap_text mine, other;
    rap_text_init(&mine);
    rap_text_init(&other);
    for (size_t i = 0; i < l->n; i++) {
        size_t k = 0;
        rap_text_clear(&mine);
        add_node_words(&mine, t, chain_row(t, first, i)->proposition, layer);
        for (; k < i; k++) {
            rap_text_clear(&other);
            add_node_words(&other, t, chain_row(t, first, k)->proposition, layer);
            if (!strcmp(rap_text_string(&mine), rap_text_string(&other)))
                break;
        }
        l->node[layer][i] = k < i ? l->node[layer][k] : l->nodes[layer]++;
    }
    int status = mine.failed || other.failed ? rap_fail(RAP_ENOMEM) : RAP_OK;
    rap_text_free(&mine);
    rap_text_free(&other);
    return status;
}

/* Texts of the nodes of a layer, and their heights. */
static void add_nodes(rap_text *head, rap_layers *l, const rap_tables *t, size_t first,
                      size_t layer, size_t *entry) {
    rap_text words;
    rap_text_init(&words);
    for (size_t i = 0, k = 0; i < l->n && k < l->nodes[layer]; i++) {
        if (l->node[layer][i] != k)
            continue;
        rap_text_clear(&words);
        add_node_words(&words, t, chain_row(t, first, i)->proposition, layer);
        int lines = rap_plot_entry(head, "node_label", ++*entry, rap_text_string(&words), LETTERS);
        int ports = PORT * ((int)rap_layers_chains(l, layer, k) + 1);
        rap_text_format(head, "node_lines[%zu] = %d\n", *entry, lines);
        lines = lines * RAP_PLOT_LINE + 8;
        l->height[layer][k++] = lines > ports ? lines : ports;
    }
    head->failed |= words.failed;
    rap_text_free(&words);
}

static int left_of(size_t layer) {
    return 16 + (int)layer * (NODE + BETWEEN);
}

static void add_places(rap_text *head, const rap_layers *l) {
    size_t entry = 0;
    for (size_t layer = 0; layer < RAP_LAYERS; layer++)
        for (size_t k = 0; k < l->nodes[layer]; k++) {
            entry++;
            rap_text_format(head, "node_x[%zu] = %d; node_y[%zu] = %d; node_end[%zu] = %d\n", entry,
                            left_of(layer), entry, l->top[layer][k], entry,
                            l->top[layer][k] + l->height[layer][k]);
        }
}

/* The part of the effect that the arrow behind a layer stands for; NaN where it was not asked. */
static double arrow_weight(const rap_proposition_result *r, size_t layer) {
    double effect = r->proposition->direction * r->effect.s.mean;
    double part = layer == 0   ? (rap_cmo_has_context(r) ? r->context.s.mean : (double)NAN)
                  : layer == 1 ? r->removed_last.s.mean
                               : r->factors[0].shapley.s.mean;
    if (!(effect > 0) || !isfinite(part))
        return (double)NAN;
    return fmin(fmax(r->proposition->direction * part / effect, 0), 1);
}

/* A cubic curve that is level at both ends. */
static void add_curve(rap_text *data, double x0, double y0, double x1, double y1) {
    double middle = (x0 + x1) / 2;
    for (int k = 0; k <= CURVE; k++) {
        double u = (double)k / CURVE, v = 1 - u;
        double x = v * v * v * x0 + 3 * v * u * middle + u * u * u * x1;
        double y = v * v * (v + 3 * u) * y0 + u * u * (u + 3 * v) * y1;
        rap_text_format(data, "%.2f %.2f\n", x, y);
    }
}

/* An arrow's look; and the head of its block of data. */
static void add_edge(rap_text *head, rap_text *data, const rap_proposition_result *r, size_t layer,
                     size_t number, size_t edge) {
    double weight = arrow_weight(r, layer), shown = isfinite(weight) ? weight : 0;
    rap_text_format(
        head, "edge_width[%zu] = %.3g; edge_color[%zu] = '#%06X'; edge_dash[%zu] = %d\n", edge,
        1 + 4 * shown, edge, rap_cmo_color(r->verdict), edge, rap_cmo_dash(r->verdict));
    rap_text_format(data,
                    "%s# proposition %zu, arrow %zu, part of the effect: ", edge > 1 ? "\n\n" : "",
                    number, layer + 1);
    rap_plot_number(data, weight);
    rap_text_add(data, "\n");
}

/* Where its head is: from the back to the tip. */
static void add_tip(rap_text *head, size_t edge, double back_x, double back_y, double x, double y) {
    rap_text_format(head,
                    "edge_back_x[%zu] = %.9g; edge_back_y[%zu] = %.9g; edge_tip_x[%zu] = %.9g; "
                    "edge_tip_y[%zu] = %.9g\n",
                    edge, back_x, edge, back_y, edge, x, edge, y);
}

static void add_edges(rap_text *head, rap_text *data, const rap_layers *l, const rap_tables *t,
                      size_t first) {
    size_t edge = 0;
    for (size_t layer = 0; layer + 1 < RAP_LAYERS; layer++)
        for (size_t i = 0; i < l->n; i++) {
            double y0 = rap_layers_port(l, layer, i, 1), y1 = rap_layers_port(l, layer + 1, i, -1);
            double x0 = left_of(layer) + NODE, x1 = left_of(layer + 1);
            edge++;
            add_edge(head, data, chain_row(t, first, i), layer, first + i + 1, edge);
            rap_text_format(head,
                            "edge_number[%zu] = '%zu'; edge_x[%zu] = %.9g; edge_y[%zu] = %.9g\n",
                            edge, first + i + 1, edge, x0, edge, y0);
            add_tip(head, edge, x1 - TIP, y1, x1, y1);
            add_curve(data, x0 + NUMBER, y0, x1 - 8, y1);
        }
}

static void add_key_words(rap_text *out, const rap_tables *t, const rap_proposition_result *r) {
    const rap_proposition *p = r->proposition;
    const rap_language *l = t->language;
    rap_parts parts = {0};
    rap_cmo_number(rap_next_part(&parts), t, p, &r->effect.s);
    rap_text *context = rap_next_part(&parts);
    rap_cmo_number(rap_next_part(&parts), t, p, &r->removed_last.s);
    rap_cmo_number(rap_next_part(&parts), t, p, &r->factors[0].shapley.s);
    rap_words_difference_unit(rap_next_part(&parts), t, p->outcome);
    if (rap_cmo_has_context(r) && r->context.s.draws > 0)
        rap_cmo_number(context, t, p, &r->context.s);
    else if (rap_cmo_has_context(r))
        rap_text_add(context, tr(l, "not measured"));
    const char *verdict = tr(l, rap_verdict_names[r->verdict]);
    const char *effect = rap_part_string(&parts, 0), *lost = rap_part_string(&parts, 2),
               *shapley = rap_part_string(&parts, 3), *unit = rap_part_string(&parts, 4);
    if (context->n)
        rap_text_format(out,
                        tr(l, "%s: %s. Effect %s; inside less outside %s; lost without the "
                              "response %s; its Shapley value %s; unit: %s."),
                        p->label, verdict, effect, rap_text_string(context), lost, shapley, unit);
    else
        rap_text_format(out,
                        tr(l, "%s: %s. Effect %s; lost without the response %s; its Shapley value "
                              "%s; unit: %s."),
                        p->label, verdict, effect, lost, shapley, unit);
    rap_parts_end(&parts, out);
}

/* What is said of the k-th chain shown, from 0, at y; returns the number of lines. */
static int add_chain_verdict(rap_text *head, const rap_tables *t, size_t first, size_t k, int y,
                             int letters) {
    const rap_proposition_result *r = chain_row(t, first, k);
    char name[40];
    rap_text words;
    rap_text_init(&words);
    add_key_words(&words, t, r);
    snprintf(name, sizeof name, "key_label[%zu]", k + 1);
    int lines = rap_plot_paragraph(head, name, rap_text_string(&words), letters);
    rap_text_format(head,
                    "key_y[%zu] = %d; key_number[%zu] = '%zu'; key_color[%zu] = '#%06X'; "
                    "key_dash[%zu] = %d\n",
                    k + 1, y, k + 1, first + k + 1, k + 1, rap_cmo_color(r->verdict), k + 1,
                    rap_cmo_dash(r->verdict));
    head->failed |= words.failed;
    rap_text_free(&words);
    return lines;
}

/* The list under the graph; returns its height. */
static int add_verdict_key(rap_text *head, const rap_tables *t, size_t first, size_t n) {
    int y = 0;
    for (size_t k = 0; k < n; k++)
        y += add_chain_verdict(head, t, first, k, y, KEY_LETTERS) * RAP_PLOT_LINE + 4;
    return y;
}

static void add_arrays(rap_text *head, size_t n_nodes, size_t chains) {
    static const char *const nodes[] = {"label", "lines", "x", "y", "end"};
    static const char *const edges[] = {"width", "color",  "dash",   "number", "x",
                                        "y",     "back_x", "back_y", "tip_x",  "tip_y"};
    static const char *const keys[] = {"label", "y", "number", "color", "dash"};
    rap_text_format(head, "nodes = %zu\nedges = %zu\nkeys = %zu\n", n_nodes,
                    (RAP_LAYERS - 1) * chains, chains);
    for (size_t k = 0; k < sizeof nodes / sizeof *nodes; k++)
        rap_text_format(head, "array node_%s[nodes]\n", nodes[k]);
    for (size_t k = 0; k < sizeof edges / sizeof *edges; k++)
        rap_text_format(head, "array edge_%s[edges]\n", edges[k]);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        rap_text_format(head, "array key_%s[keys]\n", keys[k]);
}

/* Everything but the frame; returns the height of graph and list. */
static int draw_theory(rap_layers *l, const rap_tables *t, size_t first, int top, rap_text *head,
                       rap_text *data) {
    size_t entry = 0;
    for (size_t layer = 0; layer < RAP_LAYERS; layer++)
        if (number_nodes(l, t, first, layer))
            head->failed = true;
    add_arrays(head, l->nodes[0] + l->nodes[1] + l->nodes[2] + l->nodes[3], l->n);
    for (size_t layer = 0; layer < RAP_LAYERS; layer++)
        add_nodes(head, l, t, first, layer, &entry);
    if (rap_layers_place(l, GAP))
        head->failed = true;
    add_places(head, l);
    add_edges(head, data, l, t, first);
    int key = add_verdict_key(head, t, first, l->n);
    rap_text_format(head,
                    "top = %d\narea = %d\nkey_top = %d\nnode = %d\nheads = %d\n"
                    "between = %d\n",
                    top + HEADS, l->area, top + HEADS + l->area + 20, NODE, HEADS, BETWEEN);
    return HEADS + l->area + 20 + key;
}

/* ---- narrow ----------------------------------------------------------------------------------- */

/* A node of the k-th chain shown and the arrow to it, at y, the node before it ending at `before`; returns its end. */
static int add_link(rap_text *head, rap_text *data, const rap_tables *t, size_t first, size_t k,
                    size_t layer, int before, int y) {
    const rap_proposition_result *r = chain_row(t, first, k);
    size_t node = k * RAP_LAYERS + layer + 1, edge = k * (RAP_LAYERS - 1) + layer;
    rap_text words;
    rap_text_init(&words);
    add_node_words(&words, t, r->proposition, layer);
    int lines = rap_plot_entry(head, "node_label", node, rap_text_string(&words), NARROW_LETTERS);
    int top = y + RAP_PLOT_LINE, end = top + lines * RAP_PLOT_LINE + 8;
    rap_text_format(
        head, "node_lines[%zu] = %d; node_x[%zu] = 16; node_y[%zu] = %d; node_end[%zu] = %d\n",
        node, lines, node, node, top, node, end);
    if (layer > 0) {
        add_edge(head, data, r, layer - 1, first + k + 1, edge);
        add_tip(head, edge, NARROW_ARROW, top - TIP, NARROW_ARROW, top);
        rap_text_format(data, "%d %d\n%d %d\n", NARROW_ARROW, before, NARROW_ARROW, top - 8);
    }
    head->failed |= words.failed;
    rap_text_free(&words);
    return end;
}

/* One chain below the other, each below what is said of it; returns the height. */
static int draw_narrow_theory(const rap_tables *t, size_t first, size_t n, int top, rap_text *head,
                              rap_text *data) {
    int y = NARROW_GAP;
    add_arrays(head, RAP_LAYERS * n, n);
    for (size_t k = 0; k < n; k++) {
        int end = 0;
        y += (1 + add_chain_verdict(head, t, first, k, y, NARROW_LETTERS)) * RAP_PLOT_LINE + 4;
        for (size_t layer = 0; layer < RAP_LAYERS; layer++) {
            end = add_link(head, data, t, first, k, layer, end, y);
            y = end + NARROW_GAP;
        }
        y += NARROW_BETWEEN;
    }
    rap_text_format(head, "top = %d\narea = %d\nkey_top = %d\nnode = %d\n", top, y, top,
                    NARROW_NODE);
    return y;
}

static int fill_theory(const rap_tables *t, const rap_plot *plot, int top, rap_text *head,
                       rap_text *data, rap_text *footnote) {
    size_t first, end;
    int height = 0;
    rap_layers l = {0};
    rap_plot_part(plot->part, rap_cmo_tested(t), MOST, &first, &end);
    if (plot->narrow)
        height = draw_narrow_theory(t, first, end - first, top, head, data);
    else if (rap_layers_init(&l, end - first) == RAP_OK)
        height = draw_theory(&l, t, first, top, head, data);
    else
        head->failed = true;
    rap_layers_free(&l);
    rap_text_add(
        footnote,
        tr(t->language,
           "Brackets: 95 % Monte Carlo intervals. Widths are parts of the effect, from none (thin) "
           "to all of it (thick): first arrow, what the effect inside exceeds that outside; "
           "second, what is lost without the response; third, the response’s Shapley value."));
    return top + height + 8;
}

static void title_theory(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    rap_text_add(out, tr(t->language, "The programme theory, and what of it the model bears out"));
    rap_plot_part_words(out, t->language, plot->part, rap_cmo_tested(t), MOST);
}

static void caption_theory(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    (void)t;
    (void)plot;
    rap_text_add(
        out, tr(t->language,
                "Each numbered chain is one proposition: in this context, this resource triggers "
                "this response, which moves this outcome. Colour and dashes are those of its "
                "verdict, which stands in the list; a wide arrow carries more of the effect."));
}

static void alternative_theory(const rap_tables *t, const rap_plot *plot, rap_text *out) {
    size_t first, end;
    rap_plot_part(plot->part, rap_cmo_tested(t), MOST, &first, &end);
    rap_text_add(out, tr(t->language, "A graph of chains:"));
    for (size_t i = first; i < end; i++) {
        const rap_proposition_result *r = rap_cmo_row(t, rap_cmo_nth(t, i));
        rap_text_add(out, i > first ? tr(t->language, "; ") : " ");
        for (size_t layer = 0; layer < RAP_LAYERS; layer++) {
            rap_text_add(out, layer ? tr(t->language, " leads to ") : "");
            add_node_words(out, t, r->proposition, layer);
        }
        rap_text_add(out, tr(t->language, ": "));
        rap_text_add(out, tr(t->language, rap_verdict_names[r->verdict]));
    }
    rap_text_add(out, ".");
}

const rap_plot_kind rap_kind_theory = {
    "programme-theory", rap_embedded_theory_gp, list_theory,        fill_theory,
    title_theory,       caption_theory,         alternative_theory, true};
