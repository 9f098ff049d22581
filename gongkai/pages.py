"""Every public address, decided here and nowhere else.

A `Page` is one page in both languages: the Chinese stands at its path, the English at `en/` and
the same path. Nothing is rendered here; a page only says which template shows what.
"""

import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from gongkai.cards import Card
from gongkai.config import Features
from gongkai.corpus import Corpus
from gongkai.fields import Language, Topic
from gongkai.problems import Problem
from gongkai.record import Record

HOME = ""
NOT_FOUND = "404.html"
SEARCH = "search/"
COCKPIT = "cockpit/"
COCKPIT_GROUP = "data"


@dataclass(frozen=True, slots=True)
class Page:
    """One page in both languages.

    `kind` chooses the view (record, part, data, index, extra, code, search, browse, cockpit, home, missing), `subject`
    what it is about (a record's key, a folder, folder/name, or `years/2024` and `topics/x` below
    the search page). `shows` names what the page is made from: `laws/x` the card of a record,
    `laws/x!` the whole record, `laws/x#` where its places are, `using:x` what uses a term, `laws/`
    the cards of a list, `laws/!` all of it.
    A `part` is a further page of a record, by its name; `data` are files to take away, which are
    made together and are no page. `cards` are the pictures by which the page is shared, one a language,
    "" where there is none.
    """

    path: str
    kind: str
    subject: str
    template: str
    group: str
    shows: tuple[str, ...]
    part: str = ""
    data: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file the page comes to."""
        if self.data:
            return self.data
        return (self.file("zh"),) if self.path == NOT_FOUND else (self.file("zh"), self.file("en"))

    def address(self, language: Language) -> str:
        """The page's address below the site's root: `laws/x/`, `en/laws/x/`."""
        return self.path if language == "zh" else f"en/{self.path}"

    def file(self, language: Language) -> str:
        """The file behind the address."""
        address = self.address(language)
        return address if address.endswith(".html") else f"{address}index.html"


def record_path(folder: str, record_id: str, *, listed: bool) -> str:
    """A record's address: below its type's list, or at the top for plain pages."""
    return f"{folder}/{record_id}/" if listed else f"{record_id}/"


def path_of(key: str, corpus: Corpus) -> str | None:
    """The address of a record (`laws/x`) or a place in it; None where it is not published."""
    target, _, anchor = key.partition("#")
    folder, _, record_id = target.partition("/")
    if target not in corpus.by_key:
        return None
    path = record_path(folder, record_id, listed=corpus.types[folder].listed)
    if not anchor:
        return path
    part = corpus.place(target, anchor)
    return None if part is None else f"{part_path(path, part)}#{anchor}"


def part_path(record: str, part: str) -> str:
    """The address of a part of a record, below the record's own; an empty part is the record's page."""
    return f"{record}{part}/" if part else record


def code_path(code: str) -> str:
    """The address that is printed for a panel: short, and the same for ever."""
    return f"c/{code}/"


def year_path(year: str) -> str:
    """The address of the page with a year's records."""
    return f"{SEARCH}years/{year}/"


def topic_path(topic: str) -> str:
    """The address of the page with a topic's records."""
    return f"{SEARCH}topics/{topic}/"


def root_of(address: str) -> str:
    """The way from an address back to the site's root, as a relative link."""
    return "../" * address.count("/")


def templates_of(types: Iterable[type[Record]], present: Container[type[Record]], features: Features) -> Iterator[str]:
    """The templates that pages of these types are made with, of which some are `present`, and the site's own."""
    yield from ("home.html", "missing.html", "cockpit.html", "code.html")
    if features.search:
        yield from ("search.html", "browse.html")
    for kind in types:
        if kind in present:
            yield f"records/{kind.template}"
            yield from (f"records/{name}.html" for name in kind.extra_pages)
            yield from (f"records/{name}" for name in kind.part_templates if features.parts)
        if kind.listed:
            yield kind.index_template


