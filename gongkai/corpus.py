"""All records together: found by key, linked both ways, as of a day.

The corpus holds cards; a whole record is fetched when its page is made. It never changes after
it is made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.cards import Card, Printed
from gongkai.codeslock import Codes
from gongkai.glossary import Glossary
from gongkai.record import Introduction, Record
from gongkai.translations import Entry, Lock, Place
from gongkai.vocabulary import Vocabulary


def _no_files(_key: str) -> Mapping[str, bytes]:
    """A site whose records have no files beside them."""
    return {}


@dataclass(frozen=True)
class Corpus:
    """Every published record as of a day, in the order of its type's list."""

    as_of: str
    types: Mapping[str, type[Record]]
    by_folder: Mapping[str, Sequence[Card]]
    by_key: Mapping[str, Card]
    hidden: frozenset[str]
    backlinks: Mapping[str, Sequence[Card]]
    vocabulary: Vocabulary
    introductions: Mapping[str, Introduction]
    lock: Lock
    glossary: Glossary
    uses: Mapping[str, Sequence[tuple[Card, Sequence[str]]]]
    fetch: Callable[[str], Record]
    parts: bool = True
    codes: Codes = field(default_factory=dict)
    files: Callable[[str], Mapping[str, bytes]] = _no_files
    printed: Mapping[str, Sequence[Printed]] = field(default_factory=dict)
    _anchors: dict[str, Sequence[str]] = field(default_factory=dict, repr=False)
    _places: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False)

    def card(self, key: str) -> Card | None:
        """The card of a record, or None where it does not exist or is not published yet."""
        return self.by_key.get(key)

    def cards(self, folder: str) -> Sequence[Card]:
        """All records of a type, in the order of its list."""
        return self.by_folder.get(folder, ())

    def shown(self, folder: str) -> bool:
        """Whether the site has a type: there are records of it, or words that say what will be there."""
        return bool(self.cards(folder)) or folder in self.introductions

    def pointing_at(self, key: str) -> Sequence[Card]:
        """Records that name this one, each once, by type and id."""
        return self.backlinks.get(key, ())

    def record(self, key: str) -> Record:
        """The whole record."""
        return self.fetch(key)

    def file_beside(self, key: str) -> bytes:
        """The file that stands beside a record (a picture)."""
        return next(iter(self.files(key).values()))

    def anchors(self, key: str) -> Sequence[str]:
        """The places in a record's page that others may point at; few records are asked, so none are kept."""
        if key not in self._anchors:
            self._anchors[key] = tuple(self.record(key).anchors())
        return self._anchors[key]

    def place(self, key: str, anchor: str) -> str | None:
        """Which of a record's pages has an anchor: "" for its own, else the name of the part; None where no page has."""
        if (key, anchor) not in self._places:
            card = self.by_key[key]
            place = self.types[card.type].place_of(card, anchor, self)
            self._places[key, anchor] = None if place and not self.parts else place
        return self._places[key, anchor]

    def using(self, term: str) -> Sequence[tuple[Card, Sequence[str]]]:
        """Records that use a term of the glossary, with the articles that do."""
        return self.uses.get(term, ())

    def locked(self, key: str) -> Mapping[Place, Entry]:
        """What is on record of a record's English."""
        return self.lock.get(key, {})


def link(
    cards: Iterable[Card],
    types: Sequence[type[Record]],
    *,
    as_of: str,
    vocabulary: Vocabulary,
    introductions: Mapping[str, Introduction],
    lock: Lock,
    glossary: Glossary,
    fetch: Callable[[str], Record],
    drafts: bool = False,
    parts: bool = True,
    codes: Codes | None = None,
    files: Callable[[str], Mapping[str, bytes]] = _no_files,
) -> Corpus:
    """Put the records in order and link them; those not to be published yet, and drafts, are left out.

    `parts` says whether the site has the further pages of records.
    """
    published: dict[str, list[Card]] = {kind.folder: [] for kind in types}
    hidden: set[str] = set()
    for card in cards:
        if (card.publish_from is not None and card.publish_from > as_of) or (card.draft and not drafts):
            hidden.add(card.key)
        else:
            published[card.type].append(card)
    by_folder = {kind.folder: tuple(kind.sort_cards(published[kind.folder])) for kind in types}
    by_key = {card.key: card for cards in by_folder.values() for card in cards}
    kinds = {kind.vocabulary: kind for kind in types if kind.vocabulary is not None}
    words = {name: {card.id: card.title for card in by_folder[kind.folder]} for name, kind in kinds.items()}
    backlinks: dict[str, dict[str, Card]] = {}
    for cards_of_type in by_folder.values():
        for card in cards_of_type:
            for _, ref in card.refs:
                backlinks.setdefault(ref.target, {})[card.key] = card
            for _, term in card.terms:
                if (kind := kinds.get(term.vocabulary)) is not None:
                    backlinks.setdefault(f"{kind.folder}/{term}", {})[card.key] = card
    return Corpus(
        as_of=as_of,
        types={kind.folder: kind for kind in types},
        by_folder=by_folder,
        by_key=by_key,
        hidden=frozenset(hidden),
        backlinks={key: tuple(pointing.values()) for key, pointing in backlinks.items()},
        vocabulary=vocabulary.joined(words),
        introductions=introductions,
        lock=lock,
        glossary=_published(glossary, types, by_key),
        uses=_uses(by_folder, {kind.folder: kind for kind in types}, as_of) if glossary else {},
        fetch=fetch,
        parts=parts,
        codes=codes or {},
        files=files,
    )


def _uses(
    by_folder: Mapping[str, Sequence[Card]], types: Mapping[str, type[Record]], as_of: str
) -> dict[str, list[tuple[Card, Sequence[str]]]]:
    """Where every term of the glossary is used, in the version of each record that stands on the day."""
    uses: dict[str, dict[str, tuple[Card, list[str]]]] = {}
    for folder, cards in by_folder.items():
        for card in cards:
            shown = types[folder].version_shown(card, as_of) if card.uses else ""
            for use in card.uses:
                if use.version in ("", shown):
                    _, anchors = uses.setdefault(use.term, {}).setdefault(card.key, (card, []))
                    anchors += use.anchors
    return {term: list(places.values()) for term, places in uses.items()}


def _published(glossary: Glossary, types: Sequence[type[Record]], by_key: Mapping[str, Card]) -> Glossary:
    """The terms whose records are published: only those can be explained."""
    folders = [kind.folder for kind in types if kind.explains]
    return Glossary(entry for entry in glossary.entries if any(f"{folder}/{entry.id}" in by_key for folder in folders))
