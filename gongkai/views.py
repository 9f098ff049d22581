"""What the pages that are not records show: lists, home, and the masthead around all of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from gongkai import i18n
from gongkai.cards import Card, Facet, Row
from gongkai.config import Features, SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import Language, Text, Topic
from gongkai.i18n import Strings
from gongkai.pages import COCKPIT, COCKPIT_GROUP, Page, by_topic, by_year, topic_path, year_path
from gongkai.planpicture import measure_svg
from gongkai.record import Record
from gongkai.records.consultation import AHEAD, OPEN, Consultation, days_left
from gongkai.records.consultation import state_of as consultation_state
from gongkai.records.measure import Measure, standings, totals
from gongkai.tally import counted

NEWEST = 5
NEWS = 2
HOME_FIGURES = 4
FILTERED_FROM = 6
"""The shortest list with filters. A list of fewer rows stands on one screen; controls would be longer than it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with the number of rows it would leave."""

    key: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A card with its row."""

    card: Card
    row: Row


@dataclass(frozen=True, slots=True)
class Way:
    """A link of an index: a year or a topic, and how many records stand there."""

    label: Text
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class MastheadLink:
    """A word of the masthead, or a page below it, and where it leads. The cockpit has its title from the interface's words."""

    id: str
    title: Text | None
    path: str


def part_title(part: str, title: str, strings: Strings, language: Language) -> str:
    """The title of a page of a record: the record's, with what the part adds."""
    if not part:
        return title
    words = {f"date{index}": _version_words(key, strings, language) for index, key in enumerate(_DATE.findall(part))}
    pieces = [piece for piece in re.split(r"[/.]+", _DATE.sub("", part)) if piece]
    if numbers := [piece for piece in pieces if piece.isdigit()]:
        words["n"] = numbers[-1]
    name = "-".join(piece for piece in pieces if not piece.isdigit())
    return f"{title} · {strings(f'part.{name}', **words)}"


_NEVER = "9999-12-31"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|undated")


def _version_words(key: str, strings: Strings, language: Language) -> str:
    return strings("law.undated") if key == "undated" else i18n.date_words(key, language)


def entries(corpus: Corpus, folder: str) -> list[Entry]:
    """A type's records as rows, in the order of its list."""
    kind = corpus.types[folder]
    return [Entry(card, kind.row(card, corpus)) for card in corpus.cards(folder)]


def options(facet: Facet, rows: Sequence[Entry], corpus: Corpus) -> list[Option]:
    """The choices of a filter that lead to something, in the order of their vocabulary."""
    counts = Counter(key for entry in rows for key in entry.row.facets.get(facet.key, ()))
    labels: Mapping[str, Text] = corpus.vocabulary.words(facet.vocabulary) if facet.vocabulary else facet.labels
    if labels:
        return [Option(key, label, counts[key]) for key, label in labels.items() if counts[key]]
    return [Option(key, Text(zh=key, en=key), counts[key]) for key in sorted(counts, reverse=True)]


def index_view(corpus: Corpus, folder: str, config: SiteConfig) -> dict[str, Any]:
    """A type's list with its filters."""
    kind = corpus.types[folder]
    rows = entries(corpus, folder)
    filters = [(facet, options(facet, rows, corpus)) for facet in kind.facets]
    return {
        "kind": kind,
        "introduction": corpus.introductions.get(folder),
        "rows": rows,
        "filtered": len(rows) >= FILTERED_FROM,
        "filters": [(facet, choices) for facet, choices in filters if len(choices) > 1],
        "siblings": siblings(corpus, kind.group, config.features),
        **kind.extra_view("index", corpus),
    }


