# story.sh: what a story tells is what the same history in the database counts, for any arm and history; nothing else of a
# run depends on it; it is made again by report, replay and resume; what cannot be told is refused, and nothing written.
set -eu
. "$TESTS/../must.sh"
scenarios=$TESTS/../../scenarios

# counted OUTCOME: of the history and arm told, at the horizon.
counted() {
    awk -F, -v outcome="$1" '$4 == outcome && $3 == run && $2 == draw { print $7 }' draw=$draw run=$run runs.csv
}

# told EVENT...: how often these happened in the story. What became of promises made before month 0 is told, not counted.
told() {
    awk -F, -v events=" $* " 'NR > 1 && index(events, " " $(NF - 2) " ") && $(NF - 1) + 0 >= 0 { n++ }
        END { print n + 0 }' out/story.csv
}

# same OUTCOME EVENT...
same() {
    outcome=$1
    shift
    [ "$(counted "$outcome")" = "$(told "$@")" ] || {
        echo "$study, $arm, $draw.$run: $outcome is $(counted "$outcome"), told $(told "$@")"
        exit 1
    }
}

# check STUDY ARM HISTORY HORIZON
check() {
    study=$1 arm=$2 draw=$((($3 - 1) / 4 + 1)) run=$((($3 - 1) % 4 + 1))
    rapport run "$scenarios/$1" --arm $2 --draws 3 --replicates 4 --plot none --quiet --force --out out \
        --story --history $3 >said
    rapport export out --group all --window $4 --out runs.csv
    same promises_made report_promised results_promised pay_promised help_promised
    same promises_kept report_kept results_kept pay_kept help_kept
    same promises_late report_late results_late pay_late help_late
    same promises_breached report_broken results_broken pay_broken help_broken
    same outputs output
    same calls call_answered call_unanswered
    same calls_unanswered call_unanswered
    same dissemination made_known
    same grants_won grant_began grant_before
    ties=$(awk -F, '$(NF - 2) ~ /^(partnered|partner_before|dormant_before)$/ { tie[$5 $6 $7] = 1 }
        $(NF - 2) == "ended_tie" || $(NF - 2) == "closed" { delete tie[$5 $6 $7] }
        END { for (t in tie) n++; print n + 0 }' out/story.csv)
    [ "$(counted ties)" = "$ties" ] || { echo "$study, $arm, $draw.$run: $ties ties told, $(counted ties)"; exit 1; }
    grep -q "^History $3 of 12: set of assumptions $draw, history $run of that set\\." said
    rm runs.csv
    total=$((${total-0} + $(told report_promised output partnered report_broken call_unanswered)))
}

main=parachute-vs-sustained.cfg
for history in 1 2 7 12; do
    check $main sustained $history 120
    check $main parachute $history 120
done
check $main sustained_follow_on 5 120
check who-is-reached.cfg sustained_translated 3 72
[ $total -gt 100 ]

# a team that comes with partners, and with promises made to them in a grant that began nine months ago
sed 's/label = "=2+2";/relations = { old = { type = "grassroots_association"; stage = "partnered"; count = 4; trust = 0.5; }; };/
    s/start = 0; months = 12/start = -9; months = 24/' "$TESTS/small.cfg" >past.cfg
scenarios=$PWD
check past.cfg stay 3 24
grep -q 'a grant of CAD.*60,000 was running already' said
grep -q 'it was a partner already' said
grep -q 'the report promised before the study began came' said

# what was run is what is run without a story, and the story is made again: a run that goes on, report, replay
rapport run "$TESTS/small.cfg" --arm stay --plot none --quiet --out plain >/dev/null
rapport run "$TESTS/small.cfg" --arm stay --plot none --quiet --out told --story --history 5 --organisation service >said
for file in outcomes.csv series.csv; do
    cmp plain/$file told/$file
done
[ "$(grep -c '^Service' said)" -eq 3 ]
must_lack -q '^Grassroots' said
grep -q '^History 5 of 18: set of assumptions 2, history 2 of that set\.' said
tr '\n' ' ' <said | grep -q 'It is told of the 3 organisations that you named\.'
grep -q '"story": 5' told/manifest.json
grep -q '<section id="story">' told/report.html
grep -q '"story.svg"' told/manifest.json
cp told/story.csv story.before
cp told/story.svg svg.before
rm told/story.csv told/story.svg
rapport report told --quiet >/dev/null
cmp told/story.csv story.before
cmp told/story.svg svg.before
rapport replay told --quiet | grep -q '^identical: .*; 9 of 9 CSV files'
[ "$(rapport run "$TESTS/small.cfg" --arm stay --plot none --quiet --out told --story --history 5 --format csv | cksum)" = \
    "$(cksum <story.before)" ]
# as JSON, the same chapters and lines
rapport run "$TESTS/small.cfg" --arm stay --plot none --quiet --out told --story --history 5 --organisation service --format json >told.json
for words in '"history": 5' '"histories": 18' '"draw": 2' '"run": 2' '"organisation": "service"' '"number": 3'; do
    grep -qF "$words" told.json || { echo "no $words"; exit 1; }
done
[ "$(grep -c '"words"' told.json)" -eq $(($(grep -c '^   Month' said) + 1)) ]
# every month of trust lies in [0, 1]; the whole picture is as wide as it says, and names no file
awk -F, '$(NF - 2) == "trust" && !($(NF - 1) >= 0 && $(NF - 1) <= 1) { bad = 1 } END { exit bad }' told/story.csv
must_lack -Eq 'href|<script|url\(' told/story.svg
# without a story it goes
rapport run "$TESTS/small.cfg" --arm stay --plot none --quiet --out told >/dev/null
[ ! -e told/story.csv ]
[ ! -e told/story.svg ]
must_lack -q 'story.csv' told/manifest.json
must_lack -q 'id="story"' told/report.html

# what cannot be told
must_fail 2 rapport run "$TESTS/small.cfg" --story --organisation nobody --out none 2>err
grep -q "no organisation 'nobody' in this study; it has .*service" err
must_fail 2 rapport run "$TESTS/small.cfg" --story --history 19 --out none 2>err
grep -q 'history: 19 asked for, 18 are run' err
must_fail 2 rapport run "$TESTS/small.cfg" --history 2 --out none 2>err
grep -q 'it needs --story' err
must_fail 2 rapport run "$TESTS/small.cfg" --organisation service --out none 2>err
grep -q 'it needs --story' err
sed 's/^mechanisms = {/& unpaid_delivery = 0.0; partners_call = 0.0; unpaid_contact = 0.0;/' \
    "$TESTS/../fuzz/corpus/study/meanfield.cfg" >mean.cfg
must_fail 2 rapport run mean.cfg --story --out none 2>err
grep -q "the model 'meanfield' tells nothing of a history" err
[ ! -e none ]
