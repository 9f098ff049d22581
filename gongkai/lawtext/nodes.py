"""What a law's text is made of: headings, articles, paragraphs, items, and lines outside them.

The levels are those of the Legislation Law of China (art. 65): 编 part (分编 subpart), 章 chapter,
节 section, 条 article, 款 paragraph (unnumbered, one a line), 项 item （一）, 目 sub-item 1. An act
without articles has points, 一、二、三.

Every node keeps the white space before it (`lead`: line breaks and indent) and between its number
and its words (`gap`), so that printing a tree gives back the text it was read from, character for
character but for white space at the ends of lines. `line` counts from 1.

Anchors follow the numbers the text itself gives, never the place in the page: `pt-1`, `ch-2`,
`ch-2-sec-1`, `art-12`, `art-12-1` (第十二条之一), `art-12-p2` (second paragraph), `art-12-p2-i3`
(third item of it), `art-12-p2-i3-s1` (its first sub-item), `no-3` (a decision's third point),
`annex-1`, `annex-1-art-2`, `div-1` and `div-1-sub-2` (一、 and （二） above articles), `act-2-art-1` (of
the second act of a text that holds two). Where a number comes twice, only the first place has the anchor.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Level = Literal["part", "subpart", "chapter", "section", "division", "subdivision", "annex", "title"]
Role = Literal["title", "history", "contents", "preamble", "text", "signature", "date"]


class Item(NamedTuple):
    """A numbered item, 项, or a sub-item, 目, with those below it. `label` is the number as written: （三）.

    Where the number stands on a line of its own, `gap` holds the line breaks down to the words.
    """

    anchor: str | None
    number: int | None
    style: str
    lead: str
    label: str
    gap: str
    text: str
    items: tuple["Item", ...]
    line: int


class Paragraph(NamedTuple):
    """A paragraph of an article, 款, with the items that follow it.

    `quoted` marks a line of another act that an amending act quotes; it is no paragraph of this one.
    `text` is empty where items stand on the line of the article's number, and, then without an
    anchor, where a list goes on after a quotation: its items belong to the paragraph before.
    """

    anchor: str | None
    lead: str
    text: str
    items: tuple[Item, ...]
    quoted: bool
    line: int


class Article(NamedTuple):
    """An article, 条, or a point of an act without articles. `label` is as written: 第十二条之一.

    `number` and `inserted` are its parts as numbers (12 and 1; 12 and 0 where nothing is inserted);
    None where the numeral cannot be read. `caption` is a heading of its own in brackets, （目的）.
    """

    kind: Literal["article", "point"]
    anchor: str | None
    number: int | None
    inserted: int | None
    lead: str
    label: str
    gap: str
    caption: str
    paragraphs: tuple[Paragraph, ...]
    line: int


class Heading(NamedTuple):
    """The heading of a part, chapter, section or annex; "title" is a heading without a number."""

    level: Level
    anchor: str | None
    number: int | None
    lead: str
    label: str
    gap: str
    title: str
    line: int


class Loose(NamedTuple):
    """A line outside every article: title, history, preamble, signature, date, or an annex's words.

    The lines of an act of plain paragraphs, without articles or points, are "text". A "title" after
    articles or points begins another act of the same text.
    """

    role: Role
    lead: str
    text: str
    line: int


class Doubt(NamedTuple):
    """A place that was read in one way and could be meant in another; importers tell people of it."""

    kind: Literal["article-without-space", "unclosed-quotation", "contents-without-text"]
    line: int
    found: str


Node = Heading | Article | Loose


class LawText(NamedTuple):
    """A whole text, in its own order."""

    body: tuple[Node, ...]
    doubts: tuple[Doubt, ...] = ()

    def anchors(self) -> Iterator[str]:
        """Every place of the text that can be pointed at, in order."""
        for node in self.body:
            if not isinstance(node, Loose) and node.anchor:
                yield node.anchor
            if isinstance(node, Article):
                for paragraph in node.paragraphs:
                    if paragraph.anchor:
                        yield paragraph.anchor
                    yield from (item.anchor for item in every_item(paragraph.items) if item.anchor)

    def articles(self) -> Iterator[Article]:
        """The articles alone, without the points of acts that have no articles."""
        return (node for node in self.body if isinstance(node, Article) and node.kind == "article")

    def headings(self) -> Iterator[Heading]:
        """The headings alone."""
        return (node for node in self.body if isinstance(node, Heading))

    def source(self) -> str:
        """The text that this tree was read from, but for white space at the ends of lines."""
        return "".join(_print(self.body))


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """Items and the items inside them, in the order of the text."""
    for item in items:
        yield item
        if item.items:
            yield from every_item(item.items)


def _print(body: Iterable[Node]) -> Iterator[str]:
    for node in body:
        if isinstance(node, Loose):
            yield node.lead
            yield node.text
        elif isinstance(node, Heading):
            yield f"{node.lead}{node.label}{node.gap}{node.title}"
        else:
            yield f"{node.lead}{node.label}{node.gap}{node.caption}"
            for paragraph in node.paragraphs:
                yield paragraph.lead
                yield paragraph.text
                for item in every_item(paragraph.items):
                    yield f"{item.lead}{item.label}{item.gap}{item.text}"


def words(article: Article) -> str:
    """All of an article's words, one paragraph or item a line, without its number."""
    lines = [article.caption] if article.caption else []
    for paragraph in article.paragraphs:
        if paragraph.text:
            lines.append(paragraph.text)
        lines += [f"{item.label}{item.text}" for item in every_item(paragraph.items)]
    return "\n".join(lines)


def line_offset(text: str, line: int) -> int:
    """Where the words of a line begin, in characters from the start of the text; lines count from 1."""
    lines = text.split("\n")
    words = lines[line - 1]
    return sum(len(each) + 1 for each in lines[: line - 1]) + len(words) - len(words.lstrip())
