# write_up.sh: methods.md of every command: its numbers are those of the manifest, it says what was done and nothing that was
# not, each work that it names is in its list and no other, and the software is cited as CITATION.cff says.
set -eu
. "$TESTS/../must.sh"
cat >study.cfg <<'STUDY'
title = "All questions"; question = "How is it written up?"; currency = "CAD";
horizon = 24; draws = 100; replicates = 2; seed = 31;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { a = { label = "Association"; type = "grassroots_association"; count = 8; }; };
teams = { focal = { label = "Team"; policy = "sustained"; grants = ( { start = 0; months = 12; amount = 60000; } ); }; };
windows = ["12", "24"];
headlines = ( { outcome = "trust"; window = "24"; }, { outcome = "breach_share"; window = "24"; } );
arms = { one = { label = "Sustained"; baseline = true; changes = {}; };
  two = { label = "Parachute & <gone>"; changes = { teams = { focal = { policy = "parachute"; }; }; }; }; };
propositions = { respected = { source = "none"; response = "respect";
  resource = { lever = "teams.focal.hours.contact"; from = 0.05; to = 0.20; money_to = "data"; };
  outcome = { name = "trust"; window = "24"; direction = "up"; }; }; };
patterns = { falls = { source = "none"; built_from = "none"; status = "held_out"; plus = ["two"]; minus = ["one"];
  outcome = { name = "trust"; window = "24"; direction = "down"; }; }; };
quantities = { start = { label = "Trust at the start"; source = "Our survey"; status = "held_out";
  outcome = { name = "trust"; window = "0"; }; value = 0.35; sd = 0.02; }; };
budget = { arm = "one"; outcomes = { trust = { outcome = "trust"; window = "24"; weight = 1.0; }; };
  lines = { contact = { lever = "teams.focal.hours.contact"; money_from = "teams.focal.hours.data";
    spend = ["line:community_coordinator"]; }; }; };
sensitivity = { draws = 60; points = 32; chains = 8; trajectories = 1; };
calibration = { draws = 100; };
STUDY

# of the manifest of a folder: the value of a key
manifest() { sed -n "s/^ *\"$2\": \"*\([^\",]*\)\"*,*$/\1/p" "$1/manifest.json" | head -1; }

# Works named in brackets stand in the list; what stands in the list is named.
works() {
    sed '/^## References/,$d' "$1" | tr '\n' ' ' | sed 's/\\&/\&/g' >named
    sed '1,/^## References/d;/^$/d' "$1" >listed
    [ -s listed ]
    grep -oE '[A-Z][A-Za-z]+( et al\.| & [A-Z][a-z]+| rapport maintainers)? [12][0-9]{3}' named | sort -u >cites
    [ "$(wc -l <cites)" = "$(wc -l <listed)" ]
    while read -r cite; do
        grep -F "(${cite##* })" listed | grep -q "^- ${cite%% *} "
    done <cites
}

# write_up FOLDER COMMAND ARMS: what every command says
write_up() {
    md=$1/methods.md
    sets=$(manifest "$1" draws_now) histories=$(manifest "$1" replicates)
    grep -qF "version $(manifest "$1" version) (The rapport maintainers 2026)" "$md"
    grep -q "The seed was $(manifest "$1" seed)\." "$md"
    grep -q "(fingerprint $(manifest "$1" fingerprint))" "$md"
    grep -q "$sets sets of values were drawn" "$md"
    grep -q "$histories histories of each set and of each way of working were planned, $((sets * histories * $3)) in all; $((sets * histories * $3)) were run" "$md"
    grep -q "$(($(wc -l <"$1/inputs.csv") - 1)) numbers of the model had a range" "$md"
    must_lack -Eq '\bnan\b|\binf\b|\(null\)|  |<gone>' "$md"
    works "$md"
    grep -q '"methods.md"' "$1/manifest.json"
    # the appendix says the same, and its sentences are whole
    grep -q '<section id="methods">' "$1/appendix.html"
    grep -qF "$(manifest "$1" fingerprint)), from which every figure can be made again." "$1/appendix.html"
    sed '/^## References/,$d;/^#/d;/^$/d' "$md" >paragraphs
    must_lack -qv '^[A-Z0-9].*\.$' paragraphs
    # what was not asked is not said
    for said in 'Holm:test' 'patient rule:discover' 'line of a budget was cut and raised:budget' 'pattern that the model:validate' \
        'was calibrated on:calibrate' 'Which assumptions decide was screened:sensitivity'; do
        if [ "${said##*:}" = "$2" ]; then grep -q "${said%:*}" "$md"; else must_lack -q "${said%:*}" "$md"; fi
    done
}

for command in compare test budget validate calibrate sensitivity; do
    rapport $command study.cfg --quiet --plot none --out $command >/dev/null 2>err || { cat err; exit 1; }
    write_up $command $command 2
    grep -q '^2 ways of working were compared: ‘Sustained’, ‘Parachute \\& \\<gone\\>’\. ' $command/methods.md
    grep -q 'The certainty of 2 differences was rated' $command/methods.md
done
grep -q 'calibrated on 1 measured quantity, with 100 sets of assumptions of 2 histories' calibrate/methods.md
rapport run study.cfg --quiet --plot none --out run >/dev/null
write_up run run 1
must_lack -q 'difference was formed\|common\|The certainty of\|same sets' run/methods.md
grep -q 'One way of working was simulated, ‘Sustained’; nothing was compared\.' run/methods.md
rapport discover "$TESTS/discover.cfg" --quiet --plot none --out discover >/dev/null
write_up discover discover 2

# nothing is drawn: no hypercube, no range of sets
rapport compare study.cfg --draws 0 --replicates 1 --quiet --plot none --out start >/dev/null
grep -q 'Every uncertain number was held at its start value\. 1 history of each way of working was planned, 2 in all; 2 were run' start/methods.md
must_lack -q 'hypercube\|middle 95 %\|deconvolution\|sparse polynomial' start/methods.md
works start/methods.md

# the software, as CITATION.cff has it
cff=$TESTS/../../CITATION.cff
grep -qF "$(sed -n 's/^title: "\(.*\)"/\1/p' "$cff"), version" compare/methods.md
grep -qF "$(sed -n 's/^  - name: "\(.*\)"/\1/p' "$cff") ($(sed -n 's/^date-released: \(....\).*/\1/p' "$cff"))" compare/methods.md
grep -qF "($(sed -n 's/^license: //p' "$cff"))" compare/methods.md
for field in title journal doi; do
    grep -qF "$(sed -n "s/^    $field: \"*\([^\"]*\)\"*/\1/p" "$cff")" compare/methods.md
done
# made again, it is the same
cp compare/methods.md before
rapport report compare --quiet >/dev/null
cmp before compare/methods.md
