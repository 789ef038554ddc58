"""The estimators of sim/analysis/METHODS.md, written a second time from what that page says.

A sample is a list of one value an item; `runs` items in a row are the histories of one set of assumptions (a draw). None:
missing. Sums are exact (fsum), so that what is left between the two programs is the other one's rounding.
"""

import math
from distributions import f_below, student_quantile
from set_errors import Errors

SHEET = 5  # draws of a sheet of the Latin hypercube
FEWEST_SHEETS = 4  # fewer say too little of their own spread
ROUNDING = 1e-9  # of the smallest difference that matters
Z95 = 1.959963984540054
BOUNDED = {"share", "0-1", "probability"}


def mean(x):
    """Counted from the first value, so that the mean of equal ones is that value."""
    return x[0] + math.fsum(v - x[0] for v in x) / len(x) if x else None


def squares(x):
    """Sum of squared deviations from the mean."""
    m = mean(x)
    return math.fsum((v - m) ** 2 for v in x)


def variance(x):
    return squares(x) / (len(x) - 1) if len(x) > 1 else None


def quantile(x, q):
    """Type 7 of Hyndman & Fan (1996): linear between order statistics."""
    if not x:
        return None
    x = sorted(x)
    place = q * (len(x) - 1)
    below = math.floor(place)
    return x[below] + (place - below) * (x[min(below + 1, len(x) - 1)] - x[below])


class Draws:
    """A sample by draw: which have a value, their means, and the variance within them."""

    def __init__(self, sample, runs):
        groups = [sample[i : i + runs] for i in range(0, len(sample), runs)]
        kept = [(d, [v for v in g if v is not None]) for d, g in enumerate(groups)]
        kept = [(d, g) for d, g in kept if g]
        self.number = [d for d, _ in kept]
        self.means = [mean(g) for _, g in kept]
        self.inverse = mean([1 / len(g) for _, g in kept])
        self.freedom = sum(len(g) - 1 for _, g in kept)
        self.runs = sum(len(g) for _, g in kept)
        within = math.fsum(squares(g) for _, g in kept)
        self.within = within / self.freedom if self.freedom else None

    def chance(self):
        """What the histories' luck adds to the variance of the means."""
        return None if self.within is None else self.within * self.inverse

    def excess(self):
        """Variance of the means less that: of the assumptions alone; may fall below 0."""
        between = variance(self.means)
        return None if between is None or self.within is None else between - self.chance()

    def shrinkage(self):
        excess, between = self.excess(), variance(self.means)
        return None if excess is None else math.sqrt(max(0, excess) / between) if between else 0.0


