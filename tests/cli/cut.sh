# cut.sh: --cut: ways to take so much from an award, that add up; kept by report, replay and resume, and gone where it is not asked.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/../../scenarios/calgary/budget.cfg
options="--draws 3 --replicates 1 --quiet --plot none"
rapport budget "$study" $options --cut 15 --out out >said
grep -q 'If the award of CAD .* is 15 % smaller' said
grep -q 'every line alike' said
# of each way, lines and the rest are the award's, and that is what was said, to the cent
sed 's/"[^"]*"/text/g' out/cuts.csv >plain # no comma within a cell
awk -F, '$3 == "line" || $3 == "rest" { sum[$1] += $8 }
         $3 == "award" { n++; off = sum[$1] - $8; over = $8 - 0.15 * $7
                         if (off < -0.001 || off > 0.001 || over < -0.006 || over > 0.1) { print; exit 1 } }
         END { exit !(n >= 2) }' plain
grep -q '"cuts.csv"' out/manifest.json
rapport replay out --quiet | grep -q '^identical'
cp out/cuts.csv before
rapport report out --quiet >/dev/null
cmp before out/cuts.csv
rapport budget "$study" $options --cut 15 --out json --format json | grep -q '"percent": 15'
# cut off in the middle, and gone on with
rapport budget "$study" $options --cut 15 --out killed >/dev/null 2>&1 &
pid=$!
for i in $(seq 2400); do
    [ ! -s killed/manifest.json ] || break
    sleep 0.05
done
kill -INT $pid 2>/dev/null || true
wait $pid || true
rapport resume killed --quiet >/dev/null
cmp before killed/cuts.csv
# another cut of the same runs; and none, which leaves nothing of it
rapport budget "$study" $options --cut 40 --out out >/dev/null 2>&1
must_fail 1 cmp -s before out/cuts.csv
rapport budget "$study" $options --out out >said 2>/dev/null
[ ! -e out/cuts.csv ]
must_lack -q 'cuts.csv' out/manifest.json
must_lack -q 'If the award' said
for bad in 0 100 -5 many 1e300 nan ''; do
    status=0
    rapport budget "$study" --cut "$bad" 2>err || status=$?
    [ $status -eq 2 ]
    grep -q -- '--cut: expected a number of per cent above 0 and below 100' err
done
