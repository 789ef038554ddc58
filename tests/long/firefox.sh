#!/bin/sh
# firefox.sh PROGRAM: the page of a class used in Firefox, from the guess to the sheet, without a net; all that
# cli/classroom_page.sh asks in Chromium. Skipped where there is no Firefox, or no engine for browsers.
set -eu
command -v "${FIREFOX:-firefox-esr}" >/dev/null || { echo "Firefox is not here"; exit 77; }
command -v node >/dev/null || { echo "node is not here"; exit 77; }
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tests=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$tests/../build/browser/node_modules/ws" ] || { echo "ws is not here"; exit 77; } # where run.sh puts it
axe=$tests/../build/browser/node_modules/axe-core/axe.min.js
[ -f "$axe" ] || axe=-
. "$tests/must.sh"
study=$tests/../scenarios/one-year-or-five.cfg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
class_page "$program" "$study" "$work/class.html"
node "$tests/browser/classroom.mjs" firefox.mjs "$axe" "$work/class.html" "$program" "$study"
