"""Linjiang, the invented city of `tests/site/`, uses everything a record can hold, and holds together."""

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import html5lib
import pytest
from pydantic import BaseModel

from gongkai.config import SiteConfig
from gongkai.find import find
from gongkai.load import load_introductions, load_model, load_record
from gongkai.progress import Silent
from gongkai.record import Introduction
from gongkai.records import TYPES
from gongkai.site import check
from tests.conftest import LINJIANG, Built, linjiang_options

ROOTS: tuple[type[BaseModel], ...] = (SiteConfig, Introduction, *TYPES)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from models_in(part)


def choices_in(annotation: Any) -> Iterator[str]:
    """The values a type lets one choose from."""
    if typing.get_origin(annotation) is Literal:
        yield from typing.get_args(annotation)
    elif typing.get_origin(annotation) in (types.UnionType, typing.Union, tuple, typing.Annotated):
        for part in typing.get_args(annotation):
            yield from choices_in(part)


def declared_in(model: type[BaseModel], name: str) -> str:
    """The class a field is first declared in, so that an inherited field counts once."""
    return next(base.__name__ for base in reversed(model.__mro__) if name in getattr(base, "model_fields", {}))


def everything() -> set[str]:
    """Every field and every choice of all models that can be reached from the roots."""
    wanted: set[str] = set()
    seen: set[type[BaseModel]] = set()
    waiting = list(ROOTS)
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            if name in getattr(model, "seen", ()):
                continue
            place = f"{declared_in(model, name)}.{name}"
            wanted.add(place)
            wanted |= {f"{place}={choice}" for choice in choices_in(field.annotation)}
            waiting += models_in(field.annotation)
    return wanted


def used_by(value: Any) -> Iterator[str]:
    """Every field that somebody wrote, and every choice made, inside a value."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            inner = getattr(value, name)
            place = f"{declared_in(type(value), name)}.{name}"
            if inner not in (None, ()):
                yield place
            if isinstance(inner, str):
                yield f"{place}={inner}"
            elif isinstance(inner, tuple):
                yield from (f"{place}={each}" for each in inner if isinstance(each, str))
            yield from used_by(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from used_by(inner)


def test_every_field_and_every_choice_is_used() -> None:
    """A field nobody uses here would be a field no other test ever sees rendered."""
    found = find(LINJIANG / "content", TYPES, "content")
    config, problems = load_model(str(LINJIANG / "site_config.yml"), "site_config.yml", SiteConfig)
    introductions, faults = load_introductions(found)
    assert (problems, faults) == ([], [])
    records = [load_record(entry).record for entry in found.entries]
    used = {use for value in (config, *introductions.values(), *records) for use in used_by(value)}
    wanted = everything()
    assert len(wanted) > 150
    assert sorted(wanted - used) == []


def test_only_translations_and_rights_are_missing() -> None:
    """Linjiang is good but for English that is missing, out of date, not on record, or not the glossary's, and for rights."""
    law = "content/laws/riverside-lighting.yml"
    lines = [line.strip() for line in (LINJIANG / law).read_text("utf-8").splitlines()]

    def last(beginning: str, before: int = 10_000) -> int:
        """The number of the last line that begins so, before a line."""
        return max(at for at, line in enumerate(lines, start=1) if line.startswith(beginning) and at < before)

    warnings = check(linjiang_options(Path("never-written")), Silent()).warnings
    of_articles = [
        (warning.line, warning.rule, dict(warning.words)["found"]) for warning in warnings if warning.path == law
    ]
    assert of_articles == [
        (last("第六条 灯杆", before=last("Article 12 ")), "translation-missing", "art-6"),
        (last("Article 2-1 "), "translation-unrecorded", "art-2-1"),
        (last("Article 4 "), "translation-outdated", "art-4"),
        (last("Article 5 "), "glossary-english", "art-5"),
        (last("Article 12 "), "translation-extra", "art-12"),
    ]
    assert [
        (warning.path, warning.line, warning.rule, warning.message("en")) for warning in warnings if warning.path != law
    ] == [
        (
            "content/laws/tide-bells.yml",
            2,
            "untranslated",
            "There is no English: title, summary, events.0.session, versions.0.note.",
        ),
        (
            "content/laws/wharf-markets.yml",
            3,
            "untranslated",
            "There is no English: summary, also_called.1, gaps.0, events.2.instrument, digest.0.heading.",
        ),
        (
            "content/media/evening-crowd.yml",
            11,
            "no-consent",
            "evening-crowd.webp shows people who can be recognised, without a record of consent; it will not be published, and the page says so.",
        ),
        ("content/media/harbour-letter.yml", 6, "untranslated", "There is no English: description, caption."),
        (
            "content/media/market-morning.yml",
            11,
            "rights-expired",
            "Permission for market-morning.png ended on 2025-12-31; it is no longer published, and the page says so.",
        ),
        (
            "content/media/unsigned-sketch.yml",
            1,
            "no-rights",
            "unsigned-sketch.svg has no rights on record; it will not be published, and the page says so.",
        ),
        ("content/panels/night-only.yml", 6, "untranslated", "There is no English: blocks.1.title, blocks.1.text."),
    ]


