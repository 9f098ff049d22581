"""Collections: a year's book of cases, in an order its editors chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from gongkai.cards import Card, Facet, Part, Row
from gongkai.fields import Model, PartialDate, Prose, Ref, Text
from gongkai.record import Fault, Library, Record
from gongkai.records.case import Case


class Chapter(Model):
    """A chapter of the book: a heading and the cases under it, in reading order."""

    title: Text
    text: Prose | None = None
    cases: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A case at its place in the book."""

    number: int
    card: Card
    record: Case


class Collection(Record):
    """A year's book of cases."""

    folder = "collections"
    template = "collection.html"
    group = "practice"
    singular = Text(zh="案例集", en="Case collection")
    plural = Text(zh="案例集", en="Case collections")
    about = Text(
        zh="按年汇编的案例：前言、目录和依次排列的案例。",
        en="Cases gathered into a book for the year: a preface, a table of contents and the cases in order.",
    )
    facets: ClassVar[tuple[Facet, ...]] = (Facet("year", Text(zh="年份", en="Year")),)
    shown_as_new: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = False
    part_templates: ClassVar[tuple[str, ...]] = ("collection-book.html",)

    year: PartialDate
    preface: Prose
    chapters: tuple[Chapter, ...]

    def date(self) -> str | None:
        return self.year

    def faults(self) -> Iterable[Fault]:
        seen: set[str] = set()
        for number, chapter in enumerate(self.chapters):
            for index, ref in enumerate(chapter.cases):
                loc = ("chapters", number, "cases", index)
                if not ref.startswith("cases/"):
                    yield Fault("wrong-type", loc, {"found": ref, "wanted": "cases/…"})
                if ref in seen:
                    yield Fault("twice", loc, {"found": ref})
                seen.add(ref)

    def brief(self) -> dict[str, Any]:
        cases = tuple(str(ref.target) for chapter in self.chapters for ref in chapter.cases)
        return {"cases": len(cases), "gathered": cases}

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """The whole book on one page."""
        yield Part("book", "collection-book.html")

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """The cases, of which the book shows all."""
        return [f"{key}!" for key in card.brief["gathered"]]

    def view(self, library: Library) -> dict[str, Any]:
        return {
            "contents": [
                (chapter, [card for ref in chapter.cases if (card := library.card(ref.target))])
                for chapter in self.chapters
            ]
        }

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        """The book: its chapters with their cases, numbered through, and where each measure and district comes.

        A case that is not published leaves no number open.
        """
        chapters: list[tuple[Chapter, list[Placed]]] = []
        measures: dict[str, list[Placed]] = {}
        districts: dict[str, list[Placed]] = {}
        number = 0
        for chapter, cards in self.view(library)["contents"]:
            chapters.append((chapter, placed := []))
            for card in cards:
                record = library.record(card.key)
                assert isinstance(record, Case)
                number += 1
                placed.append(one := Placed(number, card, record))
                districts.setdefault(record.place.district, []).append(one)
                for measure in dict.fromkeys(record.measures):
                    measures.setdefault(measure, []).append(one)
        return {"chapters": chapters, "measures": measures, "districts": districts}

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        count = card.brief["cases"]
        label = Text(zh=f"{count} 个案例", en="1 case" if count == 1 else f"{count} cases")
        return Row(
            date=card.date, label=label, line=card.summary, facets={"year": (card.date[:4],) if card.date else ()}
        )
