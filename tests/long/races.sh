#!/bin/sh
# races.sh PROGRAM N: N times two processes begin in one folder at once, with the same command, or one with the
# command and the other with a report; and twice for every command two merges of the same parts. One does its work; the other does it too, afterwards, or is told why not.
# What is there in the end is what one alone leaves.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") wanted=$2
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
races=0 refused=0 failed=0

# well STATUS FILE: it did its work, or said in a sentence why not.
well() {
    [ "$1" -ne 0 ] || return 0
    refused=$((refused + 1))
    { [ "$1" -eq 1 ] || [ "$1" -eq 2 ]; } && grep -q '^rapport: ' "$2"
}

race() {
    (command_of "$1" "$scratch/out") >"$scratch/one" 2>&1 &
    one=$!
    if [ $((races % 2)) -eq 0 ]; then
        (command_of "$1" "$scratch/out") >"$scratch/two" 2>&1 &
    else
        "$program" report "$scratch/out" --quiet >"$scratch/two" 2>&1 &
    fi
    two=$! first=0 second=0
    wait $one || first=$?
    wait $two || second=$?
    well $first "$scratch/one" && well $second "$scratch/two"
}

for name in $(commands); do
    (command_of "$name" "$scratch/$name") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
done
while [ $races -lt "$wanted" ]; do
    for name in $(commands); do
        [ $races -lt "$wanted" ] || break
        if ! race "$name" || ! (finish "$name" "$scratch/out") >"$scratch/said" 2>&1 ||
            ! same_results "$scratch/$name" "$scratch/out" >>"$scratch/said" 2>&1; then
            failed=$((failed + 1))
            echo "$name: status $first and $second"
            tail -n 5 "$scratch/one" "$scratch/two" "$scratch/said"
        fi
        rm -rf "$scratch/out"
        races=$((races + 1))
    done
done

# Two merges into one folder: whichever was refused goes on once the other has done its work.
merge_parts() {
    exec "$program" merge "$scratch/out" "$scratch"/parts/* --quiet
}

race_of_merges() {
    (merge_parts) >"$scratch/one" 2>&1 &
    one=$!
    (merge_parts) >"$scratch/two" 2>&1 &
    two=$! first=0 second=0
    wait $one || first=$?
    wait $two || second=$?
    well $first "$scratch/one" && well $second "$scratch/two" && (merge_parts) >"$scratch/said" 2>&1 &&
        same_results "$scratch/$1" "$scratch/out" >>"$scratch/said" 2>&1
}

for name in $(commands); do
    mkdir "$scratch/parts"
    for part in 1 2 3; do
        (command_of "$name" "$scratch/parts/$part" --shard "$part/3") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
    done
    for _ in 1 2; do
        races=$((races + 1))
        race_of_merges "$name" || {
            failed=$((failed + 1))
            echo "merge of $name: status $first and $second"
            tail -n 5 "$scratch/one" "$scratch/two" "$scratch/said"
        }
        rm -rf "$scratch/out"
    done
    rm -r "$scratch/parts"
done
echo "$races races, $refused refused, $failed went wrong"
[ $failed -eq 0 ]
