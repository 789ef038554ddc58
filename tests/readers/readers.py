"""readers.py: plots/readers/rapport.py reads what is written, cell by cell, says what is wrong, and draws the page's
classes.

Called by tests/cli/readers_python.sh in a folder that form.sh has filled.
"""

import csv
import functools
import math
import sys

import pandas

sys.path.insert(0, "plots/readers")
import rapport  # noqa: E402

read = functools.cache(rapport.read)  # a folder is looked at many times and changed never

COMMANDS = ["compare", "run", "test", "validate", "discover", "budget", "sensitivity", "calibrate"]
BEYOND = {"test": "propositions", "validate": "quantities", "discover": "trajectories", "budget": "cuts",
          "sensitivity": "luck", "calibrate": "calibration_ranks", "compare": "contrasts", "run": "story"}


def same_cell(cell, value):
    """Whether a cell as it is written is the value as it was read."""
    if cell == "":
        return pandas.isna(value)
    if isinstance(value, str):
        return value == (cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell)
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return cell == ("true" if value else "false")
    return float(cell) == value or abs(float(cell) - value) <= 1e-15 * abs(value)


def every_cell_is_read_as_it_is_written():
    seen = set()
    for command in COMMANDS:
        results = read(command)
        assert BEYOND[command] in results.frames, command
        for name, frame in results.frames.items():
            with open(f"{command}/{name}.csv", encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            assert list(frame.columns) == header and len(frame) == len(rows)
            for row, values in zip(rows, frame.itertuples(index=False, name=None)):
                for cell, value in zip(row, values):
                    assert same_cell(cell, value), (command, name, row, cell, value)
            known = frame.attrs["columns"]
            assert set(header) == set(known) and all(k["meaning"] for k in known.values()), (name, header)
            seen.add(name)
    assert len(seen) >= 34, seen


def names_stand_in_the_studys_order():
    results = read("compare")
    assert list(results.outcomes.arm.cat.categories) == ["z_last", "sustained", "a_first"]
    assert list(results.contrasts.arm.cat.categories) == ["sustained", "a_first", "sustained+a_first"]
    assert list(results.outcomes.window.cat.categories) == ["end", "120"]
    assert list(results.names.columns) == ["kind", "name", "label", "unit", "better", "matters", "baseline", "arm",
                                           "outcome", "group", "window"]


def labels_are_what_the_study_says():
    results = read("compare")
    assert rapport.labels(results, "arm") == {"z_last": "ঝাঁপিয়ে পড়া", "sustained": "NA", "a_first": "=2+2"}
    assert rapport.labels(results, "study")["title"] == 'পাঠকদের জন্য: "a, b"'
    assert rapport.labels(results, "contrast")["both"] == "@ উভয়, <both>"
    assert rapport.labels(results, "contrast")["again"] == "'Again'"
    assert read("validate").patterns.source[0] == "NA"


def missing_values_are_missing():
    results = read("compare")
    spend = results.outcomes[(results.outcomes.outcome == "spend_per_live") & (results.outcomes.arm == "z_last")]
    assert spend["mean"].isna().any()
    nothing = read("test").propositions.set_index("proposition").loc["none"]
    assert pandas.isna(nothing["effect"]) and pandas.isna(nothing["activated"]) and pandas.isna(nothing["outcome"])


def columns_have_units_and_inputs_grades():
    results = read("compare")
    known = rapport.columns(results.draws).set_index("column")
    inputs = results.inputs.set_index("column")
    assert known.loc["draw", "unit"] == "number"
    for name in inputs.index:
        for what in ("unit", "meaning", "grade", "source"):
            assert known.loc[name, what] == inputs.loc[name, what], (name, what)
    assert rapport.columns(results.contrasts).set_index("column").loc["spend_arm", "unit"] == "CAD"


def runs_give_the_tables_back():
    results = read("compare")
    runs = rapport.runs(results, outcome="ties_working", group="all", window=["end", "120"])
    assert len(runs) == 3 * 10 * 2 and list(runs.columns[:3]) == ["arm", "draw", "run"]
    for row in results.outcomes.query("outcome == 'ties_working' and group == 'all'").itertuples():
        mean = runs[(runs.arm == row.arm) & (runs.window == row.window)].value.mean()
        assert math.isclose(mean, row.mean, rel_tol=1e-12)
    paths = rapport.paths("compare", arm="sustained", outcome="ties_working", group="all")
    assert len(paths) == 10 * 121 and paths.month.max() == 120
    assert rapport.draws("compare").equals(results.draws)


def classes_are_those_of_the_page():
    results = read("compare")
    with open("compare/plots/contrasts-all.dat", encoding="utf-8") as file:
        panels = [[line.split() for line in panel.splitlines() if line and line[0] != "#"]
                  for panel in file.read().split("# headline ")[1:]]
    drawn = set()
    for place, panel in enumerate(panels, 1):
        rows = rapport.headline_rows(results, place)
        classes = [{"1": "better", "2": "worse", "3": "neither"}[p[6]] for p in panel[1:]]
        assert list(rows["class"]) == classes, (place, classes)
        drawn |= set(classes)
    assert len(panels) == 3 and drawn >= {"better", "neither"}, drawn
    labels = list(rapport.headline_rows(results, "ties_working").label)
    assert len(labels) == 4 and labels[2:] == ["@ উভয়, <both>", "'Again'"]


def a_study_is_run():
    study = sys.argv[0].replace("readers/readers.py", "cli/small.cfg")
    results = rapport.run(study, draws=2, set={"horizon": 30, "teams.focal.policy": "parachute"}, out="own run")
    assert results.manifest["options"]["draws"] == 2 and results.series.month.max() == 30
    assert results.folder.name == "own run" and "teams.focal.policy=parachute" in results.manifest["typed"]


def a_story_is_told_and_counted():
    results = rapport.run(sys.argv[0].replace("readers.py", "study.cfg"), command="run", arm="sustained", story=True,
                          history=3, out="told")
    story = results.story
    assert set(story.draw) == {2} and set(story.run) == {1} and story.month.is_monotonic_increasing
    runs = rapport.runs(results, outcome=["promises_made", "outputs"], group="all", window="120")
    runs = runs[(runs.draw == 2) & (runs.run == 1)].set_index("outcome").value
    assert story.event.str.endswith("_promised").sum() == runs["promises_made"] > 0
    assert (story.event == "output").sum() == runs["outputs"]
    teams = story[story.organisation.isna()]
    assert len(teams) and teams.number.isna().all() and (teams.event == "grant_began").any()


def what_is_wrong_is_said():
    for wrong, words in ((lambda: rapport.run("nowhere.cfg"), "nowhere.cfg: No such file or directory"),
                         (lambda: rapport.run(sys.argv[0], arms=3), "unrecognized option '--arms'"),
                         (lambda: rapport.runs("compare", arm="nobody"), "have no arm 'nobody'"),
                         (lambda: rapport.read("nowhere"), "nowhere is not there"),
                         (lambda: rapport.read("compare/plots"), "is no results folder of rapport"),
                         (lambda: rapport.read("cut"), "cut is not finished and has no tables yet"),
                         (lambda: rapport.plot_contrasts(read("compare"), "spend"), "no headline spend"),
                         (lambda: rapport.plot_contrasts(read("run")), "there are no contrasts"),
                         (lambda: read("run").contrast, "run has no contrast.csv")):
        try:
            wrong()
        except (rapport.Error, AttributeError) as error:
            assert words in str(error), (words, str(error))
        else:
            raise AssertionError(f"nothing was said: {words}")


def figures_are_drawn():
    results = read("compare")
    for figure, words in ((rapport.plot_contrasts(results, 3), ["Difference (percentage points)"]),
                          (rapport.plot_paths(results), ["Months", "Working together (ties)", "NA", "=2+2"])):
        axes = figure.axes[0]
        there = [axes.get_xlabel(), axes.get_ylabel(), *axes.get_legend_handles_labels()[1]]
        assert set(words) <= set(there), there
        figure.savefig("figure.png")


for check in [f for f in list(globals().values()) if callable(f) and f.__module__ == "__main__" and f is not same_cell]:
    check()
    print("ok", check.__name__)
