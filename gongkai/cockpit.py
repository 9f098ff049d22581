"""The legislature at a glance: every type's tallies and the years' figures, each with its table and its file.

Nothing is counted here: tallies are the types' own, figures the reports'. This module decides what
is drawn, and where the rows behind a number stand.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.cards import Card, State
from gongkai.charts import Point, Shape, over_years
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import Text
from gongkai.pages import COCKPIT, topic_path, year_path
from gongkai.record import BOARD, Record
from gongkai.records.report import Heading, Report
from gongkai.tally import UNKNOWN, Group, Line, Tally, counted

FEWEST_REPORTS = 4
"""A figure is shown over the years when at least so many reports hold it."""

_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a tally. `path` is where its rows stand; without one the page lists the `lines` itself."""

    key: str
    label: Text
    count: int
    path: str
    lines: Sequence[Line]
    state: State | None


@dataclass(frozen=True, slots=True)
class Count:
    """A tally as the page shows it: what is known, what is not on record, and what is drawn of it."""

    id: str
    title: Text
    known: Sequence[Cell]
    unknown: Cell | None
    total: int
    total_path: str
    overlapping: bool
    points: Sequence[Point]
    shape: Shape

    @property
    def cells(self) -> Sequence[Cell]:
        """Every number, what is not on record last."""
        return [*self.known, self.unknown] if self.unknown else self.known


@dataclass(frozen=True, slots=True)
class Yearly:
    """A figure of the reports over the years. `reports` has the record of every year that holds it."""

    id: str
    label: Text
    unit: Text | None
    heading: str
    points: Sequence[Point]
    reports: Mapping[str, str]


def view(corpus: Corpus, config: SiteConfig) -> dict[str, Any]:
    """What the page shows: the types under the words of the masthead, then the years."""
    kinds = {kind: counts(kind, corpus, search=config.features.search) for kind in corpus.types.values()}
    headings: dict[str, list[Yearly]] = {word: [] for word in corpus.vocabulary.words(Heading.vocabulary)}
    for one in yearly(corpus):
        headings[one.heading].append(one)
    return {
        "sections": [
            (group, found)
            for group in config.groups
            if (found := [(kind, of_kind) for kind, of_kind in kinds.items() if of_kind and kind.group == group.id])
        ],
        "headings": {word: figures for word, figures in headings.items() if figures},
        "fewest": FEWEST_REPORTS,
    }


def counts(kind: type[Record], corpus: Corpus, *, search: bool) -> list[Count]:
    """The tallies of a type; `search` says whether the site has the pages of years and topics."""
    return [_count(kind, tally, corpus, search) for tally in kind.tallies(corpus)]


def _count(kind: type[Record], tally: Tally, corpus: Corpus, search: bool) -> Count:
    words = corpus.vocabulary.words(tally.vocabulary) if tally.vocabulary else {}
    cells = []
    for group in _in_order(tally.groups, list(words)):
        path = rows_path(kind, tally, group, search=search)
        label = group.label or words[group.key]
        cells.append(Cell(group.key, label, group.count, path, () if path else group.lines, group.state))
    known = [cell for cell in cells if cell.key != UNKNOWN]
    years = bool(known) and all(_YEAR.fullmatch(cell.key) for cell in known)
    whole = f"{kind.folder}/{BOARD}/" if BOARD in kind.extra_pages else f"{kind.folder}/"
    return Count(
        f"{kind.folder}-{tally.id}",
        tally.title,
        known,
        next((cell for cell in cells if cell.key == UNKNOWN), None),
        tally.total,
        whole,
        tally.overlapping,
        (_by_year(known) if years else [_point(cell.label, cell.count) for cell in known]) if len(known) > 1 else (),
        "columns" if years else "short-bars",
    )


def _in_order(groups: Sequence[Group], words: Sequence[str]) -> list[Group]:
    """Groups in the order of the vocabulary that names them, where one does."""
    place = {word: at for at, word in enumerate(words)}
    return sorted(groups, key=lambda group: place.get(group.key, len(place)))


def _point(label: Text, count: int) -> Point:
    return Point(label, (str(count), str(count)))


def _by_year(cells: Sequence[Cell]) -> list[Point]:
    """A point for every year from the first to the last, also for those in which nothing is counted."""
    by_year = {int(cell.key): cell.count for cell in cells}
    years = range(min(by_year), max(by_year) + 1)
    return [_point(Text(zh=str(year), en=str(year)), by_year.get(year, 0)) for year in years]


def rows_path(kind: type[Record], tally: Tally, group: Group, *, search: bool) -> str:
    """Where the rows of a group stand: on a page that lists them anyway, else on the type's board; "" where nowhere."""
    if group.path:
        return group.path
    if BOARD in kind.extra_pages:
        return f"{kind.folder}/{BOARD}/#{tally.anchor(group)}"
    if group.key != UNKNOWN and tally.id in ("year", "topic"):
        browse = year_path(group.key) if tally.id == "year" else topic_path(group.key)
        return f"{browse}#_{kind.folder}" if search else f"{kind.folder}/?{tally.id}={group.key}"
    return ""


def yearly(corpus: Corpus) -> Iterator[Yearly]:
    """The figures that enough reports hold in one unit, as the newest report names them, in its order."""
    reports = counted(corpus.cards(Report.folder))
    held: dict[str, list[Card]] = {}
    for card in reports:
        for name in card.brief["figures"]:
            held.setdefault(name, []).append(card)
    for name, cards in held.items():
        units = [card.brief["figures"][name][2] for card in cards]
        if len(cards) >= FEWEST_REPORTS and len({unit and unit.zh for unit in units}) == 1:
            heading, label = cards[0].brief["labels"][name]
            records = {str(card.date): f"{card.key}#{name}" for card in cards}
            yield Yearly(name, label, units[0], heading, over_years(name, reports), records)


def csv_files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """Every table as a file in both languages at once: CSV (RFC 4180) in UTF-8 with a byte order mark, which Excel needs."""
    for kind in corpus.types.values():
        for count in counts(kind, corpus, search=True):
            if count.cells:
                rows = [(cell.key, cell.label.zh, cell.label.en or "", str(cell.count)) for cell in count.cells]
                yield _csv(count.id, [("key", "zh", "en", "count"), *rows])
    for one in yearly(corpus):
        unit = (one.unit.zh, one.unit.en or "") if one.unit else ("", "")
        figures = [(point.label.zh, point.value or ("", ""), point.note if point.value else "") for point in one.points]
        rows_of_years = [(year, value[0], unit[0], value[1], unit[1], how) for year, value, how in figures]
        yield _csv(f"{Report.folder}-{one.id}", [("year", "zh", "zh_unit", "en", "en_unit", "how"), *rows_of_years])


def _csv(name: str, rows: Sequence[Sequence[str]]) -> tuple[str, bytes]:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return f"{COCKPIT}{name}.csv", out.getvalue().encode("utf-8-sig")
