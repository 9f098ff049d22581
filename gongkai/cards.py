"""What the rest of the site knows of a record: its card, and the small things lists and rules are made of.

A `Card` is the little of a record that lists, links and rules need; the corpus holds cards for all
records and fetches a whole record only when its own page is made. That keeps a site of ten thousand
laws small in memory and lets an edit rebuild without reading the other files again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gongkai.fields import Loc, Ref, Term, Text
from gongkai.translations import Translated

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
    part has no template and is no page. `copies` names parts that have the same files. Files are
    made where the site offers downloads; those `shown` in pages are always made.
    """

    name: str
    template: str = ""
    files: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A record as a book to take away: its language and format, its address below the site's root, its size in bytes.

    `as_of` is the day of which it speaks, `digest` its content; it is `current` while the records it
    was made from are as they were.
    """

    language: str
    format: str
    path: str
    size: int
    as_of: str
    digest: str
    current: bool


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
