# The page for coordinators, as it stands: every block of commands in turn, from the made-up sheets to report.html. What it says
# one sees is seen, what it says is refused writes nothing, and what the imports write is what is shipped.
set -eu
. "$TESTS/../must.sh"
scenarios=$TESTS/../../scenarios
cp "$scenarios"/partners/partners.csv "$scenarios"/partners/ties.csv "$scenarios"/partners/survey.csv .

# blocks/NN.sh, .refused and .text, in order
mkdir blocks
awk '/^```/ { inside = !inside; n += inside; kind = $2 ? $2 : substr($1, 4); next }
    inside && kind { printf "%s\n", $0 >sprintf("blocks/%02d.%s", n, kind) }' "$scenarios/FOR-COORDINATORS.md"
[ "$(ls blocks | wc -l)" -ge 10 ]

# everything but blocks and what was said
state() {
    find . -type f ! -path './blocks/*' ! -name said | sort | xargs cksum
}

for block in blocks/*; do
    case $block in
    *.refused)
        state >blocks/before
        must_fail 2 sh -e "$block" >said 2>&1
        state | diff blocks/before -
        ;;
    *.sh) sh -e "$block" >said 2>&1 || { cat said; exit 1; } ;;
    *.text) while IFS= read -r line; do grep -qF -e "$line" said || { echo "not said: $line"; cat said; exit 1; }; done <"$block" ;;
    esac
done

for part in ours.cfg ours-partners.cfg ours-ties.cfg ours-survey.cfg; do
    diff "$scenarios/partners/$part" $part
done

# partners by name, and only those that may be named; no person, no mail address anywhere
grep -q 'Riverbend Mothers' results/report.html
must_lack -q 'Tenants of Pier Street' results/report.html told/report.html
cut -d, -f3 results/outcomes.csv | grep '^organisation:' | sort -u >named
[ "$(wc -l <named)" -eq 12 ]
# who may not be named stands nowhere but in the manifest, neither as it is called nor in the path of a number
awk '/^  [a-z_0-9]+ = \{/ { name = $1; label = "" } /label = / { split($0, part, "\""); label = part[2] }
    /named = true/ { named = 1 } /^  \};/ { if (!named) { print label; print name }; named = 0 }' ours-partners.cfg >unnamed
[ "$(wc -l <unnamed)" -eq 38 ]
grep -v '^partner_[0-9]*$' unnamed >labels
[ "$(wc -l <labels)" -eq 19 ]
must_lack -rlF -f labels --exclude=manifest.json results told
must_lack -rliE 'eglise.de.la.jetee|tenants.of.pier|dockside.food' --exclude=manifest.json results told
must_lack -rlE 'example\.org|Ms Example|Remarks' results told ours*
