"""What the exhibition is made of, counted: panels, pictures, their words, sources and rights, hall by hall.

Nothing here is typed: every number is counted from the records the pages were made from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.cards import Card
from gongkai.record import Library
from gongkai.records.media import SHOWN, state_of


@dataclass(frozen=True, slots=True)
class Audit:
    """The counts of one hall, or of the whole exhibition where `hall` is None."""

    hall: Card | None
    panels: int
    translated: int
    cited: int
    codes: int
    quotes: int
    pictures: int
    shown: int
    alt: int
    decorative: int
    described: int
    licensed: int
    sourced: int
    pictures_translated: int
    missing: Sequence[Card] = ()
    withheld: Sequence[Card] = ()


def audit(library: Library) -> dict[str, Any]:
    """The exhibition counted hall by hall and as a whole; a picture in two halls counts once in the whole."""
    halls = library.cards("exhibition")
    states = {card.key: state_of(card.brief, library.as_of) is SHOWN for card in library.cards("media")}
    rows = [_count(hall, _panels(library, [hall]), library, states) for hall in halls]
    whole = _count(None, _panels(library, halls), library, states)
    hanging = set(_pictures(_panels(library, halls), halls))
    unused = [card for card in library.cards("media") if card.key not in hanging]
    retired = [card for card in library.cards("panels") if card.brief["retired"] is not None]
    return {"rows": rows, "whole": whole, "unused": unused, "retired": retired}


def _panels(library: Library, halls: Sequence[Card]) -> list[Card]:
    return [card for hall in halls for key in hall.brief["panels"] if (card := library.card(key))]


def _pictures(panels: Sequence[Card], halls: Sequence[Card]) -> list[str]:
    """The keys of the pictures that panels show and that halls have at their doors, each once."""
    keys = dict.fromkeys(key for panel in panels for key in panel.brief["media"])
    return list(keys | dict.fromkeys(hall.brief["picture"] for hall in halls if hall.brief["picture"]))


def _count(hall: Card | None, panels: Sequence[Card], library: Library, states: Mapping[str, bool]) -> Audit:
    keys = _pictures(panels, [hall] if hall is not None else library.cards("exhibition"))
    pictures = [card for key in keys if (card := library.card(key))]
    return Audit(
        hall=hall,
        panels=len(panels),
        translated=sum(not panel.untranslated for panel in panels),
        cited=sum(panel.brief["cited"] for panel in panels),
        codes=sum(panel.brief["code"] is not None for panel in panels),
        quotes=sum(panel.brief["kinds"].count("quote") for panel in panels),
        pictures=len(pictures),
        shown=sum(states[card.key] for card in pictures),
        alt=sum(card.brief["alt"] is not None for card in pictures),
        decorative=sum(card.brief["decorative"] for card in pictures),
        described=sum(card.brief["described"] for card in pictures),
        licensed=sum(card.brief["rights"] is not None for card in pictures),
        sourced=sum(card.brief["sources"] > 0 for card in pictures),
        pictures_translated=sum(not card.untranslated for card in pictures),
        missing=[panel for panel in panels if panel.untranslated],
        withheld=[card for card in pictures if not states[card.key]],
    )
