# classroom_page.sh: the page of a class, used in a browser as a class uses it (tests/browser/classroom.mjs): from the guess to
# the sheet, with the figures of the program, by keyboard, on a phone, on paper; and its words, which are short.
set -eu
command -v chromium >/dev/null || { echo "chromium is not here"; exit 77; }
command -v node >/dev/null || { echo "node is not here"; exit 77; }
tests=$(cd -P "$TESTS/.." && pwd -P) # without the link of its own that a test has
study=$tests/../scenarios/one-year-or-five.cfg
. "$tests/must.sh"
class_page rapport "$study" class.html
axe=$tests/../build/browser/node_modules/axe-core/axe.min.js # where tests/run.sh puts it
[ -f "${AXE:=$axe}" ] || { AXE=-; echo "axe-core is not here (AXE names axe.min.js): the rest is asked"; }
node "$tests/browser/classroom.mjs" browser.mjs "$AXE" class.html "$(command -v rapport)" "$study"
python3 - "$tests/first_screen" class.html.words <<'PYTHON'
import re, sys
sys.path.insert(0, sys.argv[1])
import plain
said = [s for line in open(sys.argv[2], encoding="utf-8") for s in re.split(r"(?<=[.?!])\s+", line) if len(plain.words(s)) > 2]
faults = [s for s in said if len(re.findall(r"[\w'\u2019-]+", s)) > 16 or plain.FORBIDDEN.search(s)]
if len(said) < 40 or plain.grade(said) > 6 or faults:
    sys.exit("%d sentences of grade %.1f; too long, or not plain: %s" % (len(said), plain.grade(said), faults))
PYTHON
