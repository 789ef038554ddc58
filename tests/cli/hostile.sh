# hostile.sh: labels run nothing, neither while running nor when a plot is drawn again by hand.
set -eu
rapport compare "$TESTS/small.cfg" --draws 2 --quiet --out out >/dev/null
(cd out/plots && for script in *.gp; do gnuplot "$script" >/dev/null 2>&1; done)
found=$(find . -name 'ran-*')
[ -z "$found" ] || { echo "$found"; exit 1; }
! grep -q '<script>' out/report.html
! grep -q '<b>study' out/report.html
# a cell that a spreadsheet would take for a formula is quoted with an apostrophe
! grep -E '(^|,)"?[=+@]' out/*.csv
