#!/bin/sh
# sensitivity.sh: whether first-order shares of `rapport sensitivity` are those that brute force gives. Of a small study
# the inputs with the largest shares are held, one after the other, at 20 quantiles of their distribution while all
# others vary; `compare` alone says what is expected at each of them. The variance of these expectations, less what
# chance makes of it, over that of what is expected when all vary, is the share. Fails where it lies outside the
# interval that `sensitivity` gives, widened by .02 for its own chance. Takes some minutes. The program stands in BUILD.
# The study is small and its headline smooth: it says nothing of inputs that act only together.
set -eu

cd "$(dirname "$0")/../.."
program=$(cd "${BUILD:-build}" && pwd)/rapport
study=$PWD/tests/cli/small.cfg
RAPPORT_DATA=$PWD/models
export RAPPORT_DATA
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
cd "$scratch"

# cell FILE COLUMN: of the first row about trust at the end between the first two arms
cell() {
    awk -F, -v want="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["baseline"] == "parachute" && $at["arm"] == "stay" && $at["outcome"] == "trust" && $at["group"] == "all" \
            && $at["window"] == "end" { print $at[want]; exit }' "$1"
}

"$program" sensitivity "$study" --draws 200 --replicates 2 --set sensitivity.draws=2000 --set sensitivity.points=512 \
    --plot none --quiet --out closely >said
"$program" compare "$study" --draws 4000 --replicates 2 --seed 77 --plot none --quiet --out all >said
variance=$(cell all/contrasts.csv sd_parameters | awk '{ print $1 * $1 }')

python3 - >inputs <<'PYTHON'
import csv
rows = [r for r in csv.DictReader(open("closely/sensitivity.csv")) if (r["baseline"], r["arm"], r["outcome"], r["kind"])
        == ("parachute", "stay", "trust", "input")]
rows.sort(key=lambda r: -float(r["total"]))
for r in rows[:3]:
    print(r["factor"], r["closed"], r["closed_low"], r["closed_high"])
PYTHON
[ -s inputs ]

faults=0
while read -r input closed low high; do
    python3 - "$input" >values <<'PYTHON'
import csv, sys
x = sorted(float(r[sys.argv[1]]) for r in csv.DictReader(open("closely/draws.csv")))
print(*[x[int((k + 0.5) / 20 * len(x))] for k in range(20)])
PYTHON
    : >expected
    for value in $(cat values); do
        "$program" compare "$study" --draws 1000 --replicates 1 --seed 78 --set "$input=$value" --plot none --quiet \
            --out held --force >said
        echo "$(cell held/contrasts.csv difference) $(cell held/contrasts.csv ci_low) $(cell held/contrasts.csv ci_high)" >>expected
    done
    awk -v v="$variance" -v input="$input" -v closed="$closed" -v low="$low" -v high="$high" '
        { n++; s += $1; ss += $1 * $1; e = ($3 - $2) / 3.92; noise += e * e }
        END {
            share = ((ss - s * s / n) / n - noise / n) / v
            good = share >= low - 0.02 && share <= high + 0.02
            printf "%-32s brute force %.3f, sensitivity %.3f (%.3f to %.3f)%s\n", input, share, closed, low, high,
                good ? "" : " APART"
            exit !good
        }' expected || faults=$((faults + 1))
done <inputs

# Assumptions and all kinds of luck together make the variance of single histories, as `compare` alone finds it.
awk -v chance="$(cell all/contrasts.csv sd_chance)" -v assumptions="$(cell all/contrasts.csv sd_parameters)" \
    -v low="$(cell closely/luck.csv variance_low)" -v high="$(cell closely/luck.csv variance_high)" 'BEGIN {
        all = chance * chance + assumptions * assumptions
        good = all >= low * 0.97 && all <= high * 1.03
        printf "variance of single histories      compare %.5f, chains %.5f to %.5f%s\n", all, low, high, good ? "" : " APART"
        exit !good
    }' || faults=$((faults + 1))
[ $faults -eq 0 ]
