rapport compare "$TESTS/small.cfg" --out ''
echo "status $?"
ls
