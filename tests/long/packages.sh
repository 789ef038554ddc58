#!/bin/sh
# packages.sh [SUITE]: the Debian packages and the container, on machines that hold nothing (machine.sh).
#
# On the first, what the container's definition says is carried out, and packages are built, at which lintian looks where
# it is there. On the second, which has never seen the sources, they are installed: the shipped main study is compared,
# with the bytes of the first; manual, completion, readers and the page of a class are found; the library's example is
# compiled and prints what the program writes. About ten minutes. Status 77, with a reason, where no such machine can be
# made here.
set -eu

suite=${1-bookworm}
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/tests/long/machine.sh"

# part NAME: the lines of a part of the container's definition.
part() {
    awk -v name="%$1" '/^%/ { inside = $1 == name; next } inside && NF' "$project/.packages/rapport.def"
}

# What the container's definition says: where the sources stand, the commands that build, and those that test.
sources=$(part files | awk '{ print $2 }')
part post >"$scratch/post.sh"
part test >"$scratch/test.sh"
[ -n "$sources" ] && [ -s "$scratch/post.sh" ] && [ -s "$scratch/test.sh" ] ||
    { echo "the definition of the container says nothing to do"; exit 1; }
home=/srv/home

# try FOLDER COMMAND: there, on the machine that was made last.
try() {
    on root "$1" HOME=$home "$2"
}

start root "$sources"
mkdir "$machine$home"
cp "$scratch/post.sh" "$scratch/test.sh" "$machine$home/"
# as Apptainer does: from /, and ends at the first command that fails
try / "sh -e $home/post.sh"
try / "sh -e $home/test.sh"
try / "rapport compare $sources/scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 \
    --plot none --quiet --out $home/results"
try "$sources" "sh .packages/debian.sh $home/packages"
cp -r "$machine$home/packages" "$machine$home/results" "$scratch/"
if command -v lintian >/dev/null 2>&1; then
    lintian --fail-on error --allow-root "$scratch"/packages/*.deb || failed=1
fi

umount "$machine/proc"
rm -rf --one-file-system "$machine"
start root
mkdir "$machine$home"
cp -r "$scratch/packages" "$scratch/results" "$machine$home/"
try / "apt-get -q update && apt-get -q install -y $home/packages/*.deb man-db bash-completion gcc libc6-dev pkg-config"
try $home "rapport compare /usr/share/doc/rapport/scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 \
    --quiet --out here && cmp here/outcomes.csv results/outcomes.csv && [ -s here/report.html ] && ls here/plots/*.svg"
try $home "rapport classroom /usr/share/doc/rapport/scenarios/one-year-or-five.cfg -o class.html && [ -s class.html ]"
try / "MANWIDTH=200 man rapport | grep -q 'realist evaluation'"
try / "bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader rapport; complete -p rapport'"
try / "ls /usr/share/rapport/readers/rapport.R /usr/share/rapport/readers/rapport.py"
try $home 'cc -std=c17 $(pkg-config --cflags rapport) /usr/share/doc/rapport/scenarios/library/run_study.c \
    $(pkg-config --libs rapport) -o run_study &&
    ./run_study /usr/share/doc/rapport/scenarios/parachute-vs-sustained.cfg /usr/share/rapport 2 2 | cmp - results/outcomes.csv'
try / "apt-get -q remove -y rapport && ! command -v rapport"
exit $failed
