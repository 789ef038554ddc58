# correlated.sh: numbers that a study says go together: `check` says so, draws are the same from any number of threads, after
# a stop and on replay, nobody else's draws change, and a budget judges them together.
set -eu
. "$TESTS/../must.sh"
cp "$TESTS/twins.cfg" plain.cfg
cat plain.cfg - >study.cfg <<'END'
correlations = {
  stubborn = {
    label = "Stubborn trust"; source = "judgement"; rank = 0.8;
    numbers = ["parameters.trust_gain", "parameters.trust_breach"];
  };
};
END
rapport check study.cfg | grep -q 'correlation'
rapport check study.cfg --format csv | grep '^sustained,parameters\.trust_gain,' |
    grep -q '; rank correlation 0\.8 with parameters\.trust_breach'
rapport check study.cfg --format json | grep -q '"distribution": "[^"]*; rank correlation 0\.8 with parameters\.trust_gain"'
rapport budget study.cfg --threads 1 --plot none --quiet --out one >/dev/null
rapport budget study.cfg --threads 3 --plot none --quiet --out three >/dev/null
rapport budget plain.cfg --plot none --quiet --out plain >/dev/null
for file in psa_parameters.csv information.csv outcomes.csv; do cmp "one/$file" "three/$file"; done
rapport replay one --quiet | grep -q '^identical: '
# both are one group, and stand in no other
grep -q '^stubborn (correlated),2,' one/information.csv
must_lack '(correlated)' plain/information.csv
# the second of them is the only column of which a value changed
columns() { head -n 1 one/psa_parameters.csv | tr , '\n'; }
k=0
for name in $(columns); do
    k=$((k + 1))
    cut -d, -f $k one/psa_parameters.csv >with
    cut -d, -f $k plain/psa_parameters.csv >without
    cmp -s with without || printf '%s\n' "$name" >>changed
done
[ "$(cat changed)" = parameters.trust_breach ]
# a run that was stopped, wherever, goes on with the same draws
rapport run study.cfg --draws 100 --plot none --quiet --out cut >/dev/null 2>&1 &
process=$!
until [ -s cut/manifest.json ]; do sleep 0.05; done
kill -TERM $process 2>/dev/null || true
wait $process || true
rapport resume cut --plot none --quiet >/dev/null
rapport run study.cfg --draws 100 --plot none --quiet --out whole >/dev/null
cmp cut/outcomes.csv whole/outcomes.csv
# what cannot hold together, and a --set that makes it so
must_fail 2 rapport check study.cfg --set correlations.stubborn.rank=1.5 2>err
grep -q 'correlations\.stubborn\.rank: a number from -0\.99 to 0\.99' err
