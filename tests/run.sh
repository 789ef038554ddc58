#!/bin/sh
# run.sh: the whole test suite. Installs what is missing, builds release and with sanitizers, runs all
# tests in both, every shipped scenario with few draws, and every kind of plot. `sh tests/run.sh long`
# adds the thread sanitizer and valgrind.
# The last line counts: "N passed, M failed", and how many were skipped, if any. Safe to run again.
set -u

cd "$(dirname "$0")/.."
. scenarios/prepare.sh
tier=${1-short}
case $tier in short | long) ;; *) rapport_die "usage: sh tests/run.sh [long]" ;; esac

passed=0 failed=0 skipped=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# check NAME COMMAND...: one test; what it prints is shown only when it fails.
check() {
    name=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        tail -n 40 "$scratch/said"
    fi
}

# ctest_in FOLDER: all of its tests, counted one by one.
ctest_in() {
    echo "---- tests in $1"
    ctest --test-dir "$1" --parallel "$(rapport_processors)" --output-on-failure >"$scratch/ctest" 2>&1
    grep -E '^ *[0-9]+/[0-9]+ Test' "$scratch/ctest" |
        sed 's/^ *[0-9]*\/[0-9]* Test *#[0-9]*: *//'
    good=$(grep -cE '^ *[0-9]+/[0-9]+ Test .* Passed ' "$scratch/ctest")
    bad=$(grep -E '^ *[0-9]+/[0-9]+ Test ' "$scratch/ctest" | grep -cvE ' Passed |\*\*\*Skipped ')
    left=$(grep -cE '^ *[0-9]+/[0-9]+ Test .*\*\*\*Skipped ' "$scratch/ctest")
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
    if [ "$bad" -ne 0 ] || [ "$good" -eq 0 ]; then
        [ "$good" -ne 0 ] || failed=$((failed + 1))
        cat "$scratch/ctest"
    fi
}

# build_and_test FOLDER CMAKE-OPTION...
build_and_test() {
    folder=$1
    shift
    check "build $folder" rapport_build . "$folder" "$@"
    [ ! -f "$folder/CTestTestfile.cmake" ] || ctest_in "$folder"
}

# Every plot of the main job in one kind of file.
plots() {
    out=$scratch/plots
    rm -rf "$out"
    "$1" compare scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 --quiet --plot "$2" \
        --out "$out" >/dev/null || return 1
    for script in "$out"/plots/*.gp; do
        [ -s "${script%.gp}.$3" ] || { echo "${script%.gp}.$3 is missing"; return 1; }
    done
}

rapport_install cmocka
rapport_optional clang-format clang-format
build_and_test build -DCMAKE_BUILD_TYPE=Release -DRAPPORT_WERROR=ON
build_and_test build-asan -DCMAKE_BUILD_TYPE=RelWithDebInfo -DRAPPORT_SANITIZE=address,undefined \
    -DRAPPORT_WERROR=ON

echo "---- scenarios and plots"
for study in scenarios/*.cfg scenarios/*/*.cfg; do
    # files without a title are parts that others include
    grep -q '^title *=' "$study" || continue
    check "$study" sh tests/shipped.sh build/rapport "$study"
    [ "$tier" = short ] || check "$study as shipped" sh tests/shipped.sh build/rapport "$study" long
done
check "main job under sanitizers" sh tests/shipped.sh build-asan/rapport scenarios/parachute-vs-sustained.cfg
check "plots as png" plots build/rapport png png
check "plots as pdf" plots build/rapport pdf pdf
check "plots as text" plots build/rapport ascii txt
check "installed program" sh tests/cli/installed.sh build

if [ "$tier" = long ]; then
    build_and_test build-tsan -DCMAKE_BUILD_TYPE=RelWithDebInfo -DRAPPORT_SANITIZE=thread
    rapport_optional valgrind valgrind
    if command -v valgrind >/dev/null 2>&1; then
        check "valgrind" valgrind -q --error-exitcode=9 --leak-check=full --trace-children=no \
            build/rapport compare scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 1 \
            --threads 2 --plot none --quiet --out "$scratch/valgrind"
    else
        skipped=$((skipped + 1))
    fi
fi

[ $skipped -eq 0 ] || skips=", $skipped skipped"
echo "$passed passed, $failed failed${skips-}"
[ "$failed" -eq 0 ]
