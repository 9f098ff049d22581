"""`build.py i18n`: how the English of the laws stands, and putting on record what it translates."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.corpus import Corpus
from gongkai.fields import Ref
from gongkai.lawversions import current_key
from gongkai.output import replace_file
from gongkai.translations import FILE, Lock, Place, judged, print_lock, updated

_NAMES = {
    "current": ("合用", "up to date"),
    "outdated": ("过时", "out of date"),
    "missing": ("未译", "not translated"),
    "unrecorded": ("未登记", "not on record"),
    "extra": ("中文没有", "not in the Chinese"),
}


class NotAPlace(ValueError):
    """What the person named with --accept is no article of a law with English."""


def status_lines(corpus: Corpus) -> Iterator[str]:
    """One line for each version that has English, then the articles that need somebody."""
    total: Counter[str] = Counter()
    for card in sorted(corpus.by_key.values(), key=lambda card: card.key):
        by_version: dict[str, list[tuple[str, str]]] = {}
        for one, verdict in judged(card.translated, corpus.locked(card.key)):
            by_version.setdefault(one.version, []).append((verdict.freshness, one.anchor))
            total[verdict.freshness] += 1
        for version, articles in sorted(by_version.items()):
            counts = Counter(freshness for freshness, _ in articles)
            yield f"{card.key} {version}: {_counted(counts)}"
            for freshness in ("outdated", "missing", "unrecorded", "extra"):
                named = [anchor for found, anchor in articles if found == freshness]
                if named:
                    zh, en = _NAMES[freshness]
                    yield f"    {zh} {en}: {' '.join(named)}"
    yield f"合计 In all: {_counted(total)}" if total else "没有带英文的法规文本。No law has English text."


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[key]} {_NAMES[key][0]} {_NAMES[key][1]}" for key in _NAMES if counts[key])


def new_lock(corpus: Corpus, today: str, accepted: Sequence[str]) -> Lock:
    """The lock brought up to date; `accepted` are articles, `laws/x#art-12`, whose English still holds.

    An accepted article is that of the version that stands on the corpus's day. Raises NotAPlace.
    """
    places: dict[str, list[Place]] = {}
    for name in accepted:
        card = corpus.card(name.partition("#")[0])
        ref = Ref(name) if Ref.keeps_rule(name) else None
        versions = [version for version, _ in card.brief.get("versions", ())] if card else []
        place = (current_key(versions, corpus.as_of), ref.anchor) if ref and versions else None
        known = {(one.version, one.anchor) for one in card.translated} if card else set()
        if ref is None or place not in known or place is None:
            raise NotAPlace(name)
        places.setdefault(ref.target, []).append(place)
    lock: Lock = {}
    for card in corpus.by_key.values():
        if card.translated:
            lines = updated(corpus.locked(card.key), card.translated, today, places.get(card.key, ()))
            if lines:
                lock[card.key] = lines
    for key, kept in corpus.lock.items():
        if key in corpus.hidden:
            lock[key] = dict(kept)
    return lock


def write_lock(content: Path, lock: Lock) -> int:
    """Write the lock where it changed; gives the number of lines that are new or different."""
    path = content / FILE
    text = print_lock(lock)
    before = path.read_text("utf-8") if path.exists() else ""
    if text == before or (not lock and not before):
        return 0
    replace_file(path, text.encode())
    return sum(not line.startswith("#") for line in set(text.splitlines()) - set(before.splitlines()))
