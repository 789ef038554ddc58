/* class_still.c: the first step on paper. */
#include "plots/classroom/class_still.h"
#include "plots/classroom/class_words.h"

#include <stdio.h>
#include <string.h>

enum { PITCH = 36, RADIUS = 13, HEIGHT = 34 };

/* The sentence of a key; "" for none. */
static const char *sentence_of(const rap_language *l, const char *key) {
    for (size_t k = 0; k < rap_n_class_sentences; k++)
        if (strcmp(rap_class_sentences[k].key, key) == 0)
            return tr(l, rap_class_sentences[k].one);
    return "";
}

/* Appends a text with every `mark` in it put out for words. */
static void put_words_in(rap_text *out, const char *text, const char *mark, const char *words) {
    for (const char *next; (next = strstr(text, mark)); text = next + strlen(mark)) {
        rap_text_add_bytes(out, text, (size_t)(next - text));
        rap_text_add(out, words);
    }
    rap_text_add(out, text);
}

static void put_number_in(rap_text *out, const char *text, const char *mark, int number) {
    char digits[12];
    snprintf(digits, sizeof digits, "%d", number);
    put_words_in(out, text, mark, digits);
}

/* "120 months": the page, which can count, says years. */
static void add_years(rap_text *out, const rap_language *l, int months) {
    bool years = months % 12 == 0;
    int n = years ? months / 12 : months;
    put_number_in(
        out, years ? tr_n(l, "{n} year", "{n} years", n) : tr_n(l, "{n} month", "{n} months", n),
        "{n}", n);
}

/* The question, as HTML. */
static void ask_on_paper(rap_text *out, const rap_language *l, const rap_class_question *q) {
    rap_text plain = {0}, time = {0};
    if (q->question) {
        put_number_in(&plain, q->question, "@", q->partners);
    } else {
        add_years(&time, l, q->months);
        put_words_in(&plain, sentence_of(l, "guess_ask"), "{time}", rap_text_string(&time));
    }
    rap_text_html(out, rap_text_string(&plain));
    out->failed |= plain.failed || time.failed;
    rap_text_free(&plain);
    rap_text_free(&time);
}

/* A row of empty dots with their numbers, round or square. */
static void draw_dots(rap_text *out, bool square, int n) {
    rap_text_format(out,
                    "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">",
                    PITCH * (n + 1), HEIGHT, PITCH * (n + 1), HEIGHT);
    for (int k = 0; k <= n; k++) {
        int x = PITCH * k + PITCH / 2;
        if (square)
            rap_text_format(out, "<path d=\"M%d 4h26v26h-26z\"", x - RADIUS);
        else
            rap_text_format(out, "<circle cx=\"%d\" cy=\"17\" r=\"%d\"", x, RADIUS);
        rap_text_format(out,
                        " fill=\"none\" stroke=\"#333\" stroke-width=\"2\"/>"
                        "<text x=\"%d\" y=\"22\" text-anchor=\"middle\" font-size=\"14\">%d</text>",
                        x, k);
    }
    rap_text_add(out, "</svg>\n");
}

void rap_class_still(rap_text *out, const rap_language *l, const rap_class_question *q) {
    rap_text_add(out, "<main class=\"still\">\n<p class=\"title\">");
    rap_text_html(out, q->title);
    rap_text_add(out, "</p>\n<h1>");
    ask_on_paper(out, l, q);
    rap_text_add(out, "</h1>\n<p class=\"fault\">");
    rap_text_html(out, sentence_of(l, "no_scripts"));
    rap_text_add(out, "</p>\n");
    for (int k = 0; k < 2; k++) {
        rap_text_add(out, "<h2>");
        rap_text_html(out, q->labels[k]);
        rap_text_add(out, "</h2>\n<p>");
        rap_text_html(out, q->notes[k] ? q->notes[k] : "");
        rap_text_add(out, "</p>\n");
        draw_dots(out, k, q->partners);
    }
    rap_text_add(out, "<p class=\"small\">");
    rap_text_html(out, sentence_of(l, "model_only"));
    rap_text_add(out, "</p>\n</main>\n");
}
