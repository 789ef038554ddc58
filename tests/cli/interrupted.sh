# interrupted.sh: SIGINT keeps what is finished, SIGKILL loses at most what was not committed, and resume
# gives the bytes of an uninterrupted run.
set -eu
study="$TESTS/small.cfg"
options="--draws 1600 --replicates 2 --plot none --threads 2"
rapport compare "$study" $options --quiet --out whole >/dev/null

# start OUT: in the background, until some histories are there
start() {
    rapport compare "$study" $options --out "$1" >"$1.said" 2>"$1.err" &
    pid=$!
    for i in $(seq 2400); do
        [ ! -s "$1.err" ] || return 0
        sleep 0.05
    done
    echo "no progress"; exit 1
}

same() {
    for file in outcomes.csv contrasts.csv series.csv; do
        cmp "whole/$file" "$1/$file"
    done
}

start asked
kill -INT $pid
status=0
wait $pid || status=$?
[ $status -eq 130 ] || { echo "status $status after SIGINT"; cat asked.err; exit 1; }
grep -q 'rapport resume asked' asked.err
grep -q '"status": "unfinished"' asked/manifest.json
# what is there can be replayed and reported
rapport replay asked --quiet | grep -q '^identical: '
rapport report asked --quiet >/dev/null 2>err
grep -q 'not finished' err
rapport resume asked --quiet --threads 1 >/dev/null
same asked
grep -q '"status": "finished"' asked/manifest.json
# on a finished run: tables again, status 0
rm asked/outcomes.csv
rapport resume asked --quiet >/dev/null
same asked

start killed
kill -KILL $pid
wait $pid || true
rapport resume killed --quiet >/dev/null
same killed

# the same command goes on by itself
start again
kill -TERM $pid
status=0
wait $pid || status=$?
[ $status -eq 130 ]
rapport compare "$study" $options --out again >/dev/null 2>err
grep -q 'going on with it' err
same again

# two at once in one folder: the second is refused
start busy
status=0
rapport resume busy >/dev/null 2>err || status=$?
kill -KILL $pid
wait $pid || true
[ $status -eq 1 ]
grep -q 'another rapport is at work' err
