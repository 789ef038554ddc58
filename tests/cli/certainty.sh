# certainty.sh: how certain a difference is, in the folder, on the terminal and as JSON.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --quiet --plot none --out out >said
# a row for each of nine rules, three headlines and three contrasts
[ "$(wc -l <out/certainty.csv)" = 82 ]
sed 1d out/certainty.csv | cut -d, -f1-4,6 | sort | uniq -d >twice
[ ! -s twice ]
# six sets are few: two levels; nothing was held against findings, which is not fine
grep -q '^stay,trust,all,end,low,sets,imprecision,2,6,30,10,number,true,low$' out/certainty.csv
grep -q '^stay,trust,all,end,low,patterns,risk of bias,0,,0.25,0.5,1,false,moderate$' out/certainty.csv
# the appendix gives the reasons, which paper cannot open: a row a headline
sed -n '/<section id="certainty">/,/<\/section>/p' out/appendix.html >why
[ "$(grep -c '^<tr><th scope="row">' why)" = 3 ]
grep -q 'the model was not held against other findings' why
grep -q 'Certainty low (lowered for: few sets of assumptions' said
rapport compare "$TESTS/small.cfg" --quiet --plot none --format json --out out >json
grep -q '"grade": "low"' json
grep -q 'Lowered twice: of the sets of assumptions, 6 have a value, and 30 are wanted.' json
# what validate finds is part of it; one arm alone has no difference
rapport validate "$TESTS/patterns.cfg" --quiet --plot none --out held >/dev/null
grep -q '^stay,participants,all,12,[a-z_]*,patterns,risk of bias,2,0.5,0.25,0.5,1,true,moderate$' held/certainty.csv
rapport replay held --quiet >/dev/null
rapport run "$TESTS/small.cfg" --arm thin --quiet --plot none --out one >said
[ ! -e one/certainty.csv ]
must_lack -q 'Certainty' said
