# four_scripts.sh: labels in Bengali, Arabic and Chinese, with accents, interpuncts and typographic apostrophes: right on
# the terminal, in files and on the page. A PNG or PDF has them as they are, or a warning names the scripts that no font
# here covers and the picture stands without those letters: never a ruined label without a word.
set -eu
. "$TESTS/../must.sh"

cat >study.cfg <<'STUDY'
title = "Réseau d’organismes : qui est rejoint·e·s ?"; question = "Que rapporte-t-il de rester deux ans ?";
currency = "CAD"; horizon = 36; draws = 2; replicates = 1; seed = 3; by_organisation = true;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = {
  refugies = { label = "Organisme d’accueil des réfugié·e·s"; type = "immigrant_service_organisation"; count = 2; };
  bangla = { label = "বাংলাদেশ সমিতি"; type = "grassroots_association"; count = 3; };
  arabic = { label = "جمعية الجالية العربية"; type = "grassroots_association"; count = 2; };
  chinese = { label = "華人社區協會"; type = "informal_group"; count = 2; };
};
community = { members = 1000; };
subgroups = { bn = { label = "বাংলাভাষী"; share = 0.4; language = "বাংলা"; precarity = 0.5; };
  fr = { label = "Francophones"; share = 0.6; }; };
teams = { focal = { label = "Équipe"; policy = "sustained"; translation = { languages = ["বাংলা"]; lag = 3; };
  grants = ( { start = 0; months = 24; amount = 120000; } ); }; };
windows = ["12", "end"];
headlines = ( { outcome = "reach"; window = "end"; group = "subgroup:bn"; },
  { outcome = "trust"; window = "end"; group = "organisation:chinese"; }, { outcome = "trust"; window = "end"; } );
arms = { rester = { label = "Rester (durée : 24 mois)"; baseline = true; changes = {}; };
  partir = { label = "বাংলা"; changes = { teams = { focal = { policy = "parachute"; }; }; }; }; };
STUDY

rapport compare study.cfg --quiet --out out >text 2>err
[ ! -s err ]
for name in 'বাংলাভাষী' '華人社區協會' 'Rester (durée : 24 mois)'; do
    grep -q "$name" text
    grep -q "$name" out/report.html
done
for name in 'বাংলাদেশ সমিতি' 'جمعية الجالية العربية' 'Organisme d’accueil des réfugié·e·s'; do
    grep -q "$name" out/report.html
done
grep -q '^rester,trust,organisation:chinese,end,' out/outcomes.csv

# Two kinds of fonts: none for these scripts, and all. What is here does not matter.
mkdir bin
PATH=$PWD/bin:$PATH
fonts() {
    printf '#!/bin/sh\nprintf "%s\\n\\n"\n' "$1" >bin/fc-list
    chmod +x bin/fc-list
}
for plot in png pdf; do
    fonts '20-7e a0-17f 2010-2030 2190-22ff'
    rapport report out --quiet --plot $plot 2>err
    [ "$(wc -l <err)" -eq 1 ]
    grep -q 'Arabic, Bengali, Han' err
    must_lack 'বা\|華\|جمعية' $(ls out/plots/*.gp | grep -v -e -narrow.gp) # which are SVG
    grep -q 'é' out/plots/*.gp
    [ -s out/plots/contrasts.$plot ]
    fonts '20-7e a0-17f 600-6ff 900-1fff 2010-2030 2190-22ff 4e00-9fff'
    rapport report out --quiet --plot $plot 2>err
    [ ! -s err ]
    grep -q '華人社區協會' out/plots/*.gp
    [ -s out/plots/contrasts.$plot ]
done