def test_missing_english_is_announced_and_marked(linjiang: Built) -> None:
    """An English page without English says so; Chinese words on it are marked as Chinese."""
    none = linjiang.page("en/laws/tide-bells")
    assert '<h1><span lang="zh-Hans">临江市潮钟规则</span></h1>' in none
    partly = linjiang.page("en/laws/wharf-markets")
    assert "<h1>Regulations of Linjiang on Wharf Markets</h1>" in partly
    assert '<span lang="zh-Hans">码头上什么时候可以摆摊。</span>' in partly
    whole = linjiang.page("en/laws/markets-decision")
    assert [page.count('class="notice" role="note"') for page in (none, partly, whole)] == [2, 1, 0]


def test_hostile_words_come_out_as_words(linjiang: Built) -> None:
    """Titles, summaries and sources that look like code reach readers as the text they are."""
    title = "<script>alert(1)</script> \"Banks\" & 'lamps' </title><img src=x onerror=alert(2)>"
    pages = [path for path in linjiang.folder.rglob("*.html") if "alert(" in path.read_text("utf-8")]
    assert len(pages) >= 6  # its own page, the list and home, in both languages
    for path in pages:
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        scripts = [script for script in tree.iter("script") if script.get("type") != "application/ld+json"]
        assert [script for script in scripts if "alert" in (script.text or "")] == []
        assert [block for block in tree.iter("script") if "<" in (block.text or "")] == []
        assert [element for element in tree.iter() if any(name.startswith("on") for name in element.attrib)] == []
        assert [image for image in tree.iter("img") if image.get("src") == "x"] == []
        assert list(tree.iter("i")) == []
        assert [bold for bold in tree.iter("b") if bold.text in ("粗", "bold", "说明", "Notes")] == []
    tree = html5lib.parse(linjiang.page("en/laws/riverside-lighting-notes"), namespaceHTMLElements=False)
    assert ["".join(heading.itertext()) for heading in tree.iter("h1")] == [title]
    (shown,) = (element.text for element in tree.iter("title"))
    assert shown == f"{title} · Linjiang Open"
    (description,) = (meta.get("content") for meta in tree.iter("meta") if meta.get("name") == "description")
    assert description == '"><b>bold</b> & <!-- note --> {{ 7 * 7 }} {% raw %}'
    assert "https://notes.linjiang.example/?q=%3Cscript%3E&x='y'" in [link.get("href") for link in tree.iter("a")]


def test_what_is_under_embargo_is_nowhere(linjiang: Built) -> None:
    """Before its day a record has no page, no address and no word anywhere; links to it are plain words."""
    files = [path for path in linjiang.folder.rglob("*") if path.is_file()]
    assert len(files) > 70
    assert [path for path in files if "night-navigation" in str(path)] == []
    for path in files:
        data = path.read_bytes()
        assert b"night-navigation" not in data, path
        assert "夜航条例".encode() not in data, path
        assert b"Night Navigation" not in data, path


@pytest.mark.parametrize(("as_of", "published"), [("2026-08-31", False), ("2026-09-01", True)])
def test_an_embargo_ends_on_its_day(as_of: str, published: bool) -> None:
    """From the day itself on the record is there, and those that it is related to know it."""
    corpus = check(linjiang_options(Path("never-written"), as_of), Silent()).corpus
    assert (corpus.card("laws/night-navigation") is not None) == published
    assert ("laws/night-navigation" in corpus.hidden) != published
    pointing = [card.key for card in corpus.pointing_at("laws/night-navigation")]
    assert pointing == ["laws/riverside-lighting", "cases/night-ferry", "exhibition/lamps", "panels/oil"]
