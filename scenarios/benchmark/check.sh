#!/bin/sh
# check.sh [PROGRAM]: whether this rapport, on this machine, gives the figures of the benchmark (README.md). PROGRAM is
# the one on the path, or that of a build of these sources. --write as a second argument keeps new figures, knowingly.
set -eu
here=$(cd -P -- "$(dirname "$0")" && pwd)
program=${1-rapport}
[ $# -gt 0 ] || command -v rapport >/dev/null 2>&1 || program=$here/../../build/rapport
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$program" compare "$here/benchmark.cfg" --plot none --quiet --out "$scratch/results" >/dev/null
cp "$scratch/results/outcomes.csv" "$scratch/results/contrasts.csv" "$scratch"
if [ "${2-}" = --write ]; then
    cp "$scratch/outcomes.csv" "$scratch/contrasts.csv" "$here/"
    exit 0
fi
differ=0
for table in outcomes contrasts; do
    cmp -s "$here/$table.csv" "$scratch/$table.csv" && continue
    differ=1
    echo "$table.csv: lines that differ, expected first"
    diff "$here/$table.csv" "$scratch/$table.csv" | head -n 20 || true
done
if [ $differ -ne 0 ]; then
    "$program" --version
    echo "Digits that differ beyond the twelfth only are rounding, where --version says that figures repeat to rounding."
    exit 1
fi
echo "The benchmark gives its figures, to the byte."
