# prepare.sh: shell functions that quickstart.sh and tests/run.sh share: install what is missing, build.
# To be read by a POSIX shell with `. prepare.sh`; sets nothing but the functions.

rapport_die() {
    printf '%s\n' "rapport: $*" >&2
    exit 1
}

# Whether the C compiler finds a header.
rapport_has_header() {
    printf '#include <%s>\n' "$1" | cc -E -x c - >/dev/null 2>&1
}

# Prints the Debian packages that are missing; "cmocka" as argument asks for the test library too.
rapport_missing() {
    command -v cmake >/dev/null 2>&1 || echo cmake
    command -v cc >/dev/null 2>&1 || echo gcc libc6-dev
    command -v ninja >/dev/null 2>&1 || command -v make >/dev/null 2>&1 || echo make
    command -v gnuplot >/dev/null 2>&1 || echo gnuplot-nox
    command -v msgfmt >/dev/null 2>&1 || echo gettext
    if command -v pkg-config >/dev/null 2>&1; then
        pkg-config --exists gsl || echo libgsl-dev
        pkg-config --exists libconfig || echo libconfig-dev
        pkg-config --exists sqlite3 || echo libsqlite3-dev
        pkg-config --exists zlib || echo zlib1g-dev
        pkg-config --exists xlsxwriter || echo libxlsxwriter-dev
        [ "${1-}" != cmocka ] || pkg-config --exists cmocka || echo libcmocka-dev
    else
        echo pkg-config libgsl-dev libconfig-dev libsqlite3-dev zlib1g-dev libxlsxwriter-dev ${1:+libcmocka-dev}
    fi
    if command -v cc >/dev/null 2>&1; then
        rapport_has_header stdio.h || echo libc6-dev
        rapport_has_header Random123/philox.h || echo librandom123-dev
        rapport_has_header csv.h || echo libcsv-dev
    else
        echo librandom123-dev libcsv-dev
    fi
}

# What to install where there is no apt-get.
rapport_explain_missing() {
    cat >&2 <<TEXT
rapport needs: a C compiler, CMake, make or ninja, pkg-config, GSL, libconfig, SQLite, zlib, libcsv, Random123, gettext, gnuplot
(cmocka for its tests; libxlsxwriter for form.xlsx; musl for the same digits on every x86-64 processor). Install them with, for example,
  Fedora: sudo dnf install gcc cmake make pkgconf gsl-devel libconfig-devel sqlite-devel zlib-devel libcsv-devel libxlsxwriter-devel Random123-devel gettext gnuplot libcmocka-devel musl-libc-static
  Arch:   sudo pacman -S gcc cmake make pkgconf gsl libconfig sqlite zlib libxlsxwriter gettext gnuplot cmocka musl   (random123, libcsv: from the AUR)
  macOS:  brew install cmake pkg-config gsl libconfig sqlite zlib libcsv libxlsxwriter gettext gnuplot argp-standalone cmocka
Random123 is headers only: where there is no package, put them from github.com/DEShawResearch/random123
where the compiler looks.
TEXT
}

# rapport_apt PACKAGE...: installs packages by apt-get, as root or through sudo; status 1, and a reason, where it
# cannot. dpkg wants the administrator's programs on the path.
rapport_apt() {
    rapport_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || {
            echo "rapport: as root, please: apt-get install $*" >&2
            return 1
        }
        rapport_root=sudo
    fi
    set -- env DEBIAN_FRONTEND=noninteractive "PATH=$PATH:/usr/sbin:/sbin" apt-get -q install -y \
        --no-install-recommends "$@"
    # one list of packages is enough for one call of a script
    [ -n "${rapport_updated-}" ] || $rapport_root apt-get -q update >&2 || return 1
    rapport_updated=yes
    $rapport_root "$@" >&2
}

