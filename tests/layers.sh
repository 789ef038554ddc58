#!/bin/sh
# layers.sh: who may know whom. Fails with one line for each #include or call that a room may not have.
#
# base < stream < model < scenario < ensemble < store < analysis < cli; models/ may use base, stream and
# model; plots/ all but cli; only cli/ may print, open files, start threads and processes, read the
# environment or exit.
set -u
cd "$(dirname "$0")/.."

bad=$(mktemp) || exit 1
trap 'rm -f "$bad"' EXIT

rooms='base stream model scenario ensemble store analysis cli'

# All #include "room/..." of the files given, as "file:line:room/name".
includes() {
    grep -nH '^ *# *include *"' "$@" 2>/dev/null | sed 's/^\([^:]*:[0-9]*\):.*"\(.*\)".*/\1:\2/'
}

# forbid WHO PATTERN FILE...: complains of includes whose name matches.
forbid() {
    who=$1 pattern=$2
    shift 2
    includes "$@" | grep -E ":[0-9]+:($pattern)" | sed "s|\$| may not be included by $who|" >>"$bad"
}

above=
for room in cli analysis store ensemble scenario model stream base; do
    [ -z "$above" ] || forbid "sim/$room" "($above)/" sim/$room/*.[ch]
    above="${above:+$above|}$room"
    [ $room = cli ] || forbid "sim/$room" '(plots|models|partnership)/' sim/$room/*.[ch]
done
forbid models '(scenario|ensemble|store|analysis|cli|plots)/' models/*.[ch] models/*/*.[ch]
forbid plots '(cli|models|partnership)/' plots/*.[ch]

# Headers of the system, and calls, that only cli may use.
engine=$(for room in $rooms; do [ $room = cli ] || echo sim/$room/*.[ch]; done; echo models/*.[ch] \
    models/*/*.[ch] plots/*.[ch])
files=$(for f in $engine; do [ ! -f "$f" ] || echo "$f"; done)
grep -nHE '^ *# *include *<(pthread|unistd|fcntl|signal|argp|threads|dirent|termios|sys/.*|spawn)\.h>' \
    $files | sed 's/$/ is for sim\/cli only/' >>"$bad"
grep -nHE '(^|[^a-zA-Z0-9_>.])(f?printf|vf?printf|f?puts|putchar|fputc|fopen|fwrite|fork|system|popen|getenv|exit|abort|pthread_[a-z_]+) *\(' \
    $files | grep -vE ':[0-9]+: *(/?\*|//)' | sed 's/$/ is for sim\/cli only/' >>"$bad"

# Libraries have their rooms too.
grep -nH '<sqlite3\.h>' $files | grep -v '^sim/store/' | sed 's/$/ is for sim\/store and sim\/cli/' >>"$bad"
grep -nH '<libconfig\.h>' $files | grep -v '^sim/scenario/' |
    sed 's/$/ is for sim\/scenario and sim\/cli/' >>"$bad"

# File names are unique in the tree.
find sim models plots tests -name '*.[ch]' | sed 's|.*/||' | sort | uniq -d |
    sed 's/$/: this file name occurs more than once/' >>"$bad"

if [ -s "$bad" ]; then
    cat "$bad"
    exit 1
fi
echo "every room knows only what is below it"
