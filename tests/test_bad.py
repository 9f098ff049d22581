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

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from gongkai.cli import main
from gongkai.corpus import link
from gongkai.fields import Text
from gongkai.messages import MESSAGES
from gongkai.pages import Page, collisions
from gongkai.problems import ContentProblems, Problem
from gongkai.progress import Silent
from gongkai.record import Record
from gongkai.records import TYPES
from gongkai.site import Options, build, check
from gongkai.vocabulary import Vocabulary
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
    names = {
        "found",
        "field",
        "known",
        "limit",
        "line",
        "record",
        "vocabulary",
        "wanted",
        "wanted_zh",
        "wanted_en",
        "other_zh",
        "other_en",
    }
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


def test_addresses_that_differ_in_case_or_unicode_form_only() -> None:
    """Ids cannot be written so, but whatever makes addresses, a careless file system must not merge two."""
    pages = [
        Page("Laws/Caf\u00e9/", "extra", "a/b", "x.html", "", ()),
        Page("laws/cafe\u0301/", "extra", "a/c", "x.html", "", ()),
        Page("EN/", "extra", "a/d", "x.html", "", ()),
        Page("laws/other/", "extra", "a/e", "x.html", "", ()),
    ]
    corpus = link(
        [], TYPES, as_of=AS_OF, vocabulary=Vocabulary({}), introductions={}, fetch=dict[str, Record]().__getitem__
    )
    assert [(problem.path, problem.rule) for problem in collisions(pages, corpus)] == [
        ("laws/cafe\u0301/", "address-taken"),
        ("EN/", "address-taken"),
    ]


def command(folder: Path, *words: str) -> list[str]:
    """The words of a command on the site of a case."""
    paths = [
        "--config",
        str(folder / "site_config.yml"),
        "--content",
        str(folder / "content"),
        "--out",
        str(folder / "site"),
    ]
    return [words[0], *paths, "--as-of", AS_OF, "--jobs", "1", *words[1:]]


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and when it was written."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_problems_leave_the_old_site_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build with problems: exit code 1, every problem, no traceback, not one byte changed."""
    materialise({}, tmp_path)
    assert main(command(tmp_path, "build")) == 0
    before = tree(tmp_path / "site")
    assert "laws/good/index.html" in before
    capsys.readouterr()
    case = load_case(TESTS / "bad" / "several.yml")
    shutil.rmtree(tmp_path / "content")
    materialise(case, tmp_path)
    assert main(command(tmp_path, "build")) == 1
    said = capsys.readouterr()
    assert said.out == case["expect"]
    assert "Traceback" not in said.out + said.err
    assert "9 处错误，网站未改动。9 errors; the site was not changed." in said.err
    assert tree(tmp_path / "site") == before


