#!/bin/sh
# run.sh: the whole test suite. Installs what is missing, builds release and with sanitizers, runs tests in both,
# every shipped scenario with few draws, every kind of plot, a minute of fuzzing and five kills.
# `sh tests/run.sh long [SECONDS]` does all that at length, shipped scenarios with their own draws, with so many seconds
# of fuzzing for each target (300 unless said), and adds the thread sanitizer, valgrind, races, full disks, damaged
# results, Slurm, MPI, other compilers, packages, arm64, Firefox and mutants. A headline before each part says what time has
# gone, and how much of one processor's.
# The last line counts: "N passed, M failed", and how many were skipped, if any. Safe to run again.
set -u

cd "$(dirname "$0")/.."
. scenarios/prepare.sh
tier=${1-short}
fuzzing=60 # seconds in all
case $tier in
short) ;;
long) fuzzing=$((7 * ${2-300})) ;;
*) rapport_die "usage: sh tests/run.sh [long [SECONDS]]" ;;
esac

passed=0 failed=0 skipped=0 begun=$(date +%s)
scratch=$(mktemp -d) || exit 1
said=$scratch/said
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# check NAME COMMAND...: one test; what it prints is shown only when it fails. Status 77: it was skipped.
check() {
    name=$1 status=0
    shift
    "$@" >"$said" 2>&1 || status=$?
    if [ $status -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok      $name"
    elif [ $status -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "skipped $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        tail -n 40 "$said"
    fi
}

# phase NAME: a headline, with the minutes until then, and those of one processor.
phase() {
    times >"$scratch/times"
    echo "---- $1 (after $(minutes $(($(date +%s) - begun))), $(minutes "$(tr 'ms' '  ' <"$scratch/times" |
        awk '{ sum += 60 * ($1 + $3) + $2 + $4 } END { printf "%.0f", sum }')") of one processor)"
}

minutes() {
    printf '%d:%02d min' $(($1 / 60)) $(($1 % 60))
}

# ctest_in FOLDER WHICH: its tests, counted one by one.
ctest_in() {
    phase "tests in $1"
    # word splitting is wanted
    ctest --test-dir "$1" $2 --parallel "$(rapport_processors)" --output-on-failure >"$scratch/ctest" 2>&1
    grep -E '^ *[0-9]+/[0-9]+ Test' "$scratch/ctest" |
        sed 's/^ *[0-9]*\/[0-9]* Test *#[0-9]*: *//'
    good=$(grep -cE '^ *[0-9]+/[0-9]+ Test .* Passed ' "$scratch/ctest")
    bad=$(grep -E '^ *[0-9]+/[0-9]+ Test ' "$scratch/ctest" | grep -cvE ' Passed |\*\*\*Skipped ')
    left=$(grep -cE '^ *[0-9]+/[0-9]+ Test .*\*\*\*Skipped ' "$scratch/ctest")
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
    if [ "$bad" -ne 0 ] || [ "$good" -eq 0 ]; then
        [ "$good" -ne 0 ] || failed=$((failed + 1))
        cat "$scratch/ctest"
    fi
}

# build_and_test FOLDER WHICH CMAKE-OPTION...; WHICH are options of ctest, none for all tests.
build_and_test() {
    folder=$1 which=$2
    shift 2
    phase "$folder"
    check "build $folder" rapport_build . "$folder" "$@"
    [ ! -f "$folder/CTestTestfile.cmake" ] || ctest_in "$folder" "$which"
}

# Every plot of the main job in one kind of file.
plots() {
    out=$scratch/plots-$2
    "$1" compare scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 --quiet --plot "$2" \
        --out "$out" >/dev/null || return 1
    for script in "$out"/plots/*.gp; do
        case $script in *-narrow.gp) continue ;; esac # for phones, of the page alone
        [ -s "${script%.gp}.$3" ] || { echo "${script%.gp}.$3 is missing"; return 1; }
    done
}

# count NAME COMMAND...: a test whose last line has figures, which is shown.
count() {
    check "$@"
    tail -n 1 "$said"
}

# begin check|count NAME COMMAND...: the same beside what has begun, as many at once as there are processors: of a free one
# a line stands in a pipe.
begin() {
    [ -n "${jobs-}" ] || free_processors
    jobs=$((jobs + 1))
    read -r _ <&3
    (
        said=$scratch/said-$jobs
        "$@" >"$scratch/job-$jobs" 2>&1
        echo >&3
    ) &
    begun_jobs="$begun_jobs $!"
}

free_processors() {
    jobs=0 told=0 begun_jobs=
    mkfifo "$scratch/free"
    exec 3<>"$scratch/free"
    for _ in $(seq "$(rapport_processors)"); do
        echo >&3
    done
}

# What those have come to that began, in the order in which they did.
tell() {
    # word splitting is wanted
    wait $begun_jobs
    begun_jobs=
    while [ $told -lt $jobs ]; do
        told=$((told + 1))
        cat "$scratch/job-$told"
        case $(head -n 1 "$scratch/job-$told") in
        'ok '*) passed=$((passed + 1)) ;;
        'skipped '*) skipped=$((skipped + 1)) ;;
        *) failed=$((failed + 1)) ;;
        esac
    done
}

# Fuzzing; skipped where there is no fuzzer.
fuzz() {
    rapport_has_fuzzer || { echo "clang with its fuzzer is not here"; return 77; }
    sh tests/fuzz/run.sh "$fuzzing"
}

# The page of a class, once the engine for browsers can be built.
classes() {
    rapport_build . build && ctest --test-dir build -L browser --output-on-failure || return 1
    [ -f build/web/rapport.wasm ] || return 77
}

# beside NAME COMMAND...: begins a test that goes on beside the others.
beside() {
    job=$1
    shift
    "$@" >"$scratch/$job" 2>&1 &
    echo $! >"$scratch/$job.pid"
}

# ended NAME: what that has come to.
ended() {
    status=0
    wait "$(cat "$scratch/$1.pid")" || status=$?
    cat "$scratch/$1"
    return $status
}

has_pandas() {
    python3 -c 'import pandas, matplotlib' 2>/dev/null || /usr/bin/python3 -c 'import pandas, matplotlib' 2>/dev/null
}

phase "what is needed"
rapport_install cmocka
rapport_musl
rapport_optional clang-format clang-format
rapport_optional python3 python3
rapport_optional Rscript r-base-core
rapport_optional chromium chromium
rapport_optional pdfinfo poppler-utils
rapport_npm build/browser axe-core 4.14.1
has_pandas || { command -v apt-get >/dev/null 2>&1 && rapport_apt python3-pandas python3-matplotlib; } ||
    echo "rapport: pandas and matplotlib are not here; what needs them is skipped" >&2
if [ $tier = long ]; then
    rapport_optional valgrind valgrind
    rapport_optional mpicc libopenmpi-dev
    rapport_optional firefox-esr firefox-esr
    rapport_npm build/browser ws 8.23.0
    rapport_optional sbatch slurm-wlm
    rapport_optional lintian lintian
    rapport_fuzzer || echo "rapport: clang with its fuzzer is not here; fuzzing is skipped" >&2
fi
# What the page of a class needs is big to install: that goes on while the rest is built, its tests while others run.
beside engine rapport_web
build_and_test build '-LE memory|browser' -DCMAKE_BUILD_TYPE=Release -DRAPPORT_WERROR=ON
ended engine >&2 || echo "no engine for browsers: what needs it is skipped" >&2
beside classes classes
# -O1 -g1: sanitizers see as much, and name lines, in half the time to compile. What bounds numbers have, gcc knows
# less of then: the release build is asked about formats.
# What one build is enough for was asked in the first; what lets memory run out is asked here alone.
build_and_test build-asan '-LE once' -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_C_FLAGS_RELWITHDEBINFO=-O1 -g1 -Wno-format-truncation" \
    -DRAPPORT_SANITIZE=address,undefined -DRAPPORT_WERROR=ON

beside fuzzing fuzz
[ $tier = short ] || beside mutants sh tests/long/mutants.sh
phase "shipped studies, every kind of picture, an installed copy, kills"
kills=5
[ $tier = short ] || kills=100
begin count "kills" sh tests/long/kills.sh build/rapport $kills
for study in scenarios/*.cfg scenarios/*/*.cfg; do
    # files without a title are parts that others include
    ! grep -q '^title *=' "$study" || begin check "$study" sh tests/shipped.sh build/rapport "$study" $tier
done
begin check "main job under sanitizers" sh tests/shipped.sh build-asan/rapport scenarios/parachute-vs-sustained.cfg short
begin check "plots as png" plots build/rapport png png
begin check "plots as pdf" plots build/rapport pdf pdf
begin check "plots as text" plots build/rapport ascii txt
begin check "installed program" sh tests/cli/installed.sh build
tell
if [ $tier = long ]; then
    phase "at length"
    count "valgrind" sh tests/long/memcheck.sh build/rapport
    count "merges" sh tests/long/shards.sh build/rapport 5
    beside slurm sh tests/long/slurm.sh build/rapport # which waits for the most part
    count "ranks of MPI" sh tests/long/ranks.sh build/rapport
    count "a cluster with Slurm" ended slurm
    count "digits" sh tests/long/digits.sh build/rapport
    count "brute force" sh tests/long/sensitivity.sh
    count "races" sh tests/long/races.sh build/rapport 40
    count "full disks" sh tests/long/full_disks.sh build/rapport
    count "damaged folders" build/tests/test_damage 10
    count "damaged results of every command" sh tests/long/damage.sh build/rapport 10
    count "damaged parts" build/tests/test_shards 10
    count "coverage" build/tests/test_coverage 10000
    count "coverage of indices" build/tests/test_indices 10000
    count "survey to forecast" build/tests/test_survey_forecast 400
    count "calibration of the main study" sh tests/long/calibration.sh
    count "packages" sh tests/long/packages.sh
    count "arm64" sh tests/long/arm64.sh build/rapport
    count "mutants" ended mutants
    build_and_test build-tsan '-L threads' -DCMAKE_BUILD_TYPE=RelWithDebInfo -DRAPPORT_SANITIZE=thread
fi
check "the page of a class" ended classes
[ $tier = short ] || count "the page of a class in Firefox" sh tests/long/firefox.sh build/rapport
count "fuzzing" ended fuzzing
phase "end"

[ $skipped -eq 0 ] || skips=", $skipped skipped"
echo "$passed passed, $failed failed${skips-}"
[ "$failed" -eq 0 ]
