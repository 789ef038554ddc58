# fonts.sh: letters that no font here has would ruin a picture: a warning names their scripts and where fonts are to be
# had, before anything is drawn, and the picture goes without them. SVG is drawn by a browser, which has its own.
set -eu
. "$TESTS/../must.sh"
sed 's/stay = { label = "[^"]*"/stay = { label = "বাংলা 華人社區 Ῥ ꯃꯤ é"/' "$TESTS/small.cfg" >study.cfg
grep -q 'বাংলা' study.cfg
mkdir bin
PATH=$PWD/bin:$PATH

# fonts RANGES: fc-list has these letters; how often it was asked is counted.
fonts() {
    printf '#!/bin/sh\necho asked >>%s/asked\nprintf "20-7e a0-17f 2010-2030\\n%s\\n\\n"\n' "$PWD" "$1" >bin/fc-list
    chmod +x bin/fc-list
}
fonts '2190-22ff'
rapport compare study.cfg --draws 2 --quiet --out out >said 2>err
[ ! -s err ]
[ ! -e asked ]
grep -q 'বাংলা' out/plots/contrasts.gp
for plot in png pdf; do
    rapport report out --quiet --plot $plot 2>err
    [ "$(wc -l <err)" -eq 1 ]
    grep -q '(Bengali, Greek, Han, Meetei Mayek)' err
    grep -q "apt-get install fonts-noto-core fonts-noto-cjk): rapport report out --plot $plot" err
    must_lack 'বা' $(ls out/plots/*.gp | grep -v -e -narrow.gp) # which are SVG
    grep -q '?? ???? ? ?' out/plots/spend.gp
    [ -s out/plots/contrasts.$plot ]
    # the page has the pictures, and its texts have the letters
    grep -q 'বাংলা' out/report.html
done
[ "$(wc -l <asked)" -eq 2 ]

# with fonts for all of it the labels stand as they are
fonts '900-1fff 2190-22ff 4e00-9fff abc0-abff'
rapport report out --quiet --plot png 2>err
[ ! -s err ]
grep -q 'বাংলা 華人社區 Ῥ' out/plots/contrasts.gp

# where nobody can be asked, nothing is known and nothing is left out
printf '#!/bin/sh\nexit 1\n' >bin/fc-list
rapport report out --quiet --plot png 2>err
[ ! -s err ]
grep -q 'বাংলা' out/plots/contrasts.gp
