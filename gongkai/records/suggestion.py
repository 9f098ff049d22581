"""Suggestions from deputies and from the people: every step from the paper to what was carried out.

Shanghai's provisions on deputies' suggestions name four kinds of answer (article 18), give the
responsible body three months from the day the suggestion is handed to it, extended with consent by
at most three more (article 19), and one month for a second answer where a suggestion is handed to it
again (article 21). A people's suggestion has the day that its record names. An answer that something
is being or will be resolved is a promise (article 22): until that is on record as carried out, the
page says so.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Body, Cites, Day, Loc, Model, Ref, Statement, Text
from gongkai.loopfields import SPEAKERS, Evidence, Speaker
from gongkai.record import Fault, Library, Record, wrong_types
from gongkai.tally import Line, Tally, by_key, by_state, counted

KINDS = {
    "deputy": Text(zh="代表建议", en="Deputies' suggestion"),
    "people": Text(zh="人民建议", en="People's suggestion"),
}
CLASSES = {
    "A": Text(zh="A 类：解决采纳", en="Class A: resolved or adopted"),
    "B": Text(zh="B 类：正在解决", en="Class B: being resolved"),
    "C": Text(zh="C 类：计划解决", en="Class C: planned to be resolved"),
    "D": Text(zh="D 类：留作参考或不能解决", en="Class D: kept for reference, or cannot be resolved"),
}
OPINIONS = {
    "satisfied": Text(zh="满意", en="Satisfied"),
    "fairly": Text(zh="基本满意", en="Fairly satisfied"),
    "dissatisfied": Text(zh="不满意", en="Not satisfied"),
}
PROMISE = frozenset("BC")
PROMISES = {
    "kept": Text(zh="已有兑现记录", en="On record as carried out"),
    "open": Text(zh="尚无兑现记录", en="Not on record as carried out"),
}

RECEIVED = State("received", Text(zh="已收到", en="Received"), "waiting")
IN_HAND = State("in-hand", Text(zh="办理中", en="In hand"), "waiting")
OVERDUE = State("overdue", Text(zh="答复逾期", en="Answer overdue"), "alert")
ANSWERED = State("answered", Text(zh="已答复", en="Answered"), "info")
PROMISED = State("promised", Text(zh="已承诺，待兑现", en="Promised, not yet carried out"), "waiting")
UNSATISFIED = State(
    "unsatisfied", Text(zh="不满意，尚无再次办理的记录", en="Not satisfied, nothing further on record"), "alert"
)
AGAIN = State("again", Text(zh="不满意，再次办理中", en="Not satisfied, in hand again"), "waiting")
AGAIN_OVERDUE = State("again-overdue", Text(zh="再次答复逾期", en="Second answer overdue"), "alert")
DELIVERED = State("delivered", Text(zh="已兑现", en="Carried out"), "good")
STATES = (OVERDUE, AGAIN_OVERDUE, UNSATISFIED, RECEIVED, IN_HAND, AGAIN, PROMISED, ANSWERED, DELIVERED)

MONTHS_TO_ANSWER, MONTHS_EXTENDED, MONTHS_AGAIN = 3, 3, 1


class Extension(Model):
    """That the time for an answer was extended: when, until when, and why."""

    date: Day
    until: Day
    reason: Text
    source: Cites = ()


class Reply(Model):
    """An answer: what it says, and the class that the answering body gave it."""

    date: Day
    text: Text
    outcome: Literal["A", "B", "C", "D"]
    source: Cites = ()


class Opinion(Model):
    """What the one who made the suggestion thinks of an answer."""

    date: Day
    level: Literal["satisfied", "fairly", "dissatisfied"]
    text: Text | None = None
    source: Cites = ()


class Suggestion(Record):
    """One suggestion."""

    folder = "suggestions"
    template = "suggestion.html"
    group = "take-part"
    singular = Text(zh="建议", en="Suggestion")
    plural = Text(zh="建议", en="Suggestions")
    about = Text(
        zh="代表建议和人民建议：提了什么、交给谁办、什么时候答复、满意不满意、承诺后来兑现没有。",
        en="Suggestions from deputies and from the people: what was proposed, who was to deal with it, when the answer came, whether it satisfied, and whether promises were kept.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("status", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("class", Text(zh="答复类别", en="Class of answer"), labels=CLASSES),
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = ("board",)

    kind: Literal["deputy", "people"]
    number: Text | None = None
    by: Speaker | None = None
    text: tuple[Statement, ...]
    received: Day
    assigned: Day | None = None
    body: Body | None = None
    joint: tuple[Body, ...] = ()
    due: Day | None = None
    extended: Extension | None = None
    reply: Reply | None = None
    opinion: Opinion | None = None
    assigned_again: Day | None = None
    second_reply: Reply | None = None
    second_opinion: Opinion | None = None
    delivery: tuple[Evidence, ...] = ()
    led_to: tuple[Ref, ...] = ()

    def date(self) -> str | None:
        return self.received

    def identifiers(self) -> Iterable[Text]:
        return [self.number] if self.number else []

    def faults(self) -> Iterable[Fault]:
        yield from self._disorder()
        needs = (
            ("assigned", "body"), ("extended", "assigned"), ("reply", "assigned"), ("opinion", "reply"),
            ("assigned_again", "opinion"), ("second_reply", "opinion"), ("second_opinion", "second_reply"), ("delivery", "reply"),
        )  # fmt: skip
        for name, needed in needs:
            if getattr(self, name) and getattr(self, needed) is None:
                yield Fault("step-missing", (name,), {"found": name, "wanted": needed})
        if self.assigned_again is not None and self.opinion is not None and self.opinion.level != "dissatisfied":
            words = {"found": "assigned_again", "wanted": "opinion (level: dissatisfied)"}
            yield Fault("step-missing", ("assigned_again",), words)
        if self.kind == "deputy" and self.extended is not None and self.assigned is not None:
            limit = dates.months_after(self.assigned, MONTHS_TO_ANSWER + MONTHS_EXTENDED)
            if self.extended.until > limit:
                yield Fault("extended-too-far", ("extended", "until"), {"found": self.extended.until, "latest": limit})
        yield from wrong_types([(("by", "record"), self.by.record)] if self.by else [], "deputies", "places")

    def _disorder(self) -> Iterator[Fault]:
        """Steps that are dated before the step they follow."""
        steps: list[tuple[Loc, str]] = [(("received",), self.received)]
        for name in ("assigned", "reply", "opinion", "assigned_again", "second_reply", "second_opinion"):
            value = getattr(self, name)
            if value is not None:
                steps.append(((name,), value) if isinstance(value, str) else ((name, "date"), value.date))
        for (_, earlier), (loc, later) in itertools.pairwise(steps):
            if later < earlier:
                yield _backwards(earlier, loc, later)
        handed_over = self.assigned or self.received
        if self.due is not None and self.due < handed_over:
            yield _backwards(handed_over, ("due",), self.due)
        if self.extended is not None:
            if self.extended.date < handed_over:
                yield _backwards(handed_over, ("extended", "date"), self.extended.date)
            before = self.first_due()
            if before is not None and self.extended.until < before:
                yield _backwards(before, ("extended", "until"), self.extended.until)
        for index, one in enumerate(self.delivery):
            if self.reply is not None and dates.last_day(one.date) < self.reply.date:
                yield _backwards(self.reply.date, ("delivery", index, "date"), one.date)

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A number is given once in a year."""
        seen: set[tuple[str, str]] = set()
        for card in sorted(cards, key=lambda card: card.id):
            key = (card.brief["number"], (card.date or "")[:4])
            if key[0] and key in seen:
                yield card, Fault("twice", ("number",), {"found": key[0]})
            seen.add(key)

    def brief(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "number": self.number.zh if self.number else "",
            "by": self.by.record if self.by else None,
            "received": self.received,
            "assigned": self.assigned,
            "body": self.body,
            "due": self.first_due(),
            "extended": (self.extended.date, self.extended.until) if self.extended else None,
            "replies": tuple((reply.date, reply.outcome) for reply in (self.reply, self.second_reply) if reply),
            "opinions": tuple((one.date, one.level) for one in (self.opinion, self.second_opinion) if one),
            "assigned_again": self.assigned_again,
            "again_due": self.second_due(),
            "delivered": min((dates.first_day(one.date) for one in self.delivery), default=None),
        }

    def first_due(self) -> str | None:
        """The last day for the answer, before any extension; None where nothing says."""
        if self.due is not None or self.assigned is None or self.kind == "people":
            return self.due
        return dates.months_after(self.assigned, MONTHS_TO_ANSWER)

    def second_due(self) -> str | None:
        """The last day for a second answer, where the suggestion was handed over again."""
        return dates.months_after(self.assigned_again, MONTHS_AGAIN) if self.assigned_again else None

    def view(self, library: Library) -> dict[str, Any]:
        brief, as_of = self.brief(), library.as_of
        due = due_on(brief, as_of)
        return {
            "state": state_of(brief, as_of),
            "kind_words": KINDS[self.kind],
            "speaker": SPEAKERS[self.by.kind] if self.by else None,
            "classes": CLASSES,
            "opinions": OPINIONS,
            "due": due,
            "days": days_late(due, self.reply, as_of),
            "again_due": self.second_due(),
            "again_days": days_late(self.second_due(), self.second_reply, as_of),
            "promise": latest(brief["replies"], as_of) in PROMISE,
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        as_of = library.as_of
        cards = [card for card in counted(library.cards(cls.folder)) if card.brief["received"] <= as_of]
        lines = [Line(card, card.title, card.date, state_of(card.brief, as_of)) for card in cards]
        answered = [line for line in lines if latest(line.card.brief["replies"], as_of)]
        promised = [line for line in answered if latest(line.card.brief["replies"], as_of) in PROMISE]
        return [
            by_state("state", Text(zh="按状态", en="By state"), lines, STATES),
            by_key("class", Text(zh="答复的类别", en="Answers by class"), answered, lambda line: latest(line.card.brief["replies"], as_of), CLASSES),
            by_key("opinion", Text(zh="对答复的评价", en="Answers by satisfaction"), answered, lambda line: opinion_on(line.card.brief, as_of), OPINIONS),
            by_key("promise", Text(zh="承诺解决的（B、C 类）后来怎样", en="What became of promises (classes B and C)"), promised, lambda line: kept(line.card.brief, as_of), PROMISES),
            by_key("body", Text(zh="按主办单位", en="By responsible body"), lines, lambda line: line.card.brief["body"], vocabulary="bodies"),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = state_of(card.brief, library.as_of)
        outcome = latest(card.brief["replies"], library.as_of)
        facets = {
            "status": (state.key,), "class": (outcome,) if outcome else (), "kind": (card.brief["kind"],),
            "year": (card.brief["received"][:4],), "topic": card.topics,
        }  # fmt: skip
        return Row(card.date, label=KINDS[card.brief["kind"]], line=card.summary, state=state, facets=facets)


def _backwards(earlier: str, loc: Loc, later: str) -> Fault:
    return Fault("order", loc, {"found": f"{earlier} … {later}"})


def latest(dated: Sequence[tuple[str, str]], as_of: str) -> str | None:
    """The last of some dated values that has happened by a day."""
    return next((value for date, value in reversed(dated) if date <= as_of), None)


def opinion_on(brief: Mapping[str, Any], as_of: str) -> str | None:
    """What the last answer by a day was thought of; None where that is not on record."""
    given = sum(date <= as_of for date, _ in brief["replies"])
    return latest(brief["opinions"][given - 1 : given], as_of) if given else None


def due_on(brief: Mapping[str, Any], as_of: str) -> str | None:
    """The last day for the answer as it was known on a day: an extension counts from the day it was given."""
    if brief["extended"] is not None and brief["extended"][0] <= as_of:
        until: str = brief["extended"][1]
        return until
    due: str | None = brief["due"]
    return due


def days_late(due: str | None, reply: Reply | None, as_of: str) -> int:
    """How many days an answer came after its last day, or is behind it on a day while there is none; 0 if it is not."""
    if due is None:
        return 0
    until = reply.date if reply is not None and reply.date <= as_of else as_of
    return max(0, dates.days_between(due, until))


def kept(brief: Mapping[str, Any], as_of: str) -> str:
    """Whether a promise is on record as carried out on a day: a key of `PROMISES`."""
    return "kept" if brief["delivered"] is not None and brief["delivered"] <= as_of else "open"


def state_of(brief: Mapping[str, Any], as_of: str) -> State:
    """Where a suggestion stands on a day: a due day itself is still in time.

    A second answer that is owed counts before anything that was carried out meanwhile.
    """
    replies = [outcome for date, outcome in brief["replies"] if date <= as_of]
    if brief["assigned"] is None or brief["assigned"] > as_of:
        return RECEIVED
    if not replies:
        due = due_on(brief, as_of)
        return OVERDUE if due is not None and due < as_of else IN_HAND
    again = brief["assigned_again"]
    if len(replies) == 1 and again is not None and again <= as_of:
        return AGAIN_OVERDUE if brief["again_due"] < as_of else AGAIN
    if kept(brief, as_of) == "kept":
        return DELIVERED
    if opinion_on(brief, as_of) == "dissatisfied":
        return UNSATISFIED
    return PROMISED if replies[-1] in PROMISE else ANSWERED
