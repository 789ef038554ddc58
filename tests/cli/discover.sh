# discover.sh: the same bytes for any number of threads; candidates can be pasted and tested; replay; resume.
set -eu
cp "$TESTS/small.cfg" .
cat >circumstances.cfg <<TEXT
@include "small.cfg"
distribution = "uniform"; # so wide that it is better at some points and not at others
discover = {
  plus = "parachute";  minus = "stay";  outcome = "participants";  window = "12";  direction = "up";
  at_least = 10.0;  points = 90;  assumptions = 30;
  contexts = {
    direct = { label = "People reached directly"; low = 0; high = 400; keys = ["community.direct_people"]; };
    members = { label = "Associations"; low = 1; high = 12; keys = ["organisations.association.count"]; };
    crisis = { label = "Crisis"; choices = { none = { label = "none"; };
      early = { label = "early"; changes = { shocks = { crisis = { label = "Crisis"; start = 3; months = 6; }; }; }; }; }; };
  };
};
TEXT
# 3 arms of the study, and 2 with and without each of the mechanisms, for each of 16 boxes at most
mechanisms=$(rapport explain --format csv | grep -c '^mechanism,')
rapport check circumstances.cfg --draws 2 --replicates 1 |
    grep -q "rapport discover. would run .* and, beside them, up to $((16 * 2 * (3 + 2 * (1 + mechanisms)))) of one arm"
rapport discover circumstances.cfg --draws 2 --replicates 1 --threads 1 --quiet --plot none --out one >said
rapport discover circumstances.cfg --draws 2 --replicates 1 --threads 3 --quiet --plot none --out three >/dev/null
for file in boxes.csv trajectories.csv points.csv candidates.cfg; do
    cmp one/$file three/$file
done
grep -q '^Circumstances in which it is better' said
grep -q 'People reached directly *above' said # whom the parachute asks itself
rapport replay one --quiet | grep -q '^identical'
rapport discover circumstances.cfg --draws 2 --replicates 1 --quiet --plot none --out one --format json | grep -q '"contexts_better"'
# what was found can be tested as it is
grep -q 'contexts_better_1' one/candidates.cfg
printf '@include "small.cfg"\n@include "one/candidates.cfg"\n' >both.cfg
rapport test both.cfg --draws 2 --replicates 1 --seed 5 --quiet --plot none --out tested >said
grep -q 'sets of assumptions' said
