# digits.sh: the same digits from a processor that cannot multiply and add in one step, for which glibc's exp, log and
# pow are others; and the manifest says whose functions gave the figures.
set -eu
. "$TESTS/../must.sh"
arithmetic=$(rapport --version | sed -n 's/^Arithmetic: \([a-z]*\) .*/\1/p')
few='--draws 40 --plot none --quiet'
rapport compare "$TESTS/small.cfg" $few --out one >/dev/null
grep -q "\"arithmetic\": \"$arithmetic\"" one/manifest.json
unseen=false
if [ "$arithmetic" = musl ] && ! withholding_works; then
    unseen=true
elif [ "$arithmetic" = musl ]; then
    withhold_fma
    rapport compare "$TESTS/small.cfg" $few --out other >/dev/null
    grant_fma
    for file in outcomes.csv contrasts.csv series.csv; do
        cmp "one/$file" "other/$file"
    done
fi

# record NAME: makes the manifest of `one` say so
record() {
    sed -i "s/\"arithmetic\": \"[a-z]*\"/\"arithmetic\": \"$1\"/" one/manifest.json
    reseal one/manifest.json
}

# what this program and another made together is as good as the worse of them
record system
rapport resume one --quiet >/dev/null
grep -q '"arithmetic": "system"' one/manifest.json
record musl
rapport resume one --quiet >/dev/null
grep -q "\"arithmetic\": \"$arithmetic\"" one/manifest.json
# every form of what replay prints says of both
rapport replay one --quiet --format json >said
grep -q "\"arithmetic_then\": \"$arithmetic\"" said
grep -q "\"arithmetic_now\": \"$arithmetic\"" said
record system
rapport replay one --quiet --format csv >said
head -n 1 said | grep -q ',arithmetic_then,arithmetic_now$'
tail -n 1 said | grep -q ",system,$arithmetic\$"
record abacus
must_fail 2 rapport replay one --quiet >said 2>err
grep -q 'it says what no run can be' err

! $unseen || { echo "skipped: what digits another processor gives cannot be tried here"; exit 77; }
