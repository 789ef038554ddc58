"""Whether every number of the first screen is that of a cell, and its pictures and verdicts are what the tables say."""

import math
import re

NUMBER = re.compile(
    r"(?P<how>fewer than |more than |about )?(?P<sign>[+\u2212])?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<percent> %)?"
    r"(?: of (?P<of>10)\b(?! organisations))?(?P<cases> of 100 cases)?"
    r"|\b(?P<none>none)\b|(?P<untold>no value)(?! to)"
)
DOTS = 50
SCALE = "from 0 (none) to 1 (full)"  # what the ends of a scale are
SHARES = ("share", "probability")


class Faults(list):
    def add(self, what, *details):
        self.append("%s: %s" % (what, "; ".join(str(d) for d in details)))


def cells_of(node):
    return node["data-cells"].split("; ") if node["data-cells"] else []


def cut(text, labels):
    """The text without labels, the longest first."""
    for label in sorted(set(labels), key=len, reverse=True):
        text = text.replace(re.sub("[\u00a0\u202f]", " ", label), "\u25a1") if label else text
    return text


def quoted(labels):
    return ["\u2018%s\u2019" % label for label in labels]


def printed(token):
    return float(token["n"].replace(",", "")) * (-1 if token["sign"] == "\u2212" else 1)


def places(token):
    return len(token["n"].partition(".")[2])


def near(x, y, digits):
    return abs(x - y) <= 0.5 * 10**-digits * (1 + 1e-9)


# ---- one number ----------------------------------------------------------------------------------


def dots_of(better, worse):
    """So many of fifty are better, in between, worse: largest remainders, a draw going to the middle."""
    both = max(better + worse, 1)
    shares = [1 - (better + worse) / both, better / both, worse / both]
    exact = [DOTS * max(s, 0) for s in shares]
    dots = [math.floor(x + 1e-9) for x in exact]
    left = sorted(range(3), key=lambda k: (-round(exact[k] - dots[k], 9), k))
    for k in left[: DOTS - sum(dots)]:
        dots[k] += 1
    return {"p_mean": dots[1], "1-p_mean-p_worse": dots[0], "p_worse": dots[2]}


def is_dots(folder, cell, token):
    row, column = folder.row(cell)
    x, dots = folder.value(cell), dots_of(float(row["p_mean"]), float(row["p_worse"]))[column]
    if token["none"]:
        return dots == 0 and x <= 1e-9
    if token["how"] == "fewer than ":
        return printed(token) == 1 and dots == 0 and x > 0
    if token["how"] == "more than ":
        return printed(token) == DOTS - 1 and dots == DOTS and x < 1
    return not token["how"] and printed(token) == dots


def is_counted(token, x, most):
    """ "about 7", "6 of 10", "fewer than 1 of 10": x in whole ones."""
    if token["how"] == "fewer than ":
        return 0 < x < 0.5 and printed(token) == 1
    if token["how"] == "more than ":
        return most - 0.5 <= x < most and printed(token) == most - 1
    return near(printed(token), x, 0)


def is_value(folder, cell, token):
    row, column = folder.row(cell)
    x, unit = folder.value(cell), row.get("unit", "")
    if column in ("p_mean", "1-p_mean-p_worse", "p_worse"):
        return is_dots(folder, cell, token)
    if token["none"] or token["untold"]:
        return math.isnan(x)
    if math.isnan(x):
        return False
    if column in ("p_programme", "ties"):
        return bool(token["cases"]) == (column == "p_programme") and near(printed(token), 100 * x, 0)
    if column == "total":
        return bool(token["percent"]) and near(printed(token), 100 * x, 0)
    if token["of"]:
        return token["of"] == "10" and unit in SHARES and is_counted(token, 10 * x, 10)
    if token["how"]:
        return is_counted(token, x, math.inf)
    if column == "difference" and not token["sign"] and printed(token):
        x = abs(x)
    return near(printed(token), x * (100 if unit == "share" else 1), places(token))


# ---- an element with its cells -------------------------------------------------------------------


def prose(folder, text):
    """Of running text: names of outcomes with their windows, and what stands in quotes."""
    inputs = [row[c] for row in folder.inputs for c in ("meaning", "input")]
    grades = "|".join(sorted({row["grade"] for row in folder.inputs if row["grade"]})) or "assumed"
    text = cut(text, folder.labels("headline"))
    text = cut(text, folder.labels("window"))
    text = cut(text, quoted(folder.labels("arm", "outcome") + inputs))
    return re.sub(r"(?<=\u25a1 \()(?:%s)(?: without a source| \([^()]*\))?(?=\))" % grades, "", text)


