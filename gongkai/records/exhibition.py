"""The exhibition: halls in order, each with its panels; one timeline leads through all of them."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai.cards import Card
from gongkai.fields import EitherText, Prose, Ref, Text
from gongkai.record import Fault, Library, Record, wrong_types
from gongkai.records.audit import audit
from gongkai.records.panel import shown_by


class Hall(Record):
    """One hall of the exhibition; it shows the panels it names, in that order."""

    folder = "exhibition"
    template = "hall.html"
    group = "exhibition"
    singular = Text(zh="展厅", en="Hall")
    plural = Text(zh="展览", en="Exhibition")
    counted = Text(zh="展厅", en="Exhibition halls")
    about = Text(
        zh="从人民代表大会制度的由来到今天的实践，依次展开的各个展厅和一条时间线。",
        en="From the origins of the people's congress system to practice today: halls in order, and one timeline through them.",
    )
    shown_as_new: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = False
    index_template: ClassVar[str] = "records/entrance.html"
    extra_pages: ClassVar[tuple[str, ...]] = ("audit", "kiosk")

    order: int
    period: EitherText | None = None
    hue: Literal["vermilion", "gold", "jade", "blue", "plum", "teal"]
    picture: Ref | None = None
    text: Prose | None = None
    panels: tuple[Ref, ...]

    def date(self) -> str | None:
        return None

    def anchors(self) -> Iterable[str]:
        return [ref.target.partition("/")[2] for ref in self.panels]

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("panels", i), ref) for i, ref in enumerate(self.panels)], "panels")
        yield from wrong_types([(("picture",), self.picture)], "media")

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A panel hangs in one place."""
        seen: set[str] = set()
        for card in sorted(cards, key=lambda card: card.id):
            for index, panel in enumerate(card.brief["panels"]):
                if panel in seen:
                    yield card, Fault("panel-twice", ("panels", index), {"found": panel})
                seen.add(panel)

    def brief(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "hue": self.hue,
            "period": self.period,
            "picture": str(self.picture) if self.picture else None,
            "panels": tuple(str(ref) for ref in self.panels),
        }

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: (card.brief["order"], card.id))

    def view(self, library: Library) -> dict[str, Any]:
        halls = list(library.cards(self.folder))
        here = next(index for index, card in enumerate(halls) if card.id == self.id)
        hanging = [key for key in map(str, self.panels) if library.card(key)]
        panels = [(library.card(key), library.record(key)) for key in hanging]
        return {
            "number": here + 1,
            "count": len(halls),
            "before": halls[here - 1] if here else None,
            "after": halls[here + 1] if here + 1 < len(halls) else None,
            "panels": panels,
            "panel_sources": {(s.title.zh or s.title.en, s.date): s for _, panel in panels for s in panel.sources},
            "moments": [card for card in library.cards("moments") if card.brief["panel"] in hanging],
        }

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        if name == "audit":
            return audit(library)
        halls = library.cards(cls.folder)
        return {
            "halls": [
                (card, [library.card(key) for key in card.brief["panels"] if library.card(key)]) for card in halls
            ],
            "panel_count": sum(library.card(key) is not None for card in halls for key in card.brief["panels"]),
            "tours": library.cards("tours"),
            "moment_count": len(library.cards("moments")),
        }

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """A hall names the halls beside it and shows its panels whole, with all that they show."""
        yield from (f"{cls.folder}/", "moments/", "tours/")
        for key in card.brief["panels"]:
            if (panel := library.card(key)) is not None:
                yield from shown_by(panel)

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        return ("panels/!", "media/", "tours/", "moments/")
