#!/bin/sh
# links.sh: every relative link of every .md points to something that is there, every #anchor to a heading.
# One line for each that does not. SOURCE in the environment is the tree to look at. Pages of the web are not asked.
set -u
cd "${SOURCE:-$(dirname "$0")/..}" || exit 2
LC_ALL=C
export LC_ALL

# links FILE: line and target of each link and picture; code is none. A formula like [a](b - c) has blanks: none either.
links() {
    awk '
        /^ *```/ { fenced = !fenced }
        fenced { next }
        {
            gsub(/`[^`]*`/, "")
            while (match($0, /\]\([^() ]+\)/)) {
                print FNR, substr($0, RSTART + 2, RLENGTH - 3)
                $0 = substr($0, RSTART + RLENGTH)
            }
        }' "$1"
}

# anchors FILE: its headings as a browser is sent to them: small letters, no punctuation, hyphens for blanks.
anchors() {
    awk '
        /^ *```/ { fenced = !fenced }
        fenced || !/^#+ / { next }
        {
            sub(/^#+ */, "")
            gsub(/\]\([^)]*\)|[!-,.\/:-@[-^`{-~]/, "")
            gsub(/ /, "-")
            anchor = tolower($0)
            print anchor (seen[anchor] ? "-" seen[anchor] : "")
            seen[anchor]++
        }' "$1"
}

broken=$(find . -name '*.md' ! -path './.git/*' ! -path './build*' ! -path './results*' | sort | while read -r page; do
    links "$page" | while read -r line target; do
        case $target in *://* | mailto:*) continue ;; esac
        file=${target%%#*}
        if [ -n "$file" ]; then file=$(dirname "$page")/$file; else file=$page; fi
        if [ ! -e "$file" ]; then
            echo "${page#./}:$line: $target is not there"
        elif [ "$target" != "${target#*#}" ] && ! anchors "$file" | grep -qxF "${target#*#}"; then
            echo "${page#./}:$line: $target: no such heading"
        fi
    done
done)
if [ -n "$broken" ]; then
    printf '%s\n' "$broken"
    exit 1
fi
echo "every link points to something that is there"
