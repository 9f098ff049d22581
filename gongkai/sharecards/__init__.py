"""Share cards: the picture that other sites show beside a link to a case, a chapter, a law, a panel.

A card says what the page is (its kind, title and date) and whose; nothing that may be otherwise tomorrow,
such as a state, because others keep it. Its name is a hash of everything it is drawn from, so a card that
the live site has is not drawn again, and a changed card has a new address. Where the typeface is missing,
or has no glyph for a character, there is no card and no tag. See decision 0028.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from markupsafe import escape

from gongkai import cache, i18n, vendor
from gongkai.cards import Card
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import LANGUAGES, Language, Text
from gongkai.i18n import Strings
from gongkai.output import File
from gongkai.pages import Page
from gongkai.records.case import Case
from gongkai.records.collection import Collection
from gongkai.records.exhibition import Hall
from gongkai.records.law import Law
from gongkai.records.moment import Moment, hall_of
from gongkai.records.panel import Panel
from gongkai.records.report import Report
from gongkai.records.tour import Tour
from gongkai.sharecards.drawing import SIZE, Words, draw
from gongkai.sharecards.typeface import Typeface
from gongkai.workers import spread

SHARED = frozenset(kind.folder for kind in (Law, Case, Collection, Report, Hall, Panel, Tour, Moment))
"""Types whose pages have cards."""
_CHAPTER = re.compile(r"chapters/([0-9]+)")
_HUES = {
    "laws": "vermilion", "oversight": "blue", "take-part": "teal", "practice": "jade", "exhibition": "gold",
    "data": "plum",
}  # fmt: skip
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""In English; the typeface has these marks only as wide as a Chinese character."""
_LOCALES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
_CHUNK = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """Every page with the addresses of its cards, and what is on each card, by its file."""

    pages: Sequence[Page]
    words: Mapping[str, Words] = field(default_factory=dict)
    typeface: Typeface | None = None


def plan(pages: Sequence[Page], corpus: Corpus, config: SiteConfig, strings: Mapping[Language, Strings]) -> Plan:
    """The pages that are shared, with their cards."""
    path = vendor.font() if config.features.cards else None
    if path is None:
        return Plan(pages)
    typeface = Typeface(path.read_bytes())
    drawn_by = f"{typeface.digest} {version('pillow')} {cache.digest_of_files([Path(__file__).parent], ['*.py'])}"
    known: dict[str, Words] = {}

    def with_cards(page: Page) -> Page:
        files = []
        for language in LANGUAGES:
            words = _words(page, corpus, config, strings[language], language)
            if words is None or not typeface.covers(words.written.replace(" ", "")):
                files.append("")
                continue
            name = blake2b(f"{drawn_by} {words!r}".encode(), digest_size=6).hexdigest()
            files.append(f"{page.address(language)}share-{name}.png")
            known[files[-1]] = words
        return replace(page, cards=tuple(files)) if any(files) else page

    return Plan([with_cards(page) for page in pages], known, typeface)


def _words(page: Page, corpus: Corpus, config: SiteConfig, strings: Strings, language: Language) -> Words | None:
    """What the card of a page says; None where the page has none."""
    card = corpus.card(page.subject) if page.kind in ("record", "part") else None
    if card is None or card.type not in SHARED or card.brief.get("retired"):
        return None
    chapter = _CHAPTER.fullmatch(page.part)
    if page.part and chapter is None:
        return None
    title, facts = card.title, list(_facts(card, corpus, language))
    if chapter is not None:
        titles: Sequence[Text] = card.brief.get("chapter_titles", ())
        if int(chapter[1]) > len(titles):
            return None
        title, facts = titles[int(chapter[1]) - 1], [i18n.plain(card.title, language)]
    for marked, word in ((card.demonstration, "record.demonstration-short"), (card.draft, "record.draft-short")):
        if marked:
            facts.insert(0, strings(word))

    def said(text: str) -> str:
        return text.translate(_STRAIGHT) if language == "en" else text

    kind = corpus.types[card.type]
    return Words(
        language=language,
        kind=i18n.plain(kind.singular, language),
        title=said(i18n.plain(title, language)),
        facts=tuple(map(said, facts)),
        seal=config.name.zh[0],
        site=said(i18n.plain(config.name, language)),
        address=config.url.partition("://")[2].rstrip("/"),
        hue=_hue(card, kind.group, corpus),
    )


def _facts(card: Card, corpus: Corpus, language: Language) -> Iterator[str]:
    """The record's date and the words beside its title, as its list shows them; of a hall, its period."""
    row = corpus.types[card.type].row(card, corpus)
    if row.date is not None:
        yield i18n.date_words(row.date, language)
    label = card.brief["period"] if card.type == Hall.folder else row.label
    if label is not None:
        yield from i18n.plain(label, language).split(" · ")


def _hue(card: Card, group: str, corpus: Corpus) -> str:
    """The colour of the hall that the page belongs to, else of its word of the masthead."""
    panel = card.key if card.type == Panel.folder else card.brief.get("panel", "")
    hall = card if card.type == Hall.folder else hall_of(corpus, panel)
    return hall.brief["hue"] if hall else _HUES.get(group, "ink")


def drawn(
    wanted: Mapping[str, Words], typeface: Typeface, put: Callable[[str, bytes], File], jobs: int
) -> Iterator[tuple[str, File]]:
    """The cards drawn, in several processes, each given to `put`."""
    typeface.unpacked  # noqa: B018 - unpacked here, it is there in every worker

    def work(files: Sequence[str]) -> list[tuple[str, File]]:
        return [(file, put(file, draw(wanted[file], typeface))) for file in files]

    for done in spread(work, list(wanted), jobs=jobs, chunk=_CHUNK):
        yield from done


def tags(page: Page, language: Language, config: SiteConfig, title: str, description: str) -> list[str]:
    """What a page that has a card says of itself to sites where it is shared (the Open Graph protocol).

    `title` is the browser's, which ends in the site's name.
    """
    file = page.cards[LANGUAGES.index(language)] if page.cards else ""
    if not file:
        return []
    name = i18n.plain(config.name, language)
    said = {
        "og:type": "article",
        "og:site_name": name,
        "og:title": title.removesuffix(f" · {name}"),
        "og:description": description,
        "og:url": config.url + page.address(language),
        "og:locale": _LOCALES[language],
        "og:locale:alternate": _LOCALES[i18n.other(language)],
        "og:image": config.url + file,
        "og:image:type": "image/png",
        "og:image:width": SIZE[0],
        "og:image:height": SIZE[1],
        "og:image:alt": title,
    }
    lines = [f'<meta property="{name}" content="{escape(value)}">' for name, value in said.items()]
    return [*lines, '<meta name="twitter:card" content="summary_large_image">']
