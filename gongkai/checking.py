"""What is checked when all records are linked: rules between them, and what the configuration and the codes promise."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from gongkai import rules
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import District
from gongkai.find import Entry, Found
from gongkai.load import read_text
from gongkai.problems import Problem
from gongkai.record import Fault
from gongkai.records.exhibition import Hall
from gongkai.records.panel import Panel
from gongkai.schematic import EMPTY
from gongkai.strict_yaml import locate, parse


def groups(config: SiteConfig | None, corpus: Corpus, file: Path) -> Iterator[Problem]:
    """Every type that has records stands under a word of the masthead."""
    known = {group.id for group in config.groups} if config else None
    for folder, kind in corpus.types.items():
        if known is not None and kind.group not in known and corpus.cards(folder):
            place = locate(read_text(str(file)), ("groups",), key=True)
            yield Problem.at(file.name, place, "no-group", {"found": folder, "group": kind.group})


def grid(config: SiteConfig | None, corpus: Corpus, file: Path) -> Iterator[Problem]:
    """Every cell of the sketch of districts is a district of the vocabulary, each in one place."""
    seen: set[str] = set()
    for row, cells in enumerate(config.district_grid if config else ()):
        for column, cell in enumerate(cells):
            if cell != EMPTY and (cell in seen or cell not in corpus.vocabulary.words(District.vocabulary)):
                place = locate(read_text(str(file)), ("district_grid", row, column))
                yield Problem.at(file.name, place, "grid-district", {"found": cell})
            seen.add(cell)


def codes(corpus: Corpus, found: Found, broken: Container[str]) -> Iterator[Problem]:
    """Every code that was printed is still a panel's. A panel whose file is itself broken is not reported twice."""
    used = {card.brief["code"] for card in corpus.cards(Panel.folder)}
    for code, given in corpus.codes.items():
        unreadable = any(
            entry.kind is Panel and entry.id == given.panel and entry.shown in broken for entry in found.entries
        )
        if code not in used and not unreadable and found.codes is not None:
            words = {"found": code, "panel": given.panel}
            yield Problem.at(found.codes[1], (given.line, 1), "code-removed", words)


def across(corpus: Corpus, entries: dict[str, Entry], found: Found, broken: set[str]) -> Iterator[Problem]:
    """Rules between records. A reference to a file that is itself broken is not reported twice."""
    faults = _faults(corpus, entries, rules.RULES)
    for folder, kind in corpus.types.items():
        among = kind.faults_among(corpus.cards(folder))
        faults += [(entries[card.key].path, card.path, fault) for card, fault in among]
    for folder, introduction in corpus.introductions.items():
        faults += [(*found.introductions[folder], fault) for fault in rules.dangling(introduction.links(), corpus)]
    yield from _told(faults, {f"{path.parent.name}/{path.stem}" for path in map(PurePath, broken)})


def of_today(corpus: Corpus, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Rules about what is published on the day of the build."""
    yield from _told(_faults(corpus, entries, rules.TODAY), frozenset())


def _faults(corpus: Corpus, entries: Mapping[str, Entry], asked: Sequence[rules.Rule]) -> list[tuple[str, str, Fault]]:
    """What rules find in every record: the file's real and shown path, and the fault."""
    return [
        (entries[card.key].path, card.path, fault)
        for card in corpus.by_key.values()
        for rule in asked
        for fault in rule(card, corpus)
    ]


def _told(faults: Iterable[tuple[str, str, Fault]], unreadable: Collection[str]) -> Iterator[Problem]:
    """Faults as problems with their places; what may come of a file alone that is unreadable is left out."""
    hall_unreadable = any(key.startswith(f"{Hall.folder}/") for key in unreadable)
    for path, shown, fault in faults:
        echo = fault.rule == "unknown-record" and fault.words["found"] in unreadable
        if not echo and not (fault.rule == "panel-no-hall" and hall_unreadable):
            yield Problem.at(shown, _place(read_text(path), fault), fault.rule, fault.words)


def _place(text: str, fault: Fault) -> tuple[int, int]:
    """Where a fault stands: in running text, at the words that are at fault."""
    if fault.offset is not None:
        return locate(text, fault.loc, offset=fault.offset)
    value: Any = parse(text)
    for step in fault.loc:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
    found = str(fault.words.get("found", ""))
    inside = isinstance(value, str) and value != found and found in value
    return locate(text, fault.loc, offset=value.index(found) if inside else None)
