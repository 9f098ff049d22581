"""Setting a title in a few lines: where a line may end, and the largest size in which the whole fits.

Chinese breaks between any two characters, but no line begins with a mark that closes (避头) or ends with one
that opens (避尾), and a number keeps the word it counts (GB/T 15834; W3C, Requirements for Chinese Text
Layout). Latin words stay whole. Lines are of about one length, so that no single character is left over.
"""

import re
from collections.abc import Callable, Sequence

from gongkai.sharecards.typeface import Typeface

_CLOSING = "、。，．；：？！）》〉」』】〕”’…—·％%,.;:?!)\\]"
_OPENING = "（《〈「『【〔“‘(\\["
HALF_EMPTY = frozenset("（《〈「『【〔“‘")
"""Marks whose left half is empty: at the start of a line they hang out of it by that half."""
_LATIN = "0-9A-Za-z\u00c0-\u024f\"'&@#$+/_=*-"
_DIGITS = "一二三四五六七八九十百千两〇"
_NUMBER = rf"第?(?:[0-9][0-9.,]*%?|[{_DIGITS}]+)(?![第{_DIGITS}])[\u3400-\u9fff]"
_WORD = rf"[{_LATIN}](?:[.,:%{_LATIN}]*[%{_LATIN}])?"
_UNIT = re.compile(rf"\s*[{_OPENING}]*(?:{_NUMBER}|{_WORD}|\S)(?:\s*[{_CLOSING}])*")
_SIZES = ((84, 2), (74, 3), (64, 3), (56, 4), (48, 4))
"""Sizes in pixels, each with the most lines it may come to."""


def set_title(text: str, typeface: Typeface, width: int) -> tuple[int, list[str]]:
    """The size and the lines of a title. One that is too long even in the smallest size ends in an ellipsis."""
    for size, most in _SIZES:
        room = width / size
        lines = balanced(text, typeface.width, room)
        if len(lines) <= most:
            return size, lines
    last = lines[most - 1]
    while typeface.width(f"{last}…") > room:
        last = "".join(units(last)[:-1])
    return size, [*lines[: most - 1], f"{last}…"]


def units(text: str) -> list[str]:
    """The pieces that no line break may part, each with the space before it."""
    return _UNIT.findall(text)


def balanced(text: str, measure: Callable[[str], float], width: float) -> list[str]:
    """The fewest lines that are no wider, and of about one length."""
    pieces = [piece for unit in units(text) for piece in _narrow(unit, measure, width)]
    measured = [(piece, measure(piece), measure(piece.lstrip())) for piece in pieces]
    fewest = len(_filled(measured, width))
    low, high = width / 2, width
    while high - low > width / 100:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(measured, middle)) == fewest else (middle, high)
    return _filled(measured, high)


def _narrow(unit: str, measure: Callable[[str], float], width: float) -> Sequence[str]:
    """A unit that no line can hold gives way; the usual one is itself."""
    return [unit] if measure(unit.strip()) <= width else list(unit.strip())


def _filled(pieces: Sequence[tuple[str, float, float]], width: float) -> list[str]:
    """Lines filled one after another; a piece comes with its width, and its width at the start of a line."""
    lines: list[str] = []
    used = width
    for piece, inside, first in pieces:
        if lines and used + inside <= width:
            lines[-1] += piece
            used += inside
        else:
            lines.append(piece.lstrip())
            used = first
    return lines
