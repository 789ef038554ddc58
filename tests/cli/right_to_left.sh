# right_to_left.sh: a label that is written from right to left leaves the numbers beside it alone: it stands in <bdi>
# in a page and between U+2068 and U+2069 in a terminal's tables, and nowhere else.
set -eu
. "$TESTS/../must.sh"
cat >study.cfg <<'TEXT'
title = "T"; horizon = 24; draws = 2; replicates = 1;
organisation_types = { a = {}; };
organisations = { one = { type = "a"; count = 6; }; };
teams = { focal = { grants = ( { start = 0; months = 12; amount = 90000; } ); }; };
headlines = ( { outcome = "trust"; window = "12"; } );
windows = ["12"];
arms = {
  full = { label = "Arm A"; };
  half = { label = "الجمعية"; changes = { teams = { focal = { grants = ( { start = 0; months = 12; amount = 45000; } ); }; }; }; };
};
TEXT
isolate=$(printf '\342\201\250') name=الجمعية
rapport compare study.cfg --plot none --quiet --out out >printed
grep -q "<bdi>$name</bdi>" out/report.html
must_lack "[^>]$name" out/report.html
must_lack "$isolate" printed
must_lack "$isolate" out/contrasts.csv
# where a terminal can be made
script -qec true /dev/null >/dev/null 2>&1 || exit 0
script -qec 'rapport compare study.cfg --plot none --quiet --out again' /dev/null >typed
grep -q "$isolate$name" typed
