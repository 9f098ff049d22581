"""All records together: found by key, linked both ways, as of a day.

The corpus holds cards; a whole record is fetched when its page is made. It never changes after
it is made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.record import Card, Introduction, Record
from gongkai.vocabulary import Vocabulary


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
    fetch: Callable[[str], Record]
    _anchors: dict[str, Sequence[str]] = field(default_factory=dict, repr=False)

    def card(self, key: str) -> Card | None:
        """The card of a record, or None where it does not exist or is not published yet."""
        return self.by_key.get(key)

    def cards(self, folder: str) -> Sequence[Card]:
        """All records of a type, in the order of its list."""
        return self.by_folder.get(folder, ())

    def pointing_at(self, key: str) -> Sequence[Card]:
        """Records that name this one, each once, by type and id."""
        return self.backlinks.get(key, ())

    def record(self, key: str) -> Record:
        """The whole record."""
        return self.fetch(key)

    def anchors(self, key: str) -> Sequence[str]:
        """The places in a record's page that others may point at; few records are asked, so none are kept."""
        if key not in self._anchors:
            self._anchors[key] = tuple(self.record(key).anchors())
        return self._anchors[key]


def link(
    cards: Iterable[Card],
    types: Sequence[type[Record]],
    *,
    as_of: str,
    vocabulary: Vocabulary,
    introductions: Mapping[str, Introduction],
    fetch: Callable[[str], Record],
) -> Corpus:
    """Put the records in order and link them; those not to be published yet are left out."""
    published: dict[str, list[Card]] = {kind.folder: [] for kind in types}
    hidden: set[str] = set()
    for card in cards:
        if card.publish_from is not None and card.publish_from > as_of:
            hidden.add(card.key)
        else:
            published[card.type].append(card)
    by_folder = {kind.folder: tuple(kind.sort_cards(published[kind.folder])) for kind in types}
    by_key = {card.key: card for cards in by_folder.values() for card in cards}
    backlinks: dict[str, dict[str, Card]] = {}
    for cards_of_type in by_folder.values():
        for card in cards_of_type:
            for _, ref in card.refs:
                backlinks.setdefault(ref.target, {})[card.key] = card
    return Corpus(
        as_of=as_of,
        types={kind.folder: kind for kind in types},
        by_folder=by_folder,
        by_key=by_key,
        hidden=frozenset(hidden),
        backlinks={key: tuple(pointing.values()) for key, pointing in backlinks.items()},
        vocabulary=vocabulary,
        introductions=introductions,
        fetch=fetch,
    )
