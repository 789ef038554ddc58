# classroom.sh: what a class is shown is what the same study runs: ends, means, events; a code gives a run again; what cannot
# be shown is refused with a sentence; a study says what is offered, or the model does.
set -eu
. "$TESTS/../must.sh"
scenarios=$TESTS/../../scenarios
class=$scenarios/one-year-or-five.cfg

# ask REQUEST; code PLACES-GUESSES-LUCK; value KEY FILE: what stands behind it, of each line that has it
ask() {
    rapport classroom "${study-$class}" --ask "$1"
}
code() {
    ask "code $1" | sed -n 's/.*"code": "\(.*\)".*/\1/p'
}
value() {
    sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\).*/\1/p" "$2"
}

# ---- the same figures as a run of forty sets of assumptions, one history each ----
ask offer >offer
[ "$(value partners offer)" = 8 ]
[ "$(value worlds offer)" = 40 ]
[ "$(value code offer | tail -n 1)" = "$(code 331-1-1)" ]
[ "$(value sought offer | tr '\n' ' ')" = "8 8 " ] # how many groups each team wants at a time
first=$(code 331-1-1)
ask "worlds $first both 1 40" >worlds
rapport compare "$class" --plot none --quiet --out run >/dev/null
rapport export run --outcome ties_working --group all --window 120 --arm five_years | sed 1d | cut -d, -f7 >ends
rapport export run --outcome ties_working --group all --window 120 --arm one_year | sed 1d | cut -d, -f7 >first_ends
value count worlds | grep -v '{' | head -n 80 | cat >counts
cat first_ends ends | cmp - counts
for outcome in ties_working:1 partner_hours:2 hours_returned:3 participants:4; do
    for arm in one_year five_years; do
        awk -F, -v arm=$arm -v outcome=${outcome%:*} \
            '$1 == arm && $2 == outcome && $3 == "all" && $4 == 120 { print $9 }' run/outcomes.csv
    done
done | sort >means
value mean worlds | sort | cmp - means

# in French, and with the groups under their long names, they are the same
study=$scenarios/teaching/un-an-ou-cinq.cfg
ask "worlds $(ask offer | value code - | tail -n 1) both 1 40" | grep -v '"code"\|"label"' >other
grep -v '"code"\|"label"' worlds | cmp - other
mkdir calgary && cp "$scenarios/calgary/community.cfg" calgary/
sed '/^@include "organisation-types.cfg"/d; /^organisations = {/,/^community = {/d; /^  label = "Bangladeshi/i @include "calgary/community.cfg"' \
    "$class" | awk '/calgary.community/ { print; inside = 1 } !inside; inside && /^};/ { inside = 0 }' >long_names.cfg
study=long_names.cfg
ask "worlds $(ask offer | value code - | tail -n 1) both 1 40" | grep -v '"code"\|"label"' | cmp - other
study=$class

# ---- a story ends as its world does, and shows who is counted ----
third=$(code 331-3-3)
ask "story $third" >story
[ "$(value end story | tr '\n' ' ')" = "$(sed -n '3p;43p' counts | tr '\n' ' ')" ]
[ "$(value counts story | grep -c true)" -eq "$(sed -n '3p;43p' counts | awk '{ n += $1 } END { print n }')" ]
grep -q '"words": "it became a partner"' story
# the number of a group stands beside its name, which the page says as its readers do
[ "$(value number story | grep -c '^[1-9]')" -gt 8 ]
must_fail 1 grep -q '"label": ".* [0-9]"' story
rapport run "$class" --code "$third" --format json | cmp - story
rapport run "$class" --code "$(echo "$third" | tr 'A-Z' 'a-z')" >told
[ "$(sed -n 's/^Working together at the end: \(.*\)\.$/\1/p' told | tr '\n' ' ')" = "$(value end story | tr '\n' ' ')" ]
[ "$(grep -c '^Month ' told)" -eq "$(grep -c '"words"' story)" ]
# luck and guesses differ each by itself
ask "worlds $third luck 3 1" | value code - | tail -n 1 | grep -qx "$third"
ask "worlds $first luck 2 1" | value code - | tail -n 1 | grep -qx "$(code 331-1-2)"
ask "worlds $first guesses 2 1" | value code - | tail -n 1 | grep -qx "$(code 331-2-1)"
# in French
ask "story $third fr" | grep -q '"words": "il est devenu partenaire"'

# ---- a change, and why: in each world there are fewer, more or the same ----
ask "why $first $(code 311-1-1)" >why
value sure why | grep -qx clear
# says PLACES LANGUAGE COUNTS RANGE: what is said of a change; F, M and S stand for its numbers of worlds
says() {
    ask "why $first $(code $1) $2" >said
    counts=$(echo "$3" | sed "s/F/$(value fewer said)/; s/M/$(value more said)/; s/S/$(value same said)/")
    grep -q "\"says_how_sure\": \".*40 .*$counts\. .*$4\.\"" said
    [ $(($(value fewer said) + $(value more said) + $(value same said))) -eq 40 ]
}
says 131-1-1 en 'F have fewer, M more, S the same' ' 0\.[0-9]* to 0\.[0-9]* more'
says 311-1-1 fr 'moins dans F, plus dans M, autant dans S' ' 4,[0-9]* à 5,[0-9]* de moins'
says 332-1-1 en 'F have fewer, M more, S the same' 'from 0\.[0-9]* fewer to 0\.[0-9]* more'
ask "worlds $(code 311-1-1) both 1 40" >changed
[ "$(value change why)" = "$({ value mean changed | sed -n 5p; value mean worlds | sed -n 5p; } | awk 'NR == 1 { x = $1 } END { print x - $1 }')" ]
ask "why $(code 311-1-1) $first" | value change - | grep -qx "$(value change why | sed 's/^-//')"

