# sensitivity.sh: the same bytes for any number of threads, on top of what compare left, after a kill, and in a replay;
# and a sentence where there is nothing to find.
set -eu
. "$TESTS/../must.sh"
study="$TESTS/small.cfg"
closely="--set sensitivity.draws=60 --set sensitivity.points=32 --set sensitivity.chains=8 --set sensitivity.trajectories=1"
options="--draws 20 --replicates 2 --plot none $closely"
answers="sensitivity.csv luck.csv screen.csv elementary_effects.csv contrasts.csv"

for n in 1 2; do
    mkdir with-$n
    (cd with-$n && rapport sensitivity "$study" $options --threads $n --quiet --out out >said)
done
for file in $answers; do
    [ -s with-1/out/$file ]
    cmp with-1/out/$file with-2/out/$file
done
cmp with-1/said with-2/said
grep -Eq 'How large this difference is depends |Nothing can be named that decides this difference: ' with-1/said
mv with-1/out whole
must_lack -Eqi '\bnan\b|\binf\b' whole/sensitivity.csv whole/luck.csv whole/screen.csv whole/elementary_effects.csv with-1/said
must_lack -Eq ',-[0-9]' whole/sensitivity.csv whole/luck.csv # no share below 0

# it goes on from what compare ran
rapport compare "$study" --draws 20 --replicates 2 --plot none $closely --quiet --out on >/dev/null
rapport sensitivity "$study" $options --out on >/dev/null 2>err
grep -q 'holds this very run, with 40 histories' err
for file in $answers; do cmp whole/$file on/$file; done

# replay runs all of it again; a changed cell is seen
rapport replay on --quiet >said
grep -q '^identical: ' said
sed -i '2s/input/inputs/' on/sensitivity.csv
status=0
rapport replay on --quiet >said 2>err || status=$?
[ $status -eq 1 ]
grep -q 'sensitivity.csv is not what the run database gives' err
rapport report on --quiet >/dev/null
cmp whole/sensitivity.csv on/sensitivity.csv

# the page says what decides, and says it again from the databases alone, to the letter
grep -q '<section id="decides"><h2>What decides it</h2>' whole/report.html
section() { sed -n '/<section id="decides">/,/<\/section>/p' "$1/report.html"; }
section whole >whole.section
section on >on.section
cmp whole.section on.section
must_lack -Eqi '\bnan\b|-[0-9.]+ %' whole.section
rapport compare "$study" --draws 4 --plot none --quiet --out plain >/dev/null
must_lack -q 'id="decides"' plain/report.html

# cut off among the further histories, and gone on with; nothing of what was there is run again
rapport sensitivity "$study" $options --threads 2 --out cut >/dev/null 2>cut.err &
pid=$!
for i in $(seq 2400); do
    ! grep -q 'further histories' cut.err || break
    sleep 0.05
done
kill -KILL $pid
wait $pid || true
rapport resume cut --quiet >/dev/null
for file in $answers; do cmp whole/$file cut/$file; done

# another way to look at it is another database, and the study's own histories stay
rapport sensitivity "$study" $options --set sensitivity.chains=4 --quiet --out on --force >/dev/null
must_fail 1 cmp -s whole/luck.csv on/luck.csv

# JSON and CSV
rapport sensitivity "$study" $options --quiet --format json --out whole >said.json
grep -q '"factors"' said.json
rapport sensitivity "$study" $options --quiet --format csv --out whole >said.csv
cmp said.csv whole/sensitivity.csv

# nothing is uncertain; no sets of assumptions; a group without a number that is there
status=0
rapport sensitivity "$study" --draws 0 --plot none --quiet --out none >/dev/null 2>err || status=$?
[ $status -eq 2 ]
grep -q 'at least one set of assumptions is needed' err
cp "$study" group.cfg
echo 'sensitivity = { groups = { all = { numbers = ["parameters.trust_*"]; }; wrong = { numbers = ["parameters.trsut_*"]; }; }; };' >>group.cfg
status=0
rapport sensitivity group.cfg --plot none --quiet --out none >/dev/null 2>err || status=$?
[ $status -eq 2 ]
grep -q 'group.cfg:[0-9]*: .*no uncertain number of this study is "parameters.trsut_\*"' err
[ ! -e none ]
