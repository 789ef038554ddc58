# shards.sh: parts of a run, cut off and gone on with, merged in any order, give what one process gives, to the byte; and
# whatever is wrong with a part is said, with what is to be run again.
set -eu
. "$TESTS/../must.sh"
cp "$TESTS/small.cfg" study.cfg
options='--draws 20 --plot none --quiet'

# part K N [OPTION...]: into parts/K
part() {
    number=$1 of=$2
    shift 2
    rapport compare "$WORK/study.cfg" $options --shard="$number/$of" --out "$WORK/parts/$number" "$@" >/dev/null
}
WORK=$PWD

# same WHOLE MERGED: every file, but for times
same() {
    (cd "$1" && find . -type f | sort) >there
    (cd "$2" && find . -type f | sort) | diff there -
    while read -r file; do
        for side in "$1" "$2"; do
            sed '/"\(started\|ended\|seconds\|cksum\)":/d; /<dt>\(Finished\|Time taken\)<\/dt>/d' "$side/$file" >"side-${side##*/}"
        done
        cmp "side-${1##*/}" "side-${2##*/}"
    done <there
}

mkdir one many
(cd one && rapport compare "$WORK/study.cfg" $options --out=out >../one.said)
mv one/out whole
rm -r one

# seven parts of four blocks of histories: some are empty, which is said; one is cut off by a disk that is full, as it
# were, and resumed
for k in 5 2 7 1 3 4 6; do part $k 7; done
rapport resume parts/1 --quiet | tr '\n' ' ' | grep -q 'parts/1 is part 1 of 7, and empty'
rapport compare study.cfg $options --shard 7/7 --language fr --out french | tr '\n' ' ' |
    grep -q 'french est la partie 7 sur 7.* les histoires 48 à 59 sur 60'
