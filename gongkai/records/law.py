"""Laws: local regulations, decisions and rules, with what happened to them."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Part, Passage, Row, State
from gongkai.fields import Figure, PartialDate, Subject, Text
from gongkai.lawchecks import version_faults
from gongkai.lawfields import (
    AMENDED,
    EVENTS,
    IN_FORCE,
    NOT_YET,
    REPEALED,
    STATES,
    UNKNOWN,
    Category,
    Checked,
    Digest,
    Event,
    Kind,
    Replaced,
    Structure,
)
from gongkai.lawlife import life_of
from gongkai.lawpieces import pieces_of_law
from gongkai.lawtext import Article
from gongkai.lawtext.compare import Comparison, compare
from gongkai.lawtext.nodes import Loose, words
from gongkai.lawversions import Span, Version, current_key, day_before, download_names, in_order, spans
from gongkai.lawviews import text_view
from gongkai.pieces import Piece
from gongkai.record import Fault, Library, Record
from gongkai.tally import Line, Tally, by_key, by_keys, counted
from gongkai.translations import Translated, article_hash


class Law(Record):
    """A law of the city's congress or its standing committee."""

    folder = "laws"
    template = "law.html"
    part_templates = ("law-version.html", "law-cite.html", "law-bilingual.html", "law-compare.html")
    group = "laws"
    singular = Text(zh="法规", en="Law")
    plural = Text(zh="法规", en="Laws")
    about = Text(
        zh="市人民代表大会及其常务委员会制定的地方性法规、规则和决定，以及每件法规经过的修改。",
        en="Local regulations, rules and decisions made by the municipal congress and its standing committee, and how each has changed.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("category", Text(zh="领域", en="Field"), vocabulary="categories"),
        Facet("status", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("year", Text(zh="通过年份", en="Year adopted")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )

    english_title: Literal["official", "reference"] = "reference"
    kind: Kind | None = None
    category: Category | None = None
    number: Text | None = None
    events: tuple[Event, ...]
    checked: Checked | None = None
    structure: Structure | None = None
    figures: tuple[Figure, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    cites: tuple[Subject, ...] = ()
    digest_version: PartialDate | None = None
    digest: tuple[Digest, ...] = ()
    versions: tuple[Version, ...] = ()

    def date(self) -> str | None:
        return next((event.date for event in self.events if event.type == "adopted"), None)

    def spans(self, as_of: str) -> list[Span]:
        """The versions in order of time, with what each is on a day.

        A repeal known only to the month or year ends the law, but gives no last day to its text.
        """
        started = [event.day for event in self.events if event.type == "effective"]
        repeal = min(
            (event for event in self.events if event.type == "repealed"), key=lambda event: event.day, default=None
        )
        ended = repeal.day if repeal else None
        found = spans([version.key for version in self.versions], as_of, min(started, default=None), ended)
        if repeal is None or dates.is_day(repeal.effective or repeal.date):
            return found
        return [replace(span, until=None) if span.until == day_before(repeal.day) else span for span in found]

    def version(self, key: str) -> Version:
        """One of the versions, by its name in addresses."""
        return next(version for version in self.versions if version.key == key)

    def version_on(self, as_of: str) -> Version | None:
        """The text that stands on a day; None where the record carries no text."""
        return self.version(current_key([each.key for each in self.versions], as_of)) if self.versions else None

    def anchors(self) -> Iterable[str]:
        """Every place of every version, and what is told in plain words: none of them may vanish by a date alone."""
        places = (anchor for version in self.versions for anchor in version.chinese().anchors())
        return dict.fromkeys([*places, *(part.of for part in self.digest)])

    def places(self) -> str:
        digest = blake2b(repr([part.of for part in self.digest]).encode(), digest_size=8)
        for version in self.versions:
            digest.update(f"\0{version.key}\0{version.zh}".encode())
        return digest.hexdigest()

    def translated(self) -> Iterable[Translated]:
        for version in self.versions:
            english = version.english()
            if english is None:
                continue
            theirs = {each.anchor: each for each in english.body if isinstance(each, Article) and each.anchor}
            for article in version.chinese().body:
                if isinstance(article, Article) and article.anchor:
                    other = theirs.pop(article.anchor, None)
                    words = article_hash(other) if other else None
                    yield Translated(version.key, article.anchor, article_hash(article), words)
            yield from (Translated(version.key, anchor, None, article_hash(each)) for anchor, each in theirs.items())

    def passages(self) -> Iterable[Passage]:
        for index, version in enumerate(self.versions):
            english = version.english()
            theirs = {each.anchor: each for each in english.body if isinstance(each, Article)} if english else {}
            for article in version.chinese().body:
                if isinstance(article, Article) and article.anchor:
                    other = theirs.get(article.anchor)
                    zh, en = words(article), words(other) if other else None
                    line = other.line if other else 1
                    yield Passage(version.key, article.anchor, zh, en, ("versions", index, "en"), line)

    def pieces(self) -> Iterable[Piece]:
        return pieces_of_law(self)

    def identifiers(self) -> Iterable[Text]:
        return (self.number,) if self.number else ()

    @classmethod
    def version_shown(cls, card: Card, as_of: str) -> str:
        keys = [key for key, _ in card.brief["versions"]]
        return current_key(keys, as_of) if keys else ""

    def faults(self) -> Iterable[Fault]:
        if not any(event.type == "adopted" for event in self.events):
            yield Fault("law-adopted", ("events",))
        for name in ("kind", "category"):
            if getattr(self, name) is None:
                yield Fault("missing-field", (), {"field": name})
        adopted = self.date()
        for index, event in enumerate(self.events):
            if adopted and dates.last_day(event.date) < dates.first_day(adopted):
                yield Fault("order", ("events", index, "date"), {"found": f"{adopted} … {event.date}"})
            if event.type == "amended" and event.instrument is None:
                yield Fault("law-instrument", ("events", index))
        yield from version_faults(self.versions)
        yield from self._digest_faults()

    def _digest_faults(self) -> Iterable[Fault]:
        """Each place is told once, and is a place of the text where the record carries it."""
        if not self.digest:
            return
        seen: set[str] = set()
        places = dict.fromkeys(anchor for version in self.versions for anchor in version.chinese().anchors())
        for index, part in enumerate(self.digest):
            if part.of in seen:
                yield Fault("twice", ("digest", index, "of"), {"found": part.of})
            elif places and part.of not in places:
                known = ", ".join([place for place in places if "-p" not in place][:12])
                yield Fault("list-link", ("digest", index, "of"), {"found": part.of, "known": known})
            seen.add(part.of)

    def brief(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "category": self.category,
            "events": tuple((event.type, event.effective or event.date) for event in self.events),
            "checked": self.checked.date if self.checked else None,
            "versions": tuple((version.key, version.en is not None) for version in self.versions),
            "amended_by": tuple(event.by.target for event in self.events if event.by and event.type != "repealed"),
            "replaces": tuple(one.ref.target for one in self.replaces if one.ref),
        }

    @classmethod
    def state(cls, card: Card, as_of: str) -> State:
        """The state on a day, from the dated events alone."""
        events: tuple[tuple[str, str], ...] = card.brief["events"]
        past = [(kind, date) for kind, date in events if dates.first_day(date) <= as_of]
        if any(kind == "repealed" for kind, _ in past):
            return REPEALED
        starts = [date for kind, date in events if kind == "effective"]
        if not starts:
            return UNKNOWN
        if not any(dates.first_day(date) <= as_of for date in starts):
            return NOT_YET
        return AMENDED if any(kind in ("amended", "revised") for kind, _ in past) else IN_FORCE

    def view(self, library: Library) -> dict[str, Any]:
        current = self.version_on(library.as_of)
        text = text_view(self.folder, self, current.key, "", library) if current else None
        told = dates.last_day(self.digest_version) if self.digest_version else None
        changes = [event for event in self.events if event.type in ("amended", "revised")]
        here = {node.anchor for node in text.law.body if not isinstance(node, Loose)} if text and self.digest else set()
        newer = [
            event for event in changes if told and dates.first_day(event.date) > told and event.day <= library.as_of
        ]
        since = text.span.since if text else None
        stale = any(since is None or event.day <= since for event in newer)
        beside = [part for part in self.digest if text and not stale and part.of in here]
        return self._common(library) | {
            "event_names": EVENTS,
            "timeline": sorted(self.events, key=lambda event: dates.first_day(event.date)),
            "text": text,
            "pending": self._pending(text.span if text else None, library),
            "digest_life": {} if text else life_of(f"{self.folder}/{self.id}", library),
            "told": beside,
            "told_elsewhere": [part for part in self.digest if text and part not in beside],
            "newer_than_digest": newer,
        }

    def _common(self, library: Library) -> dict[str, Any]:
        """What every page of the law shows."""
        key = f"{self.folder}/{self.id}"
        card = library.card(key)
        assert card is not None
        others = [other for other in library.pointing_at(key) if key in other.brief.get("replaces", ())]
        return {"state": self.state(card, library.as_of), "replaced_by": others}

    def _pending(self, span: Span | None, library: Library) -> list[Event]:
        """Changes and a repeal that are decided and not in the text shown, or not yet in effect."""
        if span is not None and span.state in ("past", "last"):
            return []
        decided = [event for event in self.events if dates.first_day(event.date) <= library.as_of]
        ahead = [event for event in decided if event.type == "repealed" and event.day > library.as_of]
        if span is None or span.since is None:
            return ahead
        by_decision = self.version(span.key).dated == "adopted"
        changes = [event for event in decided if event.type in ("amended", "revised")]
        newer = [event for event in changes if (dates.first_day(event.date) if by_decision else event.day) > span.since]
        return newer + ahead

    @classmethod
    def place_of(cls, card: Card, anchor: str, library: Library) -> str | None:
        law = library.record(card.key)
        assert isinstance(law, Law)
        if not law.versions:
            return "" if anchor in law.anchors() else None
        keys = in_order(version.key for version in law.versions)
        current = current_key(keys, library.as_of)
        at = keys.index(current)
        for key in [*reversed(keys[: at + 1]), *keys[at + 1 :]]:
            if anchor in set(law.version(key).chinese().anchors()):
                return "" if key == current else f"versions/{key}"
        return None

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        versions: tuple[tuple[str, bool], ...] = card.brief["versions"]
        if not versions:
            yield Part("", files=("law.json",))
            return
        keys = in_order(key for key, _ in versions)
        english = {key for key, has_english in versions if has_english}
        current = current_key(keys, as_of)
        if current in english:
            yield Part("bilingual", "law-bilingual.html")
        for key in keys:
            yield Part(f"versions/{key}", "law-version.html")
            yield Part(f"versions/{key}/cite", "law-cite.html")
            if key in english:
                yield Part(f"versions/{key}/bilingual", "law-bilingual.html")
            copies = ("",) if key == current else ()
            yield Part(f"versions/{key}", files=download_names(english=key in english), copies=copies)
        for older, newer in itertools.combinations(keys, 2):
            yield Part(f"compare/{older}..{newer}", "law-compare.html")

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        head, _, rest = name.partition("/")
        if head == "compare":
            older, _, newer = rest.partition("..")
            every = {span.key: span for span in self.spans(library.as_of)}
            old, new = self.version(older), self.version(newer)
            comparison = compare(old.chinese(), new.chinese())
            view = {"old": old, "new": new, "old_span": every[older], "new_span": every[newer]}
            return self._common(library) | view | {"comparison": comparison, "counts": _counts(comparison)}
        current = self.version_on(library.as_of)
        if current is None:
            return self._common(library) | {"text": None}
        key = rest.partition("/")[0] or current.key
        part = f"versions/{key}" if rest else ""
        text = text_view(self.folder, self, key, part, library)
        return self._common(library) | {"text": text, "pending": self._pending(text.span, library), "part": part}

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [Line(card, card.title, card.date) for card in counted(library.cards(cls.folder))]
        return [
            by_key("year", Text(zh="按通过年份", en="By year of adoption"), lines, lambda line: line.date and line.date[:4]),
            by_keys("topic", Text(zh="按主题", en="By topic"), lines, lambda line: line.card.topics, vocabulary="topics"),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = cls.state(card, library.as_of)
        facets = {
            "category": (card.brief["category"],) if card.brief["category"] else (),
            "status": (state.key,),
            "year": (card.date[:4],) if card.date else (),
            "topic": card.topics,
        }
        return Row(date=card.date, line=card.summary, state=state, facets=facets)


def _counts(comparison: Comparison) -> dict[str, int]:
    """How many of the places that a comparison lists changed in which way; one may have changed in several."""
    changes = comparison.changes
    return {
        "changed": sum(change.reworded for change in changes),
        "added": sum(change.old is None for change in changes),
        "removed": sum(change.new is None for change in changes),
        "moved": sum(change.moved for change in changes),
        "renumbered": sum(change.renumbered for change in changes),
    }
