#!/bin/sh
# languages.sh: every language has words for every message of the sources, none of them uncertain (fuzzy) and none of a
# message that is gone; formats take what the English takes. Skipped where gettext's tools are not all there.
# SOURCE in the environment is the tree to look at.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in xgettext msgcat msgmerge msgattrib msgfmt; do
    command -v $tool >/dev/null 2>&1 || { echo "$tool is not here"; exit 77; }
done
cd "${SOURCE:-$here/..}"
for po in plots/languages/*.po; do
    [ ! -e "$po" ] || msgfmt --check --output-file=/dev/null "$po"
done
SOURCE=$PWD sh "$here/../plots/languages/update.sh" --check
