#!/bin/sh
# rules_test.sh: layers.sh, sizes.sh, names.sh, links.sh, format.sh, flow.sh and languages.sh pass a small tree that keeps their rules, and
# each of their rules refuses the tree once it is broken there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/must.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
SOURCE=$scratch/tree
export SOURCE
count=0

# put FILE LINE...: lines added to a file of the tree.
put() {
    file=$SOURCE/$1
    shift
    mkdir -p "$(dirname "$file")"
    printf '%s\n' "$@" >>"$file"
}

# fresh: the tree that keeps every rule.
fresh() {
    rm -rf "$SOURCE"
    put sim/base/text.h 'int rap_text(void);'
    put sim/base/text.c '#include "base/text.h"' 'int rap_text(void) {' '    return 1;' '}'
    put sim/store/store.h 'int rap_store(void);'
    put sim/store/store.c '#include "base/text.h"' '#include "store/store.h"' 'static int row(void) {' \
        '    return rap_text();' '}' 'int rap_store(void) {' '    return row();' '}'
    put models/partnership/state/members.h 'int pm_members(void);'
    put models/partnership/state/members.c '#include "members.h"' '#include "base/text.h"' 'int pm_members(void) {' \
        '    return rap_text();' '}'
    put plots/words/words.h 'int rap_words(void);'
    put plots/words/words.c '#include "plots/words/words.h"' 'int rap_words(void) {' '    return 2;' '}'
    put sim/cli/main.c '#include "models/partnership/state/members.h"' '#include "plots/words/words.h"' \
        'int fork(void);' 'int main(void) {' '    return pm_members() + rap_words() + fork();' '}'
    put README.md '# A tree' '' 'See [trust](models/MODEL.md#why-trust-moves), [it all](models) and [above](#a-tree).' \
        'A formula, [gain](a - b), and code, `[x](y)`, are no links; [the web](https://example.org) is not asked.' \
        '```' '[neither](here)' '```'
    put models/MODEL.md '## *Why* trust, `T`, moves' '## Why trust moves' '## Why trust moves' '[back](../README.md) [second](#why-trust-moves-1) [first](#why-trust-t-moves)'
    mkdir "$SOURCE/tests"
    cp "$here/../.clang-format" "$SOURCE"
}

# A function that calls what it does not include: call FILE FUNCTION CALLED.
call() {
    put "$1" "int $3(void);" "int $2(void);" "int $2(void) {" "    return $3();" '}'
}

