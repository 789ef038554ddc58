/* test_manifest.c: what is written is read back, and what is not ours is refused. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/folder/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char nasty[] = "line 1\nline \"2\"\\ \t {}[],: \xc3\xa9 </script>\x01 end";
static char study_name[] = "study.cfg", part_name[] = "part/a.cfg", data_name[] = "data:b.cfg",
            short_text[] = "x = 1;\n";

static rap_manifest example(rap_source *sources, const char **sets, const char **files) {
    sources[0] = (rap_source){study_name, nasty};
    sources[1] = (rap_source){part_name, short_text};
    sources[2] = (rap_source){data_name, short_text};
    sets[0] = "teams.focal.policy=sustained";
    sets[1] = "title=\"a, b\"";
    files[0] = "plots/a.svg";
    return (rap_manifest){.command = "compare",
                          .study = "study.cfg",
                          .status = "unfinished",
                          .typed = "rapport 'x'",
                          .version = "1",
                          .commit = "c",
                          .fingerprint = "00ff",
                          .arithmetic = "musl",
                          .plot = "svg",
                          .precision_outcome = "trust",
                          .precision = 0.1,
                          .draws = 10,
                          .replicates = 4,
                          .seed = INT64_MAX,
                          .draws_now = 40,
                          .threads = 2,
                          .started = "2026-01-01T00:00:00Z",
                          .seconds = 1.5,
                          .sets = sets,
                          .n_sets = 2,
                          .sources = sources,
                          .n_sources = 3,
                          .files = files,
                          .n_files = 1};
}

static void write_text(const char *folder, const char *text) {
    assert_int_equal(rap_file_write(folder, "manifest.json", text, strlen(text)), RAP_OK);
}

static void compare(const rap_manifest *a, const rap_manifest *b) {
    assert_string_equal(a->command, b->command);
    assert_string_equal(a->typed, b->typed);
    assert_string_equal(a->precision_outcome, b->precision_outcome);
    assert_true(a->precision <= b->precision && a->precision >= b->precision);
    assert_string_equal(a->arithmetic, b->arithmetic);
    assert_null(b->arm);
    assert_null(b->ended);
    assert_int_equal(a->draws, b->draws);
    assert_int_equal(a->draws_now, b->draws_now);
    assert_true(a->seed == b->seed);
    assert_int_equal(b->n_sets, 2);
    assert_string_equal(b->sets[1], a->sets[1]);
    assert_int_equal(b->n_files, 1);
    assert_string_equal(b->files[0], a->files[0]);
    assert_int_equal(b->n_sources, 3);
    assert_string_equal(b->sources[0].text, nasty);
}

static void what_is_written_is_read_back(void **state) {
    const char *folder = *state, *sets[2], *files[1], *why;
    rap_source sources[3];
    rap_manifest a = example(sources, sets, files), b;
    rap_text text;
    rap_text_init(&text);
    rap_manifest_write(&a, &text);
    write_text(folder, rap_text_string(&text));
    assert_int_equal(rap_manifest_read(&b, folder, &why), RAP_OK);
    compare(&a, &b);
    rap_manifest_free(&b);
    rap_manifest_free(&b);
    /* every shorter piece of it is refused, and nothing leaks or crashes */
    for (size_t n = 0; n < text.n; n += 37) {
        assert_int_equal(rap_file_write(folder, "manifest.json", text.bytes, n), RAP_OK);
        assert_int_equal(rap_manifest_read(&b, folder, &why), n < 30 ? RAP_EINPUT : RAP_EDAMAGED);
        rap_manifest_free(&b);
    }
    rap_text_free(&text);
}

static void the_loader_finds_its_texts(void **state) {
    const char *folder = *state, *sets[2], *files[1], *why;
    char *text, *path;
    rap_source sources[3];
    rap_manifest a = example(sources, sets, files);
    rap_loader loader = rap_manifest_loader(&a);
    (void)folder;
    const char *const found[][3] = {{"anything", NULL, "study.cfg"},
                                    {"part/a.cfg", "study.cfg", "part/a.cfg"},
                                    {"a.cfg", "part/x.cfg", "part/a.cfg"},
                                    {"b.cfg", "part/a.cfg", "data:b.cfg"}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(loader.load(loader.context, found[i][0], found[i][1], &text, &path, &why),
                         RAP_OK);
        assert_string_equal(path, found[i][2]);
        rap_free(text);
        rap_free(path);
    }
    assert_int_equal(loader.load(loader.context, "c.cfg", "study.cfg", &text, &path, &why),
                     RAP_EIO);
    assert_int_equal(loader.load(loader.context, "../c", "study.cfg", &text, &path, &why), RAP_EIO);
    assert_null(text);
    assert_null(path);
}

static void others_are_refused(void **state) {
    const char *folder = *state, *why;
    rap_manifest m;
    const char *const texts[] = {"",
                                 "{}",
                                 "[]",
                                 "3",
                                 "null",
                                 "{\"format\": \"rapport\"}",
                                 "{\"format\": 7, \"format_version\": 1}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        write_text(folder, texts[i]);
        assert_int_equal(rap_manifest_read(&m, folder, &why), RAP_EINPUT);
        rap_manifest_free(&m);
    }
    assert_int_equal(rap_manifest_read(&m, "/nowhere", &why), RAP_EIO);
    rap_manifest_free(&m);
}

