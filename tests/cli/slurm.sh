# slurm.sh: the job script that `rapport slurm` writes, word by word, and what it does with a Slurm that runs everything
# at once: stand-ins for sbatch, squeue and scontrol. tests/long/slurm.sh asks a real one.
set -eu
. "$TESTS/../must.sh"
cp "$TESTS/small.cfg" "a study.cfg"
options='--draws 20 --plot none --quiet'
rapport slurm "a study.cfg" --threads 2 --tasks=3 $options --out "the results" >job.sh
sed -n '/^#!/,/^# ---- from here on/p' job.sh | sed '2s/rapport [0-9.]*\.$/rapport VERSION./; $d' | diff "$TESTS/golden/slurm_head.txt" -
sh -n job.sh
# another command with options of its own; the words of the script stand in no part of it
rapport slurm "$TESTS/../../scenarios/calgary/budget.cfg" --command=budget --tasks 2 --cut 20 --draws 40 >budget.sh
grep -q 'in_order $rapport budget .*budget.cfg --cut 20 --draws 40 --threads "\$SLURM_CPUS_PER_TASK"' budget.sh
must_lack '[-]-tasks\|--command' budget.sh

# refused MESSAGE WORD...: with status 2, and nothing printed
refused() {
    message=$1
    shift
    must_fail 2 rapport slurm "$@" >said 2>err
    grep -q -e "$message" err || { cat err; exit 1; }
    [ ! -s said ]
}
refused '--tasks=N is missing' "a study.cfg"
refused 'work for no more than 4 parts' "a study.cfg" --draws 20 --tasks=5
refused "unrecognized option '--cut=20'" "a study.cfg" --tasks=2 --cut=20
refused 'expected a whole number' "a study.cfg" --tasks=0
refused "unknown 'explain'" "a study.cfg" --tasks=2 --command=explain
refused "no arm 'x'" "a study.cfg" --tasks=2 --command=run --arm=x

# ---- a Slurm that waits for nothing: array, dependency, requeue ----
mkdir bin disk
cat >bin/sbatch <<'SBATCH'
array='' wanted=''
while [ "${1#-}" != "$1" ]; do
    case $1 in
    --array) array=$2 && shift ;;
    --dependency) wanted=${2#afterok:} && shift ;;
    --job-name | --output) shift ;;
    esac
    shift
done
id=$(($(cat jobs 2>/dev/null || echo 0) + 1))
echo $id >jobs
echo $id
echo "$id $2 ${array:-once} ${wanted:-free}" >>submitted
exec >>out.txt 2>&1
export SLURM_JOB_ID=$id SLURM_CPUS_PER_TASK=1
[ -z "$wanted" ] || [ ! -e "failed-$wanted" ] || exit 0
for SLURM_ARRAY_TASK_ID in $(echo "$array" | tr , ' ' | sed 's/\([0-9]*\)-\([0-9]*\)/`seq \1 \2`/g; s/^/echo /' | sh); do
    export SLURM_ARRAY_TASK_ID SLURM_ARRAY_JOB_ID=$id
    sh "$1" "$2" || touch "failed-$id"
    while [ -e again ]; do rm again; sh "$1" "$2" || touch "failed-$id"; done
done
[ -n "$array" ] || sh "$1" "$2"
SBATCH
echo 'cat queue 2>/dev/null || true' >bin/squeue
echo 'echo "$@" >>requeued; touch again; exit 1' >bin/scontrol
sed -i '1i #!/bin/sh' bin/*
chmod +x bin/*
PATH=$PWD/bin:$PATH
TMPDIR=$PWD/disk
export PATH TMPDIR
unset SLURM_TMPDIR

rapport compare "a study.cfg" $options --out whole >/dev/null
sh job.sh >said
printf 'parts 1-3: job 1\nmerge into the results: job 2, when all parts are finished\n' | diff - said
printf '1 part 1-3 free\n2 merge once 1\n' | diff - submitted
cmp whole/runs.sqlite "the results/runs.sqlite"
cmp whole/contrasts.csv "the results/contrasts.csv"
[ -z "$(ls disk)" ]
# a part tells of the node's disk, where nobody finds it: the script says where it is
[ "$(grep -c '^job: what was in .*/disk/rapport\.[^/]*/part is in parts-a_study-compare/[123] now$' out.txt)" = 3 ]
# a part is lost: it alone is run again
rm -rf "the results" parts-a_study-compare/2 submitted
sh job.sh >said 2>err
printf '3 part 2 free\n4 merge once 3\n' | diff - submitted
cmp whole/runs.sqlite "the results/runs.sqlite"
# nothing is missing: only the merge
rm -rf "the results" submitted
sh job.sh >said
printf '5 merge once free\n' | diff - submitted
# a job of this name is in the queue: nothing is submitted twice
echo 7 >queue
must_fail 1 sh job.sh 2>err
grep -q 'a_study-compare is in the queue already' err
rm queue

# time is up: the program is told to end, what it has is kept, and the job goes into the queue again and on
rm -rf parts-a_study-compare "the results" submitted out.txt
cat >bin/told <<'TOLD'
#!/bin/sh
[ "$1" = compare ] && [ ! -e cut ] || exec rapport "$@"
touch cut
trap '' TERM
kill -USR1 "$PPID"
rapport "$@" >/dev/null
exit 130
TOLD
chmod +x bin/told
sed 's/^rapport=rapport/rapport=told/' job.sh >told.sh
sh told.sh >said
grep -q '_1$' requeued
[ "$(wc -l <requeued)" = 1 ]
# a part that fails holds up the merge
rm -rf parts-a_study-compare "the results"
sed 's/^rapport=rapport/rapport=false/' job.sh >false.sh
sh false.sh >said
[ ! -e "the results" ]