# The tree's library, which layers.sh looks into.
build() {
    rm -rf "$scratch/objects" "$scratch/tree.a"
    mkdir "$scratch/objects"
    for file in $(cd "$SOURCE" && find sim models plots -name '*.c'); do
        ${CC:-cc} -w -fno-builtin -I"$SOURCE/sim" -I"$SOURCE/models" -I"$SOURCE" -c "$SOURCE/$file" \
            -o "$scratch/objects/$(basename "$file").o"
    done
    (cd "$scratch/objects" && ar -rc ../tree.a ./*.o)
}

# rule NAME: what the rule says of the tree.
rule() {
    if [ "$1" = layers ]; then sh "$here/layers.sh" "$scratch/tree.a"; else sh "$here/$1.sh"; fi
}

# refused NAME WORDS...: the rule refuses the tree with these words. The tree is fresh again after it.
refused() {
    [ "$1" != layers ] || build
    must_fail 1 rule "$1" >"$scratch/said"
    shift
    for words; do
        grep -q "$words" "$scratch/said" || { echo "not said: $words"; cat "$scratch/said"; exit 1; }
        count=$((count + 1))
    done
    fresh
}

fresh
build
for name in layers names sizes links; do
    rule $name >/dev/null || { rule $name; exit 1; }
done

put sim/base/text.c '#include "store/store.h"'
refused layers 'text.c:5: includes sim/store/store.h, unknown to sim/base'
put sim/base/text.h '#include "../store/store.h"'
refused layers 'includes .*, unknown to sim/base'
put sim/store/store.c '#include "partnership/state/members.h"'
refused layers 'store.c:9: includes models/partnership/state/members.h, unknown to sim/store'
put models/meanfield/meanfield.h ''
put sim/store/store.c '#include "meanfield/meanfield.h"'
refused layers 'includes models/meanfield/meanfield.h, unknown'
put models/partnership/state/members.c '#include "store/store.h"'
refused layers 'members.c:6: includes sim/store/store.h, unknown'
put models/partnership/mechanisms/trust.h ''
put models/partnership/state/members.h '#include "partnership/mechanisms/trust.h"'
refused layers 'members.h:2: includes models/partnership/mechanisms/trust.h, unknown'
put plots/page/page.h ''
put plots/words/words.h '#include "plots/page/page.h"'
refused layers 'words.h:2: includes plots/page/page.h, unknown'
put sim/cli/job/job.h ''
put plots/words/words.c '#include "cli/job/job.h"'
refused layers 'includes sim/cli/job/job.h, unknown to plots/words'
put sim/analysis/budget/lines.h ''
put sim/analysis/patterns/patterns.c '#include "analysis/budget/lines.h"'
refused layers 'includes sim/analysis/budget/lines.h, unknown to sim/analysis/patterns'
put sim/store/store.c '#if 0' '#include "store/nowhere.h"' '#endif'
refused layers 'includes store/nowhere.h, unknown'
call sim/base/text.c rap_upward rap_store
refused layers 'text.c: calls sim/store/store.c (rap_store), unknown to sim/base'
put sim/attic/attic.c ''
put sim/attic/attic.c '#include "base/text.h"'
refused layers 'attic.c: its folder is no row'
put sim/attic/attic.c 'int x;'
refused layers 'attic.c: its folder is no row'

put sim/base/csv.h '#include "base/text.h"'
put sim/base/text.c '#include "base/csv.h"'
refused layers 'a circle of files including each other: sim/base/csv sim/base/text$'
call sim/base/csv.c rap_csv rap_more
call sim/base/text.c rap_more rap_third
call sim/base/problem.c rap_third rap_csv
refused layers 'a circle of files calling each other: sim/base/csv sim/base/problem sim/base/text$'
put plots/words/text.c 'int x;'
refused layers 'text.c: this file name occurs more than once'

strangers='getenv fopen printf puts time clock_gettime pthread_create fork execvp exit abort isatty malloc open system'
for place in sim/store/store.c models/partnership/state/members.c plots/words/words.c; do
    for stranger in $strangers; do
        call $place rap_strange_$stranger $stranger
    done
    # word splitting is wanted: a fault for each
    refused layers $(printf "$place:.calls.%s,.not.granted " $strangers)
done
call sim/base/text.c rap_strange sqlite3_open
refused layers 'text.c: calls sqlite3_open, not granted'
call sim/store/store.c rap_strange config_init
refused layers 'store.c: calls config_init, not granted'

yes 'int x;' | head -n 497 >>"$SOURCE/sim/base/text.c"
refused sizes 'text.c: 501 lines'
{ echo 'int rap_long(void) {'; yes ' ' | head -n 47; echo '}'; } >>"$SOURCE/sim/base/text.c"
refused sizes 'text.c:5: a function of 49 lines'
yes 'int x;' | head -n 501 >"$SOURCE/tests/test_text.c"
refused sizes 'tests/test_text.c: 501 lines'
{ echo 'static void trust_holds(void **state) {'; yes ' ' | head -n 47; echo '}'; } >"$SOURCE/tests/test_text.c"
refused sizes 'tests/test_text.c:1: a function of 49 lines'

put plots/words/words.c 'static int row(void) {' '    return 1;' '}'
refused names 'row: plots/words/words.c sim/store/store.c'
put plots/words/words.c 'static int' 'row(void) {' '    return 1;' '}'
refused names 'row: plots/words/words.c sim/store/store.c'
put plots/words/words.c 'int row(void) {' '    return 1;' '}'
refused names 'row: plots/words/words.c sim/store/store.c'
status=0
rule format >"$scratch/said" || status=$?
if [ $status -ne 77 ]; then
    [ $status -eq 0 ] || { cat "$scratch/said"; exit 1; }
    put sim/base/text.c 'int   rap_crooked(void);'
    refused format 'text.c:5:4: error'
fi
# The tree with a flow diagram of two processes.
flow() {
    put models/partnership/mechanisms/steps.def 'STEP(pm_work, "4", "hours")' 'STEP(pm_trust, "5", "trust")'
    put models/month.dot '// the order of a month' 'pm_work -> pm_trust' '// what is handed on' 'pm_trust -> pm_work'
    put models/month.svg '<title>pm_work</title>' '<title>pm_trust</title>'
}

flow
rule flow >/dev/null || { rule flow; exit 1; }
put models/partnership/mechanisms/steps.def 'STEP(pm_closing, "16", "closing")'
refused flow 'month.dot: its order' '^< pm_closing'
flow
sed -i 's/pm_work -> pm_trust/pm_trust -> pm_work/' "$SOURCE/models/month.dot"
refused flow 'month.dot: its order'
flow
sed -i 1d "$SOURCE/models/month.svg"
refused flow 'month.svg: sh models/month.sh draws it anew'

# The tree in French: of a sentence, of one with two forms, and of one that depends on where it stands.
french() {
    put plots/words/words.c 'void say(void) {' '    rap_text_format(out, tr(l, "%s of %s"), a, b);' \
        '    rap_text_format(out, tr_n(l, "%d arm", "%d arms", n), n);' '    tr_in(l, "a mean", "none");' '}'
    put plots/languages/fr.po 'msgid ""' 'msgstr ""' '"Project-Id-Version: a tree\n"' '"Report-Msgid-Bugs-To: \n"' \
        '"PO-Revision-Date: 2026-11-29 10:00+0000\n"' '"Last-Translator: nobody\n"' '"Language-Team: none\n"' \
        '"Language: fr\n"' '"MIME-Version: 1.0\n"' '"Content-Type: text/plain; charset=UTF-8\n"' \
        '"Content-Transfer-Encoding: 8bit\n"' '"Plural-Forms: nplurals=2; plural=(n > 1);\n"' '' \
        '#: plots/words/words.c' '#, c-format' 'msgid "%s of %s"' 'msgstr "de %2$s, %1$s"' '' \
        '#: plots/words/words.c' '#, c-format' 'msgid "%d arm"' 'msgid_plural "%d arms"' 'msgstr[0] "%d bras"' \
        'msgstr[1] "%d bras"' '' \
        '#: plots/words/words.c' 'msgctxt "a mean"' 'msgid "none"' 'msgstr "aucune"'
}

french
status=0
rule languages >"$scratch/said" || status=$?
if [ $status -ne 77 ]; then
    [ $status -eq 0 ] || { cat "$scratch/said"; exit 1; }
    put plots/words/words.c 'void more(void) {' '    tr(l, "for whom");' '}'
    refused languages 'without words: "for whom"'
    french
    sed -i '/tr_in/d' "$SOURCE/plots/words/words.c"
    refused languages 'not what sh plots/languages/update.sh makes of it'
    french
    sed -i 's/^#, c-format/#, fuzzy, c-format/' "$SOURCE/plots/languages/fr.po"
    refused languages 'fuzzy: "%s of %s"'
    french
    sed -i 's/de %2$s, %1$s/de %2$s, %1$d/' "$SOURCE/plots/languages/fr.po"
    must_fail 1 rule languages >"$scratch/said" 2>&1
    grep -q 'format specifications' "$scratch/said"
    count=$((count + 1))
fi
echo "$count broken rules were refused"