def search_view(corpus: Corpus) -> dict[str, Any]:
    """The ways to every record without searching: by type, by year and by topic."""
    listed = [kind for kind in corpus.types.values() if kind.listed]
    return {
        "kinds": [(kind, len(cards)) for kind in listed if (cards := corpus.cards(kind.folder))],
        "years": [Way(_year(year), year_path(year), len(cards)) for year, cards in by_year(corpus).items()],
        "topics": [
            Way(corpus.vocabulary.label(Topic.vocabulary, topic), topic_path(topic), len(cards))
            for topic, cards in by_topic(corpus).items()
        ],
    }


def browse_view(corpus: Corpus, page: Page) -> dict[str, Any]:
    """The records of a year or a topic by type, newest first, and the ways to the other years or topics.

    All of it comes from the cards that the page says it shows, so its fingerprint misses nothing.
    """
    axis, _, value = page.subject.partition("/")
    cards = [corpus.by_key[key] for key in page.shows]
    if axis == "years":
        own = [card for card in cards if (card.date or "").startswith(value)]
        beside = sorted({card.date[:4] for card in cards if card.date} - {value})
        ways = {
            "earlier": [year for year in beside if year < value],
            "later": [year for year in beside if year > value],
        }
        view: dict[str, Any] = {name: [Way(_year(year), year_path(year), 0) for year in ways[name]] for name in ways}
    else:
        own = [card for card in cards if value in card.topics]
        used = {topic for card in cards for topic in card.topics}
        words = corpus.vocabulary.words(Topic.vocabulary)
        view = {"topics": [(topic, topic_path(topic)) for topic in words if topic in used]}
    groups: dict[str, list[Entry]] = {}
    for card in sorted(own, key=lambda card: card.date or "", reverse=True):
        kind = corpus.types[card.type]
        groups.setdefault(card.type, []).append(Entry(card, kind.row(card, corpus)))
    in_order = [(kind, groups[folder]) for folder, kind in corpus.types.items() if folder in groups]
    return view | {"axis": axis, "value": value, "groups": in_order, "count": len(own)}


def _year(year: str) -> Text:
    return Text(zh=i18n.date_words(year, "zh"), en=i18n.date_words(year, "en"))


def browse_title(page: Page, corpus: Corpus, strings: Strings, language: Language) -> str:
    """The title of a year's or a topic's page."""
    axis, _, value = page.subject.partition("/")
    if axis == "years":
        return strings("search.of-year", year=value)
    return strings("search.of-topic", topic=i18n.plain(corpus.vocabulary.label(Topic.vocabulary, value), language))


def code_view(corpus: Corpus, page: Page) -> dict[str, Any]:
    """The panel that a printed code belongs to, if it is published; whether it still hangs."""
    card = corpus.card(page.subject)
    gone = card.brief["retired"] if card else None
    return {
        "card": card,
        "retired": gone,
        "code": page.path.split("/")[1],
        "leads_on": card is not None and gone is None,
    }


def siblings(corpus: Corpus, group: str, features: Features) -> list[MastheadLink]:
    """The lists, and the cockpit, that share a word of the masthead, when there are several."""
    links = []
    if features.cockpit and group == COCKPIT_GROUP:
        links.append(MastheadLink(COCKPIT.rstrip("/"), None, COCKPIT))
    links += [
        MastheadLink(kind.folder, kind.plural, f"{kind.folder}/")
        for kind in corpus.types.values()
        if kind.listed and kind.group == group and corpus.shown(kind.folder)
    ]
    return links if len(links) > 1 else []


def masthead(corpus: Corpus, config: SiteConfig) -> list[MastheadLink]:
    """The words of the masthead that have something behind them."""
    links = []
    for group in config.groups:
        kinds = [kind for kind in corpus.types.values() if kind.group == group.id and corpus.shown(kind.folder)]
        listed = [kind for kind in kinds if kind.listed]
        pages = [card for kind in kinds if not kind.listed for card in corpus.cards(kind.folder)]
        if config.features.cockpit and group.id == COCKPIT_GROUP:
            path = COCKPIT
        elif listed:
            path = f"{listed[0].folder}/"
        elif pages:
            path = f"{pages[0].id}/"
        else:
            continue
        links.append(MastheadLink(group.id, group.title, path))
    return links


