# shipped_budgets.sh: in each shipped budget the rate of indirect costs is the stated one on the base, to the cent; a line that is
# cut lowers the award by the line and its indirect costs; lines, headings and years add up; what is asked for is spent or left.
set -eu
. "$TESTS/../must.sh"
scenarios=$TESTS/../../scenarios

# column NAME of a CSV without commas in quotes before it
budget_of() { # study rate-of-indirect-costs
    rapport budget "$scenarios/$1" --draws 1 --replicates 1 --quiet --plot none --out out --force >/dev/null
    python3 - "$2" <<'PYTHON'
import csv, sys
from decimal import Decimal as D, ROUND_HALF_UP

rate, cent = D(sys.argv[1]), D("0.01")
rows = list(csv.DictReader(open("out/form.csv")))
lines = [r for r in rows if r["line"] not in ("total", "all")]
(whole,) = [r for r in rows if r["line"] == "all"]
indirect = sum(D(r["cost"]) for r in lines if r["kind"] == "indirect")
base = sum(D(r["base"]) for r in lines)
assert indirect == (rate * base).quantize(cent, ROUND_HALF_UP), (indirect, rate * base)
years = [c for c in rows[0] if c.startswith(("ask_year", "spend_year", "left_year"))]
for r in rows:
    assert D(r["asked"]) == D(r["spend"]) + D(r["left"]), r
    assert D(r["asked"]) == sum(D(r[y]) for y in years if y.startswith("ask")), r
    assert D(r["cost"]) == D(r["asked"]) + D(r["in_kind"]) + D(r["own"]), r
for column in years + ["asked", "spend", "left", "cost", "base"]:
    assert D(whole[column]) == sum(D(r[column]) for r in lines), column
asked = {r["line"]: D(r["asked"]) for r in lines}
bases = {r["line"]: D(r["base"]) for r in lines}
share = sum(D(r["asked"]) for r in lines if r["kind"] == "indirect") / indirect if indirect else D(0)
doses = 0
for r in csv.DictReader(open("out/budget.csv")):
    line, percent = r["line"].removesuffix(".unpaid"), D(r["percent"])
    cut = D(r["award"]) - D(r["award_indirect"])
    # by year, to the cent a year
    assert abs(cut - asked[line] * percent / 100) <= cent * 5, r
    assert cut != 0 or asked[line] == 0 or percent == 0, r
    if percent == -100: # all of it: to the cent
        assert cut == -asked[line], r
        assert abs(D(r["award_indirect"]) + share * rate * bases[line]) <= cent, r
    doses += 1
assert doses > 50
PYTHON
}
budget_of calgary/budget.cfg 0
budget_of mobilising-assets/budget.cfg 0.40
budget_of neighbourhood-health/budget.cfg 0.55
