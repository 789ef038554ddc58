for set in horizn=5 horizon=0 horizon=1e400 horizon=abc teams.focal.polcy=sustained teams.focal.policy=sustaned \
    arms.nobody.changes.horizon=5 parameters.trust_breach=99; do
    rapport compare "$TESTS/small.cfg" --set "$set" --out out
    echo "$set: $?"
done
ls
