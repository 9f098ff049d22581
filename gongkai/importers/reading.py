"""One source file read as a law: what it tells, what it leaves open, what is wrong with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai import dates
from gongkai.importers.draft import kind_of
from gongkai.importers.effect import Dated, Effect, date_in_name, day_of, effects, version_date
from gongkai.importers.head import Head, plain_title, read_head
from gongkai.importers.history import History, in_order, read_history
from gongkai.importers.history_words import Happening
from gongkai.importers.law_messages import DOUBTS
from gongkai.importers.report import Imported, NumberingProblem, Remark, Understood, printable
from gongkai.importers.source import RefusedSource, read_source
from gongkai.lawtext import LawText, irregularities, parse_law


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read as a law. `lines` is its text with the lines' numbers in the file; `imported` its part of the report."""

    path: Path
    title: str
    title_line: int | None
    number: str | None
    events: tuple[Happening, ...]
    dated: Dated
    lines: tuple[tuple[int, str], ...]
    imported: Imported

    @property
    def adopted(self) -> str | None:
        """The day of adoption."""
        return next((event.date for event in self.events if event.type == "adopted"), None)

    @property
    def shown_name(self) -> str:
        """The file's name as a record may hold it."""
        return shown_name(self.path)


def shown_name(path: Path) -> str:
    """A file's name without what no record may hold."""
    return printable(path.name.encode("utf-8", "replace").decode("utf-8")).strip() or "—"


def read_law(path: Path) -> Reading:
    """Read one file. Raises RefusedSource where it gives no text of a law."""
    source = read_source(path)
    stem, name_date = date_in_name(shown_name(path).removesuffix(path.suffix))
    head = read_head(source, plain_title(stem) or stem)
    history = read_history(head.history)
    again = read_history(head.again)
    if not history.numbers and len(again.numbers) == 1:
        history.numbers = again.numbers
    number = _file_number(history)
    doubts = list(source.doubts) + head.doubts
    _keep_unread(head, history, doubts)
    _compare_again(again, history, doubts)
    if not head.body:
        raise RefusedSource(Remark("empty"))
    law = parse_law("\n".join(words for _, words in head.body))
    at = [line for line, _ in head.body]
    events, effect = _events(history, [_moved(each, at) for each in effects(law)], doubts)
    dated = version_date(events, effect.date if effect else None, effect.line if effect else None, name_date)
    doubts += dated.doubts
    if kind_of(head.title) is None:
        doubts.append(Remark("kind-unknown", head.title_line, {"found": head.title[-12:]}))
    doubts += [_of_doubt(each.kind, at[each.line - 1], each.found) for each in law.doubts]
    imported = Imported(
        source=str(path),
        id=None,
        draft=None,
        understood=tuple(_understood(head, history, number, events, dated, law)),
        not_understood=tuple(sorted(doubts, key=lambda doubt: doubt.line or 0)),
        numbering=tuple(NumberingProblem(at[one.line - 1], one.kind, one.found, one.expected) for one in irregularities(law)),
        notes=(*source.notes, *head.notes, *(Remark("approved", line, {"found": words}) for line, words in history.approvals)),
    )  # fmt: skip
    return Reading(path, head.title, head.title_line, number, tuple(events), dated, tuple(head.body), imported)


def _file_number(history: History) -> str | None:
    """The act's number where its head names exactly one; several go back to the unread."""
    if len(history.numbers) == 1:
        return history.numbers[0][1]
    history.unread += history.numbers
    return None


def _keep_unread(head: Head, history: History, doubts: list[Remark]) -> None:
    """History lines that were not wholly understood stand at the head of the text."""
    doubts += [Remark("history-unread", line, {"found": words}) for line, words in history.unread]
    lines = {line for line, _ in history.unread}
    if not head.in_text:
        head.body = [line for line in head.history if line[0] in lines] + head.body


