"""rapport.py: results folders of rapport in Python, as pandas frames; figures with matplotlib.

    import sys; sys.path.insert(0, "plots/readers")
    import rapport
    results = rapport.read("results-mine")      # results.contrasts, results.outcomes, ...: one a CSV file of the folder
    rapport.columns(results.contrasts)          # unit and meaning of every column
    rapport.plot_contrasts(results)             # the first headline, as dots with intervals
    results = rapport.run("study.cfg", draws=400)

Names are categories in the study's order; missing values are NaN or NA. What a column is comes from columns.csv beside
this file, which is made from the tables that write the folders; it stands in frame.attrs["columns"]. Single runs are
read through `rapport export`. What the program complains of becomes a rapport.Error with its words.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import textwrap
import warnings

import pandas

HERE = pathlib.Path(__file__).resolve().parent


class Error(Exception):
    """What the program complained of, or what is wrong with a folder."""


# ---- the program ------------------------------------------------------------------------------

program = None  # path of the program, where it is another than find_program() finds


def find_program():
    """RAPPORT_PROGRAM, the program of the build or installation that this file is of, else by PATH."""
    named = program or os.environ.get("RAPPORT_PROGRAM")
    own = [HERE / "../../build/rapport", HERE / "../../../bin/rapport"]
    found = [str(p) for p in own if p.exists()] + [shutil.which("rapport")]
    if not named and not found[0]:
        raise Error('rapport is not here: build it, or say rapport.program = "/path/to/rapport"')
    return str(named or found[0])


def call(arguments, good=(0,)):
    """Calls the program; what it printed, and its status. With another than one of `good` an Error in its words."""
    try:
        done = subprocess.run([find_program(), *arguments], capture_output=True, encoding="utf-8", check=False)
    except OSError as error:
        raise Error(str(error)) from None
    if done.returncode not in good:
        raise Error(done.stderr.strip() or f"rapport ended with status {done.returncode}")
    if done.stderr.strip():
        print(done.stderr.strip())
    return done.stdout, done.returncode


def make_options(options):
    """--draws 400 --set a=1 ...: an option for each element of its value; True stands for the option alone; None and
    False for nothing. `set` may be a dictionary."""
    arguments = []
    for name, value in options.items():
        name = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            arguments.append(name)
            continue
        if isinstance(value, dict):
            value = [f"{key}={one}" for key, one in value.items()]
        for one in [value] if isinstance(value, (str, int, float, os.PathLike)) else value:
            arguments += [name, str(one)]
    return arguments


# ---- CSV files --------------------------------------------------------------------------------


def read_csv(path):
    return pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")


def read_dictionary():
    """(unit, meaning, is it a family) of every column, by file and name."""
    rows = pandas.read_csv(HERE / "columns.csv", dtype=str, keep_default_na=False)
    known = {}
    for row in rows.itertuples():
        known.setdefault(row.file, {})[row.column] = (row.unit, row.meaning, row.family == "true")
    return known


DICTIONARY = read_dictionary()


def look_up(file, column):
    """Unit and meaning of a column, or None. Capital letters in a family's name stand for what varies: N a number."""
    known = DICTIONARY.get(file, {})
    if column in known:
        return known[column][:2]
    for name, (unit, meaning, is_family) in known.items():
        pattern = re.sub("_N$", "_[0-9]+", re.sub("^[A-Z]+$", ".*", name))
        if is_family and re.fullmatch(pattern, column):
            return unit, meaning
    return None


def to_cells(cells, unit, where):
    """Cells as their unit says: numbers, truths, words. An apostrophe that guards a word from spreadsheets goes."""
    if unit == "true or false":
        return cells.map({"true": True, "false": False}).astype("boolean")
    if unit == "":
        return cells.str.replace("^'(?=[-=+@\t\r])", "", regex=True) if cells.notna().any() else cells
    try:
        numbers = cells.astype(float)
    except ValueError as error:
        raise Error(f"{where}: {error}") from None
    whole = len(numbers) and (numbers % 1 == 0).all()
    return numbers.astype("int64") if whole and unit in ("number", "months") else numbers


