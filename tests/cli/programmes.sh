# programmes.sh: each programme with something wrong in it; the message names the file, the line and what was meant.
set -eu
scenarios=$(cd -P "$TESTS/../../scenarios" && pwd)

# wrong FOLDER OLD NEW EXPECTED [FILE]: the study of a folder with one word changed, in itself or in FILE.
wrong() {
    file=${5:-$1}
    cp -r "$scenarios/$1" "$1"
    sed "s/$2/$3/" "$scenarios/$1/$file.cfg" >"$1/$file.cfg"
    status=0
    rapport check "$1/$1.cfg" >said 2>err || status=$?
    [ $status -eq 2 ] || { echo "$1: status $status"; cat err; exit 1; }
    grep -q "^$1/$file.cfg:[0-9]*: .*$4" err || { echo "$1: no '$4' in"; cat err; exit 1; }
    [ ! -s said ]
}

wrong mobilising-assets 'type = "health_service_team"' 'type = "health_service_taem"' \
    'did you mean "health_service_team"' place
wrong west-london 'students = 25' 'studnets = 25' 'did you mean "students"'
wrong quebec-ontario 'shared_decisions = 0.6; posts' 'shared_decisions = 6; posts' 'shared_decisions: .*0 to 1'
wrong london-education 'window = "end+24"\|window = "36"' 'window = "37"' '"37" is none of the study'
wrong published-cmos 'earlier = { outcome' 'earlier = { outcom' 'did you mean "outcome"'

cp -r "$scenarios/calgary" calgary
sed 's/alumni_association = {/faith_association = {/' "$scenarios/calgary/community.cfg" >calgary/community.cfg
cp "$scenarios/parachute-vs-sustained.cfg" main.cfg
status=0
rapport check main.cfg >said 2>err || status=$?
[ $status -eq 2 ]
grep -q '^calgary/community.cfg:[0-9]*: organisations.faith_association: ' err || { cat err; exit 1; }
