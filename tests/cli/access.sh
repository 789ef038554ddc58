# access.sh: pages can be used by everybody: with a keyboard, a phone, large letters, no net and no scripts
# (tests/browser/access.mjs); in French too.
set -eu
command -v chromium >/dev/null || { echo "chromium is not here"; exit 77; }
command -v node >/dev/null || { echo "node is not here"; exit 77; }
tests=$(cd -P "$TESTS/.." && pwd -P) # without the link of its own that a test has
axe=$tests/../build/browser/node_modules/axe-core/axe.min.js # where tests/run.sh puts it
[ -f "${AXE:=$axe}" ] || { echo "axe-core is not here (AXE names axe.min.js)"; exit 77; }

rapport compare "$TESTS/../../scenarios/parachute-vs-sustained.cfg" --draws 4 --replicates 2 --quiet --out main >/dev/null
cp -R main french
rapport report french --language fr --plot none --quiet >/dev/null
rapport budget "$TESTS/../../scenarios/mobilising-assets/budget.cfg" --draws 2 --replicates 2 --quiet --plot none --out budget >/dev/null
mv french/report.html french/rapport.html
node "$tests/browser/access.mjs" "$AXE" main/report.html main/summary.html french/rapport.html \
    budget/appendix.html budget/justification.html
