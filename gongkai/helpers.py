"""What templates may call: one object per page and language, nothing global."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from markupsafe import Markup, escape

from gongkai import codes, dates, i18n, lawhelpers, schematic
from gongkai.blocks import Query
from gongkai.cards import Card, Printed
from gongkai.charts import Drawing, Point, Shape, draw, picture
from gongkai.comparehtml import comparison_html
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.drafthtml import Beside, changed_html, draft_contents, draft_html
from gongkai.drafts import Draft
from gongkai.drawing import Drawer
from gongkai.editions import cited_page, edition_of
from gongkai.feedback import Changed, Feedback
from gongkai.fields import LANGUAGES, EitherText, Figure, Language, Prose, Source, Text
from gongkai.i18n import Strings
from gongkai.lawfields import Digest
from gongkai.lawhtml import contents_html, text_html
from gongkai.lawlife import Event
from gongkai.lawtext import Article
from gongkai.lawtext.compare import Comparison
from gongkai.lawversions import Version
from gongkai.lawviews import TextView
from gongkai.lookup import Found, look_up
from gongkai.markdown_source import link_destinations
from gongkai.mediaviews import Shown, shown
from gongkai.pages import Page, code_path, part_path, path_of, topic_path
from gongkai.placenames import place_name
from gongkai.record import Record
from gongkai.records.law import Law
from gongkai.records.report import Chart, Report
from gongkai.takeaway import Edition, json_ld

Made = TypeVar("Made")


class Site(Protocol):
    """What the helpers need of the renderer."""

    @property
    def corpus(self) -> Corpus: ...
    @property
    def strings(self) -> Mapping[Language, Strings]: ...
    @property
    def drawer(self) -> Drawer: ...
    @property
    def config(self) -> SiteConfig: ...
    @property
    def assets(self) -> Mapping[str, str]: ...
    def once(self, key: tuple[str, str], make: Callable[[], Made]) -> Made: ...


class Helpers:
    """What templates may call, for one page in one language."""

    def __init__(
        self, site: Site, page: Page, language: Language, root: str, sources: Sequence[Source], sources_at: str = "",
        within: str = "",
    ) -> None:  # fmt: skip
        self._site = site
        self._strings = site.strings[language]
        self._page = page
        self.language = language
        self.which = LANGUAGES.index(language)
        self.root = root
        self._sources_at = sources_at
        self._within = within
        self._numbers: dict[str, int] = {source.id: number for number, source in enumerate(sources, start=1)}

    def say(self, text: Text | EitherText | None) -> Markup:
        """Words in the page's language, or the other's marked as such."""
        return i18n.say(text, self.language)

    def other(self, text: Text | EitherText | None) -> str | None:
        """The words in the other language, where they are there."""
        return text.get(i18n.other(self.language)) if text else None

    def plain(self, text: Text | EitherText) -> str:
        """Words for an attribute."""
        return i18n.plain(text, self.language)

    def term(self, vocabulary: str, key: str) -> Markup:
        """A word of the vocabulary."""
        return self.say(self._site.corpus.vocabulary.label(vocabulary, key))

    def vocabulary(self, name: str) -> Mapping[str, Text]:
        """A list of the vocabulary in its own order, with both languages."""
        return self._site.corpus.vocabulary.words(name)

    def topic_page(self, topic: str) -> str | None:
        """A link to all that is filed under a topic; None on a site without such pages."""
        return self.to(topic_path(topic)) if self._site.config.features.search else None

    def prose(self, text: Prose | None) -> Markup:
        """Markdown as HTML, with links to records made addresses."""
        from gongkai.markdown_html import to_html

        if text is None:
            return Markup()
        language = self.language if text.get(self.language) else i18n.other(self.language)
        source = text.get(language) or ""
        html = to_html(source)
        for _, destination in link_destinations(source):
            if (path := path_of(destination, self._site.corpus)) is not None:
                html = html.replace(f'href="{destination}"', f'href="{escape(self.to(path))}"')
            elif not destination.startswith(("http://", "https://", "mailto:")):
                html = re.sub(rf'<a href="{re.escape(destination)}"[^>]*>(.*?)</a>', r"\1", html)
        if language != self.language:
            html = f'<div lang="{i18n.TAGS[language]}">{html}</div>'
        return Markup(html)  # noqa: S704 - sanitised by to_html

    def day(self, date: str | None) -> Markup:
        """A date as HTML."""
        return i18n.time_element(date, self.language) if date else Markup()

    def ahead(self, date: str | None) -> bool:
        """Whether a date is still to come on the day of the data."""
        return date is not None and dates.first_day(date) > self._site.corpus.as_of

    def span(self, start: str, end: str | None) -> Markup:
        """A date, or from a date to a later one, as HTML."""
        return i18n.span_elements(start, end, self.language) if end else self.day(start)

    def number(self, number: str) -> str:
        return i18n.number_words(number, self.language)

    def amount(self, figure: Figure) -> Markup:
        """A figure's number with how exactly its source states it."""
        words = Markup(f'<span class="figure-number">{self.number(figure.number(self.language))}</span>')  # noqa: S704 - digits
        if figure.how == "exact":
            return words
        before = self._site.strings[self.language](f"figure.{figure.how}")
        return Markup(before).format(words)  # noqa: S704 - the interface's own words

    def to(self, path: str) -> str:
        """A link from this page to an address of the site, in the page's language."""
        address = path if self.language == "zh" else f"en/{path}"
        return (self.root + address) or "./"

    def asset(self, name: str) -> str:
        """A link to a style or script, by its plain name."""
        return self.root + self._site.assets[name]

    def vendored(self, name: str) -> str:
        """A link to a part that comes from another project; empty where it was not fetched."""
        return self.root + self._site.assets[name] if name in self._site.assets else ""

    @property
    def has_parts(self) -> bool:
        """Whether the site has the further pages of records."""
        return self._site.corpus.parts

    def href(self, key: str) -> str | None:
        """A link to a record or a place in it; None where it is not published."""
        path = path_of(key, self._site.corpus)
        return None if path is None else self.to(path)

    def card(self, key: str) -> Card | None:
        """What is known of the record a reference names."""
        return self._site.corpus.card(key.partition("#")[0])

    def cite(self, ids: Sequence[str]) -> Markup:
        """Small numbers that lead to the record's sources."""
        if not ids:
            return Markup()
        label = self._site.strings[self.language]
        links = ", ".join(
            f'<a href="{escape(self._sources_at)}#_source-{self._within}{i}" aria-label="{escape(label("source.number", number=n))}">{n}</a>'
            for n, i in sorted((self._numbers[i], i) for i in ids if i in self._numbers)
        )
        return Markup(f'<sup class="cite">[{links}]</sup>')  # noqa: S704 - ids and numbers

    def of(self, card: Card, record: Record) -> "Helpers":
        """The same for words of another record on this page: its citations lead to the sources on its own page."""
        if card.key == self._page.subject:
            return self
        return Helpers(self._site, self._page, self.language, self.root, record.sources, self.href(card.key) or "")

    def gathered(self, record: Record) -> "Helpers":
        """The same for words of another record in a book, which has the sources of all its records itself."""
        return Helpers(self._site, self._page, self.language, self.root, record.sources, within=f"{record.id}--")

    def cited(self, record: Record, part: str = "", place: Text | None = None) -> Markup:
        """How a record, or a further page of it with its own title, is cited."""
        words = cited_page(record, part, place, self._site.corpus, self._site.config)
        return Markup(lawhelpers.citation(words, self._strings))  # noqa: S704 - escaped where it is made

    def printed(self, card: Card) -> Sequence[Printed]:
        """The books made of a record, those in the page's language first."""
        return sorted(self._site.corpus.printed.get(card.key, ()), key=lambda one: one.language != self.language)

    def media(self, key: str) -> Shown | None:
        """A picture as this page shows it, or why it does not; None where it is not published."""
        card = self.card(key)
        return None if card is None else shown(card, self._site.corpus, self.language, self.root)

    def looked_up(self, query: Query) -> Found:
        """The records that a panel looks up."""
        return look_up(query, self._site.corpus)

    def code_address(self, code: str, language: Language = "zh") -> str:
        """The address that is printed for a panel; the one in English leads to the English page."""
        return self._site.config.url + ("en/" if language == "en" else "") + code_path(code)

    def code_picture(self, code: str, language: Language = "zh") -> Markup:
        """The QR code of the address that is printed for a panel."""
        return Markup(codes.code_svg(self.code_address(code, language)))  # noqa: S704 - modules of a code

    def law_text(self, text: TextView, told: Sequence[Digest] = ()) -> Markup:
        """A law's text in the page's language, or in Chinese where that is all there is, with what concerns each article."""
        digests = {
            str(part.of): (self.say(part.heading) + self.cite(part.source), self.prose(part.text)) for part in told
        }
        notes = lawhelpers.notes(text, digests, self, self._strings, self._site.corpus.types)
        if self.language == "en" and text.english is not None:
            return Markup(lawhelpers.english(text, notes, self._strings))  # noqa: S704 - escaped where it is made
        if notes:
            return Markup(text_html(text.law, notes))  # noqa: S704
        key = (f"text {text.version.key}", self._page.subject)
        return Markup(self._site.once(key, lambda: text_html(text.law)))  # noqa: S704

    def law_contents(self, text: TextView) -> Markup:
        """A law's headings as links, in the language its text is shown in."""
        law = text.english if self.language == "en" and text.english is not None else text.law
        which = "en" if law is text.english else "zh"
        key = (f"contents {which} {text.version.key}", self._page.subject)
        return Markup(self._site.once(key, lambda: contents_html(law)))  # noqa: S704

    def law_both(self, text: TextView) -> Markup:
        """A law's text in both languages, side by side."""
        return Markup(lawhelpers.both(text, self._strings, self.language))  # noqa: S704

    def edition(self, law: Law, text: TextView | None) -> Edition:
        """The version shown, with all that a citation or another program is told of it."""
        return edition_of(law, text, self._site.corpus, self._site.config)

    def legislation(self, edition: Edition) -> Markup:
        """The law as data for search engines (schema.org)."""
        return Markup(f'<script type="application/ld+json">{json_ld(edition, self.language)}</script>')  # noqa: S704

    def citations(self, edition: Edition) -> Markup:
        """How the law as a whole is cited: by the Chinese standard, and in English."""
        return Markup(lawhelpers.citation(lawhelpers.cited(edition, [None])[0], self._strings))  # noqa: S704

    def article_citations(self, edition: Edition, page: str) -> Markup:
        """How each article is cited; `page` is where the articles stand."""
        assert edition.text is not None
        anchors = [node.anchor for node in edition.text.law.body if isinstance(node, Article) and node.anchor]
        key = (f"cited {edition.text.version.key}", self._page.subject)
        both = self._site.once(key, lambda: lawhelpers.cited(edition, anchors))
        return Markup(lawhelpers.citations(anchors, both, page, self._strings, self.language))  # noqa: S704

    def comparison(self, card: Card, old: Version, new: Version, found: Comparison) -> Markup:
        """What changed between two versions."""
        before, after = (self.part(card, f"versions/{version.key}") for version in (old, new))
        tag = i18n.TAGS[self.language]

        def words(kind: str) -> str:
            return f'<span lang="{tag}">{escape(self._strings(f"law.is-{kind}"))}</span>'

        return Markup(comparison_html(found, before, after, words))  # noqa: S704 - escaped where it is made

    def draft_text(self, draft: Draft, said: Mapping[str, Sequence[Feedback]], beside: Beside) -> Markup:
        """A draft put before the public, with what was said of each article; `beside` is how the page tells it."""
        return draft_html(draft, said, beside, self._strings, self.language)

    def draft_contents(self, draft: Draft) -> Markup:
        """A draft's headings as links."""
        return draft_contents(draft, self.language)

    def draft_places(self, draft: Draft) -> list[tuple[str, str]]:
        """A draft's articles with their names, to choose from."""
        return [(anchor, place_name(anchor, self.language)) for anchor in draft.articles()]

    def changed_words(self, changed: Changed) -> Markup:
        """The words that a comment changed."""
        return changed_html(changed, self.language)

    def list_page(self, folder: str) -> str | None:
        """A link to the list of a type; None where the site does not show the type."""
        return self.to(f"{folder}/") if self._site.corpus.shown(folder) else None

    def law_event(self, event: Event) -> Markup:
        """A record that names an article of a law."""
        return lawhelpers.event_html(event, self, self._strings, self._site.corpus.types)

    def version_page(self, event: Event) -> str | None:
        """Where the text stands that a record meant; None where the site has no pages of versions."""
        path = path_of(event.law, self._site.corpus)
        if path is None or not self._site.corpus.parts:
            return None
        return f"{self.to(part_path(path, f'versions/{event.meant}'))}#{event.article}"

    def law_life(self, events: Sequence[Event], anchor: str) -> Markup:
        """The records that name an article, as a list beside it."""
        return Markup(lawhelpers.life_html(events, anchor, self, self._strings, self._site.corpus.types))  # noqa: S704

    def path(self, key: str) -> str:
        """The address of a record below the site's root, for links that name their language later."""
        return path_of(key, self._site.corpus) or ""

    def version(self, key: str) -> Markup:
        """A version's date as HTML."""
        return lawhelpers.version_name(key, self._strings, self.language)

    def place(self, anchor: str) -> str:
        """What a place in a law is called, or one in a draft, where its draft's id stands before it."""
        return place_name(anchor.rpartition("--")[2], self.language)

    def part(self, card: Card, name: str, file: str = "") -> str:
        """A link to a further page of a record, or to a file of it (which is the same in both languages)."""
        path = part_path(path_of(card.key, self._site.corpus) or "", name)
        return f"{self.root}{path}{file}" if file else self.to(path)

    def code(self, key: str, language: Language = "zh") -> Markup:
        """The QR code of a record's address; where a print has only one language, of that language's page."""
        address = ("en/" if language == "en" else "") + self.path(key)
        return Markup(codes.code_svg(self._site.config.url + address))  # noqa: S704 - modules of a code

    def schematic(self, counts: Mapping[str, int], address: str) -> Markup:
        """How the districts lie to each other, each with its count and a link: `address` and the district."""
        say = self._strings
        tiles = {
            district: schematic.Tile(name := self.plain(words), counts.get(district, 0), say("place.tile", name=name, n=counts.get(district, 0)), f"{address}{district}")
            for district, words in self.vocabulary("districts").items()
        }  # fmt: skip
        drawing = schematic.draw(self._site.config.district_grid, tiles, say("place.sketch"), say("place.sketch-note"))
        return Markup(drawing)  # noqa: S704 - escaped where it is made

    def picture(self, points: Sequence[Point], shape: Shape, title: Text) -> Markup:
        """Numbers drawn as a chart, in the page's language."""
        return Markup(picture(points, shape, title, self.language, self._site.drawer))  # noqa: S704 - made by the drawer

    def chart(self, chart: Chart, report: Report) -> Drawing:
        """A report's chart in the page's language."""
        return draw(chart, report, self._site.corpus, self.language, self._site.drawer)
