"""The books that `make publications` left beside the site: which there are, and whether the records have moved on.

They are an extra. Without the folder the site has no link to them; with it, it publishes them as they are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from gongkai.cards import Card, Printed
from gongkai.corpus import Corpus

FOLDER = "publications"
INDEX = "index.json"
"""The list of the folder: for every file the record, its language and format, its day, and what it was made from."""


def folder_beside(out: Path) -> Path:
    """Where the books of a site lie: beside its folder."""
    return out.parent / FOLDER


def file_name(key: str, language: str, ending: str) -> str:
    """What a book is called: `collections-2025-riverside.zh.pdf`."""
    return f"{key.replace('/', '-')}.{language}.{ending}"


def made_from(card: Card, corpus: Corpus) -> str:
    """A hash of the records that the book of a record holds."""
    shows = [f"{card.key}!", *corpus.types[card.type].uses(card, corpus)]
    return blake2b("\n".join(_digest(key, corpus) for key in shows).encode(), digest_size=16).hexdigest()


def _digest(key: str, corpus: Corpus) -> str:
    if key.endswith("/"):
        return " ".join(card.key + card.face for card in corpus.cards(key.removesuffix("/")))
    card = corpus.card(key.rstrip("!"))
    return "" if card is None else card.key + card.digest


def with_books(corpus: Corpus, out: Path) -> Corpus:
    """The corpus with the books that lie beside the site."""
    folder = folder_beside(out)
    books: dict[str, list[Printed]] = {}
    for entry in _entries(folder):
        card, path = corpus.card(entry["record"]), folder / entry["file"]
        if card is not None and path.is_file():
            same = entry["made_from"] == made_from(card, corpus)
            book = Printed(
                entry["language"], entry["format"], f"{FOLDER}/{entry['file']}", path.stat().st_size,
                entry["as_of"], entry["digest"], same,
            )  # fmt: skip
            books.setdefault(card.key, []).append(book)
    return replace(corpus, printed={key: tuple(found) for key, found in books.items()})


def _entries(folder: Path) -> Iterable[Mapping[str, Any]]:
    try:
        entries: list[Mapping[str, Any]] = json.loads((folder / INDEX).read_text("utf-8"))
    except FileNotFoundError:
        return ()
    return entries


def files_of(corpus: Corpus, out: Path) -> Iterator[tuple[str, bytes]]:
    """The books as files of the site."""
    folder = folder_beside(out)
    for books in corpus.printed.values():
        for book in books:
            yield book.path, (folder / Path(book.path).name).read_bytes()
