# worth.sh: what a budget's arms are worth: knowing all is never worth less than knowing a part, and the arms stand in order of cost.
set -eu
. "$TESTS/../must.sh"
rapport budget "$TESTS/twins.cfg" --quiet --plot none --out out >said
sh "$TESTS/../never_more.sh" out
sed -n '/^Arms in order of cost/,/^By means/p' said >league
sed -n 's/^  \(Half the money\|Sustained\|Twin of sustained\|Dear and worse\)  .*/\1/p' league >order
printf 'Half the money\nSustained\nTwin of sustained\nDear and worse\n' | cmp - order
grep -q '^  Twin of sustained .* dominated' league
grep -q '^  Dear and worse .* dominated' league
grep -q '^  Half the money .* on the frontier  *-$' league
