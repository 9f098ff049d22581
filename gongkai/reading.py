"""Every record file as a card: kept from the build before, or read now, in several processes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Protocol

from gongkai import cache
from gongkai.cards import Card
from gongkai.find import Entry
from gongkai.glossary import Glossary
from gongkai.load import NO_GLOSSARY, load_record
from gongkai.packing import pack
from gongkai.problems import Problem
from gongkai.search import Texts
from gongkai.search.texts import folded
from gongkai.workers import default_jobs, spread

_CHUNK = 25


class Reporter(Protocol):
    """Told how the work goes on."""

    def stage(self, name: str, total: int) -> None: ...
    def advance(self, count: int) -> None: ...


def read_all(
    entries: Sequence[Entry],
    kept: cache.CardCache,
    packed: dict[str, bytes],
    jobs: int,
    reporter: Reporter,
    meanwhile: Callable[[], None],
    texts: Texts | None = None,
) -> tuple[list[Card], Glossary, list[Problem]]:
    """All cards in the order of `entries`, the glossary, and every file's own problems.

    The glossary is read first, for its terms are looked for in everything else; another glossary
    makes what was kept of the other records worthless. `kept` comes back holding what this build
    knows, `packed` the records read now, ready for rendering, `texts` their words, for search.
    """
    terms = [entry for entry in entries if entry.kind.explains]
    rest = [entry for entry in entries if not entry.kind.explains]
    reporter.stage("read", sum(kept.get(entry) is None for entry in entries))
    reader = _Reader(kept, packed, jobs, reporter, texts)
    reader.read(terms, NO_GLOSSARY, lambda: None)
    glossary = Glossary(card.brief["entry"] for card in reader.cards(terms) if not card.draft)
    digest = blake2b(repr(glossary.entries).encode(), digest_size=16).hexdigest()
    if digest != kept.terms:
        kept.cards, kept.terms = {}, digest
    reader.read(rest, glossary, meanwhile)
    kept.cards = reader.fresh
    problems = reader.problems + [problem for entry in entries if entry.shown in reader.fresh
                                  for problem in reader.fresh[entry.shown].problems]  # fmt: skip
    return reader.cards(entries), glossary, problems


class _Reader:
    """Reads what is not kept. `fresh` holds every good file by name, `problems` those of the others."""

    def __init__(
        self, kept: cache.CardCache, packed: dict[str, bytes], jobs: int, reporter: Reporter, texts: Texts | None
    ) -> None:
        self._kept, self._packed, self._jobs, self._reporter, self._texts = kept, packed, jobs, reporter, texts
        self.fresh: dict[str, cache.Kept] = {}
        self.problems: list[Problem] = []

    def read(self, entries: Sequence[Entry], glossary: Glossary, meanwhile: Callable[[], None]) -> None:
        """Take what is kept and read the rest; `meanwhile` is for idle moments."""
        to_read: list[Entry] = []
        for entry in entries:
            if (known := self._kept.get(entry)) is not None:
                self.fresh[entry.shown] = known
            else:
                to_read.append(entry)
        work = partial(_read, glossary=glossary, with_words=self._texts is not None)
        position = iter(to_read)
        for kind in {entry.kind for entry in to_read}:
            kind.model_rebuild()  # once, before there are other processes to do it each for itself
        for chunk in spread(work, to_read, jobs=self._jobs or default_jobs(), chunk=_CHUNK, meanwhile=meanwhile):
            for card, record, words, faults in chunk:
                entry = next(position)
                if card is None:
                    self.problems += faults
                else:
                    key = f"{entry.kind.folder}/{entry.id}"
                    self._packed[key] = record
                    if self._texts is not None:
                        self._texts.put(key, *words)
                    self.fresh[entry.shown] = cache.Kept(entry.stamp, card, faults)
            self._reporter.advance(len(chunk))

    def cards(self, entries: Sequence[Entry]) -> list[Card]:
        """The cards of the good ones among some files."""
        known: Mapping[str, cache.Kept] = self.fresh
        return [known[entry.shown].card() for entry in entries if entry.shown in known]


ReadFile = tuple[bytes | None, bytes, tuple[str, bytes], Sequence[Problem]]


def _read(entries: Sequence[Entry], *, glossary: Glossary, with_words: bool) -> list[ReadFile]:
    """Card, record and words of each file, packed so that they pass between processes and are kept as they are."""
    done: list[ReadFile] = []
    for entry in entries:
        loaded = load_record(entry, glossary)
        card, record = loaded.card, loaded.record
        if card is None or record is None:
            done.append((None, b"", ("", b""), loaded.problems))
        else:
            words = folded(record.pieces()) if with_words else b""
            done.append((pack(card), pack(record), (card.digest, words), loaded.problems))
    return done
