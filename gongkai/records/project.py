"""Legislative projects: one item of a legislative plan, from the proposal to the evaluation of the law."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Body, Cites, Model, PartialDate, Ref, Text
from gongkai.record import BOARD, Fault, Library, Record, wrong_types
from gongkai.records.consultation import Consultation
from gongkai.tally import Line, Tally, by_state, counted

KINDS = {
    "formal": Text(zh="正式项目", en="Formal item"),
    "preparatory": Text(zh="预备项目", en="Preparatory item"),
    "research": Text(zh="调研项目", en="Research item"),
}

STAGES = (
    State("proposed", Text(zh="已提出", en="Proposed"), "waiting"),
    State("listed", Text(zh="已列入计划", en="In the plan"), "waiting"),
    State("drafted", Text(zh="起草中", en="Being drafted"), "waiting"),
    State("submitted", Text(zh="已提请审议", en="Submitted"), "waiting"),
    State("first-reading", Text(zh="已一审", en="First reading held"), "waiting"),
    State("comment", Text(zh="已公开征求意见", en="Put to the public"), "waiting"),
    State("second-reading", Text(zh="已二审", en="Second reading held"), "waiting"),
    State("third-reading", Text(zh="已三审", en="Third reading held"), "waiting"),
    State("adopted", Text(zh="已通过", en="Adopted"), "info"),
    State("in-force", Text(zh="已施行", en="In force"), "good"),
    State("evaluated", Text(zh="已评估", en="Evaluated"), "good"),
    State("ended", Text(zh="已终止", en="Ended"), "quiet"),
)
BY_STAGE = {state.key: state for state in STAGES}
NOT_BEGUN = State("not-begun", Text(zh="尚未开始", en="Not begun"), "quiet")

NAMES = {
    "proposed": Text(zh="提出", en="Proposal"),
    "listed": Text(zh="列入计划", en="Listing in the plan"),
    "drafted": Text(zh="起草", en="Drafting"),
    "submitted": Text(zh="提请审议", en="Submission"),
    "first-reading": Text(zh="一审", en="First reading"),
    "comment": Text(zh="公开征求意见", en="Public comment"),
    "second-reading": Text(zh="二审", en="Second reading"),
    "third-reading": Text(zh="三审", en="Third reading"),
    "adopted": Text(zh="通过", en="Adoption"),
    "in-force": Text(zh="施行", en="Entry into force"),
    "evaluated": Text(zh="评估", en="Evaluation"),
    "ended": Text(zh="终止", en="Termination"),
}

REACHED = State("reached", Text(zh="已到这一步", en="Reached"), "good")
PLANNED = State("planned", Text(zh="已公布安排", en="Planned"), "waiting")
PLAN_PASSED = State("plan-passed", Text(zh="安排的日期已过", en="Planned date passed"), "alert")
NOT_YET = State("not-yet", Text(zh="尚未到这一步", en="Not yet"), "quiet")
UNRECORDED = State("unrecorded", Text(zh="没有公开记录", en="No public record"), "quiet")
"""Where one stage stands: gone through, announced, announced for a day that has gone by, still ahead, or left out by the sources."""

_ORDER = [state.key for state in STAGES]
_SINGLE = ("proposed", "listed", "submitted", "first-reading", "second-reading", "third-reading", "adopted", "in-force", "ended")  # fmt: skip


class Milestone(Model):
    """A stage the project reached, on a date; or one that is only announced (`planned`), which no day that goes by turns into a fact."""

    stage: Literal[
        "proposed", "listed", "drafted", "submitted", "first-reading", "comment",
        "second-reading", "third-reading", "adopted", "in-force", "evaluated", "ended",
    ]  # fmt: skip
    date: PartialDate
    planned: bool = False
    text: Text | None = None
    record: Ref | None = None
    source: Cites = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone with its number in the record and where it stands on the day."""

    number: int
    milestone: Milestone
    state: State


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the line from proposal to evaluation, with all that is on record of it."""

    key: str
    name: Text
    state: State
    milestones: tuple[Dated, ...]


class Leader(Model):
    """One of the two heads of the task force (双组长), by office."""

    side: Literal["congress", "government"]
    office: Text


class Project(Record):
    """One item of a legislative plan."""

    folder = "projects"
    template = "project.html"
    group = "laws"
    singular = Text(zh="立法项目", en="Legislative project")
    plural = Text(zh="立法项目", en="Legislative projects")
    about = Text(
        zh="立法计划里的每个项目：谁牵头、走到哪一步、征求过什么意见、最后成了哪部法规。",
        en="Every item of the legislative plan: who leads it, how far it has come, what the public was asked, and which law it became.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("status", Text(zh="阶段", en="Stage"), labels={state.key: state.label for state in (NOT_BEGUN, *STAGES)}),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)

    kind: Literal["formal", "preparatory", "research"]
    year: PartialDate
    drafter: Body | None = None
    leaders: tuple[Leader, ...] = ()
    members: tuple[Text, ...] = ()
    deputies: tuple[Ref, ...] = ()
    partners: tuple[Ref, ...] = ()
    milestones: tuple[Milestone, ...]
    law: Ref | None = None

    def date(self) -> str | None:
        return max((one.date for one in self.milestones if not one.planned), default=self.year, key=dates.first_day)

    def faults(self) -> Iterable[Fault]:
        sides = [leader.side for leader in self.leaders]
        if sides and sorted(sides) != ["congress", "government"]:
            yield Fault("two-leaders", ("leaders",), {"found": ", ".join(sides)})
        yield from self._faults_of_order()
        yield from wrong_types([(("law",), self.law)], "laws")
        yield from wrong_types([(("deputies", i), ref) for i, ref in enumerate(self.deputies)], "deputies")
        yield from wrong_types([(("partners", i), ref) for i, ref in enumerate(self.partners)], "places")

    def _faults_of_order(self) -> Iterator[Fault]:
        """Stages come in their order and in that of time; comment may be asked for at any of them. Adoption is no end, and what has ended goes no further."""
        seen: set[str] = set()
        before: Milestone | None = None
        for index, one in enumerate(self.milestones):
            here = ("milestones", index, "stage")
            if index and dates.last_day(one.date) < dates.first_day(self.milestones[index - 1].date):
                yield Fault("stage-order", here, {"found": one.stage, "before": self.milestones[index - 1].stage})
            elif before is not None and (before.stage == "ended" or _out_of_turn(one.stage, before.stage)):
                yield Fault("stage-order", here, {"found": one.stage, "before": before.stage})
            if one.stage in seen and one.stage in _SINGLE:
                yield Fault("twice", here, {"found": one.stage})
            seen.add(one.stage)
            before = before if one.stage == "comment" else one

    def brief(self) -> dict[str, Any]:
        reached = tuple((one.stage, one.date) for one in self.milestones if not one.planned)
        return {"kind": self.kind, "year": self.year, "milestones": reached}

    def line(self, as_of: str) -> list[Stage]:
        """Every stage from proposal to evaluation as it stands on a day; what ended before shows no stages ahead."""
        dated = [Dated(number, one, _state_of_one(one, as_of)) for number, one in enumerate(self.milestones, start=1)]
        reached = [one.milestone.stage for one in dated if one.state is REACHED]
        furthest = max((_ORDER.index(stage) for stage in reached if stage != "comment"), default=-1)
        stages = []
        for position, key in enumerate(_ORDER):
            own = tuple(one for one in dated if one.milestone.stage == key)
            if not own and (key == "ended" or "ended" in reached):
                continue
            state = own[-1].state if own else UNRECORDED if position < furthest else NOT_YET
            stages.append(Stage(key, NAMES[key], state, own))
        return stages

    def view(self, library: Library) -> dict[str, Any]:
        consultations = [
            {"card": card, "row": Consultation.row(card, library)}
            for card in library.pointing_at(f"{self.folder}/{self.id}")
            if card.type == Consultation.folder
        ]
        return {
            "state": stage_of(self.brief(), library.as_of),
            "kind_words": KINDS[self.kind],
            "line": self.line(library.as_of),
            "consultations": consultations,
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [
            Line(card, card.title, card.date, stage_of(card.brief, library.as_of))
            for card in counted(library.cards(cls.folder))
        ]
        return [by_state("stage", Text(zh="按阶段", en="By stage"), lines, (NOT_BEGUN, *STAGES))]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        state = stage_of(card.brief, library.as_of)
        facets = {
            "kind": (card.brief["kind"],), "status": (state.key,), "year": (card.brief["year"][:4],), "topic": card.topics,
        }  # fmt: skip
        return Row(card.date, label=KINDS[card.brief["kind"]], line=card.summary, state=state, facets=facets)


def stage_of(brief: Mapping[str, Any], as_of: str) -> State:
    """The last stage reached on a day; what is dated later has not happened yet."""
    reached = [stage for stage, date in brief["milestones"] if dates.first_day(date) <= as_of]
    return BY_STAGE[reached[-1]] if reached else NOT_BEGUN


def _state_of_one(milestone: Milestone, as_of: str) -> State:
    """Where a milestone stands on a day."""
    if milestone.planned:
        return PLANNED if dates.last_day(milestone.date) >= as_of else PLAN_PASSED
    return REACHED if dates.first_day(milestone.date) <= as_of else PLANNED


def _out_of_turn(stage: str, before: str) -> bool:
    """Whether a stage cannot follow another. An end comes before the adoption or not at all."""
    if stage == "comment":
        return False
    ended_after_adoption = stage == "ended" and _ORDER.index(before) >= _ORDER.index("adopted")
    return ended_after_adoption or _ORDER.index(stage) < _ORDER.index(before)
