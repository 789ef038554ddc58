# short_of_memory.sh: where memory ends while a study is read, that is said, and nothing crashes.
set -eu
{
    echo 'title = "T"; horizon = 24; organisation_types = { a = {}; };'
    echo 'teams = { focal = { grants = ( { start = 0; months = 12; amount = 9000; } ); }; };'
    echo 'organisations = {'
    i=0
    while [ $i -lt 6000 ]; do
        echo "o$i = { type = \"a\"; };"
        i=$((i + 1))
    done
    echo '};'
} >large.cfg
# sanitizers reserve more than is let here
(ulimit -v 60000 && rapport --version >/dev/null 2>&1) || exit 0
kilobytes=12000
while [ $kilobytes -lt 30000 ]; do
    status=0
    (ulimit -v $kilobytes && rapport check large.cfg) >said 2>&1 || status=$?
    # the loader itself, 127, needs memory too
    case $status in
    0 | 1 | 127) ;;
    *) echo "status $status with $kilobytes kB" && cat said && exit 1 ;;
    esac
    kilobytes=$((kilobytes + 250))
done
