# no_gnuplot.sh: without gnuplot the run ends well, says so once, and leaves scripts and data.
set -eu
. "$TESTS/../must.sh"
mkdir bin
ln -s "$(command -v rapport)" bin/rapport
status=0
PATH=$PWD/bin rapport compare "$TESTS/small.cfg" --draws 2 --out out >said 2>err || status=$?
[ $status -eq 0 ]
[ "$(grep -c 'gnuplot was not found' err)" -eq 1 ]
ls out/plots/*.gp out/plots/*.dat >/dev/null
[ -z "$(find out/plots -name '*.svg')" ]
[ -s out/report.html ]
# a gnuplot that fails is named, and is no failure of the run either; its locale is not the user's
printf '#!/bin/sh\necho "line 3: broken in $LC_ALL" >&2\nexit 1\n' >bin/gnuplot
chmod +x bin/gnuplot
PATH=$PWD/bin:/usr/bin:/bin rapport report out >said 2>err
grep -q 'could not be drawn' err
grep -q 'line 3: broken in C.UTF-8' err
# and what it could not draw this time stands no more in the list of files
rapport report out --quiet >/dev/null
grep -q '"plots/[^"]*\.svg"' out/manifest.json
PATH=$PWD/bin:/usr/bin:/bin rapport report out >said 2>err
must_lack -q '"plots/[^"]*\.svg"' out/manifest.json