/* One of another format says which program made it; one of this format needs its seal. */
static void other_formats_and_broken_seals_are_refused(void **state) {
    const char *folder = *state, *why;
    rap_manifest m;
    write_text(folder, "{\"format\": \"rapport results\", \"format_version\": 1,"
                       " \"version\": \"0.1.0\", \"commit\": \"abc\"}");
    assert_int_equal(rap_manifest_read(&m, folder, &why), RAP_EDIFFERENT);
    assert_non_null(strstr(why, "made by rapport 0.1.0 (abc)"));
    rap_manifest_free(&m);
    write_text(folder, "{\"format\": \"rapport results\", \"format_version\": 2}");
    assert_int_equal(rap_manifest_read(&m, folder, &why), RAP_EDAMAGED);
    rap_manifest_free(&m);
    write_text(folder,
               "{\"format\": \"rapport results\", \"format_version\": 2,\n  \"cksum\": 1\n}\n");
    assert_int_equal(rap_manifest_read(&m, folder, &why), RAP_EDAMAGED);
    assert_non_null(strstr(why, "damaged"));
    rap_manifest_free(&m);
}

static int read_with(const char *folder, const rap_manifest *m) {
    rap_manifest back;
    rap_text text;
    const char *why;
    rap_text_init(&text);
    rap_manifest_write(m, &text);
    write_text(folder, rap_text_string(&text));
    int status = rap_manifest_read(&back, folder, &why);
    rap_manifest_free(&back);
    rap_text_free(&text);
    return status;
}

/* A seal can be forged: what no run can be is refused with one, too. */
static void what_no_run_can_be_is_refused(void **state) {
    const char *folder = *state, *sets[2], *files[1];
    rap_source sources[3];
    rap_manifest good = example(sources, sets, files);
    assert_int_equal(read_with(folder, &good), RAP_OK);
#define REFUSED(member, value)                                                                     \
    do {                                                                                           \
        rap_manifest m = good;                                                                     \
        m.member = value;                                                                          \
        assert_int_equal(read_with(folder, &m), RAP_EINPUT);                                       \
    } while (0)
    REFUSED(status, "done");
    REFUSED(justification, "longer");
    REFUSED(cut, 100);
    REFUSED(arithmetic, "abacus");
    REFUSED(draws, -1);
    REFUSED(draws, 0);
    REFUSED(draws_now, 9);
    REFUSED(draws_now, 641);
    REFUSED(draws_now, INT64_MAX);
    REFUSED(replicates, 0);
    REFUSED(seed, -1);
    REFUSED(threads, 0);
    REFUSED(precision, 0);
    REFUSED(precision_outcome, NULL); /* with more draws than were asked */
    REFUSED(seconds, -1);
    REFUSED(started, "10000-01-01T00:00:00Z");
    REFUSED(started, "-292277022657-01-27T08:29:52Z");
    REFUSED(ended, "<b>now</b>");
    REFUSED(study, NULL);
#undef REFUSED
    good.ended = "unknown";
    good.draws_now = 640;
    assert_int_equal(read_with(folder, &good), RAP_OK);
}

static void a_part_says_which(void **state) {
    const char *folder = *state, *sets[2], *files[1], *why;
    rap_source sources[3];
    rap_manifest part = example(sources, sets, files), back;
    part.draws_now = part.draws;
    part.shard = 3;
    part.shards = 7;
    part.whole = "rapport compare 'a b.cfg'";
    assert_int_equal(read_with(folder, &part), RAP_OK);
    assert_int_equal(rap_manifest_read(&back, folder, &why), RAP_OK);
    assert_int_equal(back.shard, 3);
    assert_int_equal(back.shards, 7);
    assert_string_equal(back.whole, part.whole);
    rap_manifest_free(&back);
    const struct {
        int64_t shard, shards, draws_now;
        const char *whole;
    } wrong[] = {{0, 7, 10, "x"},      {8, 7, 10, "x"}, {-1, 7, 10, "x"},
                 {1, 100001, 10, "x"}, {3, 7, 20, "x"}, {3, 7, 10, NULL}};
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++) {
        rap_manifest m = part;
        m.shard = wrong[k].shard;
        m.shards = wrong[k].shards;
        m.draws_now = wrong[k].draws_now;
        m.whole = wrong[k].whole;
        assert_int_equal(read_with(folder, &m), RAP_EINPUT);
    }
}

static int make_folder(void **state) {
    static char folder[64];
    strcpy(folder, "/tmp/rapport-manifest-XXXXXX");
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state) {
    char path[128];
    snprintf(path, sizeof path, "%s/manifest.json", (const char *)*state);
    unlink(path);
    return rmdir(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(the_loader_finds_its_texts),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(other_formats_and_broken_seals_are_refused),
        cmocka_unit_test(what_no_run_can_be_is_refused),
        cmocka_unit_test(a_part_says_which),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
