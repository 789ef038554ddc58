/* class_page.c: puts texts in place of the marks {{NAME}} of class.html: files that the program carries by their names
 * (class.css), and what is made here. */
#include "cli/commands/class_page.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/terminal/asked.h"
#include "cli/terminal/message.h"
#include "plots/classroom/class_still.h"
#include "plots/classroom/class_words.h"
#include "web/packed.h"

#include <string.h>
#include <zlib.h>

typedef struct {
    rap_text *out;
    rap_class *room;
    const char *name;
    const rap_language *language;
    const char *engine; /* gzip in base64 */
} packer;

/* ---- the engine ------------------------------------------------------------------------------- */

/* Packs bytes as gzip does, in base64. RAP_OK or RAP_ENOMEM. */
static int add_zipped(rap_text *out, char *bytes, size_t n) {
    enum { GZIP = 15 + 16 };
    z_stream z = {.next_in = (Bytef *)bytes, .avail_in = (uInt)n};
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return rap_fail(RAP_ENOMEM);
    size_t room = deflateBound(&z, (uLong)n);
    char *zipped = rap_allocate(room, 1);
    z.next_out = (Bytef *)zipped;
    z.avail_out = (uInt)room;
    int status = zipped && deflate(&z, Z_FINISH) == Z_STREAM_END ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status)
        rap_text_base64(out, zipped, z.total_out);
    deflateEnd(&z);
    rap_free(zipped);
    return status;
}

/* In the data folder of a program that is installed, else where the program was built. An exit status. */
static int add_engine(rap_text *out, const rap_files *files) {
    char *path = rap_path_join(files->data ? files->data : ".", "rapport.wasm"), *bytes = NULL;
    const char *why = NULL;
    size_t n;
    int status = path ? rap_file_read(path, &bytes, &n, &why) : rap_fail(RAP_ENOMEM);
    if (status == RAP_EIO)
        status = rap_file_read(RAPPORT_WASM, &bytes, &n, &why);
    if (status == RAP_EIO)
        rap_complain("classroom: this program has no engine for browsers (%s). "
                     "`sh scenarios/quickstart.sh classroom` installs emscripten and builds it",
                     path);
    status = status ? status : add_zipped(out, bytes, n);
    rap_free(path);
    rap_free(bytes);
    return !status             ? RAP_EXIT_DONE
           : status == RAP_EIO ? RAP_EXIT_FAILED
                               : rap_failed("the engine", status);
}

/* ---- what is made ----------------------------------------------------------------------------- */

static void put_title(const packer *p) {
    rap_text_html(p->out, rap_class_study(p->room)->title);
}

static void put_language(const packer *p) {
    rap_text_add(p->out, rap_language_code(p->language));
}

static void put_direction(const packer *p) {
    rap_text_add(p->out, rap_language_conventions(p->language).direction);
}

static void put_still(const packer *p) {
    const rap_study *s = rap_class_study(p->room);
    rap_class_question q = {.title = s->title,
                            .question = s->classroom.question,
                            .partners = (int)rap_class_partners(p->room),
                            .months = (int)s->horizon};
    for (size_t side = 0; side < 2; side++) {
        q.labels[side] = s->arms[s->classroom.arms[side]].label;
        q.notes[side] = s->arms[s->classroom.arms[side]].note;
    }
    rap_class_still(p->out, p->language, &q);
}

static void put_page_words(const packer *p) {
    p->out->failed |= rap_class_words_json(p->out) != RAP_OK;
}

static void put_pair(rap_text *out, const char *key, const char *text) {
    rap_text_format(out, "\"%s\":", key);
    rap_class_quoted(out, text);
}

static const char *embedded_text(const char *name, size_t n) {
    for (const rap_embedded_file *f = rap_embedded_files; f->name; f++)
        if (!strncmp(f->name, name, n) && !f->name[n])
            return f->text;
    return NULL;
}

static void put_study(const packer *p) {
    static const char loader[] = "engine.js";
    rap_text study;
    rap_text_init(&study);
    rap_pack(&study, rap_class_study(p->room));
    rap_text_add(p->out, "{");
    put_pair(p->out, "name", p->name);
    rap_text_add(p->out, ",");
    put_pair(p->out, "language", rap_language_code(p->language));
    rap_text_add(p->out, ",");
    rap_text_add(p->out, "\"text\":\"");
    p->out->failed |= study.failed || add_zipped(p->out, study.bytes, study.n);
    rap_text_add(p->out, "\",");
    put_pair(p->out, "loader", embedded_text(loader, sizeof loader - 1));
    rap_text_add(p->out, "}");
    rap_text_free(&study);
}

static void put_engine(const packer *p) {
    rap_text_add(p->out, p->engine);
}

static const struct {
    const char *name;
    void (*put)(const packer *p);
} marks[] = {{"TITLE", put_title},  {"LANGUAGE", put_language}, {"DIRECTION", put_direction},
             {"STILL", put_still},  {"WORDS", put_page_words},  {"STUDY", put_study},
             {"ENGINE", put_engine}};

/* ---- the whole -------------------------------------------------------------------------------- */

/* What stands for a mark of n letters. False where there is nothing of that name. */
static bool fill_mark(const packer *p, const char *name, size_t n) {
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
        if (!strncmp(marks[k].name, name, n) && !marks[k].name[n]) {
            marks[k].put(p);
            return true;
        }
    const char *text = embedded_text(name, n);
    if (text)
        rap_text_add(p->out, text);
    return text;
}

/* One pass: what was put in is not looked at again. */
static int fill_marks(const packer *p, const char *page) {
    for (const char *open; (open = strstr(page, "{{"));) {
        const char *close = strstr(open, "}}");
        size_t n = close ? (size_t)(close - open) - 2 : 0;
        rap_text_add_bytes(p->out, page, (size_t)(open - page));
        if (!close || !fill_mark(p, open + 2, n)) {
            rap_complain("classroom: nothing stands for {{%.*s}} of the page", (int)n, open + 2);
            return RAP_EXIT_FAILED;
        }
        page = close + 2;
    }
    rap_text_add(p->out, page);
    return RAP_EXIT_DONE;
}

int rap_class_page(rap_text *out, rap_class *room, const char *name, const rap_language *language,
                   const rap_files *files) {
    static const char page[] = "class.html";
    rap_text engine;
    rap_text_init(&engine);
    int status = add_engine(&engine, files);
    const packer p = {out, room, name, language, rap_text_string(&engine)};
    status = status ? status : fill_marks(&p, embedded_text(page, sizeof page - 1));
    out->failed |= engine.failed;
    rap_text_free(&engine);
    return status;
}
