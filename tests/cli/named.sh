# named.sh: partners whom a study names are told of by name, with the same numbers in named.csv, the tables, the terminal
# and the page; first those who differ most. Who is not named stands nowhere in the results but with its type.
set -eu
. "$TESTS/../must.sh"

# partner NAME LABEL REST: a row of organisations.
partner() {
    echo "$1 = { label = \"$2\"; type = \"grassroots_association\"; $3 };"
}
study() {
    echo 'title = "By name"; question = "Who stays?"; currency = "CAD"; horizon = 24; draws = 6; replicates = 2; seed = 3;'
    echo '@include "organisation-types.cfg"'
    echo '@include "policies.cfg"'
    echo 'organisations = {'
    for name in alley bakery choir dairy eatery; do
        partner $name "The <$name> & co" "$1 relation = { team = \"ours\"; stage = \"partnered\"; trust = 0.6; };"
    done
    partner many "Many others" "$1 count = 4;"
    echo '};'
    echo 'teams = { ours = { label = "Us"; policy = "sustained"; grants = ( { start = 0; months = 12; amount = 90000; } ); }; };'
    echo 'windows = ["24"]; headlines = ( { outcome = "ties"; window = "24"; } );'
    echo 'arms = { go = { label = "Go"; baseline = true; changes = { teams = { ours = { policy = "parachute"; }; }; }; };'
    echo '  stay = { label = "Stay"; changes = {}; }; same = { label = "Go too"; changes = { teams = { ours = { policy = "parachute"; }; }; }; }; };'
}

study 'named = true;' >named.cfg
rapport compare named.cfg --quiet --out out >text
rapport compare named.cfg --quiet --out again --format json >json
sed 's/<[^>]*>/ /g' out/report.html >page

# Every number of named.csv is a cell of outcomes.csv and contrasts.csv: no other estimator.
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[FILENAME, $i] = i; next }
    { f = FILENAME }
    f == "out/outcomes.csv" { level[$1, $2, $3, $4] = $at[f, "mean"] " " $at[f, "ci_low"] " " $at[f, "plausible_high"] }
    f == "out/contrasts.csv" { apart[$2, $3, $4, $5] = $at[f, "difference"] " " $at[f, "ci_high"] }
    f == "out/named.csv" { n++
        if (level[$3, $4, $1, $6] != $at[f, "mean"] " " $at[f, "ci_low"] " " $at[f, "plausible_high"]) bad++
        if ($3 != "go" && apart[$3, $4, $1, $6] != $at[f, "difference"] " " $at[f, "difference_ci_high"]) bad++
        if ($3 == "go" && $at[f, "difference"] != "") bad++
        if ($3 == "same" && $at[f, "difference"] != "" && $at[f, "difference"] != 0) bad++ }
    END { if (n != 5 * 3 * 5 || bad) { print n, bad; exit 1 } }' out/outcomes.csv out/contrasts.csv out/named.csv

# The one who differs most comes first: in the terminal and on the page, with the probability of named.csv.
first=$(grep ',stay,partner_yes,' out/named.csv | awk -F, '{ d = $13 < 0 ? -$13 : $13; print d, $1 }' | sort -rn |
    sed -n '1s/.*organisation://p')
value=$(grep "^organisation:$first,.*,stay,partner_yes," out/named.csv | cut -d, -f8 | xargs printf '%.3f')
[ "$(sed -n '/^Named partners/,$p' text | sed -n '3s/^ *The <\([a-z]*\)>.*/\1/p')" = "$first" ]
sed -n '/^Named partners/,$p' text | sed -n 3p | grep -qF " $value "
grep -F "$first" page | grep -qF "$value"
grep -F "The &lt;$first&gt; &amp; co" page | sed -n 1p | grep -q 'would say yes next time in '
[ "$(grep -o 'would say yes next time' page | wc -l)" -eq 4 ]
grep -q 'These differ most. 1 more is named' page
grep -qF "The <$first> & co would say yes next time in" text
[ "$(grep -c '"group": "organisation:' json)" -eq 5 ]
must_fail 1 grep -q 'organisation:many' out/named.csv

# Paths: each who is told of, in every month and arm.
[ "$(grep -c ',partner_trust,organisation:' out/series.csv)" -eq $((5 * 3 * 25)) ]
[ "$(grep -o '<polyline' out/report.html | wc -l)" -eq 8 ]

# One arm: told as well, nothing compared.
rapport run named.cfg --arm stay --quiet --out one >text
grep -q 'co would say yes next time in [a-z ]*[0-9]* of 10 histories\.*' text
must_fail 1 grep -q 'difference in probability' text

# What is not asked for is not there.
study '' >quiet.cfg
rapport compare quiet.cfg --quiet --out quiet >text
[ ! -e quiet/named.csv ]
must_fail 1 grep -q 'bakery\|partner_yes' text quiet/outcomes.csv quiet/contrasts.csv quiet/series.csv
must_fail 1 grep -q 'would say yes next time\|id="named"' quiet/report.html
