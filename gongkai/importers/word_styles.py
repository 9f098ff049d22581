"""Which words of a Word document are hidden, struck through or hard to see, and which styles number their paragraphs.

How formatting adds up is ISO/IEC 29500-1, 17.7.2 and 17.7.3: document defaults, table style,
paragraph style, character style, then the run's own. Hiding and striking are toggles: set in two
kinds of styles they cancel each other, while the run's own setting stands alone.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

_LONGEST_CHAIN = 60  # far more than Word allows
_TINY = 8  # half-points; no printed law is set in less than 4 points
_WHITE = frozenset(("FFFFFF", "ffffff"))
_BACKGROUND = frozenset(("background1", "light1"))


class Look(NamedTuple):
    """What of a run's formatting changes whether or how its words reach a reader."""

    hidden: bool = False
    struck: bool = False
    white: bool = False
    tiny: bool = False
    raised: bool = False


PLAIN = Look()


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, the first child of that of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if inner.tag == name), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `w:val` of a descendant, or None where it or the descendant is not there."""
    found = child(element, *path)
    return None if found is None else found.get("w:val")


def number(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None."""
    if text is None:
        return None
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isdecimal() and digits.isascii() and len(digits) <= 9 else None


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is on (ST_OnOff: no value means on)."""
    return element is not None and element.get("w:val", "1") not in ("0", "false", "off")


def _settings(properties: Element | None) -> dict[str, bool]:
    """What run properties say of a look; what they are silent about is left out."""
    said: dict[str, bool] = {}
    for item in () if properties is None else properties:
        tag = item.tag
        if tag in ("w:vanish", "w:specVanish"):
            said["hidden"] = is_on(item) or said.get("hidden", False)
        elif tag in ("w:strike", "w:dstrike"):
            said["struck"] = is_on(item) or said.get("struck", False)
        elif tag == "w:color":
            said["white"] = item.get("w:val") in _WHITE or item.get("w:themeColor") in _BACKGROUND
        elif tag == "w:sz":
            said["tiny"] = (number(item.get("w:val")) or _TINY) < _TINY
        elif tag == "w:vertAlign":
            said["raised"] = item.get("w:val") in ("superscript", "subscript")
        elif tag in ("w:highlight", "w:shd"):
            said["shaded"] = True
    return said


class Styles:
    """The styles of a document by id; a document without a styles part has none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._said: dict[str | None, dict[str, bool]] = {}
        for style in () if root is None else root:
            if style.tag == "w:style":
                name = style.get("w:styleId", "")
                self._styles.setdefault(name, style)
                if style.get("w:default") in ("1", "true", "on"):
                    self._default.setdefault(style.get("w:type", ""), name)
        self._basic = _settings(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those it is based on, nearest first; a circle ends where it began."""
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            yield name, self._styles[name]
            name = value(self._styles[name], "w:basedOn")

    def paragraph_style(self, properties: Element | None) -> str | None:
        """The id of the style in effect for a paragraph."""
        return value(properties, "w:pStyle") or self._default.get("paragraph")

    def numbering(self, name: str | None) -> tuple[int | None, int | None, str | None]:
        """The numId and level a paragraph style gives, and the id of the style that names the numId."""
        level: int | None = None
        for style_name, style in self.chain(name):
            numbered = child(style, "w:pPr", "w:numPr")
            if level is None:
                level = number(value(numbered, "w:ilvl"))
            if (num := number(value(numbered, "w:numId"))) is not None:
                return num, level, style_name
        return None, level, None

    def _chain_settings(self, name: str | None) -> dict[str, bool]:
        """What a style says of a look, together with those it is based on."""
        if name in self._said:
            return self._said[name]
        said = self._said[name] = {}
        for _, style in reversed(list(self.chain(name))):
            said |= _settings(child(style, "w:rPr"))
            conditional = (_settings(child(part, "w:rPr")) for part in style if part.tag == "w:tblStylePr")
            if any(part.get("hidden") for part in conditional):
                said["hidden"] = True
        return said

    def look(self, base: Look, style: str | None) -> Look:
        """A look with a style of a further kind laid over it."""
        said = self._chain_settings(style)
        return Look(
            base.hidden != said.get("hidden", False),
            base.struck != said.get("struck", False),
            said.get("white", base.white) and "shaded" not in said,
            said.get("tiny", base.tiny),
            said.get("raised", base.raised),
        )

    def start(self, table_style: str | None) -> Look:
        """The look before any paragraph style: the document's defaults and the table's style."""
        said = self._basic
        return self.look(Look(**{name: said.get(name, False) for name in Look._fields}), table_style)

    def run(self, base: Look, properties: Element | None) -> Look:
        """The look of a run in a paragraph of look `base`."""
        if properties is None or not len(properties):
            return base
        style = value(properties, "w:rStyle")
        look = self.look(base, style) if style else base
        said = _settings(properties)
        if said.pop("shaded", False):
            said["white"] = False
        return look._replace(**said) if said else look
