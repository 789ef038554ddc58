#!/bin/sh
# quickstart.sh: from a fresh checkout to the report of the main job. Installs what is missing (Debian,
# Ubuntu), builds into build/, runs the main job into results/. Safe to run again: results of another study there are
# kept, unless an argument is --force. Arguments are options of `rapport compare`.
#
# quickstart.sh classroom: to the page that a class presses, class.html, instead; emscripten is
# installed for it.
set -eu

cd "$(dirname "$0")/.."
. scenarios/prepare.sh

rapport_install
rapport_musl
[ "${1-}" != classroom ] || rapport_web
echo "Building into build/ ..."
rapport_build . build -DCMAKE_BUILD_TYPE=Release || exit 1
if [ "${1-}" = classroom ]; then
    rm -f class.html
    build/rapport classroom scenarios/one-year-or-five.cfg --out class.html
    echo
    echo "The page is $(pwd)/class.html: open it in a browser, with or without a network."
    exit 0
fi
build/rapport compare scenarios/parachute-vs-sustained.cfg --out results "$@"
echo
echo "The report is $(pwd)/results/report.html: open it in a browser."
