# interval_ends.sh: in the data of every kind of picture the lower end of an interval is not above the upper one, also
# where an outcome is turned so that better lies to the right. Where gnuplot finds them the other way round it draws
# nothing.
set -eu

cat >less.cfg <<'STUDY'
title = "Less is better"; question = "Are the bars there?"; currency = "CAD";
horizon = 24; draws = 6; replicates = 2; seed = 5;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { a = { label = "Association"; type = "grassroots_association"; count = 6; }; };
teams = { focal = { label = "Team"; policy = "sustained"; grants = ( { start = 0; months = 12; amount = 60000; } ); }; };
windows = ["12", "end"];
headlines = ( { outcome = "fatigue"; window = "end"; }, { outcome = "trust"; window = "end"; } );
arms = { stay = { label = "Stay"; baseline = true; changes = {}; };
  leave = { label = "Leave"; changes = { teams = { focal = { policy = "parachute"; }; }; }; }; };
propositions = { tired = { source = "none"; arm = "leave"; response = "respect";
  resource = { lever = "teams.focal.hours.contact"; from = 0.05; to = 0.20; money_to = "data"; };
  outcome = { name = "fatigue"; window = "end"; direction = "up"; }; }; };
budget = { arm = "stay";
  outcomes = { tired = { outcome = "fatigue"; window = "end"; weight = 1.0; }; };
  lines = { contact = { lever = "teams.focal.hours.contact"; money_from = "teams.focal.hours.data";
    spend = ["line:community_coordinator"]; }; }; };
STUDY
rapport compare less.cfg --quiet --out compare >/dev/null
rapport budget less.cfg --quiet --out budget >/dev/null
rapport test less.cfg --quiet --out test >/dev/null

# the columns are those of the comment that names them; says where ends are the wrong way round, and counts pairs
cat >ends.awk <<'AWK'
FNR == 1 { n = 0 }
/^#.*low.*high/ {
    sub(/^# */, ""); sub(/^[^,]*: /, ""); gsub(/\([^)]*\),?/, "")
    if (/ci_/) n = split($0, name, / +/); else n = split($0, name, /, */)
    next
}
/^#/ || !NF { next }
{
    for (k = 1; k < n; k++)
        if (name[k] ~ /low$/ && name[k + 1] ~ /high$/ && $k != "NaN" && $(k + 1) != "NaN") {
            pairs++
            if ($k + 0 > $(k + 1) + 0) { print FILENAME ": " $0; wrong = 1 }
        }
}
END { print pairs " pairs"; exit wrong || pairs < 10 }
AWK
awk -f ends.awk ./*/plots/*.dat
