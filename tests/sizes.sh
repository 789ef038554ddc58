#!/bin/sh
# sizes.sh: no file of C over 500 lines, no function over 48, counted from its type to its last brace.
# One line for each that is longer. SOURCE in the environment is the tree to look at. The layout is clang-format's:
# a function begins and ends in the first column.
set -u
cd "${SOURCE:-$(dirname "$0")/..}" || exit 2
longer=$(find sim models plots tests -name '*.[ch]' | sort | xargs awk '
    function close_file() { if (lines > 500) print path ": " lines " lines" }
    FNR == 1 { close_file(); path = FILENAME; head = "" }
    { lines = FNR }
    /^[A-Za-z_]/ && !/^[A-Za-z_]+:$/ { head = $0; from = FNR }
    /^}/ {
        if (head ~ /[(]/ && head !~ /=/ && FNR - from + 1 > 48) print path ":" from ": a function of " FNR - from + 1 " lines"
        head = ""
    }
    END { close_file() }')
if [ -n "$longer" ]; then
    printf '%s\n' "$longer"
    exit 1
fi
echo "no file over 500 lines, no function over 48"
