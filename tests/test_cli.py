"""The command as people and programs call it: exit codes, formats, and an old site left as it was."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from tests.cases import load_case, materialise, put
from tests.conftest import AS_OF, ROOT, TESTS


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
    assert "8 处错误，网站未改动。8 errors; the site was not changed." in said.err
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
            "zh": "常见原因：缩进不齐；文字里有“: ”或“ #”，或花括号里的文字有逗号、括号，却没有加引号；引号或括号没有配对。",
            "en": 'Usual causes: uneven indentation; text with ": " or " #", or inside { } with a comma or bracket, that is not quoted; a quote or bracket left open.',
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
        "error file=content/laws/percent.yml,line=1,col=1,title=missing-field",
        "error file=content/laws/percent.yml,line=1,col=8,title=mapping-wanted",
    ]
    assert "这里是：100%25。" in lines[-1]


def test_check_of_a_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, an empty list for programs, and nothing written."""
    materialise({}, tmp_path)
    assert main(command(tmp_path, "check")) == 0
    assert capsys.readouterr().out == "16 条记录，没有错误。16 records, no errors.\n"
    assert main(command(tmp_path, "check", "--format", "json")) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(command(tmp_path, "check", "--format", "github")) == 0
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site_config.yml"]


WARNINGS = (
    "untranslated",
    "number-gap",
    "quotation-open",
    "translation-outdated",
    "translation-missing",
    "glossary-english",
)


@pytest.mark.parametrize("rule", WARNINGS)
def test_strict_makes_warnings_errors(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing translation, a number left out and the like pass, and fail with --strict."""
    materialise(load_case(TESTS / "bad" / f"{rule}.yml"), tmp_path)
    assert main(command(tmp_path, "check")) == 0
    passed = capsys.readouterr().out
    assert f" {rule}: " in passed
    assert main(command(tmp_path, "check", "--strict")) == 1
    assert capsys.readouterr().out == "".join(passed.splitlines(keepends=True)[:-1])


def test_drafts_are_built_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --drafts nothing of a draft is in the site; with it the page is there and says what it is."""
    materialise(load_case(TESTS / "bad" / "draft.yml"), tmp_path)
    assert main(command(tmp_path, "build")) == 0
    assert not [path for path in tree(tmp_path / "site") if "draft" in path]
    assert not [path for path, (data, _) in tree(tmp_path / "site").items() if "渡口办法".encode() in data]
    assert main(command(tmp_path, "build", "--drafts")) == 0
    assert "草稿：尚未核对，不会发布。" in (tmp_path / "site/laws/draft/index.html").read_text("utf-8")
    assert "18 条记录" in capsys.readouterr().out


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
