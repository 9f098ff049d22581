"""The id of an imported law: its title in pinyin without tones, a hyphen between syllables.

Whole syllables, at most 80 characters, as any id. pypinyin is loaded when the first id is made:
its dictionary takes longer to load than many laws to read.
"""

import functools
import re
from collections.abc import Container

from gongkai.fields import Slug

LONGEST = 80
_PIECES = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+|[A-Za-z]+|[0-9]+")


@functools.lru_cache(maxsize=1_000)
def syllables(title: str) -> tuple[tuple[str, ...], str]:
    """The words of an id for a title, and the letters of it that no id can hold."""
    from pypinyin import lazy_pinyin

    words: list[str] = []
    lost: list[str] = []
    for piece in _PIECES.findall(title):
        if piece.isascii():
            words.append(piece.lower())
            continue
        for syllable in lazy_pinyin(piece, errors=lambda unknown: f"?{unknown}"):
            if Slug.keeps_rule(syllable):
                words.append(syllable)
            else:
                lost.append(syllable.lstrip("?"))
    lost += [letter for letter in _PIECES.sub("", title) if letter.isalpha() or letter.isdecimal()]
    return tuple(words), "".join(lost)


def join(words: tuple[str, ...], suffix: str = "") -> str:
    """The id of as many whole words as there is room for before the suffix."""
    room = LONGEST - (len(suffix) + 1 if suffix else 0)
    kept = ""
    for word in words or ("law",):
        longer = f"{kept}-{word}" if kept else word[:room]
        if len(longer) > room:
            break
        kept = longer
    return f"{kept}-{suffix}" if suffix else kept


def free_id(words: tuple[str, ...], date: str | None, taken: Container[str]) -> tuple[str, bool]:
    """An id that is not taken, with a suffix where it must: the year, the date, or a number; and whether it has one."""
    plain = join(words)
    if plain not in taken:
        return plain, False
    for suffix in (date[:4], date) if date else ():
        if (candidate := join(words, suffix)) not in taken:
            return candidate, True
    number = 2
    while (candidate := join(words, str(number))) in taken:
        number += 1
    return candidate, True
