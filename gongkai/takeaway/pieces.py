"""A law's text in one language, piece by piece, with what the editors say of its English.

A piece of an English text is the English, or says that there is none. Of an article it says no
more than that; every other line of the Chinese (a heading, a point, the preamble, a signature)
comes in Chinese, so that nothing of the act is missing from a file without a trace.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.fields import Language
from gongkai.lawtext import Article, Heading, LawText
from gongkai.lawtext.nodes import Loose, Node
from gongkai.lawtext.pairing import Pair
from gongkai.lawviews import TextView
from gongkai.placenames import place_name
from gongkai.takeaway import words
from gongkai.takeaway.words import date_in_words, say
from gongkai.translations import Freshness, Judged


class Piece(NamedTuple):
    """A piece of the text in one language, in the order of that text.

    `freshness` is given for English articles and for what has no English: there it is "missing",
    and the node is the Chinese. `mark` is what the editors say of the piece, in English.
    """

    node: Node
    freshness: Freshness | None = None
    mark: str | None = None

    @property
    def missing(self) -> bool:
        """Whether the piece stands for one that is not translated."""
        return self.freshness == "missing"

    @property
    def in_chinese(self) -> bool:
        """Whether an English text gives the piece in Chinese, for want of English."""
        return self.missing and not (isinstance(self.node, Article) and self.node.kind == "article")

    def bracketed(self) -> str:
        """The mark as a line of a plain text, with the Chinese in it where that is given; empty without a mark."""
        mark = self.mark or ""
        return f"{mark[:-1]}: {LawText((self.node,)).source().strip()}]" if self.in_chinese else mark


def pieces(text: TextView, language: Language) -> list[Piece]:
    """The text in a language; in English with a piece for everything that is not translated.

    Such a piece stands before the English of what follows it in the Chinese, at the end where nothing does.

    Raises ValueError where the version has no English text.
    """
    if language == "zh":
        return [Piece(node) for node in text.law.body]
    if text.english is None:
        raise ValueError(f"{text.key} {text.version.key}: no English text")
    before: dict[int, list[Piece]] = {}
    pair_of: dict[int, Pair] = {}
    waiting: list[Piece] = []
    for pair in text.pairs:
        if pair.english is not None:
            pair_of[id(pair.english)] = pair
            if pair.chinese is not None:
                before[id(pair.english)] = waiting
                waiting = []
        elif pair.chinese is not None:
            waiting.append(Piece(pair.chinese, "missing", _missing(pair.chinese)))
    found: list[Piece] = []
    for node in text.english.body:
        found += before.get(id(node), ())
        found.append(_english(node, pair_of[id(node)], text))
    return found + waiting


def judged_articles(text: TextView, language: Language) -> Iterator[tuple[Article, Judged]]:
    """Every article or point of a text with English, in the order of the Chinese, with how its English stands.

    The article is that of the language, or the other one where the language lacks it.
    """
    for pair in text.pairs:
        node = (pair.english or pair.chinese) if language == "en" else (pair.chinese or pair.english)
        if isinstance(node, Article):
            yield node, judged(pair, text)


def judged(pair: Pair, text: TextView) -> Judged:
    """How the English of an article stands. Of one without an anchor nothing can be on record."""
    node = pair.chinese or pair.english
    known = text.judged.get(node.anchor) if isinstance(node, Article) and node.anchor else None
    if known is not None:
        return known
    if pair.english is None:
        return Judged("missing")
    return Judged("unrecorded" if pair.chinese is not None else "extra")


def place_in_words(node: Article | Heading, language: Language) -> str:
    """What a place is called; one that has no anchor by its number as the text writes it."""
    if node.anchor:
        return place_name(node.anchor, language)
    return node.label or (node.title if isinstance(node, Heading) else "")


def numbered(heading: Heading) -> str:
    """A heading's number as written, with the sign behind it where an annex has one: 附件一：."""
    return f"{heading.label}{heading.gap}".strip()


def _missing(node: Node) -> str:
    if isinstance(node, Loose) or not (name := place_in_words(node, "en")):
        return say(words.MARK_LINE_MISSING, "en")
    return say(words.MARK_MISSING, "en").format(name)


def _english(node: Node, pair: Pair, text: TextView) -> Piece:
    if not isinstance(node, Article):
        return Piece(node)
    found = judged(pair, text)
    mark = None
    if found.freshness == "outdated" and found.since:
        mark = say(words.MARK_OUTDATED, "en").format(date_in_words(found.since, "en"))
    elif found.freshness in words.MARKS:
        mark = say(words.MARKS[found.freshness], "en")
    return Piece(node, found.freshness, mark)
