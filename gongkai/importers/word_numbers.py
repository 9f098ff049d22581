"""Which automatic number a Word paragraph bears.

Counting follows ECMA-376 Part 1, 17.9: the count belongs to the abstract definition, whichever
`w:num` a paragraph names; a level begins anew after a paragraph of a higher level, unless
`w:lvlRestart` says otherwise; `w:startOverride` restarts at the first paragraph that uses its
`w:num`. A number that quotes a level nobody has counted yet is given as unsure.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai.importers.word_number_formats import format_number, is_unsure
from gongkai.importers.word_styles import Styles, child, is_on, number, value

_LEVELS = 9
_SYMBOL_FONTS = ("Wingdings", "Webdings", "Symbol", "Marlett", "ZapfDingbats")


class Level(NamedTuple):
    """A level of a numbering definition, ready for counting."""

    start: int
    format: str
    text: str
    gap: bool
    restart: int | None
    legal: bool
    shown: bool
    style: str | None


class Numbered(NamedTuple):
    """A paragraph's number: its words, whether a gap follows, and what is wrong with it, if anything.

    `trouble` is the rule and words of a note; with `number-format` the words of the number are empty.
    """

    text: str
    gap: bool
    trouble: tuple[str, dict[str, str]] | None = None


def _level(element: Element) -> Level:
    fmt = child(element, "w:numFmt")
    chosen = next((c for a in element if a.tag == "mc:AlternateContent" for c in a if c.get("understood")), None)
    fmt = child(chosen, "w:numFmt") if child(chosen, "w:numFmt") is not None else fmt
    name = "decimal" if fmt is None else fmt.get("w:val", "decimal")
    if fmt is not None and name == "custom":
        name = f"custom:{fmt.get('w:format', '')}"
    text = value(element, "w:lvlText") or ""
    if name == "bullet" or child(element, "w:lvlPicBulletId") is not None:
        fonts = child(element, "w:rPr", "w:rFonts")
        symbols = fonts is not None and any(font.startswith(_SYMBOL_FONTS) for font in fonts.attrib.values())
        name = "bullet"
        text = text if not symbols and any(sign.isalnum() for sign in text) else "•"
    return Level(
        number(value(element, "w:start")) or 0,
        name,
        text,
        value(element, "w:suff") != "nothing",
        number(value(element, "w:lvlRestart")),
        is_on(child(element, "w:isLgl")),
        not is_on(child(element, "w:rPr", "w:vanish")),
        value(element, "w:pStyle"),
    )


class _Definition:
    """A `w:num`: the levels of its abstract definition with its own in their place."""

    def __init__(self, abstract: str, levels: dict[int, Level], starts: dict[int, int]) -> None:
        self.abstract = abstract
        self.levels = levels
        self.starts = starts

    def first(self, level: int) -> int:
        """The number a level begins with."""
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)


class Numbering:
    """The numbering definitions of a document, read once; `Counters` counts with them."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        self._ready: dict[int, _Definition | None] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for element in () if root is None else root:
            if element.tag == "w:abstractNum":
                self._abstract.setdefault(element.get("w:abstractNumId", ""), element)
            elif element.tag == "w:num" and (num := number(element.get("w:numId"))) is not None:
                self._nums.setdefault(num, element)

    def definition(self, num: int) -> _Definition | None:
        """The definition behind a numId, links to numbering styles followed; None where there is none."""
        if num not in self._ready:
            self._ready[num] = self._read(num)
        return self._ready[num]

    def _read(self, num: int) -> _Definition | None:
        element = self._nums.get(num)
        key = value(element, "w:abstractNumId") or ""
        seen: set[str] = set()
        while (link := value(self._abstract.get(key), "w:numStyleLink")) and key not in seen:
            seen.add(key)
            linked = self._styles.numbering(link)[0]
            key = value(self._nums.get(linked or 0), "w:abstractNumId") or ""
        if element is None or key not in self._abstract:
            return None
        if key not in self._levels:
            self._levels[key] = dict(self._levels_of(self._abstract[key]))
        levels = dict(self._levels[key])
        starts: dict[int, int] = {}
        for override in element:
            ilvl = number(override.get("w:ilvl"))
            if override.tag == "w:lvlOverride" and ilvl is not None and 0 <= ilvl < _LEVELS:
                if (own := child(override, "w:lvl")) is not None:
                    levels[ilvl] = _level(own)
                if (begin := number(value(override, "w:startOverride"))) is not None:
                    starts[ilvl] = begin
        return _Definition(key, levels, starts)

    @staticmethod
    def _levels_of(abstract: Element) -> list[tuple[int, Level]]:
        found = [(number(element.get("w:ilvl")), element) for element in abstract if element.tag == "w:lvl"]
        return [(ilvl, _level(element)) for ilvl, element in found if ilvl is not None and 0 <= ilvl < _LEVELS]

    def place(self, properties: Element | None, style: str | None) -> tuple[_Definition, int, int] | None:
        """The definition, numId and level a paragraph is numbered by, or None.

        A style's level is the one that names the style in `w:pStyle` (17.9.23), else the one it states.
        """
        own = child(properties, "w:numPr")
        num, ilvl = number(value(own, "w:numId")), number(value(own, "w:ilvl"))
        style_num, style_level, holder = self._styles.numbering(style)
        num = style_num if num is None else num
        definition = self.definition(num) if num else None  # 0 switches numbering off
        if definition is None or num is None:
            return None
        if ilvl is None:
            linked = (at for at, level in definition.levels.items() if level.style and level.style in (style, holder))
            ilvl = next(linked, style_level or 0)
        return (definition, num, ilvl) if ilvl in definition.levels else None


