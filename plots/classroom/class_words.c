/* class_words.c: the sentences of the classroom page. For people who read little: short words, short sentences. */
#include "plots/classroom/class_words.h"
#include "plots/words/plural_rule.h"

#define SAY(key, english)                                                                          \
    { key, english, NULL }
#define FORMS(one, many) one, many
#define COUNT(key, forms)                                                                          \
    { key, forms }

const rap_class_sentence rap_class_sentences[] = {
    /* the frame */
    SAY("steps", RAP_MESSAGE("Steps")),
    SAY("step_guess", RAP_MESSAGE("Guess")),
    SAY("step_story", RAP_MESSAGE("One story")),
    COUNT("step_worlds", FORMS("{n} world", "{n} worlds")),
    SAY("step_change", RAP_MESSAGE("Change one thing")),
    SAY("step_us", RAP_MESSAGE("Is this us?")),
    SAY("language", RAP_MESSAGE("Language")),
    SAY("starting", RAP_MESSAGE("This page is getting ready.")),
    SAY("working", RAP_MESSAGE("The computer is working.")),
    SAY("model_only", RAP_MESSAGE("This is a game on a computer. It can not tell the future.")),
    SAY("numbers", RAP_MESSAGE("This picture as a table")),
    COUNT("years", FORMS("{n} year", "{n} years")),
    COUNT("months", FORMS("{n} month", "{n} months")),
    SAY("list_joint", RAP_MESSAGE("{a}: {b}")),
    SAY("step_named", RAP_MESSAGE("{n}. {step}")),
    SAY("group_named", RAP_MESSAGE("{group} no. {n}")),

    /* guess */
    SAY("guess_money",
        RAP_MESSAGE("Two teams get the same money. Each wants to work with groups in one town.")),
    SAY("guess_ask", RAP_MESSAGE("{time} on, with how many groups does the team still work?")),
    SAY("guess_how", RAP_MESSAGE("Choose a number for each team.")),
    SAY("guess_none", RAP_MESSAGE("None")),
    SAY("unsure", RAP_MESSAGE("I am not sure")),
    SAY("guess_go", RAP_MESSAGE("Show me one story")),
    SAY("guess_missing", RAP_MESSAGE("Choose a number for each team first, or “I am not sure”.")),
    SAY("guess_alone", RAP_MESSAGE("No one sees your guess but you.")),
    SAY("made_up",
        RAP_MESSAGE("This is a game. It is made up, from what people wrote about such work.")),
    COUNT("sought", FORMS("The team wants to work with {n} group at a time.",
                          "The team wants to work with {n} groups at a time.")),
    COUNT("both_seek", FORMS("Each team wants to work with {n} group at a time.",
                             "Each team wants to work with {n} groups at a time.")),
    SAY("sought_more", RAP_MESSAGE("When a group says no or stops, the team may ask a new one.")),

    /* one story */
    SAY("story_intro", RAP_MESSAGE("See or hear {time} go by. Each group has a row. Its bar fills "
                                   "as the group comes to trust the team.")),
    SAY("play", RAP_MESSAGE("Play")),
    SAY("play_first", RAP_MESSAGE("Start the story")),
    SAY("pause", RAP_MESSAGE("Pause")),
    SAY("again", RAP_MESSAGE("Play again")),
    SAY("to_end", RAP_MESSAGE("Go to the end")),
    SAY("month", RAP_MESSAGE("Month")),
    SAY("time_at", RAP_MESSAGE("Month {month} (year {year})")),
    SAY("money_soon", RAP_MESSAGE("No money yet.")),
    SAY("money_lasts", RAP_MESSAGE("There is money.")),
    SAY("money_gone", RAP_MESSAGE("The money is gone.")),
    SAY("group", RAP_MESSAGE("Group")),
    SAY("trust", RAP_MESSAGE("Trust")),
    SAY("now", RAP_MESSAGE("Now")),
    SAY("trust_of", RAP_MESSAGE("Trust {n} of 100")),
    SAY("trust_none", RAP_MESSAGE("Not known to each other")),
    SAY("is_working", RAP_MESSAGE("Works with the team")),
    SAY("is_fading", RAP_MESSAGE("Lost touch lately")),
    SAY("is_quiet", RAP_MESSAGE("Quiet now, but not over")),
    SAY("is_meeting", RAP_MESSAGE("They get to know each other")),
    SAY("is_ended", RAP_MESSAGE("It is over")),
    SAY("is_closed", RAP_MESSAGE("Closed its doors")),
    SAY("is_refused", RAP_MESSAGE("Said no when asked")),
    SAY("is_unasked", RAP_MESSAGE("Not asked yet")),
    COUNT("work_now", FORMS("{n} group works with the team", "{n} groups work with the team")),
    COUNT("others", FORMS("The team also asked or met {n} more group. It is not shown.",
                          "The team also asked or met {n} more groups. They are not shown.")),
    SAY("good_to_know", RAP_MESSAGE("Good to know")),
    SAY("works_means",
        RAP_MESSAGE(
            "A group counts for six months after it last met, talked or worked with the team.")),
    SAY("a_choice", RAP_MESSAGE("A group may say no, or stop. That is its choice, and no fault.")),
    SAY("no_reason", RAP_MESSAGE("It may lack trust, time or pay, or the goal may not be its own. "
                                 "This story does not tell which.")),
    SAY("same_luck", RAP_MESSAGE("Both teams work in one town, with the same luck. You see the "
                                 "groups that each one came to know.")),
    COUNT("groups", FORMS("{n} group", "{n} groups")),
    SAY("the_team", RAP_MESSAGE("The team")),
    SAY("what_happened", RAP_MESSAGE("What happened")),
    SAY("nothing_yet", RAP_MESSAGE("Nothing yet.")),
    SAY("all_happened", RAP_MESSAGE("All that happened")),
    SAY("rename", RAP_MESSAGE("Give the groups names you know")),
    SAY("rename_hint", RAP_MESSAGE("A club, a shop, a place to pray. The names stay on this "
                                   "device.")),
    SAY("said", RAP_MESSAGE("You said {guess}. In this story it is {n}.")),
    SAY("said_same", RAP_MESSAGE("You said {n}. In this story it is {n} too.")),
    SAY("said_unsure", RAP_MESSAGE("You were not sure. In this story it is {n}.")),
    SAY("one_story", RAP_MESSAGE("It is one made-up story. With other luck it goes another way.")),
    SAY("story_more", RAP_MESSAGE("Tell me one more story")),
    SAY("story_number", RAP_MESSAGE("Story {n}")),
    COUNT("story_go", FORMS("Show me {n} world", "Show me {n} worlds")),

    /* worlds */
    COUNT(
        "worlds_intro",
        FORMS("Now the computer plays the {time} {n} time. We call each time a made-up “world”.",
              "Now the computer plays the {time} {n} times. We call each time a made-up “world”.")),
    SAY("worlds_lines", RAP_MESSAGE("Each thin line is one world. It shows how many groups work "
                                    "with the team.")),
    COUNT("lines_top",
          FORMS("The highest line gets to {n} group.", "The highest line gets to {n} groups.")),
    SAY("lines_show", RAP_MESSAGE("The lines end between {least} and {most} groups.")),
    SAY("lines_meet", RAP_MESSAGE("All lines end at the same number: {most}.")),
    SAY("worlds_heap", RAP_MESSAGE("Each small sign is one world. It sits where its line ends.")),
    COUNT("heap_shows", FORMS("The highest heap is at {at}.", "The highest heaps are at {at}.")),
    SAY("worlds_middle", RAP_MESSAGE("Put all worlds in a row, from few groups to many. The arrow "
                                     "is at the number in the middle.")),
    SAY("between", RAP_MESSAGE("If two in the middle differ, it is half way between them.")),
    SAY("over", RAP_MESSAGE("So for a while there can be more than {n}: one that lost touch still "
                            "counts, and so does "
                            "the new one.")),
    SAY("worlds_apart",
        RAP_MESSAGE("Lines at the same number are drawn side by side, so that you can see each.")),
    SAY("kinds", RAP_MESSAGE("What is not the same in each world?")),
    SAY("kind_luck", RAP_MESSAGE("Luck")),
    SAY("kind_guesses", RAP_MESSAGE("What the makers guessed")),
    SAY("kind_both", RAP_MESSAGE("Both")),
    SAY("luck_means",
        RAP_MESSAGE("Luck: who moves away, who calls back. No one can know that ahead of time.")),
    COUNT("guesses_means", FORMS("Few have measured how people answer. So the makers of this "
                                 "program guessed: {n} set of guesses.",
                                 "Few have measured how people answer. So the makers of this "
                                 "program made {n} sets of guesses.")),
    COUNT(
        "both_means",
        FORMS(
            "Both: luck, and {n} set of guesses about people that the makers of this program made.",
            "Both: luck, and {n} sets of guesses about people that the makers of this program "
            "made.")),
    COUNT("worlds_done", FORMS("{done} of {n} world is done.", "{done} of {n} worlds are done.")),
    SAY("pile", RAP_MESSAGE("Show where the lines end")),
    SAY("find_middle", RAP_MESSAGE("Find the middle")),
    SAY("years_axis", RAP_MESSAGE("Years")),
    SAY("groups_axis", RAP_MESSAGE("Groups still with the team at the end")),
    SAY("middle_mark", RAP_MESSAGE("middle: {n}")),
    SAY("guess_mark", RAP_MESSAGE("you: {n}")),
    SAY("middle_said", RAP_MESSAGE("You said {guess}. In these worlds the middle is {n}.")),
    SAY("middle_same", RAP_MESSAGE("You said {n}. In these worlds the middle is {n} too.")),
    SAY("middle_unsure", RAP_MESSAGE("You were not sure. In these worlds the middle is {n}.")),
    COUNT("odds",
          FORMS("In {times} of {n} world, more groups are still with “{b}” than with “{a}”.",
                "In {times} of {n} worlds, more groups are still with “{b}” than with “{a}”.")),
    SAY("hours", RAP_MESSAGE("What all groups gave, and what they got back")),
    SAY("in_middle", RAP_MESSAGE("In the middle of all worlds")),
    SAY("gave", RAP_MESSAGE("Hours that all groups gave, taken together")),
    SAY("got", RAP_MESSAGE("Hours that they got back: work for them, and pay turned into hours")),
    SAY("reached", RAP_MESSAGE("People who took part")),
    SAY("mean", RAP_MESSAGE("Average of all worlds")),
    SAY("world", RAP_MESSAGE("World")),
    SAY("better", RAP_MESSAGE("What “{team}” does better")),
    SAY("better_people",
        RAP_MESSAGE("More people take part: {n}. For the other team it is {other}.")),
    SAY("better_hours",
        RAP_MESSAGE("The groups give less time: {n} hours. For the other team it is {other}.")),
    SAY("better_none", RAP_MESSAGE("We looked at people and hours, and found nothing.")),
    SAY("worlds_go", RAP_MESSAGE("Change one thing")),

    /* change one thing */
    COUNT("change_intro",
          FORMS("Here is {n} thing that you can change. It starts as it was in the story.",
                "Here are {n} things that you can change. Each starts as it was in the story.")),
    SAY("change_one",
        RAP_MESSAGE(
            "Change one, not two. Then guess. Luck stays the same, in the same made-up worlds.")),
    SAY("as_it_is", RAP_MESSAGE("{choice} (as in the story)")),
    SAY("change_ask", RAP_MESSAGE("What do you think?")),
    SAY("more", RAP_MESSAGE("More groups still with the team")),
    SAY("fewer", RAP_MESSAGE("Fewer groups still with the team")),
    SAY("same", RAP_MESSAGE("About the same")),
    SAY("try", RAP_MESSAGE("Try it")),
    SAY("change_pick", RAP_MESSAGE("Change one of the things first.")),
    SAY("change_guess", RAP_MESSAGE("Guess first: more, fewer or about the same?")),
    SAY("one_at_a_time", RAP_MESSAGE("One thing at a time: the rest is back as it was.")),
    SAY("changed", RAP_MESSAGE("For “{team}” you changed “{lever}” to “{choice}”.")),
    SAY("change_row", RAP_MESSAGE("{team}, {lever}: {choice}")),
    SAY("reply", RAP_MESSAGE("On average it was {before} groups. Now it is {now}.")),
    SAY("was_right", RAP_MESSAGE("That is what you guessed.")),
    SAY("was_more", RAP_MESSAGE("That is more than you guessed.")),
    SAY("was_fewer", RAP_MESSAGE("That is less than you guessed.")),
    SAY("was_unsure", RAP_MESSAGE("You were not sure, and that is fine.")),
    SAY("was_unclear", RAP_MESSAGE("These worlds do not tell: it may be luck.")),
    SAY("put_back", RAP_MESSAGE("Put it back")),
    SAY("is_back", RAP_MESSAGE("It is back as it was: {before} groups on average.")),
    SAY("tried", RAP_MESSAGE("What you tried")),
    SAY("change", RAP_MESSAGE("Change")),
    SAY("before", RAP_MESSAGE("Before")),
    SAY("after", RAP_MESSAGE("After")),
    SAY("means_note",
        RAP_MESSAGE("Each number is the average of all worlds: all their groups, shared out "
                    "evenly. So it can have a tenth.")),
    SAY("change_go", RAP_MESSAGE("Is this us?")),

    /* is this us? */
    SAY("community", RAP_MESSAGE("The groups are made to be like those here: {community}.")),
    SAY("us_intro",
        RAP_MESSAGE(
            "You know your town. The computer does not. Talk first, then write a few words.")),
    SAY("us_missing", RAP_MESSAGE("Who is missing in this game?")),
    SAY("us_good", RAP_MESSAGE("What would count as good for you?")),
    SAY("us_no", RAP_MESSAGE("When would you say no to a team?")),
    SAY("us_keep", RAP_MESSAGE("What you write stays on this device.")),
    SAY("print", RAP_MESSAGE("Print my sheet")),
    SAY("sheet", RAP_MESSAGE("My sheet")),
    SAY("sheet_name", RAP_MESSAGE("Name or group:")),
    SAY("sheet_guess", RAP_MESSAGE("My guess")),
    SAY("sheet_change", RAP_MESSAGE("What I changed")),
    SAY("sheet_nothing", RAP_MESSAGE("I have not changed a thing yet.")),
    SAY("team", RAP_MESSAGE("Team")),
    SAY("end", RAP_MESSAGE("At the end")),
    SAY("code", RAP_MESSAGE("Code of this story")),
    SAY("code_means", RAP_MESSAGE("A code is some numbers and a letter. Type it under “For the "
                                  "teacher”, and the same story comes back.")),
    SAY("restart", RAP_MESSAGE("Start from the first step")),

    /* for the teacher */
    SAY("teacher", RAP_MESSAGE("For the teacher")),
    SAY("teacher_back", RAP_MESSAGE("Back to the class")),
    SAY("assumed", RAP_MESSAGE("What is assumed")),
    SAY("assumed_rules", RAP_MESSAGE("The rules come from what people wrote about such work.")),
    SAY("assumed_numbers", RAP_MESSAGE("Most numbers are guesses, for no one has measured them.")),
    SAY("assumed_wrong", RAP_MESSAGE("If a rule is wrong, all worlds share the fault.")),
    SAY("counted", RAP_MESSAGE("What is counted, in the words of the program: {meaning}.")),
    SAY("codes", RAP_MESSAGE("Bring back a story")),
    SAY("code_label", RAP_MESSAGE("Code")),
    SAY("code_go", RAP_MESSAGE("Show this story")),
    SAY("code_computer", RAP_MESSAGE("With the program, type this:")),
    SAY("plan", RAP_MESSAGE("Plan for one hour")),
    SAY("plan_where",
        RAP_MESSAGE("The plan, a paper game and a word list come with the program, in:")),
    SAY("open_all", RAP_MESSAGE("Open all steps without a guess")),
    SAY("is_open", RAP_MESSAGE("All steps are open.")),
    SAY("forget", RAP_MESSAGE("Forget guesses and names on this device")),
    SAY("print_help", RAP_MESSAGE("Each one can print a sheet at the last step. It takes two "
                                  "pages at most.")),

    /* what can go wrong */
    SAY("no_scripts",
        RAP_MESSAGE(
            "This page can not run, for scripts are off. Turn them on, or guess on paper.")),
    SAY("no_model",
        RAP_MESSAGE(
            "This browser can not run this page. Try a new Firefox, Chrome, Edge or Safari.")),
    SAY("no_unpack",
        RAP_MESSAGE("This browser is too old to open this page. One from 2023 or later can.")),
    SAY("no_store", RAP_MESSAGE("This browser keeps nothing. If you close the page, your guess "
                                "is lost.")),
    SAY("broken", RAP_MESSAGE("The study in this file does not work. Show this to who made it:")),
    SAY("stopped", RAP_MESSAGE("The computer has stopped. Open the page once more. It said:")),
};
const size_t rap_n_class_sentences = sizeof rap_class_sentences / sizeof *rap_class_sentences;

