#!/bin/sh
# how_to_add.sh RAPPORT: the examples of the pages HOW-TO-ADD.md work as they stand.
#
# Adds every block of the pages to a copy of the sources, builds it once, and compares what the copy says with what is
# known beforehand, and with RAPPORT, which lacks the examples.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/must.sh"
before=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
unset RAPPORT_DATA
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
copy=$scratch/copy
pages="models/HOW-TO-ADD.md sim/HOW-TO-ADD.md plots/HOW-TO-ADD.md"

wrong() {
    echo "$*" >&2
    exit 1
}

# place FILE TEXT BLOCK: puts the block behind the first line of the file that holds TEXT; without TEXT at its end.
place() {
    mkdir -p "$(dirname "$1")"
    [ -n "$2" ] || {
        cat "$3" >>"$1"
        return
    }
    grep -qF -- "$2" "$1" || wrong "$1: no line holds: $2"
    text=$2 block=$3 awk '
        { print }
        !found && index($0, ENVIRON["text"]) {
            found = 1
            while ((getline line < ENVIRON["block"]) > 0) print line
        }' "$1" >"$scratch/placed"
    cp "$scratch/placed" "$1"
}

# carry_out PAGE: every block whose first line names a file, in order.
carry_out() {
    rm -rf "$scratch/blocks"
    mkdir "$scratch/blocks"
    awk -v to="$scratch/blocks/" '
        /^```/ && block { close(block); block = ""; next }
        /^```[a-z]+ [^ ]/ {
            block = to sprintf("%03d", ++n)
            at = match($0, / after /)
            path = at ? substr($0, 1, at - 1) : $0
            sub(/^[^ ]* /, "", path)
            print path "\n" (at ? substr($0, at + 7) : "") >(block ".where")
            close(block ".where")
            printf "" >block
            next
        }
        block { print >block }
        END { if (block) print "a block is not closed"; if (!n) print "no block" }' "$1" >"$scratch/said"
    [ ! -s "$scratch/said" ] || wrong "$1: $(cat "$scratch/said")"
    for where in "$scratch"/blocks/*.where; do
        place "$copy/$(sed -n 1p "$where")" "$(sed -n 2p "$where")" "${where%.where}"
    done
}

# quietly COMMAND...: what it says is shown only where it fails.
quietly() {
    "$@" >"$scratch/said" 2>&1 || {
        cat "$scratch/said" >&2
        wrong "failed: $*"
    }
}

# cell FILE ROW COLUMN: the cell of a CSV file in the first row that matches, under a heading.
cell() {
    awk -F, -v row="$2" -v column="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) at = i }
        NR > 1 && $0 ~ row { print $at; exit }' "$1"
}

# is WHAT EXPECTED FOUND
is() {
    [ "$2" = "$3" ] || wrong "$1 is $3, not $2"
}

# ---- copy, add, build -----------------------------------------------------------------------------------------------

cd "$here/.."
mkdir -p "$copy/tests"
cp -R CMakeLists.txt .packages sim models plots "$copy"
cp -R tests/plain_* tests/bench "$copy/tests"
for page in $pages; do
    carry_out "$page"
done
for rule in sizes names layers; do
    sh "$here/$rule.sh" >/dev/null 2>&1 || continue # broken without the examples: its own test says so
    SOURCE=$copy quietly sh "$here/$rule.sh"
done

generator="Unix Makefiles"
! command -v ninja >/dev/null || generator=Ninja
quietly cmake -S "$copy" -B "$scratch/build" -G "$generator" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O0 \
    -DCMAKE_C_FLAGS_DEBUG= -DRAPPORT_WERROR=ON
quietly cmake --build "$scratch/build" --parallel 2 --target rapport testhelp # with the plain second version
after=$scratch/build/rapport
cd "$scratch"

# ---- every new name is known ----------------------------------------------------------------------------------------

for name in discretionary_hours mechanisms.familiarity parameters.familiarity_rate milestone.level; do
    quietly "$after" explain $name
done

# ---- partner type, outcome, question and picture --------------------------------------------------------------------

quietly "$after" when "$copy/library.cfg" --out when --threads 1 --quiet
must_lack "could not be drawn" said

# Two libraries of 20 hours; three associations of 12.
"$after" run "$copy/library.cfg" --out start --draws 0 --plot none --threads 1 --quiet >said
is "hours of libraries" 40 "$(cell start/outcomes.csv ,discretionary_hours,type:public_library, mean)"
is "hours of the well staffed" 20 "$(cell start/outcomes.csv ,discretionary_hours_large,all, mean)"
is "hours of all" 76 "$(cell start/outcomes.csv ,discretionary_hours,all, mean)"

# The first month of the path that is at the level.
for arm in apart stay; do
    month=$(awk -F, -v arm=$arm '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        $at["arm"] == arm && $at["outcome"] == "partnerships_live" && $at["group"] == "all" && $at["mean"] >= 2 {
            print $at["month"]; exit }' when/series.csv)
    is "month of $arm" "$month" "$(cell when/milestone.csv "^$arm," month)"
done
[ -n "$month" ] || wrong "no arm reaches the milestone: the study shows nothing"
for file in plots/milestone.gp plots/milestone.dat report.html; do
    [ -s when/$file ] || wrong "$file was not written"
done
grep -q 'id="milestone"' when/report.html || wrong "the page lacks the section"
! command -v gnuplot >/dev/null || [ -s when/plots/milestone.svg ] || wrong "gnuplot drew no picture"

# ---- the told event: of those in touch, and of nobody where the mechanism is off ------------------------------------

# At 10 a month whoever is in touch thinks well within weeks.
tell() {
    quietly "$after" run "$copy/library.cfg" --arm stay --draws 0 --story --plot none --threads 1 --quiet --out "$@"
}

# whom FOLDER EVENT: the organisations of which it is told.
whom() {
    awk -F, -v event="$2" '$(NF - 2) == event { print $6, $7 }' "$1/story.csv" | sort -u
}
tell seen --set parameters.familiarity_rate=10
grep -q "Month.*seeing researchers often, it came to think well of them" said || wrong "the event is not told"
[ -n "$(whom seen won_over)" ] || wrong "nobody is won over"
is "who is won over" "$(whom seen said_yes)" "$(whom seen won_over)"
tell unseen --set parameters.familiarity_rate=10 --set mechanisms.familiarity=0.0
is "who is won over without the mechanism" "" "$(whom unseen won_over)"

# ---- the mechanism: nothing at strength 0, something at 1 -----------------------------------------------------------

# figures PROGRAM FOLDER OPTION...: the tables of a study that all know, without the new outcome.
figures() {
    program=$1 folder=$2
    shift 2
    quietly "$program" compare first.cfg --out "$folder" --draws 2 --plot none --threads 1 --quiet "$@"
    sed '/,discretionary_hours[a-z_]*,/d' "$folder/outcomes.csv" "$folder/contrasts.csv" "$folder/series.csv" >"$folder.all"
}

quietly "$before" init first
figures "$before" without
figures "$after" at_0 --set mechanisms.familiarity=0.0
figures "$after" at_1
cmp without.all at_0.all || wrong "strength 0 is not as without the mechanism"
must_fail 1 cmp -s at_0.all at_1.all
grep -q ',reputation,' without.all || wrong "nothing was compared"
echo "the examples of $pages work"
