"""A typeface from a WOFF file: which characters it has, and the same typeface as a drawing library reads it.

WOFF 1.0 (W3C) is the tables of an OpenType font, each compressed on its own, so that the characters can be
read without the outlines; `cmap` and the header are OpenType's (ISO/IEC 14496-22).
"""

import io
import math
import struct
import zlib
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_HEADER, _ENTRY = 44, 20
_EM = 100
"""The size in which widths are measured."""
_BY_SEGMENTS = 4
"""The format of `cmap` for the characters of Unicode's first plane."""


class Typeface:
    """One typeface. Nothing is unpacked before it is wanted."""

    def __init__(self, woff: bytes) -> None:
        if woff[:4] != b"wOFF":
            raise ValueError("not a WOFF file")
        self._woff = woff
        self._flavour = woff[4:8]
        (count,) = struct.unpack_from(">H", woff, 12)
        self._directory = woff[_HEADER : _HEADER + count * _ENTRY]
        self._tables = {entry[0]: entry[1:] for entry in struct.iter_unpack(">4sIIII", self._directory)}
        self._sizes: dict[int, FreeTypeFont] = {}
        self._widths: dict[str, float] = {}

    @property
    def digest(self) -> str:
        """Stands for the whole file: the directory has a checksum of every table."""
        return blake2b(self._directory, digest_size=16).hexdigest()

    def covers(self, text: str) -> bool:
        """Whether there is a glyph for every character."""
        return self._covered.issuperset(map(ord, text))

    def width(self, text: str) -> float:
        """How wide a text is, in ems."""
        for sign in text:
            if sign not in self._widths:
                self._widths[sign] = self._at(_EM).getlength(sign) / _EM
        return sum(self._widths[sign] for sign in text)

    @lru_cache(maxsize=64)  # noqa: B019 - there is one typeface, as long as the build lasts
    def strip(self, text: str, size: int) -> "Image":
        """Words as white on black, in a strip whose base line lies `rise(size)` below its upper edge."""
        from PIL import Image, ImageDraw

        strip = Image.new("L", (math.ceil(self.width(text) * size) + 8, rise(size) + size // 2), 0)
        ImageDraw.Draw(strip).text((0, rise(size)), text, fill=255, font=self._at(size), anchor="ls")
        return strip

    def _at(self, size: int) -> "FreeTypeFont":
        from PIL import ImageFont

        if size not in self._sizes:
            font = ImageFont.truetype(io.BytesIO(self.unpacked), size, layout_engine=ImageFont.Layout.BASIC)
            self._sizes[size] = font
        return self._sizes[size]

    @cached_property
    def unpacked(self) -> bytes:
        """The font as an OpenType file."""
        count = len(self._tables)
        power = count.bit_length() - 1
        head = struct.pack(">4sHHHH", self._flavour, count, 16 << power, power, 16 * count - (16 << power))
        offset = len(head) + 16 * count
        directory, body = b"", b""
        for tag in sorted(self._tables):
            data = self._table(tag)
            directory += struct.pack(">4sIII", tag, self._tables[tag][3], offset + len(body), len(data))
            body += data + b"\0" * (-len(data) % 4)
        return head + directory + body

    def _table(self, tag: bytes) -> bytes:
        offset, length, whole, _checksum = self._tables[tag]
        data = self._woff[offset : offset + length]
        return zlib.decompress(data) if length < whole else data

    @cached_property
    def _covered(self) -> frozenset[int]:
        table = self._table(b"cmap")
        (count,) = struct.unpack_from(">H", table, 2)
        for _platform, _encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count]):
            if struct.unpack_from(">H", table, offset) == (_BY_SEGMENTS,):
                return frozenset(_mapped(table[offset:]))
        return frozenset()


def rise(size: int) -> int:
    """How far a strip of words reaches above the base line, in pixels."""
    return size * 11 // 10


def _mapped(table: bytes) -> list[int]:
    """The characters of a `cmap` in segments that have a glyph; a segment may hold some that have none."""
    (double,) = struct.unpack_from(">H", table, 6)
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{double // 2}H", table, at) for at in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    found = []
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        here = 16 + 3 * double + 2 * number
        for character in range(start, end + 1):
            glyph = character
            if offset:
                at = here + offset + 2 * (character - start)
                (glyph,) = struct.unpack_from(">H", table, at) if at + 2 <= len(table) else (0,)
            if (offset == 0 or glyph) and (glyph + delta) & 0xFFFF:
                found.append(character)
    return found
