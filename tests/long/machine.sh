# machine.sh: a machine that holds nothing, Debian 12 (bookworm) or the $suite, for scripts that try things on one. To be read
# with `.` by a script that set `project`, the folder of the sources, and `suite`.
#
# start USER [FOLDER] makes one; `on` does something there and prints whether it went well; `failed` is 1 once it did not.
# Packages come from where this machine's come from. Ends with status 77, and a reason, where no such machine can be made
# here. RAPPORT_BARE in the environment is a folder in which the machine is kept as it came, to save making it again.

. "$project/scenarios/prepare.sh"
scratch=$(mktemp -d)
kept=${RAPPORT_BARE-$scratch}
failed=0

skip() {
    echo "skipped: $*"
    exit 77
}

leave() {
    for machine in "$scratch/root" "$scratch/visitor"; do
        umount "$machine/proc" 2>/dev/null || true
    done
    # what is mounted still must not be removed with it
    rm -rf --one-file-system "$scratch"
}
trap leave EXIT
trap 'exit 130' INT TERM

# The first address that apt takes packages of a distribution from.
mirror() {
    apt-get indextargets --no-release-info --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1
}

# The machine as it comes: nothing but what every Debian has, sudo, and this machine's way to the mirror.
make_machine() {
    debootstrap --variant=minbase --include=ca-certificates,sudo "$suite" "$kept/$suite.part" "$(mirror)" \
        >"$scratch/log" 2>&1 || { tail -n 5 "$scratch/log"; skip "debootstrap could not make $suite"; }
    apt-config dump | grep -E '^Acquire::[^ ]*(Proxy|CaInfo|CaPath|Verify|Check)' \
        >"$kept/$suite.part/etc/apt/apt.conf.d/99host" || true
    mv "$kept/$suite.part" "$kept/$suite"
}

# start USER [FOLDER]: a machine of its own for a user, with a clean clone in the folder, if one is named.
start() {
    machine=$scratch/$1
    cp -a "$kept/$suite" "$machine"
    cp /etc/resolv.conf /etc/hosts "$machine/etc/"
    [ ! -f /etc/ssl/certs/ca-certificates.crt ] ||
        cp /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"
    mount -t proc proc "$machine/proc" 2>/dev/null || skip "nothing may be mounted here"
    if [ "$1" != root ]; then
        chroot "$machine" useradd --create-home --shell /bin/sh "$1"
        echo "$1 ALL=(ALL) NOPASSWD: ALL" >"$machine/etc/sudoers.d/$1"
    fi
    [ $# -gt 1 ] || return 0
    git clone -q "$project" "$machine$2"
    chroot "$machine" chown -R "$1" "$2"
}

# on USER FOLDER "NAME=VALUE ..." COMMAND: in that folder of the user's machine, with nothing else in the environment.
on() {
    machine=$scratch/$1
    # word splitting is wanted: one argument a variable
    if chroot "$machine" setpriv --reuid="$1" --regid="$1" --init-groups env -i \
        PATH=/usr/local/bin:/usr/bin:/bin $3 sh -c 'cd "$1" && eval "$2"' - "$2" "$4" \
        </dev/null >"$scratch/said" 2>&1; then
        echo "ok      $suite, $1: $4: $(tail -n 1 "$scratch/said")"
    else
        failed=1
        echo "FAILED  $suite, $1: $4"
        grep -v '^ok ' "$scratch/said" | tail -n 150
    fi
}

[ "$(id -u)" -eq 0 ] || skip "only root makes a machine"
command -v apt-get >/dev/null 2>&1 || skip "the mirror is known only where there is apt-get"
rapport_optional debootstrap debootstrap
command -v debootstrap >/dev/null 2>&1 || skip "debootstrap is not here"
mkdir -p "$kept"
[ -d "$kept/$suite" ] || make_machine
