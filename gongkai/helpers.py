"""What templates may call: one object per page and language, nothing global."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from markupsafe import Markup, escape

from gongkai import i18n
from gongkai.charts import Drawing, draw
from gongkai.corpus import Corpus
from gongkai.drawing import Drawer
from gongkai.fields import LANGUAGES, EitherText, Figure, Language, Prose, Source, Text
from gongkai.i18n import Strings
from gongkai.lawhtml import contents_html, text_html
from gongkai.lawtext import LawText
from gongkai.markdown_source import link_destinations
from gongkai.pages import Page, path_of
from gongkai.record import Card
from gongkai.records.report import Chart, Report


class Site(Protocol):
    """What the helpers need of the renderer."""

    @property
    def corpus(self) -> Corpus: ...
    @property
    def strings(self) -> Mapping[Language, Strings]: ...
    @property
    def drawer(self) -> Drawer: ...
    def once(self, key: tuple[str, str], make: Callable[[], str]) -> str: ...


class Helpers:
    """What templates may call, for one page in one language."""

    def __init__(self, site: Site, page: Page, language: Language, root: str, sources: Sequence[Source]) -> None:
        self._site = site
        self._page = page
        self.language = language
        self.which = LANGUAGES.index(language)
        self.root = root
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
            f'<a href="#_source-{i}" aria-label="{escape(label("source.number", number=n))}">{n}</a>'
            for n, i in sorted((self._numbers[i], i) for i in ids if i in self._numbers)
        )
        return Markup(f'<sup class="cite">[{links}]</sup>')  # noqa: S704 - ids and numbers

    def law_text(self, law: LawText) -> Markup:
        """A law's text as HTML."""
        return Markup(self._site.once(("text", self._page.subject), lambda: text_html(law)))  # noqa: S704

    def law_contents(self, law: LawText) -> Markup:
        """A law's headings as links."""
        return Markup(self._site.once(("toc", self._page.subject), lambda: contents_html(law)))  # noqa: S704

    def chart(self, chart: Chart, report: Report) -> Drawing:
        """A report's chart in the page's language."""
        return draw(chart, report, self._site.corpus, self.language, self._site.drawer)
