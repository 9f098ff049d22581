"""Picture files that stand beside a record: what is in them, and whether they may be published.

A drawing (SVG) becomes part of the site as it is, so nothing in it may run, move, or fetch anything:
only shapes, gradients, filters and empty places for words, which the record fills in both languages.
Elements and attributes: SVG 2 (W3C); what is left out is listed in decision 0026.
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from gongkai.fields import Model, Slug

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

SVG = "http://www.w3.org/2000/svg"
LABEL = "data-label"
RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
SUFFIXES = (".svg", *RASTER)
LARGEST = 40_000_000
"""The most pixels a picture may have; more would take too much memory while it is made smaller."""
_ORIENTATION = 0x0112
_LYING = frozenset((5, 6, 7, 8))
"""Values of that mark in photographs whose sides change places when they are set upright."""
_DEEP = ("I", "F")
"""Modes of grey pictures with more than eight bits a pixel, which the published format cannot hold."""
LINE_HEIGHT = "1.25em"
_ELEMENTS = frozenset(
    ["svg", "g", "defs", "use", "symbol", "title", "desc", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern", "marker", "filter", "feGaussianBlur", "feTurbulence", "feColorMatrix", "feOffset", "feMerge", "feMergeNode", "feFlood", "feComposite", "feBlend", "feComponentTransfer", "feFuncA", "feFuncR", "feFuncG", "feFuncB"]
)  # fmt: skip
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LINKS = frozenset(("href", "{http://www.w3.org/1999/xlink}href"))
_FOREIGN_ATTRIBUTES = _LINKS | {f"{_XML}space", f"{_XML}lang"}
"""Attributes of other namespaces that mean something in a drawing; the rest is what editing programs remember."""
_FUNCTIONS = frozenset(
    ["url", "translate", "scale", "rotate", "matrix", "skewx", "skewy", "rgb", "rgba", "hsl", "hsla"]
)
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|javascript:|data:|//|\\", re.IGNORECASE)
"""What leads out of the drawing. A backslash may hide any of it, as attributes are read by the rules of CSS."""
_WITHIN = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]+)", re.IGNORECASE)
DEEPEST = 64
"""How deep elements may lie in one another, and references lead on to references."""
MOST_DRAWN = 50_000
"""How many elements a drawing may have, each counted as often as it is drawn."""
_MOST_FLAWS = 8
_WIDEST = 100_000
_NUMBER = r"[-+]?(?:[0-9]*\.)?[0-9]+(?:[eE][-+]?[0-9]{1,2})?"
_VIEW = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")

ElementTree.register_namespace("", SVG)


class Flaw(Model):
    """Why a picture file cannot be published: a rule, and what was found."""

    rule: str
    found: str


class PictureFile(Model):
    """What is known of a picture file: its size in pixels (of a drawing, in its own units) and its places for words."""

    name: str
    kind: Literal["svg", "raster"]
    width: int = 0
    height: int = 0
    labels: tuple[str, ...] = ()
    digest: str
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a file turned out to be."""

    width: int = 0
    height: int = 0
    labels: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def read_picture(name: str, data: bytes) -> PictureFile:
    """A picture file by its name and bytes. Whatever is wrong with it is among its `flaws`."""
    drawing = name.endswith(".svg")
    seen = _drawing(data) if drawing else _raster(name, data)
    digest = blake2b(data, digest_size=16).hexdigest()
    return PictureFile(
        name=name, kind="svg" if drawing else "raster", width=seen.width, height=seen.height,
        labels=seen.labels, digest=digest, flaws=seen.flaws,
    )  # fmt: skip


def _raster(name: str, data: bytes) -> _Seen:
    from PIL import Image

    wanted, lying = RASTER[name[name.rindex(".") :]], False
    try:
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),
            Image.open(io.BytesIO(data), formats=sorted(set(RASTER.values()))) as image,
        ):
            found, mode, (width, height) = _format(image), image.mode, image.size
            if found == wanted and width * height <= LARGEST:
                image.load()
                lying = image.getexif().get(_ORIENTATION) in _LYING
    except Image.DecompressionBombError:
        return _Seen(flaws=(Flaw(rule="picture-large", found=f"> {LARGEST:,}"),))
    except Exception as error:  # noqa: BLE001 - a broken file shows itself in many ways
        return _Seen(flaws=(Flaw(rule="picture-broken", found=f"{name} ({type(error).__name__})"),))
    if found != wanted or mode.startswith(_DEEP):
        return _Seen(flaws=(Flaw(rule="picture-broken", found=f"{name} ({found if found != wanted else mode})"),))
    if width * height > LARGEST:
        return _Seen(flaws=(Flaw(rule="picture-large", found=f"{width} × {height}"),))
    return _Seen(height, width) if lying else _Seen(width, height)


