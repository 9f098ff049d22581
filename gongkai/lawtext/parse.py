"""From plain text to the tree of `nodes`: one line at a time, nothing renumbered, nothing lost."""

import re
from collections.abc import Sequence
from typing import Literal

from gongkai.lawtext.grammar import GRAMMARS, WHITE, Grammar
from gongkai.lawtext.lists import Numbering, OpenLists, take
from gongkai.lawtext.nodes import Article, Doubt, Heading, LawText, Level, Loose, Node, Paragraph, Role
from gongkai.lawtext.surroundings import (
    Line,
    Surroundings,
    division,
    has_articles,
    lines_of,
    squeezed,
    survey,
)

_RANKS: dict[Level, int] = {"part": 0, "subpart": 1, "chapter": 2, "section": 3, "division": 4, "subdivision": 5}
_WIDEST_GAP = 3  # by which a list that runs through an act may leave numbers out and still be known as one
# Styles that a sentence may begin with, too.
_FROM_ONE = ("cn-comma", "ar-dot", "ar-half", "letter-dot", "letter-half", "roman-small", "roman-dot", "stem")


def parse_law(text: str, language: str = "zh") -> LawText:
    """The structure of a text in "zh" or "en".

    Every line that is not blank ends up in exactly one place of the tree. Any text can be read:
    what is not known is a paragraph. Places that could be meant otherwise are among the doubts.
    """
    grammar, lines = GRAMMARS[language], lines_of(text)
    return _Parser(lines, grammar, survey(text, lines, grammar)).run()


# The article being read, without its paragraphs and line, in the order of the fields of `Article`.
_Begun = tuple[Literal["article", "point"], str | None, int | None, int | None, str, str, str, str]


