# links.sh: whatever links a results folder holds, nothing outside it is removed or written.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/small.cfg
few='--draws 2 --replicates 1 --quiet'
rapport compare "$study" $few --plot none --out good >/dev/null
mkdir precious
for file in precious.svg precious.gp outcomes.csv path-trust.svg runs.sqlite manifest.json; do
    echo mine >precious/$file
done
(cd precious && cksum *) >before

# bad NAME TARGET COMMAND...: in a copy of the results, with NAME a link to TARGET and listed in the manifest
bad() {
    name=$1 target=$2
    shift 2
    rm -rf bad
    cp -r good bad
    rm -rf "bad/$name"
    ln -s "$target" "bad/$name"
    sed -i 's|"files": \[|&"plots/precious.svg", "plots/path-trust.svg", |' bad/manifest.json
    reseal bad/manifest.json
    status=0
    "$@" >said 2>err || status=$?
    (cd precious && cksum *) | cmp - before || { echo "$name: $*"; cat said err; exit 1; }
}

refused() {
    [ $status -eq 2 ] || [ $status -eq 1 ]
    grep -q "$1" err || { cat said err; exit 1; }
}

for command in "compare $study --seed 9 --force --out bad" "compare $study --draws 3 --force --out bad" "resume bad" "report bad"; do
    bad plots ../precious rapport $command --quiet
    refused 'plots in it is not a folder'
    bad runs.sqlite ../precious/runs.sqlite rapport $command --quiet
    refused 'runs.sqlite in it is not a file'
    bad .next ../precious rapport $command --quiet
    refused '.next in it is not a folder'
    for name in outcomes.csv outcomes.csv.partial manifest.json.partial report.html.partial; do
        bad $name ../precious/outcomes.csv rapport $command --quiet --plot none
        [ $status -eq 0 ] || { cat err; exit 1; }
    done
done

# a second name of a file elsewhere is not written through
rm -rf bad
cp -r good bad
ln precious/outcomes.csv bad/outcomes.csv.partial
rapport report bad --quiet >/dev/null
(cd precious && cksum *) | cmp - before
# the folder itself may be a link
ln -s good named
rapport compare "$study" $few --seed 8 --plot none --force --out named/ >/dev/null
rapport replay good --quiet | grep -q '^identical'
