"""A record as a book in one language: its parts in reading order, with every link either inside the book or whole."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import LANGUAGES, Language
from gongkai.helpers import Helpers, Site
from gongkai.i18n import TAGS, other, plain
from gongkai.pages import Page, path_of
from gongkai.publications.tree import Node, parse
from gongkai.record import Record
from gongkai.records.collection import Collection
from gongkai.records.report import Report
from gongkai.shelf import file_name
from gongkai.templating import Templates

TYPES: tuple[type[Record], ...] = (Collection, Report)
"""The types that come as books; each has a template of its singular's name in `templates/books/`."""

_HEADING = re.compile("h[1-6]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    level: int
    id: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book in one language. `parts` are its sections: the imprint first, then those of the contents.

    In the tree headings begin at `h1`, those of the contents have an `id` and the class `in-contents`, and
    what counts a chapter (第1章) stands in the heading's attribute `count`.
    """

    key: str
    language: Language
    title: str
    other_title: str
    kind: str
    year: str
    summary: str
    publisher: str
    site: str
    notice: str
    as_of: str
    as_of_words: str
    address: str
    parts: tuple[Node, ...]
    words: Mapping[str, str]

    @property
    def identifier(self) -> str:
        """The same for every edition of the book in a language."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self.address)}"

    def file(self, ending: str) -> str:
        """What it is called in a format."""
        return file_name(self.key, self.language, ending)

    def contents(self) -> list[Heading]:
        """The headings of the contents, in order."""
        return [found for part in self.parts for found in headings(part)]


def headings(part: Node) -> Iterator[Heading]:
    """The lines that a part of a book has in the contents."""
    for node in part.walk():
        if "in-contents" in node.classes:
            yield Heading(int(node.tag[1]), node.attributes["id"], node.words, node.attributes.get("count", ""))


def books(corpus: Corpus, site: Site, templates: Templates) -> Iterator[Book]:
    """Every collection and every report in both languages."""
    for kind in TYPES:
        for card in corpus.cards(kind.folder):
            for language in LANGUAGES:
                yield _book(corpus.record(card.key), language, corpus, site, templates)


def _book(record: Record, language: Language, corpus: Corpus, site: Site, templates: Templates) -> Book:
    key = f"{record.folder}/{record.id}"
    kind, config, strings = type(record), site.config, site.strings[language]
    path = path_of(key, corpus) or ""
    page = Page(path, "part", key, f"books/{record.template}", record.group, (), "book")
    helpers = Helpers(site, page, language, config.url, record.sources)
    html = templates.get(page.template).render(
        record.part_view("book", corpus), h=helpers, s=strings, record=record, card=corpus.by_key[key], kind=kind,
        config=config, as_of=corpus.as_of,
    )  # fmt: skip
    date = record.date()
    return Book(
        key=key,
        language=language,
        title=plain(record.title, language),
        other_title=record.title.get(other(language)) or "" if record.title.en else "",
        kind=plain(kind.singular, language),
        year=helpers.day(date).striptags() if date else "",
        summary=plain(record.summary, language) if record.summary else "",
        publisher=plain(config.publisher, language),
        site=plain(config.name, language),
        notice=plain(config.notice, language) if config.notice else "",
        as_of=corpus.as_of,
        as_of_words=f"{strings('footer.as-of')} {helpers.day(corpus.as_of).striptags()}",
        address=f"{config.url}{page.address(language)}",
        parts=tuple(_parts(html, _inside(record, corpus, config, language))),
        words={"contents": strings("book.contents"), "cover": strings("book.cover"), "about": strings("book.about")},
    )


def _inside(record: Record, corpus: Corpus, config: SiteConfig, language: Language) -> Mapping[str, str]:
    """Pages of the site that the book has itself, each with the place in it."""
    prefix = config.url if language == "zh" else f"{config.url}en/"
    gathered = corpus.by_key[f"{record.folder}/{record.id}"].brief.get("gathered", ())
    return {f"{prefix}{path_of(key, corpus)}": f"#_case-{key.partition('/')[2]}" for key in gathered}


def _parts(html: str, inside: Mapping[str, str]) -> Iterator[Node]:
    """The sections of the book, fit for paper: no controls, headings from the first level, links that hold."""
    top = parse(html)
    ids = {node.attributes["id"] for node in top.walk() if "id" in node.attributes}
    for part in top.children:
        assert isinstance(part, Node)
        _fit(part, inside, ids, in_prose=False)
        _level(part, in_contents="book-imprint" not in part.classes)
        yield part


def _fit(node: Node, inside: Mapping[str, str], ids: set[str], *, in_prose: bool) -> None:
    """Links lead into the book or are whole; what opens and closes on a page stands open."""
    if node.tag == "details":
        node.tag = "div"
    elif node.tag == "summary":
        node.tag, node.attributes = "p", {"class": "table-title"}
    if node.tag == "a":
        address, _, anchor = node.attributes.get("href", "").partition("#")
        if address in inside:
            node.attributes["href"] = inside[address]
        elif not address and anchor not in ids:
            node.tag = "span"
            node.attributes.pop("href", None)
    if node.attributes.get("lang") in TAGS.values():
        node.attributes["xml:lang"] = node.attributes["lang"]
    in_prose = in_prose or "prose" in node.classes
    if in_prose and _HEADING.fullmatch(node.tag):
        node.attributes["class"] = "in-prose"
    for child in node.children:
        if isinstance(child, Node):
            _fit(child, inside, ids, in_prose=in_prose)


def _level(part: Node, *, in_contents: bool) -> None:
    """Headings one level up, those of running text below the heading they stand under; chapters with their count."""
    count, current = "", 0
    for node in part.walk():
        if "book-count" in node.classes:
            count = node.words
        if not _HEADING.fullmatch(node.tag):
            continue
        if "in-prose" in node.classes:
            level = current + int(node.tag[1]) - 2
        else:
            level = current = int(node.tag[1]) - 1
        node.tag = f"h{min(level, 6)}"
        name = node.attributes.get("id", "")
        if in_contents and (level == 1 or (level == 2 and name.startswith(("_case-", "_by-")))):
            node.attributes["class"] = "in-contents"
            node.attributes |= {"count": count} if count and level == 1 else {}


def without_counts(part: Node) -> Node:
    """The same without the lines that count chapters, for a form that writes them itself."""
    children = [child for child in part.children if isinstance(child, str) or "book-count" not in child.classes]
    return replace(part, children=children)
