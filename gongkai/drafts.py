"""Drafts that are put before the public: their texts, the places in them, and what became of an article.

All drafts of a consultation stand on one page, so each place of a text bears its draft's id before
its own: `first--art-3`. Two hyphens never stand in an id, so these meet nothing else of the page.
"""

import functools
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from gongkai.cards import Passage
from gongkai.fields import Cites, Language, Loc, Model, PartialDate, Slug, Text
from gongkai.lawpieces import pieces_of_text
from gongkai.lawtext import Article, Item, LawText, Loose, Paragraph
from gongkai.lawtext.compare import Change, compare
from gongkai.lawtext.nodes import Node, words
from gongkai.lawversions import LawString, parsed
from gongkai.pieces import Piece


class Draft(Model):
    """One version of the text that was put before the public, as the text of a law."""

    id: Slug
    title: Text
    date: PartialDate | None = None
    zh: LawString
    en: LawString | None = None
    translation: Literal["official", "unofficial", "draft"] | None = None
    source: Cites = ()
    en_source: Cites = ()

    @model_validator(mode="after")
    def _english_has_a_label(self) -> Self:
        if (self.en is None) != (self.translation is None):
            raise PydanticCustomError("translation-label", "{found}", {"found": self.translation or "—"})
        return self

    def articles(self) -> list[str]:
        """The articles of the Chinese text by their anchors, in order."""
        return articles_of(parsed(self.zh, "zh"))

    def place(self, anchor: str) -> str:
        """Where a place of the text stands on the page."""
        return f"{self.id}--{anchor}"

    def text(self, language: Language) -> LawText | None:
        """The text in a language, its places named as the page names them."""
        source = self.zh if language == "zh" else self.en
        return None if source is None else _placed(parsed(source, language), self.place(""))

    def passages(self, loc: Loc) -> Iterator[Passage]:
        """Its articles, in which terms of the glossary are looked for; `loc` is where the draft stands in its record."""
        english = parsed(self.en, "en") if self.en is not None else LawText(())
        theirs = {node.anchor: node for node in english.body if isinstance(node, Article)}
        for node in parsed(self.zh, "zh").body:
            if isinstance(node, Article) and node.anchor:
                other = theirs.get(node.anchor)
                said, line = (words(other), other.line) if other else (None, 1)
                yield Passage("", self.place(node.anchor), words(node), said, (*loc, "en"), line)

    def pieces(self) -> Iterator[Piece]:
        """What search finds of the text."""
        chinese = self.text("zh")
        assert chinese is not None
        return pieces_of_text(chinese, self.text("en"), loose=f"_text-{self.id}", section="drafts")


def articles_of(text: LawText) -> list[str]:
    """The articles and points of a text by their anchors, in order."""
    return [node.anchor for node in text.body if isinstance(node, Article) and node.anchor]


def became(before: str, after: str, language: Language, asked: str, article: str | None) -> Change | None:
    """How `article` of a later text came about; without one, how the article that was `asked` about went out.

    None where nothing of the kind happened: the later article stands word for word in the text
    before, wherever it stands there, or the article that was asked about is still there.
    """
    for change in _changes(before, after, language):
        old, new = change.old, change.new
        if article is None:
            if isinstance(old, Article) and old.anchor == asked:
                return change if new is None else None
        elif isinstance(new, Article) and new.anchor == article:
            return change if old is None or change.reworded else None
    return None


@functools.lru_cache(maxsize=16)
def _changes(before: str, after: str, language: Language) -> tuple[Change, ...]:
    """What leads from one text to the other; several comments on a draft ask for the same."""
    return compare(parsed(before, language), parsed(after, language)).changes


def _placed(text: LawText, prefix: str) -> LawText:
    """The same text, with the prefix before every anchor."""

    def named(anchor: str | None) -> str | None:
        return anchor and prefix + anchor

    def item(one: Item) -> Item:
        return one._replace(anchor=named(one.anchor), items=tuple(map(item, one.items)))

    def paragraph(one: Paragraph) -> Paragraph:
        return one._replace(anchor=named(one.anchor), items=tuple(map(item, one.items)))

    def node(one: Node) -> Node:
        if isinstance(one, Loose):
            return one
        if isinstance(one, Article):
            return one._replace(anchor=named(one.anchor), paragraphs=tuple(map(paragraph, one.paragraphs)))
        return one._replace(anchor=named(one.anchor))

    return LawText(tuple(map(node, text.body)), text.doubts)
