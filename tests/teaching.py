"""teaching.py PROGRAM STUDY FOLDER: whether the pages for teachers say what the program says of the class study."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "first_screen"))
import plain

PROGRAM, STUDY, FOLDER = sys.argv[1:4]
MOST_GRADE, MOST_IN_SENTENCE, OF = 6.0, 22, 20
# places of the levers that the plan speaks of, and whose team; those of the game
CHANGES = {"311": 1, "321": 1, "131": 1, "231": 1, "332": 0}
GAME_CHANGES = ("311", "321", "131")
faults = []


def ask(request, study=STUDY):
    done = subprocess.run([PROGRAM, "classroom", study, "--ask", request], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def page(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read().replace("\u00a0", " ").replace("\u202f", " ")


def rows(name):
    """Cells of every line of a table, but the first of each line, which is words."""
    return [[cell.strip() for cell in line.split("|")[2:-1]] for line in page(name).splitlines() if line.startswith("|")]


def expect(name, *cells):
    for suffix in (".md", ".fr.md"):
        french = suffix == ".fr.md"
        local = [c.replace(".", ";").replace(",", " ").replace(";", ",") if french else c for c in cells]
        if local not in [row[: len(local)] for row in rows(name + suffix)]:
            faults.append("%s has no line with %s" % (name + suffix, " | ".join(local)))


def says(name, *numbers):
    """A paragraph has all these numbers."""
    for suffix in (".md", ".fr.md"):
        paragraphs = page(name + suffix).split("\n\n")
        if not any(all(re.search(r"(?<![\d.,])%s(?![.,]?\d)" % n, p) for n in numbers) for p in paragraphs):
            faults.append("%s: no paragraph with %s" % (name + suffix, numbers))


def counts(arm):
    return [world["count"] for world in arm["worlds"]]


def middle(arm, what):
    ends = sorted(world[what] for world in arm["worlds"])
    half = len(ends) // 2
    return (ends[half] + ends[-1 - half]) / 2


def check_worlds(worlds, story):
    one, five = worlds["arms"]
    expect("PLAN", *[str(arm["end"]) for arm in story["arms"]])
    expect("PLAN", *["%g" % middle(arm, "count") for arm in (one, five)])
    for suffix, to in ((".md", "to"), (".fr.md", "à")):
        if ["%d %s %d" % (min(counts(arm)), to, max(counts(arm))) for arm in (one, five)] not in rows("PLAN" + suffix):
            faults.append("PLAN%s: least and most" % suffix)
    for what in ("gave", "got", "reached"):
        expect("PLAN", *["{:,.0f}".format(middle(arm, what)) for arm in (one, five)])
    says("PLAN", sum(b > a for a, b in zip(counts(one), counts(five))), len(counts(one)))


def check_changes(offer, worlds, joins):
    for places, arm in CHANGES.items():
        code = ask("code %s-1-1" % places)["code"]
        n = offer["worlds"]
        before = counts(worlds["arms"][arm])
        after = counts(ask("worlds %s both 1 %d" % (code, n))["arms"][arm])
        fewer, more = sum(a < b for a, b in zip(after, before)), sum(a > b for a, b in zip(after, before))
        expect("PLAN", "%.1f" % (sum(before) / n), "%.1f" % (sum(after) / n), str(fewer), str(more), str(n - fewer - more))
        if places in GAME_CHANGES:
            expect("PAPER-GAME", str(joins[arm]), still_there(sum(after) / n / offer["partners"], joins[arm]))


def still_there(share, joined):
    """Slips of 20, so that both draws give the share."""
    return str(round(OF * share / (joined / OF)))


def check_game(offer, worlds):
    """How many of those shown joined at some time, by team; and the rules of the game."""
    joined = [0, 0]
    for world in worlds["arms"][0]["worlds"]:
        for k, arm in enumerate(ask("story " + world["code"])["arms"]):
            joined[k] += len({e["who"] for e in arm["events"] if e["kind"] == "partnered" and e["who"] >= 0})
    shown = offer["worlds"] * offer["partners"]
    joins = [round(OF * n / shown) for n in joined]
    ends = [sum(counts(arm)) for arm in worlds["arms"]]
    for k in (0, 1):
        expect("PAPER-GAME", str(joins[k]), still_there(ends[k] / shown, joins[k]))
    says("PAPER-GAME", shown, *joined, *ends)
    for name in ("HANDOUT.html", "HANDOUT.fr.html"):
        heads = re.findall(r"<h2>(.*)</h2>", page(name))[-2:]
        for k in (0, 1):
            wanted = [str(joins[k]), still_there(ends[k] / shown, joins[k])]
            if re.findall(r"\d+", heads[k]) != wanted:
                faults.append("%s: %s, not %s" % (name, heads[k], wanted))
    return joins


def check_french(offer, worlds):
    """The French study has the same worlds, and each plan names the codes of its own."""
    study = os.path.join(FOLDER, "un-an-ou-cinq.cfg")
    french = ask("offer", study)
    ends = lambda answer: [[{k: v for k, v in w.items() if k != "code"} for w in arm["worlds"]] for arm in answer["arms"]]
    if ends(ask("worlds %s both 1 %d" % (french["code"], offer["worlds"]), study)) != ends(worlds):
        faults.append("un-an-ou-cinq.cfg has other worlds than the English study")
    for name, code, one in (("PLAN.md", offer["code"], STUDY), ("PLAN.fr.md", french["code"], study)):
        named = set(re.findall(r"\d+-1-1-[A-Z]", page(name)))
        if named != {code, ask("code 311-1-1", one)["code"]}:
            faults.append("%s: codes %s" % (name, named))


def check_handouts(offer):
    """The sheet for guessing says of each team what the page says of it."""
    french = ask("offer", os.path.join(FOLDER, "un-an-ou-cinq.cfg"))
    for name, arms in (("HANDOUT.html", offer["arms"]), ("HANDOUT.fr.html", french["arms"])):
        for arm in arms:
            if "<p>%s</p>" % arm["note"] not in page(name):
                faults.append("%s: it does not say of %s what the page says" % (name, arm["label"]))


def catalogue():
    """French words of the program by the English ones."""
    with open(os.path.join(FOLDER, "../../plots/languages/fr.po"), encoding="utf-8") as file:
        return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', file.read(), re.M))


def check_screen_words(offer):
    """What the plan calls by curly quotes stands on the screen; the French plan has the words of the French screen."""
    french = ask("offer", os.path.join(FOLDER, "un-an-ou-cinq.cfg"))
    words = catalogue()
    words.update((a["label"], b["label"]) for a, b in zip(offer["levers"], french["levers"]))
    plain_french = re.sub(r"\s+", " ", page("PLAN.fr.md").replace("’", "'"))
    named = re.findall(r"“([^”]*)”", re.sub(r"\s+", " ", page("PLAN.md")))
    for name in named:
        own = words.get(name)
        if own is None:
            faults.append("PLAN.md: nothing on the screen is called %s" % name)
        elif "« %s »" % own.replace("’", "'") not in plain_french:
            faults.append("PLAN.fr.md does not name « %s »" % own)
    if len(named) < 8:
        faults.append("PLAN.md names %d things of the screen" % len(named))


def check_address():
    """Who reads French is an adult, on the screen and on paper: vous."""
    screen = subprocess.run(["msggrep", "-N", "plots/classroom/*.c", "-N", "sim/web/*.c", os.path.join(FOLDER, "../../plots/languages/fr.po")],
                            stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    texts = {"fr.po": " ".join(re.findall(r'^msgstr.*"(.*)"$', screen, re.M))}
    texts.update((name, page(name)) for name in os.listdir(FOLDER) if ".fr." in name)
    for name, text in texts.items():
        found = re.findall(r"(?i)(?<![\w.])(?:tu|toi|ton|tes|te)(?!\w)[^.]{0,20}|\w+-toi\b", text)
        if found or len(text) < 500:
            faults.append("%s: not the same address: %s" % (name, found))


def sentences(name):
    text = re.sub(r"(?s)```.*?```|<style>.*?</style>", "", page(name))
    text = re.sub(r"\]\([^)]*\)|[*`\[]", "", re.sub(r"</(?:p|h\d|th|td|li|title)>", ".\n", text))
    text = re.sub(r"<[^>]*>", "", text)
    text = re.sub(r"\n(?=[|#-]|\d+\. )|\n\n|\|", "\n\n", text)
    parts = [re.sub(r"\s+", " ", s) for p in text.split("\n\n") for s in re.split(r"(?<=[.?!])[\"”]?\s+", p)]
    return [s for s in parts if len(plain.words(s)) > 4]


def check_words():
    for name in ("README.md", "PLAN.md", "PAPER-GAME.md", "GLOSSARY.md", "HANDOUT.html"):
        said = sentences(name)
        if plain.grade(said) > MOST_GRADE:
            faults.append("%s: grade %.1f" % (name, plain.grade(said)))
        faults.extend("%s: a long sentence: %s" % (name, s) for s in said if len(s.split()) > MOST_IN_SENTENCE)
    for suffix in (".md", ".fr.md"):
        words = re.findall(r"^\| \*\*", page("GLOSSARY" + suffix), re.M)
        if len(words) != 12:
            faults.append("GLOSSARY%s: %d words" % (suffix, len(words)))


offer = ask("offer")
worlds = ask("worlds %s both 1 %d" % (offer["code"], offer["worlds"]))
check_worlds(worlds, ask("story " + offer["code"]))
check_changes(offer, worlds, check_game(offer, worlds))
check_french(offer, worlds)
check_handouts(offer)
check_screen_words(offer)
check_address()
check_words()
print("\n".join(faults) or "what the pages for teachers say is so")
sys.exit(bool(faults))
