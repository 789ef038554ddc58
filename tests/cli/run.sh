#!/bin/sh
# run.sh PROGRAM [--update | golden | NAME.sh]: tests of the command line, all or some.
#
# golden/NAME.cmd is run by sh in an empty folder, with `rapport` on the path; what it prints must be
# golden/NAME.out and golden/NAME.err, its status golden/NAME.status (0, and nothing printed, where such
# a file is not there). --update writes these files anew: look at the changes before you keep them.
# Every other NAME.sh here is a test of its own, run the same way; it passes with status 0, and was skipped, for the
# reason that it prints last, with 77. So is all, where nothing else was run.
set -u

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
update=${2-} only=${2-}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/rapport"
PATH=$scratch/bin:$PATH
RAPPORT_DATA=$here/../../models
# a name without a blank, wherever the project stands: scripts say commands as words
ln -s "$here" "$scratch/tests"
TESTS=$scratch/tests
LC_ALL=C
COLUMNS=80
export PATH RAPPORT_DATA TESTS LC_ALL COLUMNS
unset ARGP_HELP_FMT
failures=0 count=0 skipped=0

fail() {
    failures=$((failures + 1))
    echo "FAILED $1: $2"
}

# same NAME SUFFIX: what came is what golden/NAME.SUFFIX says.
same() {
    expected=$here/golden/$1.$2
    if [ "$update" = --update ]; then
        if [ -s "$scratch/$2" ]; then cp "$scratch/$2" "$expected"; else rm -f "$expected"; fi
        return 0
    fi
    [ -f "$expected" ] || expected=/dev/null
    diff -u "$expected" "$scratch/$2" >"$scratch/diff" 2>&1 && return 0
    fail "$1" "$2 differs"
    cat "$scratch/diff"
}

golden() {
    name=$(basename "$1" .cmd)
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    (cd "$scratch/work" && sh "$1" >"$scratch/out" 2>"$scratch/err")
    status=$?
    : >"$scratch/status"
    [ $status -eq 0 ] || echo $status >"$scratch/status"
    for stream in out err; do
        sed "s|$scratch/work|WORK|g; s|$TESTS|TESTS|g" "$scratch/$stream" >"$scratch/clean"
        mv "$scratch/clean" "$scratch/$stream"
    done
    for what in out err status; do
        same "$name" $what
    done
    count=$((count + 1))
}

case $only in
'' | --update) set -- "$here"/golden/*.cmd "$here"/*.sh ;;
golden) set -- "$here"/golden/*.cmd ;;
*) set -- "$here/$only" ;;
esac
for script; do
    case $(basename "$script") in
    run.sh | installed.sh) continue ;;
    *.cmd)
        golden "$script"
        continue
        ;;
    esac
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    status=0
    (cd "$scratch/work" && sh "$script" >"$scratch/said" 2>&1) || status=$?
    if [ $status -eq 77 ]; then
        skipped=$((skipped + 1))
        tail -n 1 "$scratch/said"
    elif [ $status -ne 0 ]; then
        fail "$(basename "$script")" "status $status"
        tail -n 30 "$scratch/said"
    fi
    count=$((count + 1))
done
echo "$count tests of the command line, $failures failed"
[ $failures -eq 0 ] || exit 1
[ $skipped -lt $count ] || exit 77
