# results.sh: what a results folder holds, and what is printed in each format.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --quiet --out out >said 2>err
[ ! -s err ]
for file in outcomes.csv contrasts.csv series.csv runs.sqlite manifest.json report.html; do
    [ -s out/$file ]
done
ls -a out >listed
must_lack -q partial listed
for script in out/plots/*.gp; do
    [ -s "${script%.gp}.svg" ]
done
grep -q 'Report: out/report.html' said
grep -q 'consequences of the assumptions' said
rapport compare "$TESTS/small.cfg" --quiet --plot none --format csv --out two >csv
cmp csv two/contrasts.csv
rapport compare "$TESTS/small.cfg" --quiet --plot none --format json --out two >json
if command -v python3 >/dev/null 2>&1; then
    python3 -c 'import json; json.load(open("json")); json.load(open("out/manifest.json"))'
fi
# no line of the printed tables is wider than 100 columns, none has colours
awk 'length($0) > 100 { print; bad = 1 } END { exit bad }' said
must_lack -q "$(printf '\033')" said
# run: one arm
rapport run "$TESTS/small.cfg" --arm thin --quiet --plot none --out one >said
[ "$(cut -d, -f1 one/outcomes.csv | sort -u | tr '\n' ' ')" = 'arm thin ' ]
rapport replay one --quiet >/dev/null
rapport run "$TESTS/small.cfg" --quiet --plot none --format csv --force --out one >csv
cmp csv one/outcomes.csv
# an arm alone has the figures that it has among the others
grep '^parachute,' out/outcomes.csv >among
grep '^parachute,' one/outcomes.csv >alone
cmp among alone
# a user's own file in the folder survives a further run
echo mine >out/notes.txt
rapport compare "$TESTS/small.cfg" --draws 2 --quiet --plot none --force --out out >/dev/null
[ "$(cat out/notes.txt)" = mine ]
[ ! -e out/plots ] || [ -z "$(ls out/plots)" ]
# --out in folders that are not there yet
rapport compare "$TESTS/small.cfg" --draws 1 --replicates 1 --quiet --plot none --out a/b/c >/dev/null
[ -s a/b/c/report.html ]
