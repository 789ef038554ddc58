#!/bin/sh
# memcheck.sh PROGRAM: every command with a study of its own under valgrind: no wrong access, nothing leaked.
# Status 77 where valgrind is not here.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
command -v valgrind >/dev/null 2>&1 || { echo "skipped: valgrind is not here"; exit 77; }
runs=0 failed=0
checked=$program

# In the place of the program, for commands.sh.
printf '#!/bin/sh\nexec valgrind -q --error-exitcode=9 --leak-check=full --trace-children=no "%s" "$@"\n' \
    "$checked" >"$scratch/program"
chmod +x "$scratch/program"
program=$scratch/program

look() {
    runs=$((runs + 1))
    ("$@") >"$scratch/said" 2>&1 && ! grep -q '^==' "$scratch/said" && return
    failed=$((failed + 1))
    echo "$*:"
    tail -n 40 "$scratch/said"
}

for name in $(commands); do
    few='--draws 2'
    case $name in sensitivity | calibrate) few= ;; esac # two sets of assumptions say nothing of these
    # word splitting is wanted
    look command_of "$name" "$scratch/$name" $few --threads 2
    look "$program" report "$scratch/$name" --quiet
    look "$program" replay "$scratch/$name" --quiet
    look "$program" resume "$scratch/$name" --quiet
done
for part in 1 2; do
    look command_of compare "$scratch/parts-$part" --draws 22 --threads 2 --shard $part/2
    look "$program" resume "$scratch/parts-$part" --quiet
done
look "$program" merge "$scratch/merged" "$scratch"/parts-* --quiet
for study in scenarios/*.cfg scenarios/*/*.cfg; do
    ! grep -q '^title *=' "$study" || look "$program" check "$study"
done
look "$program" explain trust
echo "$runs runs under valgrind, $failed with faults"
[ $failed -eq 0 ]
