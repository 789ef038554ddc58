#!/bin/sh
# installed.sh BUILD: an installed copy works without the source tree: data, manual and completion included.
set -eu
build=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$build" --prefix "$scratch/usr" >/dev/null
cd "$scratch"
usr/bin/rapport init first >/dev/null
usr/bin/rapport check first.cfg --format csv | grep -q '^parachute,\|^study,' ||
    { echo "check says nothing of an arm"; exit 1; }
usr/bin/rapport compare first.cfg --draws 1 --replicates 1 --plot none --quiet >/dev/null
grep -q '"path": "data:' results-first-compare/manifest.json || { echo "no included data in the manifest"; exit 1; }
[ -s results-first-compare/report.html ]
gzip -dc usr/share/man/man1/rapport.1.gz | grep -q '^\.TH RAPPORT' || { echo "no manual"; exit 1; }
[ -s usr/share/bash-completion/completions/rapport ]
ls usr/share/rapport | grep -q . || { echo "no data folder"; exit 1; }
for file in rapport.R rapport.py columns.csv; do
    [ -s usr/share/rapport/readers/$file ] || { echo "no readers/$file"; exit 1; }
done
! command -v Rscript >/dev/null || Rscript --vanilla -e 'source("usr/share/rapport/readers/rapport.R")' -e '
    results <- rapport_run("first.cfg", draws = 1, replicates = 1)
    stopifnot(rapport_program() == normalizePath("usr/bin/rapport"), nrow(results$outcomes) > 0)' 2>&1

# The page of a class, where the engine for browsers was built.
if [ -s usr/share/rapport/rapport.wasm ]; then
    usr/bin/rapport classroom usr/share/doc/rapport/scenarios/one-year-or-five.cfg -o class.html
    [ -s class.html ]
fi

# The library: what the example prints is what the program writes, to the byte.
export PKG_CONFIG_PATH=$(dirname "$(find "$scratch/usr" -name rapport.pc)")
# word splitting is wanted: one argument an option
cc -std=c17 -Wall -Wextra -Werror $(pkg-config --define-prefix --cflags rapport) \
    "$scratch/usr/share/doc/rapport/scenarios/library/run_study.c" \
    $(pkg-config --define-prefix --libs rapport) -o run_study
shipped=usr/share/doc/rapport/scenarios/parachute-vs-sustained.cfg # includes what stands beside it, and data
usr/bin/rapport compare $shipped --draws 1 --replicates 1 --plot none --quiet --out shipped >/dev/null
./run_study $shipped "$(pkg-config --define-prefix --variable=datadir rapport)" 1 1 >outcomes.csv
cmp outcomes.csv shipped/outcomes.csv
