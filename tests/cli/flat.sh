# flat.sh: memory does not grow with the number of runs beyond what is printed: 16 times the runs take no more than half
# as much memory again.
set -eu
. "$TESTS/../must.sh"
command -v python3 >/dev/null 2>&1 || exit 77
! sanitized || exit 77

# peak DRAWS: the most memory that a run with so many draws has at a time, in KB
peak() {
    python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' \
        rapport compare "$TESTS/small.cfg" --draws "$1" --replicates 4 --plot none --quiet --out "of-$1"
}
few=$(peak 25)
many=$(peak 400)
[ "$many" -le $((few * 3 / 2)) ] || { echo "$few KB for 100 histories, $many KB for 1600"; exit 1; }
