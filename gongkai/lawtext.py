"""The text of a law as a structure: parts, chapters, sections, articles, paragraphs, items.

The levels are those of the Legislation Law of China (art. 65): 编 part, 章 chapter, 节 section,
条 article, 款 paragraph (unnumbered, one a line), 项 item （一）, 目 sub-item 1. A line is what
it begins with; nothing is renumbered and no text is changed. Anchors come from the numbers the
text itself gives: `pt-1`, `ch-2`, `ch-2-sec-1`, `art-12`, `art-12-1` (第十二条之一),
`art-12-p2` (second paragraph), `art-12-p2-i3` (third item of it). Where a number comes twice,
only the first place has the anchor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.numerals import CHARACTERS, to_number

_NUMERAL = f"[{CHARACTERS}0-9]{{1,7}}"
_HEADING = re.compile(rf"(?:#+[ \t]*)?(第({_NUMERAL})([编章节]))(?:[ \t　]+(.*)|$)")
_ARTICLE = re.compile(rf"(第({_NUMERAL})条(?:之({_NUMERAL}))?)(?:[ \t　]+(.*)|$)")
_ITEM = re.compile(rf"（({_NUMERAL})）(.*)")
_LEVELS = {"编": ("part", "pt"), "章": ("chapter", "ch"), "节": ("section", "sec")}


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item, 项. `label` is the number as written: （三）."""

    anchor: str | None
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, 款, with the items that follow it."""

    anchor: str | None
    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article, 条. `label` is the number as written: 第十二条之一."""

    anchor: str | None
    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, chapter or section."""

    level: str
    anchor: str | None
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A line before the first article or outside any: a preamble, an annex, a decision's words."""

    text: str


@dataclass(frozen=True, slots=True)
class LawText:
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


def _value(numeral: str) -> int | None:
    return int(numeral) if numeral.isdecimal() else to_number(numeral)


class _Anchors:
    """Gives each anchor out once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def take(self, anchor: str | None) -> str | None:
        if anchor is None or anchor in self._given:
            return None
        self._given.add(anchor)
        return anchor


def parse_law(text: str) -> LawText:
    """Read a text line by line. Every line that is not blank ends up in exactly one node."""
    body: list[Heading | Article | Loose] = []
    anchors = _Anchors()
    prefix = {"part": "", "chapter": "", "section": ""}
    lines = iter(text.splitlines())
    pending: list[str] = []
    article: re.Match[str] | None = None

    def close() -> None:
        if article is not None:
            body.append(_article(article, pending, anchors))
        pending.clear()

    for raw in lines:
        line = raw.strip()
        if not line:
            continue
        if match := _HEADING.match(line):
            close()
            article = None
            body.append(_heading(match, prefix, anchors))
        elif match := _ARTICLE.match(line):
            close()
            article = match
        elif article is not None:
            pending.append(line)
        else:
            body.append(Loose(line))
    close()
    return LawText(tuple(body))


def _heading(match: re.Match[str], prefix: dict[str, str], anchors: _Anchors) -> Heading:
    label, numeral, sign, title = match.groups()
    level, short = _LEVELS[sign]
    number = _value(numeral)
    outer = {"part": "", "chapter": prefix["part"], "section": prefix["chapter"] or prefix["part"]}[level]
    anchor = None if number is None else f"{outer}{short}-{number}"
    if level == "part":
        prefix.update(part=f"{anchor}-" if anchor else "", chapter="")
    elif level == "chapter":
        prefix.update(chapter=f"{anchor}-" if anchor else "")
    return Heading(level, anchors.take(anchor), label, (title or "").strip())


def _article(match: re.Match[str], following: list[str], anchors: _Anchors) -> Article:
    label, numeral, sub, first = match.groups()
    number, inserted = _value(numeral), _value(sub) if sub else 0
    anchor = None
    if number is not None and inserted is not None:
        anchor = anchors.take(f"art-{number}-{inserted}" if sub else f"art-{number}")
    paragraphs: list[Paragraph] = []
    for line in ([first] if first else []) + following:
        item = _ITEM.match(line)
        if item and paragraphs:
            last = paragraphs[-1]
            value = _value(item[1])
            place = anchors.take(f"{last.anchor}-i{value}") if last.anchor and value is not None else None
            added = Item(place, f"（{item[1]}）", item[2].strip())
            paragraphs[-1] = Paragraph(last.anchor, last.text, (*last.items, added))
        else:
            place = anchors.take(f"{anchor}-p{len(paragraphs) + 1}") if anchor else None
            paragraphs.append(Paragraph(place, line, ()))
    return Article(anchor, label, tuple(paragraphs))
