"""Which Chinese an English article translates: `content/translations.lock`.

The lock is written by `build.py i18n update` and kept with the content. A line says that the
English of an article, known by its hash, translates the Chinese known by the other hash, and since
when that has been on record:

    laws/public-records 2024-01-01 art-12 zh:5f0c9a1b2c3d en:0a1b2c3d4e5f 2026-11-22

Change the Chinese and its hash is another: the English is out of date, and says so wherever it is
shown, until somebody changes the English too, or confirms it with `--accept`. An English text
copied into a new version keeps what it was known to translate, so copying does not make it new.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, NamedTuple

from gongkai import dates
from gongkai.lawtext import Article
from gongkai.lawtext.folding import fold
from gongkai.lawtext.nodes import words

FILE = "translations.lock"

_HEAD = """\
# 各条英文译自哪一份中文。由 build.py i18n update 写入，请勿手工改动。
# Which Chinese each English article translates. Written by 'build.py i18n update'; do not edit.
"""
_LINE = re.compile(
    r"(?P<record>[a-z0-9-]+/[a-z0-9-]+) (?P<version>[0-9]{4}-[0-9]{2}-[0-9]{2}|undated) (?P<anchor>[a-z0-9-]+)"
    r" zh:(?P<zh>[0-9a-f]{12}) en:(?P<en>[0-9a-f]{12}) (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
)

Freshness = Literal["current", "outdated", "missing", "unrecorded", "extra"]


class Translated(NamedTuple):
    """An article that stands in at least one language, as hashes of its words."""

    version: str
    anchor: str
    zh: str | None
    en: str | None


class Entry(NamedTuple):
    """What is on record of one English article: the Chinese it translates, itself, and since when."""

    zh: str
    en: str
    date: str


Place = tuple[str, str]
Lock = dict[str, dict[Place, Entry]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether an English article is up to date; `since` is the date its Chinese was recorded."""

    freshness: Freshness
    since: str | None = None


def article_hash(article: Article) -> str:
    """The hash of an article's words. Width, punctuation variants and spacing do not count."""
    return blake2b(fold(words(article)).encode(), digest_size=6).hexdigest()


def parse_lock(text: str) -> tuple[Lock, list[tuple[int, str]]]:
    """The lock, and the lines (from 1) that are none of it: a merge left its marks, or somebody edited."""
    lock: Lock = {}
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("# "):
            continue
        match = _LINE.fullmatch(line)
        if match is None or not dates.is_day(match["date"]):
            wrong.append((number, line))
            continue
        places = lock.setdefault(match["record"], {})
        place = (match["version"], match["anchor"])
        if place in places:
            wrong.append((number, line))
        places[place] = Entry(match["zh"], match["en"], match["date"])
    return lock, wrong


def print_lock(lock: Mapping[str, Mapping[Place, Entry]]) -> str:
    """The file's text: one line an article, in an order that merges well."""
    lines = [
        f"{record} {version} {anchor} zh:{entry.zh} en:{entry.en} {entry.date}\n"
        for record, places in sorted(lock.items())
        for (version, anchor), entry in sorted(places.items(), key=lambda item: _order(item[0]))
    ]
    return _HEAD + "".join(lines)


def _order(place: Place) -> tuple[object, ...]:
    version, anchor = place
    return version, re.sub(r"[0-9]+", lambda number: f"{int(number.group()):06d}", anchor)


def judge(one: Translated, entry: Entry | None) -> Judged:
    """Whether the English of an article says what its Chinese says now, as far as is on record."""
    if one.en is None:
        return Judged("missing")
    if one.zh is None:
        return Judged("extra")
    if entry is None:
        return Judged("unrecorded")
    return Judged("current" if entry.zh == one.zh else "outdated", entry.date)


def updated(
    old: Mapping[Place, Entry], articles: Iterable[Translated], today: str, accepted: Iterable[Place] = ()
) -> dict[Place, Entry]:
    """A record's part of the lock brought up to date.

    New English is put down as translating the Chinese beside it; English that stayed the same
    while its Chinese changed stays out of date unless its place is among the `accepted`.
    """
    accepting = set(accepted)
    known = {(entry.en, entry.zh): entry for entry in old.values()}
    by_date = sorted(old.items(), key=lambda item: item[1].date)
    latest = {entry.en: (version, entry) for (version, _), entry in by_date}
    result: dict[Place, Entry] = {}
    for one in sorted(articles, key=lambda one: one.version if dates.is_day(one.version) else ""):
        if one.zh is None or one.en is None:
            continue
        place = (one.version, one.anchor)
        before = old.get(place)
        fresh = Entry(one.zh, one.en, today)
        if place in accepting or (before is not None and before.en != one.en and before.zh != one.zh):
            entry = known.get((one.en, one.zh), fresh)
        elif before is not None:
            entry = before if before.en == one.en else before._replace(en=one.en)
        else:
            elsewhere, copied = latest.get(one.en, (one.version, fresh))
            entry = known.get((one.en, one.zh)) or (copied if elsewhere != one.version else fresh)
        result[place] = entry
        known.setdefault((entry.en, entry.zh), entry)
        latest.setdefault(entry.en, (one.version, entry))
    return result


def judged(articles: Iterable[Translated], places: Mapping[Place, Entry]) -> Iterator[tuple[Translated, Judged]]:
    """Every article that stands in either language of a version that has English, judged."""
    for one in articles:
        yield one, judge(one, places.get((one.version, one.anchor)))
