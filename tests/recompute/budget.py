"""arms.csv, worth.csv, psa_costs.csv, psa_effects.csv, budget.csv and form.csv of a budget, recomputed from the runs.

What form.csv asks for comes from the study, before any run, and is taken as it stands; sums and spend are recomputed.

Budgets that give outcomes a price or a weight are not recomputed. Nor are the intervals of acceptability and EVPI: they
come from samples of sets, which are drawn by the other program's own random numbers.
"""

import json
import math
import re
from pathlib import Path

from estimators import Draws, interval, mean, standard_error
from distributions import student_quantile
from matrices import covariance, drawn_in
from tables import less

FEWEST = 20  # draws below which information has no value


class Budget:
    def __init__(self, folder, runs, rows, definitions):
        self.runs, self.r = runs, runs.replicates
        first = rows("budget.csv")[0]
        self.aim = first["outcome"], first["group"], first["window"]
        self.better = definitions(first["outcome"]).better
        self.arms = [row["arm"] for row in rows("arms.csv")]
        self.baseline = rows("arms.csv")[0]["baseline"]
        sources = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))["sources"]
        self.study = "\n".join(source["text"] for source in sources)
        self.arm = re.search(r'budget *= *\{[^{}]*?arm *= *"([^"]*)"', self.study).group(1)
        names = dict(runs.labels)
        self.costs = {row["line"]: row for row in rows("form.csv") if row["kind"]}
        dose = lambda line, percent: names["%s, %+d %%" % (self.label(line, percent), percent)]
        self.dosed = lambda line, percent: self.arm if percent == 0 else dose(line, percent)

    def label(self, line, percent):
        """A line that the study does not state is a cost's, whose cuts may have two readings."""
        cost, dot, reading = line.partition(".")
        if cost in self.costs:
            return self.costs[cost]["label"] + (", " + reading if dot and percent < 0 else "")
        return self.said(line, "label", r'"([^"]*)"') or line

    def said(self, line, key, value):
        """What the study says of a line, or nothing."""
        found = re.search(r"\b%s *= *\{[^{}]*?\b%s *= *%s" % (line, key, value), self.study)
        return found and found.group(1)

    def spend_groups(self, line):
        """Groups of spend that make up a line, as the study says."""
        cost = self.costs.get(line.partition(".")[0])
        if cost:
            return ["cost:%s.%s" % (cost["of"], cost["line"])]
        return re.findall(r'"([^"]*)"', self.said(line, "spend", r"\[([^\]]*)\]"))

    def money(self, arm, groups=("all",), window=None, outcome="spend"):
        parts = [self.runs.sample(arm, outcome, g, window or self.runs.horizon()) for g in groups]
        return [None if None in v else math.fsum(v) for v in zip(*parts)]

    def both(self, arm):
        """Cost and effect of the runs that have both."""
        cost, effect = self.money(arm), self.runs.sample(arm, *self.aim)
        pairs = [(None, None) if None in p else p for p in zip(cost, effect)]
        return [list(x) for x in zip(*pairs)]

    def by_draw(self, sample):
        draws = Draws(sample, self.r)
        out = [None] * (-(-len(sample) // self.r))
        for d, m in zip(draws.number, draws.means):
            out[d] = m
        return out

    def known(self, sample):
        return Draws(sample, self.r).means

    def benefits(self, worth, arm):
        """Net benefit by draw, and by run; more is better."""
        cost, effect = self.both(arm)
        net = lambda c, e: [None if v is None else worth * self.better * w - v for v, w in zip(c, e)]
        return net(self.by_draw(cost), self.by_draw(effect)), net(cost, effect)


def with_interval(cells, name, values):
    """Mean and interval of one value a draw."""
    draws = Draws(values, 1)
    cells[name] = mean(draws.means)
    cells[name + "_low"], cells[name + "_high"] = interval(draws)
    cells["size"] = max([cells.get("size", 0.0)] + [abs(m) for m in draws.means])
    return cells


def fieller(above, below):
    """Ratio of means over draws that have both, and its interval; nothing where that has no end."""
    pairs = [(None, None) if None in p else p for p in zip(above, below)]
    y, x = (Draws(list(v), 1) for v in zip(*pairs))
    if len(x.means) < 2:
        return None, None, None
    (sy, units), (sx, _) = standard_error(y), standard_error(x)
    both = Draws([None if None in p else p[0] + p[1] for p in pairs], 1)
    sxy = (standard_error(both)[0] ** 2 - sy ** 2 - sx ** 2) / 2
    t2, my, mx = student_quantile(0.025, units - 1) ** 2, mean(y.means), mean(x.means)
    a, b, c = mx * mx - t2 * sx ** 2, mx * my - t2 * sxy, my * my - t2 * sy ** 2
    if not a > 0:
        return None, None, None
    root = math.sqrt(max(b * b - a * c, 0))
    return my / mx, (b - root) / a, (b + root) / a


def arms_row(b, row):
    """Against the baseline, over draws in which both have a cost and an effect."""
    (c, e), (c0, e0) = b.both(row["arm"]), b.both(b.baseline)
    cost = less(b.by_draw(c), b.by_draw(c0))
    effect = [None if v is None else b.better * v for v in less(b.by_draw(e), b.by_draw(e0))]
    cells = {"draws": sum(v is not None for v in cost)}
    with_interval(cells, "cost", cost)
    with_interval(cells, "effect", effect)
    present = lambda arm: b.by_draw(
        [p if v is not None else None for p, v in zip(b.money(arm, outcome="spend_present_value"), b.both(arm)[0])]
    )
    with_interval(cells, "present_cost", less(present(row["arm"]), present(b.baseline)))
    clear = lambda name: (cells[name + "_low"] > 0) - (cells[name + "_high"] < 0)
    names = "icer", "icer_low", "icer_high"
    trade_off = clear("cost") and clear("cost") == clear("effect")
    cells.update(zip(names, fieller(cost, effect) if trade_off else (None,) * 3))
    return cells


class Contest:
    """Which arm is best, set by set, at one worth of a unit: increments over the first arm, chance taken out."""

    def __init__(self, b, worth):
        nets = [b.benefits(worth, arm) for arm in b.arms]
        complete = [d for d in range(len(nets[0][0])) if all(net[0][d] is not None for net in nets)]
        rows = [tuple(net[0][d] for d in complete) for net in nets]
        firsts = [k for k in range(len(rows)) if rows.index(rows[k]) == k]
        self.who = [firsts.index(rows.index(row)) for row in rows]
        self.draws = len(complete)
        seen = [[rows[k][d] - rows[0][d] for k in firsts[1:]] for d in range(self.draws)]
        chances = []
        for d in complete:
            every = list(zip(*[nets[k][1][d * b.r : (d + 1) * b.r] for k in range(len(nets))]))
            every = [[v[k] - v[0] for k in firsts[1:]] for v in every if None not in v]
            if len(every) > 1:
                chances.append([[v / len(every) for v in line] for line in covariance(every)[1]])
        k = range(len(firsts) - 1)
        within = [[mean([c[i][j] for c in chances]) for j in k] for i in k]
        centre, total = covariance(seen)
        wide = lambda m: [[0.0] * len(firsts)] + [[0.0] + row for row in m]
        self.total, self.within, self.mean = wide(total), wide(within), [0.0] + centre
        self.sets = [[0.0] + row for row in drawn_in(seen, within)]
        self.best = self.mean.index(max(self.mean))

    def shares(self):
        """By arm; arms with the same net benefit in every set part what they get."""
        got = [0.0] * len(self.mean)
        for row in self.sets:
            winners = [i for i, v in enumerate(row) if v >= max(row)]
            arms = sum(self.who.count(i) for i in winners)
            for i in winners:
                got[i] += self.who.count(i) / arms / len(self.sets)
        return [got[i] / self.who.count(i) for i in self.who]

    def chance(self):
        order = sorted(range(len(self.mean)), key=lambda i: (-self.mean[i], i))
        if len(order) < 2:
            return None
        between = lambda m: m[order[0]][order[0]] + m[order[1]][order[1]] - 2 * m[order[0]][order[1]]
        return min(between(self.within) / between(self.total), 1) if between(self.total) > 0 else None

    def evpi(self):
        return mean([max(row) - row[self.best] for row in self.sets]) if self.draws >= FEWEST else None


def worth_row(b, contests, row):
    worth, at = float(row["unit_worth"]), b.arms.index(row["arm"])
    if row["unit_worth"] not in contests:
        contests[row["unit_worth"]] = Contest(b, worth)
    contest = contests[row["unit_worth"]]
    net, base = b.benefits(worth, row["arm"])[0], b.benefits(worth, b.baseline)[0]
    cells = with_interval({}, "net_benefit", less(net, base))
    cells["draws"], cells["chance"], cells["evpi"] = contest.draws, contest.chance(), contest.evpi()
    if row["acceptability"]:  # empty where its interval, which is not recomputed, is too wide
        cells["acceptability"] = contest.shares()[at]
    return cells


def line_row(b, row):
    arm = b.dosed(row["line"], int(row["percent"]))
    aim = row["outcome"], row["group"], row["window"]
    change = less(b.runs.sample(arm, *aim), b.runs.sample(b.arm, *aim))
    groups = b.spend_groups(row["line"])
    cells = {"draws": len(b.known(change)), "runs": sum(v is not None for v in change)}
    money = less(b.money(arm), b.money(b.arm))
    moved = less(b.money(arm, groups), b.money(b.arm, groups))
    for name, values in (("effect", change), ("money", money), ("moved", moved)):
        with_interval(cells, name, b.by_draw(values))
    of = fieller(b.by_draw(change), b.by_draw(moved))
    cells.update(zip(("per_1000", "per_1000_low", "per_1000_high"), [v if v is None else 1000 * v for v in of]))
    return cells


def cents(x):
    return math.floor(100 * x + 0.5)


class Form:
    """What is asked for, spent and left, in whole cents, line by line; then by heading, and in all."""

    def __init__(self, b, rows):
        self.b, self.lines = b, [row for row in rows if row["kind"]]
        self.cells = [self.line(row) for row in self.lines]

    def line(self, row):
        """Spend of the line's group, times what is asked for of what it costs."""
        horizon = int(self.b.runs.horizon())
        ends = [str(min(12 * k, horizon)) for k in range(1, -(-horizon // 12) + 1)]
        share = float(row["asked"]) / float(row["cost"]) if float(row["cost"]) else 0
        out = {name: cents(float(row[name])) for name in ("cost", "in_kind", "own", "base") if row[name]}
        years = [name[len("ask_"):] for name in row if name.startswith("ask_year_")]
        for k, year in enumerate(years):
            out["ask_" + year] = cents(float(row["ask_" + year]))
            out["spend_" + year] = self.spent(row, share, ends[k], ends[k - 1] if k else None) if k < len(ends) else 0
            out["left_" + year] = out["ask_" + year] - out["spend_" + year]
        for total, part in (("asked", "ask_"), ("spend", "spend_"), ("left", "left_")):
            out[total] = sum(out[part + year] for year in years)
        return out

    def spent(self, row, share, end, before):
        if share == 0:
            return 0
        group = ("cost:%s.%s" % (row["of"], row["line"]),)
        now = self.b.money(self.b.arm, group, end)
        return cents(share * mean(self.b.known(less(now, self.b.money(self.b.arm, group, before)) if before else now)))

    def row(self, row):
        same = lambda line: row["line"] == "all" or line["heading"] == row["heading"]
        if row["kind"]:
            same = lambda line: all(line[name] == row[name] for name in ("heading", "of", "line"))
        found = [cells for line, cells in zip(self.lines, self.cells) if same(line)]
        return {name: sum(cells[name] for cells in found) / 100 for name in found[0]}


def psa_rows(b, which):
    """Cells of psa_costs.csv (which 0) or psa_effects.csv (1), row by row: draws in which every arm has both, and
    effects turned so that more is better."""
    cells = {arm: [b.by_draw(side) for side in b.both(arm)] for arm in b.arms}
    turned = -1 if which and b.better < 0 else 1
    for draw in range(len(cells[b.arms[0]][0])):
        if all(side[draw] is not None for sides in cells.values() for side in sides):
            yield {arm: turned * sides[which][draw] for arm, sides in cells.items()}
