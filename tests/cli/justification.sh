# justification.sh: the words of a budget in three lengths: a paragraph and a row for each line, nothing claimed that was
# not seen, no key or error of the program in it, texts escaped; one printed page; a file for a word processor.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/../../scenarios/calgary/budget.cfg
rapport budget "$study" --draws 2 --replicates 1 --quiet --plot none --out out >said
md=out/justification.md html=out/justification.html
sed -n 's/.*{ label = "\([^"]*\)"; kind = .*/\1/p' "$study" >labels
[ "$(wc -l <labels)" -ge 7 ]
readings=$(sed 1d out/budget.csv | cut -d, -f1 | sort -u | wc -l) # a cut of pay can be read in two ways
# each line has a paragraph, and stands in the table of what changes without it or among those of which nothing is seen;
# or it is kept for the form
sed -n '/^## What each line/,/^## What changes/p' $md >lines
sed -n '/^## What changes/,/does not add up/p' $md >changes
while read -r label; do
    if grep -qxF "### $label" lines; then grep -qF "$label" changes; else grep -qF -- "- $label. " lines; fi
done <labels
grep -q '“Public events for the community.”' $md
# a reviewer's cut is of the award, and takes indirect costs with it where there are some
grep -q '^- Cut by 25 % (partners .*), the award falls by CAD.*6,000\. ' $md
rapport budget "$TESTS/../../scenarios/neighbourhood-health/budget.cfg" --draws 1 --replicates 1 --quiet --plot none --out federal >/dev/null
grep -q '^- Cut by 25 % (partners .*), the award falls by USD.*9,000 and USD.*4,950 of indirect costs' federal/justification.md
grep -q '^## The arms against each other' $md
grep -q '^No number of runs removes' $md
grep -q 'does not add up' $md
must_lack -iwE 'proves?|will|significant(ly)?' $md $html
must_lack -q '%!' $md
# no path of a study, no words of a refusal, no singular in the plural, no empty bullet, no bare colon
must_lack -E 'teams\.|goes to [a-z]|staff hours come to|none less|[+−]1 (months|people)|<li></li>|:</?li>' $html
must_lack -E '^- *$|:$' $md
must_lack -qE '<(script|link|img)|https?:|src=' $html
grep -q '"justification.html"' out/manifest.json
# money adds up as printed: by line, by year, and what is asked for is spent or left
sed -n '/^| Line | Year 1/,/^$/p' $md | grep -v 'Line\|---\|\*\*\|^$' | sed 's/,//g; s/−/-/g' >years
awk -F'|' 'function wrong(what) { print what ": " $0; bad = 1; exit 1 }
    { all = NF - 3; s = 0; for (k = 3; k < all; k++) s += $k; if (s != $all) wrong("years") }
    /^. Spent on/ { for (k = 3; k <= all; k++) spent[k] = $k; if ($all != of) wrong("spent"); next }
    /^. Likely left/ { for (k = 3; k <= all; k++) if ($k != asked[k] - spent[k]) wrong("left"); next }
    $all - $(all + 1) != $(all + 2) { wrong("asked") }
    /^. All / { for (k = 3; k < NF; k++) if ($k != sum[k]) wrong("lines")
        for (k = 3; k <= all; k++) asked[k] = $k; of = $(all + 1); next }
    { for (k = 3; k < NF; k++) sum[k] += $k }' years
grep -q 'Likely left' years
# replay: these files too are those of the database
rapport replay out --quiet | grep -q '^identical'
# short: some sentences a line, no arms, no split; kept by report and replay
rapport budget "$study" --draws 2 --replicates 1 --quiet --plot none --out brief --justification short >/dev/null
[ "$(grep '^### ' brief/justification.md | grep -vc 'kept for the form')" = 0 ]
sed -n '/^## What each/,/^## What all/p' brief/justification.md >lines
while read -r label; do grep -q "^$label[.] .* Without it[, ]\|^- $label[.] " lines; done <labels
must_lack -q '^## The arms' brief/justification.md
cp brief/justification.md before
rapport report brief --quiet >/dev/null
cmp before brief/justification.md
rapport replay brief --quiet | grep -q '^identical'
# page: ten circles a row, each line once, on one printed page where there is something to print with
rapport budget "$study" --draws 2 --replicates 1 --quiet --plot none --out page --justification page >/dev/null
grep -q ' of 10 |$' page/justification.md
[ "$(grep -c 'class="full"' page/justification.html)" -ge 1 ]
sed -n '/^## What is lost/,/^## How sure/p' page/justification.md >lost
while read -r label; do grep -qF "$label" lost; done <labels
if command -v chromium >/dev/null && command -v pdfinfo >/dev/null; then
    for folder in page out; do
        if HOME=$PWD timeout 60 chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
            --print-to-pdf=$folder.pdf $folder/justification.html >/dev/null 2>&1; then
            pages=$(pdfinfo $folder.pdf | sed -n 's/^Pages: *//p')
            if [ $folder = page ]; then [ "$pages" = 1 ]; else [ "$pages" -le 3 ]; fi
        fi
    done
fi
status=0
rapport budget "$study" --justification shorter 2>err || status=$?
[ $status -eq 2 ]
grep -q "did you mean 'short'" err
# labels and purposes that are markup stay text
mkdir hostile
cp "$TESTS"/../../scenarios/calgary/*.cfg hostile
sed -i 's/label = "Public events (one a year)"/label = "<script>x<\/script> | **b** [a](http:\/\/x) \\\\ `c`"/; s/"Public events for the community."/"<img src=x onerror=y> | a \&amp; _b_ # $m$"/' hostile/budget.cfg
rapport budget hostile/budget.cfg --draws 2 --replicates 1 --quiet --plot none --out bad >/dev/null
must_lack -qE '(^|[^\\])<(script|img)' bad/justification.html bad/justification.md
grep -q '&lt;script&gt;x&lt;/script&gt; | \*\*b\*\*' bad/justification.html
grep -qF '\<script\>x\</script\> \| \*\*b\*\* \[a\](http://x) \\ \`c\`' bad/justification.md
grep -qF '\<img src=x onerror=y\> \| a \&amp; \_b\_ \# \$m\$' bad/justification.md
[ "$(sed -n '/^| Line | Year 1/,/^$/p' bad/justification.md | sed '/^$/d; s/\\|//g' | awk -F'|' '{ print NF }' | sort -u | wc -l)" = 1 ]
