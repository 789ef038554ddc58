#!/bin/sh
# flow.sh: the flow diagram of the ODD description has the processes of a step, each once, in their order; the drawing
# names what its source does. SOURCE in the environment is the tree to look at.
set -u
cd "${SOURCE:-$(dirname "$0")/..}" || exit 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sed -n 's/^STEP(\([a-z_]*\),.*/\1/p' models/partnership/mechanisms/steps.def >"$scratch/steps"
# the thick arrows, up to where others begin: a chain, whose lines begin where the last one ended
sed -n '/the order of a month/,/what is handed on/p' models/month.dot | grep -o 'pm_[a-z_]*' | uniq >"$scratch/chain"
sed -n 's/.*<title>\(pm_[a-z_]*\)<\/title>.*/\1/p' models/month.svg | sort >"$scratch/drawn"
diff "$scratch/steps" "$scratch/chain" || { echo "models/month.dot: its order is not that of steps.def"; exit 1; }
sort "$scratch/steps" | diff - "$scratch/drawn" || { echo "models/month.svg: sh models/month.sh draws it anew"; exit 1; }
echo "the flow diagram has the processes of a step, in their order"