def _format(image: "ImageFile") -> str:
    """What kind of file it is. Telephones write JPEG with a second, smaller picture inside, which has a name of its own."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def _drawing(data: bytes) -> _Seen:
    try:
        root = parse_drawing(data)
    except DefusedXmlException:
        return _Seen(flaws=(Flaw(rule="picture-broken", found="DOCTYPE"),))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return _Seen(flaws=(Flaw(rule="picture-broken", found=str(error)[:120] or type(error).__name__),))
    flaws = [Flaw(rule="picture-unsafe", found=found) for found in islice(dict.fromkeys(_unsafe(root)), _MOST_FLAWS)]
    size = _VIEW.fullmatch(root.get("viewBox", ""))
    width, height = (_edge(size[1]), _edge(size[2])) if size else (0, 0)
    if not width or not height:
        flaws.append(Flaw(rule="picture-broken", found=f'viewBox="{root.get("viewBox", "")[:40]}"'))
    labels = [text.get(LABEL, "") for text in root.iter(f"{{{SVG}}}text")]
    return _Seen(width, height, tuple(dict.fromkeys(filter(Slug.keeps_rule, labels))), tuple(flaws))


def _edge(number: str) -> int:
    """A width or height in whole units, 0 where it cannot be one."""
    return round(float(number)) if 1 <= float(number) <= _WIDEST else 0


def parse_drawing(data: bytes) -> ElementTree.Element:
    """The drawing as a tree. Document types, entities and foreign parts are refused with an exception."""
    root: ElementTree.Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    return root


def _unsafe(root: ElementTree.Element) -> Iterator[str]:
    """Elements, attributes and words that a drawing may not have, and drawings that are too much for a reader."""
    if root.tag != f"{{{SVG}}}svg":
        yield f"<{_local(root.tag)}>" + (f' (xmlns="{SVG}")' if root.tag == "svg" else "")
        return
    for element in root.iter():
        name = _local(element.tag)
        if element.tag != f"{{{SVG}}}{name}" or name not in _ELEMENTS:
            yield f"<{name}>"
        if name == "text" and (words := "".join(element.itertext()).strip()):
            yield f"<text> “{words[:40]}”"
        label = element.get(LABEL)
        if label is not None and (name != "text" or len(element) or not Slug.keeps_rule(label)):
            yield f'<{name} {LABEL}="{label[:40]}">'
        for key, value in element.attrib.items():
            if not _harmless(key, value):
                yield f'{_local(key)}="{value[:40]}"'
    if _drawn(root) > MOST_DRAWN:
        yield f"> {MOST_DRAWN:,}"


def _harmless(key: str, value: str) -> bool:
    """Whether an attribute neither runs anything nor leads out of the drawing."""
    name = _local(key).lower()
    known = not key.startswith("{") or key in _FOREIGN_ATTRIBUTES
    functions = {found.lower() for found in _FUNCTION.findall(value)}
    inside = key not in _LINKS or value.startswith("#")
    return known and inside and name != "style" and not name.startswith("on") and functions <= _FUNCTIONS and not _ELSEWHERE.search(value)  # fmt: skip


def _drawn(root: ElementTree.Element) -> int:
    """How many elements are drawn, those that others refer to once more each time; more than the most if without end."""
    named = {element.get("id"): element for element in root.iter()}
    counts: dict[ElementTree.Element, int] = {}

    def count(element: ElementTree.Element, depth: int) -> int:
        if element not in counts:
            if depth > DEEPEST:
                return MOST_DRAWN + 1
            links = [value[1:] for key, value in element.attrib.items() if key in _LINKS]
            links += [link for value in element.attrib.values() for link in _WITHIN.findall(value)]
            inner = [*element, *(named[link] for link in links if link in named)]
            counts[element] = min(1 + sum(count(one, depth + 1) for one in inner), MOST_DRAWN + 1)
        return counts[element]

    return count(root, 0)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def finished(data: bytes, words: Mapping[str, str], language: str, stylesheet: str, size: tuple[int, int]) -> bytes:
    """The drawing as it is published: the house style inside, its words filled in, its size said.

    A line break in a label is a line break in the drawing.
    """
    root = parse_drawing(data)
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))
    root.set(f"{_XML}lang", language)
    for text in root.iter(f"{{{SVG}}}text"):
        lines = words.get(text.attrib.pop(LABEL, ""), "").split("\n")
        if len(lines) == 1:
            text.text = lines[0]
            continue
        for number, line in enumerate(lines):
            spot = {"x": text.get("x", "0"), "dy": LINE_HEIGHT if number else "0"}
            ElementTree.SubElement(text, f"{{{SVG}}}tspan", spot).text = line
    style = ElementTree.Element(f"{{{SVG}}}style")
    style.text = stylesheet
    root.insert(0, style)
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"
