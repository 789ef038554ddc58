# justification.sh: the words of a budget: a paragraph and a row for each line, nothing claimed that was not seen, texts escaped.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/../../scenarios/calgary/budget.cfg
rapport budget "$study" --draws 2 --replicates 1 --quiet --plot none --out out >/dev/null
md=out/justification.md html=out/justification.html
[ "$(grep -c '^### ' $md)" = 9 ]
[ "$(grep -c '^| ' $md)" = 11 ] # heads, rule, nine lines
[ "$(grep -c '^<tr><th scope="row">' $html)" = 9 ]
grep -q 'the applicant’s words: “Public events for the community.”' $md
grep -q '^## The arms against each other' $md
grep -q '^No number of runs removes these assumptions' $md
grep -q 'does not add up' $md
must_lack -iwE 'proves?|will|significant(ly)?' $md $html
must_lack -q '%!' $md
must_lack -qE '<(script|link|img)|https?:|src=' $html
grep -q '"justification.html"' out/manifest.json
# replay: these files too are those of the database
rapport replay out --quiet | grep -q '^identical'
# short: one sentence a line, no arms, no split; kept by report and replay
rapport budget "$study" --draws 2 --replicates 1 --quiet --plot none --out brief --justification short >/dev/null
[ "$(grep -c '^### ' brief/justification.md)" = 0 ]
[ "$(sed -n '/^## What/,/^## All/p' brief/justification.md | grep -c ' is spent on it on average')" = 9 ]
[ "$(grep -c '^| ' brief/justification.md)" = 11 ]
must_lack -q '^## The arms' brief/justification.md
cp brief/justification.md before
rapport report brief --quiet >/dev/null
cmp before brief/justification.md
rapport replay brief --quiet | grep -q '^identical'
status=0
rapport budget "$study" --justification shorter 2>err || status=$?
[ $status -eq 2 ]
grep -q "did you mean 'short'" err
# labels and purposes that are markup stay text
mkdir hostile
cp "$TESTS"/../../scenarios/calgary/*.cfg hostile
sed -i 's/label = "Dissemination"/label = "<script>x<\/script> | **b** [a](http:\/\/x) \\\\ `c`"/; s/"Public events for the community."/"<img src=x onerror=y> | a \&amp; _b_ # $m$"/' hostile/budget.cfg
rapport budget hostile/budget.cfg --draws 2 --replicates 1 --quiet --plot none --out bad >/dev/null
must_lack -qE '(^|[^\\])<(script|img)' bad/justification.html bad/justification.md
grep -q '&lt;script&gt;x&lt;/script&gt; | \*\*b\*\*' bad/justification.html
grep -qF '\<script\>x\</script\> \| \*\*b\*\* \[a\](http://x) \\ \`c\`' bad/justification.md
grep -qF '\<img src=x onerror=y\> \| a \&amp; \_b\_ \# \$m\$' bad/justification.md
[ "$(grep '^| ' bad/justification.md | sed 's/\\|//g' | awk -F'|' '{ print NF }' | sort -u)" = 10 ]
