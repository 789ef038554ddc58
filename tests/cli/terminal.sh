# terminal.sh: nothing but our own words moves a cursor or turns the order of letters, whatever a received folder or a
# study says: every text of a manifest, file names, and what is typed, on both streams, in every format.
set -eu
. "$TESTS/../must.sh"
escape=$(printf '\033]0;owned\007\033[2J\233\302\233')
turned=$(printf '\342\200\256\342\201\246\342\200\250')
study=$TESTS/small.cfg
few='--draws 2 --replicates 1 --plot none --quiet'

# clean FILE...: holds neither controls other than line ends, nor marks that turn, nor what is no UTF-8
clean() {
    must_lack -aqP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xe2\x80[\x8e\x8f]' "$@"
    iconv -f UTF-8 -t UTF-8 "$@" >/dev/null
}

rapport compare "$study" $few --out good >/dev/null
rapport compare "$study" $few --seed 5 --out other >/dev/null
# the texts of the manifest by their keys, one hostile at a time; JSON escapes a control, the marks stand as they are
hostile='\\u001b]0;owned\\u0007\\u009b'$turned # as sed takes it
for key in status command typed version commit fingerprint arm plot started ended study title; do
    rm -rf bad
    cp -r good bad
    sed -i "s#\"$key\": \(\"[^\"]*\"\|null\)#\"$key\": \"$hostile\"#" bad/manifest.json
    [ $key != title ] || sed -i "s|title = ..|&$hostile|" bad/manifest.json
    reseal bad/manifest.json
    must_fail 1 cmp -s good/manifest.json bad/manifest.json
    for command in "replay bad" "report good --against bad" "compare $study $few --seed 7 --out bad" "resume bad"; do
        rapport $command >said 2>err || true
        clean said err
    done
done

# names of files and what is typed
for text in "$escape" "$turned"; do
    cp "$study" "$text.cfg"
    for command in check compare resume explain init "$text"; do
        rapport "$command" "$text" >said 2>err || true
        clean said err
        rapport "$command" "$text" "$text" >said 2>err || true
        clean said err
    done
    rapport compare "$text.cfg" $few --out "$text" >said 2>err
    clean said err
    rapport compare "$text.cfg" $few --format json --out "$text" >said 2>err
    clean said err
    rapport replay "$text" >said 2>err
    clean said err
    for option in --draws --plot --format --set --precision --arm --threads "--$text"; do
        rapport compare "$study" "$option" "$text" >said 2>err || true
        clean said err
        rapport compare "$study" "$option=$text" >said 2>err || true
        clean said err
    done
    printf 'title = "%s"; %s = 1; @include "%s"\n' "$text" "$text" "$text" >bad.cfg
    rapport check bad.cfg >said 2>err || true
    clean said err
done
