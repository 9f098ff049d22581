"""One measurement of what Gongkai does with laws, in a process of its own: `python -m bench.law_tasks NAME FOLDER …`.

Each task first does the same with something else, so that modules are loaded, templates compiled
and tables built; then it does the measured thing once, so that nothing of it can be remembered from
before. It prints one line of JSON: wall and processor seconds, and what was done.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.gongkai_side import ROOT
from bench.side import AS_OF
from gongkai import assets, pages
from gongkai.config import SiteConfig
from gongkai.drawing import Drawer
from gongkai.find import find
from gongkai.i18n import load_strings
from gongkai.importers.law import import_laws
from gongkai.importers.report import Report
from gongkai.lawtext import parse_law
from gongkai.lawtext.compare import compare
from gongkai.load import load_model, load_record
from gongkai.progress import Silent
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.records.law import Law
from gongkai.render import Rendered, Renderer
from gongkai.site import Options, check
from gongkai.templating import Templates
from gongkai.theme import Theme, shell_environment

LONG = "a-long-law"  # before the others: by the time it is rendered its text is no longer remembered
OTHER = "other-1"


def main() -> None:
    """Do what the arguments say and print what it took."""
    name, *folders = sys.argv[1:]
    print(json.dumps(_TASKS[name](*map(Path, folders))))


def _timed(work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}, result


def _import(first: Path, sources: Path, into: Path) -> dict[str, Any]:
    """Drafts of all files of a folder, after those of another; the report as JSON is part of it."""
    import_laws([first], into / "first").as_json()

    def work() -> Report:
        report = import_laws([sources], into / "all")
        report.as_json()
        return report

    seconds, report = _timed(work)
    imported = sum(one.written for one in report.files)
    return seconds | {"files": len(report.files), "imported": imported, "drafts": len(report.written)}


def _read_and_write(sources: Path, into: Path) -> dict[str, Any]:
    """The floor: every file read as text and written again."""
    into.mkdir()

    def work() -> None:
        for path in sorted(sources.glob("*.md")):
            (into / path.name).write_text(path.read_text("utf-8"), "utf-8")

    return _timed(work)[0]


def _markdown(sources: Path) -> dict[str, Any]:
    """The same files made HTML by Python-Markdown, in memory."""
    import markdown

    markdown.markdown("# 一\n\n二")
    texts = [path.read_text("utf-8") for path in sorted(sources.glob("*.md"))]
    return _timed(lambda: [markdown.markdown(text) for text in texts])[0]


def _page(content: Path) -> dict[str, Any]:
    """The long law's page in both languages, from content that is read and checked."""
    site = _Site(content)
    site.render(OTHER)
    seconds, made = _timed(lambda: site.render(LONG))
    return seconds | {"bytes": sum(len(one.content) for one in made)}


def _page_from_file(content: Path) -> dict[str, Any]:
    """The same with reading: YAML, fields, the record's own checks, terms of the glossary, text, page."""
    site = _Site(content)
    site.read_and_render(OTHER)
    seconds, made = _timed(lambda: site.read_and_render(LONG))
    return seconds | {"bytes": sum(len(one.content) for one in made)}


def _compare_page(content: Path) -> dict[str, Any]:
    """The page that compares both versions, in both languages."""
    site = _Site(content)
    site.render(OTHER, "compare")
    seconds, made = _timed(lambda: site.render(LONG, "compare"))
    return seconds | {"bytes": sum(len(one.content) for one in made)}


def _compare(old: Path, new: Path) -> dict[str, Any]:
    """Both versions compared, from their structures."""
    small = [parse_law("第一条 甲。\n第二条 乙丙。"), parse_law("第一条 乙。\n第二条 甲。")]
    compare(*small)
    before, after = (parse_law(path.read_text("utf-8")) for path in (old, new))
    seconds, found = _timed(lambda: compare(before, after))
    return seconds | {"counts": found.counts._asdict()}


def _difflib(old: Path, new: Path, how: str) -> dict[str, Any]:
    """The same lines compared by Python's own library."""
    import difflib

    function = getattr(difflib, how)
    before, after = (path.read_text("utf-8").splitlines() for path in (old, new))
    return _timed(lambda: list(function(before, after)))[0]


class _Site:
    """A content folder, checked, with all that rendering needs; one process, nothing kept on disk."""

    def __init__(self, content: Path) -> None:
        templates, config_path = ROOT / "templates", ROOT / "site_config.yml"
        options = Options(config_path, content, content / "unused", templates, as_of=AS_OF, jobs=1)
        checked = check(options, Silent()).corpus
        self._entries = {entry.id: entry for entry in find(content, TYPES, content.name).entries if entry.kind is Law}
        self._read_again: dict[str, Record] = {}
        self.corpus = replace(checked, fetch=lambda key: self._read_again.get(key) or checked.fetch(key))
        config, _ = load_model(str(config_path), config_path.name, SiteConfig)
        assert config is not None
        strings = load_strings(templates / "i18n")
        theme = Theme(shell_environment(templates), strings, AS_OF)
        names, _ = assets.collect(templates, content.parent / "scripts")
        self._renderer = Renderer(Templates(templates), self.corpus, config, strings, theme.frame, names, Drawer())
        self._plan = pages.plan(self.corpus, config.features)

    def render(self, law_id: str, part: str = "") -> list[Rendered]:
        """A law's page in both languages, or the first of its parts whose name begins so."""
        key, kind = f"{Law.folder}/{law_id}", "part" if part else "record"
        wanted = (page for page in self._plan if page.subject == key and page.kind == kind)
        return self._renderer.render(next(page for page in wanted if page.part.startswith(part)))

    def read_and_render(self, law_id: str) -> list[Rendered]:
        """A law's page from its file, which is read and judged for it."""
        record = load_record(self._entries[law_id], self.corpus.glossary).record
        assert record is not None
        self._read_again[f"{Law.folder}/{law_id}"] = record
        return self.render(law_id)


_TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "import": _import,
    "read-and-write": _read_and_write,
    "markdown": _markdown,
    "page": _page,
    "page-from-file": _page_from_file,
    "compare": _compare,
    "compare-page": _compare_page,
    "unified-diff": lambda old, new: _difflib(old, new, "unified_diff"),
    "ndiff": lambda old, new: _difflib(old, new, "ndiff"),
}

if __name__ == "__main__":
    main()