def check_source(folder, text, cells, faults):
    """How well an assumption that decides is known, as deciders.csv has it, in short."""
    for cell in cells:
        row, _ = folder.row(cell)
        said = re.search(r"\u2019 \(([a-z_]+)(?: without a source| \((.*)\))?\)\.$", text)
        if cell.startswith("deciders.csv") and (
            not said or said[1] != row["grade"] or not row["source"].startswith((said[2] or "").rstrip("\u2026"))
        ):
            faults.add("known otherwise", text, row["grade"], row["source"])


def check_element(folder, node, faults):
    text, cells = node.text(), cells_of(node)
    if node.tag not in ("td", "span"):
        text = prose(folder, text)
    check_source(folder, node.text(), cells, faults)
    text = re.sub(r"; and (\d+) more\.|^Of the %d marks, |, on a scale %s" % (DOTS, re.escape(SCALE)), "", text)
    if text.startswith("Both ways of working are granted "):  # one number, of two cells that are alike
        text += re.sub(r"\.$", "", text)
    tokens = list(NUMBER.finditer(text))
    if len(tokens) != len(cells):
        faults.add("%d numbers and %d cells" % (len(tokens), len(cells)), text, *cells)
    for token, cell in zip(tokens, cells):
        if not is_value(folder, cell, token):
            faults.add("not what the cell says", repr(token.group()), cell, folder.value(cell))


# ---- parts that have no number of their own -------------------------------------------------------


def check_reason(folder, node, faults):
    """A reason of a grade: its level, and its numbers, of which two that are no cell are a count and its whole."""
    cell = cells_of(node)[0]
    row, _ = folder.row(cell)
    text, value = node.text(), number_of(row["value"])
    begins = {"0": "At most " + row["most"].replace("_", " "), "1": "Lowered:", "2": "Lowered twice:"}
    if row["known"] == "false":
        begins = dict.fromkeys(begins, begins["0"])
    if not text.startswith(begins[row["level_lost"]]):
        faults.add("another level", text, row)
    text = re.sub(r"less than 1 %", lambda _: "" if 0 < value < 0.01 else "?1", cut_deltas(folder, text, row))
    numbers = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    if row["unit"] == "1" and "%" not in text and len(numbers) == 2:
        is_right = abs(min(numbers) / max(numbers) - value) <= 0.5 / max(numbers) + 1e-9
    elif "%" in text:
        is_right = all(near(n, 100 * value, 0) or n == 99 < 100 * value < 100 for n in numbers)
    else:
        is_right = set(numbers) <= {value, number_of(row["threshold"])}
    if not is_right:
        faults.add("reason with another number", text, cell, value)


def number_of(text):
    return float(text) if text else math.nan


def cut_deltas(folder, text, row):
    """Without the outcome's smallest difference that matters, and its unit."""
    outcome = folder.outcome(row)
    delta = float(outcome["matters"]) * (100 if outcome["unit"] == "share" else 1)
    return re.sub(r"(?<![\d.,])%s(?![\d.,]*\d)(?! [%%])" % re.escape("%.10g" % delta), "", text)


def check_row(folder, tr, faults):
    """A row of the summary of findings: its verdict and its certainty."""
    cells = [c for node in tr.tags("span") for c in cells_of(node)]
    if not cells or not cells[0].startswith("contrasts.csv"):
        return
    row, _ = folder.row(cells[0])
    words = {"none": "", "few": "too few runs", "near": "not clear", "small": "no difference that matters"}
    sides = {"better": "higher", "worse": "lower"}
    claim, said = folder.claim(row), tr.classes("short")[0].text()
    wanted = words[claim] if claim in words else claim if float(folder.outcome(row)["better"]) else sides[claim]
    if said.removesuffix(" on average") != wanted:
        faults.add("another verdict", said, wanted, cells[0])
    key = "/".join(row[k] for k in ("arm", "outcome", "group", "window")) + "/sets"
    grade = folder.rows["certainty.csv"].get(key, {}).get("certainty", "none").replace("_", " ")
    said = "".join(s.text() for d in tr.classes("certainty") for s in d.tags("summary")) or "certainty: none"
    if said != "certainty: " + grade:
        faults.add("another certainty", said, grade, key)


