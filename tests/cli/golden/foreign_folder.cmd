mkdir full
echo mine >full/notes.txt
rapport compare "$TESTS/small.cfg" --out full; echo $?
echo '{"format": "something else"}' >full/manifest.json
rapport compare "$TESTS/small.cfg" --out full; echo $?
rapport resume full; echo $?
rapport replay nowhere; echo $?
rapport report "$TESTS/small.cfg"; echo $?
touch file
rapport compare "$TESTS/small.cfg" --out file; echo $?
rapport compare "$TESTS/small.cfg" --out file/below --quiet; echo $?
cat full/notes.txt
ls full