def plan(corpus: Corpus, features: Features) -> list[Page]:
    """Every page of the site, and every file to take away."""
    lists = (*(f"{folder}/" for folder in corpus.types), "reports/!")
    pages = [
        Page(HOME, "home", "", "home.html", "", lists),
        Page(NOT_FOUND, "missing", "", "missing.html", "", ()),
    ]
    for folder, kind in corpus.types.items():
        if not corpus.shown(folder):
            continue
        if kind.listed:
            introduction = corpus.introductions.get(folder)
            refs = [ref for _, ref in introduction.links()] if introduction else []
            named = dict.fromkeys([*(ref.target for ref in refs), *(f"{ref.target}#" for ref in refs if ref.anchor)])
            beside = tuple(dict.fromkeys(kind.index_uses(corpus)))
            shows_list = (f"{folder}/", *named, *beside)
            pages.append(Page(f"{folder}/", "index", folder, kind.index_template, kind.group, shows_list))
            pages += [
                Page(f"{folder}/{name}/", "extra", f"{folder}/{name}", f"records/{name}.html", kind.group, shows_list)
                for name in kind.extra_pages
            ]
        for card in corpus.cards(folder):
            path = record_path(folder, card.id, listed=kind.listed)
            shows = dict.fromkeys([f"{card.key}!", *(ref.target for _, ref in card.refs)])
            shows |= dict.fromkeys(pointing.key for pointing in corpus.pointing_at(card.key))
            shows |= dict.fromkeys(f"{named.ref.target}#" for named in card.named)
            shows |= dict.fromkeys(kind.uses(card, corpus))
            pages.append(Page(path, "record", card.key, f"records/{kind.template}", kind.group, tuple(shows)))
            for part in kind.parts(card, corpus.as_of):
                inner = part_path(path, part.name)
                if part.files:
                    if features.downloads or part.shown:
                        places = [inner, *(part_path(path, name) for name in part.copies)]
                        files = tuple(f"{place}{file}" for place in places for file in part.files)
                        pages.append(Page(files[0], "data", card.key, "", kind.group, tuple(shows), part.name, files))
                elif features.parts:
                    template = f"records/{part.template}"
                    pages.append(Page(inner, "part", card.key, template, kind.group, tuple(shows), part.name))
    pages += [
        Page(code_path(code), "code", f"panels/{given.panel}", "code.html", "exhibition", (f"panels/{given.panel}",))
        for code, given in corpus.codes.items()
    ]
    if features.cockpit:
        pages.append(Page(COCKPIT, "cockpit", "", "cockpit.html", COCKPIT_GROUP, lists))
    return pages + list(_search_pages(corpus)) if features.search else pages


def _search_pages(corpus: Corpus) -> Iterator[Page]:
    """The search page, and the records of every year and every topic that has any.

    A page of a year leads to the years beside it, one of a topic to all topics. Which those are
    depends on their records, so one card of each stands among what the page shows.
    """
    lists = tuple(f"{folder}/" for folder, kind in corpus.types.items() if kind.listed)
    yield Page(SEARCH, "search", "", "search.html", "", lists)
    years = list(by_year(corpus).items())
    for index, (year, cards) in enumerate(years):
        beside = [others[0] for _, others in years[max(0, index - 1) : index + 2]]
        shows = tuple(dict.fromkeys(card.key for card in [*cards, *beside]))
        yield Page(year_path(year), "browse", f"years/{year}", "browse.html", "", shows)
    topics = by_topic(corpus)
    first = [cards[0] for cards in topics.values()]
    for topic, cards in topics.items():
        shows = tuple(dict.fromkeys(card.key for card in [*cards, *first]))
        yield Page(topic_path(topic), "browse", f"topics/{topic}", "browse.html", "", shows)


def by_year(corpus: Corpus) -> dict[str, list[Card]]:
    """The dated records of listed types by the year of their date, the newest year first."""
    years: dict[str, list[Card]] = {}
    for card in _listed(corpus):
        if card.date:
            years.setdefault(card.date[:4], []).append(card)
    return dict(sorted(years.items(), reverse=True))


def by_topic(corpus: Corpus) -> dict[str, list[Card]]:
    """The records of listed types by topic, in the order of the vocabulary; a record may have several."""
    topics: dict[str, list[Card]] = {topic: [] for topic in corpus.vocabulary.words(Topic.vocabulary)}
    for card in _listed(corpus):
        for topic in dict.fromkeys(card.topics):
            topics.setdefault(topic, []).append(card)
    return {topic: cards for topic, cards in topics.items() if cards}


def _listed(corpus: Corpus) -> Iterator[Card]:
    """Records that stand in a list, type by type."""
    return (card for folder, kind in corpus.types.items() if kind.listed for card in corpus.cards(folder))


def collisions(pages: Iterable[Page], corpus: Corpus) -> Iterator[Problem]:
    """Addresses that two pages claim, also where only case or Unicode form differs."""
    site = ("网站自己的页面", "a page of the site itself")
    taken = {folded(path): site for path in ("en/", "assets/")}
    for page in pages:
        card = corpus.card(page.subject) if page.kind in ("record", "part", "data") else None
        key = folded(page.path)
        if key in taken:
            zh, en = taken[key]
            words = {"found": page.path, "other_zh": zh, "other_en": en}
            yield Problem.at(card.path if card else page.path, (1, 1), "address-taken", words)
        else:
            taken[key] = (f" {card.path} ", card.path) if card else site


def folded(path: str) -> str:
    """A path as a careless file system or reader would see it."""
    return unicodedata.normalize("NFC", path).casefold()
