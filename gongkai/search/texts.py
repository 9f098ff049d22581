"""The words of every record, folded, kept from one build to the next beside the site.

The index of a site is made from all its words at once, but an edit touches one record: what the
others say is taken from here. A record whose words are not here, or are of another state of its
file, is read again; so the file may be lost at any time.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

from gongkai.fields import LANGUAGES, Language
from gongkai.packing import pack, unpack
from gongkai.pieces import Piece
from gongkai.search.folding import fold


class Said(NamedTuple):
    """A piece in one language: its anchor, its label as readers see it, its words, folded, and its section."""

    version: str
    anchor: str
    label: str
    text: str
    section: str


class Spoken(NamedTuple):
    """All pieces of a record in each language."""

    zh: tuple[Said, ...]
    en: tuple[Said, ...]


def folded(pieces: Iterable[Piece]) -> bytes:
    """The pieces of a record, folded and packed; made where the record was read."""
    said: dict[Language, list[Said]] = {"zh": [], "en": []}
    for piece in pieces:
        for language in LANGUAGES:
            if (words := piece.words.get(language)) is not None:
                said[language].append(Said(piece.version, piece.anchor, words.label, fold(words.text), piece.section))
    return pack(Spoken(tuple(said["zh"]), tuple(said["en"])))


class Texts:
    """The store: words by a record's key, good for one state of the record's file and of the program."""

    def __init__(self, path: Path, program: str) -> None:
        """`program` stands for the code that cut and folded the words; another's are forgotten."""
        self._path = path
        self._program = program
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._store.close()
            path.unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        self._store = sqlite3.connect(self._path, isolation_level=None)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("PRAGMA synchronous = OFF")
        if self._store.execute("PRAGMA user_version").fetchone() != (1,):
            self._store.execute("DROP TABLE IF EXISTS texts")
            self._store.execute("CREATE TABLE texts (key TEXT PRIMARY KEY, state TEXT, words BLOB) WITHOUT ROWID")
            self._store.execute("PRAGMA user_version = 1")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._store.close()

    def put(self, key: str, digest: str, words: bytes) -> None:
        """Keep what `folded` made of a record whose file has this digest."""
        self._store.execute("REPLACE INTO texts VALUES (?, ?, ?)", (key, self._program + digest, words))

    def get(self, key: str, digest: str) -> Spoken | None:
        """What is kept of a record, where it is of this state of its file."""
        row = self._store.execute("SELECT state, words FROM texts WHERE key = ?", (key,)).fetchone()
        return unpack(row[1], Spoken) if row and row[0] == self._program + digest else None

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget records that are no more."""
        known = set(keys)
        gone = [(key,) for (key,) in self._store.execute("SELECT key FROM texts") if key not in known]
        self._store.executemany("DELETE FROM texts WHERE key = ?", gone)
