"""Cases: how something was done in one place, with what came of it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from gongkai import dates
from gongkai.cards import Card, Facet, Row
from gongkai.fields import District, Figure, Model, Prose, Statement, Step, Text
from gongkai.record import Fault, Library, Record


class Place(Model):
    """Where it happened: the district, and the place in the case's own words."""

    district: District
    name: Text | None = None


class Lesson(Model):
    """What others can use. Lessons are the editors' reading, not a statement of the sources."""

    text: Text


class Case(Record):
    """One practice case."""

    folder = "cases"
    template = "case.html"
    group = "practice"
    singular = Text(zh="案例", en="Case")
    plural = Text(zh="案例", en="Cases")
    about = Text(
        zh="各区、街镇、园区和楼宇里的做法：在哪里、谁参与、做了什么、有什么结果、别处可以借鉴什么。",
        en="How it is done in districts, towns, parks and office buildings: where, by whom, what was done, what came of it, and what others can use.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (
        Facet("district", Text(zh="区", en="District"), vocabulary="districts"),
        Facet("measure", Text(zh="对应举措", en="Measure"), vocabulary="measures"),
        Facet("topic", Text(zh="主题", en="Topic"), vocabulary="topics"),
    )

    place: Place
    dates: tuple[Step, ...]
    actors: tuple[Text, ...] = ()
    background: Prose | None = None
    done: tuple[Statement, ...]
    results: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    def date(self) -> str | None:
        return max((step.date for step in self.dates), default=None, key=dates.first_day)

    def faults(self) -> Iterable[Fault]:
        if not self.done:
            yield Fault("empty-list", ("done",), {"field": "done"})

    def brief(self) -> dict[str, Any]:
        return {"district": self.place.district}

    def view(self, library: Library) -> dict[str, Any]:
        pointing = library.pointing_at(f"{self.folder}/{self.id}")
        return {"collections": [card for card in pointing if card.type == "collections"]}

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        facets = {"district": (card.brief["district"],), "measure": card.measures, "topic": card.topics}
        return Row(date=card.date, line=card.summary, facets=facets)
