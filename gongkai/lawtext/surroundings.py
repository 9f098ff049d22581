"""What only its neighbours tell of a line: title, history, contents, signature, date, annex, quotation.

One pass over the lines finds everything that stands outside the body of an act, so that `parse`
can read the body line by line. A text may hold several acts: an order with the regulation it
publishes, a law with its amendments; each has its own title, known by the line of adoption below.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.lawtext.grammar import WHITE, Grammar
from gongkai.lawtext.nodes import Doubt, Role
from gongkai.lawtext.quotations import quoted_lines

_LONGEST_SIGNATURE = 40
_MOST_SIGNATURES = 3
_MOST_TITLE_LINES = 4
_MOST_FOREWORDS = 5  # lines between the title of an act and its first article
_MOST_ENTRIES = 1_000  # of a table of contents
_LONGEST_ENTRY = 200  # with dots up to the page number


class Line(NamedTuple):
    """A line that is not blank: the white space (and #) before it, its words, its number in the text."""

    lead: str
    words: str
    number: int


class Surroundings(NamedTuple):
    """Lines, by index, that are not read as the body of an act, and the annexes' headings."""

    roles: dict[int, Role]
    quoted: set[int]
    annexes: set[int]
    titles: set[int]  # where another act of the same text begins
    doubts: list[Doubt]


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank. Markdown's # goes with the white space before them."""
    lines: list[Line] = []
    breaks = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw and (kept := raw.rstrip(WHITE)):
            words = kept.lstrip(WHITE)
            if words[0] in "#-" and (words[0] == "#" or words.startswith("- “")):
                words = words.lstrip("#-").lstrip(WHITE) or words
            lead = kept[: -len(words)]
            lines.append(Line("\n" * breaks + lead, words, number))
            breaks = 0
        breaks += 1
    return lines


def survey(text: str, lines: Sequence[Line], grammar: Grammar) -> Surroundings:
    """Everything that the neighbours of lines tell."""
    return _Survey(text, lines, grammar).run()


def squeezed(words: str) -> str:
    """Words without white space and in small letters, as headings without a number are known."""
    return "".join(words.split()).lower()


class _Survey:
    def __init__(self, text: str, lines: Sequence[Line], grammar: Grammar) -> None:
        self.lines = lines
        self.grammar = grammar
        self.quoted, unclosed = quoted_lines(text, [line.words for line in lines])
        self.roles: dict[int, Role] = {}
        self.annexes: set[int] = set()
        self.titles: set[int] = set()
        self.dates: list[int] = []
        self.doubts = [Doubt("unclosed-quotation", lines[at].number, lines[at].words[:40]) for at in unclosed]

    def run(self) -> Surroundings:
        self._scan()
        self._act_below_decision()
        start = self._head()
        for at in self.dates:
            if at >= start and self._ends_an_act(at):
                self._sign(at)
        for at in sorted(self.annexes):
            self._listing(at)
        return Surroundings(self.roles, self.quoted, self.annexes, self.titles, self.doubts)

    def _scan(self) -> None:
        """Contents, annexes, dates, and the titles of further acts."""
        grammar, stops = self.grammar, self.grammar.stops
        contents_starts = "目" if grammar.language == "zh" else "CTDctd"
        annex_starts, ends = grammar.annex_starts, "日）)0123456789"
        stopped, lost, after_contents = False, False, 0
        for at, line in enumerate(self.lines):
            words = line.words
            first, last = words[0], words[-1]
            if first in contents_starts and not lost and grammar.contents.match(words):
                after_contents = self._contents(at, at + 1) or 0
                if not after_contents:
                    lost = True  # one search in vain is enough
                    self.roles[at] = "contents"
                    self.doubts.append(Doubt("contents-without-text", line.number, words))
            if at < after_contents or at in self.quoted:
                continue
            if last in ends and grammar.date.match(words):
                self.dates.append(at)
            elif stopped:
                if first in "（(" and last in ends and grammar.adopted.match(words):
                    self._further_act(at)
                elif first in annex_starts and grammar.annex.match(words):
                    self.annexes.add(at)
            stopped = stopped or last in stops

    def _contents(self, at: int, first: int) -> int | None:
        """Mark contents from `at`, which end at the line that says again what the `first` entry said.

        Contents without a heading of their own (`first` is `at`) hold no articles.
        """
        lines = self.lines
        if first >= len(lines) or len(lines[first].words) > _LONGEST_ENTRY:
            return None
        entry = self._entry(lines[first].words)
        for end in range(first + 1, min(first + _MOST_ENTRIES, len(lines))):
            words = lines[end].words
            if len(words) > _LONGEST_ENTRY:
                return None
            if self._entry(words) == entry:
                self.roles.update(dict.fromkeys(range(at, end), "contents"))
                return end
            if words[-1] in "。.；;" or (at == first and self.begins(words) and self.grammar.article.match(words)):
                return None
        return None

    def _entry(self, words: str) -> str:
        """A line of contents as its heading's number, or without spaces, dots and page number."""
        if words[0] in self.grammar.heading_starts and (match := self.grammar.heading.match(words)):
            return squeezed(match["label"])
        return squeezed(re.sub(r"[.．…·]*\s*[0-9]*$", "", words))

    def _further_act(self, at: int) -> None:
        """A line of adoption below a title, after the text of another act."""
        first = at
        while first > 0 and at - first < _MOST_TITLE_LINES and self._may_be_title(first - 1):
            first -= 1
        if first < at:
            self.titles.add(first)
            self.roles.update(dict.fromkeys(range(first, at), "title"))
            self.roles[at] = "history"

    def _act_below_decision(self) -> None:
        """A regulation below the points of the decision that approves it, known by its name and first article."""
        grammar, lines = self.grammar, self.lines
        pointed = False
        for at, line in enumerate(lines):
            first = line.words[0]
            if at in self.annexes or at in self.titles:
                return
            if first == "一" and at not in self.quoted:
                pointed = pointed or line.words.startswith("一、")
            elif first in grammar.article_starts and at not in self.quoted and self.begins(line.words):
                above = self._name_above(at) if pointed else None
                if above is not None:
                    self.titles.add(above)
                    self.roles[above] = "title"
                return

    def _name_above(self, at: int) -> int | None:
        """The name of an act a few lines above its first article or heading, below the end of a sentence."""
        for above in range(at - 1, max(at - 1 - _MOST_FOREWORDS, 0), -1):
            if self.grammar.act_name.match(self.lines[above].words) and self._may_be_title(above):
                return above if self.lines[above - 1].words[-1] in self.grammar.stops else None
        return None

    def _may_be_title(self, at: int) -> bool:
        words, grammar = self.lines[at].words, self.grammar
        return (
            self._is_short(at, grammar.longest_title)
            and words[-1] not in "”）)"
            and not grammar.never_title.match(words)
            and at not in self.roles
            and at not in self.annexes
            and not grammar.date.match(words)
            and not (words[0] in grammar.starts and (self.begins(words) or self._item(words)))
        )

    def _is_short(self, at: int, longest: int) -> bool:
        words = self.lines[at].words
        return words[-1] not in self.grammar.stops and len(words) <= longest and at not in self.quoted

    def begins(self, words: str) -> bool:
        """Whether a line is a numbered heading or the beginning of an article."""
        grammar = self.grammar
        if words[0] not in grammar.heading_starts and words[0] not in grammar.article_starts:
            return False
        return bool(grammar.heading.match(words) or grammar.article.match(words))

    def _item(self, words: str) -> bool:
        return any(expression.match(words) for _, expression in self.grammar.items.get(words[0], ()))

    # What stands before the first heading or article

    def _head(self) -> int:
        """Mark title, history and preamble; the place where the body begins."""
        grammar, lines, roles = self.grammar, self.lines, self.roles
        role: Role = "title"
        stopped = articled = False
        unclosed = 0  # brackets of the history that are still open
        if lines:
            articled = has_articles(
                self.lines, Surroundings(roles, self.quoted, self.annexes, self.titles, []), grammar, 0
            )
        for at, line in enumerate(lines):
            words = line.words
            if at in roles:
                role = "title" if at in self.titles else "preamble" if roles[at] == "contents" else role
                continue
            if at in self.annexes:
                self._is_all(at)
                return at
            if at not in self.quoted and self._starts_body(at, articled=articled, marked=role == "preamble"):
                return at
            if at in roles:  # contents without a heading of their own
                continue
            if stopped and grammar.date.match(words):
                self._sign(at)
                role = "title"
                continue
            if unclosed > 0 or (grammar.history.match(words) and words[-1] not in "。："):
                role = "history"
                unclosed += sum(words.count(sign) for sign in "（(") - sum(words.count(sign) for sign in "）)")
            elif role != "title" or not self._is_title_line(words):
                role = "preamble"
            roles[at] = role
            stopped = stopped or (role != "title" and words[-1] in grammar.stops)
        self._is_all(len(lines))
        return len(lines)

    def _is_title_line(self, words: str) -> bool:
        grammar = self.grammar
        return (
            len(words) <= grammar.longest_title
            and (words[-1] not in grammar.stops or words[-1] == "、")  # the title goes on below
            and not grammar.never_title.match(words)
        )

    def _is_all(self, end: int) -> None:
        """An act of plain paragraphs has no preamble: they are its text."""
        self.roles.update({at: "text" for at, role in self.roles.items() if at < end and role == "preamble"})

    def _starts_body(self, at: int, *, articled: bool, marked: bool) -> bool:
        grammar, line = self.grammar, self.lines[at]
        words = line.words
        if "#" in line.lead and (marked or "##" in line.lead):
            return True
        if words[0] not in grammar.starts:
            return False
        plain = squeezed(words) in grammar.unnumbered
        if plain or (words[0] in grammar.heading_starts and grammar.heading.match(words)):
            below = self.lines[at + 1].words if at + 1 < len(self.lines) else ""
            return not (below and grammar.heading.match(below) and self._contents(at, at))
        if self.begins(words):
            return True
        if bare := grammar.bare_article.match(words):
            return grammar.value("article", bare[2]) == 1
        return self._item(words) and (not articled or division(self.lines, self.quoted, grammar, at) is not None)

    # What stands after the body

    def _ends_an_act(self, at: int) -> bool:
        after = at + 1
        return after == len(self.lines) or after in self.annexes or after in self.titles

    def _sign(self, at: int) -> None:
        """Mark a date and the names of those who sign before it."""
        self.roles[at] = "date"
        for before in range(at - 1, max(at - 1 - _MOST_SIGNATURES, 0), -1):
            if not self._may_sign(before):
                return
            self.roles[before] = "signature"

    def _may_sign(self, at: int) -> bool:
        lead, words, _ = self.lines[at]
        known = self.begins(words) or self._item(words) or squeezed(words) in self.grammar.unnumbered
        placed = at in self.annexes or self.roles.get(at, "preamble") not in ("preamble", "title")
        return (
            self._is_short(at, _LONGEST_SIGNATURE) and words[-1] not in "”）" and not ("#" in lead or known or placed)
        )

    def _listing(self, at: int) -> None:
        """附件：1. … 2. …, or 附件 above the signature: annexes are named here and stand elsewhere."""
        match = self.grammar.annex.match(self.lines[at].words)
        assert match is not None
        end = at + 1
        item = re.compile(r"\d+[.．、]")
        if not match["number"] and item.match(match["title"]):
            while end < len(self.lines) and item.match(self.lines[end].words):
                end += 1
        elif self.roles.get(end) not in ("signature", "date"):
            return
        self.annexes.discard(at)
        self.roles.update(dict.fromkeys(range(at, end), "text"))


def has_articles(lines: Sequence[Line], around: Surroundings, grammar: Grammar, start: int) -> bool:
    """Whether the act or annex that begins at a line has articles of its own."""
    for at in range(start, len(lines)):
        if at > start and (at in around.annexes or at in around.titles):
            return False
        words = lines[at].words
        if words[0] in grammar.article_starts and at not in around.quoted and around.roles.get(at) != "contents":
            if grammar.article.match(words):
                return True
            bare = grammar.bare_article.match(words)
            if bare and grammar.value("article", bare[2]) == 1:
                return True
    return False


def division(
    lines: Sequence[Line], quoted: set[int], grammar: Grammar, at: int, outermost: int = 0
) -> tuple[int, re.Match[str]] | None:
    """一、 or （一） as a heading of articles: short, without a stop, and an article or （一） follows.

    Gives its place in the grammar's `divisions`, from `outermost` in, and the match of its number.
    """
    words = lines[at].words
    if words[-1] in grammar.stops or len(words) > grammar.longest_title or at + 1 >= len(lines) or at + 1 in quoted:
        return None
    for style, expression in grammar.items.get(words[0], ()):
        match = expression.match(words)
        for rank in range(outermost, len(grammar.divisions)):
            if match and grammar.divisions[rank][2] == style and match.end() < len(words):
                below = lines[at + 1].words
                if below[0] in grammar.article_starts and grammar.article.match(below):
                    return rank, match
                if rank + 1 < len(grammar.divisions) and division(lines, quoted, grammar, at + 1, rank + 1):
                    return rank, match
    return None
