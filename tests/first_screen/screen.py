"""The first screen of a page as a tree: what a reader sees of <section id="answer">, and the header above it."""

import re
from html.parser import HTMLParser
from pathlib import Path

VOID = {"br", "img", "meta", "link", "hr", "input", "source", "path", "rect"}


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def __getitem__(self, name):
        return self.attributes.get(name) or ""

    def is_of(self, name):
        return name in self["class"].split()

    def all(self, wanted):
        """This and every node below for which wanted(node), in the order of the page."""
        found = [self] if wanted(self) else []
        for child in self.children:
            found += child.all(wanted) if isinstance(child, Node) else []
        return found

    def tags(self, tag):
        return self.all(lambda node: node.tag == tag)

    def classes(self, name):
        return self.all(lambda node: node.is_of(name))

    def text(self, leave_out=lambda node: False):
        """Its words, but those of nodes that are left out; blanks that do not break are blanks here."""
        if leave_out(self):
            return ""
        words = "".join(c if isinstance(c, str) else c.text(leave_out) for c in self.children)
        return re.sub("[\u00a0\u202f]", " ", words)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.now = Node("page", {}, None)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, dict(attributes), self.now)
        self.now.children.append(node)
        if tag not in VOID:
            self.now = node

    def handle_startendtag(self, tag, attributes):
        self.now.children.append(Node(tag, dict(attributes), self.now))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        node = self.now
        while node.parent and node.tag != tag:
            node = node.parent
        self.now = node.parent or node

    def handle_data(self, words):
        self.now.children.append(words)


def section(markup):
    """The answer as a tree. Its contents (<nav>) are links, and go."""
    reader = Reader()
    reader.feed(markup)
    return reader.root.all(lambda node: node["id"] == "answer")[0]


def markup_of(folder):
    """The markup of the answer alone."""
    page = Path(folder, "report.html").read_text(encoding="utf-8")
    begin = page.index('<section id="answer">')
    return re.sub(r"<nav .*?</nav>", "", page[begin : page.index("</section>", begin) + 10], flags=re.DOTALL)
