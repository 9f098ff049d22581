"""Livelihood projects (民生实事项目): proposed, voted on by deputies, asked about at mid-year, scored at the end."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.amounts import Positive
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Body, Cites, Day, District, Figure, Model, Number, PartialDate, Statement, Text
from gongkai.loopfields import Evidence, Votes
from gongkai.record import Fault, Library, Record
from gongkai.tally import Line, Tally, by_key, by_state, counted

LEVELS = {
    "city": Text(zh="市级", en="City"),
    "district": Text(zh="区级", en="District"),
    "town": Text(zh="街镇级", en="Sub-district or town"),
}

PROPOSED = State("proposed", Text(zh="候选", en="Proposed"), "waiting")
CHOSEN = State("chosen", Text(zh="票决确定", en="Chosen by vote"), "info")
NOT_CHOSEN = State("not-chosen", Text(zh="未入选", en="Not chosen"), "quiet")
UNDER_WAY = State("under-way", Text(zh="实施中", en="Under way"), "waiting")
DONE = State("done", Text(zh="已完成", en="Completed"), "good")
NOT_DONE = State("not-done", Text(zh="未完成", en="Not completed"), "alert")
NO_RESULT = State("no-result", Text(zh="年度已过，无结果记录", en="Year over, no result on record"), "alert")
STATES = (PROPOSED, CHOSEN, UNDER_WAY, DONE, NOT_DONE, NO_RESULT, NOT_CHOSEN)


class Vote(Model):
    """The deputies' vote on the project: whether it was chosen, and how they voted."""

    date: Day
    chosen: bool
    votes: Votes | None = None
    source: Cites = ()


class Outcome(Model):
    """What had become of the project by the end: done, or not and why."""

    date: PartialDate
    done: bool
    text: Text
    source: Cites = ()


class Score(Model):
    """The deputies' score for the result, and how many scored. `out_of` is the best there is."""

    date: PartialDate
    value: Number
    out_of: Positive
    scorers: Positive
    source: Cites = ()


class Livelihood(Record):
    """One livelihood project of a year."""

    folder = "livelihood"
    template = "livelihood.html"
    group = "oversight"
    singular = Text(zh="民生实事项目", en="Livelihood project")
    plural = Text(zh="民生实事项目", en="Livelihood projects")
    about = Text(
        zh="人大代表票决的民生实事：谁提出、怎样表决、年中进度如何、年底结果如何、代表打了多少分。",
        en="Projects for everyday life that deputies vote on: who proposed them, how the vote went, how far they were at mid-year, what came of them, and how deputies scored the result.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("status", Text(zh="状态", en="State"), labels={state.key: state.label for state in STATES}),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("district", Text(zh="区", en="District"), vocabulary="districts"),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = ("board",)

    year: PartialDate
    level: Literal["city", "district", "town"]
    district: District
    body: Body | None = None
    proposed: Evidence
    goals: tuple[Statement, ...] = ()
    vote: Vote | None = None
    midyear: Evidence | None = None
    figures: tuple[Figure, ...] = ()
    outcome: Outcome | None = None
    score: Score | None = None

    def date(self) -> str | None:
        return self.year

    def faults(self) -> Iterable[Fault]:
        if len(self.year) != 4:
            yield Fault("value", ("year",), {"field": "year", "found": self.year})
        steps = [(name, one.date) for name in ("proposed", "vote", "midyear", "outcome", "score") if (one := getattr(self, name))]  # fmt: skip
        for (_, earlier), (name, later) in itertools.pairwise(steps):
            if dates.last_day(later) < dates.first_day(earlier):
                yield Fault("order", (name, "date"), {"found": f"{earlier} … {later}"})
        for name in ("midyear", "outcome"):
            if getattr(self, name) is not None and (self.vote is None or not self.vote.chosen):
                yield Fault("step-missing", (name,), {"found": name, "wanted": "vote (chosen: true)"})
        if self.score is not None and self.outcome is None:
            yield Fault("step-missing", ("score",), {"found": "score", "wanted": "outcome"})
        if self.score is not None and not 0 <= float(self.score.value) <= self.score.out_of:
            yield Fault("score", ("score", "value"), {"found": self.score.value, "out_of": str(self.score.out_of)})

    def brief(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "level": self.level,
            "district": self.district,
            "proposed": self.proposed.date,
            "vote": (self.vote.date, self.vote.chosen) if self.vote else None,
            "midyear": self.midyear.date if self.midyear else None,
            "outcome": (self.outcome.date, self.outcome.done) if self.outcome else None,
            "score": (self.score.date, self.score.value, self.score.out_of, self.score.scorers) if self.score else None,
        }

    def view(self, library: Library) -> dict[str, Any]:
        """What the page shows; `over` says of each step whether its time is past, so that what is missing is a gap."""
        year_over = is_over(self.year, library.as_of)
        return {
            "state": state_of(self.brief(), library.as_of),
            "level_words": LEVELS[self.level],
            "chosen": self.vote is not None and self.vote.chosen,
            "over": {
                "vote": year_over,
                "midyear": self.outcome is not None or is_over(f"{self.year}-09", library.as_of),
                "outcome": year_over,
                "score": year_over,
            },
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        as_of = library.as_of
        cards = [card for card in counted(library.cards(cls.folder)) if has_happened(card.brief["proposed"], as_of)]
        lines = [Line(card, card.title, card.date, state_of(card.brief, as_of)) for card in cards]
        return [
            by_state("state", Text(zh="按状态", en="By state"), lines, STATES),
            by_key("year", Text(zh="按年份", en="By year"), lines, lambda line: line.card.brief["year"]),
            by_key("district", Text(zh="按区", en="By district"), lines, lambda line: line.card.brief["district"], vocabulary="districts"),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = state_of(card.brief, library.as_of)
        facets = {
            "status": (state.key,), "year": (card.brief["year"],),
            "district": (card.brief["district"],), "topic": card.topics,
        }  # fmt: skip
        return Row(card.date, label=LEVELS[card.brief["level"]], line=card.summary, state=state, facets=facets)


def state_of(brief: Mapping[str, Any], as_of: str) -> State:
    """Where a project stands on a day; what is dated later has not happened yet."""
    outcome, vote = brief["outcome"], brief["vote"]
    voted = vote is not None and has_happened(vote[0], as_of)
    if outcome is not None and has_happened(outcome[0], as_of):
        return DONE if outcome[1] else NOT_DONE
    if voted and not vote[1]:
        return NOT_CHOSEN
    if is_over(brief["year"], as_of):
        return NO_RESULT
    if not voted:
        return PROPOSED
    return UNDER_WAY if brief["midyear"] is not None and has_happened(brief["midyear"], as_of) else CHOSEN


def has_happened(date: str, as_of: str) -> bool:
    """Whether something has begun by a day; a month or a year means its first day."""
    return dates.first_day(date) <= as_of


def is_over(date: str, as_of: str) -> bool:
    """Whether a month or a year lies behind a day."""
    return dates.last_day(date) < as_of
