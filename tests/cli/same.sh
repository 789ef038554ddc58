# same.sh: the same bytes from one thread and from three, from another folder, and on replay.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --threads 1 --plot none --quiet --out one >/dev/null
cp "$TESTS/small.cfg" copy.cfg
rapport compare copy.cfg --threads 3 --plot none --quiet --out three >/dev/null
for file in outcomes.csv contrasts.csv series.csv; do
    cmp "one/$file" "three/$file"
done
rapport replay one --quiet --threads 2 >said
grep -q '^identical: ' said
rapport replay one --quiet --format json | grep -q '"verdict": "identical"'
# a changed table is found
echo x >>one/outcomes.csv
status=0
rapport replay one --quiet >said 2>err || status=$?
[ $status -eq 1 ]
grep -q '^different: ' said
grep -q 'outcomes.csv is not what the run database gives' err
# and made again
rapport report one --quiet >/dev/null
cmp one/outcomes.csv three/outcomes.csv
rapport replay one --quiet >/dev/null
# a table from another processor differs in the last digits of its intervals
# shift_by FACTOR: every ci_low of contrasts.csv by so much
shift_by() {
    awk -F, -v OFS=, -v factor="$1" 'NR > 1 && $10 != "" { $10 = sprintf("%.17g", $10 * factor) } { print }' three/contrasts.csv \
        >one/contrasts.csv
}
column=$(sed -n '1s/,/\n/gp' one/contrasts.csv | sed -n 10p)
[ "$column" = ci_low ]
shift_by 1.000000000001
sed -i 's/"arithmetic": "musl"/"arithmetic": "system"/' one/manifest.json
reseal one/manifest.json
must_fail 1 cmp -s one/contrasts.csv three/contrasts.csv
rapport replay one --quiet >said
grep -q '^equal to rounding: .*; 10 of 10 CSV files are those of the run database, 1 of them to rounding$' said
grep -q "^exp, log and pow: of system in that run, of [a-z]* in this program" said
rapport replay one --quiet --format json | grep -q '"files_rounded": 1'
shift_by 1.000001
must_fail 1 rapport replay one --quiet >said 2>err
grep -q '^different: .*; 9 of 10 CSV files' said
must_lack '^exp, log' said
rapport report one --quiet >/dev/null
# another seed gives other figures
rapport compare copy.cfg --seed 12 --plot none --quiet --out other >/dev/null
must_fail 1 cmp -s one/outcomes.csv other/outcomes.csv
