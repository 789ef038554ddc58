# readers_r.sh: plots/readers/rapport.R in R itself: tests/readers/readers.R, and the lines of the page for researchers.
set -eu
command -v Rscript >/dev/null || { echo "R is not here (Debian: r-base-core)"; exit 77; }
set -- r R
. "$TESTS/../readers/form.sh"
Rscript --vanilla "$readers/readers.R"
Rscript --vanilla page.R >page.said
grep -q '<svg' contrasts.svg
