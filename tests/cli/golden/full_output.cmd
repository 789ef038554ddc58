rapport --help >/dev/full; echo $?
rapport explain >/dev/full; echo $?
rapport check "$TESTS/small.cfg" >/dev/full; echo $?
