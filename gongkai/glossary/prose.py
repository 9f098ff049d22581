"""Where the English prose of a page stands, in which a word may become a link.

Not in headings, other links, controls, code, drawings and navigation, not where another language is
spoken (`lang`), and not in the elements whose class keeps them as they are. What is read is our own
output: well-formed, its tags in lower case, `<` and `>` written as entities in attributes and text.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

# Those that never stand in one of their own kind; the rest of the quiet ones may.
_FLAT = (
    *("a", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "label", "option", "pre", "script"),
    *("select", "style", "summary", "textarea", "th", "title"),
)
_NESTING = ("math", "nav", "svg", "template")
_QUIET_CLASSES = ("other-title", "record-kind", "trail", "row-title", "no-terms")
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")

# A comment or a flat element, passed over whole; the end of a section; a tag that may change what its content is.
_MARK = re.compile(
    rf"<!--.*?-->|<({'|'.join(_FLAT)})(?=[\s>])[^>]*>.*?</\1\s*>|<(?:(/section)|((?:section|{'|'.join(_NESTING)})(?=[\s>])"
    rf"|[a-z][^\s<>/]*+(?=[^>]*?[\s\"'](?:lang=|{'|'.join(_QUIET_CLASSES)}))))",
    re.DOTALL,
)
_TAG = re.compile(r"<([a-z][^\s/>]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


class Run(NamedTuple):
    """A stretch of English prose: from and to which character, and which of the page's sections it is of.

    Ordinary tags stand in it (`<p>`, `<em>`). Section 0 is all that is outside every `<section>`;
    a section in a section has a number of its own.
    """

    start: int
    end: int
    section: int


def english_prose(html: str) -> Iterator[Run]:
    """The runs of English prose in an English page's content, in order."""
    return _Walk(html).runs(0, len(html), section=0, english=True)


def in_tag(html: str, at: int) -> bool:
    """Whether a character is inside a tag rather than of the text."""
    opened = html.rfind("<", 0, at)
    return opened >= 0 and html.find(">", opened, at) < 0


class _Walk:
    def __init__(self, html: str) -> None:
        self.html = html
        self.sections = 0

    def runs(self, start: int, end: int, *, section: int, english: bool) -> Iterator[Run]:
        """From `start` to `end`, the content of an element; `english` says what is spoken there."""
        html = self.html
        around = [section]
        while mark := _MARK.search(html, start, end):
            if english:
                yield Run(start, mark.start(), around[-1])
            start = mark.end()
            _, closes, opens = mark.groups()
            if closes and len(around) > 1:
                around.pop()
            elif opens and (tag := _TAG.match(html, mark.start(), end)):
                start = tag.end()
                name, attributes = tag.groups()
                if name in _VOID or attributes.endswith("/"):
                    continue
                quiet, says_english = _says(name, attributes, english=english)
                if name == "section":
                    self.sections += 1
                inner = self.sections if name == "section" else around[-1]
                if quiet or says_english != english:
                    until = _content_end(html, name, start, end)
                    if not quiet:
                        yield from self.runs(start, until, section=inner, english=says_english)
                    start = min(until + len(f"</{name}"), end)
                elif name == "section":
                    around.append(inner)
        if english:
            yield Run(start, end, around[-1])


def _says(name: str, attributes: str, *, english: bool) -> tuple[bool, bool]:
    """Whether an element is to be left as it is, and whether its content is English."""
    quiet = name in _NESTING
    for attribute in _ATTRIBUTE.finditer(attributes):
        value = attribute[2] or attribute[3] or attribute[4] or ""
        if attribute[1] == "lang":
            english = value.lower().split("-")[0] == "en"
        elif attribute[1] == "class":
            quiet = quiet or not set(value.split()).isdisjoint(_QUIET_CLASSES)
    return quiet, english


@functools.cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s>/])")


def _content_end(html: str, name: str, start: int, end: int) -> int:
    """Where the closing tag stands of an element whose content begins at `start`; `end` where it is missing."""
    depth = 1
    for tag in _tags_of(name).finditer(html, start, end):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return end