/* Which form goes with n, from 0: 0 for one and 1 for many in English. */
static uint64_t class_form_of(const rap_language *l, int64_t n) {
    return l->catalogue.rule ? rap_plural_form(l->catalogue.rule, (uint64_t)n) : n != 1;
}

void rap_class_quoted(rap_text *out, const char *s) {
    rap_text json = {0};
    rap_text_json(&json, s);
    rap_text_add(out, "\"");
    for (const char *p = rap_text_string(&json); *p; p++)
        *p == '<' ? rap_text_add(out, "\\u003c") : rap_text_add_bytes(out, p, 1);
    rap_text_add(out, "\"");
    out->failed |= json.failed;
    rap_text_free(&json);
}

static void write_pair(rap_text *out, const char *key, const char *s) {
    rap_text_format(out, "\"%s\":", key);
    rap_class_quoted(out, s);
    rap_text_add(out, ",");
}

/* The forms of a sentence in order, each as the first number that has it finds it. */
static void write_sentence(rap_text *out, const rap_language *l, const rap_class_sentence *s) {
    rap_text_format(out, "\"%s\":[", s->key);
    if (!s->many)
        rap_class_quoted(out, tr(l, s->one));
    uint64_t form = 0;
    for (int64_t n = 0; s->many && n < 2 * RAP_CLASS_LARGE; n++) {
        if (class_form_of(l, n) != form)
            continue;
        rap_text_add(out, form++ ? "," : "");
        rap_class_quoted(out, tr_n(l, s->one, s->many, n));
        n = -1;
    }
    rap_text_add(out, "]");
}

static void write_class_language(rap_text *out, const rap_language *l) {
    rap_text_format(out, "\"%s\":{", l->code);
    write_pair(out, "name", l->name);
    write_pair(out, "direction", l->conventions.direction);
    write_pair(out, "decimal", l->conventions.decimal);
    write_pair(out, "thousands", l->conventions.thousands);
    rap_text_add(out, "\"forms\":[");
    for (int64_t n = 0; n < 2 * RAP_CLASS_LARGE; n++)
        rap_text_format(out, "%s%d", n ? "," : "", (int)class_form_of(l, n));
    rap_text_add(out, "],\"words\":{");
    for (size_t k = 0; k < rap_n_class_sentences; k++) {
        rap_text_add(out, k ? "," : "");
        write_sentence(out, l, rap_class_sentences + k);
    }
    rap_text_add(out, "}}");
}

int rap_class_words_json(rap_text *out) {
    rap_text_add(out, "{");
    for (size_t k = 0; rap_language_codes[k]; k++) {
        rap_language l;
        int status = rap_language_find(&l, rap_language_codes[k]);
        if (status)
            return status;
        rap_text_add(out, k ? "," : "");
        write_class_language(out, &l);
    }
    rap_text_add(out, "}");
    return rap_text_status(out);
}
