#!/bin/sh
# format.sh: every file of C is as clang-format 14 leaves it; other versions lay out some lines otherwise.
# Status 77, which means skipped, where there is no clang-format 14. SOURCE in the environment is the tree to look at.
set -u
cd "${SOURCE:-$(dirname "$0")/..}" || exit 2
formatter=
for name in clang-format-14 clang-format; do
    "$name" --version 2>/dev/null | grep -q 'version 14\.' && formatter=$name && break
done
if [ -z "$formatter" ]; then
    echo "skipped: clang-format 14 is not here, but $(clang-format --version 2>/dev/null || echo none)"
    exit 77
fi
if ! said=$(find sim models plots tests -name '*.[ch]' | sort | xargs "$formatter" --dry-run --Werror 2>&1); then
    printf '%s\n' "$said" | grep 'error:'
    echo "clang-format -i mends these"
    exit 1
fi
echo "every file is as clang-format leaves it"
