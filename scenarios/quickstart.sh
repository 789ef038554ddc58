#!/bin/sh
# quickstart.sh: from a fresh checkout to the report of the main job. Installs what is missing (Debian,
# Ubuntu), builds into build/, runs the main job into results/. Safe to run again: results of another study there are
# kept, unless an argument is --force. Arguments are options of `rapport compare`.
set -eu

cd "$(dirname "$0")/.."
. scenarios/prepare.sh

rapport_install
rapport_musl
echo "Building into build/ ..."
rapport_build . build -DCMAKE_BUILD_TYPE=Release || exit 1
build/rapport compare scenarios/parachute-vs-sustained.cfg --out results "$@"
echo
echo "The report is $(pwd)/results/report.html: open it in a browser."
