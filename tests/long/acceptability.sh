#!/bin/sh
# acceptability.sh [HISTORIES]: whether the shares in which an arm of a budget is best, and what it would be worth
# to know the set of assumptions (EVPI), are those that many histories of each set show. The British budget is run as it
# is shipped and with HISTORIES (60 unless said) of each of the same sets; from the means of these, in which little chance
# is left, both are counted by awk, at each worth of a unit that worth.csv looks at. All budget lines but one are left
# out: they say nothing of the arms. Fails where a share is off by more than .05 and its interval leaves out what was counted, or where EVPI's does, at more
# than 1 in 10 of the rows. Takes minutes. The program stands in BUILD (build unless said). With 60 histories:
# 63 shares, off by .008 on average, none by more than .05 and outside its interval; 63 EVPI, none outside its interval. For tests/cli/twins.cfg, 30 sets of 2 histories against 8: 64 shares, off by .028
# on average, none by more than .05 and outside its interval; no EVPI outside its interval.
set -eu

cd "$(dirname "$0")/../.."
program=${BUILD:-build}/rapport
histories=${1:-60}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

cp -R scenarios "$scratch"
study=$scratch/scenarios/mobilising-assets/one-line.cfg
sed 's/^budget = {/&\n  lines = { trainer = { lever = "teams.focal.costs.trainer.kept"; spend = ["cost:focal.trainer"]; }; };/' \
    scenarios/mobilising-assets/budget.cfg >"$study"
nice -n 19 "$program" budget "$study" --quiet --plot none --out "$scratch/few" >"$scratch/said"
nice -n 19 "$program" budget "$study" --replicates "$histories" --quiet --plot none --out "$scratch/many" >"$scratch/said"

# worth.csv of few, then costs and effects of many: a row for each set of assumptions, a column for each arm.
awk -F, '
    FNR == 1 { file++; for (i = 1; i <= NF; i++) { at[file, $i] = i; arm[file, i] = $i } columns[file] = NF; next }
    file == 1 {
        rows++; worth[rows] = $at[1, "unit_worth"]; who[rows] = $at[1, "arm"]
        share[rows] = $at[1, "acceptability"]; low[rows] = $at[1, "acceptability_low"]; high[rows] = $at[1, "acceptability_high"]
        evpi[rows] = $at[1, "evpi"]; evpi_low[rows] = $at[1, "evpi_low"]; evpi_high[rows] = $at[1, "evpi_high"]
    }
    file == 2 { sets++; for (i = 1; i <= NF; i++) cost[sets, arm[2, i]] = $i }
    file == 3 { n++; for (i = 1; i <= NF; i++) effect[n, arm[3, i]] = $i }
    # Counts at one worth of a unit: best[arm], and what knowing the set would be worth.
    function count_at(w,   d, i, a, x, top, most, sum_of_tops, ties) {
        sum_of_tops = 0
        for (i = 1; i <= columns[2]; i++) { best[arm[2, i]] = 0; total[arm[2, i]] = 0 }
        for (d = 1; d <= sets; d++) {
            top = "none"
            for (i = 1; i <= columns[2]; i++) {
                a = arm[2, i]; x[a] = w * effect[d, a] - cost[d, a]; total[a] += x[a]
                if (top == "none" || x[a] > top) { top = x[a]; ties = 1 } else if (x[a] == top) ties++
            }
            for (a in x) if (x[a] == top) best[a] += 1 / ties
            sum_of_tops += top
        }
        most = "none"
        for (a in total) if (most == "none" || total[a] > most) most = total[a]
        return (sum_of_tops - most) / sets
    }
    END {
        if (!rows || !sets || sets != n) { print "nothing to compare"; exit 1 }
        printf "%12s  %-24s %6s %6s  %13s %10s %10s\n", "unit worth", "arm", "share", "true", "interval", "EVPI", "true"
        for (r = 1; r <= rows; r++) {
            truth = count_at(worth[r]); p = best[who[r]] / sets
            if (share[r] == "") continue
            off = share[r] > p ? share[r] - p : p - share[r]
            told++; sum += off
            bad += off > 0.05 && (p < low[r] || p > high[r])
            if (evpi[r] != "") { priced++; wrong += truth < evpi_low[r] || truth > evpi_high[r] }
            printf "%12.0f  %-24s %6.2f %6.2f  %5.2f to %4.2f %10.0f %10.0f\n", worth[r], who[r], share[r], p, low[r], high[r], evpi[r], truth
        }
        if (!told) { print "no share was told"; exit 1 }
        printf "%d shares, off by %.3f on average, %d by more than .05 and their interval; %d EVPI, %d outside their interval\n", told, sum / told, bad, priced, wrong
        exit bad > told / 10 || wrong > priced / 10
    }' "$scratch/few/worth.csv" "$scratch/many/psa_costs.csv" "$scratch/many/psa_effects.csv"
