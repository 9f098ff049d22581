"""Tours: ways through the exhibition across its halls, and what teachers and guides need for them."""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from gongkai.blocks import Question, Stop
from gongkai.cards import Card, Facet, Part, Row
from gongkai.fields import Cites, Model, Prose, Ref, Text
from gongkai.record import Fault, Library, Record, wrong_types
from gongkai.records.media import SHOWN, state_of
from gongkai.records.panel import Panel, shown_by

AUDIENCES = {
    "everyone": Text(zh="所有观众", en="Everyone"),
    "students": Text(zh="学生", en="Students"),
    "foreign-visitors": Text(zh="外国来宾", en="Visitors from abroad"),
}
TEACHING = ("deck", "handout", "leaflet", "teacher")
"""What a tour is also made into: slides, a sheet for visitors, a folded leaflet, a version for whoever leads it."""

_SENTENCE = re.compile(r"""(.*?(?:[。！？][”’）]?|[.!?][”’"')]?(?=\s+[A-Z“‘"'(]|$)))""", re.DOTALL)


class TourStop(Model):
    """A stop: which panel, or which place on its large picture; how many minutes; and what the guide says there."""

    panel: Ref
    minutes: Annotated[int, Field(ge=1, le=60)]
    words: Prose
    ask: Text | None = None
    source: Cites = ()


class Tour(Record):
    """A guided way through the halls, stop by stop.

    `preparation` and `afterwards` are for whoever leads it, `terms` are the words of the glossary that its
    leaflet explains.
    """

    folder = "tours"
    template = "tour.html"
    group = "exhibition"
    singular = Text(zh="导览", en="Guided tour")
    plural = Text(zh="导览", en="Guided tours")
    about = Text(
        zh="跨展厅的参观路线：20分钟、学生、外国来宾。每条路线另有讲稿、学习单、折页和教师用版。",
        en="Ways through the halls: in twenty minutes, for students, for visitors from abroad. Each also comes as slides, a handout, a leaflet and a version for teachers.",
    )
    shown_as_new: ClassVar[bool] = False
    needs_sources: ClassVar[bool] = False
    part_templates: ClassVar[tuple[str, ...]] = ("tour-stop.html", *(f"tour-{name}.html" for name in TEACHING))
    facets: ClassVar[tuple[Facet, ...]] = (Facet("audience", Text(zh="对象", en="For"), labels=AUDIENCES),)

    audience: Literal["everyone", "students", "foreign-visitors"]
    order: int
    text: Prose | None = None
    stops: Annotated[tuple[TourStop, ...], Field(min_length=1)]
    objectives: tuple[Text, ...] = ()
    questions: tuple[Question, ...] = ()
    preparation: tuple[Text, ...] = ()
    afterwards: tuple[Text, ...] = ()
    terms: tuple[Ref, ...] = ()

    def date(self) -> str | None:
        return None

    def faults(self) -> Iterable[Fault]:
        yield from wrong_types([(("stops", i, "panel"), stop.panel) for i, stop in enumerate(self.stops)], "panels")
        yield from wrong_types([(("terms", i), ref) for i, ref in enumerate(self.terms)], "glossary")

    def brief(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "audience": self.audience,
            "minutes": sum(stop.minutes for stop in self.stops),
            "stops": tuple((stop.panel.target, stop.panel.anchor, stop.minutes) for stop in self.stops),
        }

    @classmethod
    def sort_cards(cls, cards: Sequence[Card]) -> list[Card]:
        return sorted(cards, key=lambda card: (card.brief["order"], card.id))

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """A page for every stop, then what the tour is made into."""
        yield from (Part(f"stops/{number}", "tour-stop.html") for number in range(1, len(card.brief["stops"]) + 1))
        yield from (Part(name, f"tour-{name}.html") for name in TEACHING)

    def view(self, library: Library) -> dict[str, Any]:
        """The stops with the panels they stand at; a panel that is held back leaves its stop without one."""
        stops = []
        for number, stop in enumerate(self.stops, start=1):
            card = library.card(stop.panel.target)
            hall = next((one for one in library.cards("exhibition") if stop.panel.target in one.brief["panels"]), None)
            panel = library.record(card.key) if card else None
            assert panel is None or isinstance(panel, Panel)
            stops.append({"number": number, "stop": stop, "card": card, "panel": panel, "hall": hall} | _seen(panel, stop, library))  # fmt: skip
        return {"stops": stops, "minutes": sum(stop.minutes for stop in self.stops), "audience_words": AUDIENCES[self.audience]}  # fmt: skip

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        view = self.view(library)
        return view | {"here": view["stops"][int(name.partition("/")[2]) - 1]} if name.startswith("stops/") else view

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """The halls it crosses, and its panels whole, with all that they show."""
        yield "exhibition/"
        for key in dict.fromkeys(stop[0] for stop in card.brief["stops"]):
            if (panel := library.card(key)) is not None:
                yield from shown_by(panel)

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        minutes, stops = card.brief["minutes"], len(card.brief["stops"])
        label = Text(zh=f"{minutes} 分钟 · {stops} 站", en=f"{minutes} minutes · {stops} stops")
        return Row(date=None, label=label, line=card.summary, facets={"audience": (card.brief["audience"],)})


def _seen(panel: Panel | None, stop: TourStop, library: Library) -> dict[str, Any]:
    """What teaching takes from a panel: `look` is the place on its large picture, `line` one sentence.

    That picture is the first of `pictures`; `picture` is the first that may be shown.
    """
    blocks = panel.blocks if panel else ()
    look: Stop | None = None
    pictures: list[str] = []
    for block in blocks:
        pictures += [str(ref) for _, ref in block.media()]
        found = [one for one in (block.zoom.stops if block.zoom else ()) if one.id == stop.panel.anchor]
        if block.zoom is not None and found:
            look = found[0]
            pictures.insert(0, str(block.zoom.media))
    cards = [card for key in pictures if (card := library.card(key))]
    return {
        "look": look,
        "line": _first_sentence(look.text if look else panel.lead) if panel else None,
        "pictures": list(dict.fromkeys(pictures)),
        "picture": next((card.key for card in cards if state_of(card.brief, library.as_of) is SHOWN), None),
        "dates": [date for block in blocks for date in block.dates or ()],
        "figures": [figure for block in blocks for figure in block.figures or ()],
        "quotes": [block.quote for block in blocks if block.quote is not None],
    }


def _first_sentence(text: Text) -> Text:
    """The first sentence in each language, or all where no sentence ends."""
    first = [found[1] if words and (found := _SENTENCE.match(words)) else words for words in (text.zh, text.en)]
    return Text(zh=first[0] or text.zh, en=first[1])
