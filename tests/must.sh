# must.sh: checks of what must not be, for scripts under `set -e`, which a command that begins with `!` never ends.
# To be read by a POSIX shell with `. must.sh`.

# must_fail STATUS COMMAND...: the command ends with this status.
must_fail() {
    must_status=0
    must_expected=$1
    shift
    "$@" || must_status=$?
    [ $must_status -eq "$must_expected" ] || {
        echo "status $must_status, not $must_expected: $*" >&2
        exit 1
    }
}

# reseal FILE: gives a manifest that was edited the seal that the program looks for: cksum of all before it.
reseal() {
    resealed=$(sed '$d' "$1" | sed '$d' | sed '$s/,$//')
    printf '%s,\n  "cksum": %s\n}\n' "$resealed" "$(printf %s "$resealed" | cksum | cut -d' ' -f1)" >"$1"
}

# class_page PROGRAM STUDY FILE: writes the page of a class. Status 77 where the program has no engine for browsers.
class_page() {
    "$1" classroom "$2" -o "$3" 2>"$3.said" || {
        cat "$3.said"
        ! grep -q 'no engine for browsers' "$3.said" || exit 77
        exit 1
    }
}

# sanitized [a | t]: the program is one that the address, or the thread, sanitizer looks at; either, unless one is named.
sanitized() {
    grep -q "__[${1-at}]san_init" "$(readlink -f "$(command -v rapport)")"
}

# withhold_fma: from here on as on a processor that cannot multiply and add in one step, for which glibc's exp, log and
# pow are others; grant_fma ends it. glibc has two spellings of each name, of before and from 2.33.
withhold_fma() {
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX,-FMA_Usable,-FMA4_Usable,-AVX2_Usable,-AVX_Usable
    export GLIBC_TUNABLES
}

grant_fma() {
    unset GLIBC_TUNABLES
}

# withholding_works: the system's functions do give other digits then; where they do not, nothing is shown by digits that
# stay.
withholding_works() {
    set -- 'BEGIN { for (x = 0; x < 1e5; x++) printf "%.17g %.17g\n", exp(x / 9700), (x / 31) ^ 0.7 }'
    [ "$(awk "$1" | cksum)" != "$(withhold_fma && awk "$1" | cksum)" ]
}

# must_lack [OPTION...] PATTERN FILE...: grep can read every file, and finds the pattern in none.
must_lack() {
    must_fail 1 grep "$@"
}
