"""Decisions: major matters, plans and budgets, resolutions, and the year's plan of matters to decide."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Body, Cites, Model, PartialDate, Ref, Slug, Statement, Step, Text
from gongkai.loopfields import Cited, Votes
from gongkai.record import BOARD, Fault, Library, Record, repeated_ids
from gongkai.tally import Line, Tally, by_key, by_state, so_far

KINDS = {
    "major-matter": Text(zh="重大事项决定", en="Decision on a major matter"),
    "plan-and-budget": Text(zh="计划和预算审查批准", en="Plan and budget approved"),
    "final-accounts": Text(zh="决算审查批准", en="Final accounts approved"),
    "resolution": Text(zh="决议", en="Resolution"),
    "report": Text(zh="重大事项报告", en="Report on a major matter"),
    "annual-plan": Text(zh="年度讨论决定重大事项计划", en="Annual plan of major matters"),
}

MATTER_FORMS = {
    "decide": Text(zh="讨论决定", en="To be decided"),
    "report": Text(zh="听取报告", en="To be reported on"),
}

DONE = State("done", Text(zh="已办理", en="Taken up"), "good")
AHEAD = State("ahead", Text(zh="待办理", en="Still to come"), "waiting")
LATE = State("late", Text(zh="逾期无记录", en="Past its date, no record"), "alert")
DROPPED = State("dropped", Text(zh="已取消", en="Dropped"), "quiet")
MATTERS = (AHEAD, LATE, DONE, DROPPED)


class Vote(Votes):
    """The vote, with where its figures were read."""

    source: Cites = ()


class Outcome(Model):
    """When a planned matter was taken up or dropped, with its source, and the record of this site that shows it.

    A reason is given where it was dropped.
    """

    date: PartialDate
    taken_up: bool
    record: Ref | None = None
    reason: Text | None = None
    source: Cited


class Matter(Model):
    """A matter of the annual plan: what is to be decided or reported, and by when."""

    called: ClassVar[Text] = Text(zh="计划事项", en="Planned matter")

    id: Slug
    text: Text
    form: Literal["decide", "report"]
    due: PartialDate
    outcome: Outcome | None = None
    source: Cites = ()


class Planned(NamedTuple):
    """What lists and the board know of a planned matter: `outcome` is the day it was taken up or dropped."""

    id: str
    text: Text
    due: str
    outcome: str | None
    taken_up: bool

    def state(self, as_of: str) -> State:
        """Where the matter stands on a day."""
        if self.outcome is not None and dates.first_day(self.outcome) <= as_of:
            return DONE if self.taken_up else DROPPED
        return LATE if dates.last_day(self.due) < as_of else AHEAD


class Decision(Record):
    """One decision or resolution, or the year's plan of them."""

    folder = "decisions"
    template = "decision.html"
    group = "oversight"
    singular = Text(zh="重大事项", en="Decision")
    plural = Text(zh="重大事项", en="Decisions")
    about = Text(
        zh="讨论决定重大事项，审查批准计划、预算和决算：决定了什么、怎样表决、后来落实得怎样。",
        en="Decisions on major matters, and the approval of plans, budgets and final accounts: what was decided, how the vote went, and what followed.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)

    kind: Literal["major-matter", "plan-and-budget", "final-accounts", "resolution", "report", "annual-plan"]
    body: Body
    adopted: PartialDate
    session: Text | None = None
    number: Text | None = None
    votes: Vote | None = None
    decides: tuple[Statement, ...] = ()
    steps: tuple[Step, ...] = ()
    matters: tuple[Matter, ...] = ()
    follow_up: tuple[Step, ...] = ()

    def date(self) -> str | None:
        return self.adopted

    def identifiers(self) -> Iterable[Text]:
        return [self.number] if self.number else []

    def anchors(self) -> Iterable[str]:
        return [matter.id for matter in self.matters]

    def faults(self) -> Iterable[Fault]:
        yield from repeated_ids({"matters": self.matters})
        if bool(self.matters) != (self.kind == "annual-plan"):
            yield Fault("plan-matters", ("matters",) if self.matters else ("kind",), {"found": self.kind})
        for index, matter in enumerate(self.matters):
            outcome = matter.outcome
            if outcome is not None and not outcome.taken_up and outcome.reason is None:
                yield Fault(
                    "no-reason", ("matters", index, "outcome"), {"found": matter.id, "outcome": "taken_up: false"}
                )

    def _planned(self) -> list[Planned]:
        return [
            Planned(one.id, one.text, one.due, outcome.date if outcome else None, bool(outcome and outcome.taken_up))
            for one in self.matters
            for outcome in [one.outcome]
        ]

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "matters": tuple(self._planned())}

    def view(self, library: Library) -> dict[str, Any]:
        states = [one.state(library.as_of) for one in self._planned()]
        return {
            "form": KINDS[self.kind],
            "matters": list(zip(self.matters, states, strict=True)),
            "matter_forms": MATTER_FORMS,
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        """The decisions by kind, and the matters of all annual plans by state; what is dated later does not count yet."""
        as_of = library.as_of
        cards = so_far(library.cards(cls.folder), as_of)
        decided = [Line(card, card.title, card.date) for card in cards if card.brief["kind"] != "annual-plan"]
        matters = [
            Line(card, one.text, one.due, one.state(as_of), one.id) for card in cards for one in card.brief["matters"]
        ]
        return [
            by_key("kind", Text(zh="决定按类别", en="Decisions by kind"), decided, lambda line: line.card.brief["kind"], KINDS),
            by_state("matters", Text(zh="年度计划事项按状态", en="Matters of the annual plans by state"), matters, MATTERS),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        kind = card.brief["kind"]
        facets = {"kind": (kind,), "year": (card.date[:4],) if card.date else (), "topic": card.topics}
        return Row(card.date, label=KINDS[kind], line=card.summary, facets=facets)
