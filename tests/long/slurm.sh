#!/bin/sh
# slurm.sh PROGRAM: a cluster of this machine alone, with Debian's Slurm, for as long as this takes. It is given the job
# script that `rapport slurm` writes: parts and the merge behind them; one part is killed with its program, one is told
# that its time is up, one is put into the queue again as when a node dies. What comes of it is, file by file and byte
# by byte, what one process makes. Status 77 where Slurm is not here.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
for needed in slurmctld slurmd sbatch; do
    PATH=$PATH:/usr/sbin command -v $needed >/dev/null || { echo "skipped: $needed is not here"; exit 77; }
done
PATH=$(dirname "$program"):$PATH:/usr/sbin
export PATH
root=$PWD
. tests/must.sh
. tests/long/commands.sh
scratch=$(mktemp -d)
daemons=
leave() {
    scancel --user "$(id -un)" 2>/dev/null || true
    for pid in $daemons; do kill "$pid" 2>/dev/null || true; done
    for pid in $daemons; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$scratch"
}
trap leave EXIT
trap 'exit 130' INT TERM

fail() {
    tail -n 5 "$scratch"/*.log parts-study-compare.log/* 2>/dev/null || true
    squeue || true
    echo "$*"
    exit 1
}

# wait_for SECONDS COMMAND...: until it is true.
wait_for() {
    tries=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "waited in vain for: $*"
        sleep 0.2
    done
}

# ---- a cluster ----------------------------------------------------------------------------------

host=$(hostname -s)
# so that none meets another that is here
port=$((20000 + $$ % 20000))
SLURM_CONF=$scratch/slurm.conf
export SLURM_CONF
cat >"$SLURM_CONF" <<TEXT
ClusterName=scratch
SlurmctldHost=$host
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
KillWait=5
JobRequeue=1
SchedulerParameters=sched_interval=1,batch_sched_delay=0
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
NodeName=$host CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
TEXT
mkdir "$scratch/state" "$scratch/spool"
slurmctld -D -i >"$scratch/slurmctld.log" 2>&1 &
daemons=$!
slurmd -D >"$scratch/slurmd.log" 2>&1 &
daemons="$daemons $!"
is_ready() { [ "$(sinfo --noheader --format %t)" = idle ]; }
wait_for 30 is_ready

# ---- one job ------------------------------------------------------------------------------------

options='--draws 60 --replicates 500 --plot none --quiet'
mkdir "$scratch/work" "$scratch/disk"
cd "$scratch/work"
cp "$root/tests/cli/small.cfg" study.cfg
RAPPORT_DATA=$root/models
export RAPPORT_DATA
rapport compare study.cfg $options --out whole >/dev/null
rapport slurm study.cfg --tasks=5 $options | sed 's/--time=01:00:00/--time=00:05:00/' >job.sh
unset SLURM_TMPDIR
TMPDIR=$scratch/disk
export TMPDIR

# kept PATTERN: sets `part` to a part of such a number that has kept something: its program is at work
kept() {
    found=$(sed -n "s/.*\"shard\": \($1\),.*/\1/p" "$scratch"/disk/*/part/manifest.json | tail -n 1)
    [ -n "$found" ] && part=$found
}
# Cuts off part 1, as Slurm does when its time is up, and one of the others, as when its node died; until both were put
# into the queue again, for Slurm takes neither while it is at something else.
cut_off() {
    went_back 1 || { kept 1 && scancel --batch --signal USR1 "${array}_1"; } || true
    went_back '[2-5]' || { kept '[2-5]' && scontrol requeue "${array}_$part"; } || true
    went_back 1 && went_back '[2-5]'
}
went_back() { grep -qs 'DUE TO JOB REQUEUE' parts-study-compare.log/$1.txt; }
is_over() { [ -z "$(squeue --noheader)" ]; }
is_there() { [ -s "$1" ]; }

sh job.sh >said
grep -q '^parts 1-5: job [0-9]*$' said || fail "parts were not submitted"
array=$(sed -n 's/^parts 1-5: job //p' said)
must_fail 1 sh job.sh 2>err
grep -q 'study-compare is in the queue already' err
wait_for 120 cut_off
wait_for 400 is_over
[ -d results-study-compare ] || fail "nothing was merged"
TMPDIR=/tmp
same_results whole results-study-compare || fail "the merged results differ"
cmp whole/runs.sqlite results-study-compare/runs.sqlite || fail "the merged database differs"
[ -z "$(ls "$scratch/disk")" ] || fail "something was left on the node's disk"

# a part that is lost, and one whose program was killed: they alone are run again, and the merge waits
rm -rf results-study-compare parts-study-compare/4
sed -i 's/"status": "finished"/"status": "unfinished"/' parts-study-compare/2/manifest.json
reseal parts-study-compare/2/manifest.json
sh job.sh 2>/dev/null >said
grep -q '^parts 2,4: job ' said || fail "what is missing was not submitted"
wait_for 300 is_over
same_results whole results-study-compare || fail "the results that were merged again differ"

# a part that fails: the merge is not begun
rm -rf results-study-compare parts-study-compare/3
sed 's/^rapport=.*/rapport=false/' job.sh >broken.sh
sed 's/^missing=.*//; s/missing=.(.*/missing=3/' broken.sh >job2.sh
sh job2.sh >said 2>&1 || true
wait_for 120 is_over
[ ! -e results-study-compare ] || fail "a merge was begun without all parts"
echo "a study in 5 parts on Slurm: the same bytes, three parts cut off or lost on the way"
