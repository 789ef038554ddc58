# flat.sh: memory does not grow with the number of runs beyond what is printed: 1,600 histories take at most 14 MB more than
# 100, most of it tables' tiles, which are filled then; whether they are of the same sets or of 16 times as many (what decides
# is looked for in all of them, up to 4,000). What threads take varies by some MB.
set -eu
. "$TESTS/../must.sh"
command -v python3 >/dev/null 2>&1 || exit 77
! sanitized || exit 77

# peak DRAWS REPLICATES: the most memory that a run has at a time, in KB
peak() {
    python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' \
        rapport compare "$TESTS/small.cfg" --draws "$1" --replicates "$2" --plot none --quiet --out "of-$1-$2"
}
few=$(peak 25 4)
long=$(peak 25 64)
many=$(peak 400 4)
more=$((14 * 1024))
[ "$long" -le $((few + more)) ] || { echo "$few KB for 100 histories, $long KB for 1600 of the same sets"; exit 1; }
[ "$many" -le $((few + more)) ] || { echo "$few KB for 100 histories, $many KB for 1600"; exit 1; }
