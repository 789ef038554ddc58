"""first_screen.py FOLDER...: every number on the first screen of report.html is that of a cell, and its words are plain.

The check is held against the page with each of its numbers changed, one at a time: every one of those must be refused."""

import re
import sys

import cells
import plain
import screen
import traced


def changed(markup):
    """The markup with one number changed, for each number that is read: not in a tag, nor what the study says itself."""
    said = re.sub(r'<p class="who[^>]*>.*?</p>|<svg class="signs.*?</svg>|<p>[^<]*</p>\s*</details>', lambda m: " " * len(m.group()), markup, flags=re.DOTALL)
    for found in re.finditer(r"(?<=[>\s+(\u2212\u00a0\u2018,])\d[\d,.]*\d|(?<=[>\s+(\u2212\u00a0])\d(?=[^\d])", said):
        before, inside = said.rfind("<", 0, found.start()), said.rfind(">", 0, found.start())
        if before > inside:
            continue
        digit = markup[found.end() - 1]
        yield found, markup[: found.end() - 1] + str((int(digit) + 3) % 10) + markup[found.end() :]


def main(folders):
    wrong = 0
    for name in folders:
        folder, markup = cells.Folder(name), screen.markup_of(name)
        page = screen.section(markup)
        faults = traced.faults_of(folder, page) + plain.faults_of(folder, page)
        refused = 0
        for found, other in changed(markup):
            if traced.faults_of(folder, screen.section(other)):
                refused += 1
            else:
                place = markup[max(0, found.start() - 60) : found.end() + 30]
                faults.append("a changed number is not noticed: %r" % place)
        print("%s: %d numbers that may not change; %s" % (name, refused, plain.measures(folder, page)))
        for fault in faults:
            print("  " + fault)
        wrong += len(faults) + (refused == 0)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
