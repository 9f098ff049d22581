"""News and study materials: reports in the press, study plans, research topics and their results, readings, courseware.

One type with a kind, because all of them are published works: somebody made them, on a date, for
somebody, and they can be read somewhere.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai.cards import Card, Facet, Row
from gongkai.fields import Address, EitherText, PartialDate, Ref, Statement, Text
from gongkai.record import BOARD, Fault, Library, Record, wrong_types
from gongkai.tally import Line, Tally, by_key, so_far

KINDS = {
    "news": Text(zh="新闻报道", en="News report"),
    "column": Text(zh="专栏", en="Column or series"),
    "study-plan": Text(zh="研习实践计划", en="Study and practice plan"),
    "topic": Text(zh="调研课题", en="Research topic"),
    "research": Text(zh="研究成果", en="Research"),
    "reading": Text(zh="学习资料", en="Reading"),
    "courseware": Text(zh="教学课件", en="Teaching material"),
    "outreach": Text(zh="外宣产品", en="Outreach product"),
}


class Material(Record):
    """One work: a report, a plan, a topic, a study, a reading."""

    folder = "materials"
    template = "material.html"
    group = "practice"
    singular = Text(zh="新闻与研习资料", en="News or study material")
    plural = Text(zh="新闻与研习资料", en="News and study materials")
    about = Text(
        zh="新闻报道、研习计划、调研课题与成果、学习资料和课件：谁作、何时、给谁看、在哪里能读到。",
        en="News reports, study plans, research topics and results, readings and teaching material: by whom, when, for whom, and where to read them.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)
    shown_as_new: ClassVar[bool] = False

    kind: Literal["news", "column", "study-plan", "topic", "research", "reading", "courseware", "outreach"]
    published: PartialDate
    by: tuple[EitherText, ...]
    audience: Text | None = None
    url: Address | None = None
    contents: tuple[Statement, ...] = ()
    answers: Ref | None = None

    def date(self) -> str | None:
        return self.published

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("answers",), self.answers)], self.folder)

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "answers": self.answers.target if self.answers else None}

    def view(self, library: Library) -> dict[str, Any]:
        key = f"{self.folder}/{self.id}"
        answers = [
            card for card in library.pointing_at(key) if card.type == self.folder and card.brief["answers"] == key
        ]
        return {
            "kind_words": KINDS[self.kind],
            "asks": bool(answers) or self.kind == "topic",
            "answered_by": [{"card": card, "row": self.row(card, library)} for card in answers],
        }

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [Line(card, card.title, card.date) for card in so_far(library.cards(cls.folder), library.as_of)]
        return [by_key("kind", Text(zh="按类别", en="By kind"), lines, lambda line: line.card.brief["kind"], KINDS)]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        kind = card.brief["kind"]
        facets = {"kind": (kind,), "year": (card.date[:4],) if card.date else (), "topic": card.topics}
        return Row(card.date, label=KINDS[kind], line=card.summary, facets=facets)
