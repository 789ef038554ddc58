#!/bin/sh
# names.sh [FOLDER...]: every static function has a name of its own, so that a search for the name ends at one file.
#
# Prints each name that stands in two or more files under sim/, models/ and plots/, with the files; where folders are
# given, only the names that stand in one of them. Status 1 when there is one. names.allowed says which names may
# repeat, where, and why. SOURCE in the environment is the tree to look at.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${SOURCE:-$here/..}" || exit 2

# "NAME FILE" for each static function; a definition may break after its type.
static_functions() {
    find sim models plots -name '*.[ch]' | sort | xargs awk '
        FNR == 1 { held = "" }
        held != "" { line = held " " $0; held = "" }
        held == "" && line == "" && /^static / { line = $0 }
        line != "" {
            head = line
            if (head !~ /[(={;]/) { held = head; line = ""; next }
            line = ""
            sub(/[(].*/, "", head)
            if (head ~ /[={;]/ || head !~ /[A-Za-z0-9_]$/) next
            sub(/.*[^A-Za-z0-9_]/, "", head)
            if (head ~ /[a-z]/) print head, FILENAME # others are macros
        }' | sort -u
}

# Drops the places that names.allowed names.
not_allowed() {
    awk -v list="$here/names.allowed" '
        BEGIN {
            while ((getline row < list) > 0) {
                if (row ~ /^#/ || row == "") continue
                split(row, field, " ")
                where[field[1]] = where[field[1]] " " field[2]
            }
        }
        function is_allowed(name, file,    n, i, prefix) {
            n = split(where[name], prefix, " ")
            for (i = 1; i <= n; i++)
                if (index(file, prefix[i]) == 1) return 1
            return 0
        }
        { files[$1] = files[$1] " " $2; if (!is_allowed($1, $2)) other[$1]++; else inside[$1]++ }
        END { for (name in other) if (other[name] + (inside[name] > 0) > 1) print name ":" files[name] }'
}

folders=$(printf ' %s\n' "$@" | paste -sd '|' -)
found=$(static_functions | not_allowed | grep -E "${folders:- }" | sort)
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    echo "$(printf '%s\n' "$found" | wc -l) names stand in more than one file"
    exit 1
fi
echo "every static function has a name of its own"
