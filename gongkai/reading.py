"""Every record file as a card: kept from the build before, or read now, in several processes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Protocol

from gongkai import cache
from gongkai.find import Entry
from gongkai.glossary import Glossary
from gongkai.load import NO_GLOSSARY, load_record
from gongkai.packing import pack
from gongkai.problems import Problem
from gongkai.record import Card
from gongkai.workers import default_jobs, spread

_CHUNK = 100


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
) -> tuple[list[Card], Glossary, list[Problem]]:
    """All cards in the order of `entries`, the glossary, and every file's own problems.

    The glossary is read first, for its terms are looked for in everything else; another glossary
    makes what was kept of the other records worthless. `kept` comes back holding what this build
    knows, `packed` the records read now, ready for rendering.
    """
    terms = [entry for entry in entries if entry.kind.explains]
    rest = [entry for entry in entries if not entry.kind.explains]
    reporter.stage("read", sum(kept.get(entry) is None for entry in entries))
    reader = _Reader(kept, packed, jobs, reporter)
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

    def __init__(self, kept: cache.CardCache, packed: dict[str, bytes], jobs: int, reporter: Reporter) -> None:
        self._kept, self._packed, self._jobs, self._reporter = kept, packed, jobs, reporter
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
        work = partial(_read, glossary=glossary)
        position = iter(to_read)
        for chunk in spread(work, to_read, jobs=self._jobs or default_jobs(), chunk=_CHUNK, meanwhile=meanwhile):
            for card, record, faults in chunk:
                entry = next(position)
                if card is None:
                    self.problems += faults
                else:
                    self._packed[f"{entry.kind.folder}/{entry.id}"] = record
                    self.fresh[entry.shown] = cache.Kept(entry.stamp, card, faults)
            self._reporter.advance(len(chunk))

    def cards(self, entries: Sequence[Entry]) -> list[Card]:
        """The cards of the good ones among some files."""
        known: Mapping[str, cache.Kept] = self.fresh
        return [known[entry.shown].card() for entry in entries if entry.shown in known]


def _read(entries: Sequence[Entry], *, glossary: Glossary) -> list[tuple[bytes | None, bytes, Sequence[Problem]]]:
    """Card and record of each file, packed so that they pass between processes and into the cache as they are."""
    loaded = (load_record(entry, glossary) for entry in entries)
    return [
        (pack(one.card) if one.card else None, pack(one.record) if one.record else b"", one.problems) for one in loaded
    ]
