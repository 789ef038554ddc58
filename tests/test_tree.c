/* test_tree.c: parsing with places, merging, --set. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "grammar_model.h"
#include "scenario/language/tree.h"

#include <string.h>

typedef struct {
    rap_arena arena;
    rap_expanded e;
    rap_problems problems;
    rap_findings findings;
    const rap_tree *tree;
} plant;

static plant *grow_pages(const page *pages, int n) {
    plant *p = rap_allocate(1, sizeof *p);
    book b = {pages, n};
    rap_loader loader = book_loader(&b);
    rap_arena_init(&p->arena);
    rap_problems_init(&p->problems);
    rap_findings_init(&p->findings, &p->problems);
    assert_int_equal(rap_expand(&p->e, &loader, "a.cfg", NULL, &p->findings), RAP_OK);
    assert_int_equal(rap_tree_parse(&p->tree, &p->arena, &p->e, NULL, &p->findings), RAP_OK);
    return p;
}

static plant *grow(const char *text) {
    const page study = {"a.cfg", text};
    return grow_pages(&study, 1);
}

static void fell(plant *p) {
    rap_expand_free(&p->e);
    rap_arena_free(&p->arena);
    rap_problems_free(&p->problems);
    rap_free(p);
}

static const rap_tree *at(const rap_tree *tree, const char *path) {
    const rap_tree *node = rap_tree_nearest(tree, path);
    assert_string_equal(node->path, path);
    return node;
}

static void nodes_know_what_they_are_and_where(void **state) {
    (void)state;
    plant *p =
        grow("a = 1;\nb = {\n  c = ( 5000000000L,\n  {d = 0x1F;}, 300000.50 );\n e = True; };\n"
             "f = \"x\\n\\\"y\"\n \"z\"; g = [];");
    assert_int_equal(at(p->tree, "a")->integer, 1);
    assert_double_near(at(p->tree, "a")->number, 1, 0);
    assert_int_equal(at(p->tree, "b")->kind, RAP_NODE_GROUP);
    assert_int_equal(at(p->tree, "b.c")->n, 3);
    assert_true(at(p->tree, "b.c.0")->integer == 5000000000LL);
    assert_int_equal(at(p->tree, "b.c.0")->line, 3);
    assert_int_equal(at(p->tree, "b.c.1.d")->integer, 31);
    assert_int_equal(at(p->tree, "b.c.1.d")->line, 4);
    assert_string_equal(at(p->tree, "b.c.2")->written, "300000.50");
    assert_int_equal(at(p->tree, "b.c.2")->kind, RAP_NODE_REAL);
    assert_int_equal(at(p->tree, "b.e")->kind, RAP_NODE_BOOLEAN);
    assert_string_equal(at(p->tree, "f")->text, "x\n\"yz");
    assert_string_equal(at(p->tree, "f")->file, "a.cfg");
    assert_int_equal(at(p->tree, "f")->line, 6);
    assert_int_equal(at(p->tree, "g")->kind, RAP_NODE_LIST);
    assert_int_equal(at(p->tree, "g")->n, 0);
    assert_string_equal(rap_tree_nearest(p->tree, "b.c.7.x")->path, "b.c");
    assert_string_equal(rap_tree_nearest(p->tree, "zzz")->path, "");
    fell(p);
}

static void an_empty_text_is_an_empty_group(void **state) {
    (void)state;
    plant *p = grow("# nothing\n");
    assert_int_equal(p->tree->kind, RAP_NODE_GROUP);
    assert_int_equal(p->tree->n, 0);
    assert_null(rap_tree_child(p->tree, "a"));
    assert_null(rap_tree_child(NULL, "a"));
    fell(p);
}

static void bad_scalars_are_marked_and_duplicates_left_out(void **state) {
    (void)state;
    plant *p = grow("a = nan; b = \"ok\"; a = 2; c = ( 1e999, 3 );");
    assert_int_equal(p->problems.n, 3);
    assert_int_equal(p->tree->n, 3);
    assert_int_equal(at(p->tree, "a")->kind, RAP_NODE_BAD);
    assert_string_equal(at(p->tree, "b")->text, "ok");
    assert_int_equal(at(p->tree, "c.0")->kind, RAP_NODE_BAD);
    assert_int_equal(at(p->tree, "c.1")->integer, 3);
    fell(p);
}

static void groups_merge_and_the_rest_is_replaced(void **state) {
    (void)state;
    plant *p = grow(
        "base = { a = 1; g = { x = 1; y = (1, 2); }; n = { value = 1; range = (0, 2); };\n"
        " m = 4; };\n"
        "over = { g = { y = (3); z = 5; }; n = { value = 3; }; m = { value = 1; };\n b = 2; };");
    const rap_tree *m =
        rap_tree_merge(&p->arena, rap_tree_child(p->tree, "base"), rap_tree_child(p->tree, "over"));
    assert_int_equal(m->n, 5);
    const rap_tree *g = rap_tree_child(m, "g"), *n = rap_tree_child(m, "n");
    assert_int_equal(g->n, 3);
    assert_string_equal(rap_tree_child(g, "x")->path, "base.g.x");
    assert_int_equal(rap_tree_child(g, "y")->n, 1);
    assert_string_equal(rap_tree_child(g, "y")->path, "over.g.y");
    assert_int_equal(rap_tree_child(g, "z")->line, 3);
    assert_null(rap_tree_child(n, "range"));
    assert_int_equal(rap_tree_child(rap_tree_child(m, "m"), "value")->integer, 1);
    assert_string_equal(m->children[0]->key, "a");
    assert_string_equal(m->children[4]->key, "b");
    assert_int_equal(rap_tree_child(rap_tree_child(p->tree, "base"), "g")->n, 2);
    fell(p);
}

/* A row may be called value: then the map is no number. */
static void a_row_named_value(void **state) {
    (void)state;
    plant *p = grow("base = { value = { a = 1; }; w = 1; }; over = { value = { b = 1; }; };");
    const rap_tree *m =
        rap_tree_merge(&p->arena, rap_tree_child(p->tree, "base"), rap_tree_child(p->tree, "over"));
    assert_int_equal(m->n, 2);
    assert_int_equal(rap_tree_child(m, "value")->n, 2);
    fell(p);
}

