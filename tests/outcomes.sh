#!/bin/sh
# outcomes.sh COMPILER [OPTION...]: an outcome that is declared but not defined does not compile.
#
# Adds a row to a copy of outcomes.def and compiles observe.c with it: a whole row must pass, and rows that
# do not say what is added up must be refused.
set -u
cd "$(dirname "$0")/.."

copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/partnership"
failed=0

# compiles ROW COMMAND...: whether observe.c compiles with this row added.
compiles() {
    { cat models/partnership/outcomes.def; echo "$1"; } >"$copy/partnership/outcomes.def"
    shift
    "$@" -std=c17 -Werror=implicit-function-declaration -fsyntax-only -I"$copy" -Imodels -Isim \
        models/partnership/observe.c 2>"$copy/said"
}

refused() {
    row=$1
    shift
    if compiles "$row" "$@"; then
        echo "the compiler lets this row pass: $row"
        failed=1
    fi
}

named='O(more, "More", "1", 1, 1, 0, A'
if ! compiles "$named, MEAN, organisations, s->o.capacity[i], \"Meaning\")" "$@"; then
    cat "$copy/said"
    echo "the compiler refuses a whole row"
    failed=1
fi
refused "$named, \"Meaning\")" "$@"
refused "$named, MEAN, organisations, , \"Meaning\")" "$@"
refused "$named, MEAN, organisations, s->o.no_such_column[i], \"Meaning\")" "$@"
refused "$named, MEAN, nobody, 1, \"Meaning\")" "$@"
refused "$named, MEDIAN, organisations, s->o.capacity[i], \"Meaning\")" "$@"
refused "$named, MEAN, itself, add_more(s), \"Meaning\")" "$@"
[ $failed = 0 ] && echo "outcomes that nothing defines are refused"
exit $failed
