#!/bin/sh
# full_disks.sh PROGRAM: every command, a merge and an import too, on disks that are too small by more or by less (with --force,
# where they would look first). It ends with status 1 and a sentence; once there is room it goes on, to the files, byte by byte, of a run that never lacked
# any. Results that were to be replaced are still there. Status 77 where no disk can be made: only root mounts one.
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
. tests/long/commands.sh
scratch=$(mktemp -d) || exit 1
disk=$scratch/disk
disks=0 failed=0

leave() {
    umount "$disk" 2>/dev/null
    rm -rf --one-file-system "$scratch"
}
trap leave EXIT
trap 'exit 130' INT TERM

# fills COMMAND...: it ends for want of room, and says so.
fills() {
    status=0
    ("$@") >"$scratch/said" 2>&1 || status=$?
    [ $status -eq 1 ] && grep -q '^rapport: ' "$scratch/said"
}

wrong() {
    failed=$((failed + 1))
    echo "$1, $2 kB: $3"
    tail -n 10 "$scratch/said"
}

# try NAME KILOBYTES
try() {
    mount -t tmpfs -o "size=$2k" tmpfs "$disk" || exit 1
    disks=$((disks + 1))
    if ! fills command_of "$1" "$disk/out" --force; then
        wrong "$1" "$2" "status $status"
    else
        mount -o remount,size=64m "$disk"
        (finish "$1" "$disk/out") >"$scratch/said" 2>&1 &&
            same_results "$scratch/$1" "$disk/out" >>"$scratch/said" 2>&1 || wrong "$1" "$2" "not gone on with"
    fi
    umount "$disk"
}

# Results of another seed are there already, and almost all of the disk is theirs.
try_replacing() {
    mount -t tmpfs -o "size=64m" tmpfs "$disk" || exit 1
    disks=$((disks + 1))
    (command_of "$1" "$disk/out") >"$scratch/said" 2>&1
    cp -R "$disk/out" "$scratch/before"
    mount -o remount,size=$(($(du -sk "$disk" | cut -f 1) + 48))k "$disk"
    fills command_of "$1" "$disk/out" --seed 99 --force
    filled=$?
    rm -rf "$disk/out/.next" # as far as the new ones came
    if [ $filled -ne 0 ]; then
        wrong "$1" 48 "replaced: status $status"
    elif ! same_results "$scratch/before" "$disk/out" >>"$scratch/said" 2>&1; then
        wrong "$1" 48 "the earlier results are not there"
    fi
    rm -rf "$scratch/before"
    umount "$disk"
}

# A precision that would take more draws than the disk has room for: the results are of those that there are.
try_precision() {
    mount -t tmpfs -o "size=5m" tmpfs "$disk" || exit 1
    disks=$((disks + 1))
    if ! fills "$program" compare tests/cli/small.cfg --draws 40 --replicates 1 --precision trust=0.001 --plot none \
        --out "$disk/out"; then
        wrong precision 5120 "status $status"
    elif ! grep -q 'of the disk are free' "$scratch/said" || ! grep -q 'Not reached' "$disk/out/report.html"; then
        wrong precision 5120 "not said"
    fi
    umount "$disk"
}

# The parts of a run are elsewhere; what is made of them has too little room: the parts stay as they were, DIR is not
# there, and the same command goes on.
try_merge() {
    mount -t tmpfs -o "size=$1k" tmpfs "$disk" || exit 1
    disks=$((disks + 1))
    if ! fills "$program" merge "$disk/out" "$scratch"/parts/* --force --quiet; then
        wrong merge "$1" "status $status"
    elif [ -e "$disk/out" ] || ! (cd "$scratch" && cksum parts/*/* | cmp -s - parts.sum); then
        wrong merge "$1" "something was made, or a part was changed"
    else
        mount -o remount,size=64m "$disk"
        "$program" merge "$disk/out" "$scratch"/parts/* --quiet >"$scratch/said" 2>&1 &&
            same_results "$scratch/compare" "$disk/out" >>"$scratch/said" 2>&1 || wrong merge "$1" "not gone on with"
    fi
    umount "$disk"
}

# A list of partners becomes two files: neither is there, and the same command goes on.
try_import() {
    mount -t tmpfs -o "size=$1k" tmpfs "$disk" || exit 1
    disks=$((disks + 1))
    if ! fills "$program" import partners "$scratch/list.csv" --month 2026-03 --out "$disk/ours"; then
        wrong import "$1" "status $status"
    elif [ -n "$(ls "$disk")" ]; then
        wrong import "$1" "something was left"
    else
        mount -o remount,size=64m "$disk"
        "$program" import partners "$scratch/list.csv" --month 2026-03 --out "$disk/ours" >"$scratch/said" 2>&1 &&
            cmp "$scratch/ours.cfg" "$disk/ours.cfg" >>"$scratch/said" &&
            cmp "$scratch/ours.csv" "$disk/ours.csv" >>"$scratch/said" || wrong import "$1" "not gone on with"
    fi
    umount "$disk"
}

mkdir "$disk"
mount -t tmpfs -o size=1m tmpfs "$disk" 2>/dev/null || { echo "skipped: no disk can be mounted here"; exit 77; }
umount "$disk"
for name in $(commands); do
    (command_of "$name" "$scratch/$name") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
    size=$(du -sk "$scratch/$name" | cut -f 1)
    for share in 5 30 60 90; do
        try "$name" $((size * share / 100))
    done
    try_replacing "$name"
done
try_precision
for part in 1 2 3; do
    (command_of compare "$scratch/parts/$part" --shard "$part/3") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
done
(cd "$scratch" && cksum parts/*/* >parts.sum)
size=$(du -sk "$scratch/compare" | cut -f 1)
for share in 5 30 60 90; do
    try_merge $((size * share / 100))
done
awk 'BEGIN { print "Organisation,Type"; for (i = 1; i <= 2500; i++) print "Club " i ",Informal social group" }' >"$scratch/list.csv"
"$program" import partners "$scratch/list.csv" --month 2026-03 --out "$scratch/ours" >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
size=$((($(wc -c <"$scratch/ours.cfg") + $(wc -c <"$scratch/ours.csv")) / 1024))
for share in 5 30 60 90; do
    try_import $((size * share / 100))
done
echo "$disks full disks, $failed went wrong"
[ $failed -eq 0 ]
