for option in format=jsn format= plot=svgg plot=gif set=novalue set==1 precision=trust precision=trust=0 \
    precision=trust=nan precision==1 precision=trust=1x; do
    rapport compare "--$option" "$TESTS/small.cfg"
    echo "$option: $?"
done
