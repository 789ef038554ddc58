# what does not change with the model's numbers: names, claims, and the exact limit
rapport validate "$TESTS/patterns.cfg" --plot none --quiet --out out >said; echo $?
grep -v '^  held out ' said | sed -n '/^What is claimed/,/^Shares/p; /^Sd: /,/^$/p; /^  by construction/p'
cut -d , -f 1-18 out/patterns.csv
cut -d , -f 1-13 out/quantities.csv
rapport validate "$TESTS/small.cfg" --out none; echo $?
ls out
