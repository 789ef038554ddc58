# every one is refused with status 2
for option in draws=x draws=-1 draws=1.5 draws=1000001 draws= draws=0x10 replicates=0 seed=-1 \
    seed=9223372036854775808 threads=0 threads=1025; do
    rapport compare "--$option" "$TESTS/small.cfg"
    echo "$option: $?"
done
