"""In how many sets of assumptions a difference is at least a size, chance taken out of the sets' means; with its interval.

Written from the section "In how many sets of assumptions" of sim/analysis/METHODS.md.
"""

import math
from operator import mul
from distributions import normal_below, normal_quantile
from estimators import ROUNDING, Z95, mean, variance
from set_errors import Errors

CELLS, STEPS, PRIOR = 48, 20, 64
HALVINGS = 30
SILENT = 1e-12  # chance that rounding makes, as a share of the variance of means


def wilson(k, n):
    p, z = k / n, Z95
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (0.0 if k == 0 else middle - half), (1.0 if k == n else middle + half)


def between_sets(spread, chance, sets):
    """Posterior mean of the standard deviation between sets, flat prior up to three times that of their means."""
    places = [3 * math.sqrt(spread) * (k + 0.5) / PRIOR for k in range(PRIOR)]
    fit = [-(sets - 1) / 2 * (math.log(t * t + chance) + spread / (t * t + chance)) for t in places]
    weight = [math.exp(f - max(fit)) for f in fit]
    return math.fsum(w * t for w, t in zip(weight, places)) / math.fsum(weight)


def share_above(means, size, between, chance):
    """Share of the sets from `size` on: a normal start, then STEPS steps of expectation and maximisation."""
    centre = mean(means)
    half = max([4 * between] + [abs(m - centre) for m in means])
    width = 2 * half / CELLS
    edge = round((size - centre) / width) + CELLS // 2
    start = size - edge * width
    cell = [start + (j + 0.5) * width for j in range(CELLS)]
    mass = [math.exp(-(((c - centre) / between) ** 2) / 2) for c in cell]
    mass = [m / math.fsum(mass) for m in mass]
    seen = [0.0] * CELLS
    for m in means:
        seen[min(max(math.floor((m - start) / width), 0), CELLS - 1)] += 1 / len(means)
    blur = [math.exp(-((j * width) ** 2) / (2 * chance)) for j in range(CELLS)]
    seen = [(share, [blur[abs(j - k)] for j in range(CELLS)]) for k, share in enumerate(seen) if share > 0]
    columns = list(zip(*(row for _, row in seen)))
    for _ in range(STEPS):
        expected = [math.fsum(map(mul, row, mass)) for _, row in seen]
        weights = [share / e if e > 0 else 0.0 for (share, _), e in zip(seen, expected)]
        back = [math.fsum(map(mul, weights, column)) for column in columns]
        mass = list(map(mul, mass, back))
    return math.fsum(mass[max(0, edge) :]) / math.fsum(mass)


def most_beyond(size, centre, spread, chance, sets):
    """Cantelli's bound, with mean and variance between sets as high as the means allow."""
    part = 2 / (9 * (sets - 1))
    root = 1 - part - Z95 * math.sqrt(part)
    off = size - centre - Z95 * math.sqrt(spread / sets)
    if root <= 0 or off <= 0:
        return 1.0
    highest = max(0, spread / root ** 3 - chance)
    return highest / (highest + off * off)


def farthest(share, far, errors):
    """The share farthest from `share`, on the way to normal quantile `far`, that it does not speak against."""
    if share <= 0 and far < 0 or share >= 1 and far > 0:
        return share
    near = normal_quantile(min(max(share, 1e-9), 1 - 1e-9))
    for _ in range(HALVINGS):
        z = (near + far) / 2
        if abs(share - normal_below(z)) <= Z95 * math.sqrt(errors.at(z)):
            near = z
        else:
            far = z
    return normal_below(near)


def at_least(draws, sign, least):
    """Share of sets whose expected value, times `sign`, is at least `least`, with its interval."""
    sets, spread = len(draws.means), variance(draws.means)
    if sets < 2 or draws.within is None:
        return None, None, None
    means = [sign * m for m in draws.means]
    chance = draws.chance()
    if chance <= SILENT * spread:
        count = sum(m > 0 and m >= least - ROUNDING * least for m in means)
        return (count / sets, *wilson(count, sets))
    between = between_sets(spread, chance, sets)
    size = least * (1 - ROUNDING) if least > 0 else 1e-9 * between
    share = share_above(means, size, between, chance)
    errors = Errors(between, chance, draws.freedom, sets, STEPS)
    low = max(1 - most_beyond(-size, -mean(means), spread, chance, sets), farthest(share, -8.0, errors))
    high = min(most_beyond(size, mean(means), spread, chance, sets), farthest(share, 8.0, errors))
    return share, min(share, low), max(share, high)
