# edited.sh: resume says when a file of the study has been edited, and goes on with the text that it began with.
set -eu
. "$TESTS/../must.sh"
mkdir -p mine/parts
sed 's/^horizon = 24;$/@include "parts\/length.cfg"/' "$TESTS/small.cfg" >mine/study.cfg
echo 'horizon = 24;' >mine/parts/length.cfg
rapport compare mine/study.cfg --draws 2 --plot none --quiet --out out >/dev/null
cp out/outcomes.csv kept.csv
rapport resume out >/dev/null 2>err
must_lack 'edited' err
echo 'horizon = 12;' >mine/parts/length.cfg
rapport resume out >/dev/null 2>err
grep -q '^parts/length.cfg was edited since: this run goes on with the text in its manifest$' err
must_lack '^study.cfg was edited' err
sed -i 's/^title = .*/title = "Another";/' mine/study.cfg
rapport resume out >/dev/null 2>err
grep -q '^study.cfg was edited since' err
cmp kept.csv out/outcomes.csv
rapport resume out --quiet >/dev/null 2>err
must_lack . err
# a folder whose study is gone goes on without a word
rm -r mine
rapport resume out >/dev/null 2>err
must_lack 'edited' err