class _Parser:
    """Reads lines in order; what is open is closed when something of its level or above begins."""

    def __init__(self, lines: Sequence[Line], grammar: Grammar, around: Surroundings) -> None:
        self.lines = lines
        self.grammar = grammar
        self.around = around
        self.body: list[Node] = []
        self.doubts = list(around.doubts)
        self.taken: set[str] = set()
        self.annexes, self.acts = 0, 1
        self.act = ""  # "act-2-" for the second act of the text
        self.started = False  # past the preamble
        self.title_below = -1  # a line that was read with the heading above it
        self.article: _Begun | None = None
        self.article_line = 0
        self.paragraphs: list[Paragraph] = []
        self.own_paragraphs = 0  # without the quoted ones
        self.place: str | None = None  # anchor of the last paragraph of the article's own
        self.paragraph: tuple[str | None, str, str, int] | None = None
        self.lists = OpenLists(grammar, self.taken)
        self.spaced: dict[str, int] | None = None  # where each number with a space after it stands last
        self._begin_act("", 0)

    def _begin_act(self, prefix: str, at: int) -> None:
        """Numbers begin anew: an annex, with a prefix for its anchors ("annex-1-"), or another act."""
        self.prefix = prefix
        self.numbered = False  # whether the act has any number yet
        self.outer: dict[Level, str] = {}
        self.last = 0  # number of the last article
        self.point_style: str | None = None
        self.items: dict[str, int] = {}  # in an act of points, the last number of each style of items
        self.articled = has_articles(self.lines, self.around, self.grammar, at)

    def run(self) -> LawText:
        starts, roles, quoted = self.grammar.starts, self.around.roles, self.around.quoted
        for at, line in enumerate(self.lines):
            if at in roles:
                self._outside(at, roles[at], line)
            elif at in quoted:
                self._quoted(line)
            elif (line.words[0] in starts or "#" in line.lead) and at != self.title_below:
                self._structural(at, line)
            elif at != self.title_below:
                self._words(line)
        self._close()
        return LawText(tuple(self.body), tuple(sorted(self.doubts, key=lambda doubt: doubt.line)))

    def _outside(self, at: int, role: Role, line: Line) -> None:
        self._close()
        if at in self.around.titles:
            if self.numbered:
                self.acts, self.annexes = self.acts + 1, 0
                self.prefix = self.act = f"act-{self.acts}-"
            self._begin_act(self.prefix, at)
        self.body.append(Loose(role, *line))

    # Headings

    def _structural(self, at: int, line: Line) -> None:
        """A line that may begin something; else it is words."""
        grammar, words = self.grammar, line.words
        first = words[0]
        if first in grammar.article_starts and self._may_start_article(at, line):
            pass
        elif first in grammar.heading_starts and (match := grammar.heading.match(words)):
            self._heading(match, line, at)
        elif at in self.around.annexes:
            self._annex(line, at)
        elif "#" in line.lead and first in grammar.items and (self._marked_division(line) or self._start_point(line)):
            pass
        elif "#" in line.lead or (len(words) <= grammar.longest_title and squeezed(words) in grammar.unnumbered):
            self._close()
            self.body.append(Heading("title", None, None, line.lead, "", "", words, line.number))
        elif not (
            first in grammar.items
            and (self._start_division(at, line) or self._start_point(line) or self._add_item(line))
        ):
            self._words(line)

    def _heading(self, match: re.Match[str], line: Line, at: int) -> None:
        """A heading; its title may stand on the line below."""
        level, short = self.grammar.levels[match["sign"].lower()]
        gap, title = match["gap"] or "", match["title"] or match["bare"] or ""
        if not title and self._is_title(at + 1):
            below = self.lines[at + 1]
            gap, title, self.title_below = below.lead, below.words, at + 1
        number = self.grammar.value("heading", match["number"])
        self._append_heading(level, short, number, line, (match["label"], gap, title))

    def _is_title(self, at: int) -> bool:
        """Whether a line can be the title of the heading above it."""
        grammar, around = self.grammar, self.around
        if at >= len(self.lines) or at in around.roles or at in around.quoted or at in around.annexes:
            return False
        lead, words, _ = self.lines[at]
        if words[-1] in grammar.stops or len(words) > grammar.longest_title or "#" in lead:
            return False
        if words[0] not in grammar.starts:
            return True
        known = grammar.heading.match(words) or grammar.article.match(words) or grammar.bare_article.match(words)
        return not known and self.lists.numbering(words) is None

    def _append_heading(
        self, level: Level, short: str, number: int | None, line: Line, written: tuple[str, str, str]
    ) -> None:
        self._close()
        rank = _RANKS[level]
        self.outer = {each: anchor for each, anchor in self.outer.items() if _RANKS[each] < rank}
        anchor = None
        if number is not None:
            anchor = f"{next(reversed(self.outer.values()), self.prefix)}{short}-{number}"
            self.outer[level] = f"{anchor}-"
        self.started = self.numbered = True
        self.body.append(Heading(level, take(anchor, self.taken), number, line.lead, *written, line.number))

    def _start_division(self, at: int, line: Line) -> bool:
        """一、 or （一） above articles, unless it goes on with a list that its neighbours belong to."""
        if not self.articled or (found := division(self.lines, self.around.quoted, self.grammar, at)) is None:
            return False
        rank, match = found
        level, short, style = self.grammar.divisions[rank]
        number = self.grammar.value(style, match[2])
        before = self.lists.last(style)
        if before and number == (before.number or 0) + 1 and not before.text.endswith("。"):
            return False
        self._append_heading(level, short, number, line, (match[1], match[3], line.words[match.end() :]))
        return True

    def _marked_division(self, line: Line) -> bool:
        """一、 or （一） that Markdown's # marks as a heading, in an act of articles."""
        if not self.articled or (found := self.lists.numbering(line.words)) is None:
            return False
        for level, short, style in self.grammar.divisions:
            if style == found.style and found.match.end() < len(line.words):
                written = found.match[1], found.match[3], line.words[found.match.end() :]
                self._append_heading(level, short, found.number, line, written)
                return True
        return False

    def _annex(self, line: Line, at: int) -> None:
        self._close()
        self.annexes += 1
        match = self.grammar.annex.match(line.words)
        assert match is not None
        number = self.grammar.value("annex", match["number"]) if match["number"] else None
        anchor = f"{self.act}annex-{self.annexes if number is None else number}"
        self._begin_act(f"{anchor}-", at)
        self.started = True
        written = match["label"], match["gap"], match["title"]
        self.body.append(Heading("annex", take(anchor, self.taken), number, line.lead, *written, line.number))

    # Articles and points

    def _may_start_article(self, at: int, line: Line) -> bool:
        if match := self.grammar.article.match(line.words):
            self._start_article(match, line)
            return True
        match = self.grammar.bare_article.match(line.words)
        if match is None or not self._follows(match) or self._comes_again(match, at):
            return False
        self.doubts.append(Doubt("article-without-space", line.number, line.words[:40]))
        self._start_article(match, line)
        return True

    def _follows(self, match: re.Match[str]) -> bool:
        number = self.grammar.value("article", match[2])
        return number is not None and number == (self.last if match[3] else self.last + 1)

    def _comes_again(self, match: re.Match[str], at: int) -> bool:
        """Whether a later line has the same number with a space after it: then this one is a sentence."""
        if self.spaced is None:
            begun = ((each, self.grammar.article.match(line.words)) for each, line in enumerate(self.lines))
            self.spaced = {found[1]: each for each, found in begun if found}
        return self.spaced.get(match[1], -1) > at

    def _start_article(self, match: re.Match[str], line: Line) -> None:
        label, numeral, sub, gap = match.groups()
        value = self.grammar.value
        number, inserted = value("article", numeral), value("article", sub) if sub else 0
        anchor = None
        if number is not None and inserted is not None:
            anchor = f"{self.prefix}art-{number}-{inserted}" if sub else f"{self.prefix}art-{number}"
            self.last = number
        rest = line.words[match.end() :]
        caption = ""
        if rest and rest[0] in "【（[(" and (found := self.grammar.caption.match(rest)):
            caption = found.group()
            rest = rest[len(caption) :]
        begun: _Begun = "article", take(anchor, self.taken), number, inserted, line.lead, label, gap or "", caption
        self._begin(begun, rest, line.number)

    def _start_point(self, line: Line) -> bool:
        """一、 in an act that has no articles. The first way of numbering it uses is the one of its points."""
        if self.articled or (found := self.lists.numbering(line.words)) is None:
            return False
        style, match, number = found
        if self.point_style is None:
            self.point_style = style
        if style != self.point_style:
            return False
        anchor = None if number is None else f"{self.prefix}no-{number}"
        begun: _Begun = "point", take(anchor, self.taken), number, 0, line.lead, match[1], match[3], ""
        self._begin(begun, line.words[match.end() :], line.number)
        return True

    def _begin(self, begun: _Begun, rest: str, number: int) -> None:
        """Open an article; words on the line of its number are its first paragraph, or its first item."""
        self._close()
        self.started = self.numbered = True
        self.article, self.article_line = begun, number
        if rest:
            words = rest.lstrip(WHITE)
            lead = rest[: -len(words)]
            if words[0] not in self.grammar.items or not self._add_item(Line(lead, words, number)):
                self._open_paragraph(begun[1], lead, words, number)

    # Items

    def _add_item(self, line: Line) -> bool:
        """Add an item to the list below the open paragraph whose way of numbering it shares, or to a new one."""
        if self.article is None or (found := self.lists.numbering(line.words)) is None:
            return False
        if not self.lists.back_to(found.style):
            if found.style in _FROM_ONE and found.number != 1 and not self._goes_on(found):
                return False
            if self.paragraph is None:
                if self.place is None:
                    self._words(Line("", "", line.number))
                else:  # a quotation stood between the items of one list
                    self.paragraph = (None, "", "", line.number)
            self.lists.begin(found.style, self.place)
        self.lists.add(found, line)
        if not self.articled and found.number is not None:
            self.items[found.style] = found.number
        return True

    def _goes_on(self, found: Numbering) -> bool:
        """Whether a list goes on after what stands between its items, or is announced by a colon."""
        above = self.lists.last()
        text = above.text if above else self.paragraph[2] if self.paragraph else ""
        if text.endswith(("：", ":")):
            return True
        running = self.items.get(found.style)
        if running is not None and 0 < (found.number or 0) - running <= _WIDEST_GAP:
            return True
        last = next((each.items[-1] for each in reversed(self.paragraphs) if each.items), None)
        return last is not None and last.style == found.style and found.number == (last.number or 0) + 1

    # Words

    def _words(self, line: Line) -> None:
        """A line of plain words: a paragraph of the article being read, or a line outside any."""
        if self.article is None:
            self.body.append(Loose("text" if self.started else "preamble", *line))
            return
        if not self.lists.fill(line):
            self._close_paragraph()
            self._open_paragraph(self.article[1], *line)

    def _open_paragraph(self, article: str | None, lead: str, words: str, number: int) -> None:
        """Begin a paragraph of the article with the anchor `article`."""
        self.own_paragraphs += 1
        self.place = take(f"{article}-p{self.own_paragraphs}", self.taken) if article else None
        self.paragraph = (self.place, lead, words, number)

    def _quoted(self, line: Line) -> None:
        if self.article is None:
            self._words(line)
            return
        self._close_paragraph()
        self.paragraphs.append(Paragraph(None, line.lead, line.words, (), quoted=True, line=line.number))

    # Closing what is open

    def _close_paragraph(self) -> None:
        if self.paragraph is None:
            return
        anchor, lead, text, number = self.paragraph
        self.paragraphs.append(Paragraph(anchor, lead, text, self.lists.close(), False, number))
        self.paragraph = None

    def _close(self) -> None:
        if self.article is None:
            return
        self._close_paragraph()
        self.body.append(Article(*self.article, tuple(self.paragraphs), self.article_line))
        self.article, self.paragraphs, self.own_paragraphs, self.place = None, [], 0, None
