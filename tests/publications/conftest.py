"""Linjiang's books, made once, and what its records say, read from their files without the program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.fields import Language
from tests.conftest import LINJIANG, linjiang_options

pytest.importorskip("typst", reason="books need the compositor: make publications")

BOOKS = ("collections/2025-riverside", "reports/2025")
_MARKDOWN = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|~~")


@dataclass(frozen=True)
class Shelf:
    """The folder that `make publications` fills."""

    folder: Path

    def path(self, key: str, language: str, ending: str) -> Path:
        return self.folder / f"{key.replace('/', '-')}.{language}.{ending}"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All books of Linjiang."""
    from gongkai.publications.making import make

    folder = tmp_path_factory.mktemp("books")
    make(linjiang_options(folder / "site"))
    return Shelf(folder / "publications")


def record(key: str) -> dict[str, Any]:
    """A record's file as plain YAML."""
    value: dict[str, Any] = yaml.safe_load((LINJIANG / "content" / f"{key}.yml").read_text("utf-8"))
    return value


def held(key: str) -> list[dict[str, Any]]:
    """The record of a book, and the cases in it."""
    own = record(key)
    return [own, *(record(case) for chapter in own.get("chapters", ()) for case in chapter.get("cases", ()))]


def words(value: Any, language: Language) -> Iterator[str]:
    """Every text of a record in a language, or in the other where it is missing, without Markdown's signs; numbers too."""
    if isinstance(value, list):
        for one in value:
            yield from words(one, language)
    elif isinstance(value, dict) and "zh" in value:
        yield _MARKDOWN.sub(r"\1", value.get(language) or value["zh"])
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in ("value", "value_en"):
                yield f"{one:,}" if isinstance(one, int) else str(one)
            elif name != "related":
                yield from words(one, language)


def bare(text: str) -> str:
    """A text without what line breaks change: white space, hyphens, and marks of width zero."""
    return re.sub(r"[\s\u200b\u00ad\u2010\u2011-]", "", text)


def contents(key: str, language: Language) -> list[str]:
    """The lines that the contents of a book should have, from its record."""
    own, zh = record(key), language == "zh"
    lines: list[str] = []
    number = 0
    if "preface" in own:
        lines.append("前言" if zh else "Preface")
    for chapter in own["chapters"]:
        lines.append(chapter["title"][language])
        for case in chapter.get("cases", ()):
            number += 1
            lines.append(f"{number} {record(case)['title'][language]}")
    if "figures" in own:
        lines += ["图表", "全部数字"] if zh else ["Charts", "All figures"]
    else:
        lines += ["索引", "按举措索引", "按区索引"] if zh else ["Index", "By measure of the action plan", "By district"]
    return [*lines, "来源" if zh else "Sources"]
