# notes.sh: what is said beside the figures: unequal totals, windows without a value, one set, one arm.
set -eu
. "$TESTS/../must.sh"
cat >one.cfg <<'END'
title = "One"; horizon = 24; draws = 1; replicates = 1;
organisation_types = { a = {}; };
organisations = { one = { type = "a"; count = 6; }; };
teams = { focal = { grants = ( { start = 0; months = 12; amount = 90000; } ); }; };
windows = ["12", "end+40"];
headlines = ( { outcome = "trust"; window = "12"; }, { outcome = "trust"; window = "end+40"; } );
END
rapport check one.cfg | grep -q 'note: no run has a value there, the last month is 24'
rapport compare one.cfg --plot none --quiet >said
grep -q '^1 set of assumptions x 1 history of each; 24 months' said
grep -q 'No value in any run, 40 months after ' said
must_lack -q 'difference  ' said
cat one.cfg - >two.cfg <<'END'
arms = {
  full = { changes = {}; };
  half = { changes = { teams = { focal = { grants = ( { start = 0; months = 12; amount = 45000; } ); }; }; }; };
};
END
rapport compare two.cfg --plot none --quiet >said
grep -q 'The ways of working were not granted the same total. full: .*; half: ' said
grep -q 'Differences rest on the pairs of runs' said
must_lack -qE '^ +(full|half) .* of 1( |$)' said # one set is no share of sets
grep -q 'One set of assumptions was run' results-two-compare/appendix.html
must_lack -q 'held at their start values' results-two-compare/report.html
rapport compare two.cfg --draws 0 --force --plot none --quiet >said
grep -q 'held at their start values' results-two-compare/appendix.html
