"""A book as a PDF: `templates/books/book.typ` sets it, Typst is the compositor.

The book goes over as data, so nothing a record says is ever read as Typst. The PDF is tagged (PDF/UA-1), its
time is that of the day of the data, and only named typefaces are used, so the same book gives the same bytes.
"""

import datetime
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from gongkai.i18n import TAGS
from gongkai.publications.book import Book
from gongkai.publications.tree import Node

TYPEFACES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
"""What Chinese is set in; Latin letters come with Typst."""

_LANGUAGES = {tag: language for language, tag in TAGS.items()}
_NAME = re.compile(r'aria-label="([^"]*)"')
_STYLE = (
    "<style>text{font-family:'Noto Sans CJK SC'}.chart-ink-fill{fill:#1c1a17}.chart-ink-stroke{stroke:#1c1a17}"
    ".chart-accent-fill{fill:#a3271f}.chart-accent-stroke{stroke:#a3271f}.chart-mute-fill{fill:#5f5a52}"
    ".chart-mute-stroke{stroke:#5f5a52}</style>"
)
"""The colours that the site's stylesheet gives a chart, for paper."""


class TypefaceMissingError(Exception):
    """The typefaces for Chinese are not there; the argument names them."""


class Compositor:
    """Sets books. The typefaces are looked for once."""

    def __init__(self, templates: Path) -> None:
        there = [font for font in typst.Fonts().fonts() if font.family in TYPEFACES and font.path]
        missing = [name for name in TYPEFACES if name not in {font.family for font in there}]
        if missing:
            raise TypefaceMissingError(", ".join(missing))
        folders = sorted({Path(font.path).parent for font in there if font.path})
        fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
        self._compiler = typst.Compiler(templates / "books" / "book.typ", font_paths=fonts)

    def pdf(self, book: Book) -> bytes:
        """The book as a PDF."""
        day = datetime.datetime.fromisoformat(f"{book.as_of}T00:00:00+00:00")
        made = self._compiler.compile(
            format="pdf", sys_inputs={"book": json.dumps(as_data(book), ensure_ascii=False)},
            pdf_standards=["ua-1"], timestamp=day,
        )  # fmt: skip
        assert isinstance(made, bytes)
        return made


def as_data(book: Book) -> Mapping[str, Any]:
    """What the template is given."""
    return {
        "language": book.language, "title": book.title, "other": book.other_title, "kind": book.kind,
        "year": book.year, "summary": book.summary, "publisher": book.publisher, "site": book.site,
        "notice": book.notice, "as_of_words": book.as_of_words, "words": dict(book.words),
        "parts": [_data(part) for part in book.parts],
    }  # fmt: skip


def _data(node: Node) -> Mapping[str, Any]:
    """A node as the template reads it: `t` its tag, `c` its classes, `k` what is in it."""
    value: dict[str, Any] = {"t": node.tag, "k": [kid if isinstance(kid, str) else _data(kid) for kid in node.children]}
    if node.classes:
        value["c"] = node.classes
    if node.is_block:
        value["block"] = True
    if node.drawing:
        named = _NAME.search(node.drawing)
        value["svg"] = node.drawing.replace(">", f">{_STYLE}", 1)
        value["alt"] = html.unescape(named[1]) if named else ""
    for name in ("id", "href", "count"):
        if name in node.attributes:
            value[name] = node.attributes[name]
    if "value" in node.attributes:
        value["value"] = int(node.attributes["value"])
    if (language := _LANGUAGES.get(node.attributes.get("lang", ""))) is not None:
        value["lang"] = language
    return value
