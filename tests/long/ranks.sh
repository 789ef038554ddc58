#!/bin/sh
# ranks.sh: a build with MPI, in build-mpi: 1, 2 and 4 ranks write what one process of the plain program writes, byte by
# byte; ranks that are killed end the job with a sentence, and going on gives the same bytes. Status 77 without MPI.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
. scenarios/prepare.sh
command -v mpicc >/dev/null && command -v mpirun >/dev/null || { echo "skipped: no MPI is here"; exit 77; }
cmake -S . -B build-mpi -DCMAKE_BUILD_TYPE=Release -DRAPPORT_MPI=ON -DRAPPORT_WERROR=ON >/dev/null &&
    cmake --build build-mpi --parallel "$(rapport_processors)" --target rapport >/dev/null || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
failed=0 jobs=0

# on RANKS WORD...: the program of this build on so many ranks
on() {
    count=$1
    shift
    mpirun --oversubscribe --allow-run-as-root --mca odls_base_sigkill_timeout 5 -n "$count" build-mpi/rapport "$@"
}

wrong() {
    failed=$((failed + 1))
    echo "$*"
    tail -n 10 "$scratch/said"
}

same_bytes() {
    same_results "$1" "$2" >>"$scratch/said" 2>&1 && cmp "$1/runs.sqlite" "$2/runs.sqlite" >>"$scratch/said" 2>&1
}

# words NAME: the command line of a command, beside the folder
words() {
    case $1 in
    compare) echo compare tests/cli/small.cfg --draws 200 --replicates 2 ;;
    run) echo run tests/cli/small.cfg --draws 100 ;;
    test) echo test scenarios/london-education/london-education.cfg --draws 8 --replicates 1 ;;
    discover) echo discover tests/cli/discover.cfg --draws 20 ;;
    validate) echo validate tests/cli/patterns.cfg --draws 100 --replicates 2 ;;
    precision) echo compare tests/cli/small.cfg --draws 40 --replicates 1 --precision trust=0.005 ;;
    esac
}

for name in compare run test discover validate precision; do
    whole=$scratch/$name
    "$program" $(words $name) --plot none --quiet --out "$whole" >"$scratch/said" 2>&1 || wrong "$name: one process"
    for ranks in 1 2 4; do
        jobs=$((jobs + 1))
        rm -rf "$scratch/out"
        on $ranks $(words $name) --plot none --quiet --out "$scratch/out" >"$scratch/said" 2>"$scratch/err" ||
            wrong "$name on $ranks ranks"
        same_bytes "$whole" "$scratch/out" || wrong "$name on $ranks ranks: other bytes"
        [ "$(grep -c '^Written to ' "$scratch/said")" = 1 ] || wrong "$name on $ranks ranks: not printed once"
    done
done

# a rank is killed, rank 0 or another; then it goes on, with another number of ranks
for victim in 0 1 3; do
    jobs=$((jobs + 1))
    rm -rf "$scratch/out"
    on 4 compare tests/cli/small.cfg --draws 1500 --plot none --quiet --out "$scratch/out" >"$scratch/said" 2>&1 &
    job=$!
    until [ -s "$scratch/out/runs.sqlite" ] || ! kill -0 $job; do sleep 0.1; done
    sleep 0.5
    for pid in $(pgrep -P "$(pgrep -P $job mpirun || echo $job)"); do
        ! grep -qz "^OMPI_COMM_WORLD_RANK=$victim\$" "/proc/$pid/environ" || kill -KILL "$pid"
    done
    ! wait $job || wrong "rank $victim was killed, and the job went on"
    grep -q 'exited on signal 9' "$scratch/said" || wrong "rank $victim: nothing is said"
    [ $victim = 0 ] || grep -q '^interrupted: .* histories are kept. Go on with: rapport resume ' "$scratch/said" ||
        wrong "rank $victim: what is kept is not said"
    [ -d "$scratch/long" ] || "$program" compare tests/cli/small.cfg --draws 1500 --plot none --quiet \
        --out "$scratch/long" >/dev/null || exit 1
    on 2 resume "$scratch/out" --quiet >"$scratch/said" 2>&1 || wrong "rank $victim: not gone on with"
    same_bytes "$scratch/long" "$scratch/out" || wrong "rank $victim: other bytes"
done

# what is refused is said once; what a rank cannot read ends all
on 3 compare nothing.cfg >"$scratch/said" 2>&1 && wrong "no study, and status 0"
[ "$(grep -c '^nothing.cfg: No such file' "$scratch/said")" = 1 ] || wrong "what is wrong with a study is not said once"
echo "$jobs jobs on ranks, $failed went wrong"
[ $failed -eq 0 ]
