/* class_parts.h: what the files of web/ share of a class. */
#ifndef RAP_CLASS_PARTS_H
#define RAP_CLASS_PARTS_H

#include "analysis/story/story.h"
#include "base/json.h"
#include "plots/words/translation.h"
#include "web/class_code.h"

typedef struct rap_class rap_class; /* classroom.h */

enum { RAP_LEVER_PATH = 128 };

/* What a class may change: a lever of the study, or a number that the model names. */
typedef struct {
    const char *name, *label;
    bool own;                  /* label and choices are the model's words, not the study's */
    size_t side;               /* of which of the two arms */
    const rap_choice *choices; /* of the study's lever; NULL: a share of the number at `path` */
    char path[RAP_LEVER_PATH];
    double number; /* as it stands */
    size_t n_choices, stands;
} rap_class_lever;

/* Outcomes that are followed, in this order. */
typedef enum {
    RAP_COUNTED,
    RAP_GAVE,
    RAP_GOT,
    RAP_REACHED,
    RAP_N_ENDS,
    RAP_GRANTED = RAP_N_ENDS,
    RAP_SPENT,
    RAP_IDLE,
    RAP_N_FOLLOWED
} rap_followed;

struct rap_class {
    rap_study study;
    size_t arms[2];
    size_t outcomes[RAP_N_FOLLOWED];
    size_t level, holds; /* events */
    int64_t partners;
    int64_t sought[2]; /* how many each arm means to work with at a time; 0 where none is named */
    rap_class_lever levers[RAP_MOST_LEVERS];
    size_t n_levers;
    rap_code_key key;
};

/* Lists the levers, each choice tried. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. */
int rap_class_list_levers(rap_class *room, rap_problems *problems);

/* The code of the first world, each lever as it stands. */
rap_class_code rap_class_first(const rap_class *room);

/* The label of a choice, in a language. */
const char *rap_class_choice(const rap_class_lever *lever, size_t choice, const rap_language *l);

/* The arm of a side with the levers of a code, and with a mechanism at strength 0 (-1: none), in *arm. RAP_OK; RAP_EINPUT
 * with the model's reason in `why`, an empty text; RAP_ENOMEM. */
int rap_class_arm(rap_class *room, const rap_class_code *code, size_t side, int without,
                  size_t *arm, rap_text *why);

/* Runs the world of a code in an arm that was made ready for it; told to a listener (NULL: nobody). `paths` is room for
 * RAP_N_FOLLOWED paths. */
int rap_class_run(rap_class *room, rap_solo *solo, const rap_class_code *code,
                  const rap_listener *listener, double *paths);

/* Room for paths; NULL without memory. And an arm made ready. */
double *rap_class_paths(const rap_class *room);
int rap_class_solo(rap_solo *solo, const rap_class *room, size_t arm);

/* The k-th world, from 1, of a kind, beside a code. */
typedef enum { RAP_LUCK, RAP_GUESSES, RAP_BOTH, RAP_N_KINDS } rap_world_kind;
extern const char *const rap_world_kinds[];
rap_class_code rap_class_world(const rap_class_code *code, rap_world_kind kind, int64_t k);

/* The answers, each into an object that is open. RAP_OK, RAP_EINPUT with the reason in `why`, RAP_ENOMEM, or the model's
 * error. */
int rap_answer_offer(rap_class *room, const rap_language *l, rap_json *j);
int rap_answer_story(rap_class *room, const rap_class_code *code, const rap_language *l,
                     rap_json *j, rap_text *why);
int rap_answer_worlds(rap_class *room, const rap_class_code *code, rap_world_kind kind,
                      int64_t first, int64_t count, rap_json *j, rap_text *why);
int rap_answer_why(rap_class *room, const rap_class_code *from, const rap_class_code *to,
                   const rap_language *l, rap_json *j, rap_text *why);

/* A story as lines of text. */
int rap_story_in_words(rap_class *room, const rap_class_code *code, const rap_language *l,
                       rap_text *out);

/* "code": "..." */
void rap_json_code(rap_json *j, const char *key, const rap_class *room, const rap_class_code *code);

#endif
