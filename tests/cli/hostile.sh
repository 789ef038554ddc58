# hostile.sh: labels run nothing, neither while running nor when a plot is drawn again by hand.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --draws 2 --quiet --out out >/dev/null
(cd out/plots && for script in *.gp; do gnuplot "$script" >/dev/null 2>&1; done)
found=$(find . -name 'ran-*')
[ -z "$found" ] || { echo "$found"; exit 1; }
must_lack -q '<script' out/report.html
must_lack -q '<b>study' out/report.html
# a cell that a spreadsheet would take for a formula is quoted with an apostrophe
rapport validate "$TESTS/patterns.cfg" --draws 2 --replicates 1 --plot none --quiet --out labels >/dev/null
grep -q "\"'=logic, " labels/quantities.csv
must_lack -E '(^|,)"?[=+@]' out/*.csv labels/*.csv
