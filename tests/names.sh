#!/bin/sh
# names.sh [FOLDER...]: every function has a name of its own, static or not, so that a search for the name ends at one file.
#
# Prints each name that is defined in two or more files under sim/, models/ and plots/, with the files; where folders are
# given, only the names that stand in one of them. Status 1 when there is one. SOURCE in the environment is the tree to
# look at.
set -u
cd "${SOURCE:-$(dirname "$0")/..}" || exit 2

# "NAME FILE" for each function that is static, or defined in a C file; a definition may break after its type. Names in
# capitals are macros.
functions() {
    find sim models plots -name '*.[ch]' | sort | xargs awk '
        FNR == 1 { held = "" }
        held != "" || /^static / || (FILENAME ~ /[.]c$/ && /^[a-z][A-Za-z0-9_]* [*A-Za-z0-9_ ]*[(]/ && !/^(extern|typedef|return|else) /) {
            head = held $0
            if (head !~ /[(={;]/) { held = head " "; next }
            held = ""
            sub(/[(].*/, "", head)
            if (head ~ /[={;]/ || head !~ /[A-Za-z0-9_]$/) next
            sub(/.*[^A-Za-z0-9_]/, "", head)
            if (head ~ /[a-z]/) print head, FILENAME
        }' | sort -u
}

folders=$(printf ' %s\n' "$@" | paste -sd '|' -)
found=$(functions |
    awk '{ n[$1]++; files[$1] = files[$1] " " $2 } END { for (name in n) if (n[name] > 1) print name ":" files[name] }' |
    grep -E "$folders" | sort)
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    echo "$(printf '%s\n' "$found" | wc -l) names stand in more than one file"
    exit 1
fi
echo "every function has a name of its own"
