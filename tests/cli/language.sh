# language.sh: a folder keeps its language; words are in it, figures are the same to the byte, and it can be changed.
set -eu
export LC_ALL=C.UTF-8
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
grep -q 'C’est une simulation.*: ni une observation, ni une prévision\.' folder/report.html
must_lack 'This is a simulation' folder/report.html
# on the first screen nothing is said in both languages but names that the study gives; all of these in small.cfg try to run
# something, or are formulas
said_on_first_screen() {
    sed -n '/<body>/,/<\/section>/p' $1 | sed 's/<[^>]*>/\n/g' | sed 's/^ *//; s/ *$//' | grep '[A-Za-z]' | sort -u
}
said_on_first_screen english/report.html >words.en
said_on_first_screen folder/report.html >words.fr
grep -qx 'In short\|Summary of findings.*' words.en
comm -12 words.en words.fr >words.both
grep -c . words.both | grep -qx '[3-9]'
must_fail 1 grep -v 'ran-\|alert(1)\|calc' words.both
# what stands out in one language stands out in the other
count_of() {
    grep -o "$1" $2 | grep -c .
}
count_of '<em>' english/report.html | grep -qx '[1-9][0-9]*'
for mark in '<em>' '</em>'; do
    [ $(count_of $mark folder/report.html) -eq $(count_of '<em>' english/report.html) ]
done
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
