#!/bin/sh
# packages.sh [SUITE]: the Debian packages and the container, on machines that hold nothing (machine.sh).
#
# On the first, what the container's definition says is carried out, and packages are built. On the second, which has
# never seen the sources, they are installed: the shipped main study is compared, with the bytes of the first; manual,
# completion, readers and the page of a class are found; the library's example is compiled and prints what the program writes. About ten minutes.
# Status 77, with a reason, where no such machine can be made here.
set -eu

suite=${1-bookworm}
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/tests/long/machine.sh"

# The commands of the container, as they stand in its definition: from %post to the next part.
awk '/^%/ { inside = $1 == "%post"; next } inside' "$project/.packages/rapport.def" >"$scratch/post.sh"
[ -s "$scratch/post.sh" ] || { echo "the definition of the container says nothing to do"; exit 1; }

start root /opt/rapport
cp "$scratch/post.sh" "$machine/root/post.sh"
on root /opt/rapport HOME=/root "sh -eu /root/post.sh"
on root / HOME=/root "rapport compare /opt/rapport/scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 \
    --plot none --quiet --out /root/results"
on root /opt/rapport HOME=/root "sh .packages/debian.sh /root/packages"
cp -r "$machine/root/packages" "$machine/root/results" "$scratch/"

umount "$machine/proc"
rm -rf --one-file-system "$machine"
start root /srv/nothing
rm -rf "$machine/srv/nothing"
cp -r "$scratch/packages" "$scratch/results" "$machine/root/"
on root / HOME=/root "apt-get -q update && apt-get -q install -y /root/packages/*.deb man-db bash-completion gcc libc6-dev pkg-config"
on root /root HOME=/root "rapport compare /usr/share/doc/rapport/scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 \
    --quiet --out here && cmp here/outcomes.csv results/outcomes.csv && [ -s here/report.html ] && ls here/plots/*.svg"
on root /root HOME=/root "rapport classroom /usr/share/doc/rapport/scenarios/one-year-or-five.cfg -o class.html && [ -s class.html ]"
on root / HOME=/root "MANWIDTH=200 man rapport | grep -q 'realist evaluation'"
on root / HOME=/root "bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader rapport; complete -p rapport'"
on root / HOME=/root "ls /usr/share/rapport/readers/rapport.R /usr/share/rapport/readers/rapport.py"
on root /root HOME=/root 'cc -std=c17 $(pkg-config --cflags rapport) /usr/share/doc/rapport/scenarios/library/run_study.c \
    $(pkg-config --libs rapport) -o run_study &&
    ./run_study /usr/share/doc/rapport/scenarios/parachute-vs-sustained.cfg /usr/share/rapport 2 2 | cmp - results/outcomes.csv'
on root / HOME=/root "apt-get -q remove -y rapport && ! command -v rapport"
exit $failed
