"""What several files tell of one law's history, put together."""

from collections.abc import Sequence
from dataclasses import replace

from gongkai.importers.history import in_order
from gongkai.importers.history_words import Happening
from gongkai.importers.report import Remark

_DETAILS = ("session", "instrument", "note")


def merged(histories: Sequence[Sequence[Happening]]) -> tuple[list[Happening], tuple[Remark, ...]]:
    """All events by date, each once; of two that differ the later file's is kept, and the other told of.

    Two events are the same where type and date are, and nothing that both tell of differs. A law is
    adopted and takes effect first once: further dates of these in another file are contradictions.
    """
    kept: list[Happening] = list(histories[-1])
    doubts: list[Remark] = []
    for history in reversed(histories[:-1]):
        for event in history:
            at = next((at for at, each in enumerate(kept) if (each.type, each.date) == (event.type, event.date)), None)
            if at is None:
                doubts += _clash(event, kept)
                kept.append(event)
                continue
            for name in _DETAILS:
                ours, theirs = getattr(kept[at], name), getattr(event, name)
                if theirs and not ours:
                    kept[at] = replace(kept[at], **{name: theirs})
                elif theirs and theirs != ours:
                    doubts.append(Remark("contradiction", None, {"kept": ours, "found": theirs}))
    return in_order(kept), tuple(doubts)


def _clash(event: Happening, kept: Sequence[Happening]) -> list[Remark]:
    """An event of which a later file does not know although it tells of what came after."""
    if event.type == "effective" or not any(each.date > event.date for each in kept):
        return []
    known = "；".join(each.shown() for each in kept if each.type == event.type) or "—"
    return [Remark("contradiction", None, {"kept": known, "found": event.shown()})]
