# precision.sh: more draws are run until the interval is narrow enough; what they take is said beforehand, and whether it
# was reached afterwards, on the terminal, the page, in JSON and by the exit status.
set -eu
. "$TESTS/../must.sh"
small=$TESTS/small.cfg

now() { sed -n 's/.*"draws_now": \([0-9]*\).*/\1/p' "$1/manifest.json"; }
# says FOLDER PATTERN: the terminal and the page that was made with it
says() {
    tr '\n' ' ' <said | grep -q "$2"
    grep -q "$2" "$1/report.html"
}
compare() { rapport compare "$@" --plot none 2>err >said; }

# what the study's own draws are enough for is reached by them
compare "$small" --draws 5 --out enough --precision trust=0.5
[ "$(now enough)" = 5 ]
says enough 'Precision asked for: trust within +-0.5. Reached: +-0.0643 with 5 draws, of the widest'

# few draws are no ground for a plan: 40 first
compare "$small" --draws 2 --replicates 1 --out few --precision trust=0.02
grep -q 'after 2 draws, asked was +-0.02. So few say too little of their spread: first 40' err
[ "$(now few)" = 40 ]
compare "$small" --draws 1 --replicates 1 --out one --precision trust=0.02
grep -q 'trust has no interval yet, asked was +-0.02' err
[ "$(now one)" = 40 ]

# a plan, in whole sheets, with its uncertainty and what it takes, before it is run; then it is reached
compare "$small" --draws 40 --replicates 1 --out planned --precision trust=0.005
grep -q 'trust is known to +-0.0141 after 40 draws, asked was +-0.005' err
grep -q 'It needs about 230 draws, from 110 to 920: going on to 370$' err
grep -q '^330 histories of 3 arms: about' err
[ "$(now planned)" = 370 ]
says planned 'Reached: +-0.0031[0-9]* with 370 draws'
rapport replay planned --quiet | grep -q '^identical'
# the draws are those of a run that had them from the start
compare "$small" --draws 370 --replicates 1 --quiet --out fixed
cmp planned/outcomes.csv fixed/outcomes.csv

# going on: the same again changes nothing; cut off on the way, it ends where it would have ended
cp planned/contrasts.csv before.csv
compare "$small" --draws 40 --replicates 1 --out planned --precision trust=0.005
cmp before.csv planned/contrasts.csv
compare "$small" --draws 40 --replicates 1 --quiet --out cut
sed -i 's/"status": "finished"/"status": "unfinished"/; s/"precision_outcome": null/"precision_outcome": "trust"/
    s/"precision": null/"precision": 0.005/' cut/manifest.json
reseal cut/manifest.json
rapport resume cut --quiet >/dev/null
[ "$(now cut)" = 370 ]
cmp before.csv cut/contrasts.csv

# what is out of reach is not begun: status 1, results written, and it is said
must_fail 1 compare "$small" --draws 40 --replicates 1 --out beyond --precision trust=1e-9
[ "$(now beyond)" = 40 ]
grep -q 'Not reached: +-0.0141 with 40 draws' err
says beyond 'It needs over a million draws; a run that begins with 40 goes to 2560 at most'
must_fail 1 rapport resume beyond --quiet >/dev/null 2>&1
rapport report beyond --quiet >/dev/null 2>&1
grep -q 'Not reached: +-0.0141' beyond/report.html

# JSON: a whole object, reached or not
must_fail 1 compare "$small" --draws 40 --replicates 1 --out beyond --precision trust=1e-9 --format json
tr -d '\n ' <said | grep -q '"precision":{"outcome":"trust","asked":1e-09,"reached":false,"half_width":0.01406'
tr -d '\n ' <said | grep -q '"contrast":"stay","group":"all","window":"end","draws":40,"draws_needed":'

# an outcome that is the same in all arms, and one that has no value in an arm
sed 's/outcome = "trust"; window = "end"/outcome = "granted"; window = "end"/' "$small" >constant.cfg
compare constant.cfg --draws 5 --out constant --precision granted=1
says constant 'Reached: +-0 with 5 draws.*it was the same in all'
# (the first of two contrasts has none, which the second does not make good)
sed 's/outcome = "trust"; window = "end"/outcome = "depth"; window = "end"/
    s/^\(  stay = .*\)changes = {}/\1changes = { teams = { focal = { partners = 0; }; }; }/; /^contrasts/,$d' "$small" >missing.cfg
grep -q 'partners = 0' missing.cfg
must_fail 1 compare missing.cfg --draws 5 --replicates 1 --out missing --precision depth=0.5
grep -q 'depth has no interval yet' err
[ "$(now missing)" = 40 ]
says missing 'Not reached: with 40 draws there is no interval of (.*too few of them have a value'
must_fail 1 compare missing.cfg --draws 5 --replicates 1 --out missing --precision depth=0.5 --format json
tr -d '\n ' <said | grep -q '"reached":false,"half_width":null.*"draws_needed":null'

# what cannot be asked: a sentence each, and nothing is written
must_fail 2 compare "$small" --draws 0 --out none --precision trust=1
grep -q 'is of the mean over draws: with --draws 0 there are none' err
sed '/^  stay = {/d; /^  thin = {/d; /^contrasts/,$d' "$small" >alone.cfg
must_fail 2 compare alone.cfg --out none --precision trust=1
grep -q 'is of differences between arms: this study has one arm only' err
[ ! -e none ]
