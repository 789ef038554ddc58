#!/bin/sh
# never_more.sh DIR: in the results of a budget, no group of numbers is worth more, at any worth of a unit, than knowing all (EVPPI and
# EVPI, and the upper ends of both), as far as both are told.
set -eu
awk -F, '
    FNR == 1 { file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
    file == 1 { evpi[$at[1, "unit_worth"]] = $at[1, "evpi"]; most[$at[1, "unit_worth"]] = $at[1, "evpi_high"] }
    file == 2 {
        w = $at[2, "unit_worth"]
        if (!(w in evpi)) { print "worth.csv has no worth of " w; exit 1 }
        if ($at[2, "evppi"] == "" || evpi[w] == "") next
        n++
        if ($at[2, "evppi"] > evpi[w] * (1 + 1e-12) || $at[2, "evppi_high"] > most[w] * (1 + 1e-12)) { print "more than knowing all, " evpi[w] ": " $0; exit 1 }
    }
    END { if (!n) print "nothing was told"; exit !n }' "$1/worth.csv" "$1/information.csv"