rapport resume parts/7 --quiet --format csv >said
printf 'shard,shards,first,end\n7,7,48,60\n' | cmp - said
[ "$(ls parts/2)" = "$(printf 'manifest.json\nruns.sqlite')" ]
if ! sanitized t; then
    rm -r parts/2
    must_fail 1 sh -c 'ulimit -f 200; "$@"' - rapport compare study.cfg $options --shard=2/7 --out parts/2 2>/dev/null
    must_fail 1 rapport merge many/out parts/* --missing >said 2>err
    [ "$(cat said)" = 2 ]
    grep -q 'parts/2 does not count yet: part 2 is not finished' err
    rapport resume parts/2 --quiet >/dev/null
fi
rapport replay parts/2 --quiet | grep -q '^identical: '
rapport export parts/4 --quiet | sed -n 2p | grep -q '^parachute,6,2,'
must_fail 2 rapport report parts/2 2>err
grep -q 'parts/2 is a part of a run, of which there are no tables' err
rapport merge many/out parts/* --missing >said
[ ! -s said ]

# the merge, killed at some moment; then on a disk that is full; then to its end
(cd many && exec rapport merge out ../parts/3 ../parts/7 ../parts/[12456] --quiet) >/dev/null &
pid=$!
sleep 0.1
kill -KILL $pid 2>/dev/null || true
wait $pid || true
[ ! -e many/out ] || grep -q '"status": "finished"' many/out/manifest.json
rm -rf many/out
cd many
if ! sanitized t; then
    must_fail 1 sh -c 'ulimit -f 1100; "$@"' - rapport merge full ../parts/* --quiet >../said 2>../err
    grep -q 'the merge ended: .*The parts are as they were; when that is mended, go on with: rapport merge full ' ../err
    [ ! -e full ]
    rm -r full.merging # the other goes on from where it was killed, which may be its end
fi
rapport merge out ../parts/3 ../parts/7 ../parts/[12456] --quiet >../many.said
[ "$(ls)" = out ]
cd ..
cmp one.said many.said
same whole many/out
# once more: it is there already; another folder with something in it is left alone
rapport merge many/out parts/* 2>err
grep -q 'many/out holds the results of these parts already' err
must_fail 2 rapport merge many parts/* 2>err
grep -q 'many: it is not empty and not a results folder; nothing was merged' err
must_fail 2 rapport merge .. parts/* 2>err
rapport replay many/out --quiet | grep -q '^identical: '

# refused MESSAGE STATUS [FOLDER...]: a merge of these says this, and makes nothing
refused() {
    message=$1 status=$2
    shift 2
    must_fail "$status" rapport merge not "$@" >/dev/null 2>err
    tr '\n' ' ' <err | grep -q "$message" || { cat err; exit 1; }
    [ ! -e not ] && [ ! -e not.merging ]
}
# missing, and how sbatch takes it
refused '5 of 7 parts are to be run again: 1-3,5-6. Nothing was merged' 1 parts/4 parts/7
refused 'parts/9 does not count: manifest.json: No such file' 1 parts/4 parts/9
refused 'nothing that was named is a part of a run' 2 whole
# twice: taken once
cp -r parts/4 again
rapport merge twice again parts/* --quiet >/dev/null 2>err
grep -q 'again and parts/4 hold the same part 4: it is taken once' err
cmp whole/runs.sqlite twice/runs.sqlite
# another study, seed, version, number of parts; the whole itself
other() {
    rm -rf other
    rapport compare "$1" $options --shard="$2" --out other $3 >/dev/null
}
other study.cfg 4/7 '--seed 5'
refused 'other is of another run than parts/1: they differ in the seed' 2 parts/1 other
refused 'they differ in the language' 2 parts/1 french
other study.cfg 4/7 '--draws 21'
refused 'they differ in the number of draws' 2 parts/1 other
sed 's/horizon = 24/horizon = 12/' study.cfg >other.cfg
other other.cfg 4/7 ''
refused 'they differ in the study, or a file of it' 2 parts/1 other
other study.cfg 4/8 ''
refused 'other is one of 8 parts, parts/1 one of 7' 2 parts/1 other
rm -r other
cp -r parts/4 other
sed -i 's/"version": "[^"]*"/"version": "0.0.1"/' other/manifest.json
reseal other/manifest.json
refused 'they differ in the version of rapport' 2 parts/1 other
refused 'whole does not count: it holds a whole run' 1 parts/1 whole
# a manifest that was changed, a database that was damaged: by one bit, and by its end
sed -i 's/"seed": "11"/"seed": "12"/' other/manifest.json
refused 'other does not count: manifest.json: its manifest was damaged' 1 parts/1 other
cp parts/4/runs.sqlite kept
printf 'x' | dd of=parts/4/runs.sqlite bs=1 seek=$(($(wc -c <kept) - 1000)) conv=notrunc 2>/dev/null
refused 'parts/4/runs.sqlite: .*parts/4 does not count: remove it and run part 4 again' 1 parts/*
must_fail 1 rapport merge not parts/* --missing >said 2>err
[ "$(cat said)" = 4 ]
head -c 60000 kept >parts/4/runs.sqlite
refused 'parts/4 does not count' 1 parts/*
cp parts/2/runs.sqlite parts/4/runs.sqlite
refused 'parts/4/runs.sqlite: .*its first is' 1 parts/*
rm -r parts/4
part 4 7
rapport merge mended parts/* --quiet >/dev/null
cmp whole/runs.sqlite mended/runs.sqlite

# two at work in one part: the second is refused, and the part is not to be begun a third time
sed -i 's/"status": "finished"/"status": "unfinished"/' parts/4/manifest.json
reseal parts/4/manifest.json
must_fail 1 flock parts/4 rapport resume parts/4 2>err
grep -q 'another rapport is at work in parts/4' err
must_fail 1 flock parts/4 rapport merge not parts/* --missing >said 2>err
[ ! -s said ]
must_fail 1 flock parts/4 rapport merge not parts/* >said 2>err
grep -q '1 of 7 parts are still at work. Nothing was merged' err
# a part is not gone on with as another, nor as the whole
must_fail 2 rapport compare study.cfg $options --shard=3/7 --out parts/2 2>err
grep -q 'holds other histories of this study' err
must_fail 2 rapport compare study.cfg $options --out parts/2 2>err
for wrong in 0/3 4/3 1 1/ /2 1/2/3 1/100001 -1/2; do
    must_fail 2 rapport compare study.cfg --shard="$wrong" --out wrong 2>err
    grep -q 'expected K/N' err
done
[ ! -e wrong ]

# the page for users of clusters: its job, with fewer histories, as Slurm would begin it, and what it says of the merge
awk '/^```/ { inside = !inside; next } inside && /^#!\/bin\/sh$/ { job = 1 } !inside { job = 0 } job' \
    "$TESTS/../../scenarios/FOR-CLUSTERS.md" | sed 's|--draws 4000|--draws 8 --plot none --quiet|; s|/40|/2|' >part.sh
rm -r parts
for SLURM_ARRAY_TASK_ID in 2 1; do
    export SLURM_ARRAY_TASK_ID SLURM_CPUS_PER_TASK=1
    sh part.sh >/dev/null
    [ "$SLURM_ARRAY_TASK_ID" = 1 ] || must_fail 1 rapport merge results parts/* --missing | grep -qx 1
done
rapport merge results parts/* --quiet >/dev/null
[ -s results/report.html ]
