# first_screen.sh: what opens report.html, of studies that are hard to say something about: every number is that of a cell,
# what is said follows from the tables, words are few and plain (tests/first_screen).
set -eu
. "$TESTS/../must.sh"
command -v python3 >/dev/null || { echo "python3 is not here"; exit 77; }
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# study NAME HEADLINES BASELINE ARM: two ways of working with these labels, at these outcomes.
study() {
    cat >"$1.cfg" <<TEXT
title = "Is it better to stay?"; question = "What does it give?"; currency = "CAD"; horizon = 36; seed = 7;
@include "organisation-types.cfg"
@include "policies.cfg"
organisations = {
  groups = { label = "Groups"; type = "grassroots_association"; count = 8; };
  services = { label = "Services"; type = "immigrant_service_organisation"; count = 4; };
};
teams = { focal = { policy = "sustained"; grants = ( { start = 0; months = 24; amount = 90000; } ); }; };
windows = ["1", "12", "36", "end"];
headlines = ( $2 );
arms = {
  leave = { label = "$3"; baseline = true;
    changes = { teams = { focal = { policy = "parachute"; grants = ( { start = 0; months = 12; amount = 90000; } ); }; }; };
  };
  stay = { label = "$4"; changes = {}; };
  ${5-}
};
TEXT
}

# look NAME DRAWS REPLICATES [PATTERN...]: its first screen stands every check, and says this.
look() {
    name=$1 draws=$2 replicates=$3
    shift 3
    rapport compare "$name.cfg" --draws "$draws" --replicates "$replicates" --plot none --quiet --out "$name" >/dev/null
    python3 "$TESTS/../first_screen/first_screen.py" "$name"
    for pattern; do
        grep -q "$pattern" "$name/report.html" || { echo "$name does not say: $pattern" >&2; exit 1; }
    done
}

at() {
    printf '{ outcome = "%s"; window = "%s"; }' "$1" "$2"
}

usual="$(at ties 36), $(at hours_returned 36), $(at participants 36), $(at breach_share 36), $(at trust 36)"
many="$usual, $(at willing 36), $(at outputs 36), $(at survival end), $(at reputation 36), $(at fatigue 36)"

# as intended: more outcomes than rows, assumptions that are named
study usual "$many" "Come and go" "Stay"
look usual 60 3 'certainty: ' ' of 12.*organisations have a tie (a partnership with the team that nobody has ended), after 36 months' '>Ties of a team and an organisation' '7 of 10 outcomes' 'of the differences between sets of assumptions come from one number'

# too few to tell: two sets of one run; one run with start values
study few "$usual" "Come and go" "Stay"
look few 2 1 'cannot be told yet' 'not clear' 'too few runs to tell in how many' 'too few to name an assumption' 'uncertain numbers, '
study start "$usual" "Come and go" "Stay"
look start 0 1 'cannot be told yet' 'All assumptions keep one value'

# the other is better in all that is asked
study worse "$(at participants 12), $(at participants 36), $(at breach_share 36), $(at ties 36), $(at trust 36)" "Stay" "Come and go"
sed -i 's/baseline = true;//; s/^  stay = {/  stay = { baseline = true;/' worse.cfg
look worse 40 3 'is better by' 

# nothing has a value; nothing is compared; thirty ways of working
study none "$(at survival 1), $(at trust 36)" "Come and go" "Stay"
look none 20 2 'there is no value to compare' 'no value with'
study one "$usual" "Come and go" "Stay"
sed -i '/^  leave = {/,/^  };/d' one.cfg
look one 20 2 'There is one way of working, so nothing is compared.'
study thirty "$usual" "Come and go" "Stay" "$(i=3; while [ $i -le 30 ]; do
    echo "w$i = { label = \"Way $i\"; changes = { teams = { focal = { partners = $i; }; }; }; };"; i=$((i + 1)); done)"
look thirty 4 2 '2 of 30 ways of working' 'of each of 30 ways of working'

# primary outcomes of other kinds: a share, a probability, money, one that neither side is better in
study share "$(at survival end), $(at breach_share 36)" "Come and go" "Stay"
look share 40 3 ' of 10 with '
study chance "$(at next_take_up 36)" "Come and go" "Stay"
look chance 40 3 'of 10 with '
study money "$(at spend_per_participant 36), $(at idle_money 36)" "Come and go" "Stay"
look money 40 3 'CAD'
study neither "$(at partner_hours 36), $(at calls 36)" "Come and go" "Stay"
look neither 40 3 'is higher by' '>higher: 5'

# labels: from right to left, and as long as a paragraph
study arabic "$usual" "يأتي ويذهب" "الجمعية تبقى"
look arabic 40 3 '<bdi>الجمعية تبقى</bdi>'
long=$(i=0; while [ $i -lt 50 ]; do printf 'label '; i=$((i + 1)); done)
study long "$usual" "${long}first" "${long}other"
look long 40 3 "label other"

# what sensitivity found
study decided "$usual" "Come and go" "Stay"
rapport sensitivity decided.cfg --set sensitivity.draws=60 --set sensitivity.points=128 --set sensitivity.chains=8 \
    --set sensitivity.trajectories=1 --plot none --quiet --out decided >/dev/null
python3 "$TESTS/../first_screen/first_screen.py" decided
