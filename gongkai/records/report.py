"""Reports: a year of practice in figures, chapters and charts."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai.cards import Card, Part, Row
from gongkai.fields import Cites, Figure, Model, PartialDate, Prose, Slug, Term, Text
from gongkai.record import Fault, Library, Record, repeated_ids, unknown_ids


class Heading(Term):
    """The heading a figure stands under."""

    vocabulary = "figure-headings"
    __slots__ = ()


class ReportFigure(Figure):
    """A figure of the year. Figures with one `id` in several reports are compared over the years."""

    id: Slug
    heading: Heading


class Chapter(Model):
    """A chapter of the report."""

    title: Text
    text: Prose
    figures: tuple[Slug, ...] = ()
    source: Cites = ()


class Chart(Model):
    """A picture of figures the reports hold: one figure over the years, or several of this year.

    Nothing is typed into a chart: its numbers are those of the figures it names, and a year
    without the figure stays empty.
    """

    id: Slug
    title: Text
    kind: Literal["over-years", "side-by-side"]
    figures: tuple[Slug, ...]
    note: Text | None = None


class Report(Record):
    """The practice report of a year."""

    folder = "reports"
    template = "report.html"
    group = "practice"
    singular = Text(zh="年度报告", en="Annual report")
    plural = Text(zh="年度报告", en="Annual reports")
    about = Text(
        zh="逐年的实践情况：数字、章节和图表，每个数字注明出处并与其他年份对照。",
        en="The year in practice: figures, chapters and charts. Each figure has its source and is set beside other years.",
    )
    part_templates: ClassVar[tuple[str, ...]] = ("report-book.html", "report-chapter.html")

    year: PartialDate
    figures: tuple[ReportFigure, ...]
    chapters: tuple[Chapter, ...] = ()
    charts: tuple[Chart, ...] = ()

    def date(self) -> str | None:
        return self.year

    def anchors(self) -> Iterable[str]:
        return [*(figure.id for figure in self.figures), *(chart.id for chart in self.charts)]

    def faults(self) -> Iterable[Fault]:
        if len(self.year) != 4:
            yield Fault("value", ("year",), {"field": "year", "found": self.year})
        yield from repeated_ids({"figures": self.figures, "charts": self.charts})
        users: dict[str, Sequence[Chapter | Chart]] = {"chapters": self.chapters, "charts": self.charts}
        for name, items in users.items():
            for number, item in enumerate(items):
                named = [((name, number, "figures", i), figure) for i, figure in enumerate(item.figures)]
                yield from unknown_ids(named, self.figures)
        for number, chart in enumerate(self.charts):
            if not chart.figures or (len(chart.figures) == 1) != (chart.kind == "over-years"):
                yield Fault("chart-figures", ("charts", number, "figures"), {"found": chart.id})
            units = {figure.unit and figure.unit.zh for figure in self.figures if figure.id in chart.figures}
            if len(units) > 1:
                yield Fault("chart-units", ("charts", number, "figures"), {"found": chart.id})

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A year has one report."""
        years: set[str | None] = set()
        for card in sorted(cards, key=lambda card: card.id):
            if card.date in years:
                yield card, Fault("twice", ("year",), {"found": str(card.date)})
            years.add(card.date)

    def brief(self) -> dict[str, Any]:
        return {
            "figures": {f.id: ((f.value, f.number("en")), f.how, f.unit) for f in self.figures},
            "chapter_titles": tuple(chapter.title for chapter in self.chapters),
            "labels": {f.id: (f.heading, f.label) for f in self.figures},
        }

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """The whole report on one page, and every chapter on its own."""
        yield Part("book", "report-book.html")
        yield from (
            Part(f"chapters/{n}", "report-chapter.html") for n in range(1, len(card.brief["chapter_titles"]) + 1)
        )

    def view(self, library: Library) -> dict[str, Any]:
        reports = sorted(library.cards("reports"), key=lambda card: card.date or "")
        history = {
            figure.id: [
                (card, *card.brief["figures"][figure.id]) for card in reports if figure.id in card.brief["figures"]
            ]
            for figure in self.figures
        }
        headings: dict[str, list[ReportFigure]] = {}
        for figure in self.figures:
            headings.setdefault(figure.heading, []).append(figure)
        return {
            "history": history,
            "headings": headings,
            "by_id": {figure.id: figure for figure in self.figures},
            "years": [card.date for card in reports],
        }

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        """The whole report, or one chapter by its number with the charts that draw its figures."""
        if not name.startswith("chapters/"):
            return self.view(library)
        number = int(name.partition("/")[2])
        chapter = self.chapters[number - 1]
        charts = [chart for chart in self.charts if set(chart.figures) & set(chapter.figures)]
        cited = {*chapter.source, *(i for f in self.figures if f.id in chapter.figures for i in f.source)}
        sources = [source for source in self.sources if source.id in cited]
        return self.view(library) | {"number": number, "chapter": chapter, "drawn": charts, "cited": sources}

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """Figures are compared over all reports."""
        return [f"{cls.folder}/"]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        count = len(card.brief["figures"])
        label = Text(zh=f"{count} 个数字", en="1 figure" if count == 1 else f"{count} figures")
        return Row(date=card.date, label=label, line=card.summary)