class Counters:
    """The counts of one story of a document: its body, or one of its footnotes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def next(self, properties: Element | None, style: str | None) -> Numbered | None:
        """Count a paragraph by its properties and the id of its style. None where it has no number."""
        place = self._numbering.place(properties, style)
        if place is None:
            return None
        definition, num, at = place
        counts = self._counts.setdefault(definition.abstract, [None] * _LEVELS)
        before = counts[at]
        if at in definition.starts and (num, at) not in self._begun:
            counts[at] = definition.starts[at]
        else:
            counts[at] = definition.first(at) if before is None else before + 1
        self._begun.add((num, at))
        for lower in range(at + 1, _LEVELS):
            restart = definition.levels[lower].restart if lower in definition.levels else None
            if restart is None or restart > lower or 0 <= at < restart:
                counts[lower] = None
        level = definition.levels[at]
        return self._written(definition, counts, at) if level.shown else Numbered("", gap=False)

    @staticmethod
    def _written(definition: _Definition, counts: list[int | None], at: int) -> Numbered:
        """The text of a level with the counts put in; see 17.9.11 for `%1` and MS-OI29500 for one too deep."""
        level = definition.levels[at]
        if level.format == "bullet":
            return Numbered(level.text, level.gap)
        asked = [int(digit) - 1 for digit in re.findall("%([1-9])", level.text)]
        if any(index > at for index in asked):
            return Numbered("", gap=False)
        unsure = False
        signs: dict[str, str] = {}
        for index in asked:
            count = counts[index]
            own = definition.levels.get(index)
            unsure = unsure or count is None
            count = definition.first(index) if count is None else count
            name = "decimal" if level.legal or own is None else own.format
            unsure = unsure or is_unsure(count, name)
            sign = "" if name == "bullet" else format_number(count, name)
            if sign is None:
                words = {"format": name, "value": str(count), "pattern": level.text}
                return Numbered("", gap=False, trouble=("number-format", words))
            signs[str(index + 1)] = sign
        text = re.sub("%([1-9])", lambda match: signs[match[1]], level.text)
        return Numbered(text, level.gap and bool(text), ("number-unsure", {"found": text}) if unsure else None)
