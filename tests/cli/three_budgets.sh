# three_budgets.sh: the shipped budgets of three countries, in whole cents: what is asked for is spent or left, line by line and
# year by year; indirect costs are the stated rate on the actual base; a cut takes a line and its indirect costs off the
# award. Expected amounts were worked out by hand from the studies.
set -eu
scenarios=$TESTS/../../scenarios

# cells FILE: rows of a CSV file without what stands in quotes, so that a comma parts two fields.
cells() {
    sed 's/"[^"]*"/text/g' "$1"
}

# adds_up FORM RATE: every row's ask is spend and rest; rows add up to the last one; indirect costs are RATE of the base.
adds_up() {
    cells "$1" | awk -F, -v rate="$2" '
        function cents(x) { return sprintf("%.0f", x * 100) + 0 }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        cents($at["asked"]) != cents($at["spend"]) + cents($at["left"]) { print "left: " $0; exit 1 }
        cents($at["cost"]) != cents($at["asked"]) + cents($at["in_kind"]) + cents($at["own"]) { print "cost: " $0; exit 1 }
        { for (y = 1; ("ask_year_" y) in at; y++)
              if (cents($at["ask_year_" y]) != cents($at["spend_year_" y]) + cents($at["left_year_" y])) { print y ": " $0; exit 1 } }
        $at["line"] == "indirect" { indirect = cents($at["cost"]); rows += indirect; asked += cents($at["asked"]); next }
        $at["line"] == "all" && (rows != cents($at["cost"]) || asked != cents($at["asked"])) { print "all: " rows " " asked; exit 1 }
        $at["kind"] != "" { rows += cents($at["cost"]); asked += cents($at["asked"]); base += cents($at["base"]) }
        END { if (indirect != sprintf("%.0f", rate * base) + 0) { print indirect " is not " rate " of " base; exit 1 } }'
}

# falls BUDGET LINE AWARD INDIRECT: without a line the award falls by so much, of which so much are indirect costs.
falls() {
    cells "$1" | awk -F, -v line="$2" -v award="$3" -v indirect="$4" '
        function off(x, by) { return x + by > 0.001 || x + by < -0.001 }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["line"] == line && $at["percent"] == -100 { n++; if (off($at["award"], award) || off($at["award_indirect"], indirect)) { print; bad = 1 } }
        END { exit bad || !n }'
}

# total FORM FIELD: of all lines.
total() {
    cells "$1" | awk -F, -v field="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        $at["line"] == "all" { printf "%.2f", $at[field] }'
}

few='--draws 1 --replicates 1 --quiet --plot none'
rapport budget "$scenarios/calgary/budget.cfg" $few --out canada >/dev/null
rapport budget "$scenarios/mobilising-assets/budget.cfg" $few --out kingdom >/dev/null
rapport budget "$scenarios/neighbourhood-health/budget.cfg" $few --out states >/dev/null

adds_up canada/form.csv 0
[ "$(total canada/form.csv asked)" = 260097.30 ]
falls canada/budget.csv coordinator 68277.30 0

# full economic cost, of which 80 % is paid, and partners in full: 0.8 x 65,164.00 and 0.8 x 40 % of that
adds_up kingdom/form.csv 0.40
[ "$(total kingdom/form.csv cost)" = 520702.30 ]
[ "$(total kingdom/form.csv in_kind)" = 20000.00 ]
falls kingdom/budget.csv coordinator 72983.68 20852.48
falls kingdom/budget.csv organisations 100000 0

# 441,083.00 of salary and benefits and 55 % of that; of a subaward of 322,000 the first 50,000; no participant support
adds_up states/form.csv 0.55
[ "$(total states/form.csv asked)" = 3488662.15 ]
[ "$(total states/form.csv base)" = 1875265.90 ]
falls states/budget.csv coordinator 683678.65 242595.65
falls states/budget.csv centre 349500 27500
falls states/budget.csv incentives 60000 0
falls states/budget.csv contact_after 0 0
