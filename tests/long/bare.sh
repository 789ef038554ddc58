#!/bin/sh
# bare.sh [SUITE]: quickstart.sh and tests/run.sh on a machine that holds nothing, Debian 12 (bookworm) or the
# SUITE: once as root with no language set, a second time and from another folder too; once as a user with sudo
# and LANG=C, in a path with a blank. Status 77, with a reason, where no such machine can be made here (machine.sh).
# RAPPORT_BARE_AS in the environment: "root" or "visitor", where only one is wanted.
set -eu

suite=${1-bookworm}
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/tests/long/machine.sh"

if [ "${RAPPORT_BARE_AS-root}" = root ]; then
    start root /srv/rapport
    on root /srv/rapport HOME=/root "sh scenarios/quickstart.sh"
    on root / HOME=/root "sh srv/rapport/scenarios/quickstart.sh"
    on root / HOME=/root "sh srv/rapport/tests/run.sh"
fi
if [ "${RAPPORT_BARE_AS-visitor}" = visitor ]; then
    place="/home/visitor/a clone"
    start visitor "$place"
    on visitor "$place" "HOME=/home/visitor LANG=C" "sh scenarios/quickstart.sh"
    on visitor "$place" "HOME=/home/visitor LANG=C" "sh tests/run.sh"
fi
exit $failed
