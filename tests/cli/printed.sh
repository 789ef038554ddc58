# printed.sh: on A4 and on Letter the answer for a board is one page, with thirty ways of working and long names too, and the report of
# the main study no more than ten; nothing on them is wider than the paper, which a browser would shrink to fit.
set -eu
command -v chromium >/dev/null || { echo "chromium is not here"; exit 77; }
command -v node >/dev/null || { echo "node is not here"; exit 77; }
command -v pdfinfo >/dev/null || { echo "pdfinfo is not here (Debian: poppler-utils)"; exit 77; }
driver=$(cd -P "$TESTS/../browser" && pwd -P)/pages.mjs

# pages FOLDER/PAGE.html: on how many sheets of A4, and of Letter, it prints; PAGE.pdf is left.
pages() {
    node "$driver" "$PWD/$1" | sed 's/^[^ ]* //'
}

rapport compare "$TESTS/../../scenarios/parachute-vs-sustained.cfg" --draws 10 --replicates 2 --quiet --out main >/dev/null
two=
for n in $(pages main/report.html); do
    [ "$n" -ge 4 ]
    [ "$n" -le 10 ]
    two=2$two
done
[ "$two" = 22 ]
[ "$(pages main/summary.html)" = "1 1" ]

# thirty ways of working with long names, a long question, much said about the community
long="with a partner in each of the twelve neighbourhoods, paid by the hour, and a meeting each month"
{
    sed '/^arms/,$d; /^headlines/,/^);/d' "$TESTS/small.cfg" |
        sed "s/^title = .*/title = \"Thirty ways of working $long\";/
             s/^question = .*/question = \"Which is better, one $long, or one $long, for whom, and for how long?\";/"
    echo "community = { label = \"A community $long\"; asked = \"Nobody $long\"; numbers = \"Others $long\"; };"
    echo 'headlines = ('
    for outcome in trust participants survival outputs partner_hours promises_breached willing ties; do
        echo "  { outcome = \"$outcome\"; window = \"end\"; },"
    done | sed '$s/,$//'
    echo '); arms = { first = { baseline = true; changes = {}; label = "Way 0 '"$long"'"; };'
    for k in $(seq 29); do
        echo "way_$k = { label = \"Way $k $long\"; changes = { teams = { focal = { partners = $k; }; }; }; };"
    done
    echo '};'
} >thirty.cfg
rapport compare thirty.cfg --draws 10 --replicates 2 --quiet --plot none --out thirty >/dev/null
grep -q '2 of 30 ways of working' thirty/summary.html
[ "$(pages thirty/summary.html)" = "1 1" ]
# one way of working too: nothing is compared
rapport run thirty.cfg --draws 4 --replicates 2 --quiet --plot none --out alone >/dev/null
[ "$(pages alone/summary.html)" = "1 1" ]

# what is wider than the paper makes a browser print all of a page smaller: letters have the size that is asked for
for size in 'main/report 9.5' 'main/summary 9.2' 'thirty/summary 9.2'; do
    set -- $size
    pdftotext -bbox "$1.pdf" words
    # the question stands in 1.1 of it; a line of DejaVu or Noto is 1.1 to 1.4 times as high as its letters are large
    sed -nE 's/.*yMin="([0-9.]*)".*yMax="([0-9.]*)">(What|Which)<.*/\1 \2/p' words |
        awk -v size="$2" 'NR == 1 { high = ($2 - $1) / (1.1 * size) } END { exit !(high > 1.05 && high < 1.45) }'
done
