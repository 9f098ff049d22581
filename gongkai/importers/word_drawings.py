"""What Word documents draw: pictures, shapes with text, charts, diagrams, symbols of special fonts.

Both ways of drawing are read: DrawingML (`w:drawing`) and the older VML (`w:pict`).
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.importers.word_messages import RefusedDocument
from gongkai.importers.word_package import Package, Relation
from gongkai.importers.word_text import shown_branch

# What these private characters look like; everything else in such fonts is noted without a guess.
_SYMBOLS = {
    "Wingdings": {0x6C: "●", 0x6E: "■", 0x75: "◆", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xFB: "✘", 0xFC: "✔", 0xFE: "☑"},
    "Wingdings 2": {0x50: "✓", 0x52: "☑", 0xA3: "□"},
    "Symbol": {0xB7: "•"},
}
_OBJECTS = frozenset(("o:OLEObject", "w:control", "w:movie", "w:objectEmbed", "w:objectLink"))
Thing = tuple[str, Element, dict[str, str]]


def symbol(item: Element) -> tuple[str, dict[str, str]]:
    """What `w:sym` (17.3.3.30) shows, as far as it is known, and the words of the note about it."""
    font, code = item.get("w:font", "?"), item.get("w:char", "")
    try:
        point = int(code, 16)
    except ValueError:
        point = 0
    private = 0xF000 <= point <= 0xF0FF
    sign = _SYMBOLS.get(font, {}).get(point - 0xF000 if private else point, "")
    if not sign and not private and 0x20 < point < 0xD800 and font not in _SYMBOLS:
        sign = chr(point)
    return sign, {"font": font, "code": code, "found": sign}


def things(item: Element, package: Package, relations: dict[str, Relation]) -> Iterator[Thing]:
    """What a drawing shows, in order: the rule of a note, the element, and the note's words.

    `text-box` gives the element that holds the box's paragraphs; `branches` an `mc:AlternateContent`
    passed on the way. Raises RefusedDocument for objects of other programs and for hidden words.
    """
    yield from _things(item, package, relations, "")


def _things(item: Element, package: Package, relations: dict[str, Relation], alternative: str) -> Iterator[Thing]:
    tag = item.tag
    if tag == "w:txbxContent":
        yield "text-box", item, {}
    elif tag in _OBJECTS:
        raise RefusedDocument("embedded-object", found=item.get("ProgID") or item.get("w:name") or tag)
    elif tag == "mc:AlternateContent":
        yield "branches", item, {}
        for branch in shown_branch(item):
            yield from _inside(branch, package, relations, alternative)
    elif tag in ("pic:pic", "v:imagedata", "w14:contentPart"):
        yield "picture", item, {"found": alternative or item.get("o:title", "")}
    elif tag.endswith(":chart"):
        yield "chart", item, {"found": _words_of_part(item.get("r:id"), package, relations)}
    elif tag == "dgm:relIds":
        yield "diagram", item, {"found": _words_of_part(item.get("r:dm"), package, relations)}
    elif tag == "v:textpath":
        yield "drawn-text", item, {"found": item.get("string", "")}
    elif tag == "a:t":
        if item.text:
            yield "drawn-text", item, {"found": item.text}
    else:
        yield from _inside(item, package, relations, alternative)


def _inside(item: Element, package: Package, relations: dict[str, Relation], alternative: str) -> Iterator[Thing]:
    """What the children of an element show; a hidden shape with words in it refuses the document."""
    labels = [inner for inner in item if inner.tag in ("wp:docPr", "wps:cNvPr")]
    for label in labels:
        alternative = label.get("descr") or label.get("title") or alternative
    alternative = item.get("alt") or alternative
    concealed = any(label.get("hidden") in ("1", "true") for label in labels)
    if concealed or "visibility:hidden" in item.get("style", "").replace(" ", "").lower():
        words = "".join(inner.text or "" for inner in item.iter() if inner.tag in ("w:t", "a:t"))
        if words.strip():
            raise RefusedDocument("hidden-text", found=words)
    for inner in item:
        yield from _things(inner, package, relations, alternative)


def _words_of_part(identity: str | None, package: Package, relations: dict[str, Relation]) -> str:
    relation = relations.get(identity or "")
    return "" if relation is None or relation.outside else package.drawn_words(relation.target)
