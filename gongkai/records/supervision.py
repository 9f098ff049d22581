"""Oversight: inspections, inquiries, hearings of reports, and the three lists they leave."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.fields import Body, Cites, Figure, Model, PartialDate, Ref, Slug, Statement, Step, Subject, Text
from gongkai.record import Card, Facet, Fault, HasId, Library, Record, Row, State, repeated_ids, unknown_ids

KINDS = {
    "law-inspection": Text(zh="执法检查", en="Law-enforcement inspection"),
    "special-inquiry": Text(zh="专题询问", en="Special inquiry"),
    "special-report": Text(zh="听取审议专项工作报告", en="Hearing of a special report"),
    "special-supervision": Text(zh="专项监督", en="Special oversight"),
    "budget-review": Text(zh="预算决算审查监督", en="Budget and final-accounts review"),
    "appointee-report": Text(zh="听取任命人员履职报告", en="Report by an appointed official"),
}

OPEN = State("open", Text(zh="整改中", en="Open"), "waiting")
OVERDUE = State("overdue", Text(zh="逾期未报告", en="Overdue"), "alert")
RECTIFIED = State("rectified", Text(zh="已报告整改", en="Rectification reported"), "info")
VERIFIED = State("verified", Text(zh="整改已核实", en="Rectification verified"), "good")
NOT_IMPLEMENTED = State("not-implemented", Text(zh="未落实", en="Not implemented"), "alert")
NO_RECORD = State("no-record", Text(zh="未见公开整改记录", en="No public record of rectification"), "quiet")


class Point(Model):
    """Something the inspection set out to look at."""

    called: ClassVar[Text] = Text(zh="检查要点", en="Inspection point")

    id: Slug
    text: Text
    articles: tuple[Ref, ...] = ()
    source: Cites = ()


class Problem(Model):
    """Something the inspection found, with the articles it concerns. `point` is the inspection point it was found under."""

    called: ClassVar[Text] = Text(zh="问题", en="Problem")

    id: Slug
    text: Text
    articles: tuple[Ref, ...] = ()
    point: Slug | None = None
    body: Body | None = None
    deadline: PartialDate | None = None
    source: Cites = ()


class Evidence(Model):
    """A dated statement that something was done, by whom, with its source."""

    date: PartialDate
    text: Text
    body: Body | None = None
    source: Cites


class Rectification(Model):
    """What was asked for, or done, about a problem.

    The state is computed: `not_implemented` before `verified` before `reported`; with none of
    them, overdue once the deadline has passed, else open.
    """

    called: ClassVar[Text] = Text(zh="整改", en="Rectification")

    id: Slug
    problem: Slug
    text: Text
    body: Body | None = None
    deadline: PartialDate | None = None
    reported: Evidence | None = None
    verified: Evidence | None = None
    not_implemented: Evidence | None = None
    source: Cites = ()

    def state(self, as_of: str) -> State:
        """The state on a day; what is dated later has not happened yet."""
        for evidence, state in (
            (self.not_implemented, NOT_IMPLEMENTED),
            (self.verified, VERIFIED),
            (self.reported, RECTIFIED),
        ):
            if evidence is not None and dates.first_day(evidence.date) <= as_of:
                return state
        if self.deadline is not None and dates.last_day(self.deadline) < as_of:
            return OVERDUE
        return OPEN


class Supervision(Record):
    """One activity of oversight by the standing committee."""

    folder = "supervision"
    template = "supervision.html"
    group = "oversight"
    singular = Text(zh="监督", en="Oversight")
    plural = Text(zh="监督", en="Oversight")
    counted = Text(zh="监督活动", en="Oversight activities")
    about = Text(
        zh="常委会的执法检查、专题询问、专项报告审议和预算审查：查什么、发现什么、要求改什么、后来怎样。",
        en="Inspections, inquiries, hearings of reports and budget reviews by the Standing Committee: what was looked at, what was found, what was asked for, and what followed.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="方式", en="Form"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )

    kind: Literal[
        "law-inspection", "special-inquiry", "special-report", "special-supervision", "budget-review", "appointee-report"
    ]  # fmt: skip
    subjects: tuple[Subject, ...] = ()
    bodies: tuple[Body, ...] = ()
    lead: Text | None = None
    steps: tuple[Step, ...]
    method: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    findings: tuple[Statement, ...] = ()
    points: tuple[Point, ...] = ()
    problems: tuple[Problem, ...] = ()
    opinions: tuple[Statement, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    follow_up: tuple[Step, ...] = ()

    def date(self) -> str | None:
        return min((step.date for step in self.steps), default=None, key=dates.first_day)

    def anchors(self) -> Iterable[str]:
        return [item.id for items in self._lists().values() for item in items]

    def faults(self) -> Iterable[Fault]:
        yield from repeated_ids(self._lists())
        named_points = [(("problems", i, "point"), problem.point) for i, problem in enumerate(self.problems)]
        yield from unknown_ids(named_points, self.points)
        named_problems = [(("rectifications", i, "problem"), one.problem) for i, one in enumerate(self.rectifications)]
        yield from unknown_ids(named_problems, self.problems)

    def _lists(self) -> dict[str, Sequence[HasId]]:
        """The three lists, whose items are linked by their ids."""
        return {"points": self.points, "problems": self.problems, "rectifications": self.rectifications}

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "problems": len(self.problems)}

    def view(self, library: Library) -> dict[str, Any]:
        by_problem: dict[str, list[Rectification]] = {problem.id: [] for problem in self.problems}
        for rectification in self.rectifications:
            by_problem[rectification.problem].append(rectification)
        by_point: dict[str, list[Problem]] = {point.id: [] for point in self.points}
        for problem in self.problems:
            if problem.point is not None:
                by_point[problem.point].append(problem)
        return {
            "form": KINDS[self.kind],
            "numbers": {
                item.id: number for items in self._lists().values() for number, item in enumerate(items, start=1)
            },
            "by_problem": by_problem,
            "by_point": by_point,
            "states": {r.id: r.state(library.as_of) for r in self.rectifications},
            "no_record": NO_RECORD,
        }

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        kind = card.brief["kind"]
        facets = {"kind": (kind,), "year": (card.date[:4],) if card.date else (), "topic": card.topics}
        return Row(date=card.date, label=KINDS[kind], line=card.summary, facets=facets)
