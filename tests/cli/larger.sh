# larger.sh: no work is thrown away: what a results folder holds is gone on from, or refused, or stays until what replaces
# it is whole.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/small.cfg
few='--draws 2 --replicates 2 --plot none --quiet'
many='--draws 5 --replicates 2 --plot none --quiet'
tables='outcomes.csv contrasts.csv series.csv'

same() {
    for file in $tables; do
        cmp "$1/$file" "$2/$file"
    done
}

# refused WHAT COMMAND...: ends with status 2, says what is there and both ways out, and touches nothing
refused() {
    what=$1
    shift
    (cd out && find . -type f -exec cksum {} + | sort) >before
    must_fail 2 "$@" >said 2>err
    grep -q "out holds $what.*--out.*--force" err || { cat err; exit 1; }
    (cd out && find . -type f -exec cksum {} + | sort) | cmp - before
}

# more draws extend fewer, to the bytes of a fresh start; nothing is run twice
rapport compare "$study" $many --out fresh >/dev/null
rapport compare "$study" $few --out out >/dev/null
sed -i 's/"seconds": [0-9.e+-]*/"seconds": 1000/' out/manifest.json
reseal out/manifest.json
rapport compare "$study" --draws 5 --replicates 2 --plot none --out out >/dev/null 2>err
grep -q 'with 4 histories: going on with it' err
grep -q '"seconds": 10[0-9][0-9]' out/manifest.json
same fresh out
rapport replay out --quiet | grep -q '^identical'
# the same again, and again with a precision that is reached
rapport compare "$study" $many --out out >/dev/null
same fresh out
rapport compare "$study" $many --precision participants=1000000 --out out >/dev/null
same fresh out

# whatever else is refused: finished or not
for state in finished unfinished; do
    sed -i "s/\"status\": \"[a-z]*\"/\"status\": \"$state\"/" out/manifest.json
    reseal out/manifest.json
    refused 'results of this study with more draws' rapport compare "$study" $few --out out
    refused 'results of this study with more draws' rapport compare "$study" $many --draws 4 --out out
    refused 'results of another command' rapport run "$study" $many --out out
    refused 'results of another command' rapport validate "$TESTS/patterns.cfg" --out out
    refused 'results of another study' rapport compare "$study" $many --seed 4 --out out
    refused 'results of another study' rapport compare "$study" $many --set horizon=13 --out out
    refused 'results of another study' rapport compare "$study" --draws 0 --replicates 2 --out out
done
rapport compare "$study" $many --out out >/dev/null
rapport run "$study" --arm thin $few --out arm >/dev/null
must_fail 2 rapport run "$study" $few --out arm >said 2>err
grep -q 'arm holds results of another arm' err

# a database that is damaged is refused before anything else changes
cp -r out damaged
printf 'x%.0s' $(seq 9000) | dd of=damaged/runs.sqlite bs=1 seek=$(($(wc -c <damaged/runs.sqlite) - 9000)) conv=notrunc 2>/dev/null
(cd damaged && cksum *) >before
must_fail 1 rapport compare "$study" --draws 7 --replicates 2 --plot none --quiet --out damaged 2>err
grep -q 'runs.sqlite is damaged' err
(cd damaged && cksum *) | cmp - before

# pictures of fewer draws do not stay among tables of more
if command -v gnuplot >/dev/null; then
    rapport compare "$study" --draws 1 --replicates 1 --quiet --out drawn >/dev/null
    ls drawn/plots/*.svg >/dev/null
    rapport compare "$study" --draws 2 --replicates 1 --plot none --quiet --out drawn >/dev/null
    [ -z "$(find drawn -name '*.svg')" ]
    must_lack -q 'plots/' drawn/manifest.json
fi

# what is replaced stays until what replaces it is whole; then none of it is left, and the user's own file stays
rapport compare "$study" $many --seed 4 --out other >/dev/null
echo mine >out/notes.txt
rapport compare "$study" $many --seed 4 --out out --force >/dev/null
same other out
ls -A out | sort >listed
(ls -A other; echo notes.txt) | sort | cmp - listed
rapport replay out --quiet | grep -q '^identical'

# the folder of a run for which none is named
rapport compare "$study" --draws 1 --replicates 1 --plot none --quiet | grep -q '^Report: results-small-compare/report.html'
rapport run "$study" --draws 1 --replicates 1 --plot none --quiet | grep -q '^Report: results-small-run/report.html'
