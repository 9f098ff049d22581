"""Oversight: inspections, inquiries, hearings of reports, and the three lists they leave."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal, NamedTuple

from gongkai import dates
from gongkai.cards import Card, Facet, Row, State
from gongkai.fields import Body, Cites, Figure, Loc, Model, PartialDate, Ref, Slug, Statement, Step, Subject, Text
from gongkai.loopfields import Cited, Evidence
from gongkai.record import BOARD, Fault, HasId, Library, Record, repeated_ids, unknown_ids
from gongkai.tally import Line, Tally, by_key, by_state, so_far

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
STATES = (OVERDUE, NOT_IMPLEMENTED, OPEN, RECTIFIED, VERIFIED, NO_RECORD)
_WORST_FIRST = (NOT_IMPLEMENTED, OVERDUE, OPEN, RECTIFIED, VERIFIED)

AGES = {
    "under-6-months": Text(zh="不满六个月", en="Under 6 months"),
    "6-to-12-months": Text(zh="六个月至一年", en="6 to 12 months"),
    "1-to-2-years": Text(zh="一年至两年", en="1 to 2 years"),
    "over-2-years": Text(zh="两年以上", en="2 years or more"),
}
_AGES_END = {"under-6-months": 6, "6-to-12-months": 12, "1-to-2-years": 24}


class Course(NamedTuple):
    """The dates of a rectification, from which its state on a day follows."""

    deadline: str | None = None
    reported: str | None = None
    verified: str | None = None
    not_implemented: str | None = None

    def state(self, as_of: str) -> State:
        """The state by the latest event up to the day; with none, overdue once the deadline has passed, else open.

        An event has happened from the first day its date may mean; which came last goes by the last
        day it may mean, and on the same day a report comes before its verification, and what was
        found not to be done counts most.
        """
        events = ((self.reported, RECTIFIED), (self.verified, VERIFIED), (self.not_implemented, NOT_IMPLEMENTED))
        latest, found = "", None
        for date, state in events:
            if date is not None and dates.first_day(date) <= as_of and dates.last_day(date) >= latest:
                latest, found = dates.last_day(date), state
        if found is not None:
            return found
        if self.deadline is not None and dates.last_day(self.deadline) < as_of:
            return OVERDUE
        return OPEN


class Point(Model):
    """Something the inspection set out to look at."""

    called: ClassVar[Text] = Text(zh="检查要点", en="Inspection point")

    id: Slug
    text: Text
    articles: tuple[Ref, ...] = ()
    source: Cites = ()


class Problem(Model):
    """Something the inspection found, with the articles it concerns.

    `point` is the inspection point it was found under, `found` the day it was put on record. Which
    of point, body and deadline the sources do not give is said in `not_public`.
    """

    called: ClassVar[Text] = Text(zh="问题", en="Problem")

    id: Slug
    text: Text
    articles: tuple[Ref, ...] = ()
    point: Slug | None = None
    body: Body | None = None
    deadline: PartialDate | None = None
    not_public: tuple[Literal["point", "body", "deadline"], ...] = ()
    found: PartialDate | None = None
    source: Cites = ()


class Shortfall(Model):
    """That something was found not to have been done: when, by whom, and why, with its source."""

    date: PartialDate
    reason: Text
    body: Body | None = None
    source: Cited


class Rectification(Model):
    """What was asked for, or done, about a problem. Its state is computed from its dates, see `Course`."""

    called: ClassVar[Text] = Text(zh="整改", en="Rectification")

    id: Slug
    problem: Slug
    text: Text
    body: Body | None = None
    deadline: PartialDate | None = None
    reported: Evidence | None = None
    verified: Evidence | None = None
    not_implemented: Shortfall | None = None
    source: Cites = ()

    def course(self, deadline: str | None = None) -> Course:
        """Its dates; without a deadline of its own, that of its problem."""
        events = (self.reported, self.verified, self.not_implemented)
        return Course(self.deadline or deadline, *(one.date if one else None for one in events))

    def state(self, as_of: str) -> State:
        """The state on a day, by its own dates alone."""
        return self.course().state(as_of)

    def history(self) -> list[tuple[str, Evidence | Shortfall]]:
        """What happened, under the names of the fields, in order of time; a report comes before its verification."""
        named = (("reported", self.reported), ("verified", self.verified), ("not-implemented", self.not_implemented))
        return sorted(((name, one) for name, one in named if one), key=lambda event: dates.last_day(event[1].date))


class Found(NamedTuple):
    """What lists and the board know of a problem."""

    id: str
    text: Text
    body: str | None
    found: str | None
    courses: tuple[Course, ...]

    def state(self, as_of: str) -> State:
        """The state of the problem: the worst its rectifications are in."""
        states = {course.state(as_of) for course in self.courses}
        return next((state for state in _WORST_FIRST if state in states), NO_RECORD)

    def age(self, as_of: str) -> str | None:
        """How long ago it was put on record, at least; None where no day is on record."""
        if self.found is None:
            return None
        since = dates.last_day(self.found)
        return next(
            (age for age, months in _AGES_END.items() if as_of < dates.months_after(since, months)), "over-2-years"
        )


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

    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)

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
        for index, problem in enumerate(self.problems):
            yield from _problem_faults(problem, ("problems", index))
        for index, one in enumerate(self.rectifications):
            yield from _rectification_faults(one, ("rectifications", index))

    def _lists(self) -> dict[str, Sequence[HasId]]:
        """The three lists, whose items are linked by their ids."""
        return {"points": self.points, "problems": self.problems, "rectifications": self.rectifications}

    def _found(self) -> dict[str, Found]:
        """The problems by their ids, each with the dates of its rectifications."""
        return {
            one.id: Found(
                one.id, one.text, one.body, one.found,
                tuple(each.course(one.deadline) for each in self.rectifications if each.problem == one.id),
            )
            for one in self.problems
        }  # fmt: skip

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "problems": tuple(self._found().values())}

    def view(self, library: Library) -> dict[str, Any]:
        by_problem: dict[str, list[Rectification]] = {problem.id: [] for problem in self.problems}
        for rectification in self.rectifications:
            by_problem[rectification.problem].append(rectification)
        by_point: dict[str, list[Problem]] = {point.id: [] for point in self.points}
        for problem in self.problems:
            if problem.point is not None:
                by_point[problem.point].append(problem)
        deadlines = {problem.id: problem.deadline for problem in self.problems}
        courses = {one.id: one.course(deadlines[one.problem]) for one in self.rectifications}
        return {
            "form": KINDS[self.kind],
            "numbers": {
                item.id: number for items in self._lists().values() for number, item in enumerate(items, start=1)
            },
            "by_problem": by_problem,
            "by_point": by_point,
            "courses": courses,
            "states": {id_: course.state(library.as_of) for id_, course in courses.items()},
            "no_record": NO_RECORD,
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        """The activities by form; the problems of all of them by state, by body and, until verified, by age.

        What is dated later than the day has not happened yet and is not counted.
        """
        as_of = library.as_of
        activities = [Line(card, card.title, card.date) for card in so_far(library.cards(cls.folder), as_of)]
        problems: dict[str, Found] = {}
        lines: list[Line] = []
        for activity in activities:
            for one in activity.card.brief["problems"]:
                if one.found is None or dates.first_day(one.found) <= as_of:
                    line = Line(activity.card, one.text, one.found, one.state(as_of), one.id)
                    problems[line.ref] = one
                    lines.append(line)
        return [
            by_state("state", Text(zh="问题按整改状态", en="Problems by state"), lines, STATES),
            by_key("body", Text(zh="问题按责任单位", en="Problems by responsible body"), lines, lambda line: problems[line.ref].body, vocabulary=Body.vocabulary),
            by_key("age", Text(zh="尚未核实整改的问题，按列出至今的时间", en="Problems not verified as put right, by time since they were put on record"), [line for line in lines if line.state != VERIFIED], lambda line: problems[line.ref].age(as_of), AGES),
            by_key("form", Text(zh="监督活动按方式", en="Oversight activities by form"), activities, lambda line: line.card.brief["kind"], KINDS),
        ]  # fmt: skip

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        kind = card.brief["kind"]
        facets = {"kind": (kind,), "year": (card.date[:4],) if card.date else (), "topic": card.topics}
        return Row(date=card.date, label=KINDS[kind], line=card.summary, facets=facets)


def _problem_faults(problem: Problem, loc: Loc) -> Iterable[Fault]:
    """A problem says where it belongs, who has to act and until when, or says that the sources do not."""
    given = {"point": problem.point, "body": problem.body, "deadline": problem.deadline}
    missing = [name for name, value in given.items() if value is None and name not in problem.not_public]
    if missing:
        yield Fault("problem-incomplete", loc, {"found": problem.id, "field": ", ".join(missing)})
    for index, name in enumerate(problem.not_public):
        if given[name] is not None:
            yield Fault("not-public", (*loc, "not_public", index), {"found": problem.id, "field": name})
        if name in problem.not_public[:index]:
            yield Fault("twice", (*loc, "not_public", index), {"found": name})
    found, deadline = problem.found, problem.deadline
    if found is not None and deadline is not None and dates.last_day(deadline) < dates.first_day(found):
        yield Fault("order", (*loc, "deadline"), {"found": f"{found} … {deadline}"})


def _rectification_faults(one: Rectification, loc: Loc) -> Iterable[Fault]:
    """What was verified was reported first."""
    if one.verified is None:
        return
    if one.reported is None:
        yield Fault("verified-unreported", (*loc, "verified"), {"found": one.id})
    elif dates.last_day(one.verified.date) < dates.first_day(one.reported.date):
        found = f"{one.reported.date} … {one.verified.date}"
        yield Fault("order", (*loc, "verified", "date"), {"found": found})
