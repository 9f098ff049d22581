"""The words of history lines: the verbs, who may stand before them, and what an event is made of."""

import re
from dataclasses import dataclass, replace

_NUMERAL = "[0-9０-９一二三四五六七八九十百千零〇○]"
FILE_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［（(][0-9]{4}[〕\]］）)]第?[0-9]+号")
ORDER = re.compile(rf"[^《》，；。]*?(?:令|公告|通告)(?:[（(〔\[]?(?:[0-9]{{4}}[〕\]]?年?)?第?{_NUMERAL}+号[）)]?)?")
_BARE_ORDER = re.compile(rf"[^《》，；。]*?第{_NUMERAL}+号(?:公告|令)?")
_INSTRUMENT = re.compile(
    r"(?P<by>[^《》]*?)(?P<words>(?:关于(?:修改|修订|修正|废止|宣布|清理)?)?《.+》(?:[^《》，、；。]{0,24}(?:决定|决议|修正案))?)"
)
_UNQUOTED = re.compile(
    r"(?P<by>[^《》]*?(?:会议|大会))(?P<words>关于(?:修改|修订|修正|废止)[^《》，；。]+?的(?:决定|决议))"
)
SESSION = re.compile(r"[^《》，；。]*(?:会议|大会|次会)")
FROM_DAY = re.compile(r"自?(?P<what>公布|发布|颁布|通过|批准|印发)之日起?(?:施行|实施|生效|执行)")
VERB = re.compile(
    rf"(?:第{_NUMERAL}+次|全面)(?:修正|修订)|修订通过|修正通过|(?:审议|讨论|表决|原则)?通过的(?=《)|(?:审议|讨论|表决|原则)?通过并(?:公布|发布)"
    r"|(?:审议|讨论|表决|原则)?通过|修正|修订|批准|(?:公布|发布|颁布|印发)(?:施行|实施)|公布|发布|颁布|印发|废止|起?(?:施行|实施|生效|执行)|起实行"
)
SUBJECT = re.compile(r"本(?:法|条例|规定|办法|决定|修正案|解释|规则|细则)")
AMENDING = re.compile(r"修正案|关于(?:修改|修正|修订)")
LEADING = re.compile(r"^(?:根据|依据|依照|按照|已?经|已?由)")
PASSED = re.compile(r"《.+?》(?=[、，和及与]|$|第|修|废)|《.+》")
_LONGEST_AUTHORITY = 60


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a law's history as its line tells it. `date` is a day, 2020-05-14, or a month, 2020-05."""

    type: str
    date: str
    line: int
    session: str | None = None
    instrument: str | None = None
    note: str | None = None

    def shown(self) -> str:
        """The event in a few words, for a report."""
        return " ".join(part for part in (self.date, self.type, self.session, self.instrument, self.note) if part)


def types_of(done: str) -> tuple[str, ...]:
    """The events that a verb tells of, the first of them with its session."""
    if "修订" in done:
        return ("revised",)
    if "修正" in done:
        return ("amended",)
    if "批准" in done:
        return ("approved",)
    if "废止" in done:
        return ("repealed",)
    if "通过" in done:
        return ("adopted", "promulgated") if "并" in done else ("adopted",)
    if done[:2] in ("公布", "发布", "颁布", "印发"):
        return ("promulgated", "effective") if len(done) > 2 else ("promulgated",)
    return ("effective",)


def event_before_verb(by: str, date: str, line: int) -> Happening | None:
    """Session, instrument or order that stand before a verb; None where they are none of these."""
    event = Happening("", date, line)
    by = LEADING.sub("", by)
    if not by:
        return event
    for expression in (_INSTRUMENT, _UNQUOTED):
        if match := expression.fullmatch(by):
            inner = event_before_verb(match["by"].removesuffix("通过"), date, line)
            return replace(inner, instrument=without_brackets(match["words"])) if inner else None
    if SESSION.fullmatch(by):
        return replace(event, session=by)
    if (
        ORDER.fullmatch(by)
        or _BARE_ORDER.fullmatch(by)
        or re.fullmatch(rf"(?!、)[\u4e00-\u9fff、]{{2,{_LONGEST_AUTHORITY}}}(?<!、)", by)
    ):
        return replace(event, note=by)
    return None


def without_brackets(words: str) -> str:
    """A title without the brackets around the whole of it."""
    depth = 0
    for at, character in enumerate(words):
        depth += (character == "《") - (character == "》")
        if depth == 0 and at < len(words) - 1:
            return words
    return words[1:-1]


def in_chinese(date: str) -> str:
    """A date as Chinese running text has it: 2020年5月14日."""
    return "".join(f"{int(part)}{sign}" for part, sign in zip(date.split("-"), "年月日", strict=False))


def joined(*notes: str | None) -> str:
    return "；".join(note for note in notes if note)


def quoted_places(text: str) -> list[bool]:
    """For each character whether it stands inside 《》; a bracket that is never closed quotes nothing."""
    inside = [False] * (len(text) + 1)
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == "《":
            opened.append(at)
        elif character == "》" and opened:
            start = opened.pop()
            if not opened:
                inside[start : at + 1] = [True] * (at + 1 - start)
    return inside