static void moving_gives_new_paths(void **state) {
    (void)state;
    plant *p = grow("arms = { x = { changes = { l = ( { a = 1; } ); }; }; };");
    const rap_tree *m = rap_tree_move(&p->arena, at(p->tree, "arms.x.changes"), "", "");
    assert_string_equal(at(m, "l.0.a")->path, "l.0.a");
    assert_int_equal(at(m, "l.0.a")->line, 1);
    assert_string_equal(at(p->tree, "arms.x.changes.l.0.a")->path, "arms.x.changes.l.0.a");
    fell(p);
}

static int set(plant *p, const char *text) {
    const char *key;
    const rap_tree *value;
    int status = rap_tree_read_set(&key, &value, &p->arena, text, &p->findings);
    return status ? status : rap_tree_set(&p->tree, &p->arena, key, value, key, &p->findings);
}

static void setting(void **state) {
    (void)state;
    plant *p = grow("a = 1; t = { f = { grants = ( { amount = 1; }, { amount = 2; } ); }; };");
    const rap_tree *before = p->tree;
    assert_int_equal(set(p, "a=2.5"), RAP_OK);
    assert_int_equal(set(p, "t.f.policy=sustained"), RAP_OK);
    assert_int_equal(set(p, "t.f.grants.1.amount=300000.25"), RAP_OK);
    assert_int_equal(set(p, "t.g.x.y=[1,2]"), RAP_OK);
    assert_int_equal(set(p, "t.f.note=\"two words\""), RAP_OK);
    assert_int_equal(set(p, "p.q={ value = 0.5; range = (0, 0.7); }"), RAP_OK);
    assert_int_equal(set(p, "yes=true"), RAP_OK);
    assert_double_near(at(p->tree, "a")->number, 2.5, 0);
    assert_string_equal(at(p->tree, "a")->file, "--set");
    assert_int_equal(at(p->tree, "a")->line, 0);
    assert_string_equal(at(p->tree, "t.f.policy")->text, "sustained");
    assert_string_equal(at(p->tree, "t.f.grants.1.amount")->written, "300000.25");
    assert_int_equal(at(p->tree, "t.f.grants.0.amount")->integer, 1);
    assert_int_equal(at(p->tree, "t.g.x.y")->n, 2);
    assert_string_equal(at(p->tree, "t.f.note")->text, "two words");
    assert_int_equal(at(p->tree, "p.q.range.0")->integer, 0);
    assert_int_equal(at(p->tree, "yes")->kind, RAP_NODE_BOOLEAN);
    assert_int_equal(p->problems.n, 0);
    assert_int_equal(at(before, "a")->integer, 1);
    assert_int_equal(at(before, "t.f.grants.1.amount")->integer, 2);
    fell(p);
}

static void bad_sets_are_reported(void **state) {
    (void)state;
    static const char *const bad[] = {
        "a",
        "=1",
        "a=",
        "a..b=1",
        ".a=1",
        "a.=1",
        "a b=1",
        "a=1; b=2",
        "a=two words",
        "a=-inf",
        "a=1e999",
        "a=99999999999999999999",
        "a.b=1",
        "l.7=1",
        "l.x=1",
        "l.0.y=1",
        "m.0.x=1",
        "a=@include \"x\"",
        "a=\n@include \"x\"\n",
        "a={b=1;b=2;}",
        "a=(1",
        "a=}",
        "a=/*",
        "a=\"\xff\"",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        plant *p = grow("a = 1; l = (1, 2);");
        int status = set(p, bad[i]);
        if (status != RAP_EINPUT || p->problems.n == 0)
            print_error("%s\n", bad[i]);
        assert_int_equal(status, RAP_EINPUT);
        assert_true(p->problems.n > 0);
        assert_string_equal(p->problems.rows[0].file, "--set");
        assert_int_equal(at(p->tree, "a")->integer, 1);
        fell(p);
    }
}

