#!/bin/sh
# kills.sh PROGRAM N [SEED]: N times a command is killed at a moment taken at random from the time that it takes;
# every third time what goes on with it is killed too. Whatever was cut off, going on gives the
# files, byte by byte, of a run that nobody disturbed. The seed decides the moments.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") wanted=$2 chance=${3-1}
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
kills=0 tries=0 failed=0

milliseconds() {
    date +%s%3N
}

# Sets `moment` to a part of so many milliseconds, in seconds.
choose_moment() {
    roll
    moment=$(($1 * random / 32768))
    moment=$((moment / 1000)).$(printf '%03d' $((moment % 1000)))
}

# cut COMMAND...: begins it and kills it at the moment; counts the kill if it was not over by then.
cut() {
    "$@" >"$scratch/said" 2>&1 &
    pid=$!
    sleep "$moment"
    if kill -KILL $pid 2>/dev/null; then kills=$((kills + 1)); fi
    wait $pid 2>/dev/null
}

try() {
    out=$scratch/out
    choose_moment "$(cat "$scratch/$1.time")"
    cut command_of "$1" "$out"
    first=$moment second=
    if [ $((tries % 3)) -eq 0 ]; then
        choose_moment "$(cat "$scratch/$1.time")"
        cut finish "$1" "$out"
        second=$moment
    fi
    if (finish "$1" "$out") >"$scratch/said" 2>&1 && same_results "$scratch/$1" "$out" >>"$scratch/said" 2>&1; then
        rm -rf "$out"
    else
        failed=$((failed + 1))
        echo "$1, killed after $first s${second:+ and again after $second s}:"
        tail -n 20 "$scratch/said"
        mv "$out" "$scratch/failed-$failed"
    fi
}

for name in $(commands); do
    begun=$(milliseconds)
    (command_of "$name" "$scratch/$name") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
    echo $(($(milliseconds) - begun)) >"$scratch/$name.time"
done
while [ $kills -lt "$wanted" ] && [ $tries -lt $((3 * wanted)) ]; do
    for name in $(commands); do
        tries=$((tries + 1))
        try "$name"
        [ $kills -lt "$wanted" ] || break
    done
done
echo "$kills kills in $tries runs, $failed went wrong"
[ $failed -eq 0 ] && [ $kills -ge "$wanted" ]
