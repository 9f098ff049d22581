"""Whether both sides made the same site: the same pages, anchors, words and languages.

A comparison of speeds means nothing where one side does less. So after the first build a sample of
pages is read from both, and what differs is said.
"""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from bench.laws import Law

_SAMPLE = 12
_FURTHER = ("index.html", "404.html", "laws/index.html", "cases/index.html")


class _Reader(HTMLParser):
    """Gathers what a page shows and offers."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: set[str] = set()
        self.fragments: list[str] = []
        self.alternates: set[str] = set()
        self.data: list[object] = []
        self.rows = 0
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.fragments.append(given["href"])
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


def _read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader


def differences(first: Path, second: Path, laws: Sequence[Law]) -> list[str]:
    """What a sample of pages has on one side and not on the other, as sentences."""
    step = max(1, len(laws) // _SAMPLE)
    found: dict[str, list[str]] = {}
    for name in [*(f"laws/{law.id}/index.html" for law in laws[::step]), *_FURTHER]:
        for path in (name,) if name == "404.html" else (name, f"en/{name}"):
            for what in _compare(first / path, second / path):
                found.setdefault(what, []).append(path)
    for path in ("sitemap.xml", "robots.txt"):
        if not ((first / path).is_file() and (second / path).is_file()):
            found.setdefault("a page that one has not", []).append(path)
    return [f"{what}: {len(paths)} of the pages looked at, as {paths[0]}" for what, paths in found.items()]


def _compare(first: Path, second: Path) -> list[str]:
    if not (first.is_file() and second.is_file()):
        return ["a page that one has not"]
    one, other = _read(first), _read(second)
    parts: list[tuple[str, object, object]] = [
        ("anchors", one.ids, other.ids),
        ("links within the page", one.fragments, other.fragments),
        ("canonical and alternates", one.alternates, other.alternates),
        ("rows", one.rows, other.rows),
        ("data for search engines", one.data, other.data),
        ("words", _plain(one), _plain(other)),
    ]
    return [f"different {what}" for what, here, there in parts if here != there]


def _plain(reader: _Reader) -> object:
    """The words without white space; those of a page with filters in no order, for Hugo sorts their choices by key."""
    if any(name.startswith("_filter-") for name in reader.ids):
        return sorted(filter(None, (re.sub(r"\s+", "", words) for words in reader.words)))
    return re.sub(r"\s+", "", "".join(reader.words))
