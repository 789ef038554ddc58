# teaching.sh: what stands in scenarios/teaching are the figures of the class study, in English and French; its English is
# for people who read little; each sheet of the handout prints on one page.
set -eu
scenarios=$TESTS/../../scenarios
tests=$(cd -P "$TESTS/.." && pwd -P)
python3 "$tests/teaching.py" "$(command -v rapport)" "$scenarios/one-year-or-five.cfg" "$scenarios/teaching"
command -v chromium >/dev/null && command -v node >/dev/null || exit 0
cp "$scenarios"/teaching/HANDOUT*.html .
node "$tests/browser/pages.mjs" HANDOUT.html HANDOUT.fr.html >pages
printf 'HANDOUT 3 3\nHANDOUT.fr 3 3\n' | cmp - pages