def test_a_broken_template_leaves_the_old_site_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake met only while pages are rendered changes nothing either."""
    materialise({"templates": {}}, tmp_path)
    words = [*command(tmp_path, "build"), "--templates", str(tmp_path / "templates")]
    assert main(words) == 0
    before = tree(tmp_path / "site")
    put(tmp_path / "templates/records/page.html", "<h1>{{ record.titel.zh }}</h1>\n")
    capsys.readouterr()
    assert main(words) == 1
    said = capsys.readouterr()
    assert "templates/records/page.html:1:1: template: " in said.out
    assert "Traceback" not in said.out + said.err
    assert tree(tmp_path / "site") == before


@pytest.mark.parametrize("words", [["check"], ["check", "--jobs", "2"]], ids=["alone", "together"])
def test_check_as_json(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problems for programs: nothing on the output but JSON."""
    case = load_case(TESTS / "bad" / "several.yml")
    materialise(case, tmp_path)
    assert main([*command(tmp_path, *words), "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert problems[2] == {
        "path": "content/laws/broken.yml",
        "line": 1,
        "column": 8,
        "rule": "yaml",
        "level": "error",
        "message": {
            "zh": "这一处不合 YAML 的写法（while parsing a flow mapping did not find expected ',' or '}'）。",
            "en": "This is not well-formed YAML (while parsing a flow mapping did not find expected ',' or '}').",
        },
        "hint": {
            "zh": "常见原因：缩进不齐；文字里有“: ”或“ #”却没有加引号；引号或括号没有配对。",
            "en": 'Usual causes: uneven indentation; text with ": " or " #" that is not quoted; a quote or bracket left open.',
        },
    }
    assert problems[0]["level"] == "warning"
    heads = [f"{one['path']}:{one['line']}:{one['column']}: {one['rule']}: " for one in problems]
    expected = [line for line in case["expect"].splitlines() if not line.startswith("    ")]
    assert len(heads) == len(expected)
    assert all(line.startswith(head) for head, line in zip(heads, expected, strict=True))


def test_check_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems as workflow commands; what has a meaning there is escaped, and nobody can smuggle a command in."""
    case = {
        "files": {"content/laws/a,b:c%\n::error::x.yml": "", "content/laws/percent.yml": "title: 100%\n"},
        "change": {"content/laws/good.yml": {"heading: {zh: 一, en: One}": "heading: {zh: 一}"}},
    }
    materialise(case, tmp_path)
    assert main(command(tmp_path, "check", "--format", "github")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("::")[1] for line in lines] == [
        "error file=content/laws/a%2Cb%3Ac%25\\u000a%3A%3Aerror%3A%3Ax.yml,line=1,col=1,title=file-id",
        "warning file=content/laws/good.yml,line=7,col=26,title=untranslated",
        *["error file=content/laws/percent.yml,line=1,col=1,title=missing-field"] * 3,
        "error file=content/laws/percent.yml,line=1,col=8,title=mapping-wanted",
    ]
    assert "这里是：100%25。" in lines[-1]


def test_check_of_a_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, an empty list for programs, and nothing written."""
    materialise({}, tmp_path)
    assert main(command(tmp_path, "check")) == 0
    assert capsys.readouterr().out == "7 条记录，没有错误。7 records, no errors.\n"
    assert main(command(tmp_path, "check", "--format", "json")) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(command(tmp_path, "check", "--format", "github")) == 0
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site_config.yml"]


def test_strict_makes_warnings_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing translation passes, and fails with --strict."""
    materialise(load_case(TESTS / "bad" / "untranslated.yml"), tmp_path)
    assert main(command(tmp_path, "check")) == 0
    assert main(command(tmp_path, "check", "--strict")) == 1
    assert capsys.readouterr().out.count("untranslated: ") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bulid"], "invalid choice"),
        (["check", "--as-of", "2026-02-30"], "is not a day"),
        (["check", "--as-of", "２０２６-06-30"], "is not a day"),
        (["check", "--content", "nowhere"], "is not a folder"),
        (["check", "--config", "nowhere.yml"], "is not a file"),
        (["build", "--templates", "nowhere"], "has no home.html"),
        (["build", "--jobs", "-1"], "--jobs"),
        (["build", "--out", "content/site"], "must not lie in one another"),
        (["check", "--format", "xml"], "invalid choice"),
    ],
)
def test_wrong_usage(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong words on the command line: exit code 2 and the reason."""
    materialise({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    given = {word for word in words if word.startswith("--")}
    defaults = [("--config", "site_config.yml"), ("--content", "content")]
    arguments = [*words, *(part for pair in defaults if pair[0] not in given for part in pair)]
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_a_foreign_output_folder_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds other files is refused with exit code 2."""
    materialise({}, tmp_path)
    put(tmp_path / "site/holiday.jpg", "照片")
    assert main(command(tmp_path, "build")) == 2
    assert "holds files that are not this site's; nothing was touched" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["holiday.jpg"]


@pytest.mark.parametrize(
    ("case", "code"), [({}, 0), (load_case(TESTS / "bad" / "several.yml"), 1)], ids=["good", "bad"]
)
def test_build_py(case: dict[str, Any], code: int, tmp_path: Path) -> None:
    """The command as people run it, in a process of its own, in a place where UTF-8 is not the rule."""
    materialise(case, tmp_path)
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", *command(tmp_path, "build")],
        capture_output=True, check=False, cwd=tmp_path, env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == code
    assert b"Traceback" not in done.stdout + done.stderr
    assert (tmp_path / "site" / "index.html").exists() == (code == 0)
    if code:
        assert done.stdout.decode() == case["expect"]
