# What a budget asks for comes back from its form, to the cent: form.csv, and form.xlsx where libxlsxwriter made one and
# xlsx2csv is here. A sheet that is refused leaves nothing; without a converter a spreadsheet is refused in words.
set -eu

# asks FORM: each line's label and what is asked for it in the years in which anything is, one a line.
asks() {
    python3 - "$1" <<'PY'
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    years = [row[k] for k in row if k.startswith("ask_year_")]
    if row["kind"] and row["kind"] != "indirect":
        print(row["label"], row["kind"], row["in_kind"], *[y for y in years if y != "0"])
    elif row["kind"]:
        print("indirect", row["asked"])
PY
}

quick='--draws 1 --replicates 1 --quiet --plot none'
command -v python3 >/dev/null || { echo "python3 is not here"; exit 77; }
for layout in cihr nih; do
    rapport init $layout --budget $layout >/dev/null
    rapport budget $layout.cfg $quick --out $layout >/dev/null
    asks $layout/form.csv >asked
    test "$(wc -l <asked)" -gt 15
    rapport import budget $layout/form.csv --layout $layout --out $layout-back.cfg >said
    if grep 'from the sheet' said; then exit 1; fi
    rapport budget $layout-back.cfg $quick --out $layout-back >/dev/null
    asks $layout-back/form.csv | diff asked -
    [ -f $layout/form.xlsx ] && command -v xlsx2csv >/dev/null || continue
    rapport import budget $layout/form.xlsx --layout $layout --out $layout-sheet.cfg >/dev/null
    # the same study, but for names and rows
    plainly() { sed -E 's/# row [0-9]+//; s/^      [a-z_0-9]+ = \{/NAME = {/' "$1" | grep -v form; }
    plainly $layout-back.cfg >one
    plainly $layout-sheet.cfg | diff one -
done

# without a converter
printf 'PK\003\004 and so on' >sheet.xlsx
status=0
PATH=/nowhere "$(command -v rapport)" import budget sheet.xlsx --out sheet.cfg 2>said || status=$?
test $status -eq 2
grep -q 'neither xlsx2csv' said
test ! -e sheet.cfg

# nothing half written: a study that cannot be put where it should
status=0
rapport import budget cihr/form.csv --out nowhere/study.cfg 2>said || status=$?
test $status -eq 1
test ! -e nowhere
