#!/bin/sh
# libraries.sh FOLDER: builds GSL and libconfig for a browser into FOLDER (lib, include), from Debian's source packages, with
# emscripten. Takes some minutes, once; does nothing where they are there. What Debian's package ships is taken as it is.
set -eu
folder=$1
[ ! -f "$folder/lib/libconfig.a" ] || exit 0
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
export NODE_PATH=/usr/share/nodejs # where Debian's emscripten finds its own parts
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
for archive in *.orig.tar.*; do
    tar xf "$archive"
done

# libconfig, whose scanner and parser come made
cd "$work"/libconfig-*/lib
for file in grammar libconfig scanctx scanner strbuf; do
    emcc -O3 -ffp-contract=off -DLIBCONFIG_STATIC -c "$file.c" -o "$file.o" 2>>"$work/log"
done

# of GSL what the engine and its distributions call; one precision everywhere
cd "$work"/gsl*/
emconfigure ./configure --host=i686-unknown-linux-gnu --disable-shared CFLAGS='-O3 -ffp-contract=off' >>"$work/log" 2>&1
sed -i 's/^#define HAVE_EXTENDED_PRECISION_REGISTERS.*/#undef HAVE_EXTENDED_PRECISION_REGISTERS/' config.h
emmake make -C gsl >>"$work/log" 2>&1 || true # the headers, as links
for part in err sys complex specfunc randist cdf integration rng sort; do
    emmake make -j"$(getconf _NPROCESSORS_ONLN)" -C "$part" >>"$work/log" 2>&1
done
mkdir -p "$folder/include/gsl" "$folder/lib"
cp -L gsl/*.h "$folder/include/gsl/"
cp "$work"/libconfig-*/lib/libconfig.h "$folder/include/"
emar cr "$folder/lib/libgsl.a" err/*.o sys/*.o complex/*.o specfunc/*.o randist/*.o cdf/*.o integration/*.o rng/*.o sort/*.o
emar cr "$folder/lib/libconfig.a" "$work"/libconfig-*/lib/*.o
