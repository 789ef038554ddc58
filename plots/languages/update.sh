#!/bin/sh
# update.sh [--check]: brings the messages of each CODE.po here up to those of the sources, with gettext's tools.
#
# What is new comes in without words, what is gone goes out, and what was said stays as it is. --check changes nothing:
# it says what is without words, fuzzy, stale or out of place, and ends with status 1 where anything is. SOURCE in the
# environment is the tree to look at.
set -eu
cd "${SOURCE:-$(dirname "$0")/../..}"
export LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# messages NAME OPTION... <FILES: what those files have to say.
messages() {
    pot=$scratch/$1.pot
    shift
    LC_ALL=C sort >"$scratch/files"
    # its warnings are of letters beyond ASCII, which sources and languages both have in UTF-8
    xgettext --language=C --from-code=UTF-8 --add-location=file --no-wrap --force-po --output="$pot" \
        --files-from="$scratch/files" --keyword "$@" 2>"$scratch/said" || {
        cat "$scratch/said" >&2
        exit 1
    }
    sed -i 's/CHARSET/UTF-8/; /^"POT-Creation-Date/d' "$pot"
}

# Sources: tr and what is like it (plots/words/translation.h). What is printed as a format must be one in every language.
find sim models plots -name '*.[ch]' | grep -v '^plots/words/translation\.h$' |
    messages sources --keyword=tr:2 --keyword=tr_n:2,3 --keyword=tr_in:2c,3 --keyword=RAP_MESSAGE:1 \
        --keyword=UNIT:1,2 --keyword=FORMS:1,2 --flag=tr:2:pass-c-format --flag=tr_n:2:pass-c-format --flag=tr_n:3:pass-c-format \
        --flag=tr_in:3:pass-c-format --flag=rap_text_format:2:c-format --flag=rap_say:2:c-format \
        --flag=rap_table_cell:2:c-format --flag=rap_text_add:2:no-c-format --add-comments=L10N:

# Words in the scripts of pictures, as _('words').
find plots/pictures -name '*.gp' | messages scripts --language=Python --keyword=_:1 --flag=_:1:no-python-format \
    --flag=_:1:no-python-brace-format

# Labels and units of the models, by the macros of their tables; xgettext takes one of each macro at a time. None of
# them is a format, whatever stands behind a per cent sign.
find models -name '*.def' | messages labels --keyword=O:2 --keyword=R:2 --keyword=M:2,5t --keyword=LINE:3,3t \
    --keyword=LUCK:3,3t
find models -name '*.def' | messages units --keyword=O:3 --keyword=R:3
find models -name '*.def' | messages outcomes --keyword=O:11 --keyword=R:9 --flag=O:11:no-c-format --flag=R:9:no-c-format
find models -name '*.def' | messages counted --keyword=W:2,2t
# Headings of funders' forms.
find sim -name 'form_layouts.def' | messages headings --keyword=HEADING:1
# Names of forms, how well their headings are known, and where from.
for argument in 2 12 13; do
    find sim -name 'form_layouts.def' | messages forms$argument --keyword=LAYOUT:$argument \
        --flag=LAYOUT:$argument:no-c-format
done

# What the uncertain numbers mean; ASSUMED and UNLISTED stand for grade and source in one.
find models -name '*.def' | messages meanings --keyword=P:9,9t --keyword=T:9,9t --flag=P:9:no-c-format \
    --flag=T:9:no-c-format
find models -name '*.def' | messages more_meanings --keyword=P:10,10t --keyword=T:10,10t --flag=P:10:no-c-format \
    --flag=T:10:no-c-format
find models -name '*.c' | messages numbers --keyword=NUMBER:11 --keyword=PEOPLE:10 --keyword=OF_SUBGROUP:9 --flag=NUMBER:11:no-c-format \
    --flag=OF_SUBGROUP:9:no-c-format --flag=PEOPLE:10:no-c-format
find models -name '*.def' | messages sources_of_numbers --keyword=RAP_MESSAGE:1
find models -name '*.def' | messages topics --keyword=TOPIC:2
find models -name '*.def' | messages lucks --keyword=LUCK:2,3t
find models -name '*.def' | messages units_of_numbers --exclude-file="$scratch/sources.pot" --keyword=P:2 --keyword=T:2
# What can be set, as propositions name it.
find models -name '*.c' | messages levers --keyword=LEVER:7 --keyword=WHOLE_LEVER:7 --keyword=CHOSEN:10 \
    --keyword=SWITCH:3 --keyword=ONE_OF:5 --keyword=SHARE_OF:3 --keyword=USE_OF:3 --keyword=UNIT_COST:4 --flag=LEVER:7:no-c-format \
    --flag=WHOLE_LEVER:7:no-c-format --flag=CHOSEN:10:no-c-format --flag=SWITCH:3:no-c-format
# Words of a story; those that can be said of several in one month have forms for one and many.
find models -name 'events.def' | messages several --keyword=EVENT:5,6 --keyword=SMALL:5,6
find models -name 'events.def' | messages once --exclude-file="$scratch/several.pot" --keyword=EVENT:5 --keyword=SMALL:5
find models -name 'events.def' | messages afterwards --keyword=EVENT:7 --keyword=SMALL:7

msgcat --use-first --add-location=file --no-wrap --output-file="$scratch/messages" "$scratch"/*.pot
wrong=0
for po in plots/languages/*.po; do
    [ -e "$po" ] || continue
    msgmerge --quiet --no-fuzzy-matching --add-location=file --no-wrap --output-file="$scratch/new.po" "$po" \
        "$scratch/messages"
    msgattrib --no-obsolete --add-location=file --no-wrap --output-file="$scratch/clean.po" "$scratch/new.po"
    [ "${1-}" = --check ] || {
        cmp -s "$scratch/clean.po" "$po" || cp "$scratch/clean.po" "$po"
        printf '%s: ' "$po"
        msgfmt --check --statistics --output-file=/dev/null "$po"
        continue
    }
    msgattrib --untranslated --no-wrap "$scratch/clean.po" | sed -n 's/^msgid/without words:/p' | sed 1d >"$scratch/faults"
    msgattrib --only-fuzzy --no-wrap "$po" | sed -n 's/^msgid/fuzzy:/p' | sed 1d >>"$scratch/faults"
    cmp -s "$scratch/clean.po" "$po" || echo "it is not what sh plots/languages/update.sh makes of it" >>"$scratch/faults"
    sed "s|^|$po: |" "$scratch/faults"
    [ ! -s "$scratch/faults" ] || wrong=1
done
[ $wrong -eq 0 ] || exit 1
[ "${1-}" != --check ] || echo "every language has words for every message"
