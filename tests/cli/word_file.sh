# word_file.sh: justification.docx is what pandoc makes of justification.md, where there is one; without it, and where it
# fails or leaves half a file, the run ends well and says so in one line.
set -eu
. "$TESTS/../must.sh"
study=$TESTS/../../scenarios/calgary/budget.cfg
mkdir bin
ln -s "$(command -v rapport)" bin/rapport
budget() { rapport budget "$study" --draws 2 --replicates 1 --plot none "$@"; }
(PATH=$PWD/bin budget --out none >/dev/null 2>err)
[ "$(grep -c 'pandoc was not found' err)" -eq 1 ]
[ ! -e none/justification.docx ]
must_lack -q 'justification.docx' none/manifest.json
[ "$(cat none/report.html none/appendix.html | grep -o "justification\.docx" | wc -l)" = 1 ] # in words, not in the list of files
(PATH=$PWD/bin rapport report none --quiet >/dev/null 2>err)
[ ! -s err ]
# one that writes a whole archive, from what stands in the Markdown: the shortest there is
cat >bin/pandoc <<'END'
#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = -o ] && to=$2; shift; done
grep -q '^# Budget justification' "$1" || exit 4
printf 'PK\003\004%s' "$LC_ALL" >"$to"
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >>"$to"
END
chmod +x bin/pandoc
PATH=$PWD/bin:/usr/bin:/bin rapport report none --quiet >/dev/null
grep -q 'C.UTF-8' none/justification.docx
grep -q '"justification.docx"' none/manifest.json
[ "$(cat none/report.html none/appendix.html | grep -o "justification\.docx" | wc -l)" = 2 ]
PATH=$PWD/bin:/usr/bin:/bin rapport replay none --quiet | grep -q '^identical'
# a failure is named, takes away what another run made, and leaves nothing half written
printf '#!/bin/sh\necho "no such format in $LC_ALL" >&2\nexit 22\n' >bin/pandoc
PATH=$PWD/bin:/usr/bin:/bin rapport report none >/dev/null 2>err
grep -q 'justification.docx is left out: .*no such format in C.UTF-8' err
[ ! -e none/justification.docx ]
printf '#!/bin/sh\nprintf "PK" >justification.docx.partial\n' >bin/pandoc
PATH=$PWD/bin:/usr/bin:/bin rapport report none >/dev/null 2>err
grep -q 'justification.docx is left out: pandoc left no whole file' err
[ -z "$(ls none | grep docx)" ]
# the real one, where it is installed
command -v pandoc >/dev/null || exit 0
rapport report none --quiet >/dev/null
pandoc --from=docx --to=plain --wrap=none none/justification.docx >text
grep -q '^Budget justification' text
grep -q 'Public events for the community.' text
