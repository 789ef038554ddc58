#!/bin/sh
# slurm.sh PROGRAM: a cluster of two nodes on this machine alone, with Debian's Slurm, for as long as this takes: about
# three minutes, most of them waiting for Slurm. It is given the job script that `rapport slurm` writes: five parts and
# the merge behind them. Of one part the time is up, by Slurm's own clock; one loses its node, with all that ran and lay
# there; one's program is killed; one is put back by Slurm in the midst of its work. The merge waits, and is not begun
# without all. Then one part more is lost, and the script is given again. What comes of it is, file by file and byte by
# byte, what one process makes. Status 77 where Slurm is not here.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
PATH=$(dirname "$program"):$PATH:/usr/sbin
export PATH
for needed in slurmctld slurmd sbatch; do
    command -v $needed >/dev/null || { echo "skipped: $needed is not here"; exit 77; }
done
root=$PWD
. tests/must.sh
. tests/long/commands.sh
scratch=$(mktemp -d)
daemons=
leave() {
    for pid in $daemons; do kill "$pid" 2>/dev/null || true; done
    for node in one two; do destroy $node; done
    wait
    rm -rf "$scratch"
}
trap leave EXIT
trap 'exit 130' INT TERM

fail() {
    tail -n 5 "$scratch"/*.log "$scratch"/work/parts-study-compare.log/* 2>/dev/null || true
    squeue --format '%i %t %r %S %N' || true
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

# so that none meets another that is here
port=$((20000 + $$ % 20000))
SLURM_CONF=$scratch/slurm.conf
export SLURM_CONF
cat >"$SLURM_CONF" <<TEXT
ClusterName=scratch
SlurmctldHost=$(hostname -s)
SlurmctldPort=$port
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
SlurmdTimeout=30
JobRequeue=1
SchedulerParameters=sched_interval=1,batch_sched_delay=0
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/%n
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/%n.pid
NodeName=one NodeHostname=$(hostname -s) Port=$((port + 1)) CPUs=1 State=UNKNOWN
NodeName=two NodeHostname=$(hostname -s) Port=$((port + 2)) CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
TEXT

start_node() {
    mkdir -p "$scratch/$1" "$scratch/disk/$1"
    slurmd -D -N "$1" >>"$scratch/$1.log" 2>&1 &
    daemons="$daemons $!"
    echo $! >"$scratch/$1.daemon"
}

# destroy NODE: as when its power fails: all that runs there at once, and its disk
destroy() {
    [ ! -e "$scratch/$1.daemon" ] || kill -KILL "$(cat "$scratch/$1.daemon")" 2>/dev/null || true
    for process in /proc/[0-9]*; do
        if grep -qsz "^SLURMD_NODENAME=$1\$" "$process/environ" && grep -qsz "^SLURM_CONF=$SLURM_CONF\$" "$process/environ"; then
            parent=$(sed -n 's/^PPid:[^0-9]*//p' "$process/status" 2>/dev/null) || true
            ! grep -qs '^slurmstepd' "/proc/$parent/cmdline" || kill -KILL "$parent" 2>/dev/null || true
            kill -KILL "${process#/proc/}" 2>/dev/null || true
        fi
    done
    rm -rf "$scratch/disk/$1"
}

mkdir "$scratch/state"
slurmctld -D -i >"$scratch/slurmctld.log" 2>&1 &
daemons=$!
start_node one
start_node two
are_ready() { [ "$(sinfo --noheader --format '%D %t')" = '2 idle' ]; }
wait_for 60 are_ready

# ---- one study ----------------------------------------------------------------------------------

# seconds of work in each part, so that it can be met at work
options='--draws 60 --replicates 120 --set horizon=240 --plot none'
mkdir "$scratch/here" "$scratch/held" "$scratch/held/5"
cd "$scratch/here"
cp "$root/tests/cli/small.cfg" study.cfg
RAPPORT_DATA=$root/models
export RAPPORT_DATA
rapport compare study.cfg $options --quiet --out whole >/dev/null
# The program of a part: when it is first begun, it is stopped as soon as it says that it has kept something.
cat >"$scratch/program" <<TEXT
#!/bin/sh
held=$scratch/held/\$SLURM_ARRAY_TASK_ID
if [ "\$1" = compare ] && mkdir "\$held" 2>/dev/null; then
    mkfifo "\$held/said"
    trap '' TERM # for Slurm tells all
    while read -r line; do
        echo "\$line"
        [ -e "\$held/pid" ] || { echo \$\$ >"\$held/pid"; kill -STOP \$\$; }
    done <"\$held/said" >&2 &
    trap - TERM
    exec "$program" "\$@" 2>"\$held/said"
