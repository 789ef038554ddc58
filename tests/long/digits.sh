#!/bin/sh
# digits.sh PROGRAM [COMMAND...]: the same digits from every compiler, with and without optimising, and from a processor
# without fused multiply-add: the commands (all, unless some are named) run by builds with gcc and clang, -O0 and -O3,
# leave the same tables, studies, picture data and databases as the PROGRAM. About ten minutes on two processors, most
# of them to build. Compilers that are not here are left out; status 77 where the program's arithmetic is the system's.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
cd "$(dirname "$0")/../.."
. scenarios/prepare.sh
. tests/long/commands.sh
. tests/must.sh
"$program" --version | grep -q '^Arithmetic: musl ' || { echo "skipped: the arithmetic is the system's"; exit 77; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
[ $# -gt 0 ] || set -- $(commands)
compared=0 different=0

# same_digits OUT OTHER: every file of results, byte by byte; manifest and page name the compiler, or the folder.
same_digits() {
    same_results "$1" "$2" || return 1
    for file in "$1"/*.sqlite "$1"/plots/*.dat "$1"/plots/*.gp; do
        [ ! -f "$file" ] || cmp "$file" "$2${file#"$1"}" || return 1
    done
}

# with BUILD PROGRAM COMMAND...: runs the commands by a program, and compares with what `first` holds.
with() {
    build=$1 program=$2
    shift 2
    for name; do
        out=$scratch/other/$name
        compared=$((compared + 1))
        (command_of "$name" "$out") >"$scratch/said" 2>&1 && same_digits "$scratch/first/$name" "$out" && continue
        different=$((different + 1))
        echo "$build: $name has other digits"
        cat "$scratch/said"
    done
    rm -rf "$scratch/other"
}

mkdir "$scratch/first" "$scratch/other"
for name; do
    (command_of "$name" "$scratch/first/$name") >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
done
if withholding_works; then
    withhold_fma
    with "without fused multiply-add" "$program" "$@"
    grant_fma
else
    echo "what digits another processor gives cannot be tried here"
fi
for compiler in gcc clang; do
    command -v $compiler >/dev/null 2>&1 || { echo "$compiler is not here"; continue; }
    for level in -O0 -O3; do
        # the name of the build type stands in the manifest only
        cmake -S . -B "$scratch/build" -DCMAKE_C_COMPILER=$compiler -DCMAKE_BUILD_TYPE=None "-DCMAKE_C_FLAGS=$level" \
            >"$scratch/said" 2>&1 &&
            cmake --build "$scratch/build" --parallel "$(rapport_processors)" --target rapport >>"$scratch/said" 2>&1 ||
            { tail -n 40 "$scratch/said"; exit 1; }
        with "$compiler $level" "$scratch/build/rapport" "$@"
        rm -rf "$scratch/build"
    done
done
echo "$compared folders compared, $different with other digits"
[ $different -eq 0 ]
