# commands.sh: the commands that leave results, each with a small study, for the scripts beside it.
# To be read by a POSIX shell with `. commands.sh` at the top of the project; sets functions only.

# What there is to run: a name each.
commands() {
    echo "compare run test discover budget validate sensitivity calibrate"
}

# command_of NAME OUT [OPTION...]: becomes the program that runs it into the folder OUT. Only `run` draws.
command_of() {
    command=$1 out=$2
    shift 2
    case $command in
    compare) set -- tests/cli/small.cfg --plot none --draws 200 --replicates 2 "$@" ;;
    run) set -- tests/cli/small.cfg --draws 300 --replicates 2 "$@" ;;
    test) set -- scenarios/london-education/london-education.cfg --plot none --draws 8 --replicates 1 "$@" ;;
    discover) set -- tests/cli/discover.cfg --plot none --draws 20 "$@" ;;
    budget) set -- scenarios/calgary/budget.cfg --plot none --draws 8 --replicates 1 "$@" ;;
    validate) set -- tests/cli/patterns.cfg --plot none --draws 100 --replicates 2 "$@" ;;
    sensitivity)
        set -- tests/cli/small.cfg --plot none --draws 20 --replicates 2 --set sensitivity.draws=60 \
            --set sensitivity.points=32 --set sensitivity.chains=8 --set sensitivity.trajectories=1 "$@"
        ;;
    calibrate) set -- tests/cli/calibrated.cfg --plot none "$@" ;;
    esac
    # the options that this does not spell out come last, and count
    exec "$program" "$command" "$@" --quiet --out "$out"
}

# finish NAME OUT: becomes the program that goes on with what is there, or begins again where nothing is.
finish() {
    if [ -f "$2/manifest.json" ]; then
        exec "$program" resume "$2" --quiet
    fi
    command_of "$@"
}

# roll: sets `random` to the next of the whole numbers from 0 to 32767 that `chance`, a script's seed, begins.
roll() {
    chance=$(((chance * 1103515245 + 12345) % 2147483648))
    random=$((chance / 65536))
}

# same_results WHOLE OUT: the same files, and each of those that hold results, byte by byte.
same_results() {
    (cd "$1" && find . -type f | sort) >"$scratch/there"
    (cd "$2" && find . -type f | sort) | diff "$scratch/there" - || return 1
    for file in "$1"/*.csv "$1"/*.cfg "$1"/*.md; do
        [ ! -f "$file" ] || cmp "$file" "$2/${file##*/}" || return 1
    done
    grep -q '"status": "finished"' "$2/manifest.json"
}
