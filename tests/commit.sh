#!/bin/sh
# commit.sh CMAKE: a program knows which sources it was built from, with git and without. Skipped where git is not there.
set -eu
cmake=$1
machine=$(cd "$(dirname "$0")/../sim/cli/machine" && pwd)
command -v git >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# name FOLDER: what a program built there calls its commit
name() {
    "$cmake" "-DSOURCE=$work/$1" "-DOUT=$work/$1.h" -P "$machine/commit.cmake"
    sed -n 's/^#define RAPPORT_COMMIT "\(.*\)"$/\1/p' "$1.h"
}

# expect PATTERN NAME: an extended regular expression for all of it
expect() {
    printf '%s\n' "$2" | grep -qxE "$1" || { echo "not $1: $2"; exit 1; }
}

mkdir -p tree/sim/cli/machine tree/models tree/plots
cp "$machine/archived.txt" "$machine/.gitattributes" tree/sim/cli/machine
echo 'int x;' >tree/models/x.c
echo >tree/CMakeLists.txt
cp -R tree bare
expect 'unknown \(not built from a repository\), sources [0-9a-f]{12}' "$(name bare)"

git init -q tree
git -C tree add -A
git -C tree commit -qm one
commit=$(git -C tree rev-parse HEAD)
expect "$commit" "$(name tree)"
git -C tree archive --prefix=archive/ HEAD | tar xf -
archive=$(name archive)
expect "$commit\+archive-[0-9a-f]{12}" "$archive"

# what is edited has another name, and that again after another edit
unknown=$(name bare)
for folder in tree archive bare; do
    echo 'int y;' >>$folder/models/x.c
done
first=$(name tree)
expect "$commit\+changes-[0-9a-f]{12}" "$first"
[ "$(name archive)" != "$archive" ]
[ "$(name bare)" != "$unknown" ]
[ "$(name tree)" = "$first" ]
echo 'int z;' >>tree/models/x.c
[ "$(name tree)" != "$first" ]

# a copy that lies in the repository of something else does not bear its commit
cp -R bare tree/inside
expect 'unknown .*' "$(name tree/inside)"
