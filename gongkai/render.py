"""From a page to HTML: our templates fill a frame. Strings only; nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from gongkai import i18n, views
from gongkai.charts import Drawing, draw
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.fields import LANGUAGES, EitherText, Figure, Language, Prose, Source, Text
from gongkai.i18n import Strings
from gongkai.lawhtml import contents_html, text_html
from gongkai.markdown_html import to_html
from gongkai.markdown_source import link_destinations
from gongkai.pages import NOT_FOUND, Page, path_of, root_of
from gongkai.record import Card
from gongkai.theme import Frame

_LONGEST_DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished page in one language."""

    file: str
    html: str


class Helpers:
    """What templates may call, for one page in one language."""

    def __init__(self, renderer: "Renderer", page: Page, language: Language, sources: Sequence[Source]) -> None:
        self._renderer = renderer
        self._page = page
        self.language = language
        self.which = LANGUAGES.index(language)
        self.root = renderer.root(page, language)
        self._numbers = {source.id: number for number, source in enumerate(sources, start=1)}

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
        return self.say(self._renderer.corpus.vocabulary.label(vocabulary, key))

    def prose(self, text: Prose | None) -> Markup:
        """Markdown as HTML, with links to records made addresses."""
        if text is None:
            return Markup()
        language = self.language if text.get(self.language) else i18n.other(self.language)
        source = text.get(language) or ""
        html = to_html(source)
        for _, destination in link_destinations(source):
            if (path := path_of(destination, self._renderer.corpus)) is not None:
                html = html.replace(f'href="{destination}"', f'href="{escape(self.to(path))}"')
            elif not destination.startswith(("http://", "https://", "mailto:")):
                html = html.replace(f'href="{destination}"', "")
        if language != self.language:
            html = f'<div lang="{i18n.TAGS[language]}">{html}</div>'
        return Markup(html)  # noqa: S704 - sanitised by to_html

    def day(self, date: str | None) -> Markup:
        """A date as HTML."""
        return i18n.time_element(date, self.language) if date else Markup()

    def number(self, number: str) -> str:
        return i18n.number_words(number, self.language)

    def amount(self, figure: Figure) -> Markup:
        """A figure's number with how exactly its source states it."""
        words = Markup('<span class="figure-number">{}</span>').format(self.number(figure.number(self.language)))
        if figure.how == "exact":
            return words
        before = self._renderer.strings[self.language](f"figure.{figure.how}")
        return Markup(before).format(words)  # noqa: S704 - the interface's own words

    def to(self, path: str) -> str:
        """A link from this page to an address of the site, in the page's language."""
        address = path if self.language == "zh" else f"en/{path}"
        return (self.root + address) or "./"

    def file(self, path: str) -> str:
        """A link from this page to a file at the site's root, the same in both languages."""
        return self.root + path

    def href(self, key: str) -> str | None:
        """A link to a record or a place in it; None where it is not published."""
        path = path_of(key, self._renderer.corpus)
        return None if path is None else self.to(path)

    def card(self, key: str) -> Card | None:
        """What is known of the record a reference names."""
        return self._renderer.corpus.card(key.partition("#")[0])

    def cite(self, ids: Sequence[str]) -> Markup:
        """Small numbers that lead to the record's sources."""
        if not ids:
            return Markup()
        label = self._renderer.strings[self.language]
        links = [
            Markup('<a href="#source-{}" aria-label="{}">{}</a>').format(i, label("source.number", number=n), n)
            for i, n in ((i, self._numbers[i]) for i in ids if i in self._numbers)
        ]
        return Markup('<sup class="cite">[{}]</sup>').format(Markup(", ").join(links))

    def law_text(self, law: Any) -> Markup:
        """A law's text as HTML."""
        return Markup(self._renderer.once(("text", self._page.subject), lambda: text_html(law)))  # noqa: S704

    def law_contents(self, law: Any) -> Markup:
        """A law's headings as links."""
        return Markup(self._renderer.once(("toc", self._page.subject), lambda: contents_html(law)))  # noqa: S704

    def chart(self, chart: Any, report: Any) -> Drawing:
        """A report's chart in the page's language."""
        return draw(chart, report, self._renderer.corpus, self.language)


