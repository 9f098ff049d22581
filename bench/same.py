"""Whether both sides made the same site: the same pages, anchors, links, words and languages.

A comparison of speeds means nothing where one side does less. So after the first build the names of all pages are
held against each other, a sample of pages is read from both, and what differs is said.
"""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from bench.laws import Law

_SAMPLE = 12
_ENTRY = re.compile("<url>.*?</url>", re.DOTALL)
_FURTHER = ("index.html", "404.html", "laws/index.html")


class _Reader(HTMLParser):
    """Gathers what a page shows and offers."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.words: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.alternates: set[str] = set()
        self.data: list[object] = []
        self.rows = 0
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a":
            self.links.append(urljoin(self._address, given.get("href", "")))
        if tag == "link" and given.get("rel") in ("alternate", "canonical"):
            self.alternates.add(f"{given['rel']} {given.get('hreflang', '')} {given['href']}")
        self.rows += tag == "li" and given.get("class") == "row"
        self._in_data = given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            value = json.loads(data)
            value.pop("encoding", None)  # addresses of files, which neither side makes here
            self.data.append(value)
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False


def _read(folder: Path, name: str) -> _Reader:
    reader = _Reader(f"/{name.removesuffix('index.html')}")
    reader.feed((folder / name).read_text("utf-8"))
    reader.close()
    return reader


def differences(first: Path, second: Path, laws: Sequence[Law]) -> list[str]:
    """What a sample of pages has on one side and not on the other, as sentences."""
    step = max(1, len(laws) // _SAMPLE)
    found: dict[str, list[str]] = {}
    only_one = sorted(_pages(first) ^ _pages(second))
    if only_one:
        found["a page that one has not"] = only_one
    for name in [*(f"laws/{law.id}/index.html" for law in laws[::step]), *_FURTHER]:
        for path in (name,) if name == "404.html" else (name, f"en/{name}"):
            for what in [] if path in only_one else _compare(first, second, path):
                found.setdefault(what, []).append(path)
    if _listed(first) != _listed(second):
        found["different entries of the sitemap"] = ["sitemap.xml"]
    if (first / "robots.txt").read_bytes() != (second / "robots.txt").read_bytes():
        found["different rules for robots"] = ["robots.txt"]
    return [f"{what}: {len(paths)} of those looked at, as {paths[0]}" for what, paths in found.items()]


def _pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def _listed(folder: Path) -> list[str]:
    """The entries of the sitemap, which Hugo keeps in a file for each language."""
    return sorted(entry for path in folder.rglob("sitemap*.xml") for entry in _ENTRY.findall(path.read_text("utf-8")))


def _compare(first: Path, second: Path, name: str) -> list[str]:
    one, other = _read(first, name), _read(second, name)
    parts: list[tuple[str, object, object]] = [
        ("anchors", one.ids, other.ids),
        ("links", one.links, other.links),
        ("canonical and alternates", one.alternates, other.alternates),
        ("rows", one.rows, other.rows),
        ("data for search engines", one.data, other.data),
        ("words", _plain(one), _plain(other)),
    ]
    return [f"different {what}" for what, here, there in parts if here != there]


def _plain(reader: _Reader) -> str:
    """The words without white space."""
    return re.sub(r"\s+", "", "".join(reader.words))
