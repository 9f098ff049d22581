"""The exhibition: halls in order, panels in each, and one timeline through all of them."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from gongkai.cards import Card
from gongkai.fields import Cites, EitherText, Figure, Model, PartialDate, Prose, Ref, Slug, Step, Text
from gongkai.record import Fault, Library, Record, repeated_ids, unknown_ids


class Quote(Model):
    """Words somebody said, with who, when and where they were read."""

    text: Text
    speaker: Text
    date: PartialDate | None = None
    place: Text | None = None
    source: Cites


class Panel(Model):
    """One stop in a hall: a lead, then text, figures, dates and quotes, and ways into the records."""

    id: Slug
    title: Text
    lead: Text
    text: Prose | None = None
    dates: tuple[Step, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    links: tuple[Ref, ...] = ()
    source: Cites = ()


class Moment(Model):
    """A dated event on the exhibition's timeline; `panel` is the stop that tells it."""

    id: Slug
    date: PartialDate
    text: Text
    panel: Slug | None = None
    links: tuple[Ref, ...] = ()
    source: Cites


class Hall(Record):
    """One hall of the exhibition."""

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
    index_template: ClassVar[str] = "records/entrance.html"
    extra_pages: ClassVar[tuple[str, ...]] = ("timeline",)

    order: int
    period: EitherText | None = None
    hue: Literal["vermilion", "gold", "jade", "blue", "plum", "teal"]
    text: Prose | None = None
    panels: tuple[Panel, ...]
    moments: tuple[Moment, ...] = ()

    def date(self) -> str | None:
        return None

    def anchors(self) -> Iterable[str]:
        return [*(panel.id for panel in self.panels), *(moment.id for moment in self.moments)]

    def faults(self) -> Iterable[Fault]:
        yield from repeated_ids({"panels": self.panels, "moments": self.moments})
        yield from unknown_ids([(("moments", i, "panel"), m.panel) for i, m in enumerate(self.moments)], self.panels)

    def brief(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "hue": self.hue,
            "period": self.period,
            "panels": tuple((panel.id, panel.title) for panel in self.panels),
            "moments": tuple((m.id, m.date, m.text, m.panel) for m in self.moments),
        }

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: (card.brief["order"], card.id))

    def view(self, library: Library) -> dict[str, Any]:
        halls = list(library.cards(self.folder))
        here = next(index for index, card in enumerate(halls) if card.id == self.id)
        return {
            "number": here + 1,
            "count": len(halls),
            "before": halls[here - 1] if here else None,
            "after": halls[here + 1] if here + 1 < len(halls) else None,
        }

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        halls = library.cards(cls.folder)
        moments = [(card, *moment) for card in halls for moment in card.brief["moments"]]
        return {
            "halls": halls,
            "moments": sorted(moments, key=lambda moment: (moment[2].rstrip("~"), moment[1])),
            "panels": sum(len(card.brief["panels"]) for card in halls),
        }

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """A hall names the halls before and after it."""
        return [f"{cls.folder}/"]
