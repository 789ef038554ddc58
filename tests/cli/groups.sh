# groups.sh: `explain` says in which groups an outcome can be had, a ratio where both its parts can, and what a study needs
# for it; the page names whose funded months are whose, and what each team was granted, spent and left.
set -eu
. "$TESTS/../must.sh"

# said OUTCOME: the line on its groups, on one line.
said() {
    rapport explain "$1" | sed -n '/in groups:/,$p' | tr '\n' ' ' | sed 's/  */ /g; s/ $//'
}
[ "$(said spend_per_participant)" = ' in groups: all' ]
[ "$(said spend)" = ' in groups: all; team:NAME where there are several teams; line:NAME; cost:TEAM.NAME where the team states costs' ]
said trust | grep -q 'type:NAME; other:TYPE where complements = true; organisation:NAME where by_organisation or its named is true; team:NAME'
[ "$(said reach_ratio)" = ' in groups: all where members are simulated as persons and there are several subgroups' ]
[ -z "$(said trust_breach)" ]
rapport explain trust --format csv | grep -q '^kind,name,.*,groups$'
rapport explain spend --format csv | grep -q 'all; team:NAME where there are several teams; line:NAME; cost:TEAM.NAME where the team states costs$'
rapport explain spend --format json | grep -q '"groups": "all; team:NAME where'

cat >study.cfg <<'STUDY'
title = "Two teams"; question = "Whose money?"; currency = "CAD"; by_organisation = true;
horizon = 36; draws = 2; replicates = 1; seed = 3;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { temple = { label = "Temple of the East"; type = "grassroots_association"; count = 1; };
  clubs = { label = "Sport clubs"; type = "grassroots_association"; count = 5; }; };
teams = { ours = { label = "Our team"; policy = "sustained"; grants = ( { start = 0; months = 24; amount = 90000; } ); };
  other = { label = "The others"; policy = "parachute"; grants = ( { start = 6; months = 9; amount = 40000; } ); }; };
windows = ["36"];
headlines = ( { outcome = "trust"; window = "36"; group = "team:other"; },
  { outcome = "trust"; window = "36"; group = "organisation:temple"; }, { outcome = "trust"; window = "36"; } );
arms = { both = { label = "As it is"; baseline = true; changes = {}; };
  less = { label = "Less"; changes = { teams = { ours = { reserve = 0.0; aftercare = 0; }; }; }; }; };
STUDY
rapport compare study.cfg --quiet --out out >text
grep -q 'Trust (The others), month 36' text
grep -q 'Trust (Temple of the East), month 36' text
cat out/report.html out/appendix.html | sed 's/<[^>]*>/ /g' >page
grep -q 'Granted: Our team *90,000' page
grep -q 'Granted: The others *40,000' page
grep -q 'Left idle: The others' page
grep -q '0–24 (Our team), 24–48 aftercare (Our team), 6–15 (The others)' page
# the path of one team is shaded with its own months, that of all with everybody's
grep -q "^array spans\[2\] = \['6 15 1', '6 15 1'\]" out/plots/path-trust-team-other.gp
grep -q "^array spans\[2\] = \['0 24 1 24 48 2 6 15 1', '0 24 1 6 15 1'\]" out/plots/path-trust.gp
