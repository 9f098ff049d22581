"""The exhibition hangs together: every panel in a hall, nothing retired on a wall, every code recorded, every picture allowed."""

from collections.abc import Iterator

from gongkai.cards import Card
from gongkai.corpus import Corpus
from gongkai.record import Fault
from gongkai.records.exhibition import Hall
from gongkai.records.media import EXPIRED, Media, state_of
from gongkai.records.panel import Panel
from gongkai.records.tour import Tour
from gongkai.suggest import suggestion


def panels(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """A panel hangs in a hall unless it is retired, its code is recorded, and what it looks up is a type of record."""
    if card.type != Panel.folder:
        return
    hanging = any(card.key in hall.brief["panels"] for hall in corpus.cards(Hall.folder))
    if not hanging and card.brief["retired"] is None:
        yield Fault("panel-no-hall", (), {"found": card.id})
    code = card.brief["code"]
    if code is not None:
        given = corpus.codes.get(code)
        if given is None:
            yield Fault("code-unrecorded", ("code",), {"found": code})
        elif given.panel != card.id:
            yield Fault("code-moved", ("code",), {"found": code, "panel": given.panel, "now": card.id})
    known = [folder for folder, kind in corpus.types.items() if kind.listed]
    if any(folder not in known for folder in card.brief["queried"]):
        record = corpus.record(card.key)
        assert isinstance(record, Panel)
        for number, block in enumerate(record.blocks):
            if block.records is not None and block.records.type not in known:
                found = block.records.type
                yield Fault(
                    "query-type", ("blocks", number, "records", "type"), {"found": found} | suggestion(found, known)
                )


def retired(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """Halls and tours show no panel that was taken down; nor does a retired panel send visitors to another one."""
    if card.type in (Hall.folder, Tour.folder, Panel.folder):
        for loc, ref in card.refs:
            shown = corpus.card(ref.target)
            on_a_wall = loc[0] in ("panels", "stops", "retired")
            if on_a_wall and shown is not None and shown.type == Panel.folder and shown.brief["retired"] is not None:
                yield Fault("panel-retired", loc, {"found": shown.id})


def rights(card: Card, corpus: Corpus) -> Iterator[Fault]:
    """A picture whose permission has ended is not published, and its editors are told."""
    if card.type == Media.folder and state_of(card.brief, corpus.as_of) is EXPIRED:
        words = {"found": card.brief["file"], "expires": str(card.brief["rights"].expires)}
        yield Fault("rights-expired", ("rights", "expires"), words)