def _compare_again(again: History, history: History, doubts: list[Remark]) -> None:
    """What the text tells of its history once more is compared with the head's, never added to it."""
    known = {(event.type, event.date) for event in history.events}
    doubts += [Remark("history-unread", line, {"found": words}) for line, words in again.unread]
    for event in again.events:
        if (event.type, event.date) not in known:
            ours = "；".join(each.shown() for each in history.events if each.type == event.type) or "—"
            doubts.append(Remark("contradiction", event.line, {"kept": ours, "found": event.shown()}))


def _moved(effect: Effect, at: Sequence[int]) -> Effect:
    """The effect with its line in the file."""
    return replace(effect, line=at[effect.line - 1])


def _events(history: History, own: Sequence[Effect], doubts: list[Remark]) -> tuple[list[Happening], Effect | None]:
    """All events in order, and what the text says of its own taking effect, with its day where known."""
    told = history.events
    if [event.date for event in told] != [event.date for event in in_order(told)]:
        doubts.append(Remark("order", told[0].line, {"found": ", ".join(event.date for event in told)}))
    events = in_order(told)
    if not events:
        doubts.append(Remark("no-history"))
    elif not any(event.type == "adopted" for event in events):
        doubts.append(Remark("no-adoption"))
    doubts += [
        Remark("no-instrument", event.line, {"found": event.shown()})
        for event in events
        if event.type == "amended" and not event.instrument
    ]
    effect = _own_effect(own, events, doubts)
    for line, words in history.from_day:
        doubts.append(Remark("effect-day-open", line, {"found": words}))
    if effect and effect.date:
        if any(event.type == "revised" and event.date <= effect.date for event in events):
            doubts.append(Remark("effect-of-revision", effect.line, {"found": effect.date}))
        known = next((event for event in events if event.type == "effective"), None)
        if known is None:
            events = in_order([*events, Happening("effective", effect.date, effect.line)])
        elif known.date != effect.date:
            doubts.append(Remark("contradiction", effect.line, {"kept": known.date, "found": effect.words}))
    elif effect is None and not any(event.type == "effective" for event in events):
        doubts.append(Remark("no-effect"))
    return _after_adoption(events, doubts), effect


def _own_effect(own: Sequence[Effect], events: Sequence[Happening], doubts: list[Remark]) -> Effect | None:
    """The last line of the text that tells of its taking effect; further ones with another day are told of."""
    whole = next((each for each in own if not each.part), None)
    if whole is None:
        return None
    effect = replace(whole, date=day_of(whole, events))
    if effect.date is None:
        doubts.append(Remark("effect-day-open", effect.line, {"found": effect.words}))
    doubts += [
        Remark("effect-other", each.line, {"found": each.words}) for each in own if day_of(each, events) != effect.date
    ]
    return effect


def _after_adoption(events: Sequence[Happening], doubts: list[Remark]) -> list[Happening]:
    """A law's record begins with its adoption; what its head or text dates before that is told of and left out."""
    adopted = next((event.date for event in events if event.type == "adopted"), None)
    early = [event for event in events if adopted and dates.last_day(event.date) < dates.first_day(adopted)]
    doubts += [
        Remark("before-adoption", event.line, {"adopted": adopted or "", "found": event.shown()}) for event in early
    ]
    return [event for event in events if event not in early]


def _of_doubt(kind: str, line: int, found: str) -> Remark:
    return Remark(kind if kind in DOUBTS else "doubt", line, {"found": found})


def _understood(
    head: Head, history: History, number: str | None, events: Sequence[Happening], dated: Dated, law: LawText
) -> list[Understood]:
    counts: dict[str, int] = {}
    for node in law.body:
        name = getattr(node, "kind", None) or getattr(node, "level", None)
        if name:
            counts[name] = counts.get(name, 0) + 1
    values = [Understood("title", head.title_line, head.title)]
    if number:
        values.append(Understood("number", history.numbers[0][0], number))
    values += [
        Understood("effective" if event.type == "effective" else "event", event.line, event.shown()) for event in events
    ]
    if dated.date:
        values.append(
            Understood("version", dated.line, f"{dated.date} (dated: adopted)" if dated.adopted else dated.date)
        )
    shown = ", ".join(f"{name} {count}" for name, count in counts.items())
    return [*values, Understood("structure", None, shown or "—")]
