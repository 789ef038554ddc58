/* test_csv.c: headers, rows and cells of CSV files. */
#include "near.h"
#include "base/csv.h"

#include <math.h>
#include <stdint.h>

typedef struct {
    const char *name;
    double mean, low, high;
    size_t size;
    int64_t count;
    int whole;
    bool truth;
} line;

static size_t two(const void *whole) {
    return *(const size_t *)whole;
}

static void title(rap_text *out, const void *whole, size_t k) {
    (void)whole;
    rap_text_format(out, "part_%zu", k + 1);
}

static void part(rap_text *out, const void *whole, const void *row, size_t k) {
    (void)whole;
    rap_text_number(out, (double)(k + 1) * ((const line *)row)->mean);
}

static const rap_csv_column columns[] = {
    RAP_CSV_FAMILY("part_N", "1", part, two, title, "a part"),
    RAP_CSV_WORD("name", line, name, "a name"),
    RAP_CSV_INTERVAL("mean", "1", line, mean, low, high, "a mean"),
    RAP_CSV_AT("size", "number", rap_csv_size, line, size, "a size"),
    RAP_CSV_AT("count", "number", rap_csv_count, line, count, "a count"),
    RAP_CSV_AT("whole", "number", rap_csv_int, line, whole, "a whole number"),
    RAP_CSV_AT("truth", RAP_CSV_TRUTH, rap_csv_truth, line, truth, "whether it is so"),
};

static const rap_csv_table table = RAP_CSV_TABLE("table.csv", "a line", columns);

static void rows_follow_the_columns(void **state) {
    (void)state;
    const size_t parts = 2;
    const line full = {"a, \"b\"", 0.5, -0.0, 1e300, 3, -4, -5, true};
    const line empty = {.mean = (double)NAN, .low = (double)NAN, .high = (double)NAN};
    rap_text out;
    rap_text_init(&out);
    rap_csv_header(&out, &table, &parts);
    rap_csv_row(&out, &table, &parts, &full);
    rap_csv_row(&out, &table, &parts, &empty);
    rap_csv_short_row(&out, &table, &parts, &full, 2);
    assert_string_equal(rap_text_string(&out),
                        "part_1,part_2,name,mean,mean_low,mean_high,size,count,whole,truth\n"
                        "0.5,1,\"a, \"\"b\"\"\",0.5,0,1e+300,3,-4,-5,true\n"
                        ",,,,,,0,0,0,false\n"
                        "0.5,1,\"a, \"\"b\"\"\",,,,,,,\n");
    rap_text_free(&out);
}

static void families_may_be_empty(void **state) {
    (void)state;
    const size_t parts = 0;
    const line row = {.name = "=1"};
    rap_text out;
    rap_text_init(&out);
    rap_csv_header(&out, &table, &parts);
    rap_csv_short_row(&out, &table, &parts, &row, 2);
    assert_string_equal(rap_text_string(&out), "name,mean,mean_low,mean_high,size,count,whole,"
                                               "truth\n\"'=1\",,,,,,,\n");
    rap_text_free(&out);
}

static void columns_say_what_they_are(void **state) {
    (void)state;
    assert_string_equal(columns[3].name, "mean_low");
    assert_string_equal(columns[3].meaning, "lower end of the 95 % interval of mean");
    assert_int_equal(table.n_columns, 9);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_follow_the_columns),
                                       cmocka_unit_test(families_may_be_empty),
                                       cmocka_unit_test(columns_say_what_they_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