def read_frame(path, file=None, currency=None):
    """A file as a frame, with unit and meaning of its columns in attrs["columns"]."""
    file = file or pathlib.Path(path).name
    cells = read_csv(path)
    made, known = {}, {}
    for name in cells:
        row = look_up(file, name)
        if row is None:
            made[name] = cells[name]
            continue
        unit, meaning = row
        made[name] = to_cells(cells[name], unit, f"{file}, {name}")
        known[name] = {"unit": unit.replace("currency", currency) if currency else unit, "meaning": meaning}
    frame = pandas.DataFrame(made, columns=cells.columns, index=cells.index)
    frame.attrs["columns"] = known
    return frame


def columns(frame):
    """Unit and meaning of every column of a frame, and grade and source where it is an uncertain number."""
    known = frame.attrs.get("columns", {})
    return pandas.DataFrame([{"column": name, **known.get(name, {})} for name in frame])


# ---- names of the study -----------------------------------------------------------------------

KINDS = {"arm": "arm", "baseline": "arm", "outcome": "outcome", "group": "group", "window": "window"}


def labels(results, kind):
    """Labels of the study's arms, contrasts, outcomes, groups, windows or headlines by their names, in its order."""
    rows = results.names[results.names.kind == kind]
    if rows.empty:
        raise Error(f"names.csv has no {kind}")
    return dict(zip(rows.name, rows.label))


def make_categories(frame, names):
    """Names of arms, outcomes, groups and windows as categories, in the study's order; several arms joined by + come
    after those, as they appear."""
    for column, kind in KINDS.items():
        if column not in frame or not frame[column].notna().any():
            continue
        there = list(dict.fromkeys(frame[column].dropna()))
        known = [name for name in names[names.kind == kind]["name"] if name in set(there)]
        rest = [name for name in there if name not in set(known)]
        frame[column] = pandas.Categorical(frame[column], categories=known + rest)
    return frame


def add_inputs(draws, inputs):
    """Columns of draws get unit, meaning, grade and source of the uncertain number that they are."""
    for row in inputs.itertuples():
        if row.column in draws:
            draws.attrs["columns"][row.column] = {
                "unit": row.unit, "meaning": row.meaning, "grade": row.grade, "source": row.source}
    return draws


# ---- a folder ---------------------------------------------------------------------------------


class Results:
    """A results folder: a frame for each of its CSV files, by the file's name; manifest; folder."""

    def __init__(self, folder, manifest, frames):
        self.folder, self.manifest, self.frames = folder, manifest, frames

    def __getattr__(self, name):
        frames = self.__dict__.get("frames", {})
        if name in frames:
            return frames[name]
        raise AttributeError(f"{self.__dict__.get('folder')} has no {name}.csv")

    def __dir__(self):
        return [*super().__dir__(), *self.frames]

    def __repr__(self):
        lines = [f"{labels(self, 'study')['title']}",
                 f"{self.folder}: rapport {self.manifest['command']}, {self.manifest['status']}"]
        lines += [f"  .{name}: {len(f)} rows, {len(f.columns)} columns" for name, f in self.frames.items()]
        return "\n".join(lines)


def read_manifest(folder):
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise Error(f"{folder} is not there")
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != "rapport results":
        raise Error(f"{folder} is no results folder of rapport: it has no manifest.json of its kind")
    return manifest


def read(folder):
    """All CSV files of a results folder. An Error where it is none, or is not finished and has no tables yet; a warning
    where tables rest on a part of the runs."""
    manifest, folder = read_manifest(folder), pathlib.Path(folder)
    files = [f for f in manifest["files"] if re.fullmatch(r"[^/]*\.csv", f) and (folder / f).exists()]
    if manifest["status"] != "finished" and "outcomes.csv" not in files:
        raise Error(f"{folder} is not finished and has no tables yet: `rapport resume` goes on with it, "
                    "`rapport report` makes the tables of what is there")
    if manifest["status"] != "finished":
        warnings.warn(f"{folder} is not finished: its tables rest on a part of the runs", stacklevel=2)
    if "names.csv" not in files:
        raise Error(f"{folder} has no names.csv: it is of an earlier version; `rapport report` makes its tables again")
    names = read_frame(folder / "names.csv")
    currency = names[(names.kind == "study") & (names.name == "currency")].label.iloc[0]
    frames = {f[:-4]: make_categories(read_frame(folder / f, currency=currency), names)
              for f in files if f != "names.csv"}
    frames["names"] = names
    for drawn in {"draws", "psa_parameters"} & set(frames):
        add_inputs(frames[drawn], frames["inputs"])
    return Results(folder, manifest, frames)


