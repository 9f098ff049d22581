"""The day a text took effect: from its own last article, its history, and its file's name.

A law that was never amended took effect on the day its last article names. The article stays
when the law is amended, so for an amended text that day is the first version's; only the day of
the decision is known, and the version says so (`dated: adopted`).
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai import dates
from gongkai.importers.chinese_dates import DATE, read_date
from gongkai.importers.history_words import Happening
from gongkai.importers.report import Remark
from gongkai.lawtext import Article, Heading, LawText, Loose
from gongkai.lawtext.nodes import every_item

_EFFECT = re.compile(
    rf"本[\u4e00-\u9fff]{{1,8}}(?:（[^）]{{1,12}}）)?(?:[由经][^。；]{{1,60}}?，)?[自从于]"
    rf"(?:(?P<date>{DATE})|(?P<day>(?:公布|发布|颁布|通过|批准|印发)之日))起?(?:开始|正式)?(?:施行|实施|生效|执行|试行)"
)
_PART = re.compile(
    rf"[自从于](?:(?P<date>{DATE})|(?P<day>(?:公布|发布|颁布|通过|批准|印发)之日))起?(?:施行|实施|生效|执行)"
)
_NAME_DATE = re.compile(r"(?<![0-9])((?:18|19|20|21)[0-9]{2})[-_.年]?([0-9]{2})[-_.月]?([0-9]{2})日?(?![0-9])")
_CHANGING = ("adopted", "amended", "revised")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a line of the text says of its own taking effect: a date, or words like 公布之日.

    `part` marks words that mean some articles only, 其中第三条自….
    """

    line: int
    words: str
    date: str | None
    day: str | None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A version's date, None where it is unknown; `adopted` where it is the day of the decision."""

    date: str | None
    adopted: bool
    line: int | None
    doubts: tuple[Remark, ...]


def effects(law: LawText) -> list[Effect]:
    """Everything the text says of its own taking effect, the last first. Quoted words of other acts do not count."""
    found: list[Effect] = []
    for line, words in _lines(law):
        if not _EFFECT.search(words):
            continue
        own = _own_words(words)
        ends = {match.end() for match in _EFFECT.finditer(own)}
        for match in itertools.chain(_EFFECT.finditer(own), _PART.finditer(own)):
            part = match.re is _PART
            date = read_date(match["date"]) if match["date"] else None
            if (date or match["day"]) and not (part and match.end() in ends):
                found.append(Effect(line, match[0], date, match["day"], part))
    return found[::-1]


def _lines(law: LawText) -> Iterator[tuple[int, str]]:
    for node in law.body:
        if isinstance(node, Heading):
            if node.level == "annex":
                return
        elif isinstance(node, Loose):
            yield node.line, node.text
        elif isinstance(node, Article):
            for paragraph in node.paragraphs:
                if not paragraph.quoted:
                    yield paragraph.line, paragraph.text
                    yield from ((item.line, item.text) for item in every_item(paragraph.items))


def _own_words(words: str) -> str:
    """The words outside quotation marks."""
    kept: list[str] = []
    depth = 0
    for character in words:
        depth += character == "“"
        if depth == 0:
            kept.append(character)
        depth -= character == "”" and depth > 0
    return "".join(kept)


def day_of(effect: Effect, events: Sequence[Happening]) -> str | None:
    """The date an effect means: its own, or that of the event whose day it names."""
    if effect.date:
        return effect.date
    kinds = {"通过": ("adopted",)}.get((effect.day or "")[:2], ("promulgated",))
    return next((event.date for event in events if event.type in kinds), None)


def version_date(events: Sequence[Happening], effect: str | None, line: int | None, name_date: str | None) -> Dated:
    """The date of the text. `effect` is the day its own article names, `name_date` the one in the file's name."""
    changes = [event for event in events if event.type in _CHANGING]
    if not changes:
        return _without_history(effect, line, name_date)
    last = max(changes, key=lambda event: dates.last_day(event.date))
    doubts: list[Remark] = []
    if name_date and name_date not in {last.date, effect} | {event.date for event in events if event.date >= last.date}:
        doubts.append(Remark("name-date", None, {"found": name_date, "known": last.date}))
    own = [(effect, line)] if effect else []
    for day, where in [*own, *((event.date, event.line) for event in events if event.type == "effective")]:
        if dates.is_day(day) and day >= dates.first_day(last.date):
            return Dated(day, False, where, tuple(doubts))
    if not dates.is_day(last.date):
        doubts.append(Remark("date-not-a-day", last.line, {"found": last.date}))
        return Dated(None, False, None, tuple(doubts))
    doubts.append(Remark("date-of-decision", last.line, {"found": last.date}))
    return Dated(last.date, True, last.line, tuple(doubts))


def _without_history(effect: str | None, line: int | None, name_date: str | None) -> Dated:
    """The date of a text whose history is not known."""
    if effect and not dates.is_day(effect):
        return Dated(None, False, None, (Remark("date-not-a-day", line, {"found": effect}),))
    if effect and (name_date is None or name_date <= effect):
        return Dated(effect, False, line, (Remark("date-without-history", line, {"found": effect}),))
    if name_date:
        return Dated(name_date, True, None, (Remark("date-from-name", None, {"found": name_date}),))
    return Dated(None, False, None, (Remark("no-date"),))


def date_in_name(stem: str) -> tuple[str, str | None]:
    """A file's name without the date in brackets at its end, and the date: 某条例(2020-05-14)."""
    for match in reversed(list(_NAME_DATE.finditer(stem))):
        date = f"{match[1]}-{match[2]}-{match[3]}"
        if dates.is_day(date):
            rest = re.sub(r"[（(\[【_\-\s]*$", "", stem[: match.start()]) + re.sub(
                r"^[）)\]】_\-\s]*", "", stem[match.end() :]
            )
            return rest.strip() or stem, date
    return stem, None
