"""The text of a law as a structure: parts, chapters, sections, articles, paragraphs, items.

The levels are those of the Legislation Law of China (art. 65): 编 part, 章 chapter, 节 section,
条 article, 款 paragraph (unnumbered, one a line), 项 item （一）, 目 sub-item 1. A line is what
it begins with; nothing is renumbered and no text is changed. Anchors come from the numbers the
text itself gives: `pt-1`, `ch-2`, `ch-2-sec-1`, `art-12`, `art-12-1` (第十二条之一),
`art-12-p2` (second paragraph), `art-12-p2-i3` (third item of it). Where a number comes twice,
only the first place has the anchor.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.numerals import CHARACTERS, to_number

_NUMERAL = f"[{CHARACTERS}0-9]{{1,7}}"
_HEADING = re.compile(rf"(第({_NUMERAL})([编章节]))(?:[ \t　]+(.*)|$)")
_MARKED = re.compile(rf"#+[ \t]*(第({_NUMERAL})([编章节]))[ \t　]*(.*)")
_ARTICLE = re.compile(rf"(第({_NUMERAL})条(?:之({_NUMERAL}))?)(?:[ \t　]+(.*)|$)")
_ITEM = re.compile(rf"（({_NUMERAL})）(.*)")
_LEVELS = {"编": ("part", "pt"), "章": ("chapter", "ch"), "节": ("section", "sec")}


class Item(NamedTuple):
    """A numbered item, 项. `label` is the number as written: （三）."""

    anchor: str | None
    label: str
    text: str


class Paragraph(NamedTuple):
    """A paragraph of an article, 款, with the items that follow it."""

    anchor: str | None
    text: str
    items: tuple[Item, ...]


class Article(NamedTuple):
    """An article, 条. `label` is the number as written: 第十二条之一."""

    anchor: str | None
    label: str
    paragraphs: tuple[Paragraph, ...]


class Heading(NamedTuple):
    """The heading of a part, chapter or section."""

    level: str
    anchor: str | None
    label: str
    title: str


class Loose(NamedTuple):
    """A line before the first article or outside any: a preamble, an annex, a decision's words."""

    text: str


class LawText(NamedTuple):
    """A whole text, in its own order."""

    body: tuple[Heading | Article | Loose, ...]

    def anchors(self) -> Iterator[str]:
        """Every place of the text that can be pointed at, in order."""
        for node in self.body:
            if isinstance(node, Heading) and node.anchor:
                yield node.anchor
            elif isinstance(node, Article):
                if node.anchor:
                    yield node.anchor
                for paragraph in node.paragraphs:
                    if paragraph.anchor:
                        yield paragraph.anchor
                    yield from (item.anchor for item in paragraph.items if item.anchor)

    def articles(self) -> Iterator[Article]:
        """The articles alone."""
        return (node for node in self.body if isinstance(node, Article))

    def headings(self) -> Iterator[Heading]:
        """The headings alone."""
        return (node for node in self.body if isinstance(node, Heading))


@functools.lru_cache(maxsize=2_000)
def _value(numeral: str) -> int | None:
    return int(numeral) if numeral.isdecimal() else to_number(numeral)


class _Anchors(set[str]):
    """Gives each anchor out once."""

    def take(self, anchor: str | None) -> str | None:
        if anchor is None or anchor in self:
            return None
        self.add(anchor)
        return anchor


def parse_law(text: str) -> LawText:
    """Read a text line by line. Every line that is not blank ends up in exactly one node."""
    body: list[Heading | Article | Loose] = []
    anchors = _Anchors()
    outer = {"part": "", "chapter": ""}
    article: re.Match[str] | None = None
    following: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        first = line[0]
        heading = (_MARKED if first == "#" else _HEADING).match(line) if first in "第#" else None
        start = _ARTICLE.match(line) if first == "第" and not heading else None
        if (heading or start) and article is not None:
            body.append(_article(article, following, anchors))
            article, following = None, []
        if heading:
            body.append(_heading(heading, outer, anchors))
        elif start:
            article = start
        elif article is not None:
            following.append(line)
        else:
            body.append(Loose(line))
    if article is not None:
        body.append(_article(article, following, anchors))
    return LawText(tuple(body))


def _heading(match: re.Match[str], outer: dict[str, str], anchors: _Anchors) -> Heading:
    """A heading; `outer` holds the anchors of the part and chapter it stands in, with a hyphen behind."""
    label, numeral, sign, title = match.groups()
    level, short = _LEVELS[sign]
    number = _value(numeral)
    prefix = {"part": "", "chapter": outer["part"], "section": outer["chapter"] or outer["part"]}[level]
    anchor = None if number is None else f"{prefix}{short}-{number}"
    if level == "part":
        outer.update(part=f"{anchor}-" if anchor else "", chapter="")
    elif level == "chapter":
        outer.update(chapter=f"{anchor}-" if anchor else "")
    return Heading(level, anchors.take(anchor), label, (title or "").strip())


def _article(match: re.Match[str], following: list[str], anchors: _Anchors) -> Article:
    """An article and its lines: items belong to the paragraph before them, other lines are paragraphs.

    The anchors inside an article follow from its own, which is unique; only an item's number can
    come twice.
    """
    label, numeral, sub, first = match.groups()
    number, inserted = _value(numeral), _value(sub) if sub else 0
    anchor = None
    if number is not None and inserted is not None:
        anchor = anchors.take(f"art-{number}-{inserted}" if sub else f"art-{number}")
    paragraphs: list[Paragraph] = []
    place: str | None = None
    words: str | None = None
    items: list[Item] = []
    numbers: set[int] = set()
    for line in [first, *following] if first else following:
        if line[0] == "（" and words is not None and (item := _ITEM.match(line)):
            items.append(_item(item, place, numbers))
            continue
        if words is not None:
            paragraphs.append(Paragraph(place, words, tuple(items)))
            items, numbers = [], set()
        words = line
        place = f"{anchor}-p{len(paragraphs) + 1}" if anchor else None
    if words is not None:
        paragraphs.append(Paragraph(place, words, tuple(items)))
    return Article(anchor, label, tuple(paragraphs))


def _item(match: re.Match[str], paragraph: str | None, before: set[int]) -> Item:
    """An item of a paragraph; without an anchor where an item before it has the same number."""
    numeral, text = match.groups()
    value = _value(numeral)
    anchor = f"{paragraph}-i{value}" if paragraph and value is not None and value not in before else None
    if value is not None:
        before.add(value)
    return Item(anchor, f"（{numeral}）", text.strip())
