# interrupted.sh: SIGINT keeps what is finished, SIGKILL loses at most what was not committed, and resume
# gives the bytes of an uninterrupted run.
set -eu
. "$TESTS/../must.sh"
study="$TESTS/small.cfg"
# long enough to be cut off
draws=1000
! sanitized || draws=200
options="--draws $draws --replicates 2 --plot none --threads 2"
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

# after the simulation: while plots are drawn, by a gnuplot that never ends, each signal ends the program with words
# about what is there, and going on ends in the same bytes
mkdir slow
printf '#!/bin/sh\ntouch "%s/drawing"\nexec sleep 60\n' "$PWD" >slow/gnuplot
chmod +x slow/gnuplot
few='--draws 2 --replicates 1 --quiet'
rapport compare "$study" $few --plot none --out whole-few >/dev/null
for signal in INT TERM HUP; do
    rm -f drawing
    PATH=$PWD/slow:$PATH rapport compare "$study" $few --out "my $signal" >said 2>err &
    pid=$!
    for i in $(seq 4800); do
        [ ! -e drawing ] || break
        sleep 0.05
    done
    kill -$signal $pid
    status=0
    wait $pid || status=$?
    [ $status -eq 130 ] || { echo "status $status after $signal"; cat err; exit 1; }
    grep -q "interrupted: 2 histories are kept in my $signal; .*Go on with: rapport resume 'my $signal'\$" err
    rapport resume "my $signal" --plot none --quiet >/dev/null
    cmp whole-few/contrasts.csv "my $signal/contrasts.csv"
    rapport replay "my $signal" --quiet | grep -q '^identical'
done

# two at once in one folder: the second is refused
start busy
status=0
rapport resume busy >/dev/null 2>err || status=$?
kill -KILL $pid
wait $pid || true
[ $status -eq 1 ]
grep -q 'another rapport is at work' err
