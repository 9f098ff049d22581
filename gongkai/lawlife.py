"""The life of an article: every place in other records that names it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.cards import Card
from gongkai.fields import Text
from gongkai.placenames import article_of
from gongkai.record import Library


@dataclass(frozen=True, slots=True)
class Event:
    """A record that names an article of the law, or `anchors` in it, with where it does so.

    `place` is an anchor of the record's own page, `role` what stands there (a problem, a point),
    `words` what it says; all None where the record as a whole names the article. `meant` is the
    version that stood when the record was dated, where the article then read differently.
    """

    law: str
    anchors: tuple[str, ...]
    card: Card
    place: str | None
    role: Text | None
    words: Text | None
    meant: str | None = None

    @property
    def article(self) -> str:
        """The article's anchor."""
        return article_of(self.anchors[0])

    @property
    def key(self) -> str:
        """The record, or the place in it, as references are written."""
        return f"{self.card.key}#{self.place}" if self.place else self.card.key


Life = Mapping[str, Sequence[Event]]


def life_of(key: str, library: Library) -> Life:
    """What names each article of a law, by the article's anchor; each naming place once, oldest record first."""
    found: dict[tuple[str, str, str | None], Event] = {}
    for card in library.pointing_at(key):
        for named in card.named:
            if named.ref.target == key:
                one = (article_of(named.ref.anchor), card.key, named.place)
                known = found.get(one)
                anchors = dict.fromkeys([*(known.anchors if known else ()), named.ref.anchor])
                found[one] = Event(key, tuple(anchors), card, named.place, named.role, named.words)
    life: dict[str, list[Event]] = {}
    for event in sorted(found.values(), key=lambda event: (event.card.date or "", event.key)):
        life.setdefault(event.article, []).append(event)
    return life


def only(events: Iterable[Event], places: Collection[str]) -> list[Event]:
    """The events that name some of the places, with those alone."""
    kept = (replace(event, anchors=tuple(anchor for anchor in event.anchors if anchor in places)) for event in events)
    return [event for event in kept if event.anchors]
