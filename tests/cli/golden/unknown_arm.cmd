rapport run "$TESTS/small.cfg" --arm sty --out out; echo $?
rapport compare "$TESTS/small.cfg" --precision nothing=1 --out out; echo $?
rapport compare "$TESTS/small.cfg" --precision trust=1 --draws 0 --out out; echo $?
ls
