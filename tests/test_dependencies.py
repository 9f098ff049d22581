"""What a page shows and does not hold itself: an edit elsewhere must reach it, and a site without further pages is whole."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.config import SiteConfig
from gongkai.load import load_model
from gongkai.progress import Silent
from gongkai.site import Options, build
from tests.conftest import LINJIANG
from tests.crawl import Site
from tests.shelves import small_city
from tests.test_build import tree


@pytest.fixture
def city(tmp_path: Path) -> Options:
    """Part of Linjiang in a copy that a test may change, its configuration too."""
    shutil.copy(LINJIANG / "site_config.yml", tmp_path)
    return replace(small_city(tmp_path), config=tmp_path / "site_config.yml")


def changed(path: Path, old: str, new: str, *, last: bool = False) -> None:
    """Put new words in place of old ones, at their first place or the last."""
    text = path.read_text("utf-8")
    at = text.rindex(old) if last else text.index(old)
    path.write_text(text[:at] + new + text[at + len(old) :], "utf-8")


EDITS = {
    "an article that others name leaves the text": ("laws/riverside-lighting.yml", "第六条 灯杆应当编号", "第六十条 灯杆应当编号"),
    "a term's pinyin": ("glossary/harbour-bureau.yml", "pinyin: ", "pinyin: xīn "),
    "a term is held back": ("glossary/harbour-bureau.yml", "title: ", "publish_from: 2199-01-01\ntitle: "),
    "a term is only a draft": ("glossary/harbour-bureau.yml", "title: ", "draft: yes\ntitle: "),
    "a record that names articles gets another date": ("laws/lighting-decision.yml", "date: 2024-11-28", "date: 2023-11-28"),
    "a record moves to a year that had none": ("laws/lantern-permits.yml", 'date: "1988"', 'date: "1987"'),
    "a record moves to another topic": ("laws/lantern-permits.yml", "topics: [lighting]", "topics: [markets]"),
    "a record becomes a demonstration": ("supervision/2024-special-inquiry.yml", "title: ", "demonstration: yes\ntitle: "),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_reaches_every_page_that_shows_it(city: Options, tmp_path: Path, edit: str) -> None:
    """After each, a build of what changed equals a build of everything, and no link is broken."""
    build(city, Silent())
    name, old, new = EDITS[edit]
    changed(city.content / name, old, new)
    build(city, Silent())
    build(replace(city, out=tmp_path / "all", full=True), Silent())
    assert tree(city.out) == tree(tmp_path / "all")
    assert list(Site(city.out, _base(city)).broken_links()) == []


def test_a_site_without_further_pages_and_files_has_no_link_to_them(city: Options) -> None:
    """Places that only another version has are named without a link; what is left out is left out everywhere."""
    changed(city.config, "parts: true, downloads: true", "parts: no, downloads: no")
    build(city, Silent())
    site = Site(city.out, _base(city))
    assert list(site.broken_links()) == []
    law = city.out / "laws" / "riverside-lighting"
    assert [path.name for path in law.iterdir()] == ["index.html"]
    assert "versions/" not in (law / "index.html").read_text("utf-8")


def test_what_is_held_back_is_named_in_no_file(city: Options) -> None:
    """A record that is not published yet is neither linked nor named by its key in what can be taken away."""
    changed(city.content / "laws" / "lighting-decision.yml", "title: ", "publish_from: 2199-01-01\ntitle: ")
    build(city, Silent())
    for path in (city.out / "laws" / "riverside-lighting").rglob("*"):
        if path.is_file():
            assert "lighting-decision" not in path.read_text("utf-8"), path


def _base(city: Options) -> str:
    config, problems = load_model(str(city.config), city.config.name, SiteConfig)
    assert config is not None, problems
    return config.url
