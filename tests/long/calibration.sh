#!/bin/sh
# calibration.sh [FOLDER]: whether simulation-based calibration of the main study, as it is shipped, is uniform: `rapport
# calibrate` is run (or its results are taken from FOLDER), and of the way that it takes awk counts anew, from the tenths
# in which truths of 1,000 made-up data sets lie, chi-squared of each headline of each difference and, over all of
# them, how often intervals of 80 % hold the truth. Fails where one lies farther out than chance brings in 1 of 20 such
# studies (Bonferroni; Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684), where 78 to 82 % are not held, where fewer
# than 1,000 sets judged, or where nearest rows, which are known to be wrong there, are found right. Takes three
# minutes. The program stands in BUILD (build unless said).
set -eu

cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
folder=${1:-$scratch/out}
[ $# -gt 0 ] || "${BUILD:-build}/rapport" calibrate scenarios/parachute-vs-sustained.cfg --quiet --plot none \
    --out "$folder" >"$scratch/said"

awk -F, '
    FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
    file == 1 { if ($at[1, "taken"] == "true") { taken = $at[1, "method"]; passed = $at[1, "passed"]; sets = $at[1, "data_sets"] } next }
    {
        way = $at[2, "method"]; n = $at[2, "data_sets"]
        if (n < 100) next
        chi = 0
        for (b = 1; b <= 10; b++) { x = $at[2, "bin_" b]; chi += (x - n / 10) ^ 2 / (n / 10) }
        if (chi > most[way]) most[way] = chi
        rows[way]++
        told[way] += n
        held[way] += n - $at[2, "bin_1"] - $at[2, "bin_10"]
    }
    # A normal number that a chi-squared one of 9 degrees of freedom is, and the tail beyond it (Mills ratio, from above).
    function normal_of(chi) { return ((chi / 9) ^ (1 / 3) - (1 - 2 / 81)) / sqrt(2 / 81) }
    function tail_of(z) { return z > 0 ? exp(-z * z / 2) / (z * sqrt(2 * 3.141592653589793)) : 1 }
    END {
        if (!rows[taken]) { print "nothing to look at"; exit 1 }
        p = rows[taken] * tail_of(normal_of(most[taken]))
        near = rows["nearest rows"] * tail_of(normal_of(most["nearest rows"]))
        share = held[taken] / told[taken]
        printf "%s: %d headlines on %d data sets, largest chi-squared %.1f (p %.2g for all), 80 %% intervals hold %.4f; nearest rows %.1f (p %.2g)\n",
            taken, rows[taken], sets, most[taken], (p < 1 ? p : 1), share, most["nearest rows"], (near < 1 ? near : 1)
        exit !(passed == "true" && sets == 1000 && p > 0.05 && share > 0.78 && share < 0.82 && near < 0.05)
    }' "$folder/calibration_methods.csv" "$folder/calibration_ranks.csv"
