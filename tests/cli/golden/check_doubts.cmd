# pay without money, a team without outreach, an award beyond what it can spend: check says what will happen
cat >study.cfg <<'EOF'
title = "Doubtful"; currency = "CAD"; horizon = 24; draws = 0; replicates = 1; seed = 1;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = { association = { type = "grassroots_association"; count = 4; }; };
teams = { focal = { policy = "sustained"; grants = ( { start = 0; months = 12; amount = 60000; } ); }; };
headlines = ( { outcome = "trust"; window = "24"; } );
arms = {
  fine = { label = "Fine"; baseline = true; changes = {}; };
  unfunded = { label = "Pay without money"; changes = { teams = { focal = { pay = { share = 0.0; }; }; }; }; };
  owing = { label = "Pay owed"; changes = { teams = { focal = { pay = { share = 0.0; when_short = "owe"; }; }; }; }; };
  alone = { label = "Nobody is asked"; changes = { teams = { focal = { hours = { outreach = 0.0; };
    listening_hours = { outreach = 0.0; }; hours_asked = 0.0; }; }; }; };
  rich = { label = "Far too much"; changes = { teams = { focal = {
    grants = ( { start = 0; months = 12; amount = 9000000; } ); }; }; }; };
  poor = { label = "Far too little"; changes = { teams = { focal = { reserve = 0.0; aftercare = 0;
    grants = ( { start = 0; months = 12; amount = 13000; } ); }; }; }; };
};
EOF
rapport check study.cfg | sed -n '/^Worth/,/^$/p'
rapport check study.cfg --format json | sed -n '/"doubts"/,$p' | grep -c '"arm"'
