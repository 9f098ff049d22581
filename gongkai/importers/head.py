"""The head of a law's source: title, history lines, and where the text of the law begins.

Two layouts are known: the marked one (`# title`, history lines, `<!-- INFO END -->`, text) of
collections kept in Markdown (some write `LEGAL_HEADER_END`), and the plain one, as laws are printed: title, history in brackets,
contents or first heading. An announcement may stand before the title. Nothing is dropped: what
is neither title nor history, and every history line that is not wholly understood, stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.importers.body import MARKS, text_lines
from gongkai.importers.chinese_dates import DATE
from gongkai.importers.report import Remark
from gongkai.importers.source import RefusedSource, Source
from gongkai.lawtext.grammar import CHINESE, WHITE

_END_OF_HEAD = re.compile(r"\s*<!--\s*(?:INFO|(?:LEGAL[ _])?HEADER)[ _]END\s*-->\s*")
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,40}(?:会|政府|院|部|厅|局|办公室)")  # who issued it, below the title
_REPEALED = re.compile(r"[（(](?:已?失效|已?废止)[）)]$")  # what a collection writes behind a title
_DATED_BRACKET = re.compile(rf"[（(][^。（）()]*{DATE}[^。（）()]*[）)]$")
_NUMBERED_LINE = re.compile(r"[（(]?[一1１]+[、．.）)]")
_STARTS_HISTORY = re.compile(rf"[（(]?\s*(?:根据|自|经)?\s*(?:{DATE})")
_TELLS_HISTORY = re.compile(r"通过|修正|修订|公布|发布|颁布|批准|施行|废止")
_ENDS_HISTORY = re.compile(r"(?:通过|修正|修订|公布|发布|颁布|批准|施行|废止)[）)]?$")
_FILE_NUMBER = re.compile(r"[（(]?[\u4e00-\u9fff]{1,12}[〔\[][0-9]{4}[〕\]]第?[0-9]+号[）)]?")
_KIND = re.compile(
    r"(?:条例|规定|办法|细则|规则|决定|决议|法|法典|解释|规程|章程|意见|批复|纲要|修正案|守则|制度)(?:[（(][^（）()]{1,30}[）)])*$"
)
_ANNOUNCEMENT = re.compile(r"(?:令|公告|通告|通知)(?:[（(]?第.{1,12}号[）)]?)?$")
_UNNUMBERED = re.compile(r"(?:序|前|引)[ \u3000]*言$")
_LONGEST_TITLE = 120
_LONGEST_HISTORY = 60
_LONGEST_LINE = 400
_FURTHEST_TITLE = 15
_MOST_TITLE_LINES = 4
_FURTHEST_HISTORY = 8


@dataclass(slots=True)
class Head:
    """What stands above the text, and the text: lines with their numbers in the file.

    `history` are the history lines; `in_text` says of those that they stand in the text too. `again`
    are lines of the text that tell the history once more, `again_title` the numbers of those that say
    the title once more.
    """

    title: str
    title_line: int | None
    history: list[tuple[int, str]]
    in_text: bool
    body: list[tuple[int, str]]
    again: list[tuple[int, str]] = field(default_factory=list)
    again_title: list[int] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


def read_head(source: Source, stem: str) -> Head:
    """Title, history and text of a source; `stem` is the title where the source has none."""
    lines = list(enumerate(source.lines, start=1))
    end = next((at for at, (_, words) in enumerate(lines) if words and _END_OF_HEAD.fullmatch(words)), None)
    notes: list[Remark] = []
    if source.markdown:
        lines = [(number, _uncommented(number, words, notes)) for number, words in lines]
    if not any(words for _, words in lines):
        raise RefusedSource(Remark("empty"))
    head = _plain(lines, stem) if end is None else _marked(lines[:end], lines[end + 1 :], stem)
    head.notes += notes
    if _ANNOUNCEMENT.search(head.title) and not head.title.endswith("通知"):
        head.doubts.append(Remark("title-announcement", head.title_line, {"found": head.title}))
    if head.title_line is None:
        head.doubts.append(Remark("title-from-name", None, {"found": head.title}))
    _look_for_missed(head)
    head.body = text_lines(head.body, markdown=source.markdown, doubts=head.doubts, notes=head.notes)
    return head


def _uncommented(number: int, words: str, notes: list[Remark]) -> str:
    """A line, or nothing where it is a comment, which readers of Markdown do not see; its words are told of."""
    if "<!--" not in words or not _COMMENT.fullmatch(words):
        return words
    if not _END_OF_HEAD.fullmatch(words):
        notes.append(Remark("comment", number, {"found": words.strip(WHITE)}))
    return ""


def _marked(above: Sequence[tuple[int, str]], below: list[tuple[int, str]], stem: str) -> Head:
    """The layout with a mark between head and text."""
    filled = [(number, words) for number, words in above if words]
    at = next((at for at, (_, words) in enumerate(filled) if words.startswith("#")), 0 if filled else None)
    if at is not None and _is_title(plain_title(filled[at][1])):
        number, words = filled.pop(at)
        head = Head(plain_title(words), number, filled, False, below)
    else:
        head = Head(stem, None, filled, False, below)
    _look_again(head)
    return head


def _look_again(head: Head) -> None:
    """The text below the mark may begin with the title and history once more; there they stay."""
    start = next((at for at, (_, words) in enumerate(head.body) if words), None)
    if start is None:
        return
    number, words = head.body[start]
    said = plain_title(words)
    if repeated := _said_again(head, start):
        found = " ".join(line for _, line in head.body[start:repeated] if line)
        head.notes.append(Remark("title-repeated", number, {"found": found}))
        head.again_title = [line for line, _ in head.body[start:repeated]]
        start = repeated
    elif words.startswith("# ") and _is_title(said) and not _structural(said):
        head.doubts.append(Remark("title-other", number, {"found": said}))
        start += 1
    head.again, _ = _history(head.body, start)
    if not head.history:
        head.history, head.again, head.in_text = head.again, [], bool(head.again)


def _said_again(head: Head, start: int) -> int:
    """The place after the lines, up to four, that together are the title once more; 0 where they are not."""
    title = _REPEALED.sub("", head.title).replace(
        "、", ""
    )  # 、 between bodies is a space where they stand on a line of their own
    said, used = "", 0
    for at in range(start, len(head.body)):
        words = head.body[at][1]
        if not words:
            continue
        said, used = said + plain_title(words).replace("、", ""), used + 1
        if said == title:
            return at + 1
        if used == _MOST_TITLE_LINES or not title.startswith(said):
            break
    return 0


def _look_for_missed(head: Head) -> None:
    """Lines at the head of the text that end as history does and were not read as such."""
    read = {*(number for number, _ in (*head.history, *head.again)), *head.again_title}
    for number, words in [line for line in head.body if line[1]][:_FURTHEST_HISTORY]:
        if _structural(words) or _NUMBERED_LINE.match(words.strip(WHITE)):
            break
        bare = words.strip(WHITE)
        told = _ENDS_HISTORY.search(bare) or _DATED_BRACKET.match(bare)
        if told and number not in read and number != head.title_line:
            head.doubts.append(Remark("history-in-text", number, {"found": words}))


def _plain(lines: list[tuple[int, str]], stem: str) -> Head:
    """The layout of printed laws."""
    filled = [at for at, (_, words) in enumerate(lines) if words]
    at, announced = _titled_later(lines, filled)
    words = lines[filled[at]][1]
    if not _is_title(plain_title(words)) or _structural(words):
        history, _ = _history(lines, filled[0])
        return Head(stem, None, history, bool(history), lines)
    title, used = _title(lines, filled[at:])
    last = filled[at + used - 1]
    history, taken = _history(lines, last + 1)
    if not history and at + used < len(filled) and _BODY.fullmatch(lines[filled[at + used]][1].strip(WHITE)):
        history, taken = _history(lines, filled[at + used] + 1)
    if announced:
        head = Head(title, lines[filled[at]][0], history, bool(history), lines)
        head.notes.append(Remark("announcement", lines[filled[0]][0], {"found": lines[filled[0]][1]}))
        return head
    gone = set(filled[:used]) | taken
    body = [line for index, line in enumerate(lines) if index not in gone]
    return Head(title, lines[filled[0]][0], history, False, body)


def _titled_later(lines: Sequence[tuple[int, str]], filled: Sequence[int]) -> tuple[int, bool]:
    """Where the title stands among the filled lines: first, or below an announcement.

    There it is the line that the announcement has in 《》, or, below an order, the name of an act
    right before the law's history or first heading.
    """
    first = lines[filled[0]][1].strip(WHITE)
    if not _ANNOUNCEMENT.search(first):
        return 0, False
    words = [plain_title(lines[index][1]) for index in filled[: _FURTHEST_TITLE + 1]]
    before = words[0]
    for at, line in enumerate(words[1:-1], start=1):
        following = lines[filled[at + 1]][1]
        named = _KIND.search(line) and _is_title(line) and not first.endswith("通知")
        if f"《{line}》" in before or (
            named and (_structural(following) or _STARTS_HISTORY.match(following.strip(WHITE)))
        ):
            return at, True
        before += line
    return 0, False


def _title(lines: Sequence[tuple[int, str]], filled: Sequence[int]) -> tuple[str, int]:
    """The title and how many lines it has: lines are joined only where that completes the name of an act."""
    title = plain_title(lines[filled[0]][1])
    if _KIND.search(title):
        return title, 1
    joined = title
    for used, index in enumerate(filled[1:4], start=2):
        words = lines[index][1]
        if _structural(words) or _STARTS_HISTORY.match(words.strip(WHITE)) or not _is_title(plain_title(words)):
            break
        joined = plain_title(joined + "\n" + words.strip(WHITE))
        if _KIND.search(joined):
            return joined, used
    return title, 1


def _history(lines: Sequence[tuple[int, str]], start: int) -> tuple[list[tuple[int, str]], set[int]]:
    """The history lines that follow, and their indices. A bracket may run over several lines."""
    found: list[tuple[int, str]] = []
    taken: set[int] = set()
    at = start
    while at < len(lines):
        words = lines[at][1].strip(WHITE)
        if not words:
            at += 1
            continue
        end = at + 1
        if _structural(words):
            break
        if words[0] in "（(":
            end = _bracket(lines, at)
        together = "".join(words for _, words in lines[at:end])
        told = _TELLS_HISTORY.search(together) and not together.rstrip(WHITE).endswith(("。", "：", "；"))
        begins = _STARTS_HISTORY.match(words) or (words[0] in "（(" and re.search(DATE, together))
        if not (told and begins) and not _FILE_NUMBER.fullmatch(words):
            break
        found += [line for line in lines[at:end] if line[1]]
        taken.update(range(at, end))
        at = end
    return found, taken


def _bracket(lines: Sequence[tuple[int, str]], start: int) -> int:
    """Where the bracket that opens here is closed; the line itself where it is not."""
    depth = 0
    for at in range(start, min(start + _LONGEST_HISTORY, len(lines))):
        words = lines[at][1]
        if at > start and words and _structural(words):
            break
        depth += sum(words.count(sign) for sign in "（(") - sum(words.count(sign) for sign in "）)")
        if depth <= 0:
            return at + 1
    return start + 1


def plain_title(words: str) -> str:
    """A title without Markdown marks and without the spaces that broken lines leave between Chinese characters."""
    if len(words) > _LONGEST_LINE:
        return words
    bare = re.sub(r"<br\s*/?>|\\(?=\W)", "", MARKS.sub("", words.strip(WHITE + "\n"), count=1)).strip(WHITE + "*_\n")
    return re.sub(r"\s*(?<![A-Za-z0-9 ])\s+|\s+(?![A-Za-z0-9])", "", bare)


def _is_title(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_TITLE and words[-1] not in "。；：，、;:" and not _STARTS_HISTORY.match(words)


def _structural(words: str) -> bool:
    """Whether the law itself begins with this line at the latest."""
    words = words.strip(WHITE).lstrip("#").lstrip(WHITE)
    if CHINESE.contents.match(words) or CHINESE.heading.match(words) or CHINESE.article.match(words):
        return True
    return bool(_UNNUMBERED.match(words) or (CHINESE.bare_article and CHINESE.bare_article.match(words)))
