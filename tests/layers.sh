#!/bin/sh
# layers.sh [LIBRARY...]: who may know whom.
#
# One line for each fault: an #include or a call that layers.rooms does not grant; a circle of files (NAME.c and NAME.h
# are one file here); a file name that occurs twice; and, in the libraries given, a call of the system that
# layers.symbols does not grant. SOURCE in the environment is the tree to look at.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${SOURCE:-$here/..}" || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

sources() {
    find sim models plots -name '*.[ch]' -o -name '*.def' | sort
}

# "FILE OTHER includes:LINE" for each #include "..."; names are looked for as the compiler does. commit.h is made by
# the build.
included() {
    xargs grep -nH '^ *# *include *"' <"$scratch/files" |
        sed 's/^\([^:]*\):\([0-9]*\):.*"\(.*\)".*/\1 \2 \3/' |
        awk '
            NR == FNR { is[$1]; next }
            $3 == "commit.h" { next }
            {
                beside = $1; sub(/[^\/]*$/, $3, beside)
                found = ("sim/" $3) in is ? "sim/" $3 : ("models/" $3) in is ? "models/" $3 : beside in is ? beside : $3
                print $1, found, "includes:" $2
            }' "$scratch/files" -
}

# "MEMBER KIND SYMBOL" for all that the libraries define (D) and want (U).
symbols() {
    [ $# -eq 0 ] || nm -A -P -g "$@" |
        sed -n 's/^[^[]*\[\([^]]*\)\.o[^]]*\]: \([^ ]*\) \([A-Za-z]\).*/\1 \3 \2/p' |
        awk '{ print $1, ($2 ~ /[Uw]/ ? "U" : "D"), $3 }'
}

# "FILE OTHER calls:SYMBOL" where the other file defines it, "FILE - SYMBOL" where none of ours does.
called() {
    awk -v files="$scratch/files" '
        BEGIN { while ((getline path < files) > 0) { name = path; sub(/.*\//, "", name); of[name] = path } }
        NR == FNR { if ($2 == "D") home[$3] = $1; next }
        $2 == "U" && ($1 in of) {
            if (!($3 in home)) print of[$1], "-", $3
            else if (home[$3] in of) print of[$1], of[home[$3]], "calls:" $3
        }' "$scratch/symbols" "$scratch/symbols"
}

# Edges that layers.rooms does not grant.
forbidden() {
    awk '
        function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
        function learn(room, other,    n, i, next_room) {
            if ((room, other) in may) return
            may[room, other] = 1
            n = split(knows[other], next_room, " ")
            for (i = 1; i <= n; i++) learn(room, next_room[i])
        }
        NR == FNR {
            if ($0 ~ /^#/ || NF == 0) next
            room = $1; sub(/:$/, "", room); sub(/^[^:]*:/, ""); knows[room] = $0
            next
        }
        !started { for (room in knows) learn(room, room); started = 1 }
        {
            from = folder($1); to = folder($2); split($3, how, ":")
            if (!(from in knows)) print $1 ": its folder is no row of layers.rooms"
            else if (!((from, to) in may)) {
                place = how[1] == "includes" ? $1 ":" how[2] : $1
                print place ": " how[1] " " $2 (how[1] == "calls" ? " (" how[2] ")" : "") ", unknown to " from
            }
        }' "$here/layers.rooms" "$1" | sort -u
}

# circles HOW [FILE]: files that know each other by way of others: what is left when files that know none, or that
# none knows, are taken away again and again, in groups that reach one another.
circles() {
    how=$1
    shift
    awk '
        function node(path) { sub(/\.[a-z]*$/, "", path); return path }
        { a = node($1); b = node($2); if (a != b) { edge[a, b] = 1; is[a]; is[b] } }
        END {
            do {
                gone = 0
                for (e in edge) { split(e, end, SUBSEP); out[end[1]]++; into[end[2]]++ }
                for (x in is) if (!out[x] || !into[x]) {
                    delete is[x]; gone++
                }
                for (e in edge) { split(e, end, SUBSEP); if (!(end[1] in is) || !(end[2] in is)) delete edge[e] }
                split("", out); split("", into)
            } while (gone)
            for (k in is) for (a in is) if ((a, k) in edge) for (b in is) if ((k, b) in edge) edge[a, b] = 1
            for (a in is) {
                if (!((a, a) in edge) || (a in told)) continue
                line = ""
                for (b in is) if ((a, b) in edge && (b, a) in edge) { told[b] = 1; line = line " " b }
                print line
            }
        }' "$@" | while read -r line; do
        echo "a circle of files $how each other:" $(printf '%s\n' $line | sort)
    done
}

# Calls of the system that layers.symbols does not grant; the command line may call what it likes.
foreign() {
    awk '
        NR == FNR {
            if ($0 !~ /^#/) for (i = 2; i <= NF; i++) { n++; place[n] = $1; pattern[n] = "^(" $i ")$" }
            next
        }
        $2 == "-" && $1 !~ /^sim\/cli\// {
            for (i = 1; i <= n; i++) if ((place[i] == "." || index($1, place[i]) == 1) && $3 ~ pattern[i]) next
            print $1 ": calls " $3 ", not granted by layers.symbols"
        }' "$here/layers.symbols" "$1" | sort -u
}

twice() {
    find sim models plots tests -name '*.[ch]' | sed 's|.*/||' | sort | uniq -d |
        sed 's/$/: this file name occurs more than once/'
}

sources >"$scratch/files"
symbols "$@" >"$scratch/symbols"
called >"$scratch/calls"
included >"$scratch/includes"
{
    cat "$scratch/includes"
    grep -v ' - ' "$scratch/calls"
    sed 's/.*/& & is:there/' "$scratch/files"
} >"$scratch/edges"
{
    forbidden "$scratch/edges"
    circles including "$scratch/includes"
    grep -v ' - ' "$scratch/calls" | circles calling
    foreign "$scratch/calls"
    twice
} >"$scratch/faults"
if [ -s "$scratch/faults" ]; then
    cat "$scratch/faults"
    echo "$(wc -l <"$scratch/faults") faults of layers"
    exit 1
fi
echo "every file knows only what is below it"
