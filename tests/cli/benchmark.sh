# benchmark.sh: the benchmark that users check their installation with gives what stands beside it; another last digit is
# rounding where arithmetic is the system's, and a fault where it is musl's; another fifth digit is a fault.
set -eu
. "$TESTS/../must.sh"
check=$TESTS/../../scenarios/benchmark/check.sh
sh "$check" "$(command -v rapport)"

# The program as it would be with such arithmetic, where a mean begins with other digits than expected.
other() {
    cat >other <<SCRIPT
#!/bin/sh
[ "\$1" != --version ] || { echo "Arithmetic: $1 (...)."; exit; }
rapport "\$@"
while [ "\$1" != --out ]; do shift; done
sed -i 's/^\\(parachute,trust,all,12,.*,\\)0\\.397911798116[0-9]*/\\1$2/' "\$2/outcomes.csv"
SCRIPT
    chmod +x other
}
grep -q '^parachute,trust,all,12,.*,0\.397911798116' "$TESTS/../../scenarios/benchmark/outcomes.csv"
other system 0.397911798117
sh "$check" ./other | grep -q 'to rounding'
other system 0.397921798116
must_fail 1 sh "$check" ./other >said
grep -q '0\.397921798116' said
other musl 0.397911798117
must_fail 1 sh "$check" ./other >said
