# language.sh: a folder keeps its language; words are in it, figures are the same to the byte, and it can be changed.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/small.cfg
compare() {
    rapport compare $study --out folder --quiet --plot none --force "$@"
}
compare --format json >json.en
compare >said.en
mkdir english
cp folder/*.csv folder/report.html english
rm -r folder
compare --language fr >said.fr
compare --language fr --format json >json.fr
cmp json.en json.fr
must_fail 1 cmp -s said.en said.fr
for file in english/*.csv; do
    cmp $file folder/$(basename $file)
done
grep -q '<html lang="en">' english/report.html
grep -q '<html lang="fr">' folder/report.html
grep -q '"language": "fr"' folder/manifest.json
grep -q 'Confiance, .*façon de travailler' said.fr
grep -q 'C’est une simulation, non une observation\.' folder/report.html
must_lack 'This is a simulation' folder/report.html
# a folder is told in the language that it holds, until another is named
rapport replay folder --quiet | grep -q '^identical'
cp folder/report.html page.fr
rapport report folder --quiet
cmp folder/report.html page.fr
rapport report folder --quiet --language en
cp folder/report.html page.en
rapport report folder --quiet
cmp folder/report.html page.en
rapport report folder --quiet --language fr
cmp folder/report.html page.fr
# a language that is none
must_fail 2 rapport compare $study --out other --language xx 2>said
grep -q "unknown 'xx'" said
sed -i 's/"language": "fr"/"language": "xx"/' folder/manifest.json
reseal folder/manifest.json
must_fail 1 rapport report folder 2>said
grep -q "names the language 'xx', which is none of this program" said
rapport report folder --quiet --language fr
grep -q '"language": "fr"' folder/manifest.json
