"""outcomes.csv, contrasts.csv and series.csv, recomputed from the runs."""

from estimators import BOUNDED, Draws, linearised, mean, own_ratios, pairs_of_programmes, quantile, summary
from estimators import variance_ratio
from set_shares import at_least


class Quantity:
    """An outcome of a group at a window: observed, or a ratio of the means of two that are."""

    def __init__(self, runs, definition, row):
        self.runs = runs
        self.definition = definition
        self.at = row["group"], row["window"]
        self.parts = definition.ratio or (row["outcome"],)
        self.bounds = (0.0, 1.0) if row["unit"] in BOUNDED else None

    def samples(self, arm):
        """Values of an arm, or numerators and denominators."""
        return [self.runs.sample(arm, part, *self.at) for part in self.parts]

    def present(self, arms):
        """Items at which every arm has all that is asked."""
        every = [sample for arm in arms for sample in self.samples(arm)]
        return [None not in values for values in zip(*every)]


def mask(sample, present):
    return [v if p else None for v, p in zip(sample, present)]


def mean_of(samples):
    """Mean over some arms, item by item."""
    return [None if None in v else sum(v) / len(v) for v in zip(*samples)]


def outcome_row(runs, definition, row):
    q, r = Quantity(runs, definition, row), runs.replicates
    samples = q.samples(row["arm"])
    if not definition.ratio:
        return summary(samples[0], r, q.bounds, True)[0]
    present = q.present([row["arm"]])
    x, y = (mask(s, present) for s in samples)
    values = linearised(x, y, r)
    if values is None:
        cells = summary(x, r)[0]
        return {name: cells[name] for name in ("draws", "runs", "missing")}
    return of_ratio(summary(values, r, q.bounds)[0], summary(own_ratios(x, y, r), r, q.bounds)[0])


def of_ratio(over_all, own):
    """Mean and interval are of the ratio over all; what is said of draws is about their own ratios."""
    kept = {name: over_all[name] for name in ("mean", "ci_low", "ci_high", "runs", "missing")}
    return {**own, **kept, "size": max(over_all["size"], own["size"])}


def sides(q, plus, minus, form):
    """Both sides of a contrast, item by item; `form` makes one arm's values of its samples."""
    present = q.present(plus + minus) if q.definition.ratio else None
    shown = lambda arm: [mask(s, present) if present else s for s in q.samples(arm)]
    side = lambda arms: [form(*shown(arm)) for arm in arms]
    a, b = side(plus), side(minus)
    nothing = [None] * q.runs.items  # where an arm's ratio has no value, the side has none
    return [nothing if None in arms else mean_of(arms) for arms in (a, b)]


def less(a, b):
    return [None if v is None or w is None else v - w for v, w in zip(a, b)]


def contrast_row(runs, definition, row):
    q, r = Quantity(runs, definition, row), runs.replicates
    plus, minus = row["arm"].split("+"), row["baseline"].split("+")
    form = (lambda x, y: linearised(x, y, r)) if definition.ratio else (lambda x: x)
    a, b = sides(q, plus, minus, form)
    bounds = (-1.0, 1.0) if q.bounds else None
    cells, draws = summary(less(a, b), r, bounds)
    if definition.ratio:
        own, draws = summary(less(*sides(q, plus, minus, lambda x, y: own_ratios(x, y, r))), r, bounds)
        cells = of_ratio(cells, own)
    cells["difference"] = cells.pop("mean")
    cells["size"] = max((abs(v) for v in a + b if v is not None), default=0.0)
    cells["variance_ratio"] = variance_ratio(a, b, less(a, b), r)
    cells["p_programme"], cells["ties"] = pairs_of_programmes(a, b, r, definition.better, definition.delta)
    if definition.ratio:  # one programme has none
        cells["p_programme"] = cells["ties"] = None
    sign = -1 if definition.better < 0 else 1
    for name, way in (("p_mean", sign), ("p_worse", -sign)):
        cells[name], cells[name + "_low"], cells[name + "_high"] = at_least(draws, way, definition.delta)
    for name, arms in (("spend_baseline", minus), ("spend_arm", plus)):
        cells[name] = mean([mean_spend(runs, arm) for arm in arms])
    return cells


def mean_spend(runs, arm):
    """Mean over draws of all money spent up to the horizon."""
    return mean(Draws(runs.sample(arm, "spend", "all", runs.horizon()), runs.replicates).means)


def series_row(runs, definition, row):
    values = runs.path(row["arm"], row["outcome"], row["group"], int(row["month"]))
    values = [v for v in values if v is not None]
    cells = {"p%02d" % p: quantile(values, p / 100) for p in (5, 25, 50, 75, 95)}
    return {"mean": mean(values), **cells}
