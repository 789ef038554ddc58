#!/bin/sh
# debian.sh FOLDER: builds rapport and librapport-dev as Debian packages and puts them into FOLDER. Installs what is missing.
set -eu
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
. scenarios/prepare.sh

rapport_install
rapport_musl
(rapport_web) || echo "without emscripten the package makes no page for a class" >&2
command -v dpkg-shlibdeps >/dev/null 2>&1 || rapport_apt dpkg-dev file
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rapport_build . "$scratch/build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr || exit 1
(cd "$scratch/build" && cpack -G DEB) || exit 1
cp "$scratch"/build/*.deb "$folder/"
echo "The packages are in $folder"
