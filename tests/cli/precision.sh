# precision.sh: draws are doubled until the interval is narrow enough, and the manifest knows.
set -eu
rapport compare "$TESTS/small.cfg" --draws 5 --plot none --out out --precision trust=0.02 >/dev/null 2>err
now=$(sed -n 's/.*"draws_now": \([0-9]*\).*/\1/p' out/manifest.json)
[ "$now" -ge 5 ]
rapport replay out --quiet >/dev/null
# a precision beyond reach ends at 64 times the draws, and says so
rapport compare "$TESTS/small.cfg" --draws 2 --replicates 1 --plot none --out capped \
    --precision trust=1e-9 >/dev/null 2>err
grep -q 'was not reached' err
grep -q '"draws_now": 128' capped/manifest.json
# the draws in between are those of a run that had them from the start
rapport compare "$TESTS/small.cfg" --draws 128 --replicates 1 --plot none --quiet --out fixed >/dev/null
cmp capped/outcomes.csv fixed/outcomes.csv
