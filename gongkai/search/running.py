"""The running text of all records in one language, as the numbers that `postings` groups.

In Chinese a number stands for a character and a key is a pair of neighbours; what is written with
Latin letters or digits is characters here too, so that any stretch of text is found exactly as it
stands. In English a number stands for a word. Zero stands between pieces: no key
begins there, and a pair that ends there holds the last character of its piece. In Chinese no key
begins with a space either.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongkai.fields import Language
from gongkai.search.postings import Lists, in_slices

WORD = re.compile(r"[0-9]+(?:\.[0-9]+)*|[^\W_]+(?:['‘’][^\W_]+)*")
BLOCK: dict[Language, int] = {"zh": 32, "en": 8}
_CODES = 0x110000
_HALF = 16
_AT_ONCE = 1 << 18


class Running(NamedTuple):
    """A text as numbers. `symbols` says what each number stands for, in the order of UTF-16 units."""

    numbers: NDArray[np.unsignedinteger[Any]]
    symbols: Sequence[str]
    language: Language

    def lists(self) -> Iterator[Lists]:
        """Every key with its positions, some keys at a time."""
        return in_slices(self._counts(), self._pairs if self.language == "zh" else self._words)

    def name(self, key: int) -> str:
        """The text of a key."""
        if self.language == "en":
            return self.symbols[key]
        return self.symbols[key >> _HALF] + self.symbols[key & 0xFFFF]

    def _counts(self) -> NDArray[np.int64]:
        counts = np.zeros(len(self.symbols), np.int64)
        for start in range(0, len(self.numbers), _AT_ONCE):
            counts += np.bincount(self.numbers[start : start + _AT_ONCE], minlength=len(self.symbols))
        counts[: self._gaps] = 0
        return counts

    @property
    def _gaps(self) -> int:
        """How many symbols, the first ones, are none that a key begins with: the end of a piece, and a space."""
        return 2 if " " in self.symbols[:2] else 1

    def _pairs(self, start: int, end: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        at = self._at(start, end)
        keys = self.numbers[at].astype(np.uint32) << _HALF | self.numbers[at + 1]
        return keys.astype(np.uint32, copy=False), at.astype(np.uint32)

    def _words(self, start: int, end: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        at = self._at(start, end)
        return self.numbers[at].astype(np.uint32), at.astype(np.uint32)

    def _at(self, start: int, end: int) -> NDArray[np.int64]:
        return np.flatnonzero((self.numbers >= max(start, self._gaps)) & (self.numbers < end))


def tokens(text: str) -> list[str]:
    """The words of folded English, as many before curved apostrophes are turned into straight ones as after."""
    return WORD.findall(text)


def blocks(text: str, language: Language) -> int:
    """How many blocks a piece takes in the running text, with one place at least left free behind it."""
    return 1 + (len(text) if language == "zh" else len(tokens(text))) // BLOCK[language]


def characters(texts: Iterable[str], alike: dict[str, str]) -> Running:
    """The running text of folded Chinese, a piece a line; `alike` maps signs to those they count as."""
    turned = np.arange(_CODES, dtype=np.uint32)
    turned[[ord(sign) for sign in alike]] = [ord(sign) for sign in alike.values()]
    ranks = np.zeros(_CODES, np.uint16)
    symbols = ["\n"]
    held = bytearray()
    for text in texts:
        padded = "".join(piece.ljust(BLOCK["zh"] * blocks(piece, "zh"), "\n") for piece in text.split("\n"))
        codes = turned[np.frombuffer(padded.encode("utf-32-le"), np.uint32)]
        for code in np.unique(codes[ranks[codes] == 0]).tolist():
            if code != ord("\n"):
                ranks[code] = len(symbols)
                symbols.append(chr(code))
        held += ranks[codes].tobytes()
    numbers = np.frombuffer(held, np.uint16)
    order = sorted(range(len(symbols)), key=lambda at: _units(symbols[at]))
    place = np.empty(len(symbols), np.uint16)
    place[order] = np.arange(len(symbols), dtype=np.uint16)
    for start in range(0, len(numbers), _AT_ONCE):
        numbers[start : start + _AT_ONCE] = place[numbers[start : start + _AT_ONCE]]
    return Running(numbers, [symbols[at] for at in order], "zh")


def words(texts: Iterable[str]) -> Running:
    """The running text of folded English, a piece a line."""
    known: dict[str, int] = {"": 0}
    chunks = []
    for text in texts:
        for piece in text.split("\n"):
            chunk = np.zeros(BLOCK["en"] * blocks(piece, "en"), np.uint32)
            said = [known.setdefault(word, len(known)) for word in tokens(piece)]
            chunk[: len(said)] = said
            chunks.append(chunk)
    symbols = sorted(known, key=_units)
    ranks = np.empty(len(known), np.uint32)
    ranks[[known[word] for word in symbols]] = np.arange(len(symbols), dtype=np.uint32)
    numbers = ranks[np.concatenate(chunks)] if chunks else np.zeros(0, np.uint32)
    return Running(numbers, symbols, "en")


def _translator(alike: dict[str, str]) -> Callable[[str], str]:
    table = {ord(sign): to for sign, to in alike.items()}
    return lambda text: text.translate(table)


RUNNING: dict[Language, Callable[[Iterable[str], dict[str, str]], Running]] = {
    "zh": characters,
    "en": lambda texts, alike: words(map(_translator(alike), texts)),
}


def _units(sign: str) -> bytes:
    return sign.encode("utf-16-be")
