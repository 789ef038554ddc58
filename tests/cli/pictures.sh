# pictures.sh: what gnuplot leaves is a picture only where it is one from end to end. Others are named and left out;
# the run is no failure, and the page has the rest.
set -eu
. "$TESTS/../must.sh"
mkdir bin

# A gnuplot of another mind for each script, which is its last word.
cat >bin/gnuplot <<'FAKE'
#!/bin/sh
for script; do :; done
picture=${script%.gp}.svg.partial
begin() { printf '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" id="%s">' "$script" >"$picture"; }
case $script in
contrasts.gp) begin; exit 0 ;;
spend.gp) exit 0 ;;
for-whom*) begin; kill -SEGV $$ ;;
path-trust.gp) begin; echo '</svg>' >>"$picture"; echo 'warning: nothing to worry about' >&2 ;;
path-*) begin; echo '</svg>' >>"$picture"; echo 'line 9: too few' >&2; exit 2 ;;
esac
FAKE
chmod +x bin/gnuplot
PATH=$PWD/bin:$PATH
rapport compare "$TESTS/small.cfg" --draws 2 --quiet --out out >said 2>err
grep -q 'What could not be drawn is left out: ' err
grep -q '(it ended with status 2: line 9: too few)' err
for stem in path-participants path-promises-breached contrasts spend for-whom-type; do
    grep -q "left out: .*$stem" err
    [ ! -e "out/plots/$stem.svg" ]
done
must_lack "path-trust[,. ]" err
[ "$(find out/plots -name '*.svg')" = out/plots/path-trust.svg ]
[ -z "$(find out -name '*.partial')" ]
[ "$(grep -c '"plots/[a-z-]*.svg"' out/manifest.json)" -eq 1 ]
[ "$(grep -c '<img ' out/report.html)" -eq 1 ]

# what was wrong with the first is said, whatever it is
first() {
    sed -i "s/^path-\*) .*/path-*) $1 ;;/" bin/gnuplot
    rapport report out --quiet 2>err
    grep -q "($2)" err
}
first 'kill -KILL $$' 'it was ended by signal 9'
first 'exit 0' 'gnuplot left none'
first 'begin' 'gnuplot left a part of it'
first 'printf "\\033[2Jgone\\n" >\&2; exit 4' 'it ended with status 4:  \[2Jgone'
[ -z "$(tr -d '\n -~' <err)" ]

# a link that a received folder brings is not written through
echo untouched >elsewhere
ln -s ../../elsewhere out/plots/path-trust.svg.partial
rapport report out --quiet 2>err
grep -q '^untouched$' elsewhere
[ -f out/plots/path-trust.svg ]
