"""Events: visits, citizens observing meetings, lectures, deputies among residents, exchange with other councils."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.amounts import Positive
from gongkai.cards import Card, Facet, Part, Row, State
from gongkai.fields import CheckedStr, Day, District, Figure, PartialDate, Ref, Statement, Text
from gongkai.loopfields import Evidence
from gongkai.record import BOARD, Fault, Library, Record, wrong_types
from gongkai.tally import Line, Tally, by_key, counted

KINDS = {
    "visit": Text(zh="走进人大", en="Visit the People's Congress"),
    "observation": Text(zh="公民旁听", en="Citizens observing a meeting"),
    "lecture": Text(zh="人大讲坛", en="Forum lecture"),
    "community": Text(zh="代表进社区", en="Deputies in the community"),
    "hearing": Text(zh="听证", en="Hearing"),
    "seminar": Text(zh="座谈研讨", en="Seminar"),
    "exchange": Text(zh="对外交往", en="International exchange"),
}

AHEAD = State("ahead", Text(zh="将举行", en="Upcoming"), "info")
SIGN_UP = State("sign-up", Text(zh="正在报名", en="Sign-up open"), "waiting")
TODAY = State("today", Text(zh="正在举行", en="Under way"), "waiting")
UNCLEAR = State("unclear", Text(zh="具体日期没有记录", en="Day not on record"), "quiet")
HELD = State("held", Text(zh="已举行", en="Held"), "good")
PAST = State("past", Text(zh="日期已过", en="Date has passed"), "quiet")
CANCELLED = State("cancelled", Text(zh="已取消", en="Cancelled"), "alert")
STATES = (TODAY, SIGN_UP, AHEAD, UNCLEAR, HELD, PAST, CANCELLED)
TO_COME = (TODAY, SIGN_UP, AHEAD)
CALENDAR_FILES = {"zh": "event.ics", "en": "event.en.ics"}
"""The file for calendars in each language; both are of one event, so whoever takes both has it once."""


class Clock(CheckedStr):
    """A time of day in the site's zone: 09:30."""

    rule = "clock"
    __slots__ = ()
    _shape = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class Event(Record):
    """One event. A time of day needs a full date. `happened` and `figures` prove that it took place; a past date does not."""

    folder = "events"
    template = "event.html"
    group = "take-part"
    singular = Text(zh="活动", en="Event")
    plural = Text(zh="活动", en="Events")
    about = Text(
        zh="走进人大、公民旁听、讲坛、代表进社区和对外交往：什么时候、在哪里、怎样参加、后来怎样。",
        en="Visits, citizens observing meetings, lectures, deputies among residents and international exchange: when, where, how to join, and what came of it.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("status", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    shown_as_new: ClassVar[bool] = False
    index_template: ClassVar[str] = "records/events.html"
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)

    kind: Literal["visit", "observation", "lecture", "community", "hearing", "seminar", "exchange"]
    starts: PartialDate
    from_time: Clock | None = None
    ends: PartialDate | None = None
    to_time: Clock | None = None
    district: District | None = None
    venue: Text | None = None
    place: Ref | None = None
    who: tuple[Text, ...] = ()
    seats: Positive | None = None
    apply_by: Day | None = None
    how_to_join: Text | None = None
    programme: tuple[Statement, ...] = ()
    happened: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    cancelled: Evidence | None = None

    def date(self) -> str | None:
        return self.starts

    def faults(self) -> Iterable[Fault]:
        if self.ends is not None and dates.last_day(self.ends) < dates.first_day(self.starts):
            yield Fault("order", ("ends",), {"found": f"{self.starts} … {self.ends}"})
        for name, date in (("from_time", self.starts), ("to_time", self.ends or self.starts)):
            if getattr(self, name) is not None and not dates.is_day(date):
                yield Fault("time-without-day", (name,), {"found": getattr(self, name), "date": date})
        if self.to_time is not None and self.from_time is None:
            yield Fault("step-missing", ("to_time",), {"found": "to_time", "wanted": "from_time"})
        same_day = self.ends is None or self.ends == self.starts
        if self.from_time and self.to_time and same_day and self.to_time <= self.from_time:
            yield Fault(
                "order", ("to_time",), {"found": f"{self.starts} {self.from_time} … {self.starts} {self.to_time}"}
            )
        if self.apply_by is not None and self.apply_by > dates.last_day(self.starts):
            yield Fault("order", ("apply_by",), {"found": f"{self.apply_by} … {self.starts}"})
        yield from wrong_types([(("place",), self.place)], "places")

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """Its files for calendars, where a day is known. What is made up belongs in nobody's calendar."""
        if in_calendar(card):
            yield Part("", files=tuple(CALENDAR_FILES.values()))

    def brief(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "starts": self.starts,
            "ends": self.ends,
            "times": (self.from_time, self.to_time),
            "venue": self.venue,
            "apply_by": self.apply_by,
            "place": self.place,
            "how_to_join": self.how_to_join,
            "held": bool(self.happened or self.figures),
            "cancelled": self.cancelled.date if self.cancelled else None,
            "updated": self.updated,
        }

    def view(self, library: Library) -> dict[str, Any]:
        card = library.card(f"{self.folder}/{self.id}")
        state = state_of(self.brief(), library.as_of)
        return {
            "kind_words": KINDS[self.kind],
            "state": state,
            "to_come": state in TO_COME,
            "told": bool(self.happened or self.figures) or state in (UNCLEAR, HELD, PAST),
            "too_late": self.apply_by is not None and self.apply_by < library.as_of,
            "calendar_files": CALENDAR_FILES if card is not None and in_calendar(card) else {},
        }

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        """For the list: what is still to come, the next first."""
        if name != "index":
            return super().extra_view(name, library)
        cards = sorted(library.cards(cls.folder), key=lambda card: (dates.first_day(card.brief["starts"]), card.id))
        coming = [card for card in cards if state_of(card.brief, library.as_of) in TO_COME]
        return {"coming": [{"card": card, "row": cls.row(card, library)} for card in coming]}

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [Line(card, card.title, card.date) for card in counted(library.cards(cls.folder))]
        return [by_key("kind", Text(zh="按类别", en="By kind"), lines, lambda line: line.card.brief["kind"], KINDS)]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = state_of(card.brief, library.as_of)
        facets = {
            "status": (state.key,), "kind": (card.brief["kind"],),
            "year": (card.brief["starts"][:4],), "topic": card.topics,
        }  # fmt: skip
        return Row(card.date, label=KINDS[card.brief["kind"]], line=card.summary, state=state, facets=facets)


def in_calendar(card: Card) -> bool:
    """Whether an event can stand in a calendar: it is real, and its day is known."""
    return not card.demonstration and dates.is_day(card.brief["starts"])


def state_of(brief: Mapping[str, Any], as_of: str) -> State:
    """Where an event stands on a day. Within a month or year of which no source gives the day, nobody can say."""
    if brief["cancelled"] is not None and dates.first_day(brief["cancelled"]) <= as_of:
        return CANCELLED
    starts, ends = brief["starts"], brief["ends"] or brief["starts"]
    if dates.last_day(ends) < as_of:
        return HELD if brief["held"] else PAST
    if dates.first_day(starts) <= as_of:
        sure = dates.is_day(starts) and (dates.is_day(ends) or as_of < dates.first_day(ends))
        return TODAY if sure else UNCLEAR
    return SIGN_UP if brief["apply_by"] is not None and as_of <= brief["apply_by"] else AHEAD
