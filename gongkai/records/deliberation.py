"""Deliberation (协商): matters talked through with those concerned before a decision, and what came of it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai import dates
from gongkai.cards import Card, Facet, Row
from gongkai.fields import Body, Ref, Statement, Step, Text
from gongkai.record import BOARD, Fault, Library, Record
from gongkai.tally import Line, Tally, by_key, counted

KINDS = {
    "plan": Text(zh="年度协商计划", en="Annual deliberation plan"),
    "legislative": Text(zh="立法协商", en="Deliberation on legislation"),
    "departments": Text(zh="与部门协商", en="Deliberation with departments"),
    "city-district": Text(zh="市区联动协商", en="City and district deliberation"),
    "suggestions": Text(zh="代表建议会商", en="Deliberation on deputies' suggestions"),
    "grassroots": Text(zh="基层协商", en="Grassroots deliberation"),
}
FORMS = {
    "meeting": Text(zh="会议协商", en="Meeting"),
    "written": Text(zh="书面协商", en="In writing"),
    "hearing": Text(zh="听证", en="Hearing"),
    "visit": Text(zh="实地调研", en="Visit"),
    "online": Text(zh="网络协商", en="Online"),
}


class Deliberation(Record):
    """One matter talked through: its content, form, scope, procedure and result."""

    folder = "deliberations"
    template = "deliberation.html"
    group = "oversight"
    singular = Text(zh="协商", en="Consultative deliberation")
    plural = Text(zh="协商", en="Consultative deliberation")
    about = Text(
        zh="立法、监督和重大事项中的协商：协商什么、以什么形式、哪些方面参加、经过哪些步骤、有什么结果。",
        en="Matters of legislation, oversight and decision talked through with those concerned: what about, in which form, with whom, by which steps, and with what result.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("kind", Text(zh="类别", en="Kind"), labels=KINDS),
        Facet("form", Text(zh="形式", en="Form"), labels=FORMS),
        Facet("year", Text(zh="年份", en="Year")),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )
    extra_pages: ClassVar[tuple[str, ...]] = (BOARD,)

    kind: Literal["plan", "legislative", "departments", "city-district", "suggestions", "grassroots"]
    forms: tuple[Literal["meeting", "written", "hearing", "visit", "online"], ...]
    organiser: Body | None = None
    content: Text
    scope: tuple[Text, ...]
    procedure: tuple[Step, ...]
    results: tuple[Statement, ...] = ()
    led_to: tuple[Ref, ...] = ()

    def date(self) -> str | None:
        return max((step.date for step in self.procedure), default=None, key=dates.first_day)

    def faults(self) -> Iterable[Fault]:
        for name in ("forms", "scope", "procedure"):
            if not getattr(self, name):
                yield Fault("empty-list", (name,), {"field": name})

    def brief(self) -> dict[str, Any]:
        return {"kind": self.kind, "forms": self.forms, "results": len(self.results)}

    def view(self, library: Library) -> dict[str, Any]:
        return {"form_words": [FORMS[form] for form in self.forms], "kind_words": KINDS[self.kind]}

    @classmethod
    def tallies(cls, library: Library) -> Sequence[Tally]:
        lines = [Line(card, card.title, card.date) for card in counted(library.cards(cls.folder))]
        return [by_key("kind", Text(zh="按类别", en="By kind"), lines, lambda line: line.card.brief["kind"], KINDS)]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        kind = card.brief["kind"]
        facets = {
            "kind": (kind,), "form": card.brief["forms"],
            "year": (card.date[:4],) if card.date else (), "topic": card.topics,
        }  # fmt: skip
        return Row(card.date, label=KINDS[kind], line=card.summary, facets=facets)