# ---- single runs ------------------------------------------------------------------------------


def export(results, table, **options):
    """A table of `rapport export`. `results`: what read() gave, or a folder."""
    results = results if isinstance(results, Results) else read(results)
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, table + ".csv")
        call(["export", str(results.folder), "--table", table, "--out", path, *make_options(options)])
        return make_categories(read_frame(path), results.names), results


def runs(results, arm=None, outcome=None, group=None, window=None):
    """A row a run, arm, outcome, group and window."""
    return export(results, "runs", arm=arm, outcome=outcome, group=group, window=window)[0]


def paths(results, arm=None, outcome=None, group=None):
    """A row a run, arm, outcome, group and month."""
    return export(results, "paths", arm=arm, outcome=outcome, group=group)[0]


def draws(results):
    """A row a set of assumptions, whether draws.csv is there or not."""
    frame, results = export(results, "draws")
    return add_inputs(frame, results.inputs)


# ---- running a study --------------------------------------------------------------------------


def run(study, command="compare", out=None, plot="none", **options):
    """Runs a study as `rapport COMMAND STUDY --...` does, and reads the folder that it wrote: `out`, or the one that
    the program names. Further arguments are its options: draws=400, seed=7, set={"horizon": 60}, force=True."""
    said, status = call([command, str(study), "--quiet", *make_options({"out": out, "plot": plot, **options})],
                        good=(0, 3))
    if status == 3:
        warnings.warn("a verdict was not the expected one", stacklevel=2)
    report = re.findall(r"^Report: (.*)/report\.html$", said, re.MULTILINE)
    return read(out or report[-1])


# ---- figures, in the colours of the page ------------------------------------------------------

PALETTE = {"better": "#0072B2", "worse": "#D55E00", "neither": "#6B6B6B", "matters": "#ECECEC", "baseline": "#555555"}
ARMS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]
DASHES = ["-", "--", ":", "-."]
MARKS = {"better": "o", "worse": "s", "neither": "^"}


def pyplot():
    try:
        import matplotlib.pyplot
    except ImportError:
        raise Error("figures need matplotlib (Debian: python3-matplotlib)") from None
    return matplotlib.pyplot


def find_headline(results, headline):
    """The row of names.csv of a headline, by its place or its outcome."""
    rows = results.names[results.names.kind == "headline"]
    row = rows[(rows.name == str(headline)) | (rows.outcome == headline)]
    if row.empty:
        there = ", ".join(f"{r.name} {r.outcome}" for r in rows.itertuples(index=False))
        raise Error(f"no headline {headline}; there are: {there}")
    return row.iloc[0]


def find_outcome(results, outcome):
    """Label, direction, smallest difference that matters, units of a value and of a difference, factor of drawing."""
    rows = results.names[(results.names.kind == "outcome") & (results.names.name == outcome)]
    if rows.empty:
        raise Error(f"no outcome {outcome}")
    row = rows.iloc[0].to_dict()
    share = row["unit"] == "share"
    return {**row, "scale": 100 if share else 1, "unit": "%" if share else row["unit"],
            "apart": "percentage points" if share else row["unit"]}


def classify(row, outcome, sets):
    """Whether an interval lies wholly on the better or the worse side of what matters, as the page has it; neither
    where less than 30 sets of assumptions, and less than half of them, have a value."""
    sign, matters = outcome["better"], outcome["matters"]
    few = row.draws < 30 and 2 * row.draws < sets
    if sign == 0 or few or pandas.isna(row.ci_low):
        return "neither"
    low, high = sorted([sign * row.ci_low, sign * row.ci_high])
    slack = 1e-9 * matters
    return "better" if low >= matters - slack else "worse" if -high >= matters - slack else "neither"


