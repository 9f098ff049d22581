"""A book as an EPUB 3: a zip of XHTML files, one for each part, with a cover, contents and a style.

The format asks for few files, which are templates in `templates/books/`, so no library makes them (decision
0027). Times in the zip are fixed: the same book gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from gongkai.i18n import TAGS
from gongkai.publications.book import Book, Heading, headings
from gongkai.publications.tree import Node
from gongkai.templating import Templates

MEDIA_TYPE = "application/epub+zip"
_TIME = (1980, 1, 1, 0, 0, 0)
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_EMPTY = {"br", "hr"}
_LEFT_OUT = {"count"}
_WIDE_SIGNS, _SIGNS = (9, 22), (20, 44)
"""How many Chinese and how many Latin signs a line of the cover holds: of the title, and of that in the other language."""


@dataclass(frozen=True, slots=True)
class _File:
    """A part of the book as a file."""

    id: str
    name: str
    drawn: bool
    part: Node


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents with where it leads."""

    words: str
    count: str
    href: str


def epub(book: Book, templates: Templates) -> bytes:
    """The book as an EPUB."""
    tag = TAGS[book.language]
    files = [_file(number, part) for number, part in enumerate(book.parts)]
    places = {
        node.attributes["id"]: file.name
        for file in files
        for node in file.part.walk()
        if "id" in node.attributes
    }  # fmt: skip
    contents = _nested(book.contents(), places)
    drawn = any(file.drawn for file in files)
    lines, other_lines = _lines(book.title, 0), _lines(book.other_title, 1)

    def made(name: str, **values: object) -> str:
        return templates.get(f"books/{name}").render(book=book, tag=tag, **values)

    pages = {
        "package.opf": made("package.opf", files=files, drawn=drawn, summary=_ACCESS[book.language]),
        "nav.xhtml": made("nav.xhtml", files=files, contents=contents),
        "book.css": made("book.css"),
        "cover.svg": made("cover.svg", lines=lines, other_lines=other_lines),
        "cover.xhtml": made("cover.xhtml"),
    }
    for file in files:
        title = next((found.words for found in headings(file.part)), book.words["about"])
        pages[file.name] = made("part.xhtml", title=title, body=Markup(_xhtml(file.part, file.name, places)))  # noqa: S704 - escaped there
    return _zipped({f"book/{name}": text for name, text in pages.items()})


_ACCESS = {
    "zh": "全部内容为文字；每张图表下有同样数字的表格；标题逐级排列，目录可跳转到各部分和各案例。",
    "en": "All content is text; every chart has its numbers in a table below it; headings are in order, and the contents lead to every part and case.",
}


def _file(number: int, part: Node) -> _File:
    drawn = any(node.tag == "svg" for node in part.walk())
    return _File(f"part-{number}", f"part-{number:02}.xhtml", drawn, part)


def _nested(found: Sequence[Heading], places: Mapping[str, str]) -> list[tuple[_Entry, list[_Entry]]]:
    """The contents in two levels."""
    nested: list[tuple[_Entry, list[_Entry]]] = []
    for heading in found:
        entry = _Entry(heading.words, heading.count, f"{places[heading.id]}#{heading.id}")
        if heading.level == 1:
            nested.append((entry, []))
        else:
            nested[-1][1].append(entry)
    return nested


def _lines(title: str, which: int) -> list[str]:
    """A title in lines that fit the cover."""
    wide = 2 * sum(sign > "\u2e80" for sign in title) > len(title)
    return wrap(title, _WIDE_SIGNS[which] if wide else _SIGNS[which])


def _xhtml(node: Node, file: str, places: Mapping[str, str]) -> str:
    """A node as XHTML; places in other files are named with their file."""
    if node.drawing:
        return node.drawing
    attributes = ""
    for name, value in _attributes(node):
        if name == "href" and value.startswith("#"):
            there = places[value[1:]]
            value = value if there == file else there + value  # noqa: PLW2901 - the link as this file has it
        attributes += f" {name}={quoteattr(value)}"
    if node.tag in _EMPTY:
        return f"<{node.tag}{attributes}/>"
    inner = "".join(escape(kid) if isinstance(kid, str) else _xhtml(kid, file, places) for kid in node.children)
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>"


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in node.attributes.items() if name not in _LEFT_OUT)


def _zipped(files: Mapping[str, str]) -> bytes:
    """The files as a zip that begins as the format asks: its own type first, not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER, zipfile.ZIP_DEFLATED)
        for name, text in files.items():
            _put(archive, name, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.encode())
