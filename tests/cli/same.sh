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
# another seed gives other figures
rapport compare copy.cfg --seed 12 --plot none --quiet --out other >/dev/null
must_fail 1 cmp -s one/outcomes.csv other/outcomes.csv
