#!/bin/sh
# intervals.sh [SEEDS [DRAWS...]]: whether the Monte Carlo intervals of the main study's headlines hold what they promise
# (tests/bench/intervals.c), for parachute against sustained. Covers 93 to 97.5 % on average, at most 1.2 times as wide
# as 1.96 standard deviations between seeds, or it fails. Unless said otherwise 200 seeds of 100 draws; a seed takes
# about 2 seconds for each 100 draws. The program stands in BUILD (build unless said).
set -eu

cd "$(dirname "$0")/../.."
build=${BUILD:-build}
seeds=${1:-200}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 100
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --build "$build" --target intervals >"$scratch/built" || { cat "$scratch/built"; exit 1; }

# Two arms of the main study, and no contrasts but theirs.
cp -R scenarios "$scratch"
sed -e '/^contrasts = {/,/^};/d' \
    -e '/^  \(project_by_project\|parachute_stretched\|sustained_[a-z_]*\) = {$/,/^  };$/d' \
    scenarios/parachute-vs-sustained.cfg >"$scratch/scenarios/pair.cfg"

nice -n 19 "$build/intervals" "$scratch/scenarios/pair.cfg" "$seeds" "$@" | tee "$scratch/found"
awk '/^mean of/ { width = $6; cover = $11; n++; if (width > 1.2 || cover < 0.93 || cover > 0.975) bad++ }
     END { exit !n || bad }' "$scratch/found"
