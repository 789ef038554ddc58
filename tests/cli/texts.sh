# texts.sh: manual and completion name every command and option.
set -eu
rapport --print-manual >manual
rapport --print-completion >completion
for name in compare run budget validate check explain init report resume replay; do
    grep -q "^.SS rapport $name" manual
    grep -q " $name" completion
done
for option in out force draws replicates seed threads set precision format plot quiet arm justification cut; do
    grep -q "\\\\-\\\\-$option" manual
    grep -q -- "--$option" completion
done
if command -v bash >/dev/null 2>&1; then
    bash -n completion
    bash -c '. ./completion; COMP_WORDS=(rapport comp); COMP_CWORD=1; _rapport; [ "${COMPREPLY[*]}" = compare ]'
fi
if command -v man >/dev/null 2>&1; then
    man --warnings -l manual >/dev/null 2>warned
    [ ! -s warned ] || { cat warned; exit 1; }
fi
rapport --version | grep -q '^rapport [0-9]'
# explain: by last part, by pattern, by a path of a study; every format
rapport explain >list
grep -q 'parameters.trust_breach' list
rapport explain trust_breach | grep -q 'grade: '
rapport explain teams.focal.hours.follow_up | grep -q 'teams.\*.hours.follow_up'
rapport explain partnership_survival --format json | grep -q '"kind": "outcome"'
rapport explain --format csv | head -n 1 | grep -q '^kind,name,unit,.*,grade,source,setting,groups$'
rapport explain trust_breach --format csv | grep -q ',"here, alike, elsewhere",$'
rapport explain trust_breach --format json | grep -q '"setting": "here, alike, elsewhere"'
rapport explain horizon --format csv | grep -q ',,$' # no number of the model's, which could have one
# init's study runs as it is
rapport init mine >/dev/null
rapport compare mine.cfg --draws 1 --replicates 1 --quiet --plot none >said
[ -s results-mine-compare/report.html ]