def footer_pages(corpus: Corpus) -> list[Card]:
    """The plain pages, for the footer."""
    return [card for kind in corpus.types.values() if not kind.listed for card in corpus.cards(kind.folder)]


def home_view(corpus: Corpus) -> dict[str, Any]:
    """What is open now, key figures, what is new, how the plan stands, and the ways in.

    Demonstrations are neither counted nor news.
    """
    listed = [kind for kind in corpus.types.values() if kind.listed and corpus.shown(kind.folder)]
    real = {kind: counted(corpus.cards(kind.folder)) for kind in listed}
    report: Any = latest_whole_year(corpus)
    halls = corpus.cards("exhibition")
    hanging = [key for card in halls for key in card.brief["panels"] if corpus.card(key)]
    ways: dict[str, list[tuple[type[Record], int]]] = {}
    for kind, cards in real.items():
        ways.setdefault(kind.group, []).append((kind, len(cards)))
    return {
        "ways": ways,
        "newest": [
            (kind, [Entry(card, kind.row(card, corpus)) for card in cards[:NEWEST]])
            for kind, cards in _leading(real)
        ],
        "report": report,
        "figures": one_per_heading(report) if report else [],
        "halls": halls,
        "exhibition": corpus.introductions.get("exhibition"),
        "panels": len(hanging),
    } | _open_calls(corpus) | _plan_strip(corpus)  # fmt: skip


def _leading(real: Mapping[type[Record], Sequence[Card]]) -> list[tuple[type[Record], Sequence[Card]]]:
    """The first type with news under each of the first words of the masthead: laws, and what oversight found."""
    first: dict[str, tuple[type[Record], Sequence[Card]]] = {}
    for kind, cards in real.items():
        if kind.shown_as_new and cards:
            first.setdefault(kind.group, (kind, cards))
    return list(first.values())[:NEWS]


def _open_calls(corpus: Corpus) -> dict[str, Any]:
    """The calls for comment that are open, the one that closes first on top; without one, the next and the last."""
    calls = [
        (card, consultation_state(card.brief, corpus.as_of)) for card in counted(corpus.cards(Consultation.folder))
    ]
    now = [card for card, state in calls if state == OPEN]
    now.sort(key=lambda card: (card.brief["closes"] or _NEVER, card.id))
    ahead = [card for card, state in calls if state == AHEAD]
    past = [card for card, state in calls if state not in (OPEN, AHEAD)]
    return {
        "consultations": Consultation if corpus.shown(Consultation.folder) else None,
        "open_calls": [(card, days_left(card.brief, corpus.as_of)) for card in now],
        "nearest_calls": [Entry(card, Consultation.row(card, corpus)) for card in (*ahead[-1:], *past[:1])],
    }


def _plan_strip(corpus: Corpus) -> dict[str, Any]:
    """The plan as a strip of marks, one for each measure."""
    every = standings(corpus)
    return {"strip": [(one, measure_svg(one.state.key)) for one in every], "plan": Measure, **totals(every)}


def latest_whole_year(corpus: Corpus) -> Record | None:
    """The report of the last year that is over, or failing that the latest."""
    reports = corpus.cards("reports")
    past = [card for card in reports if card.date and card.date[:4] < corpus.as_of[:4]]
    return corpus.record((past or reports)[0].key) if reports else None


def one_per_heading(report: Any) -> list[Any]:
    """A few figures of a report from as many of its headings as there are, in the report's order."""
    by_heading: dict[str, list[Any]] = {}
    for figure in report.figures:
        by_heading.setdefault(figure.heading, []).append(figure)
    rounds = zip_longest(*by_heading.values())
    chosen = [figure for round_ in rounds for figure in round_ if figure is not None][:HOME_FIGURES]
    return [figure for figure in report.figures if figure in chosen]
