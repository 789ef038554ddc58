# validate.sh: patterns.csv and quantities.csv are the same from one thread and three, from a run cut in two, on report and replay; the
# false pattern fails everywhere; nothing in a label runs.
set -eu
. "$TESTS/../must.sh"
rapport validate "$TESTS/patterns.cfg" --threads 1 --plot none --quiet --out one --format csv >printed
cmp printed one/patterns.csv
head -n 1 one/patterns.csv | grep -q '^pattern,label,source,built_from,status,patterns,outcome,unit,plus,minus,'
rapport validate "$TESTS/patterns.cfg" --threads 3 --plot none --quiet --out three --format json >said
cp said said_json
cmp one/patterns.csv three/patterns.csv
cmp one/quantities.csv three/quantities.csv
cmp one/pattern_counts.csv three/pattern_counts.csv
cmp one/pattern_exclusions.csv three/pattern_exclusions.csv
grep -q '"pattern": "false_one"' said
grep -q '"quantity": "paid"' said
grep -q '"effective_draws": null' said
rapport replay one --quiet | grep -q '^identical: .*; 14 of 14 CSV files'
# a changed table is found, and made again
echo x >>one/patterns.csv
status=0
rapport replay one --quiet >said 2>err || status=$?
[ $status -eq 1 ]
grep -q 'patterns.csv is not what the run database gives' err
echo x >>three/quantities.csv
status=0
rapport replay three --quiet >said 2>err || status=$?
[ $status -eq 1 ]
grep -q 'quantities.csv is not what the run database gives' err
rapport report one --plot none --quiet >/dev/null
cmp one/patterns.csv three/patterns.csv
rapport resume one --quiet --format csv | cmp - three/patterns.csv
# the false one is expected to hold in hardly any draw, clearly holds in none of six and clearly fails in some; the exact one
# holds in all
column() { head -n 1 three/patterns.csv | tr , '\n' | grep -n "^$1\$" | cut -d : -f 1; }
grep '^false_one,' three/patterns.csv | cut -d , -f "$(column holds)" | awk '{ exit !($1 >= 0 && $1 < 0.05) }'
grep '^false_one,' three/patterns.csv | grep -q ',0,0,0\.39[0-9]*,[^0]'
grep '^money,' three/patterns.csv | grep -q ',0,0,0,0,0,0,0,1,0\.60[0-9]*,1,1,0\.60[0-9]*,1,0,0,0\.39[0-9]*,,,,,,,,,1,1,1,1,5,,,$'
# five other pairs of arms are tried in its place; in every draw two of the three patterns hold
grep -q '^,,3,2,6$' three/pattern_counts.csv
grep -q '"placebo": {' said_json
# another command takes over the folder, and leaves neither patterns.csv nor quantities.csv behind
rapport compare "$TESTS/patterns.cfg" --plot none --quiet --force --out one >/dev/null
[ ! -e one/patterns.csv ]
[ ! -e one/pattern_counts.csv ]
[ ! -e one/pattern_exclusions.csv ]
[ ! -e one/quantities.csv ]
[ -z "$(ls | grep '^ran-')" ]
# without quantities there is no such file, and none is named
cp "$TESTS/small.cfg" .
sed '/^quantities = {/,/^};/d' "$TESTS/patterns.cfg" >plain.cfg
rapport validate plain.cfg --plot none --quiet --out plain >said
[ ! -e plain/quantities.csv ]
must_lack -qi 'quantities\|weighted' said plain/report.html plain/manifest.json
rapport replay plain --quiet | grep -q '^identical: .*; 13 of 13 CSV files'
