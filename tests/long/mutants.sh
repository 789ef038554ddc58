#!/bin/sh
# mutants.sh [LIST]: each fault of the LIST (mutants.list) is planted by itself in a copy of the project and built;
# one of the tests that it names must fail. Fails where a fault survives, where its text does not stand in its
# file exactly once, where it does not compile, or where a test fails without any fault.
# An entry of the list: a line `FILE: TEST...`, lines of `-` with what stands there and of `+` with what is put
# in its place. A test: test_NAME, NAME.sh of tests/cli, `golden`, or `recompute`. Behind `spared:` instead of tests
# stands why the fault may survive; then it must compile, and no more.
set -u

cd "$(dirname "$0")/../.."
. scenarios/prepare.sh
list=$(cd "$(dirname "${1-tests/long/mutants.list}")" && pwd)/$(basename "${1-mutants.list}")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
killed=0 survived=0 spared=0 broken=0

# passes TEST SECONDS: a test that takes longer hangs, and has failed.
passes() {
    case $1 in
    test_*) timeout "$2" build/tests/"$1" ;;
    recompute) timeout "$2" sh tests/recompute/recompute.sh build/rapport ;;
    *) timeout "$2" sh tests/cli/run.sh build/rapport "$1" ;;
    esac >"$scratch/said" 2>&1
}

# The targets that tests need.
targets() {
    for test; do
        case $test in
        test_*) echo "$test" ;;
        *) echo rapport ;;
        esac
    done | sort -u
}

build() {
    # word splitting is wanted: one argument a target
    cmake --build build --target $(targets "$@") >"$scratch/built" 2>&1
}

# plant FILE: puts `new` in the place of `old`; status 1 unless that stands there exactly once.
plant() {
    OLD=$(cat "$scratch/old") NEW=$(cat "$scratch/new") awk '
        { text = text $0 "\n" }
        END {
            old = ENVIRON["OLD"]
            at = index(text, old)
            if (!at || index(substr(text, at + 1), old)) exit 1
            printf "%s%s%s", substr(text, 1, at - 1), ENVIRON["NEW"], substr(text, at + length(old))
        }' "$1" >"$scratch/planted" && cp "$scratch/planted" "$1"
}

fault() {
    broken=$((broken + 1))
    echo "BROKEN    $file: $1: $(head -n 1 "$scratch/old")"
}

# judge TEST...: runs the tests of the fault that is planted, until one fails.
judge() {
    for test; do
        passes "$test" "$(cat "$scratch/$test.most")" && continue
        killed=$((killed + 1))
        echo "killed    $file: $(head -n 1 "$scratch/new") ($test)"
        return
    done
    survived=$((survived + 1))
    echo "SURVIVED  $file: $(head -n 1 "$scratch/new")"
}

# Tries the entry that was read.
try() {
    [ -n "$file" ] || return 0
    cp "$file" "$scratch/kept"
    if ! plant "$file"; then
        fault "not there exactly once"
    elif [ "${tests#spared:}" != "$tests" ]; then
        build rapport || fault "does not compile"
        spared=$((spared + 1))
        echo "spared    $file: $(head -n 1 "$scratch/new") (${tests#spared: })"
    elif build $tests; then
        judge $tests
    else
        fault "does not compile"
    fi
    cp "$scratch/kept" "$file"
    : >"$scratch/old"
    : >"$scratch/new"
    file=
}

# All that is named passes while nothing is planted; with a fault it may take ten times as long, and a bit.
try_without() {
    all=$(sed -n '/^[-+#]/d; /: spared:/d; s/^[^:]*: //p' list | tr ' ' '\n' | sort -u)
    build $all rapport || { tail -n 20 "$scratch/built"; rapport_die "the project does not build"; }
    for test in $all; do
        begun=$(date +%s)
        passes "$test" 600 || { tail -n 20 "$scratch/said"; rapport_die "$test fails without a fault"; }
        echo $((20 + 10 * ($(date +%s) - begun))) >"$scratch/$test.most"
    done
}

cp "$list" "$scratch/list" && cp -R CMakeLists.txt .packages models plots scenarios sim tests "$scratch" || exit 1
cd "$scratch" || exit 1
rapport_build_type=-DCMAKE_BUILD_TYPE=Release
cmake -S . -B build -G Ninja $rapport_build_type >"$scratch/built" 2>&1 ||
    cmake -S . -B build $rapport_build_type >"$scratch/built" 2>&1 || rapport_die "cmake failed"
try_without
: >"$scratch/old"
: >"$scratch/new"
file=
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    -*) printf '%s\n' "${line#-}" >>"$scratch/old" ;;
    +*) printf '%s\n' "${line#+}" >>"$scratch/new" ;;
    '' | '#'*) ;;
    *)
        try
        file=${line%%: *} tests=${line#*: }
        ;;
    esac
done <list
try
echo "$killed mutants killed, $survived survived, $spared spared, $broken broken"
[ $survived -eq 0 ] && [ $broken -eq 0 ] && [ $killed -gt 0 ]
