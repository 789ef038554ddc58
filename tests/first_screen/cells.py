"""A results folder's tables, and the cells that data-cells names (plots/page/traced.h)."""

import csv
import json
import math
from pathlib import Path

KEYS = {
    "outcomes.csv": ("arm", "outcome", "group", "window"),
    "contrasts.csv": ("baseline", "arm", "outcome", "group", "window"),
    "certainty.csv": ("contrast", "outcome", "group", "window", "rule"),
    "deciders.csv": ("contrast", "outcome", "group", "window", "input"),
    "sensitivity.csv": ("baseline", "arm", "outcome", "group", "window", "factor"),
    "names.csv": ("kind", "name"),
    "marks.csv": ("contrast", "outcome", "group", "window", "mark"),
}
ENOUGH_SETS = 30


def number(text):
    return float(text) if text else math.nan


class Folder:
    def __init__(self, folder):
        self.path = Path(folder)
        self.manifest = json.loads((self.path / "manifest.json").read_text(encoding="utf-8"))
        self.tables = {name: self.read(name) for name in KEYS}
        self.inputs = self.read("inputs.csv")
        self.rows = {name: {} for name in KEYS}
        for name, rows in self.tables.items():
            for row in rows:
                self.rows[name].setdefault("/".join(row[k] for k in KEYS[name]), row)

    def read(self, name):
        path = self.path / name
        if not path.exists():
            return []
        with path.open(newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    def row(self, cell):
        """The row of "FILE ROW COLUMN", and the column."""
        file, rest = cell.split(" ", 1)
        key, column = rest.rsplit(" ", 1)
        return self.rows[file][key], column

    def value(self, cell):
        row, column = self.row(cell)
        first, *taken = column.split("-")
        if taken:  # what is left of 1
            return float(first) - sum(number(row[c]) for c in taken)
        return number(row[column])

    def labels(self, *kinds):
        return [row["label"] for row in self.tables["names.csv"] if row["kind"] in kinds]

    def count(self, kind):
        return sum(row["kind"] == kind for row in self.tables["names.csv"])

    def outcome(self, row):
        return self.rows["names.csv"]["outcome/" + row["outcome"]]

    def sets(self):
        return max(1, self.manifest["options"]["draws_now"])

    def claim(self, row):
        """What may be said of a row of contrasts.csv: none, few, near, small, better or worse (higher and lower too)."""
        outcome = self.outcome(row)
        delta, better = float(outcome["matters"]), float(outcome["better"]) or 1
        low, high = sorted((better * number(row["ci_low"]), better * number(row["ci_high"])))
        draws = int(row["draws"]) if self.manifest["options"]["draws_now"] else 1
        if math.isnan(number(row["difference"])):
            return "none"
        if draws < ENOUGH_SETS and 2 * draws < self.sets():
            return "few"
        if math.isnan(low):
            return "near"
        slack = delta * (1 - 1e-12)
        if low >= slack:
            return "better"
        if -high >= slack:
            return "worse"
        return "near" if -low >= slack or high >= slack else "small"
