#!/bin/sh
# functions.sh PROGRAM: no function whose last digit is the system's choice is taken from the system: not by the program,
# not by the GSL that it loads. Skipped where the program says that its arithmetic is the system's.
set -eu
program=$1
said=$("$program" --version)
printf '%s\n' "$said" | grep -q '^Arithmetic: musl ' || exit 77
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# exact whatever computes them, by IEEE 754 or because nothing is rounded
exact='sqrt|fabs|floor|ceil|trunc|rint|l?l?round|l?lrint|fmod|remainder|fmax|fmin|fdim|modf|frexp|ldexp|scalbl?n|copysign'

# library NAME: the path of a library that the program loads
library() {
    ldd "$program" | sed -n "s|^[[:space:]]*$1\.so[^ ]* => \([^ ]*\) .*|\1|p"
}

# names KIND FILE: dynamic symbols without their versions
names() {
    nm -D -P "--$1-only" "$2" | sed 's/[@ ].*//' | sort -u
}

math=$(library libm)
gsl=$(library libgsl)
[ -n "$math" ] && [ -n "$gsl" ] || { echo "which libm and which GSL the program loads cannot be told"; exit 1; }
{ names undefined "$program"; names undefined "$gsl"; } | sort -u >"$scratch/wanted"
names defined "$program" >"$scratch/own"
names defined "$math" | grep -vxE "$exact" | comm -12 "$scratch/wanted" - >"$scratch/rounding"
grep -qx exp "$scratch/rounding" || { echo "exp is not found among what is called: nothing was looked at"; exit 1; }
comm -23 "$scratch/rounding" "$scratch/own" | sed 's|$|: taken from the system; FUNCTIONS of sim/base/musl.cmake lacks it|' \
    >"$scratch/faults"
cat "$scratch/faults"
[ ! -s "$scratch/faults" ]
echo "$(wc -l <"$scratch/rounding") functions that round are the program's own"
