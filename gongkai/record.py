"""What all records have in common, and what a type of record says of itself.

A `Record` is a file of the content folder, checked. A `Card` is the little of it that lists,
links and rules need; the corpus holds cards for all records and fetches a whole record only
when its own page is made. That keeps a site of ten thousand laws small in memory and lets an
edit rebuild without reading the other files again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from gongkai.fields import Day, Loc, Measure, Model, PartialDate, Prose, Ref, Source, Term, Text, Topic, prose_links
from gongkai.pieces import Piece, pieces_of
from gongkai.translations import Entry, Place, Translated

Tone = Literal["good", "waiting", "info", "alert", "quiet"]


@dataclass(frozen=True, slots=True)
class State:
    """A state as readers see it: its word, and the tone that chooses colour and shape.

    What is not `in_force` (repealed, not yet in force) comes after its equals when somebody searches.
    """

    key: str
    label: Text
    tone: Tone
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to filter a list. Options are named by a vocabulary, by `labels`, or by themselves."""

    key: str
    label: Text
    vocabulary: str | None = None
    labels: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A record as one line of a list. `label` is a short word beside the title, `line` a sentence.

    `mark` stands where the date would, in a list that is not one of dates.
    """

    date: str | None
    mark: Text | None = None
    label: Text | None = None
    line: Text | None = None
    state: State | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A place in another record that this one names: `laws/x#art-12`.

    `place` is where in this record it is named, an id that its page has as an anchor, `role` what
    such a place is called and `words` what stands there; all None where the record as a whole names it.
    """

    ref: Ref
    place: str | None
    role: Text | None
    words: Text | None


@dataclass(frozen=True, slots=True)
class Use:
    """A term of the glossary that the record uses: in which places of which of its versions, if it has such."""

    term: str
    version: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a record with an anchor of its own, in Chinese and, where there is one, in English.

    `loc` says where the whole English text stands in the file, `line` which of its lines the piece begins at.
    """

    version: str
    anchor: str
    zh: str
    en: str | None
    loc: Loc
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A further page of a record below its own: its name in the address, its template.

    `files` are the names of data files below the part's address that are made together; such a
    part has no template and is no page. `copies` names parts that have the same files.
    """

    name: str
    template: str = ""
    files: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What the rest of the site knows of a record. `brief` is the type's own choice of facts.

    `digest` stands for the whole file, `face` for what other pages show of it: an edit of a law's
    text changes its own page, not the lists and pages that name it.
    """

    type: str
    id: str
    path: str
    title: Text
    summary: Text | None
    date: str | None
    publish_from: str | None
    topics: tuple[str, ...]
    measures: tuple[str, ...]
    brief: Mapping[str, Any]
    refs: tuple[tuple[Loc, Ref], ...]
    terms: tuple[tuple[Loc, Term], ...]
    untranslated: tuple[Loc, ...]
    digest: str
    face: str
    draft: bool = False
    demonstration: bool = False
    named: tuple[Named, ...] = ()
    uses: tuple[Use, ...] = ()
    translated: tuple[Translated, ...] = ()
    places: str = ""
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How other records point at it: folder and id."""
        return f"{self.type}/{self.id}"


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
        return {}

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
