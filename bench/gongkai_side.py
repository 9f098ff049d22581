"""Gongkai: a content folder of YAML records, the repository's own configuration and templates.

Beside Hugo it makes a page a record and no more (`features` off), for those are the pages the other
side has; what the further pages and files cost is measured on its own (`further.py`).
"""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.laws import Law
from bench.side import AS_OF, edited, fresh
from gongkai.strict_yaml import parse

ROOT = Path(__file__).resolve().parent.parent


class GongkaiSide:
    """Builds with `build.py`, as an editor does, with one process a processor."""

    def __init__(self, folder: Path, *, features: bool = False, name: str = "gongkai") -> None:
        self.name = name
        self._folder = folder
        self._content = folder / "content"
        self._config = folder / "config.yml"
        self._features = features
        self._turn = 0
        self.output = folder / "built-0" / "site"

    def prepare(self, laws: Sequence[Law]) -> None:
        """The content folder with a vocabulary and the laws, and the configuration."""
        records = fresh(self._content) / "laws"
        records.mkdir()
        shutil.copy(ROOT / "content" / "vocabulary.yml", self._content)
        for law in laws:
            (records / f"{law.id}.yml").write_text(record(law), "utf-8")
        self._config.write_text(configuration(features=self._features), "utf-8")

    def start_anew(self) -> None:
        """A new place, with no site and no work folder beside it."""
        self._turn += 1
        self.output = fresh(self._folder / f"built-{self._turn}") / "site"

    def command(self, *, cold: bool) -> list[str]:
        """The plain build; what makes it cold is that `start_anew` left it nothing."""
        return [
            sys.executable, str(ROOT / "build.py"), "build", "--config", str(self._config),
            "--content", str(self._content), "--out", str(self.output), "--as-of", AS_OF,
        ]  # fmt: skip

    def edit(self, law: Law, turn: int) -> None:
        """The record's file with a longer text."""
        (self._content / "laws" / f"{law.id}.yml").write_text(record(law, edited(law.text, turn)), "utf-8")


def configuration(*, features: bool) -> str:
    """The repository's own configuration, as JSON (which is YAML): further pages and files on or off, search and share cards off."""
    config = parse((ROOT / "site_config.yml").read_text("utf-8"))
    word = "yes" if features else "no"
    config |= {"features": {"parts": word, "downloads": word, "search": "no", "cockpit": "no", "cards": "no"}}
    return json.dumps(config, ensure_ascii=False, indent=1) + "\n"


def record(law: Law, text: str | None = None) -> str:
    """A law as an editor's YAML file."""
    lines = [
        f"title: {{zh: {_quoted(law.title_zh)}, en: {_quoted(law.title_en)}}}",
        f"summary: {{zh: {_quoted(law.summary_zh)}, en: {_quoted(law.summary_en)}}}",
        f"topics: [{law.topic}]",
        f"kind: {law.kind}",
        f"category: {law.category}",
        "events:",
    ]
    for event in law.events:
        lines += [f"  - type: {event.type}", f"    date: {event.date}", "    source: text"]
        if event.type == "adopted":
            lines.append(f"    body: {law.body}")
        if event.instrument:
            zh, en = event.instrument
            lines.append(f"    instrument: {{zh: {_quoted(zh)}, en: {_quoted(en)}}}")
    lines += ["structure:", f"  version: {law.events[-1].date}"]
    if law.chapters:
        lines.append(f"  chapters: {law.chapters}")
    if law.articles:
        lines.append(f"  articles: {law.articles}")
    lines += [
        "  source: text",
        "sources:",
        "  - id: text",
        "    title: {zh: 法规文本, en: Text of the law}",
        "    publisher: {zh: 测速用数据, en: Data for the benchmark}",
        f"    date: {law.events[-1].date}",
        "updated: 2025-12-01",
        "versions:",
        f"  - date: {law.events[1].date}",
        "    source: text",
        "    zh: |",
    ]
    lines += [f"      {line}" for line in (text or law.text).splitlines()]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Double-quoted YAML, which JSON's strings are too."""
    return json.dumps(words, ensure_ascii=False)
