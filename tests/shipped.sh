#!/bin/sh
# shipped.sh PROGRAM STUDY short|long: a shipped study is compared, and every question that it asks is answered: all files
# are there, and a replay gives the same. `short`: with few draws, `long`: with those that it is shipped with.
set -eu
program=$1 study=$2 tier=$3
few="--draws 2 --replicates 1" fewer_points="--set discover.points=100 --set discover.assumptions=100"
[ "$tier" = short ] || few='' fewer_points=''
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# answers "COMMAND OPTION..." FILE...: the files that every command leaves, and these.
answers() {
    command=${1%% *}
    # word splitting is wanted: one argument an option
    "$program" $1 $few "$study" --quiet --out "$scratch/$command" >/dev/null
    shift
    for file in outcomes.csv contrasts.csv series.csv report.html manifest.json runs.sqlite "$@"; do
        [ -s "$scratch/$command/$file" ] || { echo "$command: $file is missing"; exit 1; }
    done
    for script in "$scratch/$command"/plots/*.gp; do
        [ -s "${script%.gp}.svg" ] || { echo "$command: ${script%.gp}.svg is missing"; exit 1; }
    done
    "$program" replay "$scratch/$command" --quiet >"$scratch/said" || { cat "$scratch/said"; exit 1; }
    grep -q '^identical: ' "$scratch/said" || { cat "$scratch/said"; exit 1; }
}

asks() {
    grep -q "^$1 *=" "$study"
}

"$program" check "$study" >/dev/null
answers compare
if asks patterns; then answers validate patterns.csv $(! asks quantities || echo quantities.csv); fi
if asks propositions; then answers test propositions.csv mechanisms.csv; fi
if asks discover; then answers "discover $fewer_points" boxes.csv trajectories.csv points.csv candidates.cfg; fi
if asks budget; then answers budget budget.csv form.csv justification.md justification.html; fi
if asks budget && [ "$tier" = long ]; then sh "$(dirname "$0")/never_more.sh" "$scratch/budget"; fi
