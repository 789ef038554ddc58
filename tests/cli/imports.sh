# Imports of partners, ties and a survey: what is refused names file, row and cell and leaves every file as it was; words
# of one's own are mapped; two sheets that say the same are refused in words; and lists of many are counted.
set -eu
. "$TESTS/../must.sh"
list="rapport import partners list.csv --study ours.cfg --month 2026-03"

# refuses PATTERN COMMAND...: status 2, the reason said, and all files as they were.
refuses() {
    pattern=$1
    shift
    find . -type f ! -name 'said*' ! -name 'sum.*' | sort | xargs cksum >sum.before
    must_fail 2 "$@" >said 2>said.err
    [ ! -s said ]
    grep -qF -e "$pattern" said.err || { cat said.err; exit 1; }
    find . -type f ! -name 'said*' ! -name 'sum.*' | sort | xargs cksum | diff sum.before -
}

rapport init ours --partners >/dev/null
printf '%s\n' 'Verein;Sparte;Teilnahme;Trust (1-5);Tel' 'Chor Åse;Chor;mit dabei;4,5;1' 'ফুটবল ক্লাব;Chor;no;;2' \
    'Bakery;Shop;ended;2;3' >list.csv
refuses "list.csv:1: A1: type: no column says it: --map 'OWN HEADER=type'" $list
refuses "list.csv:2: B2: type: \"Chor\" is no type that there is" $list --map Sparte=type
own="--map Sparte=type --map type:Chor=informal_group --map type:Shop=immigrant_focused_business --map Teilnahme=partner"
refuses 'list.csv:2: C2: partner: "mit dabei" is none of yes, no, past, ended' $list $own
$list $own --map 'partner:mit dabei=yes' >said
grep -q 'Dropped, and in no file that was written: "Tel"' said
grep -q '^3 organisations: 1 without a relation; 1 partners now; 1 that ended it; 0 to be named' said
grep -q 'A column Named' said
grep -q 'stage = "partnered"; trust = 0.875' ours-partners.cfg
[ "$(cat ours-partners.csv | wc -l)" -eq 4 ]
must_lack -q Tel ours-partners.csv

# one bad row among good ones: what the import before left stands
sed 's/4,5/6/' list.csv >worse.csv
refuses 'worse.csv:2: D2: trust: "6"' rapport import partners worse.csv --study ours.cfg $own --map 'partner:mit dabei=yes'

printf '%s\n' 'Who;Knows' 'Chor Åse;ফুটবল ক্লাব' 'Chor Åse;The Bakers' >ties.csv
refuses 'ties.csv:3: B3: "The Bakers" is no organisation, subgroup or language of the study' \
    rapport import ties ties.csv --study ours.cfg
rapport import ties ties.csv --study ours.cfg --map 'organisation:The Bakers=Bakery' >said
grep -q '^Read as pairs: 3 of 3 organisations, 2 ties between them' said

printf '%s\n' 'Nr;Organisation;Month;Trust (1-5)' '1;Chor Åse;0;4' '2;Chor Åse;0;6' '1;Chor Åse;12;3' >survey.csv
refuses 'survey.csv:3: D3: what stands here lies beyond its scale: a score from 1 to 5 expected' \
    rapport import survey survey.csv --study ours.cfg --map Nr=respondent
sed 's/;6$/;5/' survey.csv >fine.csv
refuses "two sheets say the same of an organisation: import one of them again without that column, --map 'OWN HEADER=none'" \
    rapport import survey fine.csv --study ours.cfg --map Nr=respondent
$list $own --map 'partner:mit dabei=yes' --map 'Trust (1-5)=none' >/dev/null
rapport import survey fine.csv --study ours.cfg --map Nr=respondent >said
grep -q '^  rapport calibrate ours.cfg' said
grep -q 'relation = { trust = { mean = 0.875000' ours-survey.cfg
sed 's/^2;Chor Åse/2;ফুটবল ক্লাব/' fine.csv >strangers.csv
refuses 'strangers.csv: ফুটবল ক্লাব: says how far it trusts the team, and ours.cfg states no relation with one' \
    rapport import survey strangers.csv --study ours.cfg --map Nr=respondent
# and the other way round
refuses 'two sheets say the same of an organisation' $list $own --map 'partner:mit dabei=yes'
rapport check ours.cfg >/dev/null

# without --study or --out nobody knows where to
refuses 'import ties: --study STUDY' rapport import ties ties.csv
refuses 'import partners: --study STUDY or --out NAME is missing' rapport import partners list.csv

# many: 2,500 organisations, each observed, 20,000 ties, 100,000 answers; 100,000 rows of partners are more than a study holds
n=2500 answers=100000
! sanitized || n=250 answers=5000
mkdir many
cd many
rapport init ours --partners >/dev/null
awk -v n=$n 'BEGIN { split("Grassroots association|Informal social group|Public health agency", type, "|")
    print "Organisation;Type;Partner;Members;Named"
    for (i = 1; i <= n; i++) printf "Club %d;%s;%s;%d;yes\n", i, type[i % 3 + 1], i % 10 ? "no" : "yes", 20 + i % 300 }' >list.csv
rapport import partners list.csv --study ours.cfg >said
grep -q "^$n organisations: $((n - n / 10)) without a relation; $((n / 10)) partners now; $n to be named" said
awk -v n=$n 'BEGIN { print "From;To"
    for (k = 0; k < 8 * n; k++) printf "Club %d;Club %d\n", k % n + 1, (k % n + int(k / n) + 1) % n + 1 }' >ties.csv
rapport import ties ties.csv --study ours.cfg >said
grep -q "^Read as pairs: $n of $n organisations, $((8 * n)) ties between them" said
awk -v n=$n -v m=$answers 'BEGIN { print "Respondent;Organisation;Month;Trust (1-5)"
    for (k = 0; k < m; k++) printf "%d;Club %d;%d;%d\n", k % (m / 2), 10 * (k % (n / 10) + 1), 12 * int(2 * k / m), k % 5 + 1 }' >survey.csv
rapport import survey survey.csv --study ours.cfg --map population=$((n / 10)) >said
grep -Eq "Trust in the team  all +0  .* $((answers / 2)) +$((n / 10))\$" said
grep -q "^$((n / 10)) values in which organisations begin" said
awk -v n=100000 'BEGIN { print "Organisation;Type"; for (i = 1; i <= n; i++) printf "Club %d;Informal social group\n", i }' >more.csv
refuses 'more.csv: 10001 organisations: a study holds at most 10000' rapport import partners more.csv --study ours.cfg
rapport check ours.cfg >said
rapport compare ours.cfg --draws 1 --replicates 1 --plot none --quiet --out out >/dev/null
[ "$(cut -d, -f3 out/outcomes.csv | grep '^organisation:' | sort -u | wc -l)" -eq "$n" ]
