"""What all records have in common, and what a type of record says of itself.

A `Record` is a file of the content folder, checked. What the rest of the site knows of it is its
`Card` (`gongkai.cards`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from gongkai.cards import Card, Facet, Part, Passage, Row
from gongkai.fields import Day, Loc, Measure, Model, PartialDate, Prose, Ref, Source, Text, Topic, prose_links
from gongkai.pieces import Piece, pieces_of
from gongkai.tally import Tally
from gongkai.translations import Entry, Place, Translated


class Library(Protocol):
    """What a record may ask about the others while its page is made."""

    @property
    def as_of(self) -> str: ...
    def card(self, key: str) -> Card | None: ...
    def cards(self, folder: str) -> Sequence[Card]: ...
    def record(self, key: str) -> "Record": ...
    def pointing_at(self, key: str) -> Sequence[Card]: ...
    def locked(self, key: str) -> Mapping[Place, Entry]: ...
    def using(self, term: str) -> Sequence[tuple[Card, Sequence[str]]]: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule inside one record: the rule's name, where, and the words its message needs.

    `offset` counts characters into a text, where the fault stands inside a long one.
    """

    rule: str
    loc: Loc
    words: Mapping[str, str] = field(default_factory=dict)
    offset: int | None = None


class HasId(Protocol):
    """Something in a record that others point at by its id."""

    @property
    def id(self) -> str: ...


def repeated_ids(lists: Mapping[str, Iterable[HasId]]) -> Iterator[Fault]:
    """Ids are unique over all the lists of a record that share its page's anchors."""
    seen: set[str] = set()
    for name, items in lists.items():
        for index, item in enumerate(items):
            if item.id in seen:
                yield Fault("twice", (name, index, "id"), {"found": item.id})
            seen.add(item.id)


def unknown_ids(named: Iterable[tuple[Loc, str | None]], known: Iterable[HasId]) -> Iterator[Fault]:
    """Every id that is named somewhere is one of the known; None names nothing."""
    ids = {item.id for item in known}
    for loc, found in named:
        if found is not None and found not in ids:
            yield Fault("list-link", loc, {"found": found, "known": ", ".join(sorted(ids)) or "—"})


BOARD = "board"
"""The extra page on which the rows of a type's `tallies` stand."""


def wrong_types(refs: Iterable[tuple[Loc, Ref | None]], *folders: str) -> Iterator[Fault]:
    """Every reference leads to a record of one of these types; None names nothing."""
    for loc, ref in refs:
        if ref is not None and ref.partition("/")[0] not in folders:
            yield Fault("wrong-type", loc, {"found": ref, "wanted": ", ".join(f"{folder}/…" for folder in folders)})


_NO_WORDS = {"id", "title", "also_called", "topics", "measures", "related", "sources", "updated", "publish_from"}


class Record(Model):
    """A record of any type. Its id is the name of its file.

    `also_called` lists other names people use for it: a short name, an abbreviation.
    """

    folder: ClassVar[str]
    template: ClassVar[str]
    group: ClassVar[str]
    singular: ClassVar[Text]
    plural: ClassVar[Text]
    about: ClassVar[Text]
    counted: ClassVar[Text | None] = None
    facets: ClassVar[tuple[Facet, ...]] = ()
    listed: ClassVar[bool] = True
    shown_as_new: ClassVar[bool] = True
    index_template: ClassVar[str] = "index.html"
    extra_pages: ClassVar[tuple[str, ...]] = ()
    part_templates: ClassVar[tuple[str, ...]] = ()
    explains: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = True
    vocabulary: ClassVar[str | None] = None
    private: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = ()
    seen: ClassVar[tuple[str, ...]] = ()

    id: str
    title: Text
    summary: Text | None = None
    also_called: tuple[Text, ...] = ()
    topics: tuple[Topic, ...] = ()
    measures: tuple[Measure, ...] = ()
    related: tuple[Ref, ...] = ()
    sources: tuple[Source, ...] = ()
    gaps: tuple[Text, ...] = ()
    updated: Day | None = None
    publish_from: Day | None = None
    draft: bool = False
    demonstration: bool = False

    def date(self) -> PartialDate | str | None:
        """The date the record sorts by."""
        return self.updated

    @classmethod
    def read_beside(cls, files: Mapping[str, bytes]) -> Mapping[str, Any]:
        """The fields named in `seen`: what files with the record's name and an ending of `beside` turn out to be.

        Nobody writes these fields in the record's own file.
        """
        return {}

    def anchors(self) -> Iterable[str]:
        """The places inside its page that others may point at."""
        return ()

    @classmethod
    def place_of(cls, card: Card, anchor: str, library: Library) -> str | None:
        """Which of the record's pages has one of its `anchors`: "" for its own, else the name of the part."""
        return ""

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """Pages and files of the record beyond its own page."""
        return ()

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        """What one of the `parts` shows."""
        return {}

    def passages(self) -> Iterable[Passage]:
        """Pieces of the record in which terms of the glossary are looked for one by one, beside its fields as a whole."""
        return ()

    @classmethod
    def version_shown(cls, card: Card, as_of: str) -> str:
        """The version whose passages count as the record's, for types that have versions."""
        return ""

    def pieces(self) -> Iterable[Piece]:
        """What search finds of the record: its words, each piece with the anchor it opens at."""
        return pieces_of(self, head=["summary"], left_out=_NO_WORDS)

    def identifiers(self) -> Iterable[Text]:
        """Document numbers and the like, by which people look for the record beside its names."""
        return ()

    @classmethod
    def word(cls) -> str:
        """The type in an address, as in `/search/?type=case-collection`."""
        return "-".join(re.findall("[a-z0-9]+", (cls.singular.en or cls.folder).lower()))

    def places(self) -> str:
        """A hash of where its anchors are, for types whose pages lose or move them; pages that name one depend on it."""
        return ""

    def translated(self) -> Iterable[Translated]:
        """Pieces of the record whose English is kept in step with its Chinese, one by one."""
        return ()

    def faults(self) -> Iterable[Fault]:
        """The rules of this type that need no other record."""
        return ()

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """Rules of this type that look at all its records together."""
        return ()

    def brief(self) -> dict[str, Any]:
        """The facts of this type that lists and other records' pages show."""
        return {}

    def view(self, library: Library) -> dict[str, Any]:
        """What the template needs beyond the record itself, the same in both languages."""
        return {}

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        """What one of the type's `extra_pages` shows; also what its list shows, under the name `index`."""
        return {"tallies": cls.tallies(library)} if name == BOARD else {}

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        """Keys of records and lists of other types that the type's list and extra pages show."""
        return ()

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        """The type's records, or the items in them, counted: by state, by body and so on."""
        return ()

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """Keys of further records whose whole content the page shows (linked ones show their card)."""
        return ()

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        """The record as a line of its list."""
        return Row(date=card.date, line=card.summary, facets={"topic": card.topics})

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        """The list's order: newest first, undated last, then by id."""
        return sorted(sorted(cards, key=lambda card: card.id), key=lambda card: card.date or "", reverse=True)


class Introduction(Model):
    """`_index.yml` in a content folder: the words above the type's list."""

    title: Text | None = None
    lead: Text
    text: Prose | None = None

    def links(self) -> list[tuple[Loc, Ref]]:
        """The records that its text links to."""
        return list(prose_links(self.text, ("text",))) if self.text else []
