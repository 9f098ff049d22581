"""The pieces that reading a Word document is made of: lines with their notes, and small questions to elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from gongkai.importers.word_messages import Note
from gongkai.importers.word_styles import Look

WIDE_SPACE = "\u3000"
_TABS = re.compile("(?<=(.))\t+(?=(.))")


@dataclass
class Output:
    """Lines, and the notes that belong to them."""

    lines: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass
class Paragraph:
    """A paragraph while it is being read; notes stand with the number of line breaks before them."""

    look: Look
    shaded: bool = False
    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    marked: dict[str, list[str]] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    breaks: int = 0


def shown_branch(alternate: Element) -> list[Element]:
    """The branch that Word shows: the first choice it understands, else the fallback (ISO/IEC 29500-3, 7.6)."""
    choices = [branch for branch in alternate if branch.tag == "mc:Choice" and branch.get("understood")]
    return choices[:1] or [branch for branch in alternate if branch.tag == "mc:Fallback"][:1]


def members(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from members(element, wanted)


def words_of(element: Element | None) -> str:
    return "" if element is None else "".join(inner.text or "" for inner in element.iter("w:t"))


def _wide(text: str) -> bool:
    return text > "\u2e80"


def space_between(before: str, after: str) -> str:
    """The space that stands for a tab: as wide as the characters beside it."""
    return WIDE_SPACE if _wide(before[-1:]) or _wide(after[:1]) else " "


def untabbed(text: str) -> str:
    """The text with a space for each run of tabs; tabs at the ends of a line only moved it."""
    if "\t" not in text:
        return text
    lines = (line.strip("\t") for line in text.split("\n"))
    return "\n".join(_TABS.sub(lambda match: space_between(match[1], match[2]), line) for line in lines)
