"""How the districts lie to each other: a tile a district, with how many places are there, as SVG.

It is no map: the grid stands in the configuration, and every tile has one size. A tile with places
is a link to them; one without is hollow.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

_TILE, _HEIGHT, _GAP = 62, 56, 3
_SIZE, _LINE = 11.5, 13
_WIDE = _TILE - 6
EMPTY = "."


@dataclass(frozen=True, slots=True)
class Tile:
    """A district: its name, and for one that has places how many, what a link to them is called and where it leads."""

    name: str
    count: int = 0
    label: str = ""
    href: str = ""


def draw(grid: Sequence[Sequence[str]], tiles: Mapping[str, Tile], title: str, note: str) -> str:
    """The drawing. It is as wide as its widest row; nothing is smaller than what a narrow phone can show."""
    columns = max((len(row) for row in grid), default=0)
    width, height = columns * (_TILE + _GAP) - _GAP, len(grid) * (_HEIGHT + _GAP) - _GAP
    drawn = [
        _tile(tiles[cell], column * (_TILE + _GAP), row * (_HEIGHT + _GAP))
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        if cell != EMPTY
    ]
    return (
        f'<svg class="schematic" width="{width * 1.15:.0f}" viewBox="-1 -1 {width + 2} {height + 2}" role="group" aria-labelledby="_sketch-title" '
        f'aria-describedby="_sketch-note"><title id="_sketch-title">{escape(title)}</title>'
        f'<desc id="_sketch-note">{escape(note)}</desc>{"".join(drawn)}</svg>'
    )


def _tile(tile: Tile, x: int, y: int) -> str:
    """One district at its place."""
    middle = x + _TILE / 2
    lines = _lines(tile.name)
    top = y + (_HEIGHT - len(lines) * _LINE - (18 if tile.count else 0)) / 2 + 10
    words = "".join(
        f'<text x="{middle:g}" y="{top + number * _LINE:g}"{_squeezed(line)}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    box = f'<rect x="{x}" y="{y}" width="{_TILE}" height="{_HEIGHT}"/>'
    if not tile.count:
        return f'<g class="schematic-hollow">{box}{words}</g>'
    number = f'<text class="schematic-count" x="{middle:g}" y="{top + len(lines) * _LINE + 5:g}">{tile.count}</text>'
    return f'<a class="schematic-tile" href="{escape(tile.href)}" aria-label="{escape(tile.label)}">{box}{words}{number}</a>'


def _lines(name: str) -> list[str]:
    """A name on as many lines as it needs, broken between words."""
    lines: list[str] = []
    for word in name.split():
        if lines and _width(f"{lines[-1]} {word}") <= _WIDE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _width(text: str) -> float:
    """About how wide the words are; a Chinese character is as wide as the type is high."""
    return sum(_SIZE if unicodedata.east_asian_width(sign) in "WF" else _SIZE * 0.56 for sign in text)


def _squeezed(line: str) -> str:
    """A word that is wider than its tile is made to fit."""
    return f' textLength="{_WIDE}" lengthAdjust="spacingAndGlyphs"' if _width(line) > _WIDE else ""
