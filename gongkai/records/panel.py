"""Panels: the single stops of the exhibition, each with an address and a printed code that stay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from gongkai.blocks import Block
from gongkai.cards import Card, Part, Row
from gongkai.fields import CheckedStr, Cites, Day, Model, Ref, Text
from gongkai.pieces import Piece, listed, piece
from gongkai.record import Fault, Library, Record, wrong_types

LEAD_ZH, LEAD_EN = 120, 60
"""The longest lead: Chinese in characters, English in words. It is read standing."""

FOLDER_OF = {"timeline": "moments", "places": "places"}


class Code(CheckedStr):
    """What is printed for a panel: four characters that are not mistaken for one another (no i, l, o, 0, 1)."""

    rule = "code"
    __slots__ = ()
    _shape = re.compile(r"[a-hjkmnp-z2-9]{4}")


class Retired(Model):
    """That a panel no longer hangs: since when, why, and what to see instead."""

    date: Day
    reason: Text
    instead: Ref | None = None


class Panel(Record):
    """One stop: a lead, then blocks, and ways into the records."""

    folder = "panels"
    template = "panel.html"
    group = "exhibition"
    singular = Text(zh="展板", en="Panel")
    plural = Text(zh="展板", en="Panels")
    about = Text(
        zh="展览的每一块展板，各有固定的网址和可以印刷的短码。",
        en="Every panel of the exhibition, each with an address and a short code for print that stay the same.",
    )
    shown_as_new: ClassVar[bool] = False
    part_templates: ClassVar[tuple[str, ...]] = ("panel-sheet.html",)

    code: Code | None = None
    lead: Text
    blocks: tuple[Block, ...] = ()
    links: tuple[Ref, ...] = ()
    source: Cites = ()
    retired: Retired | None = None

    def date(self) -> str | None:
        return None

    def anchors(self) -> Iterable[str]:
        return [stop.id for block in self.blocks if block.zoom for stop in block.zoom.stops]

    def pieces(self) -> Iterable[Piece]:
        """A retired panel is found by its title alone."""
        if self.retired is None:
            yield from piece("", [self.summary, self.lead])
            yield from listed("blocks", self.blocks)
            yield from listed("gaps", self.gaps)

    def identifiers(self) -> Iterable[Text]:
        return [Text(zh=self.code, en=self.code)] if self.code else []

    def faults(self) -> Iterable[Fault]:
        if len(self.lead.zh) > LEAD_ZH:
            yield Fault("lead-long", ("lead", "zh"), {"found": str(len(self.lead.zh)), "limit": str(LEAD_ZH)})
        if (words := len((self.lead.en or "").split())) > LEAD_EN:
            yield Fault("lead-long", ("lead", "en"), {"found": str(words), "limit": str(LEAD_EN)})
        seen: set[str] = set()
        for number, block in enumerate(self.blocks):
            inside = ("blocks", number)
            for index, stop in enumerate(block.zoom.stops if block.zoom else ()):
                if stop.id in seen:
                    yield Fault("twice", (*inside, "zoom", "stops", index, "id"), {"found": stop.id})
                seen.add(stop.id)
            yield from wrong_types([((*inside, *loc), ref) for loc, ref in block.media()], "media")
            for name, folder in FOLDER_OF.items():
                yield from wrong_types(
                    [((*inside, name, i), r) for i, r in enumerate(getattr(block, name) or ())], folder
                )
            if block.case is not None:
                yield from wrong_types([((*inside, "case", "record"), block.case.record)], "cases")
        if self.retired is not None:
            yield from wrong_types([(("retired", "instead"), self.retired.instead)], self.folder)

    @classmethod
    def faults_among(cls, cards: Sequence[Card]) -> Iterable[tuple[Card, Fault]]:
        """A code belongs to one panel for ever."""
        seen: dict[str, str] = {}
        for card in sorted(cards, key=lambda card: card.id):
            code = card.brief["code"]
            if code is not None and code in seen:
                yield card, Fault("twice", ("code",), {"found": code})
            seen[code or ""] = card.id

    def brief(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "cited": bool(self.sources),
            "lead": self.lead,
            "retired": self.retired,
            "media": tuple(str(ref) for block in self.blocks for _, ref in block.media()),
            "stops": tuple((stop.id, stop.title) for block in self.blocks if block.zoom for stop in block.zoom.stops),
            "queried": tuple(dict.fromkeys(block.records.type for block in self.blocks if block.records)),
            "kinds": tuple(block.kind for block in self.blocks),
        }

    @classmethod
    def parts(cls, card: Card, as_of: str) -> Iterable[Part]:
        """A sheet to print, for panels with a code."""
        if card.brief["code"] is not None and card.brief["retired"] is None:
            yield Part("sheet", "panel-sheet.html")

    def view(self, library: Library) -> dict[str, Any]:
        """Where the panel hangs, its neighbours there, and the tours that stop at it."""
        halls, key = library.cards("exhibition"), f"{self.folder}/{self.id}"
        hall = next((card for card in halls if key in card.brief["panels"]), None)
        row = hall.brief["panels"] if hall else ()
        at = row.index(key) if hall else 0
        return {
            "hall": hall,
            "hall_number": halls.index(hall) + 1 if hall else 0,
            "number": at + 1,
            "before": library.card(row[at - 1]) if at > 0 else None,
            "after": library.card(row[at + 1]) if at + 1 < len(row) else None,
            "visits": [visit for tour in library.cards("tours") for visit in visits(tour, key)],
        }

    def part_view(self, name: str, library: Library) -> dict[str, Any]:
        return self.view(library)

    @classmethod
    def uses(cls, card: Card, library: Library) -> Iterable[str]:
        """Its neighbours in the hall, the tours, and the lists it looks records up in."""
        yield from ("exhibition/", "tours/")
        yield from (f"{folder}/" for folder in card.brief["queried"])
        for hall in library.cards("exhibition"):
            if card.key in hall.brief["panels"]:
                yield from hall.brief["panels"]

    @classmethod
    def row(cls, card: Card, library: Library) -> Row:
        hall = next((one for one in library.cards("exhibition") if card.key in one.brief["panels"]), None)
        label = hall.title if hall else None
        return Row(date=None, label=label, line=card.brief["lead"])

    @classmethod
    def index_uses(cls, library: Library) -> Iterable[str]:
        return ("exhibition/",)


def visits(tour: Card, panel: str) -> Iterator[tuple[Card, int]]:
    """The stops of a tour at a panel: the tour and the number of the stop."""
    yield from ((tour, number) for number, stop in enumerate(tour.brief["stops"], start=1) if stop[0] == panel)


def shown_by(card: Card) -> Iterator[str]:
    """Everything a page is made from that shows a panel in full, beside the panel's own card."""
    yield f"{card.key}!"
    yield from (ref.target for _, ref in card.refs)
    if card.type == Panel.folder:  # a hall that names another record is told of it before anything is shown
        yield from (f"{folder}/" for folder in card.brief["queried"])
