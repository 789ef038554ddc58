# french.sh: a French-speaking reader of a study in French meets no English sentence: in the answer of every command, in the
# justification, in the methods, in what changed between two folders. Nor a number with a dot before its decimals, but for
# settings, which stand as the study writes them.
set -eu
export LC_ALL=C.UTF-8
. "$TESTS/../must.sh"
cat >study.cfg <<'STUDY'
title = "Toutes les demandes"; question = "Que dit chaque commande ?"; currency = "CAD";
horizon = 24; draws = 12; replicates = 2; seed = 31;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { a = { label = "Association"; type = "grassroots_association"; count = 4; }; };
teams = { focal = { label = "Équipe"; policy = "sustained"; grants = ( { start = 0; months = 12; amount = 60000; } ); }; };
windows = ["12", "24"];
headlines = ( { outcome = "trust"; window = "24"; }, { outcome = "breach_share"; window = "24"; } );
arms = { one = { label = "Dans la durée"; baseline = true; changes = {}; };
  two = { label = "Parachutage"; changes = { teams = { focal = { policy = "parachute"; }; }; }; };
  three = { label = "Relance"; changes = { teams = { focal = { hours = { contact = 0.1; }; }; }; }; }; };
propositions = { respected = { label = "Respect rendu"; source = "aucune"; response = "respect";
  resource = { lever = "teams.focal.hours.contact"; from = 0.05; to = 0.20; money_to = "data"; };
  outcome = { name = "trust"; window = "24"; direction = "up"; }; }; };
patterns = { falls = { label = "Chute"; source = "aucune"; built_from = "rien"; status = "held_out"; plus = ["two"]; minus = ["one"];
  outcome = { name = "trust"; window = "24"; direction = "down"; }; }; };
quantities = { start = { label = "Confiance initiale"; source = "Sondage"; status = "held_out";
  outcome = { name = "trust"; window = "0"; }; value = 0.35; sd = 0.02; }; };
budget = { arm = "one"; outcomes = { trust = { outcome = "trust"; window = "24"; weight = 1.0; }; };
  lines = { contact = { label = "Contacts"; lever = "teams.focal.hours.contact"; money_from = "teams.focal.hours.data"; purpose = "Rester en lien.";
    spend = ["line:community_coordinator"]; }; }; };
sensitivity = { draws = 60; points = 32; chains = 8; trajectories = 1; };
calibration = { draws = 100; };
discover = { plus = "one"; minus = "two"; outcome = "trust"; window = "24"; at_least = 0.045; points = 60; assumptions = 10;
  contexts = { start = { label = "Confiance de départ"; low = 0.05; high = 0.95; keys = ["organisation_types.grassroots_association.trust"]; }; }; };
STUDY
ENGLISH='the|of|is|are|was|were|which|with|without|from|that|this|as|each|less|than|not|no|to|it|they|sets|runs|and|for|by'
# what a file says, without paths, names of files, references and what is printed as code
words() {
    sed '/^## Références/,$d; s/<code>[^<]*<.code>//g; s/[a-z_]*\.[a-z_.]*[a-z]//g' "$1" | sed 's/<[^>]*>/\n/g'
}
must_be_french() {
    words "$1" >spoken
    [ $(wc -w <spoken) -gt 30 ]
    must_lack -wE "$ENGLISH" spoken
    sed '/^ *Ressource/d; s/ = [0-9.]*//; s/version [0-9.]*//g' spoken >numbers
    must_lack -E '[^0-9.][0-9]+\.[0-9]' numbers
}
for command in compare budget test discover validate sensitivity calibrate; do
    options=
    [ $command != budget ] || options='--cut 20'
    rapport $command study.cfg --language fr --out $command --plot none --quiet $options >said
    must_be_french said
    must_be_french $command/methods.md
done
must_be_french budget/justification.md
sed -n '/<body>/,$p' budget/justification.html >body
must_be_french body
rapport budget study.cfg --language fr --out page --plot none --quiet --draws 2 --justification page >/dev/null
must_be_french page/justification.md
rapport compare study.cfg --language fr --out other --plot none --quiet --seed 32 --set horizon=25 >/dev/null
rapport report compare --against other --language fr >said
must_be_french said
sed -n '/<body>/,$p' compare/against.html >body
must_be_french body
# the same words find English, so that the test can fail
rapport compare study.cfg --out english --plot none --quiet >said
words said >spoken
grep -qwE "$ENGLISH" spoken
