"""Whether the first screen reads plainly: how many words, how long its sentences, which school grade, which words."""

import re

import traced

MOST_WORDS, MOST_IN_SENTENCE, MOST_GRADE = 300, 25, 8.0
FORBIDDEN = re.compile(
    r"\b(proves?|proven|will|significan(?:t|tly|ce)|Monte Carlo|arms?|pairs?|p-value|confidence|variance|parameters?|baseline|"
    r"stochastic|replicates?|headlines?|NaN)\b",
    re.IGNORECASE,
)


def syllables(word):
    """As Flesch counted, by groups of vowels; a silent e at the end is none."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscgzx]es$", word)
    return max(1, groups - bool(silent and groups > 1))


def own(folder, node):
    """Its text without what the study and the model's tables call things: a label is one word, "it"."""
    text = traced.prose(folder, node.text(traced_apart))
    text = traced.cut(text, folder.labels("headline", "arm", "outcome", "group", "window"))
    return re.sub(r"\s+", " ", text.replace("\u25a1", "it")).strip()


def traced_apart(node):
    """Not read at first sight: pictures, reasons behind a click, what the study says of itself."""
    if node.tag == "p" and node.parent.is_of("meaning"):
        return True
    return node.tag == "svg" or node.tag == "ul" or node.is_of("who") or node["aria-hidden"] == "true"


def sentences(folder, screen):
    """Of running text: paragraphs, captions of pictures, and reasons."""
    found = []
    for node in screen.all(lambda n: n.tag in ("p", "figcaption", "li")):
        if any(traced_apart(n) for n in (node, node.parent)) and node.tag != "li":
            continue
        text = own(folder, node)
        found += [s.strip() for s in re.split(r"(?<=[.?!])\s+", text) if re.search("[a-z]{2}", s)]
    return found


def words(text):
    return re.findall(r"[^\W\d_][\w'\u2019-]*", text)


def grade(parts):
    """Flesch and Kincaid's grade (Kincaid et al. 1975), a number being one word of one syllable."""
    counted = [w for s in parts for w in re.findall(r"[\w'\u2019-]+", s)]
    spoken = sum(syllables(w) for w in counted)
    return 0.39 * len(counted) / max(1, len(parts)) + 11.8 * spoken / max(1, len(counted)) - 15.59


def measures(folder, screen):
    parts = sentences(folder, screen)
    longest = max((len(re.findall(r"[\w'\u2019-]+", s)) for s in parts), default=0)
    return "%d words, grade %.1f, longest sentence %d words" % (len(words(own(folder, screen))), grade(parts), longest)


def faults_of(folder, screen):
    faults, parts = traced.Faults(), sentences(folder, screen)
    n = len(words(own(folder, screen)))
    if n > MOST_WORDS:
        faults.add("too many words", n)
    if grade(parts) > MOST_GRADE:
        faults.add("school grade too high", "%.1f" % grade(parts), parts)
    for s in parts:
        if len(re.findall(r"[\w'\u2019-]+", s)) >= MOST_IN_SENTENCE:
            faults.add("a long sentence", s)
        if FORBIDDEN.search(s):
            faults.add("a word that is not for here", FORBIDDEN.search(s).group(), s)
    for found in FORBIDDEN.finditer(own(folder, screen)):
        faults.add("a word that is not for here", found.group())
    return faults
