"""What the pages of a law show beyond its record: a text with its languages, its time and its life."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from gongkai import dates
from gongkai.fields import Text
from gongkai.lawlife import Event as LifeEvent
from gongkai.lawlife import Life, life_of, only
from gongkai.lawtext import Article, LawText
from gongkai.lawtext.pairing import Pair, pair
from gongkai.lawversions import Span, Version, current_key
from gongkai.record import Library
from gongkai.translations import Judged, article_hash, judge


class HasVersions(Protocol):
    """A law, as far as its texts are concerned."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> Text: ...
    @property
    def versions(self) -> tuple[Version, ...]: ...
    def version(self, key: str) -> Version: ...
    def spans(self, as_of: str) -> list[Span]: ...


@dataclass(frozen=True)
class TextView:
    """One version of a law as a page shows it.

    `part` is the page: "" for the law's own, else `versions/<date>`. `judged` says of every article
    of a version with English how its English stands; `life` what names the places of this page,
    `elsewhere` what names places that only other versions have, with the version.
    """

    key: str
    part: str
    version: Version
    span: Span
    spans: Sequence[Span]
    law: LawText
    english: LawText | None
    pairs: Sequence[Pair]
    judged: dict[str, Judged]
    life: Life = field(default_factory=dict)
    elsewhere: Sequence[tuple[Span, LifeEvent]] = ()

    @property
    def outdated(self) -> list[str]:
        """Articles whose English translates an earlier Chinese."""
        return [anchor for anchor, judged in self.judged.items() if judged.freshness == "outdated"]

    @property
    def missing(self) -> list[str]:
        """Articles that are not translated, in a text whose other articles are."""
        return [anchor for anchor, judged in self.judged.items() if judged.freshness == "missing"]

    @property
    def unrecorded(self) -> list[str]:
        """Articles of which no record says which Chinese their English translates."""
        return [anchor for anchor, judged in self.judged.items() if judged.freshness == "unrecorded"]

    @property
    def extra(self) -> list[str]:
        """English articles whose number the Chinese does not have."""
        return [anchor for anchor, judged in self.judged.items() if judged.freshness == "extra"]

    @property
    def all_life(self) -> list[LifeEvent]:
        """What names any place of this page, in the order of the text."""
        if not self.life:
            return []
        order = {anchor: index for index, anchor in enumerate(self.law.anchors())}
        events = [event for each in self.life.values() for event in each]
        return sorted(events, key=lambda event: order.get(event.article, len(order)))


def text_view(folder: str, law: HasVersions, key: str, part: str, library: Library) -> TextView:
    """One version, for the law's own page (`part` is empty) or for the version's."""
    record_key = f"{folder}/{law.id}"
    version = law.version(key)
    every = law.spans(library.as_of)
    chinese, english = version.chinese(), version.english()
    standing = current_key([span.key for span in every], library.as_of)
    life, elsewhere = _resolved(law, record_key, key, "" if key == standing else f"versions/{key}", library)
    locked = library.locked(record_key)
    card = library.card(record_key)
    translated = [one for one in card.translated if one.version == key] if card else []
    return TextView(
        key=record_key,
        part=part,
        version=version,
        span=next(span for span in every if span.key == key),
        spans=every,
        law=chinese,
        english=english,
        pairs=pair(chinese, english) if english is not None else (),
        judged={one.anchor: judge(one, locked.get((one.version, one.anchor))) for one in translated},
        life=life,
        elsewhere=[(span, event) for name, event in elsewhere for span in every if span.key == name],
    )


def _resolved(
    law: HasVersions, key: str, version: str, part: str, library: Library
) -> tuple[Life, list[tuple[str, LifeEvent]]]:
    """What names places of this text; on the law's own page also what names places only other versions have.

    A reference leads to the text that stands, so long as that has the place. Where the record is
    older than the text and the article then read differently, or had other words under the same
    number, the entry says which text it meant. `part` is empty where this text is the one that stands.
    """
    life = life_of(key, library)
    card = library.card(key)
    if not life or card is None:
        return {}, []
    hashes = _Hashes(law)
    here = set(law.version(version).chinese().anchors())
    kind = type(library.record(key))
    shown: dict[str, list[LifeEvent]] = {}
    elsewhere: list[tuple[str, LifeEvent]] = []
    for article, events in life.items():
        where = {
            anchor: "" if part == "" and anchor in here else kind.place_of(card, anchor, library)
            for event in events
            for anchor in event.anchors
        }
        if mine := only(events, {anchor for anchor, page in where.items() if page == part and anchor in here}):
            shown[article] = [replace(event, meant=hashes.meant(event, version)) for event in mine]
        for page in sorted({page for page in where.values() if page and part == ""}):
            there = only(events, {anchor for anchor, other in where.items() if other == page})
            elsewhere += [(page.removeprefix("versions/"), event) for event in there]
    return shown, elsewhere


class _Hashes:
    """The words of each version's articles, as hashes, made when first asked for."""

    def __init__(self, law: HasVersions) -> None:
        self._law = law
        self._of: dict[str, dict[str, str]] = {}

    def meant(self, event: LifeEvent, shown: str) -> str | None:
        """The version that stood when the record was dated, where the article read differently in it."""
        if event.card.date is None:
            return None
        then = current_key([version.key for version in self._law.versions], dates.last_day(event.card.date))
        before, now = self._article(then, event.article), self._article(shown, event.article)
        return then if then != shown and before is not None and before != now else None

    def _article(self, key: str, anchor: str) -> str | None:
        if key not in self._of:
            body = self._law.version(key).chinese().body
            self._of[key] = {
                node.anchor: article_hash(node) for node in body if isinstance(node, Article) and node.anchor
            }
        return self._of[key].get(anchor)
