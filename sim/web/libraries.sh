#!/bin/sh
# libraries.sh FOLDER: builds what the engine needs of GSL and libconfig for a browser into FOLDER (lib, include), from Debian's
# source packages, with emscripten. Does nothing where this script has done it before.
set -eu
script=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
folder=$1
! cmp -s "$script" "$folder/made-by" || exit 0
mkdir -p "$folder/lib" "$folder/include/gsl"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
export NODE_PATH=/usr/share/nodejs # where Debian's emscripten finds its own parts

# What the engine calls, and what that calls. The link holds the list: it refuses a name that nothing defines.
GSL='err/error err/stream sys/fdiv sys/infnan complex/math rng/rng rng/mt sort/sortvec
specfunc/beta specfunc/elementary specfunc/erfc specfunc/exp specfunc/expint specfunc/gamma specfunc/gamma_inc specfunc/log
specfunc/psi specfunc/trig specfunc/zeta
randist/beta randist/chisq randist/exponential randist/gamma randist/gauss randist/gausszig randist/tdist
cdf/beta cdf/fdist cdf/gauss cdf/gaussinv cdf/tdist cdf/tdistinv'
LIBCONFIG='grammar libconfig scanctx scanner strbuf' # scanner and parser come made

. /etc/os-release
printf '%s\n' 'Types: deb-src' 'URIs: http://deb.debian.org/debian' "Suites: $VERSION_CODENAME" 'Components: main' \
    'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' >debian.sources
mkdir -p lists/partial
source_of() {
    apt-get -q -o Dir::Etc::sourcelist="$work/debian.sources" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$work/lists" "$@" >>apt.log 2>&1 || {
        tail -n 5 apt.log >&2
        exit 1
    }
}
source_of update
source_of source --download-only gsl libconfig
for name in gsl libconfig; do
    mkdir "$name"
    tar xf "$name"_*.orig.tar.* -C "$name" --strip-components=1
done

# In place of what GSL's configure finds out: C17 has all these, and a browser has one precision everywhere.
sed -E 's/^#undef (HAVE_(DECL_(ACOSH|ASINH|ATANH|EXPM1|FREXP|HYPOT|ISFINITE|ISINF|ISNAN|LDEXP|LOG1P)|C99_INLINE|INLINE|COMPLEX_H|IEEE_COMPARISONS|IEEE_DENORMALS|EXIT_SUCCESS_AND_FAILURE|MEMCPY|MEMMOVE|STDLIB_H|STRDUP|STRTOL|STRTOUL|VPRINTF))$/#define \1 1/
    s/^#undef RELEASED/#define RELEASED/' gsl/config.h.in >gsl/config.h
cp gsl/gsl_*.h gsl/*/gsl_*.h "$folder/include/gsl/"
cp libconfig/lib/libconfig.h "$folder/include/"

for file in $GSL; do echo "gsl/$file"; done >files
for file in $LIBCONFIG; do echo "libconfig/lib/$file"; done >>files
compile='cd "${1%/*}" && exec emcc -O3 -ffp-contract=off -ffile-prefix-map="$2/"= -DLIBCONFIG_STATIC -I"$2/include" -I"$0/gsl" \
    -c "${1##*/}.c" -o "$0/$(echo "$1" | tr / -).o"'
xargs -P "$(getconf _NPROCESSORS_ONLN)" -I FILE sh -c "$compile" "$work" FILE "$folder" <files >log 2>&1 || {
    tail -n 20 log >&2
    exit 1
}
rm -f "$folder"/lib/*.a
emar cr "$folder/lib/libgsl.a" gsl-*.o
emar cr "$folder/lib/libconfig.a" libconfig-*.o
cp "$script" "$folder/made-by"
