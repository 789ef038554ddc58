# readers_python.sh: plots/readers/rapport.py in Python itself: tests/readers/readers.py, and the lines of the page for
# researchers. The system's Python where that on the path has no pandas.
set -eu
for python in python3 /usr/bin/python3; do
    if $python -c 'import pandas, matplotlib' 2>/dev/null; then break; fi
done
$python -c 'import pandas, matplotlib' 2>/dev/null || {
    echo "pandas or matplotlib is not here (Debian: python3-pandas python3-matplotlib)"
    exit 77
}
PYTHONDONTWRITEBYTECODE=1 MPLBACKEND=Agg MPLCONFIGDIR=$PWD
export PYTHONDONTWRITEBYTECODE MPLBACKEND MPLCONFIGDIR
set -- python py
. "$TESTS/../readers/form.sh"
$python "$readers/readers.py"
$python page.py >page.said
grep -q '<svg' contrasts.svg
