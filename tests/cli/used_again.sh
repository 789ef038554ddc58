# used_again.sh: a folder in which one command was cut off holds nothing of it once another has used it, whatever was
# asked there; and nothing else is removed.
set -eu
. "$TESTS/../must.sh"
root=$TESTS/../..
study=$TESTS/small.cfg
small='--draws 2 --replicates 1 --quiet'

# a gnuplot that never ends holds a command while it writes: tables and answers are there, pictures and page are not
mkdir slow
printf '#!/bin/sh\necho $$ >>"%s/drawing"\nexec sleep 60\n' "$PWD" >slow/gnuplot
chmod +x slow/gnuplot

# cut_off COMMAND STUDY FILE: killed in `used` while it draws, with FILE there
cut_off() {
    rm -f drawing
    PATH=$PWD/slow:$PATH rapport "$1" "$2" $small --out used >said 2>err &
    pid=$!
    for i in $(seq 4800); do
        [ ! -s drawing ] || break
        sleep 0.05
    done
    kill -KILL $pid
    wait $pid || true
    xargs kill <drawing || true
    [ -s "used/$3" ] || { echo "no $3 in a folder in which $1 was cut off"; cat said err; exit 1; }
    grep -q '"status": "unfinished"' used/manifest.json
}

listing() {
    (cd "$1" && find . -type f | sort)
}

rapport compare "$study" $small --plot none --out fresh >/dev/null
listing fresh >expected
for asked in "validate $TESTS/patterns.cfg quantities.csv" "discover $TESTS/discover.cfg candidates.cfg" \
    "test $root/scenarios/london-education/london-education.cfg mechanisms.csv" "budget $root/scenarios/calgary/budget.cfg justification.html"; do
    set -- $asked
    cut_off "$1" "$2" "$3"
    # what was half written when the power went, and what is nobody's but the user's
    echo half >used/series.csv.partial
    echo half >"used/$3.partial"
    echo mine >used/notes.txt
    echo mine >used/plots/mine.R
    rapport compare "$study" $small --plot none --force --out used >/dev/null
    [ "$(cat used/notes.txt used/plots/mine.R)" = "$(printf 'mine\nmine')" ]
    rm -r used/notes.txt used/plots
    listing used | diff expected - || { echo "after $1"; exit 1; }
    rm -r used
done

# nor does a manifest have files removed that no run writes
rapport compare "$study" $small --plot none --out fresh >/dev/null
mkdir -p fresh/plots
for file in notes.txt budget.ods plots/mine.R plots/.hidden.svg; do
    echo mine >fresh/$file
    sed -i "s|\"files\": \[|&\"$file\", |" fresh/manifest.json
done
reseal fresh/manifest.json
grep -q '"notes.txt"' fresh/manifest.json
rapport compare "$study" $small --seed 5 --plot none --force --out fresh >/dev/null
[ "$(cat fresh/notes.txt fresh/budget.ods fresh/plots/mine.R fresh/plots/.hidden.svg | sort -u)" = mine ]
