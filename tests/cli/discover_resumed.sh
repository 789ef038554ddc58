# discover_resumed.sh: candidates in a study, replay of a search, and what resume makes of one that was cut off.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/discover.cfg
answers="boxes.csv trajectories.csv points.csv candidates.cfg outcomes.csv contrasts.csv series.csv start_values.csv"
rapport check "$study" >/dev/null
for n in 1 2; do
    mkdir with-$n
    (cd with-$n && rapport discover "$study" --threads $n --plot none --quiet --out out >said)
done
for file in $answers; do
    [ -s with-1/out/$file ]
    cmp with-1/out/$file with-2/out/$file
done
cmp with-1/said with-2/said
grep -q 'Box 1' with-1/said
mv with-1/out one
mv with-2/out two
rapport discover "$study" --force --quiet --format json --out one >said.json 2>err
grep -q '"search": "contexts_better"' said.json

# the page tells of boxes, with their pictures where there is gnuplot
grep -q '<section id="where">' one/report.html
grep -q 'found in these runs and are to be tested on others' one/report.html
if command -v gnuplot >/dev/null; then
    [ ! -s err ]
    for name in boxes-contexts-better-1 trajectories; do
        [ -s one/plots/$name.svg ]
        grep -q "plots/$name.dat" one/report.html
    done
    must_lack -q 'could not be drawn' one/report.html
fi

# what was found is put into the study and tested on other runs
grep -q 'contexts_better_1 = {' one/candidates.cfg
grep -Eq 'association = { count = [0-9]+; }' one/candidates.cfg # what stands for a box of counts is a count
cat "$study" one/candidates.cfg >tested.cfg
rapport check tested.cfg >/dev/null
rapport test tested.cfg --seed 8 --plot none --quiet --out tested >said
grep -q contexts_better_1 tested/propositions.csv
# labels as long as a study takes, in letters of several bytes: what is written is a study still
letters=$(printf '\340\246\225\340\247\215\340\246\267%.0s' $(seq 55))
plain=$(printf 'a%.0s' $(seq 499))
! sanitized || plain=
for label in "$letters" $plain; do
    sed "s|label = \"Stay\"|label = \"$label\"|; s|\"Trust at the start\"|\"1$label\"|; s|label = \"Associations\"|label = \"2$label\"|" \
        "$study" >long.cfg
    rapport discover long.cfg --plot none --quiet --out long --force >/dev/null
    grep -q 'label = ".*\.\.\.";' long/candidates.cfg
    cat long.cfg long/candidates.cfg >long-tested.cfg
    rapport check long-tested.cfg >/dev/null
done

# replay
rapport replay one --quiet --threads 2 >said
grep -q '^identical: ' said
grep -q '14 of 14 CSV files are those of the run database' said
echo x >>one/candidates.cfg
status=0
rapport replay one --quiet >said 2>err || status=$?
[ $status -eq 1 ]
grep -q 'candidates.cfg is not what the run database gives' err
rapport report one --plot none --quiet >/dev/null
cmp one/candidates.cfg two/candidates.cfg

# cut off, and gone on with
draws=20
! sanitized || draws=4
options="--draws $draws --plot none"
rapport discover "$study" $options --threads 2 --quiet --out whole >/dev/null
rapport discover "$study" $options --threads 2 --out cut >cut.said 2>cut.err &
pid=$!
for i in $(seq 2400); do
    [ ! -s cut.err ] || break
    sleep 0.05
done
kill -TERM $pid
status=0
wait $pid || status=$?
[ $status -eq 130 ] || { echo "status $status after SIGTERM"; cat cut.err; exit 1; }
grep -q 'rapport resume cut' cut.err
grep -q '"status": "unfinished"' cut/manifest.json
rapport resume cut --quiet --threads 1 >/dev/null
for file in $answers; do
    cmp whole/$file cut/$file
done
rapport replay cut --quiet >said
grep -q '^identical: ' said
