#!/bin/sh
# arm64.sh PROGRAM [SUITE]: on another architecture, arm64, rapport repeats to rounding what the PROGRAM, of x86-64, gave.
#
# It is built by a cross compiler on a machine that holds nothing (machine.sh), with the libraries of Debian's arm64, and
# run by qemu, which translates its instructions: test programs; the benchmark; and `rapport replay` of folders that the
# PROGRAM left of every command and of the main study. Ten minutes on two processors. Status 77, with a reason, where no
# such machine can be made here.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
suite=${2-bookworm}
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/tests/long/machine.sh"
. "$project/tests/long/commands.sh"

# try COMMAND: there, in the folder of the sources.
try() {
    on root /srv/rapport "HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C" "$1"
}

start root /srv/rapport
libraries=
for library in libc6 libgsl libconfig libsqlite3 zlib1g libcsv libxlsxwriter libcmocka; do
    libraries="$libraries $library-dev:arm64"
done
try "dpkg --add-architecture arm64 && apt-get -q update && apt-get -q install -y --no-install-recommends cmake ninja-build \
    gcc-aarch64-linux-gnu pkg-config gettext librandom123-dev qemu-user-static $libraries"
programs="test_stream test_seeded test_near_text test_store test_value test_text test_bad_inputs test_past"
try "cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DRAPPORT_WERROR=ON -DCMAKE_SYSTEM_NAME=Linux \
    -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_C_COMPILER=aarch64-linux-gnu-gcc \
    -DPKG_CONFIG_EXECUTABLE=/usr/bin/aarch64-linux-gnu-pkg-config \
    -DCMAKE_CROSSCOMPILING_EMULATOR=/usr/bin/qemu-aarch64-static && ninja -C build rapport $(
    for name in $programs; do printf 'tests/%s ' "$name"; done)"
cat >"$machine/usr/local/bin/rapport" <<'SCRIPT'
#!/bin/sh
exec qemu-aarch64-static /srv/rapport/build/rapport "$@"
SCRIPT
chmod +x "$machine/usr/local/bin/rapport"
for name in $programs; do
    try "cd tests && qemu-aarch64-static ../build/tests/$name"
done
try "sh scenarios/benchmark/check.sh rapport"

cd "$project"
for name in $(commands); do
    (command_of "$name" "$machine/srv/$name") >/dev/null
    try "rapport replay /srv/$name --quiet | grep -E '^(identical|equal to rounding):'"
done
"$program" compare scenarios/parachute-vs-sustained.cfg --draws 2 --replicates 2 --plot none --quiet \
    --out "$machine/srv/main" >/dev/null
try "rapport replay /srv/main --quiet | grep -E '^(identical|equal to rounding):'"
exit $failed