def sides(rows):
    """Baseline, arm, and how many rows before had the same."""
    both = rows[["baseline", "arm"]].astype(str)
    return list(zip(both.baseline, both.arm, both.groupby(["baseline", "arm"]).cumcount()))


def headline_rows(results, headline=1):
    """The contrasts of a headline, with label and class (better, worse, neither). Two contrasts may have the same
    sides: the k-th row of them is that of the k-th in the study's order."""
    h = find_headline(results, headline)
    outcome = find_outcome(results, h.outcome)
    c = results.contrasts
    rows = c[(c.outcome == h.outcome) & (c.group == h.group) & (c.window == h.window)].copy()
    names = results.names[results.names.kind == "contrast"]
    label = dict(zip(sides(names), names.label))
    rows["label"] = [label[key] for key in sides(rows)]
    rows["class"] = [classify(r, outcome, results.manifest["options"]["draws_now"]) for r in rows.itertuples()]
    return rows


def plot_contrasts(results, headline=1):
    """Every contrast on a headline: mean difference as a dot, its 95 % interval as a thick line, the plausible range
    as a thin one; grey is too small to matter. Gives the figure."""
    rows, h = headline_rows(results, headline), find_headline(results, headline)
    outcome = find_outcome(results, h.outcome)
    if rows.empty:
        raise Error("there are no contrasts to draw: one arm was run")
    scale, edge = outcome["scale"], outcome["scale"] * outcome["matters"]
    figure, axes = pyplot().subplots(figsize=(8, 1.5 + 0.45 * len(rows)), layout="constrained")
    axes.axvspan(-edge, edge, color=PALETTE["matters"], zorder=0)
    axes.axvline(0, color="#777777", linewidth=1, zorder=1)
    for y, row in enumerate(rows.itertuples()):
        kind = rows["class"].iloc[y]
        for low, high, width in ((row.plausible_low, row.plausible_high, 1), (row.ci_low, row.ci_high, 4)):
            axes.plot([scale * low, scale * high], [y, y], color=PALETTE[kind], linewidth=width, solid_capstyle="butt")
        axes.plot(scale * row.difference, y, MARKS[kind], color=PALETTE[kind])
    axes.set_yticks(range(len(rows)), [textwrap.fill(plain(label), 44) for label in rows.label])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel(f"Difference ({plain(outcome['apart'])})")
    axes.set_title(plain(h.label), loc="left", fontsize="medium")
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure


def plot_paths(results, outcome=None, group="all", arms=None):
    """Paths of arms over the months: the mean over all runs. Gives the figure."""
    outcome = outcome or find_headline(results, 1).outcome
    what, label, s = find_outcome(results, outcome), labels(results, "arm"), results.series
    drawn = s[(s.outcome == outcome) & (s.group == group) & s.arm.isin(arms or list(label))]
    if drawn.empty:
        raise Error(f"no path of {outcome} ({group}) is kept; those kept are of {', '.join(s.outcome.unique())}")
    baseline = [*results.names[results.names.kind == "contrast"].baseline, *label][0]
    others = [arm for arm in label if arm != baseline]
    figure, axes = pyplot().subplots(figsize=(8, 5), layout="constrained")
    for arm in [arm for arm in label if arm in set(drawn.arm)]:
        k = others.index(arm) if arm in others else -1
        path = drawn[drawn.arm == arm]
        axes.plot(path.month, what["scale"] * path["mean"], linewidth=2.5, label=plain(label[arm]),
                  color=PALETTE["baseline"] if k < 0 else ARMS[k % 6], linestyle=DASHES[max(k, 0) // 6 % 4])
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    axes.set_xlabel("Months")
    axes.set_ylabel(f"{plain(what['label'])} ({plain(what['unit'])})")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12), frameon=False, fontsize="small")
    return figure


def plain(text):
    """Text that matplotlib takes for no formula."""
    return text.replace("$", r"\$")
