# shards_ahead.sh: what sensitivity runs whatever it finds (screen, chains, trajectories) is shared out among parts as the
# study's histories are; merge runs the rest, and makes what one process makes, to the byte.
set -eu
. "$TESTS/../must.sh"
cp "$TESTS/small.cfg" study.cfg
options='--draws 20 --replicates 2 --set sensitivity.draws=60 --set sensitivity.points=32 --set sensitivity.chains=8
    --set sensitivity.trajectories=1 --plot none'
study=$PWD/study.cfg

# ended LOG WORDS: with how many of them a log of progress ends
ended() {
    sed -n "s/^\([0-9]*\) of \1 $2\$/\1/p" "$1" | tail -n 1
}

mkdir one many
(cd one && rapport sensitivity "$study" $options --out out >../one.said 2>../one.err)
all=$(ended one.err 'further histories')
shared=0
for k in 3 1 2; do
    rapport sensitivity study.cfg $options --shard $k/3 --out parts/$k >/dev/null 2>part.err
    shared=$((shared + $(ended part.err 'further histories')))
done
# 80 of the screen, in the chains as many as kinds of luck make, and those of the trajectory
[ "$shared" -gt 200 ]
[ "$shared" -lt "$all" ]
(cd many && rapport merge out ../parts/* >../many.said 2>../many.err)
[ "$(ended many.err 'histories merged')" = "$shared" ]
grep 'further histories$' many.err | while read -r done _; do [ "$done" -gt "$shared" ]; done
[ "$(ended many.err 'further histories')" = "$all" ]
cmp one.said many.said
for file in one/out/*.csv one/out/*.sqlite one/out/summary.html; do
    cmp "$file" "many/out/${file##*/}"
done

# a share that is damaged, not there, or another's: the part is named, and run again it makes good
must_miss_2() {
    must_fail 1 rapport merge not parts/* --missing >said 2>err
    [ "$(cat said)" = 2 ]
    grep -q 'parts/2 does not count' err
}
cp parts/2/sensitivity.sqlite kept
printf 'x' | dd of=parts/2/sensitivity.sqlite bs=1 seek=$(($(wc -c <kept) - 1000)) conv=notrunc 2>/dev/null
must_miss_2
cp parts/1/sensitivity.sqlite parts/2/sensitivity.sqlite
must_miss_2
rm parts/2/sensitivity.sqlite
must_miss_2
rapport resume parts/2 --quiet >/dev/null
cmp parts/2/sensitivity.sqlite kept
[ -z "$(rapport merge not parts/* --missing)" ]
