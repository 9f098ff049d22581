"""Builds as a whole: the same bytes, nothing written twice, and never half a site."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai import output as output_module
from gongkai import site as site_module
from gongkai import workers
from gongkai.output import Output, OutputRefused
from gongkai.problems import ContentProblems
from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.conftest import linjiang_options
from tests.shelves import small_city


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder by name and hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file's time and inode, which change when it is written."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def city(tmp_path: Path) -> Options:
    """Part of Linjiang in a copy that a test may change."""
    return small_city(tmp_path)


def test_two_builds_give_identical_bytes_whatever_the_processes(tmp_path: Path) -> None:
    """Of the whole city, and with nothing kept from one for the other."""
    city = replace(linjiang_options(tmp_path / "site"), kept=None)
    build(city, Silent())
    build(replace(city, out=tmp_path / "second"), Silent())
    build(replace(city, out=tmp_path / "third", jobs=2), Silent())
    assert tree(city.out) == tree(tmp_path / "second") == tree(tmp_path / "third")


def test_a_build_after_no_change_writes_nothing(city: Options) -> None:
    build(city, Silent())
    before = states(city.out)
    again = build(city, Silent())
    assert again.written is not None
    assert (again.rendered, again.written.written, again.written.removed) == (0, 0, 0)
    assert states(city.out) == before
    full = build(replace(city, full=True), Silent())
    assert full.written is not None
    assert full.rendered == full.pages_planned
    assert (full.written.written, full.written.removed) == (0, 0)
    assert states(city.out) == before


def test_an_edit_writes_what_shows_it_and_nothing_else(city: Options) -> None:
    build(city, Silent())
    before = states(city.out)
    law = city.content / "laws" / "ferry-fares.yml"
    law.write_text(law.read_text("utf-8").replace("渡船", "摆渡"), "utf-8")
    result = build(city, Silent())
    changed = {
        str(Path(name).relative_to(city.out)) for name, state in states(city.out).items() if before.get(name) != state
    }
    assert "laws/ferry-fares/index.html" in changed
    assert not any(name.startswith("assets/") for name in changed)
    assert result.written is not None
    assert result.written.written == len(changed)
    assert len(changed) < len(before) / 2


def test_a_record_taken_away_leaves_nothing_behind(city: Options) -> None:
    build(city, Silent())
    extra = city.content / "pages" / "extra.yml"
    shutil.copy(city.content / "pages" / "about.yml", extra)
    build(city, Silent())
    assert (city.out / "extra" / "index.html").is_file()
    extra.unlink()
    build(city, Silent())
    assert not (city.out / "extra").exists()
    fresh = replace(city, out=city.out.parent / "fresh")
    build(fresh, Silent())
    assert tree(city.out) == tree(fresh.out)


def test_problems_leave_the_old_site_untouched(city: Options) -> None:
    build(city, Silent())
    before = (tree(city.out), states(city.out))
    (city.content / "laws" / "ferry-fares.yml").write_text("title: [", "utf-8")
    with pytest.raises(ContentProblems):
        build(city, Silent())
    assert (tree(city.out), states(city.out)) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_a_template_is_a_problem_at_its_line_and_leaves_the_old_site(
    city: Options, tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_FEW", 1)
    monkeypatch.setattr(site_module, "_RENDER_CHUNK", 4)
    shutil.copytree(city.templates, tmp_path / "templates")
    city = replace(city, templates=tmp_path / "templates")
    build(city, Silent())
    before = tree(city.out)
    law = tmp_path / "templates" / "records" / "law.html"
    lines = law.read_text("utf-8").splitlines()
    law.write_text("\n".join([*lines[:4], "{{ record.no_such_field }}", *lines[4:]]), "utf-8")
    with pytest.raises(ContentProblems) as caught:
        build(replace(city, jobs=jobs), Silent())
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.rule) == ("templates/records/law.html", 5, "template")
    assert "no_such_field" in problem.message("en")
    assert tree(city.out) == before


def test_a_build_that_breaks_off_is_made_good_by_the_next(city: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    build(city, Silent())
    before = tree(city.out)
    law = city.content / "laws" / "ferry-fares.yml"
    law.write_text(law.read_text("utf-8").replace("渡船", "摆渡"), "utf-8")

    def fail(first: Path, _second: Path) -> bool:
        raise OSError(28, "No space left on device", str(first))

    with monkeypatch.context() as patch:
        patch.setattr(output_module, "_swap", fail)
        with pytest.raises(OSError, match="No space left"):
            build(city, Silent())
    assert tree(city.out) == before
    build(city, Silent())
    fresh = replace(city, out=city.out.parent / "fresh")
    build(fresh, Silent())
    assert tree(city.out) == tree(fresh.out) != before


def test_a_system_without_exchange_still_switches(city: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    build(city, Silent())
    (city.content / "laws" / "ferry-fares.yml").unlink()
    for path in city.content.rglob("*.yml"):
        if "laws/ferry-fares" in path.read_text("utf-8"):
            path.write_text(path.read_text("utf-8").replace("laws/ferry-fares", "laws/wharf-markets"), "utf-8")
    monkeypatch.setattr(output_module, "_swap", lambda _first, _second: False)
    build(city, Silent())
    assert not (city.out / "laws" / "ferry-fares").exists()
    assert (city.out / "laws" / "index.html").is_file()


def test_files_changed_by_others_are_put_right(city: Options) -> None:
    build(city, Silent())
    before = tree(city.out)
    (city.out / "index.html").write_text("defaced", "utf-8")
    (city.out / "laws" / "index.html").unlink()
    build(city, Silent())
    assert tree(city.out) == before


def test_a_folder_with_other_things_is_refused_and_left_alone(city: Options) -> None:
    city.out.mkdir()
    (city.out / "thesis.doc").write_text("ten years of work", "utf-8")
    with pytest.raises(OutputRefused, match=r"thesis|nothing was touched"):
        build(city, Silent())
    assert tree(city.out) == {"thesis.doc": hashlib.sha256(b"ten years of work").hexdigest()}


def test_two_builds_of_one_site_do_not_meet(city: Options) -> None:
    with Output(city.out), pytest.raises(OutputRefused, match="Another build"), Output(city.out):
        pass


def test_a_record_held_back_is_nowhere_before_its_day(city: Options) -> None:
    record = city.content / "pages" / "later.yml"
    text = (city.content / "pages" / "about.yml").read_text("utf-8")
    record.write_text("publish_from: 2026-07-01\n" + text.replace("title: {zh: ", "title: {zh: 密封的", 1), "utf-8")
    build(replace(city, as_of="2026-06-30"), Silent())
    everything = "".join(
        path.read_text("utf-8") for path in city.out.rglob("*") if path.suffix in (".html", ".xml", ".json")
    )
    assert "密封的" not in everything
    assert "/later/" not in everything
    build(replace(city, as_of="2026-07-01"), Silent())
    assert "密封的" in (city.out / "later" / "index.html").read_text("utf-8")


def test_what_others_put_into_the_site_is_gone_with_the_next_build_and_stays_gone(city: Options) -> None:
    build(city, Silent())
    before = tree(city.out)
    (city.out / "note.html").write_text("mine", "utf-8")
    (city.out / "laws" / "draft").mkdir()
    (city.out / "laws" / "draft" / "index.html").write_text("mine too", "utf-8")
    build(city, Silent())
    assert tree(city.out) == before
    law = city.content / "laws" / "ferry-fares.yml"
    for words in ("摆渡", "渡船"):
        law.write_text(law.read_text("utf-8").replace("渡船" if words == "摆渡" else "摆渡", words), "utf-8")
        build(city, Silent())
        assert _without_stamps(tree(city.out)) == _without_stamps(before)


def _without_stamps(paths: Iterable[str]) -> set[str]:
    """Names of files, without the hash that the folders of the search index have."""
    return {re.sub(r"(?<=^search/..)/[0-9a-f]{12}(?=/)", "", str(path)) for path in paths}


def test_a_list_follows_the_record_its_introduction_links_to(city: Options) -> None:
    case = city.content / "cases" / "night-ferry.yml"
    introduction = city.content / "laws" / "_index.yml"
    introduction.write_text('lead: {zh: 法规, en: Laws}\ntext: {zh: "见[案例](cases/night-ferry)。"}\n', "utf-8")
    text = case.read_text("utf-8")
    case.write_text("publish_from: 2199-01-01\n" + text, "utf-8")
    build(city, Silent())
    assert 'href="../cases/night-ferry/"' not in (city.out / "laws" / "index.html").read_text("utf-8")
    case.write_text(text, "utf-8")
    build(city, Silent())
    assert 'href="../cases/night-ferry/"' in (city.out / "laws" / "index.html").read_text("utf-8")


def test_an_edit_that_keeps_size_and_time_is_still_seen(city: Options) -> None:
    law = city.content / "laws" / "ferry-fares.yml"
    build(city, Silent())
    times = law.stat()
    with law.open("r+b") as file:
        data = file.read().replace("渡船".encode(), "摆渡".encode())
        file.seek(0)
        file.write(data)
    os.utime(law, ns=(times.st_atime_ns, times.st_mtime_ns))
    build(city, Silent())
    assert "摆渡" in (city.out / "laws" / "ferry-fares" / "index.html").read_text("utf-8")


def test_damaged_work_files_are_made_anew(city: Options) -> None:
    build(city, Silent())
    before = tree(city.out)
    work = city.out.parent / f".{city.out.name}.work"
    for name in ("live.tree", "spare.tree", "cards"):
        for data in (b"", b"\x80\x05garbage", bytes(range(256)), (work / name).read_bytes()[:-9] + b"\xffXX"):
            (work / name).write_bytes(data)
            build(city, Silent())
            assert tree(city.out) == before


def test_full_finds_what_was_changed_behind_its_back(city: Options) -> None:
    build(city, Silent())
    before = tree(city.out)
    page = city.out / "about" / "index.html"
    times = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<H1>", 1))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    build(replace(city, full=True), Silent())
    assert tree(city.out) == before