/* A group that two files write is one; what both say in it is refused with both places. */
static void files_compose(void **state) {
    (void)state;
    const page pages[] = {
        {"a.cfg", "@include \"b.cfg\"\n@include \"c.cfg\"\nrows = { d = { x = 4; }; };\nn = 1;"},
        {"b.cfg", "rows = { a = { x = 1; }; b = { x = 2; in = { y = 5; }; }; };"},
        {"c.cfg", "rows = {\n b = { z = 3; in = { w = 6; }; }; c = { x = 7; }; };\nother = {};"}};
    plant *p = grow_pages(pages, 3);
    assert_int_equal(p->problems.n, 0);
    assert_int_equal(p->tree->n, 3);
    assert_int_equal(at(p->tree, "rows")->n, 4);
    assert_int_equal(at(p->tree, "rows.a.x")->integer, 1);
    assert_int_equal(at(p->tree, "rows.b.x")->integer, 2);
    assert_int_equal(at(p->tree, "rows.b.z")->integer, 3);
    assert_string_equal(at(p->tree, "rows.b.z")->file, "c.cfg");
    assert_int_equal(at(p->tree, "rows.b.z")->line, 2);
    assert_int_equal(at(p->tree, "rows.b.in.y")->integer, 5);
    assert_int_equal(at(p->tree, "rows.b.in.w")->integer, 6);
    assert_int_equal(at(p->tree, "rows.c.x")->integer, 7);
    assert_int_equal(at(p->tree, "rows.d.x")->integer, 4);
    assert_string_equal(at(p->tree, "rows")->file, "b.cfg");
    fell(p);
}

static void large_groups_compose(void **state) {
    (void)state;
    enum { ROWS = 300 };
    rap_text first, second;
    rap_text_init(&first);
    rap_text_init(&second);
    rap_text_add(&first, "@include \"b.cfg\"\nrows = {");
    rap_text_add(&second, "rows = {");
    for (int i = 0; i < ROWS; i++) {
        rap_text_format(&first, " r%d = { x = %d; };\n", i, i);
        rap_text_format(&second, " r%d = { y = %d; };\n", ROWS / 2 + i, i);
    }
    rap_text_add(&first, "};");
    rap_text_add(&second, "};");
    const page pages[] = {{"a.cfg", rap_text_string(&first)}, {"b.cfg", rap_text_string(&second)}};
    plant *p = grow_pages(pages, 2);
    assert_int_equal(p->problems.n, 0);
    assert_int_equal(at(p->tree, "rows")->n, ROWS + ROWS / 2);
    assert_int_equal(at(p->tree, "rows.r200")->n, 2);
    assert_int_equal(at(p->tree, "rows.r200.x")->integer, 200);
    assert_int_equal(at(p->tree, "rows.r200.y")->integer, 50);
    fell(p);
    rap_text_free(&first);
    rap_text_free(&second);
}

/* Of each: a value in both, a list in both, a group and a value, a group of one file written twice in it. */
static void what_stands_in_two_files_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *first, *second, *key;
        int line;
    } cases[] = {{"g = { x = 1; };", "g = {\n x = 2; };", "g.x", 2},
                 {"g = { l = (1); };", "g = { l = (2); };", "g.l", 1},
                 {"g = { u = { value = 1; }; };", "g = { u = { value = 2; range = [0, 3]; }; };",
                  "g.u.value", 1},
                 {"g = { h = {}; };", "g = { h = 1; };", "g.h", 1},
                 {"g = { h = 1; };", "g = { h = {}; };", "g.h", 1},
                 {"", "g = { x = 1; };\ng = { y = 1; };", "g", 2}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_text whole;
        rap_text_init(&whole);
        rap_text_format(&whole, "%s\n@include \"b.cfg\"\n", cases[k].first);
        const page pages[] = {{"a.cfg", rap_text_string(&whole)}, {"b.cfg", cases[k].second}};
        plant *p = grow_pages(pages, 2);
        assert_int_equal(p->problems.n, 1);
        assert_string_equal(p->problems.rows[0].file, "b.cfg");
        assert_int_equal(p->problems.rows[0].line, cases[k].line);
        assert_string_equal(p->problems.rows[0].key, cases[k].key);
        assert_non_null(strstr(p->problems.rows[0].text,
                               k < 5 ? "first in a.cfg, line 1" : "first in b.cfg, line 1"));
        fell(p);
        rap_text_free(&whole);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_compose),
        cmocka_unit_test(large_groups_compose),
        cmocka_unit_test(what_stands_in_two_files_is_refused),
        cmocka_unit_test(nodes_know_what_they_are_and_where),
        cmocka_unit_test(an_empty_text_is_an_empty_group),
        cmocka_unit_test(bad_scalars_are_marked_and_duplicates_left_out),
        cmocka_unit_test(groups_merge_and_the_rest_is_replaced),
        cmocka_unit_test(a_row_named_value),
        cmocka_unit_test(moving_gives_new_paths),
        cmocka_unit_test(setting),
        cmocka_unit_test(bad_sets_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