class Renderer:
    """Renders the pages of one corpus. Frames are made when first needed and kept."""

    def __init__(
        self,
        templates: Path,
        corpus: Corpus,
        config: SiteConfig,
        strings: Mapping[Language, Strings],
        make_frame: Callable[[Language, str, str, Mapping[str, Any]], Frame],
        assets: Mapping[str, str],
    ) -> None:
        self.corpus = corpus
        self.strings = strings
        self._config = config
        self._make_frame = make_frame
        self._assets = assets
        self._frames: dict[tuple[Language, str, str], Frame] = {}
        self._compiled: dict[str, Template] = {}
        self._halves: dict[tuple[str, str], str] = {}
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.do"],
        )
        self._environment.globals = {"namespace": self._environment.globals["namespace"]}

    def root(self, page: Page, language: Language) -> str:
        """The way to the site's root; the page for missing addresses is met anywhere, so it says it whole."""
        return self._config.base_path if page.path == NOT_FOUND else root_of(page.address(language))

    def once(self, key: tuple[str, str], make: Callable[[], str]) -> str:
        """A piece that both languages of the page in hand share."""
        if key not in self._halves:
            if len(self._halves) > 8:
                self._halves.clear()
            self._halves[key] = make()
        return self._halves[key]

    def frame(self, language: Language, group: str, root: str) -> Frame:
        """The shell for a language, a word of the masthead and a depth."""
        key = (language, group, root)
        if key not in self._frames:
            self._frames[key] = self._make_frame(language, group, root, self._shell(language, root))
        return self._frames[key]

    def _shell(self, language: Language, root: str) -> dict[str, Any]:
        def to(path: str) -> str:
            return escape(root + (path if language == "zh" else f"en/{path}") or "./")

        return {
            "site": {
                name: i18n.say(text, language)
                for name, text in (("name", self._config.name), ("notice", self._config.notice), ("publisher", self._config.publisher))
            }
            | {"other_name": self._config.name.get(i18n.other(language)) or ""},
            "home": to(""),
            "links": [(link.id, i18n.say(link.title, language), to(link.path)) for link in views.masthead(self.corpus, self._config)],
            "footer_links": [(i18n.say(card.title, language), to(f"{card.id}/")) for card in views.footer_pages(self.corpus)],
            "assets": {name: escape(root + path) for name, path in self._assets.items()},
            "other_tag": i18n.TAGS[i18n.other(language)],
            "repository": escape(self._config.repository or ""),
        }  # fmt: skip

    def render(self, page: Page) -> list[Rendered]:
        """The page in both languages."""
        view = self._view(page)
        languages = ("zh",) if page.path == NOT_FOUND else LANGUAGES
        return [Rendered(page.file(language), self._render(page, language, view)) for language in languages]

    def _view(self, page: Page) -> dict[str, Any]:
        corpus = self.corpus
        if page.kind == "record":
            record = corpus.record(page.subject)
            pointing = corpus.pointing_at(page.subject)
            return {"record": record, "card": corpus.by_key[page.subject], "pointing": pointing, "kind": type(record)} | record.view(corpus)
        if page.kind == "index":
            return views.index_view(corpus, page.subject)
        if page.kind == "extra":
            folder, _, name = page.subject.partition("/")
            return {"kind": corpus.types[folder]} | corpus.types[folder].extra_view(name, corpus)
        return views.home_view(corpus) if page.kind == "home" else {}

    def _render(self, page: Page, language: Language, view: Mapping[str, Any]) -> str:
        record = view.get("record")
        helpers = Helpers(self, page, language, record.sources if record else ())
        strings = self.strings[language]
        template = self._compiled.get(page.template) or self._compile(page.template)
        other = i18n.other(language)
        content = template.render(
            view, h=helpers, s=strings, page=page, lang=language, tag=i18n.TAGS[language], other_tag=i18n.TAGS[other],
            config=self._config, as_of=self.corpus.as_of, types=self.corpus.types, strings=self.strings,
        )  # fmt: skip
        title, description = self._title(page, language, view)
        root = helpers.root
        switch = "" if page.path == NOT_FOUND else page.address(other)
        return self.frame(language, page.group, root).pour(
            {
                "title": escape(title),
                "description": escape(description),
                "links": self._links(page, language),
                "switch": escape(root + switch or "./"),
                "content": content,
            }
        )

    def _compile(self, name: str) -> Template:
        self._compiled[name] = self._environment.get_template(name)
        return self._compiled[name]

    def _title(self, page: Page, language: Language, view: Mapping[str, Any]) -> tuple[str, str]:
        """The browser's title and the description for search engines."""
        name = i18n.plain(self._config.name, language)
        record, kind = view.get("record"), view.get("kind")
        strings = self.strings[language]
        if record is not None:
            title = i18n.plain(record.title, language)
            about = record.summary or kind.about  # type: ignore[union-attr]
        elif page.kind in ("index", "extra") and kind is not None:
            key = f"page.{page.subject.replace('/', '-')}"
            title = strings(key) if page.kind == "extra" else i18n.plain(kind.plural, language)
            about = kind.about
        elif page.kind == "missing":
            title, about = strings("missing.title"), self._config.description
        else:
            return name, i18n.plain(self._config.description, language)
        return f"{title} · {name}", shortened(i18n.plain(about, language))

    def _links(self, page: Page, language: Language) -> str:
        """Canonical address and the pair of languages."""
        if page.path == NOT_FOUND:
            return '<meta name="robots" content="noindex">'
        base = self._config.url
        pairs = [(i18n.TAGS[each], base + page.address(each)) for each in LANGUAGES]
        lines = [f'<link rel="canonical" href="{escape(base + page.address(language))}">']
        lines += [f'<link rel="alternate" hreflang="{tag}" href="{escape(address)}">' for tag, address in pairs]
        lines.append(f'<link rel="alternate" hreflang="x-default" href="{escape(pairs[0][1])}">')
        return "\n".join(lines)


def shortened(text: str) -> str:
    """A description of a length that search engines show, cut at a word or a Chinese stop."""
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    cut = text[:_LONGEST_DESCRIPTION]
    at = max(cut.rfind(mark) for mark in (" ", "，", "。", "；", "、"))
    return (cut[:at] if at > _LONGEST_DESCRIPTION // 2 else cut).rstrip("，、； ") + "…"
