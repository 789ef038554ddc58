"""What a results folder holds: the runs of runs.sqlite, and the cells of its tables.

Values are doubles, packed in segments of 1,024 (sim/store/store_pack.c): column c at window w stands at c * windows + w of
a run's outcomes, month m of path s at s * months + m of its series (sim/store/store.h). Not a number: missing, None here.
"""

import csv
import sqlite3
import struct
import zlib
from pathlib import Path


SEGMENT = 1024


def by_differences(plain):
    """Bytes of words, from their differences, the lowest bytes of all first."""
    n, word, out = len(plain) // 8, 0, []
    for k in range(n):
        word = (word + int.from_bytes(plain[k::n], "little")) % 2**64
        out.append(word.to_bytes(8, "little"))
    return b"".join(out)


def numbers_of(blob, n, is_path):
    segments = -(-n // SEGMENT)
    ends = struct.unpack_from("<%dI" % segments, blob)
    parts = [blob[4 * segments + a : 4 * segments + b] for a, b in zip((0,) + ends, ends)]
    plain = [zlib.decompress(part, -15) for part in parts]
    doubles = b"".join(map(by_differences, plain) if is_path else plain)
    return [None if x != x else x for x in struct.unpack("<%dd" % n, doubles)]


class Runs:
    """All runs of a folder. Item i is history i % replicates of set of assumptions i // replicates."""

    def __init__(self, folder):
        database = sqlite3.connect("file:%s?mode=ro" % (Path(folder) / "runs.sqlite"), uri=True)
        ask = lambda question: database.execute(question).fetchall()
        self.meta = dict(ask("SELECT key, value FROM meta"))
        self.replicates = int(self.meta["replicates"])
        self.varies = self.meta["varies"] != "0"
        self.arms = [name for name, in ask("SELECT name FROM arms ORDER BY arm")]
        self.labels = ask("SELECT label, name FROM arms")
        self.columns = ask('SELECT outcome, "group" FROM columns ORDER BY "column"')
        self.units = dict(ask('SELECT outcome, unit FROM columns'))
        self.windows = [text for text, in ask('SELECT text FROM windows ORDER BY "window"')]
        self.paths = ask('SELECT "column", months FROM series ORDER BY series')
        rows = ask("SELECT arm, outcomes, series FROM runs ORDER BY item, arm")
        self.items = len(rows) // len(self.arms)
        self.values = [[] for _ in self.arms]
        self.months = [[] for _ in self.arms]
        n_values, n_months = len(self.columns) * len(self.windows), sum(months for _, months in self.paths)
        for arm, outcomes, series in rows:
            self.values[arm].append(numbers_of(outcomes, n_values, False))
            self.months[arm].append(numbers_of(series, n_months, True))

    def horizon(self):
        """The window at the horizon: the last calendar month of all."""
        return max((text for text in self.windows if text.isdigit()), key=int)

    def sample(self, arm, outcome, group, window):
        """One value an item; None where the study does not observe it."""
        if (outcome, group) not in self.columns:
            return None
        at = self.columns.index((outcome, group)) * len(self.windows) + self.windows.index(window)
        return [run[at] for run in self.values[self.arms.index(arm)]]

    def path(self, arm, outcome, group, month):
        for s, (column, months) in enumerate(self.paths):
            if self.columns[column] == (outcome, group):
                return [run[s * months + month] for run in self.months[self.arms.index(arm)]]
        return None


def table(folder, name):
    """Rows of a CSV file, by column."""
    with open(Path(folder) / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
