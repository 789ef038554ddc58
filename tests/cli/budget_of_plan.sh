# budget_of_plan.sh: a study that states no budget gets the one to which the plan of its own arm comes: the same award, to a
# cent a line; it is replayed and gone on with as it is; another command's results are left alone.
set -eu
. "$TESTS/../must.sh"
rapport init mine.cfg >/dev/null
rapport budget mine.cfg --draws 4 --replicates 1 --quiet --plot none --out out >said
for words in said out/justification.md out/report.html; do
    tr '\n' ' ' <$words | grep -q 'The study states no budget: what the money of ‘Stay’ is planned for was taken for its costs'
done
grep -q '"budget.arm=stay"' out/manifest.json
grep -q '"budget.of_plan=true"' out/manifest.json
# every line that has money, and indirect costs only where the team has a rate
cut -d, -f3 out/form.csv | sort >lines
for line in coordinator data capacity follow_up partners aftercare administration; do grep -qx "$line" lines; done
must_lack -qx indirect lines
# the award: 200,000 in the study, the same as costs
asked=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "asked") at = i } { last = $at } END { print last }' out/form.csv)
[ "$asked" = 200000 ] || { echo "asked $asked, 200000 expected"; exit 1; }
rapport replay out --quiet | grep -q '^identical'
rapport budget mine.cfg --draws 4 --replicates 1 --quiet --plot none --out out >/dev/null
# another arm's plan
rapport budget mine.cfg --set budget.arm=parachute --draws 2 --replicates 1 --quiet --plot none --out other >/dev/null
cut -d, -f3 other/form.csv | must_lack -qx aftercare
# follow-on money is no budget
status=0
rapport budget mine.cfg --set 'teams.focal.grants=( { start = 0; months = 36; amount = 200000; }, { start = 40; months = 12; amount = 5000; follow_on = true; } )' \
    --out none 2>said || status=$?
[ "$status" = 2 ] && grep -q 'a plan that they can be made of' said
[ ! -e none ]
# costs are a budget without a group
rapport init asks --budget plain >/dev/null
sed '/^budget = {/,$d' asks.cfg >bare.cfg
rapport budget bare.cfg --draws 2 --replicates 1 --quiet --plot none --out bare >/dev/null
grep -q '"budget.arm=' bare/manifest.json
must_lack -q 'of_plan' bare/manifest.json
rapport replay bare --quiet | grep -q '^identical'
# results of another command are not overwritten
rapport compare mine.cfg --draws 2 --replicates 1 --quiet --plot none --out compared >/dev/null
cksum compared/outcomes.csv >before
status=0
rapport budget mine.cfg --draws 2 --replicates 1 --quiet --plot none --out compared 2>said || status=$?
[ "$status" != 0 ] && grep -q 'holds results of another command' said
cksum compared/outcomes.csv | cmp - before
