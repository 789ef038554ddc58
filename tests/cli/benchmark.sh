# The benchmark that users are given comes out as it stands there.
rapport --version | grep -q '^Arithmetic: musl' || { echo "figures repeat to rounding here"; exit 77; }
sh "$TESTS/../../scenarios/benchmark/check.sh" "$(command -v rapport)"
