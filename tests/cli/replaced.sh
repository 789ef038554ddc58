# replaced.sh: a run that is to replace other results and is killed, interrupted or without room leaves those as they were;
# going on, by either way, ends in the bytes of a fresh start.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/small.cfg
old="--draws 2 --replicates 1 --plot none --quiet"
# long enough to be cut off
draws=1000
! sanitized || draws=200
new="--draws $draws --replicates 2 --plot none --threads 2"
tables='outcomes.csv contrasts.csv series.csv'
rapport compare "$study" $old --seed 5 --out kept >/dev/null
rapport compare "$study" $new --quiet --out whole >/dev/null

# begin OUT: replaces a copy of the old results in the background, until some histories are there
begin() {
    cp -r kept "$1"
    rapport compare "$study" $new --force --out "$1" >"$1.said" 2>"$1.err" &
    pid=$!
    for i in $(seq 4800); do
        ! grep -q 'histories$' "$1.err" || return 0
        sleep 0.05
    done
    echo "no progress"; cat "$1.err"; exit 1
}

is_as_before() {
    for file in $tables manifest.json runs.sqlite report.html; do
        cmp "kept/$file" "$1/$file"
    done
    rapport replay "$1" --quiet | grep -q '^identical'
}

is_new() {
    for file in $tables; do
        cmp "whole/$file" "$1/$file"
    done
    [ ! -e "$1/.next" ]
    rapport replay "$1" --quiet | grep -q '^identical'
}

begin killed
kill -KILL $pid
wait $pid || true
is_as_before killed
# nobody else may have the place meanwhile, and the report of what is there can be made
must_fail 2 rapport compare "$study" --seed 6 $old --out killed 2>err
rapport report killed --quiet >/dev/null
rapport resume killed --quiet >/dev/null
is_new killed

begin 'my asked'
kill -INT $pid
status=0
wait $pid || status=$?
[ $status -eq 130 ]
grep -q "Go on with: rapport resume 'my asked'\$" 'my asked.err'
is_as_before 'my asked'
# the same command goes on too
rapport compare "$study" $new --quiet --out 'my asked' >/dev/null
is_new 'my asked'

# without room
if ! sanitized t; then
    cp -r kept full
    must_fail 1 sh -c "ulimit -f 512; exec rapport compare '$study' $new --quiet --force --out full" 2>err
    is_as_before full
    rapport resume full --quiet >/dev/null
    is_new full
fi
