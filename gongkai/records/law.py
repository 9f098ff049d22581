"""Laws: local regulations, decisions and rules, with what happened to them."""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.fields import Body, Cites, Day, Figure, Model, PartialDate, Prose, Ref, Slug, Subject, Term, Text
from gongkai.lawtext import LawText, parse_law
from gongkai.record import Card, Facet, Fault, Library, Record, Row, State


class Category(Term):
    """The field of life a law is filed under."""

    vocabulary = "categories"
    __slots__ = ()


class Kind(Term):
    """What the act calls itself: regulations, provisions, measures, rules, a decision."""

    vocabulary = "law-kinds"
    __slots__ = ()


EVENTS = {
    "adopted": Text(zh="通过", en="Adopted"),
    "promulgated": Text(zh="公布", en="Promulgated"),
    "effective": Text(zh="施行", en="Takes effect"),
    "amended": Text(zh="修正", en="Amended"),
    "revised": Text(zh="修订", en="Revised as a whole"),
    "repealed": Text(zh="废止", en="Repealed"),
}

NOT_YET = State("not-yet", Text(zh="尚未施行", en="Not yet in force"), "waiting")
IN_FORCE = State("in-force", Text(zh="有效", en="In force"), "good")
AMENDED = State("amended", Text(zh="有效（经修改）", en="In force, as amended"), "info")
REPEALED = State("repealed", Text(zh="已废止", en="Repealed"), "alert")
UNKNOWN = State("unknown", Text(zh="施行日期未载", en="Effective date not given"), "quiet")
STATES = (IN_FORCE, AMENDED, NOT_YET, REPEALED, UNKNOWN)


class Event(Model):
    """Something that happened to the law.

    `instrument` names the decision that amended or repealed it, `by` is its record where this
    site has one, `effective` the day the change took effect where that is not `date`.
    """

    type: Literal["adopted", "promulgated", "effective", "amended", "revised", "repealed"]
    date: PartialDate
    effective: PartialDate | None = None
    body: Body | None = None
    session: Text | None = None
    instrument: Text | None = None
    by: Ref | None = None
    note: Text | None = None
    source: Cites = ()


class Structure(Model):
    """How many chapters and articles a version of the text has."""

    version: PartialDate
    chapters: int | None = None
    articles: int | None = None
    items: int | None = None
    source: Cites = ()


class Checked(Model):
    """Until when somebody looked whether the law was still in force, and where."""

    date: Day
    source: Cites


class Digest(Model):
    """A chapter or article told in plain words. `of` is the place: `ch-2`, `art-12`, `art-12-1`."""

    of: Slug
    heading: Text
    text: Prose
    source: Cites = ()


class FullText(Model):
    """The text of the law, as one piece, of the version dated `version`."""

    version: PartialDate
    zh: str
    en: str | None = None
    source: Cites = ()


class Replaced(Subject):
    """An earlier act this one repealed, and when."""

    date: PartialDate | None = None


class Law(Record):
    """A law of the city's congress or its standing committee."""

    folder = "laws"
    template = "law.html"
    group = "laws"
    singular = Text(zh="法规", en="Law")
    plural = Text(zh="法规", en="Laws")
    about = Text(
        zh="市人民代表大会及其常务委员会制定的地方性法规、规则和决定，以及每件法规经过的修改。",
        en="Local regulations, rules and decisions made by the municipal congress and its standing committee, and how each has changed.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("category", Text(zh="领域", en="Field"), vocabulary="categories"),
        Facet("state", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("year", Text(zh="通过年份", en="Year adopted")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )

    english_title: Literal["official", "reference"] = "reference"
    kind: Kind
    category: Category
    number: Text | None = None
    events: tuple[Event, ...]
    checked: Checked | None = None
    structure: Structure | None = None
    figures: tuple[Figure, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    cites: tuple[Subject, ...] = ()
    digest: tuple[Digest, ...] = ()
    text: FullText | None = None

    def date(self) -> str | None:
        return next((event.date for event in self.events if event.type == "adopted"), None)

    def parsed(self) -> LawText | None:
        """The structure of the Chinese text, where the record carries it."""
        return parse_law(self.text.zh) if self.text else None

    def anchors_of_text(self) -> list[str]:
        """Every place of the text, in order; none where the record carries no text."""
        parsed = self.parsed()
        return list(parsed.anchors()) if parsed else []

    def anchors(self) -> Iterable[str]:
        return dict.fromkeys([*self.anchors_of_text(), *(part.of for part in self.digest)])

    def faults(self) -> Iterable[Fault]:
        if not any(event.type == "adopted" for event in self.events):
            yield Fault("law-adopted", ("events",))
        adopted = self.date()
        for index, event in enumerate(self.events):
            if adopted and dates.last_day(event.date) < dates.first_day(adopted):
                yield Fault("order", ("events", index, "date"), {"found": f"{adopted} … {event.date}"})
            if event.type == "amended" and event.instrument is None:
                yield Fault("law-instrument", ("events", index))
        seen: set[str] = set()
        for index, part in enumerate(self.digest):
            if part.of in seen:
                yield Fault("twice", ("digest", index, "of"), {"found": part.of})
            seen.add(part.of)
        if self.digest and self.text:
            places = set(self.anchors_of_text())
            known = ", ".join([place for place in self.anchors_of_text() if "-p" not in place][:12])
            for index, part in enumerate(self.digest):
                if part.of not in places:
                    yield Fault("list-link", ("digest", index, "of"), {"found": part.of, "known": known})

    def brief(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "category": self.category,
            "events": tuple((event.type, event.effective or event.date) for event in self.events),
            "checked": self.checked.date if self.checked else None,
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
        card = library.card(f"{self.folder}/{self.id}")
        assert card is not None
        return {
            "state": self.state(card, library.as_of),
            "event_names": EVENTS,
            "timeline": sorted(self.events, key=lambda event: dates.first_day(event.date)),
            "law": self.parsed(),
        }

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = cls.state(card, library.as_of)
        facets = {
            "category": (card.brief["category"],),
            "state": (state.key,),
            "year": (card.date[:4],) if card.date else (),
            "topic": card.topics,
        }
        return Row(date=card.date, line=card.summary, state=state, facets=facets)
