# against.sh: report --against says what differs and what does not, writes a page of its own, leaves report.html and the
# other folder as they were, and refuses what is no results folder.
set -eu
. "$TESTS/../must.sh"
rapport compare "$TESTS/small.cfg" --plot none --quiet --draws 4 --replicates 1 --out one >/dev/null
rapport compare "$TESTS/small.cfg" --plot none --quiet --draws 4 --replicates 1 --seed 77 --out two >/dev/null
rapport report one --plot none --quiet >/dev/null
cp one/report.html before.html
(cd two && cksum *) >before
rapport report one --against two --plot none --quiet >said
(cd two && cksum *) | cmp - before
# the page shows when it was made only through the manifest: it is the same page
cmp before.html one/report.html
grep -q '^Comparison: one/against.html$' said
grep -q '^  seed$' said
grep -q '^    then: 77$' said
grep -q '^Headline contrasts$' said
grep -q '"against.html"' one/manifest.json
[ -s one/against.html ]
must_lack -q '<script' one/against.html
rapport report one --against one --plot none --quiet >said
grep -A1 '^What differs in the study$' said | grep -q '^  nothing$'
status=0
rapport report one --against nowhere --plot none --quiet >said 2>err || status=$?
[ $status -eq 2 ]
grep -q 'nowhere is not a results folder' err
# a new run in the folder takes the page of the old one away
rapport compare "$TESTS/small.cfg" --plot none --quiet --draws 5 --replicates 1 --out one >/dev/null
[ ! -e one/against.html ]