fi
exec "$program" "\$@"
TEXT
chmod +x "$scratch/program"
# what users change in its head, and two minutes, the shortest time with a signal a minute before
rapport slurm study.cfg --tasks=5 $options | sed "s|^rapport=.*|rapport=$scratch/program|
    s|^disk=.*|disk=$scratch/disk/\${SLURMD_NODENAME-}|; s|--time=01:00:00|--time=00:02:00|" >job.sh

said() { grep -qs "$2" "parts-study-compare.log/$1.txt"; }
is_held() { grep -q '^State:.T' "/proc/$(cat "$scratch/held/$1/pid")/status"; }
# a signal waits for it: SIGTERM, which Slurm and the script send, is number 15
is_told() { grep -q '^S[a-z]*Pnd:.*[4567c-f]...$' "/proc/$(cat "$scratch/held/$1/pid")/status"; }
let_go() { kill "-$2" "$(cat "$scratch/held/$1/pid")"; }
# waits JOB REASON: for that it waits
waits() { squeue --noheader --jobs "$1" --format %r | grep -q "^$2"; }
node_of() { squeue --noheader --jobs "${array}_$1" --format %N; }
# Slurm lets what went back wait for two minutes
hasten() {
    wait_for 60 waits "${array}_$1" BeginTime
    scontrol update "JobId=${array}_$1" StartTime=now
}
# kept PART: what is in its place is a beginning
kept() {
    grep -q '"status": "unfinished"' "parts-study-compare/$1/manifest.json" && [ -s "parts-study-compare/$1/runs.sqlite" ]
}
# no history of this part was run twice: what it said that it had grows
went_on() {
    sed -n 's/^\([0-9]*\) of [0-9]* histories$/\1/p' "parts-study-compare.log/$1.txt" | sort -n -c -u
}
is_over() { [ -z "$(squeue --noheader)" ]; }

sh job.sh >said
grep -q '^parts 1-5: job [0-9]*$' said || fail "parts were not submitted"
array=$(sed -n 's/^parts 1-5: job //p' said)
merge=$(sed -n 's/^merge into results-study-compare: job \([0-9]*\), when all parts are finished$/\1/p' said)
must_fail 1 sh job.sh 2>err
grep -q 'study-compare is in the queue already' err
wait_for 120 is_held 1
wait_for 120 is_held 2
lost=$(node_of 2)
destroy "$lost"
waits "$merge" Dependency || fail "the merge does not wait"

wait_for 150 is_told 1 # Slurm told the script, and the script this
let_go 1 CONT
wait_for 60 said 1 'DUE TO JOB REQUEUE'
said 1 '^interrupted: .* histories are kept' || fail "part 1 did not end in order"
kept 1 || fail "part 1 left nothing"

wait_for 120 is_held 3
let_go 3 KILL
wait_for 60 kept 3

wait_for 120 is_held 4
let_go 4 CONT # signals that come while it is stopped would be taken for one
scontrol requeue "${array}_4"
wait_for 60 said 4 'DUE TO JOB REQUEUE'
wait_for 60 kept 4
said 4 '^interrupted: .* histories are kept' || fail "part 4 did not end in order"

start_node "$lost"
for part in 1 2 4; do
    hasten $part
done
wait_for 300 is_over
[ ! -e results-study-compare ] || fail "a merge was begun without all parts"
went_on 1 && went_on 4 || fail "a part did not go on where it was"
must_fail 1 rapport merge results-study-compare parts-study-compare/* --missing >missing 2>/dev/null
[ "$(cat missing)" = 3 ] || fail "of one part that failed is said: $(cat missing)"

# ---- the script again ---------------------------------------------------------------------------

rm -rf parts-study-compare/5
sh job.sh 2>/dev/null >said
grep -q '^parts 3,5: job ' said || fail "what is missing was not submitted"
wait_for 300 is_over
went_on 3 || fail "part 3 did not go on where it was"
[ -d results-study-compare ] || fail "nothing was merged"
same_results whole results-study-compare || fail "the merged results differ"
cmp whole/runs.sqlite results-study-compare/runs.sqlite || fail "the merged database differs"
left=$(find "$scratch/disk" -mindepth 2)
[ -z "$left" ] || fail "something was left on a node's disk: $left"
echo "a study in 5 parts on Slurm: the same bytes, five parts cut off, lost or killed on the way"