# Installs what rapport_missing names, or ends with a line that says what to do.
rapport_install() {
    rapport_packages=$(rapport_missing "${1-}" | tr '\n' ' ')
    [ -n "$rapport_packages" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        rapport_explain_missing
        rapport_die "missing here (by their Debian names): $rapport_packages"
    fi
    echo "Installing: $rapport_packages"
    # word splitting is wanted: one argument a package
    rapport_apt $rapport_packages || rapport_die "could not be installed: $rapport_packages"
    rapport_packages=$(rapport_missing "${1-}" | tr '\n' ' ')
    [ -z "$rapport_packages" ] || rapport_die "still missing after installing: $rapport_packages"
}

# musl's functions, for the same digits on every processor: tries to install them; does without where that cannot be.
rapport_musl() {
    [ "$(uname -m)" = x86_64 ] && command -v apt-get >/dev/null 2>&1 || return 0
    [ -f /usr/lib/x86_64-linux-musl/libc.a ] || rapport_apt musl-dev ||
        echo "rapport: without musl-dev figures repeat to rounding only on another processor" >&2
}

# Emscripten, and the libraries that the engine needs in a browser.
rapport_web() {
    command -v emcc >/dev/null 2>&1 || rapport_apt emscripten || rapport_die "emscripten could not be installed"
    echo "Building GSL and libconfig for browsers into ~/.cache/rapport/web ..."
    sh sim/web/libraries.sh "$HOME/.cache/rapport/web" || rapport_die "the libraries for browsers could not be built"
}

# rapport_optional PROGRAM PACKAGE: tries to install what is welcome; does without where that cannot be.
rapport_optional() {
    command -v "$1" >/dev/null 2>&1 && return 0
    if command -v apt-get >/dev/null 2>&1; then
        echo "Installing: $2"
        rapport_apt "$2" && return 0
    fi
    echo "rapport: $1 is not here; what needs it is skipped" >&2
}

# rapport_npm FOLDER PACKAGE VERSION: tries to put a package of npm into it: axe-core, which looks for what shuts people out of
# a page, and ws, which carries questions to Firefox.
rapport_npm() {
    grep -qs "\"version\": \"$3\"" "$1/node_modules/$2/package.json" && return 0
    rapport_optional node nodejs
    rapport_optional npm npm
    mkdir -p "$1" && npm install --prefix "$1" --no-audit --no-fund --ignore-scripts "$2@$3" >&2 ||
        echo "rapport: $2 is not here; what needs it is skipped" >&2
}

# Whether clang's fuzzer is here; tries to install it where it is not.
rapport_fuzzer() {
    rapport_has_fuzzer && return 0
    command -v apt-get >/dev/null 2>&1 && rapport_apt clang libclang-rt-dev && rapport_has_fuzzer
}

rapport_has_fuzzer() {
    command -v clang >/dev/null 2>&1 || return 1
    echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' |
        clang -fsanitize=fuzzer,address -x c -o /dev/null - >/dev/null 2>&1
}

# rapport_build SOURCE FOLDER [CMAKE OPTION...]: configures and builds, quietly unless it fails.
rapport_build() {
    rapport_source=$1 rapport_folder=$2
    shift 2
    mkdir -p "$rapport_folder" || rapport_die "the folder $rapport_folder could not be made"
    rapport_log=$rapport_folder/build.log
    if [ ! -f "$rapport_folder/CMakeCache.txt" ] && command -v ninja >/dev/null 2>&1; then
        set -- -G Ninja "$@"
    fi
    if cmake -S "$rapport_source" -B "$rapport_folder" "$@" >"$rapport_log" 2>&1 &&
        cmake --build "$rapport_folder" --parallel "$(rapport_processors)" >>"$rapport_log" 2>&1; then
        return 0
    fi
    tail -n 40 "$rapport_log" >&2
    echo "rapport: the build in $rapport_folder failed; all of it is in $rapport_log" >&2
    return 1
}

rapport_processors() {
    getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1
}
