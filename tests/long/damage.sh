#!/bin/sh
# damage.sh PROGRAM N [SEED]: of the results of every command one bit is flipped, N times in each database and in the
# manifest, and a report or a replay is made of them: it gives the tables that were there before, or says in a sentence
# why not, with status 1 or 2, and leaves the file as it was. The seed decides the bits.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") wanted=$2 chance=${3-1}
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
flips=0 refused=0 failed=0

# flip FILE: one bit, every third time one of the first hundred bytes'.
flip() {
    bytes=$(wc -c <"$1")
    [ $((flips % 3)) -ne 0 ] || bytes=100
    roll
    at=$random
    roll
    at=$(((at * 32768 + random) % bytes))
    roll
    byte=$(($(od -An -tu1 -j $at -N 1 "$1") ^ (1 << random % 8)))
    printf "\\$(printf '%03o' $byte)" | dd of="$1" bs=1 seek=$at conv=notrunc 2>/dev/null
}

# as_before NAME FILE: what was asked of the damaged folder went well, or was refused.
as_before() {
    case $status in
    0) same_results "$scratch/$1" "$scratch/out" >>"$scratch/said" 2>&1 ;;
    1 | 2)
        refused=$((refused + 1))
        grep -q '^rapport: ' "$scratch/said" && cmp "$2" "$scratch/flipped" >>"$scratch/said"
        ;;
    *) false ;;
    esac
}

try() {
    file=$scratch/out/$2 status=0 asked=report
    rm -rf "$scratch/out"
    cp -R "$scratch/$1" "$scratch/out"
    flips=$((flips + 1))
    flip "$file"
    cp "$file" "$scratch/flipped"
    [ $((flips % 2)) -eq 0 ] || asked=replay
    [ $asked = replay ] || rm -f "$scratch"/out/*.csv
    "$program" $asked "$scratch/out" --quiet >"$scratch/said" 2>&1 || status=$?
    if ! as_before "$1" "$file"; then
        failed=$((failed + 1))
        echo "$1, byte $at of $2, $asked: status $status"
        tail -n 10 "$scratch/said"
    fi
}

for name in $(commands); do
    (command_of "$name" "$scratch/$name" --plot none) >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
    for path in "$scratch/$name"/*.sqlite "$scratch/$name/manifest.json"; do
        for _ in $(seq "$wanted"); do
            try "$name" "${path##*/}"
        done
    done
done
echo "$flips bits flipped, $refused refused, $failed went wrong"
[ $failed -eq 0 ] && [ $refused -gt $((flips / 4)) ]
