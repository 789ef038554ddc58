#!/bin/sh
# arithmetic.sh COMPILER: a build whose figures would be others is refused, in words.
set -u
cd "$(dirname "$0")/.."

said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT

compiles() {
    "$@" -std=c17 -fsyntax-only -x c -Isim sim/base/error.h 2>"$said"
}

# refused SENTENCE COMPILER OPTION...
refused() {
    sentence=$1
    shift
    if compiles "$@"; then
        echo "this builds: $*"
        exit 1
    fi
    grep -q "$sentence" "$said" || { cat "$said"; exit 1; }
}

compiles "$@" || { cat "$said"; exit 1; }
compiles "$@" -O3 -march=native || { cat "$said"; exit 1; }
for option in -Ofast -ffast-math -ffinite-math-only; do
    refused 'a missing value is a NaN' "$@" $option
done
refused 'integers of 128 bits' "$@" -U__SIZEOF_INT128__
refused 'doubles of 64 bits' "$@" -U__FLT_EVAL_METHOD__ -D__FLT_EVAL_METHOD__=2
echo "builds that would give other figures are refused"
