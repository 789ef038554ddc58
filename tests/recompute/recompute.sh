#!/bin/sh
# recompute.sh PROGRAM: a second program, written from the definitions in Python (recompute.py), forms the tables of a few
# results folders anew from their runs alone; every cell must agree. Skipped (77) where there is no python3.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v python3 >/dev/null || { echo "python3 is not here"; exit 77; }
RAPPORT_DATA=$here/../../models PYTHONDONTWRITEBYTECODE=1
export RAPPORT_DATA PYTHONDONTWRITEBYTECODE
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
cd "$scratch"

# form NAME COMMAND STUDY OPTION...: a results folder.
form() {
    name=$1 command=$2 study=$3
    shift 3
    "$program" "$command" "$study" "$@" --quiet --plot none --out "$name" >/dev/null
}

# A last sheet that is cut off; fewer sheets than tell anything; start values; one run a set; a budget; one in a form.
form sheets compare "$here/../cli/small.cfg" --draws 22 --replicates 3
form few compare "$here/../cli/small.cfg" --draws 9 --replicates 2
form start compare "$here/../cli/small.cfg" --draws 0 --replicates 4
form single compare "$here/../cli/small.cfg" --draws 20 --replicates 1
form budget budget "$here/../cli/twins.cfg"
"$program" init asked --budget nihr >/dev/null
form asked budget asked.cfg --draws 6 --replicates 2
python3 "$here/recompute.py" "$program" sheets few start single budget asked
