# export.sh: single runs as long CSV: they give the tables back, in any part; of a folder that is being written too; and
# nothing is left of a file that could not be finished.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --quiet --plot none --out out >/dev/null
cksum out/* >before
rapport export out >all
rapport export out --out runs.csv
cmp all runs.csv

# header, and a row for each of 6 x 3 runs of an arm at each of 3 windows
[ "$(head -n 1 all)" = 'arm,draw,run,outcome,group,window,value' ]
[ "$(grep -c '^stay,.*,trust,all,' all)" -eq 54 ]
[ "$(grep '^stay,.*,trust,all,end,' all | cut -d, -f2,3 | tail -n 1)" = 6,3 ]

# the mean of runs is that of outcomes.csv, for every outcome, group and window that has no missing run and is no ratio
awk -F, 'FNR == 1 { file++; next }
    file == 1 { key = $1 "," $4 "," $5 "," $6; if ($7 != "") { sum[key] += $7; n[key]++ } }
    file == 2 && n[$1 "," $2 "," $3 "," $4] == 18 {
        key = $1 "," $2 "," $3 "," $4; mean = sum[key] / 18; apart = mean - $column; size = mean < 0 ? -mean : mean
        if (apart > 1e-12 * size + 1e-12 || apart < -1e-12 * size - 1e-12) { print key, mean, $column; bad = 1 }
        checked++ }
    END { exit bad || checked < 100 }' column="$(head -n 1 out/outcomes.csv | tr , '\n' | grep -n '^mean$' | cut -d: -f1)" \
    all out/outcomes.csv

# any part; the parts together are the whole
rapport export out --arm thin --outcome trust --outcome spend --group all --window end --out part
[ "$(wc -l <part)" -eq 37 ]
(head -n 1 all && grep -E '^thin,[0-9]+,[0-9]+,(trust|spend),all,end,' all) | cmp - part
rapport export out --outcome breach_share --group all --window end | cut -d, -f4 | sort -u >parts
printf 'outcome\npromises_breached\npromises_made\n' | cmp - parts

# paths: a row a month; where a window is a month both tables have the same number
rapport export out --table paths --outcome trust --group all >paths
[ "$(head -n 1 paths)" = 'arm,draw,run,outcome,group,month,value' ]
[ "$(grep -c '^stay,' paths)" -eq 450 ]

# draws are those of the folder
rapport export out --table draws | cmp - out/draws.csv

# what is not there
for part in "--arm nobody" "--outcome nothing" "--group type:none" "--window 99" "--table paths --window 12" \
    "--table draws --arm thin"; do
    must_fail 2 rapport export out $part >said 2>err
    [ ! -s said ] && [ -s err ]
done
must_fail 2 rapport export out --table sums 2>err
must_fail 2 rapport export out --out all 2>err
grep -q 'all is there already; nothing was written' err
must_fail 1 rapport export out --out nowhere/runs.csv 2>err
grep -q 'nowhere/runs.csv could not be written' err
if [ -w /dev/full ]; then
    must_fail 1 rapport export out >/dev/full 2>err
    grep -q 'could not be written' err
fi
cksum out/* | cmp - before
[ -z "$(find . -name '*.partial')" ]

# a run that is under way, or was cut off: what is there
rapport compare "$TESTS/small.cfg" --draws 2000 --threads 1 --quiet --plot none --out long >/dev/null 2>&1 &
pid=$!
for i in $(seq 600); do
    rapport export long --arm thin --outcome trust --group all --window end >some 2>err && [ "$(wc -l <some)" -gt 1 ] && break
    sleep 0.1
done
kill -KILL $pid
wait $pid || true
grep -q 'long is not finished: [0-9]* of 6000 histories are exported' err
rapport export long --arm thin --outcome trust --group all --window end --quiet >more 2>err
[ ! -s err ]
head -n "$(wc -l <some)" more | cmp - some
rapport compare "$TESTS/small.cfg" --quiet --plot none --draws 0 --out start >/dev/null
[ "$(rapport export start --arm thin --outcome trust --group all --window end | cut -d, -f2 | tail -n 1)" = 0 ]
must_fail 2 rapport export . 2>err
