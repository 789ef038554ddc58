# odd_prints.sh: what is printed can be read: no nan, no inf, no minus nought, no exponents and no number of more digits
# than a reader needs, on the terminal and on pages; no nan and no inf in files. No unit that names no currency, no limit
# of minus nought, and no ratio to what cannot be told from nothing. Of studies with many runs and with few.
set -eu
. "$TESTS/../must.sh"
scenarios=$TESTS/../../scenarios

not_a_number='\(^\|[^a-z/-]\)[+-]\?\(nan\|inf\|-0\(\.0*\)\?\)\($\|[^a-z0-9._-]\)'
exponent='[0-9]e[+-][0-9]'
long='[0-9]\.[0-9]\{7,\}'
unclear='currency/\|minus 0\(\.0*\)\? '

# words PAGE: what a reader sees of a page, without its addresses, styles and pictures.
words() {
    sed -e '/<style/,/<\/style>/d' -e '/<svg/,/<\/svg>/d' -e 's/<[^>]*>/ /g' -e 's/doi:[^ ]*//g' -e 's/−/-/g' "$1"
}

# money_is_not_negative FILE: what a partnership or a participant cost has no interval below 0: what it is divided by is
# told apart from nothing.
money_is_not_negative() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["outcome"] ~ /^spend_per_/ && $at["ci_low"] != "" && $at["ci_low"] < 0 { print; bad = 1 }
        END { exit bad }' "$1"
}

# look NAME COMMAND STUDY OPTION...: runs it, and reads all that it says.
look() {
    name=$1 command=$2 study=$3
    shift 3
    rapport "$command" "$study" "$@" --quiet --plot none --out "$name" >"$name.text"
    words "$name/report.html" >"$name.page"
    for said in "$name.text" "$name.page"; do
        must_lack -n "$not_a_number\\|$exponent\\|$long\\|$unclear" "$said"
    done
    money_is_not_negative "$name/outcomes.csv"
    must_lack -n "$not_a_number" "$name"/*.csv
    [ "$command" != budget ] || must_lack -n "$not_a_number\\|$exponent\\|$long" "$name/justification.md"
}

few='--draws 2 --replicates 1'
look small compare "$TESTS/small.cfg"
look small_few compare "$TESTS/small.cfg" --draws 0 --replicates 1
look budget budget "$scenarios/mobilising-assets/budget.cfg" $few
look budget_one budget "$scenarios/mobilising-assets/budget.cfg" --draws 0 --replicates 1
look cut budget "$scenarios/calgary/budget.cfg" $few --cut 15
look cut_one budget "$scenarios/calgary/budget.cfg" --draws 0 --replicates 1 --cut 15
look patterns validate "$TESTS/patterns.cfg" $few
cp "$TESTS/small.cfg" .
sed 's/direction = "down";/direction = "down"; at_least = 0.0;/' "$TESTS/patterns.cfg" >nought.cfg
look nought validate nought.cfg $few
grep -q '; below 0 (people)' nought.text
look ratios compare "$scenarios/quebec-ontario/quebec-ontario.cfg" --draws 6 --replicates 2
look discover discover "$TESTS/discover.cfg" $few
look reach compare "$scenarios/who-is-reached.cfg" $few

# A copy of the baseline parts its share with it, a dominated arm has no cost per unit, nothing is worth "up to 0", and
# the shares of the arms add to 1 at every worth of a unit at which they are told.
look twins budget "$TESTS/twins.cfg"
must_lack -n 'up to 0\($\|[^0-9,]\)' twins.text
grep -q '^dear_worse,.*,is dominated,,,,' twins/arms.csv
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["acceptability"] == "" { next }
    { sum[$at["unit_worth"]] += $at["acceptability"]; share[$at["arm"]] = $at["acceptability"] }
    $at["arm"] == "dear_worse" && share["sustained"] != share["twin"] { print "twins differ: " $0; bad = 1 }
    END { for (x in sum) { n++; if (sum[x] < 1 - 1e-12 || sum[x] > 1 + 1e-12) { print x, sum[x]; bad = 1 } }
          exit bad || n < 10 }' twins/worth.csv

for study in small twins patterns discover; do
    case $study in small) command=compare ;; twins) command=budget ;; patterns) command=validate ;; *) command=discover ;; esac
    for format in csv json; do
        rapport $command "$TESTS/$study.cfg" $few --out said_$study --force --quiet --plot none --format $format >said
        must_lack -n "$not_a_number" said
    done
done

for format in csv json; do
    for draws in 0 2; do
        rapport compare "$TESTS/small.cfg" --draws $draws --replicates 1 --force --quiet --plot none --format $format >said
        must_lack -n "$not_a_number" said
    done
done
