/* report_story.c: one history, told: which it is, a picture, and a chapter for each of whom it tells. */
#include "analysis/story/story.h"
#include "plots/page/sections.h"
#include "plots/pictures/story_svg.h"
#include "plots/words/story_words.h"

static void say_story_line(void *context, int from, int to, const char *words) {
    rap_page *p = context;
    say_raw(p, "<li><strong>");
    rap_story_say_when(&p->words, p->language, from, to);
    say_flush(p);
    say_raw(p, "</strong>");
    say_text(p, tr(p->language, ": "));
    say_text(p, words);
    say_raw(p, "</li>\n");
}

static void say_chapter(rap_page *p, size_t who) {
    const rap_story *s = p->t->story;
    say_raw(p, "<h3>");
    rap_story_say_who(&p->words, p->language, s, who);
    say_flush(p);
    say_raw(p, "</h3>\n<ul>\n");
    p->html->failed |= rap_story_tell(s, p->language, who, say_story_line, p) != 0;
    say_raw(p, "</ul>\n");
}

void say_story(rap_page *p) {
    const rap_story *s = p->t->story;
    say_raw(p, "<p>");
    rap_story_say_which(&p->words, p->language, s);
    rap_text_add(&p->words, " ");
    rap_story_say_whom(&p->words, p->language, s);
    say_flush(p);
    say_raw(p, "</p>\n<figure>\n");
    rap_story_svg(s, p->language, p->html);
    say_element(p, "figcaption",
                tr(p->language, "One history: trust, and what happened, month by month. Small "
                                "circles are what the words tell in sums."));
    say_raw(p, "</figure>\n");
    for (size_t k = 0; k < s->n_shown; k++)
        say_chapter(p, s->shown[k]);
}