# ---- what cannot be done is said ----
must_fail 2 rapport classroom "$class" --ask "story 331-1-1-A" >err
must_fail 2 rapport classroom "$class" --ask "story 331-1-1-B" >err2
grep -q '"error": "this is no code of this study' err || grep -q '"error": "this is no code of this study' err2
for request in dance "worlds $first both 0 4" "worlds $first all 1 4" "worlds $first both 1 x" "why $first $first" \
    "why $first $(code 221-1-1)" "story" "story $first xx"; do
    must_fail 2 rapport classroom "$class" --ask "$request" >err
    grep -q '"error": "' err
done
must_fail 2 rapport run "$class" --code 331-1-1-Z 2>err
grep -q 'no code of this study' err
must_fail 2 rapport classroom "$class" 2>err
grep -q 'out FILE or --ask REQUEST expected' err

# ---- a study says what is offered ----
sed 's/reserve = 0.0; aftercare = 0; };/aftercare = 0; };/' "$class" >refused.cfg
must_fail 2 rapport classroom refused.cfg --ask offer 2>err
grep -q 'the lever "afterwards" at "the team stays in touch, unpaid": ' err
wrong() {
    sed "$1" "$class" >wrong.cfg
    must_fail 2 rapport classroom wrong.cfg --ask offer 2>err
    grep -q "wrong.cfg:[0-9]*: $2" err || { cat err; exit 1; }
}
wrong 's/outcome = "ties_working";$/outcome = "ties_workin";/' 'classroom.outcome: unknown outcome'
wrong 's/^  outcome = "ties_working";/  outcome = "trust";/' 'classroom.outcome: a total over organisations expected'
wrong 's/^classroom = {/&  arms = ["one_year", "one_year"];/' 'classroom.arms: two different arms expected'
wrong 's/^classroom = {/&  arms = ["one_year"];/' 'classroom.arms: two arms expected'
wrong 's/arm = "five_years";/arm = "six_years";/' 'classroom.levers.refusal.arm: unknown arm'
wrong 's/later = {.*/later = { label = "later"; changes = {}; };/' 'classroom.levers.refusal.choices: one choice without changes expected'
# or the model does: hours of the second arm, and as many partners as it asks
study=$scenarios/parachute-vs-sustained.cfg
ask offer >main
grep -q '"name": "follow_up"' main
[ "$(value partners main)" = 8 ]
[ "$(grep -c '"half of it"' main)" -eq 3 ]
study=$scenarios/who-is-reached.cfg
ask "story $(ask offer | value code - | tail -n 1)" | grep -q '"words": "it became a partner"'
# partners of a register bear their own names, no kinds with numbers; who may not be named bears the name of its row
study=$scenarios/partners/ours.cfg
ask "story $(ask offer | value code - | tail -n 1)" >story
grep -A 1 -F '"label": "Gurdwara Kitchen ' story | grep -q '"number": 0'
must_fail 1 grep -q '"number": [1-9]' story
must_fail 1 grep -q 'Tenants of Pier' story
grep -q '"label": "partner_82612"' story
# and none does where nobody may be named
mkdir none
cp "$scenarios"/partners/*.cfg none
sed -i '/named = true;/d' none/*.cfg
study=none/ours.cfg
ask "story $(ask offer | value code - | tail -n 1)" >story
grep -q '"label": "partner_[0-9]*"' story
must_fail 1 grep -q '"label": "Gurdwara Kitchen' story
sed 's/^mechanisms = {/& unpaid_delivery = 0.0; partners_call = 0.0; unpaid_contact = 0.0;/' \
    "$TESTS/../fuzz/corpus/study/meanfield.cfg" >mean.cfg
must_fail 2 rapport classroom mean.cfg --ask offer 2>err
grep -q 'the model "meanfield" tells nothing of a history' err

# ---- the page, where an engine for browsers was built; else a sentence says how it is ----
rapport classroom "$class" -o page.html 2>err || { grep -q 'quickstart.sh classroom' err && exit 0; }
[ "$(wc -c <page.html)" -lt 400000 ]
must_lack -q '{{' page.html
command -v node >/dev/null || exit 0
# Natively and in the browser's engine the same bytes. The engine for browsers writes no CSV: its answers hold the figures of
# runs and of outcomes.csv, to the last digit (above), and each month of each path.
asker=$(cd -P "$TESTS/../web" && pwd)/ask.js # node does not follow links on the way up
alike() {
    study=$1
    rm -f page.html
    rapport classroom "$study" --out page.html
    one=$(ask offer | value code - | tail -n 1)
    other=$(code "$2")
    for request in "offer fr" "story $one fr" "worlds $one both 1 ${3-20}" "${4-why $one $other}"; do
        ask "$request" >native
        node "$asker" page.html "$request" | cmp - native
    done
}
alike "$class" 131-1-1
alike "$scenarios/parachute-vs-sustained.cfg" 133-1-1 10
alike "$scenarios/who-is-reached.cfg" 13-1-1 2 "code 13-1-1"
