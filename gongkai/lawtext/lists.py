"""The lists of items that are open below a paragraph while it is read, from the outermost in.

Which list an item belongs to shows in its way of numbering: （一）, below it 1., below it （1）, ①.
"""

import re
from typing import NamedTuple

from gongkai.lawtext.grammar import Grammar
from gongkai.lawtext.nodes import Item
from gongkai.lawtext.surroundings import Line


class Numbering(NamedTuple):
    """How a line is numbered: the style, the match of (label, numeral, gap), the value."""

    style: str
    match: re.Match[str]
    number: int | None


class _List(NamedTuple):
    style: str
    prefix: str | None  # what the anchors of its items begin with
    items: list[Item]


def take(anchor: str | None, taken: set[str]) -> str | None:
    """The anchor, given out once."""
    if anchor is None or anchor in taken:
        return None
    taken.add(anchor)
    return anchor


class OpenLists:
    """Open lists. `taken` holds the anchors that the text has given out, and is added to."""

    def __init__(self, grammar: Grammar, taken: set[str]) -> None:
        self._grammar = grammar
        self._taken = taken
        self._open: list[_List] = []

    def numbering(self, words: str) -> Numbering | None:
        """The way of numbering a line begins with; where it may be two, an open list's own goes first."""
        found = None
        for style, expression in self._grammar.items.get(words[0], ()):
            if match := expression.match(words):
                this = Numbering(style, match, self._grammar.value(style, match[2]))
                if found is None or self._suits(this) > self._suits(found):
                    found = this
        return found

    def _suits(self, this: Numbering) -> int:
        """(i) after (h) goes on with letters; where no list is open, it begins one of Roman numerals."""
        last = self.last(this.style)
        return 2 if last and this.number == (last.number or 0) + 1 else 1 if this.number == 1 else 0

    def last(self, style: str | None = None) -> Item | None:
        """The last item read, or the last of a style, among the lists that are open."""
        return next((each.items[-1] for each in reversed(self._open) if style in (None, each.style)), None)

    def back_to(self, style: str) -> bool:
        """Close the lists inside the one of a style; false where there is none."""
        if self._open and self._open[-1].style == style:
            return True
        if not any(each.style == style for each in self._open):
            return False
        while self._open[-1].style != style:
            self._close_innermost()
        return True

    def begin(self, style: str, place: str | None) -> None:
        """Begin a list below the last item, or below the paragraph with the anchor `place`."""
        above = self.last()
        outer, sign = (place, "i") if above is None else (above.anchor, "s")
        self._open.append(_List(style, outer and f"{outer}-{sign}", []))

    def add(self, numbering: Numbering, line: Line) -> None:
        """Add a line to the innermost list."""
        style, match, number = numbering
        prefix, items = self._open[-1].prefix, self._open[-1].items
        anchor = take(f"{prefix}{number}", self._taken) if prefix and number is not None else None
        text = line.words[match.end() :]
        items.append(Item(anchor, number, style, line.lead, match[1], match[3], text, (), line.number))

    def fill(self, line: Line) -> bool:
        """Whether a line gave its words to the last item, whose number stands alone on the line above."""
        if not self._open or self._open[-1].items[-1].text:
            return False
        items = self._open[-1].items
        items[-1] = items[-1]._replace(gap=items[-1].gap + line.lead, text=line.words)
        return True

    def close(self) -> tuple[Item, ...]:
        """Close all lists; the items of the outermost, with those inside them."""
        if not self._open:
            return ()
        while len(self._open) > 1:
            self._close_innermost()
        return tuple(self._open.pop().items)

    def _close_innermost(self) -> None:
        closed = self._open.pop()
        items = self._open[-1].items
        items[-1] = items[-1]._replace(items=(*items[-1].items, *closed.items))
