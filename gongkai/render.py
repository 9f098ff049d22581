"""From a page to HTML: our templates fill a frame. Strings only; nothing is written here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from gongkai import calendars, cockpit, codes, i18n, sharecards, views
from gongkai.config import SiteConfig
from gongkai.corpus import Corpus
from gongkai.drawing import Drawer
from gongkai.editions import edition_of, files_of
from gongkai.fields import LANGUAGES, Language
from gongkai.glossary import Glossary
from gongkai.helpers import Helpers, Made
from gongkai.i18n import Strings
from gongkai.mediafiles import Pictures
from gongkai.pages import NOT_FOUND, SEARCH, Page, path_of, root_of
from gongkai.records.glossary import GlossaryTerm
from gongkai.records.law import Law
from gongkai.records.media import Media
from gongkai.records.place import Place
from gongkai.templating import Templates
from gongkai.theme import Frame

_LONGEST_DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: a page in one language, or one to take away."""

    file: str
    content: bytes


class Renderer:
    """Renders the pages of one corpus. Frames are made when first needed and kept."""

    def __init__(
        self,
        templates: Templates,
        corpus: Corpus,
        config: SiteConfig,
        strings: Mapping[Language, Strings],
        make_frame: Callable[[Language, str, str, Mapping[str, Any]], Frame],
        assets: Mapping[str, str],
        drawer: Drawer,
        pictures: Pictures,
    ) -> None:
        self._templates = templates
        self.drawer = drawer
        self._pictures = pictures
        self.corpus = corpus
        self.strings = strings
        self.config = config
        self._make_frame = make_frame
        self.assets = assets
        self._frames: dict[tuple[Language, str, str], Frame] = {}
        self._halves: dict[tuple[str, str], Any] = {}

    def root(self, page: Page, language: Language) -> str:
        """The way to the site's root; the page for missing addresses is met anywhere, so it says it whole."""
        return self.config.base_path if page.path == NOT_FOUND else root_of(page.address(language))

    def once(self, key: tuple[str, str], make: Callable[[], Made]) -> Made:
        """A piece that both languages of the page in hand share."""
        if key not in self._halves:
            if len(self._halves) > 8:
                self._halves.clear()
            self._halves[key] = make()
        made: Made = self._halves[key]
        return made

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
                for name, text in (("name", self.config.name), ("notice", self.config.notice), ("publisher", self.config.publisher))
            }
            | {"other_name": self.config.name.get(i18n.other(language)) or ""},
            "home": to(""),
            "links": [(link.id, i18n.say(link.title, language), to(link.path)) for link in views.masthead(self.corpus, self.config)],
            "footer_links": [(i18n.say(card.title, language), to(f"{card.id}/")) for card in views.footer_pages(self.corpus)],
            "assets": {name: escape(root + path) for name, path in self.assets.items()},
            "other_tag": i18n.TAGS[i18n.other(language)],
            "repository": escape(self.config.repository or ""),
            "search": to(SEARCH) if self.config.features.search else "",
            "contact": i18n.say(self.config.contact, language),
        }  # fmt: skip

    def render(self, page: Page) -> list[Rendered]:
        """The page in both languages, or its files."""
        if page.data:
            return list(self._data(page))
        view = self._view(page)
        languages = ("zh",) if page.path == NOT_FOUND else LANGUAGES
        return [Rendered(page.file(language), self._render(page, language, view).encode()) for language in languages]

    def _data(self, page: Page) -> Iterator[Rendered]:
        """The files of a record that are made together: a law's text to take away, a place's code, an event's date."""
        record = self.corpus.record(page.subject)
        if isinstance(record, Law):
            text = record.part_view(page.part, self.corpus)["text"]
            edition = edition_of(record, text, self.corpus, self.config)
            files = files_of(edition, page.data)
        elif isinstance(record, Media):
            data = self.corpus.file_beside(page.subject)
            files = self._pictures.files_of(self.corpus.by_key[page.subject], page.part, page.data, data)
        elif isinstance(record, Place):
            files = codes.files_of(page.data, self.config.url + (path_of(page.subject, self.corpus) or ""))
        else:
            files = calendars.files_of(self.corpus.by_key[page.subject], page.data, self.corpus, self.config)
        for path, content in files:
            yield Rendered(path, content)

    def _view(self, page: Page) -> dict[str, Any]:
        corpus = self.corpus
        if page.kind in ("record", "part"):
            record = corpus.record(page.subject)
            pointing = corpus.pointing_at(page.subject)
            return {
                "record": record,
                "card": corpus.by_key[page.subject],
                "pointing": pointing,
                "kind": type(record),
            } | (record.part_view(page.part, corpus) if page.kind == "part" else record.view(corpus))
        if page.kind == "index":
            return views.index_view(corpus, page.subject, self.config)
        if page.kind == "extra":
            folder, _, name = page.subject.partition("/")
            return {"kind": corpus.types[folder], "name": name} | corpus.types[folder].extra_view(name, corpus)
        if page.kind == "code":
            return views.code_view(corpus, page)
        if page.kind == "search":
            return views.search_view(corpus)
        if page.kind == "cockpit":
            return cockpit.view(corpus, self.config)
        if page.kind == "browse":
            return views.browse_view(corpus, page)
        return views.home_view(corpus) if page.kind == "home" else {}

    def _render(self, page: Page, language: Language, view: Mapping[str, Any]) -> str:
        record = view.get("record")
        helpers = Helpers(self, page, language, self.root(page, language), record.sources if record else ())
        strings = self.strings[language]
        template = self._templates.get(page.template)
        other = i18n.other(language)
        content = template.render(
            view, h=helpers, s=strings, page=page, lang=language, tag=i18n.TAGS[language], other_tag=i18n.TAGS[other],
            config=self.config, as_of=self.corpus.as_of, types=self.corpus.types, strings=self.strings,
        )  # fmt: skip
        if language == "en" and page.kind in ("record", "part", "extra") and (glossary := self.corpus.glossary):
            content = self._explained(content, glossary, helpers)
        title, description = self._title(page, language, view)
        root = helpers.root
        switch = "" if page.path == NOT_FOUND else page.address(other)
        return self.frame(language, page.group, root).pour(
            {
                "title": escape(title),
                "description": escape(description),
                "links": self._links(page, language, title, description),
                "switch": escape(root + switch or "./"),
                "content": content,
            }
        )

    def _explained(self, content: str, glossary: Glossary, helpers: Helpers) -> str:
        """An English page with the first use of each term marked, and the terms explained at its end."""
        marked, used = glossary.explain(content)
        cards = [card for term in used if (card := self.corpus.card(f"{GlossaryTerm.folder}/{term}"))]
        if not cards:
            return content
        terms = self._templates.get("partials/terms.html")
        return marked + terms.render(h=helpers, s=self.strings["en"], cards=cards)

    def _title(self, page: Page, language: Language, view: Mapping[str, Any]) -> tuple[str, str]:
        """The browser's title and the description for search engines."""
        name = i18n.plain(self.config.name, language)
        record, kind = view.get("record"), view.get("kind")
        strings = self.strings[language]
        if record is not None:
            title = views.part_title(page.part, i18n.plain(record.title, language), strings, language)
            about = record.summary or view["card"].brief.get("lead") or kind.about  # type: ignore[union-attr]
        elif page.kind in ("index", "extra") and kind is not None:
            key = f"page.{page.subject.replace('/', '-')}"
            title = strings(key) if page.kind == "extra" else i18n.plain(kind.plural, language)
            about = kind.about
        elif page.kind == "cockpit":
            return f"{strings('cockpit.title')} · {name}", shortened(strings("cockpit.about"))
        elif page.kind in ("search", "browse"):
            browsed = page.kind == "browse"
            title = views.browse_title(page, self.corpus, strings, language) if browsed else strings("search.title")
            return f"{title} · {name}", shortened(strings("search.about"))
        elif page.kind == "code":
            title = i18n.plain(view["card"].title, language) if view["card"] else strings("code.title")
            return f"{title} · {name}", shortened(strings("code.about"))
        elif page.kind == "missing":
            title, about = strings("missing.title"), self.config.description
        else:
            return name, i18n.plain(self.config.description, language)
        return f"{title} · {name}", shortened(i18n.plain(about, language))

    def _links(self, page: Page, language: Language, title: str, description: str) -> str:
        """Canonical address, the pair of languages, and what the page says where it is shared."""
        if page.path == NOT_FOUND:
            return '<meta name="robots" content="noindex">'
        if page.kind == "code":
            onward = path_of(page.subject, self.corpus) if views.code_view(self.corpus, page)["leads_on"] else None
            address = root_of(page.address(language)) + (onward or "" if language == "zh" else f"en/{onward}")
            refresh = f'<meta http-equiv="refresh" content="0; url={escape(address)}">' if onward else ""
            return f'<meta name="robots" content="noindex">{refresh}'
        base = self.config.url
        pairs = [(i18n.TAGS[each], base + page.address(each)) for each in LANGUAGES]
        lines = [f'<link rel="canonical" href="{escape(base + page.address(language))}">']
        lines += [f'<link rel="alternate" hreflang="{tag}" href="{escape(address)}">' for tag, address in pairs]
        lines.append(f'<link rel="alternate" hreflang="x-default" href="{escape(pairs[0][1])}">')
        lines += sharecards.tags(page, language, self.config, title, description)
        return "\n".join(lines)


def shortened(text: str) -> str:
    """A description of a length that search engines show, cut at a word or a Chinese stop."""
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    cut = text[:_LONGEST_DESCRIPTION]
    at = max(cut.rfind(mark) for mark in (" ", "，", "。", "；", "、"))
    return (cut[:at] if at > _LONGEST_DESCRIPTION // 2 else cut).rstrip("，、； ") + "…"
