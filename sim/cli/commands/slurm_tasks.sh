
# ---- from here on nothing need be changed -------------------------------------------------------

# Runs a command to its end. When time is almost up it ends in order instead, and the job goes into the queue again, to
# go on where it was; so it does when Slurm wants the node for others. One that is cancelled ends in order too.
in_order() {
    signal='' status=0
    "$@" &
    child=$!
    trap 'signal=USR1; kill -TERM $child 2>/dev/null' USR1
    trap 'signal=TERM; kill -TERM $child 2>/dev/null' TERM
    wait $child || status=$?
    # a signal ends the waiting before the command has ended
    while kill -0 $child 2>/dev/null; do
        status=0
        wait $child || status=$?
    done
}

ended() {
    # 143: it had hardly begun
    if [ "$signal" = USR1 ] && { [ $status -eq 130 ] || [ $status -eq 143 ]; }; then
        scontrol requeue "${SLURM_ARRAY_JOB_ID-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID+_$SLURM_ARRAY_TASK_ID}" &&
            sleep 60 # until Slurm ends this
    fi
    exit $status
}

# What was made on the node's disk takes the place of what was there, whole or not at all.
put_in_place() {
    rm -rf "$place.$SLURM_JOB_ID"
    cp -R "$made" "$place.$SLURM_JOB_ID" && rm -rf "$place" && mv -T "$place.$SLURM_JOB_ID" "$place" &&
        rm -rf "${made%/part}" && echo "job: what was in $made is in $place now" && return 0
    echo "job: the part could not be copied to $place" >&2
    [ $status -ne 0 ] || status=1
}

run_part() {
    place=$parts/$SLURM_ARRAY_TASK_ID made=$place
    if [ -n "$disk" ]; then
        made=$(mktemp -d "$disk/rapport.XXXXXX")/part || exit 1
        [ ! -d "$place" ] || cp -R "$place" "$made" || exit 1
    fi
    part "$SLURM_ARRAY_TASK_ID" "$made"
    [ -z "$disk" ] || [ ! -d "$made" ] || put_in_place
    ended
}

run_merge() {
    in_order $rapport merge "$results" "$parts"/* --threads "$SLURM_CPUS_PER_TASK"
    ended
}

# Numbers of the parts that are not there or not finished, as sbatch takes them.
look_for_missing() {
    missing=1-$tasks
    set -- "$parts"/*
    [ -e "$1" ] || return 0
    status=0
    missing=$($rapport merge "$results" "$@" --missing) || status=$?
    [ $status -le 1 ] || exit $status
}

submit() {
    if [ -n "$(squeue --noheader --name "$name" --user "$(id -un)")" ]; then
        echo "job: $name is in the queue already; squeue shows it, scancel --name $name takes it out" >&2
        exit 1
    fi
    look_for_missing
    mkdir -p "$parts" "$parts.log"
    if [ -n "$missing" ]; then
        array=$(sbatch --parsable --job-name "$name" --array "$missing" --output "$parts.log/%a.txt" "$0" part) || exit
        array=${array%%;*}
        echo "parts $missing: job $array"
    fi
    merge=$(sbatch --parsable --job-name "$name" --output "$parts.log/merge.txt" \
        ${array:+--dependency "afterok:$array" --kill-on-invalid-dep=yes} "$0" merge) || exit
    echo "merge into $results: job ${merge%%;*}${array:+, when all parts are finished}"
}

case ${1-submit} in
part) run_part ;;
merge) run_merge ;;
submit) submit ;;
*) echo "usage: sh job.sh" >&2 && exit 2 ;;
esac
