#!/bin/sh
# check.sh [PROGRAM]: whether this rapport, on this machine, gives the figures of the benchmark (README.md): to the byte,
# or to rounding where its arithmetic is the system's. PROGRAM is the one on the path, or that of a build of these
# sources. --write as a second argument keeps new figures, knowingly.
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

# to_rounding EXPECTED FILE: every cell is the same, or a number that differs by a billionth at most, of the larger or of
# a thousandth, as `rapport replay` counts.
to_rounding() {
    awk -F, 'function size(x) { return x < 0 ? -x : x }
        function larger(x, y) { return x > y ? x : y }
        NR == FNR { line[++lines] = $0; next }
        split(line[FNR], cell) != NF { bad = 1 }
        { for (i = 1; i <= NF; i++) if ($i "" != cell[i] "" && ($i + 0 != $i || cell[i] + 0 != cell[i] ||
            size($i - cell[i]) > 1e-9 * larger(0.001, larger(size($i), size(cell[i]))))) bad = 1 }
        END { exit bad || FNR != lines }' "$1" "$2"
}

differ=0 digits="to the byte"
case $("$program" --version) in *"Arithmetic: system"*) rounded=yes ;; *) rounded=no ;; esac
for table in outcomes contrasts; do
    cmp -s "$here/$table.csv" "$scratch/$table.csv" && continue
    if [ $rounded = yes ] && to_rounding "$here/$table.csv" "$scratch/$table.csv"; then
        digits="to rounding, as exp and log are the system's"
        continue
    fi
    differ=1
    echo "$table.csv: lines that differ, expected first"
    diff "$here/$table.csv" "$scratch/$table.csv" | head -n 20 || true
done
if [ $differ -ne 0 ]; then
    "$program" --version
    exit 1
fi
echo "The benchmark gives its figures, $digits."
