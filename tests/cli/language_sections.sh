# language_sections.sh: on a French page of each command nothing is said in English, no number has a dot, and no currency
# stands before its sum. What the study says is "Zz" and a number, so that it cannot be taken for ours; sources of the model's
# numbers, references and code stay as they are.
set -eu
export LC_ALL=C.UTF-8
. "$TESTS/../must.sh"
quiet() {
    awk '{ while (match($0, /(label|source|note|title|question|built_from) = "([^"\\]|\\.)*"/)) {
               key = substr($0, RSTART, RLENGTH); sub(/ = .*/, "", key)
               printf "%s%s = \"Zz %d\"", substr($0, 1, RSTART - 1), key, ++n
               $0 = substr($0, RSTART + RLENGTH) }
           print }' "$1"
}
quiet "$TESTS/discover.cfg" >small.cfg
cat >>small.cfg <<'END'
propositions = {
  one = {
    label = "Zz"; source = "Zz";
    context = { organisation_type = "grassroots_association"; };
    resource = { lever = "teams.focal.shared_decisions"; from = 0.05; to = 0.85; };
    response = "voice";
    outcome = { name = "trust"; window = "24"; direction = "up"; at_least = 0.015; };
  };
};
patterns = {
  zz = {
    label = "Zz"; source = "Zz"; built_from = "Zz"; status = "held_out";
    plus = ["stay"]; minus = ["parachute"]; outcome = { name = "trust"; window = "24"; direction = "up"; };
  };
};
END
quiet "$TESTS/twins.cfg" >budget.cfg
# said PAGE: what a page says, a piece a line, without code, styles, versions, names of files, the sections of sources, and works cited;
# sources beside assumptions elsewhere are those of inputs.csv
said() {
    sed '/<style>/,/<\/style>/d; s/<code>[^<]*<\/code>//g; s/<br>//g; s/<\/\?\(em\|strong\|a\|bdi\)\b[^>]*>//g' "$1" |
        awk '/<section id="(inputs|repeat)"/ { skip = 1 } /<section id="methods"/ { works = 1 }
             !skip && !(works && /^<li>/); /<\/section>/ { skip = works = 0 }' |
        sed 's/<[^>]*>/\n/g; s/The rapport maintainers//g; s/\(rapport\|version\) [0-9.]*[0-9]//g; s/[a-z_]*\.\(csv\|html\|cfg\|md\)//g' | grep '[a-z0-9]' || true
}
english='\b\(the\|of\|and\|with\|is\|are\|from\|for\|which\|than\|that\|each\|without\|between\|not\|by\|their\)\b'
look() {
    rapport "$@" --language fr --draws 3 --replicates 2 --plot none --quiet --force --out out >/dev/null
    for page in report appendix summary justification; do
        [ -e out/$page.html ] || continue
        said out/$page.html | sed 's/&amp;/\&/g; s/&lt;/</g; s/&gt;/>/g' |
            awk 'NR == FNR { gsub(/""/, "\""); inputs = inputs $0 "\n"; next } !index(inputs, $0)' out/inputs.csv - >said
        must_fail 1 grep -i "$english" said
        must_fail 1 grep '[0-9]\.[0-9]' said
        must_fail 1 grep 'CAD[  ][0-9]' said
    done
}
look test small.cfg
look discover small.cfg
look validate small.cfg
look run small.cfg --arm stay --story
look budget budget.cfg
look sensitivity small.cfg
# what is looked for is found on the same pages in English
rapport report out --language en --quiet
said out/report.html | grep -qi "$english"
said out/report.html | grep -q '[0-9]\.[0-9]'