def units_of(draws):
    """Independent units: sheets of draws (size, sum of values), or draws where there are too few sheets."""
    sheets = {}
    for d, m in zip(draws.number, draws.means):
        sheets.setdefault(d // SHEET, []).append(m)
    if len(sheets) >= FEWEST_SHEETS:
        return list(sheets.values())
    return [[m] for m in draws.means]


def standard_error(draws):
    """Of the mean over draws, and the number of units that it rests on."""
    n, m = len(draws.means), mean(draws.means)
    if n == 1:
        return (math.sqrt(draws.within / draws.runs), draws.runs) if draws.within is not None else (None, 1)
    units = units_of(draws)
    off = math.fsum(math.fsum(v - m for v in unit) ** 2 for unit in units)
    h = len(units)
    return math.sqrt(h / (h - 1) * off) / n, h


def within_bounds(m, reach, low, high):
    """Wilson's interval for a level between two bounds, as a share from clusters has it; else cut off."""
    p, q = (m - low) / (high - low), reach / (high - low)
    if low >= 0 and 0 < p < 1 and q > 0:
        size = p * (1 - p) / q ** 2  # t^2 is in both
        middle = (p + 1 / (2 * size)) / (1 + 1 / size)
        half = math.sqrt(q * q + 1 / (4 * size * size)) / (1 + 1 / size)
        ends = low + (middle - half) * (high - low), low + (middle + half) * (high - low)
    else:
        ends = m - reach, m + reach
    return max(ends[0], min(low, m)), min(ends[1], max(high, m))


def interval(draws, bounds=None):
    """95 % Monte Carlo interval of the mean over draws."""
    if not draws.means:
        return None, None
    error, units = standard_error(draws)
    if error is None or units < 2:
        return None, None
    m, reach = mean(draws.means), student_quantile(0.025, units - 1) * error
    return within_bounds(m, reach, *bounds) if bounds else (m - reach, m + reach)


def blur_of_root(excess, between):
    """How far rounding moves the root of a small difference of variances, such as sd_parameters."""
    most = 1e-6 * math.sqrt(between)
    return min(most, 1e-13 * between / math.sqrt(excess)) if excess > 0 else most


def is_told(draws):
    """Whether the means differ by more than chance makes them differ: F test of the two variances at 5 %."""
    chance, silent = draws.chance(), 1e-12 * mean(draws.means)
    if chance <= silent * silent:
        return True
    return f_below(variance(draws.means) / chance, len(draws.means) - 1, draws.freedom) > 0.95


def end_interval(centre, end, error, spread, bounds):
    """Where an end of the range may lie, inside what is possible; `error` of an end of a normal distribution."""
    far = abs(end - centre)
    if far == 0 or error == 0:
        return end, end
    farther = far / (Z95 * spread)
    times = math.exp(Z95 * error * (farther ** 2 if farther > 1 else farther) / far)
    low, high = sorted((centre + (end - centre) * times, centre + (end - centre) / times))
    return (max(low, min(bounds[0], end)), min(high, max(bounds[1], end))) if bounds else (low, high)


def plausible(draws, bounds):
    """Cells of the range: the middle 95 % of draws' means, drawn in towards their mean."""
    m, spread = mean(draws.means), math.sqrt(max(0, draws.excess()))
    if not is_told(draws):
        return {}
    error = 0.0
    if spread > 0:
        errors = Errors(spread, draws.chance(), draws.freedom, len(draws.means), 0)
        error = spread * math.sqrt(errors.at(Z95)) / (math.exp(-Z95 * Z95 / 2) / math.sqrt(2 * math.pi))
    cells = {}
    for name, q in (("plausible_low", 0.025), ("plausible_high", 0.975)):
        cells[name] = m + draws.shrinkage() * (quantile(draws.means, q) - m)
        cells[name + "_low"], cells[name + "_high"] = end_interval(m, cells[name], error, spread, bounds)
    return cells


def summary(sample, runs, bounds=None, quantiles=False):
    """Cells that outcomes.csv and contrasts.csv share, and the sample by draw."""
    draws = Draws(sample, runs)
    cells = {"draws": len(draws.means), "runs": draws.runs, "missing": len(sample) - draws.runs}
    cells["size"] = max((abs(v) for v in sample if v is not None), default=0.0)
    cells["mean"] = mean(draws.means)
    cells["ci_low"], cells["ci_high"] = interval(draws, bounds)
    cells["sd_chance"] = None if draws.within is None else math.sqrt(draws.within)
    excess = draws.excess()
    if excess is not None:
        cells["sd_parameters"] = math.sqrt(max(0, excess))
        cells["blur"] = blur_of_root(excess, variance(draws.means))
        cells.update(plausible(draws, bounds))
    if quantiles:
        for name, q in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95)):
            cells[name] = quantile([v for v in sample if v is not None], q)
    return cells, draws


def apart_from_nothing(draws):
    """Whether the interval of the mean leaves out 0; where there is no interval, whether the mean is another number."""
    low, high = interval(draws)
    return bool(mean(draws.means)) if low is None else not low <= 0 <= high


def linearised(x, y, runs):
    """Values whose mean is the ratio of means of x and y (Cochran 1977, 6.4); None where mean y is not told from 0."""
    return around_ratio(x, y, runs) if apart_from_nothing(Draws(y, runs)) else None


def around_ratio(x, y, runs):
    above, below = (mean(Draws(v, runs).means) for v in (x, y))  # both have the same items
    if not below:
        return None
    ratio = above / below
    return [None if a is None else ratio + (a - ratio * b) / below for a, b in zip(x, y)]


def own_ratios(x, y, runs):
    """The same, of each draw by itself: values whose mean is the draw's own ratio."""
    out = []
    for i in range(0, len(x), runs):
        part = around_ratio(x[i : i + runs], y[i : i + runs], runs)
        out += part if part else [None] * len(x[i : i + runs])
    return out


def pairs_of_programmes(a, b, runs, better, delta):
    """How often a does better than b with luck of its own in the same draw, and how often they are equal."""
    better_pairs = equal = every = 0
    for i in range(0, len(a), runs):
        for r, one in enumerate(a[i : i + runs]):
            for s, other in enumerate(b[i : i + runs]):
                if r == s or one is None or other is None:
                    continue
                off = (one - other) * (-1 if better < 0 else 1)
                every += 1
                equal += abs(off) <= ROUNDING * delta
                better_pairs += off > ROUNDING * delta
    return (better_pairs / every, equal / every) if every else (None, None)


def variance_ratio(a, b, difference, runs):
    """Variance of paired differences over that of unpaired ones, within draws, over runs that both have."""
    of = lambda x: Draws([None if d is None else v for v, d in zip(x, difference)], runs).within
    if of(a) is None or of(a) + of(b) <= 0:
        return None
    return of(difference) / (of(a) + of(b))
