"""Every refusal, word for word: `tests/bad/` holds one case a file, this runs them.

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

import pytest
import yaml
from conftest import AS_OF, ROOT, TESTS

from gongkai.fields import Text
from gongkai.messages import MESSAGES
from gongkai.problems import ContentProblems, Problem
from gongkai.progress import Silent
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.site import Options, build, check

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


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_refusal(path: Path, tmp_path: Path) -> None:
    """A case's problems are exactly those it expects, in words and order."""
    case = load_case(path)
    problems = problems_of(case, tmp_path)
    assert rendered(problems, tmp_path) == case["expect"]
    assert problems == sorted(problems)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    """No message that nothing can bring about, and none that no case shows."""
    shown: dict[str, str] = {}
    for path in CASES:
        for line in load_case(path)["expect"].splitlines():
            if not line.startswith("    提示 Hint: "):
                shown.setdefault(line.split(": ")[1], path.stem)
    assert shown.keys() == MESSAGES.keys()


def test_messages_fill_all_their_words() -> None:
    """No case shows a message with a word in braces that was never filled in."""
    names = {"found", "field", "known", "limit", "line", "other", "record", "vocabulary", "wanted", "wanted_zh", "wanted_en"}
    for path in CASES:
        expected = load_case(path)["expect"]
        assert not [name for name in names if "{" + name + "}" in expected], path.name


def test_the_base_of_all_cases_is_good(tmp_path: Path) -> None:
    """What the cases start from has no problem of its own, not even a warning."""
    assert problems_of({}, tmp_path) == []


def test_names_that_look_dangerous_but_are_not(tmp_path: Path) -> None:
    """Records called index, en, assets or timeline below their type's list collide with nothing."""
    law = (BASE / "content/laws/good.yml").read_text("utf-8")
    names = ("index", "en", "assets", "timeline", "404", "sitemap", "robots", "con")
    case = {"run": "build", "files": {f"content/laws/{name}.yml": law for name in names}}
    assert problems_of(case, tmp_path) == []
    for name in names:
        assert (tmp_path / "site/laws" / name / "index.html").is_file()
        assert (tmp_path / "site/en/laws" / name / "index.html").is_file()
