# one_run.sh: one run has no intervals, and without an interval nothing is claimed: not that an arm is better, nor that
# none is, nor which is best. On the terminal, in files and on pages.
set -eu
. "$TESTS/../must.sh"

cat >one.cfg <<'STUDY'
title = "One history"; question = "What is an interval of one run?"; currency = "CAD";
horizon = 48; draws = 0; replicates = 1; seed = 3;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { a = { label = "Association"; type = "grassroots_association"; count = 8; }; };
teams = { focal = { label = "Team"; policy = "sustained"; grants = ( { start = 0; months = 24; amount = 120000; } ); }; };
windows = ["12", "end", "end+24"];
headlines = ( { outcome = "partnership_survival"; window = "end+24"; }, { outcome = "trust"; window = "end"; } );
arms = { one = { label = "Sustained"; baseline = true; changes = {}; };
  two = { label = "Parachute"; changes = { teams = { focal = { policy = "parachute"; }; }; }; };
  three = { label = "Half"; changes = { teams = { focal = { grants = ( { start = 0; months = 24; amount = 60000; } ); }; }; }; }; };
propositions = { respected = { source = "none"; response = "respect";
  resource = { lever = "teams.focal.hours.contact"; from = 0.05; to = 0.20; money_to = "data"; };
  outcome = { name = "trust"; window = "end"; direction = "up"; }; }; };
patterns = { falls = { source = "none"; built_from = "none"; status = "held_out"; plus = ["two"]; minus = ["one"];
  outcome = { name = "trust"; window = "end"; direction = "down"; }; }; };
budget = { arm = "one"; outcomes = { trust = { outcome = "trust"; window = "end"; weight = 1.0; }; };
  lines = { contact = { lever = "teams.focal.hours.contact"; money_from = "teams.focal.hours.data";
    spend = ["line:community_coordinator"]; }; }; };
STUDY
for command in compare test validate budget; do
    rapport $command one.cfg --quiet --plot none --out $command >$command.txt 2>err || { cat err; exit 1; }
    rapport $command one.cfg --quiet --plot none --out $command --format json >$command.json
    cat $command/report.html $command/appendix.html | sed 's/<[^>]*>/ /g' >$command.page
    for said in $command.txt $command.page; do
        must_lack ' at none of these\|At none of these\|On no headline' $said
        must_lack 'Not beaten by\|no clear difference\|no difference that matters\. \|best on average' $said
        must_lack 'is dominated\|dominates\|trade-off' $said
        must_lack ' on average better\| on average worse\|none to none' $said
    done
    must_lack '\(^\|[^a-z]\)\(nan\|inf\)\($\|[^a-z]\)' $command.txt
    must_lack '\(^\|[^a-z]\)\(nan\|inf\)\($\|[^a-z]\)' $command.json
    must_lack '\(^\|[^a-z]\)\(nan\|inf\)\($\|[^a-z]\)' $command.page
done
grep -q 'This cannot be told: no difference has an interval' compare.txt
grep -q 'This cannot be told: no difference has an interval' compare.page
grep -q 'cannot be told' budget.txt
must_lack 'no clear difference\|,dominates\|trade-off' budget/arms.csv
must_lack '"verdict": "\(supported\|contradicted\|too small\)"' test.json

# a box is found in many points, but what carries it is not told by one pair of runs
rapport discover "$TESTS/discover.cfg" --set discover.at_least=0.05 --set discover.points=400 --set discover.assumptions=0 \
    --draws 0 --replicates 1 --quiet --plot none --out discover >discover.txt
grep -q 'Box 1' discover.txt
tr '\n' ' ' <discover.txt | sed 's/  */ /g' >discover.line
grep -q 'One run cannot tell which mechanism carries it' discover.line
grep -q 'one run cannot tell which carries it' discover/candidates.cfg
sed 's/<[^>]*>/ /g' discover/report.html >discover.page
for said in discover.line discover.page discover/candidates.cfg; do
    must_lack 'o single mechanism carries it\|^ *(none)\|[^0 ] *(none)' $said
done
