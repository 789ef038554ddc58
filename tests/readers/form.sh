# form.sh: forms what the readers are tried on, in the folder where it is called: a results folder of every command, one
# that is not finished, and the lines of the page for researchers in a language, as page.EXTENSION.
# To be read by a POSIX shell with `. form.sh LANGUAGE EXTENSION`, within tests/cli (run.sh).
readers=$TESTS/../readers

form() {
    command=$1
    shift
    rapport "$command" "$readers/study.cfg" "$@" --quiet --out "$command" >/dev/null 2>form.err || {
        cat form.err
        exit 1
    }
}

form compare --plot ascii
form run --plot none --arm sustained --story
form test --plot none
form validate --plot none
form discover --plot none --draws 2 --replicates 1
form budget --plot none --cut 10
form sensitivity --plot none --set sensitivity.draws=60 --set sensitivity.points=32 --set sensitivity.chains=8 \
    --set sensitivity.trajectories=1
form calibrate --plot none --draws 120
cp -r compare results-mine

# cut off before it has tables
rapport compare "$readers/study.cfg" --draws 20000 --threads 1 --quiet --plot none --out cut >/dev/null 2>&1 &
pid=$!
part="--arm sustained --outcome trust --group all --window 120"
until rapport export cut --quiet $part 2>form.err | grep -q '^sustained'; do
    kill -0 $pid || { cat form.err; exit 1; }
    sleep 0.05
done
kill -KILL $pid
wait $pid || true

ln -s "$TESTS/../../plots" plots
RAPPORT_PROGRAM=$(command -v rapport)
export RAPPORT_PROGRAM
awk -v language="$1" '/^```/ { inside = $0 == "```" language; next } inside' \
    "$TESTS/../../scenarios/FOR-RESEARCHERS.md" >page."$2"
[ "$(sed -n '1,/^figure.savefig\|^dev.off/p' page."$2" | wc -l)" -eq 5 ] # five lines to a figure
