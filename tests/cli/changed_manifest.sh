# changed_manifest.sh: replay says when a manifest was changed, or does not fit its database. A seal is no lock: one who
# changes a manifest can seal it again, and then it is looked at more closely.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --draws 2 --plot none --quiet --out out >/dev/null
expect() {
    status=0
    rapport replay out --quiet >said 2>err || status=$?
    [ $status -eq "$1" ] && grep -q "$2" said err || { echo "status $status, not: $2"; cat said err; exit 1; }
}
cp out/manifest.json kept
expect 0 'Plots and report.html are not checked'
sed 's/"seed": "11"/"seed": "12"/' kept >out/manifest.json
expect 1 'its manifest was damaged, or changed by another hand'
reseal out/manifest.json
expect 1 'the manifest does not fit its fingerprint: it was changed'
sed 's/"draws_now": 2/"draws_now": 3/' kept >out/manifest.json
reseal out/manifest.json
expect 2 'it says what no run can be'
sed 's/"draws_now": 2/"draws_now": 3/; s/"draws": 2/"draws": 3/' kept >out/manifest.json
reseal out/manifest.json
expect 1 "holds 6 histories, the manifest's options say 9"
sed 's/"draws_now": 2/"draws_now": 1/; s/"draws": 2/"draws": 1/' kept >out/manifest.json
reseal out/manifest.json
for command in report resume; do
    must_fail 1 rapport $command out --quiet >said 2>err
    grep -q "holds 6 histories, the manifest's options say 3" err
done
# a run that was cut off with all histories there: its tables are checked
sed 's/"status": "finished"/"status": "unfinished"/' kept >out/manifest.json
reseal out/manifest.json
expect 0 '10 of 10 CSV files'
# one that was cut off before
sed 's/"status": "finished"/"status": "unfinished"/; s/"draws_now": 2/"draws_now": 3/; s/"draws": 2/"draws": 3/' kept >out/manifest.json
reseal out/manifest.json
expect 0 'The run is unfinished'
# names that are none of this program's
sed 's/"command": "compare"/"command": "compaRe"/' kept >out/manifest.json
reseal out/manifest.json
expect 1 "names the command 'compaRe'"
sed 's/"plot": "none"/"plot": "nonE"/' kept >out/manifest.json
reseal out/manifest.json
expect 1 "names the plots 'nonE'"
# the folder of a version that had another format
sed 's/"format_version": 2/"format_version": 1/' kept >out/manifest.json
expect 1 'it was made by rapport .*, in a format that this version does not read'
must_fail 2 rapport compare "$TESTS/small.cfg" --quiet --out out 2>err
grep -q 'it was made by rapport .*; nothing was written, name another with --out' err
