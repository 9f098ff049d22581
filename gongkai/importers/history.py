"""History lines of a law, read into events: who did what on which day, and by what instrument.

The forms are those of the NPC's national database of laws, the State Council, the two supreme
organs of justice and local congresses:

    2020年5月14日某市第十五届人民代表大会常务委员会第二十一次会议《关于修改…的决定》第一次修正
    根据1988年4月12日…会议通过的《…修正案》、1993年3月29日…会议通过的《…修正案》修正
    2019年10月22日国务院令第722号公布　自2020年1月1日起施行
    （2020年12月25日最高人民法院审判委员会第1825次会议通过，法释〔2020〕26号）

Every character is either read, or a separator, or reported as unread with its line: nothing is
passed over.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai import dates
from gongkai.importers.chinese_dates import DATE, read_date
from gongkai.importers.history_words import (
    AMENDING,
    FILE_NUMBER,
    FROM_DAY,
    LEADING,
    ORDER,
    PASSED,
    SESSION,
    SUBJECT,
    VERB,
    Happening,
    event_before_verb,
    in_chinese,
    joined,
    quoted_places,
    types_of,
    without_brackets,
)

_DATE = re.compile(DATE)
_LINKS = (*"、，；。：:,;.（）()/自从于和及与并经", "根据", "依据", "同时")
_SEPARATORS = re.compile(r"[、，；。：:,;.（）()]+")
_LONGEST_SEGMENT = 1_000


@dataclass(slots=True)
class History:
    """What history lines gave: events as written, file numbers, and what was not read.

    `numbers` and `unread` are pairs of line and words; `approvals` those of approvals put in notes.
    `from_day` holds words like 自公布之日起施行 where the day they mean is not in the lines.
    """

    events: list[Happening] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    approvals: list[tuple[int, str]] = field(default_factory=list)
    from_day: list[tuple[int, str]] = field(default_factory=list)


def read_history(lines: Sequence[tuple[int, str]]) -> History:
    """The events of history lines, each line with its number. White space and line breaks mean nothing in them."""
    return _Reader(lines).run()


class _Reader:
    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        pieces = [(number, "".join(words.split()).replace("\u200b", "")) for number, words in lines]
        self.text = "".join(words for _, words in pieces)
        self.at_line = [number for number, words in pieces for _ in words]
        self.result = History()
        self.pending: list[Happening] = []  # a date and session whose verb follows after a later one
        self.approval: str | None = None  # an approval before the first event

    def run(self) -> History:
        quoted = quoted_places(self.text)
        starts = [match for match in _DATE.finditer(self.text) if not quoted[match.start()]]
        first = starts[0].start() if starts else len(self.text)
        self._loose(0, self._linked(0, first))
        for index, match in enumerate(starts):
            end = starts[index + 1].start() if index + 1 < len(starts) else len(self.text)
            self._segment(match, self._linked(match.end(), end))
        for waiting in self.pending:
            if waiting.instrument and AMENDING.search(waiting.instrument):  # a list without the last word, 修正
                self._enter(replace(waiting, type=types_of("修正")[0]))
            else:
                self._unread_words(waiting.line, waiting.shown())
        if self.approval:
            self._unread_words(self.at_line[0], self.approval)
        self._settle_from_day()
        return self.result

    def _linked(self, start: int, end: int) -> int:
        """The end of a segment without the words that only lead to the next date."""
        while word := next((word for word in _LINKS if self.text.endswith(word, start, end)), None):
            end -= len(word)
        return end

    def _loose(self, start: int, end: int) -> None:
        """Words that no date governs: file numbers; all else is unread."""
        while start < end:
            if match := _SEPARATORS.match(self.text, start, end) or SUBJECT.match(self.text, start, end):
                start = match.end()
            elif match := FILE_NUMBER.match(self.text, start, end):
                self.result.numbers.append((self.at_line[start], match[0]))
                start = match.end()
            elif match := FROM_DAY.match(self.text, start, end):
                self.result.from_day.append((self.at_line[start], match[0]))
                start = match.end()
            else:
                self._unread(start, end)
                return

    def _segment(self, match: re.Match[str], end: int) -> None:
        line, date = self.at_line[match.start()], read_date(match[0])
        if date is None or end - match.start() > _LONGEST_SEGMENT:
            self._unread(match.start(), end)
            return
        start, first = match.end(), True
        while start < end:
            if separators := _SEPARATORS.match(self.text, start, end):
                start = separators.end()
                continue
            read = self._clause(start, end, date, line, first=first)
            if read is None:
                if first:
                    self._unread(match.start(), end)
                else:
                    self._loose(start, end)
                return
            start, first = read, False
        if first:
            self._unread(match.start(), match.end())

    def _clause(self, start: int, end: int, date: str, line: int, *, first: bool) -> int | None:
        """Read who did what at `start`; gives where it ends, None where it is not understood."""
        text = self.text
        if (number := FILE_NUMBER.match(text, start, end)) or (from_day := FROM_DAY.match(text, start, end)):
            if number:
                self.result.numbers.append((self.at_line[start], number[0]))
                return number.end()
            assert from_day is not None
            self.result.from_day.append((self.at_line[start], from_day[0]))
            return from_day.end()
        verb = self._verb(start, end)
        if verb is None:
            return end if first and self._wait(text[start:end], date, line) else None
        by, done = text[start : verb.start()], verb[0]
        if not first and by and not ORDER.fullmatch(by):
            return None
        if done.endswith("通过的"):
            return self._passed_instrument(by, verb.end(), end, date, line)
        event = event_before_verb(by, date, line)
        if event is None or not self._happen(event, done):
            return None
        return verb.end()

    def _verb(self, start: int, end: int) -> re.Match[str] | None:
        """The first verb outside titles."""
        quoted = quoted_places(self.text[start:end])
        for match in VERB.finditer(self.text, start, end):
            rest = self.text[match.end() : end]
            inside_name = rest.startswith(("的决定", "的决议", "等", "《", "部分", "令", "公告")) and not match[
                0
            ].endswith("的")
            if (
                not quoted[match.start() - start]
                and not inside_name
                and not self.text.endswith("关于", start, match.start())
            ):
                return match
        return None

    def _wait(self, words: str, date: str, line: int) -> bool:
        """A session without a verb: the verb is the next one's, as in “A会议、B会议通过”."""
        if not SESSION.fullmatch(words):
            return False
        self.pending.append(Happening("", date, line, session=LEADING.sub("", words)))
        return True

    def _passed_instrument(self, by: str, start: int, end: int, date: str, line: int) -> int | None:
        """…会议通过的《…修正案》 and, here or after further ones, 修正."""
        match = PASSED.match(self.text, start, end)
        if match is None or (by and not SESSION.fullmatch(by)):
            return None
        waiting = Happening("", date, line, session=LEADING.sub("", by) or None, instrument=without_brackets(match[0]))
        self.pending.append(waiting)
        verb = VERB.match(self.text, match.end(), end)
        if verb is None:
            return match.end()
        self.pending.pop()
        return verb.end() if self._happen(waiting, verb[0]) else None

    def _happen(self, event: Happening, done: str) -> bool:
        """Enter an event of this verb, and those that waited for it."""
        types = types_of(done)
        if types == ("approved",):
            self._approve(event)
            return True
        for waiting in self.pending:
            self._enter(replace(waiting, type=types[0]))
        self.pending.clear()
        for index, kind in enumerate(types):
            self._enter(replace(event, type=kind) if index == 0 else Happening(kind, event.date, event.line))
        return True

    def _enter(self, event: Happening) -> None:
        if self.approval:
            event, self.approval = replace(event, note=joined(self.approval, event.note)), None
        self.result.events.append(event)

    def _approve(self, event: Happening) -> None:
        """An approval is told in the note of the event that it approves, or of the next where none is before it."""
        words = f"{in_chinese(event.date)}{event.session or event.note or ''}批准"
        self.result.approvals.append((event.line, words))
        if self.result.events:
            last = self.result.events[-1]
            self.result.events[-1] = replace(last, note=joined(last.note, words))
        else:
            self.approval = joined(self.approval, words)

    def _settle_from_day(self) -> None:
        """自公布之日起施行 where the day of publication stands in the same history."""
        wanted = {"通过": "adopted", "批准": "approved"}
        left: list[tuple[int, str]] = []
        for line, words in self.result.from_day:
            match = FROM_DAY.match(words)
            assert match is not None
            kind = wanted.get(match["what"], "promulgated")
            day = next((event.date for event in reversed(self.result.events) if event.type == kind), None)
            if day:
                self.result.events.append(Happening("effective", day, line))
            else:
                left.append((line, words))
        self.result.from_day = left

    def _unread(self, start: int, end: int) -> None:
        """Tell of unread words line by line."""
        while start < end:
            line = self.at_line[start]
            stop = next((at for at in range(start, end) if self.at_line[at] != line), end)
            self._unread_words(line, self.text[start:stop])
            start = stop

    def _unread_words(self, line: int, words: str) -> None:
        self.result.unread.append((line, words))


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """Events by date; those of one day stay as they were told."""
    return sorted(events, key=lambda event: dates.first_day(event.date))
