"""Cases of bad input: `tests/bad/` holds one a file; this puts them on disk and runs them.

A case starts from the small good site in `tests/bad/base/` and says what is wrong with it:

- `remove`: files and folders taken away
- `change`: path → {old words: new words}; the old words must occur exactly once
- `files`: path → text, or one of {hex: …}, {repeat: …, times: …}, {symlink: …}, {fifo: true},
  {folder: true}
- `templates`: like `files`, over a copy of the project's own templates
- `run`: check (default) or build; `strict`; `toy: true` adds a record type with a yes/no field
- `expect`: all problems as people see them, in order
"""

import os
import shutil
from pathlib import Path
from typing import Any, ClassVar

import yaml

from gongkai.fields import Text
from gongkai.problems import ContentProblems, Problem
from gongkai.progress import Silent
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.site import Options, build, check
from tests.conftest import AS_OF, ROOT, TESTS

BASE = TESTS / "bad" / "base"
CASES = sorted((TESTS / "bad").glob("*.yml"))


class Toy(Record):
    """A type of record with a yes/no field, which none of the site's own types has."""

    folder: ClassVar[str] = "toys"
    template: ClassVar[str] = "page.html"
    group: ClassVar[str] = "laws"
    singular = plural = about = Text(zh="玩具", en="Toy")
    needs_sources: ClassVar[bool] = False

    wooden: bool


def load_case(path: Path) -> dict[str, Any]:
    """A case; PyYAML's own reader, because its escapes may write what Gongkai refuses."""
    case: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    return case


def put(path: Path, content: Any) -> None:
    """Make a file, or whatever else the case wants to stand there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_bytes(content.encode())
    elif "hex" in content:
        path.write_bytes(bytes.fromhex(content["hex"]))
    elif "repeat" in content:
        path.write_bytes((content["repeat"] * content["times"]).encode())
    elif "symlink" in content:
        path.symlink_to(content["symlink"])
    elif "fifo" in content:
        os.mkfifo(path)
    else:
        path.mkdir()


def materialise(case: dict[str, Any], folder: Path) -> Options:
    """The case's site on disk, and the options to run it with."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for name in case.get("remove", ()):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, replacements in case.get("change", {}).items():
        text = (folder / name).read_text("utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, f"{name}: {old!r} occurs {text.count(old)} times"
            text = text.replace(old, new)
        put(folder / name, text)
    for name, content in case.get("files", {}).items():
        put(folder / name, content)
    templates = ROOT / "templates"
    if "templates" in case:
        templates = shutil.copytree(templates, folder / "templates")
        for name, content in case["templates"].items():
            put(templates / name, content)
    return Options(
        config=folder / "site_config.yml",
        content=folder / "content",
        templates=templates,
        out=folder / "site",
        as_of=AS_OF,
        jobs=1,
        strict=case.get("strict", False),
        types=(*TYPES, Toy) if case.get("toy") else TYPES,
    )


def problems_of(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What the real check (or build) of the case reports."""
    options = materialise(case, folder)
    run = build if case.get("run") == "build" else check
    try:
        return list(run(options, Silent()).warnings)
    except ContentProblems as found:
        return found.problems


def rendered(problems: list[Problem], folder: Path) -> str:
    """The problems as people read them, with the folder of the test left out."""
    return "".join(f"{problem}\n" for problem in problems).replace(f"{folder}/", "")
