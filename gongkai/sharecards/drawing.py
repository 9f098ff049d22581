"""A share card as a picture: paper, two hairlines, the title, the seal. 1200 × 630 pixels, few colours.

Everything is drawn as shades of one of a few inks on paper, so a pixel is at once its place in the palette and
nothing has to be reduced afterwards. The same words give the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.fields import Language
from gongkai.sharecards.setting import HALF_EMPTY, set_title
from gongkai.sharecards.typeface import Typeface, rise

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SIZE = (1200, 630)
_MARGIN, _BAND, _RIGHT = 80, 14, 1120
_TOP, _FOOT = 136, 514
"""Where the hairlines lie; the title stands between them."""
_KIND, _FACT, _NAME, _ADDRESS, _SEAL, _SIGN = 34, 30, 32, 26, 60, 42
"""Sizes in pixels: of words, and of the seal and the character in it."""
_GAP = 44
_CHINESE, _LATIN = 1.32, 1.2
"""From one line to the next, in ems."""
_LAST_LATIN = "\u2e7f"

_PAPER, _LINE, _INK, _MUTE, _VERMILION = "#fdfcfa", "#ddd6cb", "#1c1a17", "#5f5a52", "#a3271f"
HUES = {
    "vermilion": _VERMILION, "gold": "#8a6414", "jade": "#2f6b57", "blue": "#2b5a86", "plum": "#75406b",
    "teal": "#1f6470", "ink": _INK,
}  # fmt: skip
_IN_INK, _IN_MUTE, _IN_HUE, _IN_LINE, _IN_SEAL = range(5)
_SHADES, _GROUND, _FULL = 16, 0, 15
"""How many shades an ink has, and which are its ground and itself."""
_WRITTEN = [0] + [255] * 255
"""Where anything is written at all, as a mask."""
_EFFORT = 4
"""Of packing, where 9 takes longest."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that is on a card."""

    language: Language
    kind: str
    title: str
    facts: tuple[str, ...]
    seal: str
    site: str
    address: str
    hue: str

    @property
    def written(self) -> str:
        """Every character that needs a glyph; what is too long ends in an ellipsis."""
        return "".join((self.kind, self.title, *self.facts, self.seal, self.site, self.address, "…"))


def draw(words: Words, typeface: Typeface) -> bytes:
    """The card as a PNG file."""
    sheet = _Sheet(typeface, [(_INK, _PAPER), (_MUTE, _PAPER), (HUES[words.hue], _PAPER), (_LINE, _PAPER), (_PAPER, _VERMILION)])  # fmt: skip
    sheet.fill((0, 0, _BAND, SIZE[1]), _IN_HUE)
    sheet.write((_MARGIN, _TOP - 34), words.kind, _KIND, _IN_HUE)
    for y in (_TOP, _FOOT):
        sheet.fill((_MARGIN, y, _RIGHT, y + 2), _IN_LINE)
    _draw_title(sheet, words)
    _draw_foot(sheet, words)
    return sheet.png()


def _draw_title(sheet: "_Sheet", words: Words) -> None:
    """The title between the hairlines, and under it the facts with a short line between each two."""
    size, lines = set_title(words.title, sheet.typeface, _RIGHT - _MARGIN)
    leading = round(size * (_CHINESE if any(sign > _LAST_LATIN for sign in words.title) else _LATIN))
    height = leading * len(lines) + (_FACT + 26 if words.facts else 0)
    top = _TOP + (_FOOT - _TOP - height) // 2
    for number, text in enumerate(lines):
        hanging = size // 2 if text[0] in HALF_EMPTY else 0
        base = top + leading * number + round(leading / 2 + size * 0.36)
        sheet.write((_MARGIN - hanging, base), text, size, _IN_INK)
    left, low = _MARGIN, top + height
    for number, fact in enumerate(words.facts):
        if number:
            sheet.fill((left - _GAP // 2, low - _FACT, left - _GAP // 2 + 2, low), _IN_LINE)
        left += sheet.write((left, low - 4), fact, _FACT, _IN_MUTE, room=_RIGHT - left) + _GAP


def _draw_foot(sheet: "_Sheet", words: Words) -> None:
    """The seal with the first character of the site's name, the name, and the address."""
    low = (_FOOT + SIZE[1] - _SEAL) // 2 + 2
    sheet.fill((_MARGIN, low, _MARGIN + _SEAL, low + _SEAL), _IN_SEAL, _GROUND)
    inside = round((_SEAL - sheet.typeface.width(words.seal) * _SIGN) / 2)
    sheet.write((_MARGIN + inside, low + 45), words.seal, _SIGN, _IN_SEAL)
    width = round(sheet.typeface.width(words.address) * _ADDRESS)
    sheet.write((_RIGHT - width, low + 42), words.address, _ADDRESS, _IN_MUTE)
    left = _MARGIN + _SEAL + 22
    sheet.write((left, low + 42), words.site, _NAME, _IN_INK, room=_RIGHT - width - _GAP - left)


class _Sheet:
    """A sheet of paper on which every ink has its shades: pixels are places in the palette."""

    def __init__(self, typeface: Typeface, inks: Sequence[tuple[str, str]]) -> None:
        """`inks` are pairs of an ink and the ground it is written on; the first ground is the sheet's."""
        from PIL import Image

        self.typeface = typeface
        self._pixels: Picture = Image.new("L", SIZE, 0)
        self._palette = [part for ink, ground in inks for part in _shades(ink, ground)]

    def fill(self, box: tuple[int, int, int, int], ink: int, shade: int = _FULL) -> None:
        """A field of an ink, or of the ground it is written on."""
        self._pixels.paste(ink * _SHADES + shade, box)

    def write(self, at: tuple[int, int], text: str, size: int, ink: int, room: int = SIZE[0]) -> int:
        """Words on a base line, at most as wide as there is room; gives how wide they are."""
        while len(text) > 1 and self.typeface.width(text) * size > room:
            text = f"{text[:-2].rstrip()}…"
        strip = self.typeface.strip(text, size)
        shades = [ink * _SHADES + value * _FULL // 255 for value in range(256)]
        self._pixels.paste(strip.point(shades), (at[0], at[1] - rise(size)), strip.point(_WRITTEN))
        return strip.width

    def png(self) -> bytes:
        """The sheet as a picture with a palette."""
        from PIL import Image

        picture = Image.frombytes("P", SIZE, self._pixels.tobytes())
        picture.putpalette(self._palette)
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=_EFFORT)
        return out.getvalue()


def _shades(ink: str, ground: str) -> list[int]:
    """From the ground to the ink, in red, green, blue."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (ground, ink)]
    return [round(a + (b - a) * step / _FULL) for step in range(_SHADES) for a, b in zip(*ends, strict=True)]
