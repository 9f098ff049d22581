"""`build.py i18n` on real folders: what it says, what it writes, and what it leaves alone."""

from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from tests.cases import materialise, put
from tests.conftest import AS_OF

HEAD = """\
# 各条英文译自哪一份中文。由 build.py i18n update 写入，请勿手工改动。
# Which Chinese each English article translates. Written by 'build.py i18n update'; do not edit.
"""
FERRIES = """\
title: {zh: 渡口办法, en: Measures on Ferries}
kind: measures
category: river
events:
  - {type: adopted, date: 2024-01-01}
versions:
  - date: 2024-01-01
    translation: draft
    zh: |
      第一条 渡口由市人民政府管理。
      第二条 渡船夜间应当亮灯。
      第三条 本办法自公布之日起施行。
    en: |
      Article 1 The municipal government looks after ferries.
      Article 2 Ferries carry lights at night.
      Article 3 These measures take effect when they are published.
sources:
  - {id: gazette, title: {zh: 公报}, publisher: {zh: 常委会}}
"""
CHANGED = "第二条 渡船夜间应当鸣笛。"


class Place:
    """A small site on disk and the command on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], case: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self.law = folder / "content/laws/ferries.yml"
        self.lock = folder / "content/translations.lock"
        self._capsys = capsys
        materialise({"files": {"content/laws/ferries.yml": FERRIES}} if case is None else case, folder)

    def run(self, *words: str, as_of: str = AS_OF) -> tuple[int, str, str]:
        """Exit code, output and error output of `build.py words`."""
        self._capsys.readouterr()
        paths = ["--config", self.folder / "site_config.yml", "--content", self.folder / "content"]
        code = main([*words, *map(str, paths), "--out", str(self.folder / "site"), "--as-of", as_of, "--jobs", "1"])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def edit(self, old: str, new: str) -> None:
        """Change words of the law that stand there once."""
        text = self.law.read_text("utf-8")
        assert text.count(old) == 1
        put(self.law, text.replace(old, new))

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Every file, with its bytes and when it was written."""
        return {
            str(path.relative_to(self.folder)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    """A site with one law of three articles in both languages, of which nothing is on record."""
    return Place(tmp_path, capsys)


def test_a_site_without_english_laws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to tell and nothing to write."""
    site = Place(tmp_path, capsys, {})
    before = site.files()
    assert site.run("i18n", "status") == (0, "没有带英文的法规文本。No law has English text.\n", "")
    assert site.run("i18n", "update") == (
        0,
        "已登记或更新 0 条。0 articles recorded or updated.\n没有带英文的法规文本。No law has English text.\n",
        "",
    )
    assert site.files() == before


def test_status_writes_nothing(place: Place) -> None:
    before = place.files()
    assert place.run("i18n", "status") == (
        0,
        (
            "laws/ferries 2024-01-01: 3 未登记 not on record\n"
            "    未登记 not on record: art-1 art-2 art-3\n"
            "合计 In all: 3 未登记 not on record\n"
        ),
        "",
    )
    assert place.files() == before


def test_an_update_records_every_article_once(place: Place) -> None:
    """One line an article; a second update has nothing to do and does not touch the file.

    The hashes were worked out with Python's blake2b alone: a lock must stay good from one release to the next.
    """
    before = place.files()
    settled = "laws/ferries 2024-01-01: 3 合用 up to date\n合计 In all: 3 合用 up to date\n"
    assert place.run("i18n", "update") == (0, "已登记或更新 3 条。3 articles recorded or updated.\n" + settled, "")
    assert place.lock.read_text("utf-8") == (
        f"{HEAD}"
        f"laws/ferries 2024-01-01 art-1 zh:012e9bc29247 en:c671bda6391e {AS_OF}\n"
        f"laws/ferries 2024-01-01 art-2 zh:a46b69c35339 en:85c1a280a9f0 {AS_OF}\n"
        f"laws/ferries 2024-01-01 art-3 zh:6b23ef0455bc en:a82f40be2a86 {AS_OF}\n"
    )
    after = place.files()
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"content/translations.lock"}
    assert place.run("i18n", "update", as_of="2026-09-09") == (
        0,
        "已登记或更新 0 条。0 articles recorded or updated.\n" + settled,
        "",
    )
    assert place.files() == after


def test_one_changed_article_is_outdated_until_its_english_changes(place: Place) -> None:
    """It is named by status and check, an update alone does not hide it, and new English makes it fresh."""
    place.run("i18n", "update")
    recorded = place.files()
    place.edit("第二条 渡船夜间应当亮灯。", CHANGED)
    outdated = (
        "laws/ferries 2024-01-01: 2 合用 up to date, 1 过时 out of date\n"
        "    过时 out of date: art-2\n"
        "合计 In all: 2 合用 up to date, 1 过时 out of date\n"
    )
    assert place.run("i18n", "status") == (0, outdated, "")
    code, said, _ = place.run("check")
    assert code == 0
    assert said.count("translation-outdated") == 1
    assert "content/laws/ferries.yml:15:7: translation-outdated: “art-2”的英文译的是 2026-06-30 记下的旧中文" in said
    assert place.run("check", "--strict")[0] == 1
    assert place.run("i18n", "update", as_of="2026-07-01") == (
        0,
        "已登记或更新 0 条。0 articles recorded or updated.\n" + outdated,
        "",
    )
    assert place.files()["content/translations.lock"] == recorded["content/translations.lock"]
    place.edit("Ferries carry lights at night.", "Ferries sound their horns at night.")
    code, said, _ = place.run("i18n", "update", as_of="2026-07-02")
    assert (code, said.splitlines()[0]) == (0, "已登记或更新 1 条。1 article recorded or updated.")
    assert said.splitlines()[-1] == "合计 In all: 3 合用 up to date"
    assert [line.split()[-1] for line in place.lock.read_text("utf-8").splitlines()[2:]] == [
        AS_OF,
        "2026-07-02",
        AS_OF,
    ]
    assert place.run("check", "--strict")[0] == 0


def test_english_that_still_holds_can_be_accepted(place: Place) -> None:
    """Article by article, several at a time."""
    place.run("i18n", "update")
    place.edit("第一条 渡口由市人民政府管理。", "第一条 渡口由市政府管理。")
    place.edit("第二条 渡船夜间应当亮灯。", CHANGED)
    place.edit("第三条 本办法自公布之日起施行。", "第三条 本办法即日施行。")
    words = ["--accept", "laws/ferries#art-1", "--accept", "laws/ferries#art-3"]
    code, said, _ = place.run("i18n", "update", *words, as_of="2026-07-01")
    assert code == 0
    assert said == (
        "已登记或更新 2 条。2 articles recorded or updated.\n"
        "laws/ferries 2024-01-01: 2 合用 up to date, 1 过时 out of date\n"
        "    过时 out of date: art-2\n"
        "合计 In all: 2 合用 up to date, 1 过时 out of date\n"
    )


def test_an_accepted_article_is_that_of_the_text_of_the_day(place: Place) -> None:
    """The text that stands on the day is meant, not one that has gone or is still to come."""
    later = FERRIES[FERRIES.index("  - date: 2024-01-01") : FERRIES.index("sources:")].replace(
        "2024-01-01", "2026-07-01"
    )
    put(place.law, FERRIES.replace("sources:", f"{later}sources:"))
    place.run("i18n", "update", as_of="2026-06-01")
    text = place.law.read_text("utf-8").replace("第二条 渡船夜间应当亮灯。", CHANGED)
    put(place.law, text)
    code, said, _ = place.run("i18n", "update", "--accept", "laws/ferries#art-2", as_of="2026-07-01")
    assert code == 0
    assert said.splitlines()[1:] == [
        "laws/ferries 2024-01-01: 2 合用 up to date, 1 过时 out of date",
        "    过时 out of date: art-2",
        "laws/ferries 2026-07-01: 3 合用 up to date",
        "合计 In all: 5 合用 up to date, 1 过时 out of date",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "laws/gone#art-1",
        "laws/ferries#art-9",
        "laws/ferries#art-2-p1",
        "laws/ferries",
        "laws/good#art-1",
        "cases/good#art-1",
        "laws/ferries#art-2 ",
        "art-2",
        "#",
        "",
    ],
)
def test_what_is_no_english_article_cannot_be_accepted(place: Place, name: str) -> None:
    """Exit code 2, the name that was wrong, and nothing written, not even for the names that were right."""
    place.run("i18n", "update")
    place.edit("第二条 渡船夜间应当亮灯。", CHANGED)
    before = place.files()
    code, out, err = place.run("i18n", "update", "--accept", "laws/ferries#art-2", "--accept", name)
    assert (code, out) == (2, "")
    assert err == f"build.py: --accept {name}: 没有这一条英文 no such English article (laws/ID#art-12)\n"
    assert place.files() == before


@pytest.mark.parametrize("action", ["status", "update"])
def test_content_with_errors_is_refused(place: Place, action: str) -> None:
    """The same problems as check reports, and the lock as it was."""
    place.run("i18n", "update")
    place.edit("kind: measures", "knd: measures")
    before = place.files()
    code, out, err = place.run("i18n", action)
    assert code == 1
    assert out.startswith("content/laws/ferries.yml:2:1: unknown-field: ")
    assert "1 处错误" in err
    assert place.files() == before


@pytest.mark.parametrize("action", ["status", "update"])
def test_a_lock_with_merge_marks_is_refused(place: Place, action: str) -> None:
    """Nobody but a person can tell which of the two sides is right."""
    place.run("i18n", "update")
    lines = place.lock.read_text("utf-8").splitlines(keepends=True)
    put(
        place.lock,
        "".join([*lines[:2], "<<<<<<< HEAD\n", lines[2], "=======\n", lines[3], ">>>>>>> other\n", lines[4]]),
    )
    before = place.files()
    code, out, _ = place.run("i18n", action)
    assert code == 1
    assert [line.split(": ")[0] for line in out.splitlines() if "lock-line" in line] == [
        "content/translations.lock:3:1",
        "content/translations.lock:5:1",
        "content/translations.lock:7:1",
    ]
    assert place.files() == before


@pytest.mark.parametrize("line", ["publish_from: 2030-01-01", "draft: true"])
def test_what_is_on_record_of_a_record_held_back_is_kept(place: Place, line: str) -> None:
    """Neither shown nor lost; when the record comes back, its English is as it was."""
    place.run("i18n", "update")
    before = place.files()
    put(place.law, f"{line}\n{FERRIES}")
    code, out, _ = place.run("i18n", "update", as_of="2026-07-01")
    assert (code, out.splitlines()[-1]) == (0, "没有带英文的法规文本。No law has English text.")
    assert place.files()["content/translations.lock"] == before["content/translations.lock"]


def test_drafts_can_be_recorded_too(place: Place) -> None:
    """With --drafts they count as if they were published."""
    put(place.law, f"draft: true\n{FERRIES}")
    assert place.run("i18n", "update")[1].startswith("已登记或更新 0 条。")
    assert not place.lock.exists()
    assert place.run("i18n", "update", "--drafts")[1].startswith("已登记或更新 3 条。")
    assert place.lock.is_file()


def test_a_law_that_was_removed_leaves_the_lock(place: Place) -> None:
    put(place.folder / "content/laws/boats.yml", FERRIES)
    place.run("i18n", "update")
    place.law.unlink()
    code, out, _ = place.run("i18n", "update")
    assert (code, out.splitlines()[1]) == (0, "laws/boats 2024-01-01: 3 合用 up to date")
    assert {line.split()[0] for line in place.lock.read_text("utf-8").splitlines()[2:]} == {"laws/boats"}


def test_status_names_what_is_missing_and_what_is_too_much(place: Place) -> None:
    place.edit("Article 2 Ferries carry lights at night.", "Article 4 Ferries carry lights at night.")
    code, out, _ = place.run("i18n", "status")
    assert code == 0
    assert out.splitlines() == [
        "laws/ferries 2024-01-01: 1 未译 not translated, 2 未登记 not on record, 1 中文没有 not in the Chinese",
        "    未译 not translated: art-2",
        "    未登记 not on record: art-1 art-3",
        "    中文没有 not in the Chinese: art-4",
        "合计 In all: 1 未译 not translated, 2 未登记 not on record, 1 中文没有 not in the Chinese",
    ]


def test_other_actions_are_wrong_usage(place: Place) -> None:
    for words in (["i18n"], ["i18n", "upgrade"], ["i18n", "update", "--accept"]):
        with pytest.raises(SystemExit) as stopped:
            place.run(*words)
        assert stopped.value.code == 2
