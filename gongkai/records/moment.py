"""Moments: the dated events on the exhibition's timeline."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from gongkai.cards import Card, Row
from gongkai.fields import PartialDate, Ref, Text
from gongkai.record import Fault, Library, Record, wrong_types


class Moment(Record):
    """A dated event; its title is the sentence that tells it, `panel` the stop that tells more."""

    folder = "moments"
    template = "moment.html"
    group = "exhibition"
    singular = Text(zh="大事", en="Moment")
    plural = Text(zh="时间线", en="Timeline")
    counted = Text(zh="时间线上的大事", en="Moments on the timeline")
    about = Text(
        zh="从1949年到今天，展览讲到的日子，每一个都有出处和讲它的展板。",
        en="The dates the exhibition tells of, from 1949 to today, each with its source and the panel that tells more.",
    )
    shown_as_new: ClassVar[bool] = False
    index_template: ClassVar[str] = "records/timeline.html"

    when: PartialDate
    panel: Ref

    def date(self) -> str | None:
        return self.when

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("panel",), self.panel)], "panels")

    def brief(self) -> dict[str, Any]:
        return {"panel": str(self.panel)}

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        """The oldest first."""
        return sorted(cards, key=lambda card: ((card.date or "").rstrip("~"), card.id))

    def view(self, library: Library) -> dict[str, Any]:
        cards = list(library.cards(self.folder))
        at = next(index for index, card in enumerate(cards) if card.id == self.id)
        return {
            "before": cards[at - 1] if at else None,
            "after": cards[at + 1] if at + 1 < len(cards) else None,
            "hall": hall_of(library, str(self.panel)),
        }

    @classmethod
    def extra_view(cls, name: str, library: Library) -> dict[str, Any]:
        return {"moments": [(card, hall_of(library, card.brief["panel"])) for card in library.cards(cls.folder)]}

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """It names the moments before and after it, and its hall."""
        return [f"{cls.folder}/", "exhibition/"]

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        return ("exhibition/",)

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        hall = hall_of(library, card.brief["panel"])
        return Row(date=card.date, label=hall.title if hall else None)


def hall_of(library: Library, panel: str) -> Card | None:
    """The hall in which a panel hangs."""
    return next((card for card in library.cards("exhibition") if panel in card.brief["panels"]), None)
