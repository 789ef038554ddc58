# full_disk.sh: a folder that cannot be written to, and one that is full, end with status 1 and a reason.
set -eu
. "$TESTS/../must.sh"
# the thread sanitizer cannot live with a limit on the size of files
if sanitized t; then exit 0; fi
expect_failure() {
    status=0
    "$@" >said 2>err || status=$?
    [ $status -eq 1 ] || { echo "status $status: $*"; cat err; exit 1; }
    [ -s err ]
}
# files of at most 64 kB stand for a full disk: the database does not fit
limited() {
    (ulimit -f 128; exec "$@")
}
expect_failure limited rapport compare "$TESTS/small.cfg" --draws 400 --plot none --quiet --out small
grep -q 'rapport: ' err
# with room again it goes on
rapport resume small --quiet --plot none >/dev/null
rapport replay small --quiet >/dev/null
if [ "$(id -u)" -ne 0 ]; then
    mkdir closed
    chmod 500 closed
    expect_failure rapport compare "$TESTS/small.cfg" --quiet --out closed/below
fi
expect_failure rapport compare "$TESTS/small.cfg" --quiet --out /proc/nothing
