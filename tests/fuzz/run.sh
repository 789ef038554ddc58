#!/bin/sh
# run.sh SECONDS [TARGET...]: feeds each fuzz target with changed inputs, for SECONDS in all, at a lower priority, but
# not at the lowest: beside others it would hardly come to anything, and an input would seem to take minutes.
# It begins from corpus/ and the sheets of bad/, and goes on from what it found before in build-fuzz/. Fails where a
# target crashes, leaks, or takes more than a minute for one input; the input is kept and named.
set -u

cd "$(dirname "$0")/../.."
. scenarios/prepare.sh
seconds=${1-}
case $seconds in '' | *[!0-9]*) rapport_die "usage: sh tests/fuzz/run.sh SECONDS [TARGET...]" ;; esac
shift
[ $# -gt 0 ] || set -- study tree manifest sheet partners ties survey

# seeds TARGET: the folders of what it begins from.
seeds() {
    case $1 in
    partners) echo tests/fuzz/corpus/partners tests/bad/partners ;;
    ties) echo tests/bad/partners ;;
    survey) echo tests/fuzz/corpus/survey tests/bad/sheets/survey ;;
    *) echo "tests/fuzz/corpus/$1" ;;
    esac
}

rapport_fuzzer || rapport_die "clang with its fuzzer is not here: clang and libclang-rt-dev"
cmake --preset fuzz >/dev/null && cmake --build build-fuzz --target fuzzers \
    --parallel "$(rapport_processors)" >/dev/null ||
    rapport_die "the fuzz targets could not be built: cmake --preset fuzz"

each=$((seconds / $#)) failed=0
[ "$each" -gt 0 ] || each=1
for target; do
    found=build-fuzz/found/$target kept=build-fuzz/kept/$target-
    mkdir -p "$found" build-fuzz/kept
    # word splitting is wanted: one argument a folder
    nice -n 5 build-fuzz/fuzz_$target "$found" $(seeds "$target") -max_total_time="$each" \
        -timeout=60 -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 -artifact_prefix="$kept" \
        >"$found.log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log")
    echo "fuzz_$target: ${runs:-0} inputs in $each s, status $status"
    if [ $status -ne 0 ]; then
        failed=1
        grep -E '^==|SUMMARY|Test unit written|runtime error' "$found.log" >&2
        echo "all of it is in $found.log" >&2
    fi
done
exit $failed
