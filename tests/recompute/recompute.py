"""recompute.py PROGRAM FOLDER...: recomputes the tables of results folders from runs.sqlite, and compares every cell.

The second program of two: it shares no line with the first. What outcomes are (direction, smallest difference that
matters, numerator and denominator) `PROGRAM explain` says. Standard library only.
"""

import math
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import budget
import tables
from folder import Runs, table

TOLERANCE = 1e-9  # relative; of cells that are differences, relative to the numbers that they are formed of
ROUNDED = 1e-13  # of the largest number that a cell is formed of: what sums of it round
ENDS = ("p_mean_low", "p_mean_high", "p_worse_low", "p_worse_high")
HALVED = 1e-5  # of these: the other program halves its steps twenty times and stops
MOST_SHOWN = 20
UNCHECKED = {  # words; what is known before any run; and what comes from the other program's own random numbers
    "unit", "currency", "label", "lever", "lever_value", "money_to", "baseline", "dominance", "unbeaten", "frontier",
    "award", "award_indirect", "kind", "spend_low", "spend_high", "acceptability_low", "acceptability_high", "evpi_low",
    "evpi_high", "weighted", "weighted_low", "weighted_high",
}
TABLES = {
    "outcomes.csv": (("arm", "outcome", "group", "window"), tables.outcome_row),
    "contrasts.csv": (("baseline", "arm", "outcome", "group", "window"), tables.contrast_row),
    "series.csv": (("arm", "month", "outcome", "group"), tables.series_row),
}


@dataclass
class Definition:
    better: int  # 1: more is, -1: less is, 0: neither
    delta: float  # smallest difference that matters
    ratio: tuple  # numerator and denominator, or nothing


def define(program, outcome):
    said = subprocess.run([program, "explain", outcome], capture_output=True, text=True, check=True).stdout
    of_outcome = said.split(outcome + " (outcome):", 1)[1].split("\n\n", 1)[0]
    after = lambda words: re.search(r"^ *%s: (.*)$" % words, of_outcome, re.MULTILINE)
    direction = after("better").group(1)
    ratio = after("mean of")
    return Definition(
        {"more": 1, "less": -1}.get(direction, 0),
        float(after("smallest difference that matters").group(1)),
        (ratio.group(1), after("over mean of").group(1)) if ratio else (),
    )


def one_by_one(rows):
    """For a table whose rows have no names: row after row, and none where there should be no more."""
    return lambda row: next(rows, {})


def budget_tables(folder, runs, definitions):
    """Words and rows of a budget's tables; none where the folder is of another command."""
    if not (Path(folder) / "arms.csv").exists():
        return {}
    rows = lambda name: table(folder, name)
    b = budget.Budget(folder, runs, rows, definitions)
    form = budget.Form(b, rows("form.csv"))
    contests = {}
    return {
        "arms.csv": (("arm",), lambda row: budget.arms_row(b, row)),
        "worth.csv": (("unit_worth", "arm"), lambda row: budget.worth_row(b, contests, row)),
        "budget.csv": (("line", "percent", "outcome", "group", "window"), lambda row: budget.line_row(b, row)),
        "form.csv": (("heading", "of", "line"), form.row),
        "psa_costs.csv": ((), one_by_one(budget.psa_rows(b, 0))),
        "psa_effects.csv": ((), one_by_one(budget.psa_rows(b, 1))),
    }


def number(cell):
    return None if cell == "" else float(cell)


def apart(name, theirs, ours, size, blur):
    """Whether two cells differ by more than rounding may. `size`: the largest number that they are formed of; `blur`: how
    sharp the spread over assumptions is, a root of what may be next to nothing."""
    if theirs is None or ours is None:
        return theirs is not ours
    if not math.isfinite(theirs):
        return True
    least = HALVED if name in ENDS else ROUNDED * size
    if name == "sd_parameters" or name.startswith("plausible_"):
        least = max(least, 10 * blur)
    return abs(theirs - ours) > max(TOLERANCE * max(abs(theirs), abs(ours)), least)


def differences(row, cells, words):
    """Cells of a row that are not what they should be, each as text."""
    size, blur = cells.pop("size", 0.0), cells.pop("blur", 0.0)
    for name, cell in row.items():
        if name in words or name in UNCHECKED:
            continue
        theirs, ours = number(cell), cells.get(name)
        if apart(name, theirs, ours, size, blur):
            yield "%s: %s = %s, recomputed %r" % (", ".join(row[w] for w in words), name, cell, ours)


def compare_table(folder, name, words, recompute):
    cells, faults = 0, []
    for row in table(folder, name):
        faults += differences(row, recompute(row), words)
        cells += sum(1 for c in row if c not in words and c not in UNCHECKED)
    return cells, faults


def rows_that_lack(folder, runs):
    """Rows that should be there: of all that an arm has a value of, and of all that both sides of a contrast have."""
    where = ("outcome", "group", "window")
    there = {}
    for row in table(folder, "outcomes.csv"):
        there.setdefault(row["arm"], set()).add(tuple(row[w] for w in where))
    for arm in there:
        for column in runs.columns:
            for window in runs.windows:
                if any(v is not None for v in runs.sample(arm, *column, window)) and (*column, window) not in there[arm]:
                    yield "outcomes.csv", (arm, *column, window)
    sides = {}
    for row in table(folder, "contrasts.csv"):
        sides.setdefault((row["baseline"], row["arm"]), set()).add(tuple(row[w] for w in where))
    for side, keys in sides.items():
        both = set.intersection(*(there[arm] for arm in "+".join(side).split("+")))
        for key in both ^ keys:
            yield "contrasts.csv", side + key


def compare_folder(program, folder, known):
    """Prints what differs; returns how many cells do."""

    def define_once(outcome):
        if outcome not in known:
            known[outcome] = define(program, outcome)
        return known[outcome]

    runs, wrong = Runs(folder), 0

    def ask(form):
        start_values = {} if runs.varies else {"draws": 0}
        return lambda row: {**form(runs, define_once(row["outcome"]), row), **start_values}

    every = {name: (words, ask(form)) for name, (words, form) in TABLES.items()}
    every.update(budget_tables(folder, runs, define_once))
    for name, words in rows_that_lack(folder, runs):
        wrong += 1
        print("%s/%s: no such row, or one too many: %s" % (folder, name, ", ".join(words)))
    for name, (words, form) in every.items():
        cells, faults = compare_table(folder, name, words, form)
        wrong += len(faults)
        print("%s/%s: %d cells, %d differ" % (folder, name, cells, len(faults)), flush=True)
        for fault in faults[:MOST_SHOWN]:
            print("    " + fault)
    return wrong


def main(program, folders):
    known = {}
    wrong = sum(compare_folder(program, folder, known) for folder in folders)
    return 1 if wrong or not folders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
