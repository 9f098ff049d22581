"""Cards kept from one build to the next, so that only edited files are read again.

A kept card counts only while its file has the same times, size and inode, and was not edited in
the very moment the cache was written (as git guards its index). The cache also belongs to one
version of the generator's own code: any change there forgets it.
"""

import os
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from gongkai.cards import Card
from gongkai.find import Entry
from gongkai.output import replace_file
from gongkai.packing import pack, unpack
from gongkai.problems import Problem

_RACE_NS = 2_000_000_000


@dataclass(slots=True)
class Kept:
    """One file's card, packed, and warnings, and the state of the file they were made from."""

    stamp: tuple[int, ...]
    packed: bytes
    problems: Sequence[Problem]

    def card(self) -> Card:
        """The card itself."""
        return unpack(self.packed, Card)


@dataclass(slots=True)
class CardCache:
    """Kept cards by the files' names."""

    code: str
    terms: str = ""
    written_ns: int = 0
    cards: dict[str, Kept] = field(default_factory=dict)

    def get(self, entry: Entry) -> Kept | None:
        """The kept card, when the file is certainly the one it was made from."""
        kept = self.cards.get(entry.shown)
        if kept is None or kept.stamp != entry.stamp or entry.touched > self.written_ns - _RACE_NS:
            return None
        return kept


def read_cache(path: Path, code: str) -> CardCache:
    """The cache of an earlier build, or an empty one."""
    try:
        cache = unpack(path.read_bytes(), CardCache)
    except Exception:  # noqa: BLE001 - whatever is wrong with what was kept, it is made anew
        return CardCache(code)
    return cache if cache.code == code else CardCache(code)


def write_cache(path: Path, cache: CardCache) -> None:
    """Keep the cards for the next build."""
    cache.written_ns = time.time_ns()
    replace_file(path, pack(cache))


def digest_of_program() -> str:
    """What pages and cards are made by: our own code, Python, and every library's version."""
    libraries = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    digest = blake2b(repr((sys.version, libraries)).encode(), digest_size=16)
    digest.update(digest_of_files([Path(__file__).parent], ["*.py"]).encode())
    return digest.hexdigest()


def digest_of_files(folders: Sequence[Path], patterns: Sequence[str]) -> str:
    """One hash over names and bytes of all matching files: the version of code or templates."""
    digest = blake2b(digest_size=16)
    for folder in folders:
        files = sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()})
        for path in files:
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
            digest.update(b"\0")
    return digest.hexdigest()