def check_signs(folder, screen, faults):
    """As many full signs as the words beside them say."""
    for figure in screen.classes("icons"):
        per = re.search(r"One sign stands for (\d+)\.", figure.text())
        per = int(per.group(1)) if per else 1
        for way in figure.classes("way"):
            text = "".join(n.text() for n in way.tags("span"))
            token = NUMBER.search(text)
            full, half = len(way.classes("full")), len(way.classes("half"))
            if token["untold"]:
                wanted = (0, 0)
            elif token["how"] in ("fewer than ", "more than "):
                wanted = (0 if token["how"] == "fewer than " else int(printed(token)) // per, 1)
            else:
                signs = int(printed(token)) / per
                wanted = (math.floor(signs + 0.5), 0) if signs >= 0.5 or not signs else (0, 1)
            if (full, half) != wanted:
                faults.add("other signs than words", text, full, half)
            whole = re.search(r" of (\d+)", text)
            if whole and full + len(way.classes("empty")) != math.ceil(int(whole[1]) / per):
                faults.add("signs do not add up", text)


def check_dots(folder, screen, faults):
    for figure in screen.classes("sets"):
        row, _ = folder.row(cells_of(figure.tags("figcaption")[0])[0])
        dots = dots_of(float(row["p_mean"]), float(row["p_worse"]))
        outcome = folder.outcome(row)
        delta = float(outcome["matters"]) * (100 if outcome["unit"] == "share" else 1)
        words = [t.text() for t in figure.tags("text")]
        heads = dict(w.split(": ") for w in words if ": " in w)
        names = ("better", "worse") if float(outcome["better"]) else ("higher", "lower")
        wanted = {names[0]: "p_mean", "no matter": "1-p_mean-p_worse", names[1]: "p_worse"}
        for head, column in wanted.items():
            drawn = {"p_mean": "better", "p_worse": "worse"}.get(column, "neither")
            if int(heads[head]) != dots[column] or len(figure.classes(drawn)) != dots[column]:
                faults.add("other dots", head, heads[head], dots)
        check_places(folder, row, figure, dots, faults)
        if {w for w in words if ": " not in w} not in ({"+%g" % delta, "\u2212%g" % delta}, {"\u00b1%g" % delta}):
            faults.add("other marks", words, delta)


WIDE, STEP = 336, 12  # of the drawing, and the widest from mark to mark (dots.c)


def check_places(folder, row, figure, dots, faults):
    """Marks stand where marks.csv has them, in the zone in which they are counted."""
    key = "/".join(row[k] for k in ("arm", "outcome", "group", "window"))
    marks = [folder.rows["marks.csv"].get("%s/%d" % (key, k + 1)) for k in range(DOTS)]
    outcome = folder.outcome(row)
    delta, sign = float(outcome["matters"]), -1 if float(outcome["better"]) < 0 else 1
    places = sorted(sign * float(m["place"]) for m in marks)
    ends = [dots["p_worse"], dots["p_worse"] + dots["1-p_mean-p_worse"]]
    places = [min(x, -delta) if k < ends[0] else max(x, delta) if k >= ends[1] else min(max(x, -delta), delta)
              for k, x in enumerate(places)]
    low, high = min(places[0], -2 * delta), max(places[-1], 2 * delta)
    drawn = [n for c in ("worse", "neither", "better") for n in figure.classes(c)]
    for mark, place in zip(drawn, places):
        x = float(re.search(r"translate\(([\d.-]+)", mark["transform"])[1])
        if abs(x - WIDE * (place - low) / (high - low)) > STEP:
            faults.add("a mark elsewhere than marks.csv", key, x, place)


def named_in(folder, row):
    """Cells of the shares of the inputs that a row of contrasts.csv goes with, by deciders.csv, the largest first."""
    parts = (row["arm"], row["outcome"], row["group"], row["window"])
    rows = [r for r in folder.tables["deciders.csv"] if (r["contrast"], r["outcome"], r["group"], r["window"]) == parts]
    return ["deciders.csv %s/%s total" % ("/".join(parts), r["input"]) for r in rows]


def check_deciders(folder, screen, faults):
    """Named are the first two of the primary outcome; where there are none, the first of the next row that has one, and how
    many numbers are uncertain."""
    cells = [c for node in screen.classes("panel") for c in sum(map(cells_of, node.tags("p")), [])]
    told = [c for c in cells if c.startswith("deciders.csv")]
    rows = [folder.row(cells_of(tr.tags("span")[1])[0])[0] for tr in screen.tags("tr") if len(tr.tags("span")) > 1]
    if not rows or folder.manifest["command"] == "sensitivity":
        return
    first = [h for h in folder.tables["names.csv"] if h["kind"] == "headline"][0]
    primary = [r for r in rows if all(r[k] == first[k] for k in ("outcome", "group", "window"))]
    there = named_in(folder, primary[0])[:2]
    others = [named_in(folder, r)[:1] for r in rows if r is not primary[0]]
    wanted = there or next((o for o in others if o), [])
    if told and told != wanted or there != told and there:
        faults.add("other deciders", told, wanted)
    said = re.search(r"Of (\d+) uncertain numbers, (\d+) have no source\.", screen.text())
    if said:
        arms = {primary[0]["arm"], primary[0]["baseline"]}
        uncertain = {r["input"]: r["grade"] for r in folder.inputs if r["low"] != r["high"] and arms & set(r["arms"].split("+"))}
        counted = (len(uncertain), sum(g in ("", "assumed") for g in uncertain.values()))
        if tuple(map(int, said.groups())) != counted:
            faults.add("other numbers without a source", said.group(), counted)


def rows_with_a_side(folder, row, heads):
    """Of the outcomes asked for that are better on one side: key and row in contrasts.csv, as in this row's comparison."""
    keys = ["/".join([row["baseline"], row["arm"], h["outcome"], h["group"], h["window"]]) for h in heads]
    there = [(key, folder.rows["contrasts.csv"].get(key)) for key in keys]
    return [(key, x) for key, x in there if x and float(folder.outcome(x)["better"])]


def check_untold(folder, panel, sided, faults):
    """How many outcomes are not clear is counted; that the other is nowhere better is said of those alone that are."""
    claims = [folder.claim(x) for _, x in sided]
    untold, worse = sum(c in ("near", "few", "none") for c in claims), "worse" in claims
    text = "".join(node.text() for node in panel.tags("p"))
    said = re.search(r"Of (\d+) outcomes, (\d+) cannot be told\.", text)
    counted = (len(claims), untold) if untold and (worse or untold < len(claims)) else None
    if (tuple(map(int, said.groups())) if said else None) != counted:
        faults.add("outcomes that are not clear", text, counted)
    if ("In none of the outcomes asked for" in text) != bool(claims and not worse and not untold):
        faults.add("none is worse", text, claims)


def check_worse(folder, screen, faults):
    """All outcomes asked for in which the baseline is better are told, or counted."""
    panels = [p for p in screen.classes("panel") if p.tags("h2")[0].text().startswith("Where ")]
    spans = [c for tr in screen.tags("tr") for s in tr.tags("span") for c in cells_of(s)]
    if not panels or not spans:
        return
    row, _ = folder.row(spans[0])
    heads = [h for h in folder.tables["names.csv"] if h["kind"] == "headline"]
    sided = rows_with_a_side(folder, row, heads)
    worse = ["contrasts.csv %s difference" % key for key, x in sided if folder.claim(x) == "worse"]
    check_untold(folder, panels[0], sided, faults)
    more = re.search(r"and (\d+) more\.", panels[0].text())
    told = sum(map(cells_of, panels[0].tags("p")), [])
    if told != worse[:3] or (int(more.group(1)) if more else 0) != max(0, len(worse) - 3):
        faults.add("outcomes in which the other is better", told, worse)


def check_runs(folder, rows, text, faults):
    """Numbers of runs and of what is left out, by the manifest and by names.csv."""
    options, arms = folder.manifest["options"], folder.count("arm")
    found = re.search(r"It rests on (?:(\d+) sets? of assumptions \u00d7 )?(\d+) runs?", text)
    wanted = (str(options["draws_now"]) if options["draws_now"] else None, str(options["replicates"]))
    if not found or found.groups() != wanted:
        faults.add("other runs", text, wanted)
    text = re.sub(r"\b%d of %d outcomes|\b2 of %d ways" % (rows, folder.count("headline"), arms), "", text)
    text = re.sub(r"It rests on .*? runs?(?: of each of %d ways of working|(?=,)| with the start.*?(?=,| of) of each of %d ways of working)?" % (arms, arms), "", text)
    return text


# ---- all of it ------------------------------------------------------------------------------------


def is_apart(node):
    """Told by the study itself, drawn, or checked elsewhere."""
    return bool(node["data-cells"]) or node.tag == "svg" or node.is_of("who") or node.is_of("warning") or node.tag == "p" and node.parent.is_of("meaning")


def faults_of(folder, screen):
    """What is wrong with a first screen; nothing is right."""
    faults = Faults()
    for node in screen.all(lambda n: bool(n["data-cells"])):
        (check_reason if node.tag == "li" else check_element)(folder, node, faults)
    for tr in screen.tags("tr"):
        check_row(folder, tr, faults)
    check_signs(folder, screen, faults)
    check_dots(folder, screen, faults)
    check_deciders(folder, screen, faults)
    check_worse(folder, screen, faults)
    rows = sum(len(body.tags("tr")) for body in screen.tags("tbody"))
    rest = check_runs(folder, rows, screen.text(is_apart), faults)
    horizon = folder.manifest["sources"][0]["text"]
    rest = re.sub(r"over (\d+) months", lambda m: "" if re.search(r"horizon\s*=\s*%s\b" % m[1], horizon) else m[0], rest)
    rest = cut(rest, folder.labels("headline") + quoted(folder.labels("arm")))
    rest = cut(rest, folder.labels("arm", "outcome", "group", "window"))
    for line in re.findall(r"[^\n]*\d[^\n]*", re.sub(r"\b0 to 1\b|\b0 \(none\) to 1 \(full\)|\b95 of 100 sets lie in the range\.|One sign stands for \d+\.|Of \d+ (outcomes|uncertain numbers), \d+ (cannot be told|have no source)\.", "", rest)):
        faults.add("a number without a cell", line.strip())
    return faults
