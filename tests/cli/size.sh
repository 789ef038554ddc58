# size.sh: what a run would take is said before it begins, and what does not fit is refused with numbers, having touched
# nothing; the disk that is foretold is that which is taken.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/../../scenarios/parachute-vs-sustained.cfg
must_fail 2 rapport compare "$study" --draws 1000000 --replicates 1000 --out out 2>err
grep -Eq '^rapport: 1000000000 histories of [0-9]+ arms: about [0-9]+ h, [0-9.]+ [MGT]B of memory and [0-9]+ TB on disk; only .* are free\. .*--force' err
[ ! -e out ]

# every command
for asked in "run $study" "validate $TESTS/patterns.cfg" "test $TESTS/../../scenarios/calgary/propositions.cfg" \
    "discover $TESTS/discover.cfg" "budget $TESTS/../../scenarios/calgary/budget.cfg"; do
    must_fail 2 rapport $asked --draws 1000000 --replicates 1000 --out out 2>err
    grep -q 'are free' err
    [ ! -e out ]
done

# a folder that holds some is left as it is, and a long run that was begun there is not gone on with by chance
rapport compare "$TESTS/small.cfg" --draws 2 --replicates 1000 --plot none --quiet --out out >/dev/null
cksum out/* >before
must_fail 2 rapport compare "$TESTS/small.cfg" --draws 1000000 --replicates 1000 --plot none --quiet --out out 2>err
grep -q ': about .* are free' err
cksum out/* | cmp - before

# what check foretells, disk in MB, against the database
foretold=$(rapport check "$TESTS/small.cfg" --draws 2 --replicates 1000 |
    sed -n 's/^`rapport compare` would run 2000 histories of 3 arms: .* of memory and \([0-9]*\) MB on disk\.$/\1/p')
taken=$(($(wc -c <out/runs.sqlite) / 1000000))
[ "$foretold" -ge $((taken * 9 / 10)) ] && [ "$foretold" -le $((taken * 11 / 10 + 1)) ] || { echo "$foretold, not $taken"; exit 1; }

# a run that is short says nothing, one that is long speaks first
rapport compare "$TESTS/small.cfg" --draws 3 --plot none --out short >said 2>err
must_lack -q 'about' err
: >long.err
rapport compare "$study" --draws 4000 --threads 1 --plot none --force --out long >said 2>long.err &
pid=$!
for i in $(seq 4800); do
    [ ! -s long.err ] || break
    sleep 0.1
done
kill -KILL $pid
wait $pid || true
# on one thread it is long on every machine, and disks have room for it
head -n 1 long.err | grep -Eq '^16000 histories of [0-9]+ arms: about [0-9]+ (min|h), [0-9]+ MB of memory and [0-9.]+ [MG]B on disk$' ||
    { cat long.err; exit 1; }
