#!/bin/sh
# shards.sh PROGRAM N [SEED]: N rounds over every command: it is run as parts, in random order, each killed at a random
# moment and gone on with, and the parts are merged, which is killed too. What comes of it is, file by file and byte by
# byte, what one process makes. The seed decides orders and moments.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") rounds=$2 chance=${3-1}
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
failed=0 merges=0 kills=0

# Sets `random` to a whole number from 0 below $1.
choose() {
    roll
    random=$((random % $1))
}

# What is asked of commands.sh, and what decides more runs from results.
shard_commands() {
    echo "$(commands) precision"
}

# shard_command NAME OUT [OPTION...]
shard_command() {
    shard_name=$1 shard_out=$2
    shift 2
    case $shard_name in
    precision)
        command_of compare "$shard_out" --draws 40 --replicates 1 --precision trust=0.005 "$@"
        ;;
    run) command_of run "$shard_out" --plot none "$@" ;;
    *) command_of "$shard_name" "$shard_out" "$@" ;;
    esac
}

# killed COMMAND...: at a moment within half a second; then to its end.
killed() {
    choose 500
    "$@" >"$scratch/said" 2>&1 &
    pid=$!
    sleep 0.$(printf '%03d' "$random")
    kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
    wait $pid 2>/dev/null
    ("$@") >"$scratch/said" 2>&1
}

merge_parts() {
    exec "$program" merge "$scratch/merged" "$scratch"/parts/* --quiet --threads 2
}

try() {
    choose 9
    parts=$((random + 1))
    rm -rf "$scratch/parts" "$scratch/merged"
    for part in $(seq "$parts" | awk -v "seed=$chance" 'BEGIN { srand(seed) } { print rand(), $1 }' | sort | cut -d' ' -f2); do
        killed shard_command "$1" "$scratch/parts/$part" --shard "$part/$parts" || return 1
    done
    killed merge_parts || return 1
    same_results "$scratch/$1" "$scratch/merged" >>"$scratch/said" 2>&1 || return 1
    for file in "$scratch/$1"/*.sqlite; do
        cmp "$file" "$scratch/merged/${file##*/}" >>"$scratch/said" || return 1
    done
}

for name in $(shard_commands); do
    (shard_command "$name" "$scratch/$name") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
done
round=0
while [ $round -lt "$rounds" ]; do
    round=$((round + 1))
    for name in $(shard_commands); do
        merges=$((merges + 1))
        try "$name" || {
            failed=$((failed + 1))
            echo "$name in $parts parts:"
            tail -n 20 "$scratch/said"
        }
    done
done
echo "$merges merges after $kills kills, $failed went wrong"
[ $failed -eq 0 ]
