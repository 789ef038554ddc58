# calibrate.sh: a study is calibrated; other commands draw from what is left; both can be gone on with and replayed.
set -eu

cp "$TESTS/calibrated.cfg" study.cfg

rapport calibrate study.cfg --plot none --out told --quiet >said
grep -q '2 measured quantities were held out' said
grep -q 'Trust later: foretold' said
tr '\n' ' ' <said | tr -s ' ' | grep -Eq 'no change since what was measured after 12 months, it is [0-9]+ % (less|more) wrong' ||
    { cat said; exit 1; }
grep -Eq '^later,forecast,.*,earlier,0\.0[0-9]+,-?[0-9.]+$' told/calibrated_quantities.csv
grep -q '^organisation_types.grassroots_association.trust,1,assumed,true,' told/calibrated_inputs.csv
for file in calibration calibrated_inputs calibrated_quantities calibration_methods calibration_ranks; do
    [ -s told/$file.csv ] || { echo "$file.csv is missing"; exit 1; }
done
grep -q '^posterior = {' told/posterior.cfg
rapport replay told --quiet
# 120 sets are worth 36.6: 200 need 656, to be found by going on with the folder
tr '\n' ' ' <said | grep -q 'worth 37 that are equally likely: few. To be worth 200 takes about --draws 700\. ' || { cat said; exit 1; }
cp -R told more
rapport calibrate study.cfg --plot none --out more --draws 900 2>err | tr '\n' ' ' >said
grep -q 'with 240 histories: going on with it' err
grep -q 'worth 2[0-9][0-9] that are equally likely\. ' said || { cat said; exit 1; }
rapport calibrate study.cfg --plot none --out told --format json --quiet >json
grep -q '"quantities": 2,' json
grep -q '"input": "organisation_types.grassroots_association.trust"' json

# the same folder whatever the number of threads
rapport calibrate study.cfg --plot none --out alone --threads 1 --quiet >/dev/null
for file in calibration calibrated_inputs calibrated_quantities calibration_methods calibration_ranks; do
    cmp told/$file.csv alone/$file.csv
done
cmp told/posterior.cfg alone/posterior.cfg

# trust is drawn from what data left: narrower, and about what was measured
rapport compare study.cfg --plot none --out before --draws 60 --quiet >/dev/null
rapport compare study.cfg --posterior told --plot none --out after --draws 60 --quiet >/dev/null
spread() { # of the drawn starting trust, from draws.csv
    rapport export "$1" --table draws --quiet | awk -F, 'NR == 1 { for (c = 1; c <= NF; c++) if ($c == "organisation_types.grassroots_association.trust") at = c; next }
        { n++; s += $at; q += $at * $at } END { printf "%d\n", 1e6 * (q / n - (s / n) ^ 2) }'
}
[ "$(spread after)" -lt "$(spread before)" ] || { echo "spread: $(spread before), then $(spread after)"; exit 1; }
rapport replay after --quiet
mv told elsewhere # the manifest holds what was drawn from
rapport report after --quiet >/dev/null
rapport replay after --quiet
rapport check study.cfg --posterior elsewhere --format csv >checked
grep -q 'values that a calibration left' checked
for command in sensitivity validate; do
    rapport $command study.cfg --posterior elsewhere --out x --quiet >/dev/null 2>"$command" || true
done
grep -q 'patterns' validate
[ ! -s sensitivity ] || { cat sensitivity; exit 1; }

# what is wrong is said, and nothing is written
refused() { # WORDS COMMAND...
    words=$1 status=0
    shift
    "$@" >/dev/null 2>err || status=$?
    [ $status -eq 2 ] && grep -q "$words" err || { cat err; echo "status $status, expected: $words"; exit 1; }
    [ ! -e no ]
}
refused 'no/posterior.cfg: No such file' rapport compare study.cfg --posterior no --out no
refused 'there are 120 sets of assumptions, fewer than the 200 draws' rapport compare study.cfg --posterior elsewhere --draws 200 --out no
sed 's/grassroots_association.trust"/grassroots_association.trusst"/' elsewhere/posterior.cfg >after/posterior.cfg
refused 'this is the posterior of another study' rapport compare study.cfg --posterior after --out no
sed 's/held_out/input/' study.cfg >nothing.cfg
refused 'at least one that is held_out' rapport calibrate nothing.cfg --out no
refused 'at least 50 sets of assumptions are needed to calibrate; found 20' rapport calibrate study.cfg --draws 20 --out no
refused 'an even number of histories of each set' rapport calibrate study.cfg --replicates 3 --out no
