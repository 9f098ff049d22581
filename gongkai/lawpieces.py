"""What search finds of a law: its articles and headings, what is told of them, and what happened to it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from gongkai.fields import Figure, Language, Subject, Text
from gongkai.i18n import date_words
from gongkai.lawfields import EVENTS, Digest, Event, Replaced
from gongkai.lawtext import Article, Heading, LawText, Loose
from gongkai.lawtext.nodes import Node
from gongkai.lawversions import Version
from gongkai.pieces import Piece, Words, listed, piece
from gongkai.placenames import place_name

TEXT = "_text"


class HasWords(Protocol):
    """What the pieces of a law are made from."""

    @property
    def summary(self) -> Text | None: ...
    @property
    def events(self) -> Sequence[Event]: ...
    @property
    def versions(self) -> Sequence[Version]: ...
    @property
    def digest(self) -> Sequence[Digest]: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def replaces(self) -> Sequence[Replaced]: ...
    @property
    def cites(self) -> Sequence[Subject]: ...
    @property
    def gaps(self) -> Sequence[Text]: ...


def pieces_of_law(law: HasWords) -> Iterator[Piece]:
    """The pieces of a law, those of every version of its text among them."""
    yield from piece("", law.summary)
    for version in law.versions:
        yield from pieces_of_text(version.chinese(), version.english(), version.key)
    for part in law.digest:
        anchor = f"_digest-{part.of}" if law.versions else str(part.of)
        zh = _told(part, "zh")
        en = _told(part, "en")
        words: dict[Language, Words] = {}
        if zh:
            words["zh"] = zh
        if en:
            words["en"] = en
        yield Piece("", anchor, words)
    yield from _history(law.events)
    yield from listed("figures", law.figures)
    yield from piece("_other-laws", [*law.replaces, *law.cites], "others")
    yield from listed("gaps", law.gaps)


def _told(part: Digest, language: Language) -> Words | None:
    heading, told = part.heading.get(language), next(piece("", part.text), None)
    if heading is None or told is None or language not in told.words:
        return None
    label = f"{place_name(part.of, language)} {heading}" if "art-" in part.of else heading
    return Words(label, f"{label} {told.words[language].text}")


def _history(events: Iterable[Event]) -> Iterator[Piece]:
    """What happened to the law, in one piece: date, sitting, what was done, and by which decision."""
    lines: dict[Language, list[str]] = {"zh": [], "en": []}
    for event in events:
        for language, said in lines.items():
            names: list[Any] = [event.session, EVENTS[event.type], event.instrument, event.note]
            said.append(date_words(event.date, language))
            said += [words for name in names if name and (words := name.get(language))]
    if events:
        yield Piece(
            "", "_history", {language: Words("", " ".join(said)) for language, said in lines.items()}, "history"
        )


def pieces_of_text(
    chinese: LawText, english: LawText | None, version: str = "", loose: str = TEXT, section: str = "text"
) -> Iterator[Piece]:
    """A text in pieces; lines outside articles, and articles without an anchor, are joined and open at `loose`."""
    theirs = dict(_nodes(english, loose)) if english else {}
    mine = dict(_nodes(chinese, loose))
    for anchor in dict.fromkeys([*mine, *theirs]):
        words: dict[Language, Words] = {}
        if zh := mine.get(anchor):
            words["zh"] = zh
        if en := theirs.get(anchor):
            words["en"] = en
        yield Piece(version, anchor, words, section if anchor == loose else "")


def _nodes(law: LawText, loose: str) -> Iterator[tuple[str, Words]]:
    outside: list[str] = []
    for node in law.body:
        anchor = None if isinstance(node, Loose) else node.anchor
        if anchor is None:
            outside.append(_source(node))
        else:
            yield anchor, Words(_label(node), _source(node))
    if outside:
        yield loose, Words("", "\n".join(outside))


def _label(node: Node) -> str:
    if isinstance(node, Heading):
        return _source(node)
    return node.label if isinstance(node, Article) else ""


def _source(node: Node) -> str:
    """A piece of the text as it was written, with the number it begins with."""
    return LawText((node,)).source().strip()
