# works.sh: test draws its pictures, each beside its script and data, and the page holds section, pictures and items.
set -eu
. "$TESTS/../must.sh"
command -v gnuplot >/dev/null || exit 0
study=$TESTS/../../scenarios/calgary/propositions.cfg
rapport test "$study" --draws 2 --replicates 1 --quiet --out out >/dev/null 2>err
[ ! -s err ]
for name in propositions programme-theory what-works-for-whom strengths mechanisms; do
    for extension in svg gp dat; do
        [ -s "out/plots/$name.$extension" ]
    done
    cat out/report.html out/appendix.html | grep "plots/$name.dat" >/dev/null
    grep -q "\"plots/$name.svg\"" out/manifest.json
done
must_lack -q 'could not be drawn' out/report.html out/appendix.html
grep -q '<section id="works">' out/report.html
grep -q '<section id="standards">' out/appendix.html
grep -q 'about the theory as it is written in the model, not about the world' out/report.html
# compare has none of them
rapport compare "$study" --draws 2 --replicates 1 --quiet --force --out out >/dev/null 2>err
[ ! -e out/plots/propositions.svg ]
must_lack -q '<section id="works">' out/report.html
